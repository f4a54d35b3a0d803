"""Slices: for each report, all that it may cite, chosen from what is released."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from statusrapport.declarations import read_declaration
from statusrapport.errors import DeclarationError
from statusrapport.files import write_json, write_parquet
from statusrapport.project import COUNTRY, Edition, Project
from statusrapport.regions.register import Register, read_register
from statusrapport.render.kind import ReportKind

# Regions that are no region of the register, with the codes that their facts have.
COMPARATORS_NB = {"0-0301": "Hele landet uten Oslo", "0-panel": "Kommuner som har rapportert begge årene"}

if TYPE_CHECKING:
    import pandas as pd

    from statusrapport.indicators.declaration import Indicator
    from statusrapport.sources.declaration import Source


def edition_regions(project: Project, edition: Edition) -> tuple[str, ...]:
    """The regions that an edition has a report for: the country, or every municipality of its structure."""
    if edition.regions == "country":
        return (COUNTRY,)
    return read_register(project.regions).municipalities(edition.structure)


def cited_structures(project: Project) -> dict[str, dict[int, int]]:
    """In which municipal structures each indicator is cited, with the last year that may be cited there.

    One that no edition cites is computed in all structures. So is every one where a report kind cannot be read: what is
    wrong with it is told elsewhere.
    """
    cited: dict[str, dict[int, int]] = {id_: {} for id_ in project.declared("indicators")}
    for edition in sorted(project.editions.values(), key=lambda edition: edition.year):
        try:
            kind = read_declaration(project.templates / edition.kind / "report.toml", ReportKind)
        except (OSError, DeclarationError):
            return dict.fromkeys(cited, project.structures)
        for id_ in kind.indicators:
            cited.setdefault(id_, {})[edition.structure] = edition.year
    return {id_: structures or project.structures for id_, structures in cited.items()}


def write_slices(project: Project, edition: Edition, released: Path, slices: Mapping[str, Path], inputs: Path) -> None:
    """Write the slice of every region of `slices` and the edition's inputs.json.

    A slice is rewritten with the same bytes when nothing in it changed, so that only reports whose slice did are
    rendered again. inputs.json holds the raw files behind the edition with their sha256.
    """
    import pandas as pd

    from statusrapport.indicators.observations import to_table

    kind = read_declaration(project.templates / edition.kind / "report.toml", ReportKind)
    register = read_register(project.regions)
    observations = pd.read_parquet(released / "observations.parquet")
    texts = pd.read_parquet(released / "texts.parquet")
    is_cited = observations["indicator"].isin(kind.indicators) & (observations["structure"] == edition.structure)
    cited = observations[is_cited & observations["period"].astype(int).le(edition.year)]
    cited_texts = texts[texts["dimension"].isin(_dimensions(cited))]
    metadata = _metadata(project, kind, register, edition, cited_texts) | _published(project, edition)
    _add_questionnaires(metadata["sources"], released / "questionnaires.json")
    text = json.dumps(metadata, ensure_ascii=False)
    for region, path in slices.items():
        write_parquet(path, to_table(_choose(cited, region, register, edition), {"statusrapport": text}))
    write_json(inputs, _inputs(project, metadata["sources"], cited))


def _choose(cited: pd.DataFrame, region: str, register: Register, edition: Edition) -> pd.DataFrame:
    """What a region's report may cite: the country's all of it, a municipality's its own and its comparators."""
    if region == COUNTRY:
        return cited
    own = {
        region,
        COUNTRY,
        register.county_of(region, edition.structure),
        register.kostra_group(region, edition.structure),
    }
    return cited[cited["region_code"].isin(own)]


def _dimensions(cited: pd.DataFrame) -> set[str]:
    """The dimensions that the observations are broken down by: another source's labels must not change a slice."""
    from statusrapport.indicators.observations import parse_breakdown

    return {name for text in cited["breakdown"].unique() for name in parse_breakdown(text)}


def _metadata(
    project: Project, kind: ReportKind, register: Register, edition: Edition, texts: pd.DataFrame
) -> dict[str, Any]:
    from statusrapport.claims.citations import read_citations
    from statusrapport.indicators.declaration import read_indicator
    from statusrapport.language import read_vocabulary
    from statusrapport.sources.declaration import read_source

    citations = read_citations(project.config / "citations.toml")
    declared = project.declared("indicators")
    indicators = {id_: read_indicator(declared[id_]) for id_ in kind.indicators}
    used = sorted({source for indicator in indicators.values() for source in indicator.source})
    sources = {id_: read_source(project.declared("sources")[id_]) for id_ in used}
    codes = [COUNTRY, *register.counties(edition.structure), *register.municipalities(edition.structure)]
    labels = {
        dimension: dict(zip(group["value"], group["text_nb"], strict=True))
        for dimension, group in texts.sort_values("position").groupby("dimension")
    }
    return {
        "structure": edition.structure,
        "indicators": {id_: _dump(indicator) for id_, indicator in indicators.items()},
        "sources": {id_: _source_text(source, edition) for id_, source in sources.items()},
        "labels": labels,
        "vocabulary": read_vocabulary(project.config / "vocabulary.toml").model_dump(mode="json"),
        "citations": {id_: citation.model_dump(mode="json") for id_, citation in citations.items()},
        "regions": _names_of_gaps(sources, register)
        | {code: register.name(code, edition.structure) for code in codes}
        | COMPARATORS_NB,
    }


def _published(project: Project, edition: Edition) -> dict[str, Any]:
    """The figures of the earlier report that an edition names; the slices of all others stay as they are."""
    from statusrapport.facts.earlier import FOLDER, read_earlier

    if not edition.previous:
        return {}
    return {"published": read_earlier(project.declared(FOLDER)[edition.previous]).model_dump(mode="json")}


def _names_of_gaps(sources: Mapping[str, Source], register: Register) -> dict[str, str]:
    """The names of municipalities that did not report, which may be merged since: as of the year that they lack."""
    gaps = (gap for source in sources.values() for gap in source.known_missing)
    return {gap.region_code: register.name(gap.region_code, int(gap.period)) for gap in gaps}


def _dump(indicator: Indicator) -> dict[str, Any]:
    """A declaration as slices hold it: without `changes` where there are none, as those of full counts always were."""
    return indicator.model_dump(mode="json", exclude=set() if indicator.changes else {"changes"})


def _source_text(source: Source, edition: Edition) -> dict[str, Any]:
    """What reports say of a source: nothing that changes when a file of it does, or a later year comes."""
    names = ("id", "title_nb", "short_nb", "owner_nb", "description_nb", "licence", "attribution_nb")
    missing = [gap.model_dump() for gap in source.known_missing if int(gap.period) <= edition.year]
    breaks = [each.model_dump(mode="json") for each in source.series_breaks if int(each.period) <= edition.year]
    synthetic = any(source.is_synthetic(file) for file in source.files)
    text = {**{name: getattr(source, name) for name in names}, "known_missing": missing, "synthetic": synthetic}
    return text | ({"series_breaks": breaks} if breaks else {})


def _add_questionnaires(sources: dict[str, dict[str, Any]], path: Path) -> None:
    """Add those of the cited sources that have any; the slices of all others stay as they are."""
    for id_, questionnaires in json.loads(path.read_text(encoding="utf-8")).items():
        if id_ in sources:
            sources[id_]["questionnaires"] = questionnaires


def _inputs(project: Project, sources: Mapping[str, Any], cited: pd.DataFrame) -> dict[str, Any]:
    """The raw files behind an edition: source, version, name, sha256, and whether their figures are invented.

    A file of later years is none of them. Of a source of which nothing may be cited it is all.
    """
    from statusrapport.indicators.lineage import parse_lineage
    from statusrapport.sources.declaration import read_source

    behind = {file for lineage in cited["lineage"].unique() for file, _ in parse_lineage(lineage)}
    files = []
    for id_ in sources:
        source = read_source(project.declared("sources")[id_])
        own = [file for file in source.files if f"{id_}/{file.version}/{file.name}" in behind] or source.files
        files += [
            {
                "source": id_,
                "version": file.version,
                "name": file.name,
                "sha256": file.sha256,
                "received": file.received.isoformat(),
                "synthetic": source.is_synthetic(file),
            }
            for file in own
        ]
    return {"files": files}
