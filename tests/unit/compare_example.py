"""Contents of reports for tests of comparing: facts by hand, and a manifest that says what they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from statusrapport.compare.content import ReportContent
from statusrapport.files import file_sha256, write_json, write_text

FILE = {"source": "is248", "version": "2017", "file": "a.csv", "rows": "2-9"}
SHA256 = {name: name[0] * 64 for name in ("slice", "definitions", "observations", "templates", "lock")}
CODE = {"prepare_source": "p" * 64, "render_report.prove": "r" * 64, "render_report.other": "o" * 64}
RUN = {"code": CODE, "python": "3.11.2", "pango": "1.50.12", "commit": "0123abc"}

TABLE = "row,column,value,shown\nVoksne,2017,1,1\n"


def fact(shown: str, **known: Any) -> dict[str, Any]:
    """A number of the summary, for the country in 2017, but for what is said otherwise."""
    value = shown.replace(" ", "").replace(",", ".")
    return {
        "section": "summary",
        "place": "prose",
        "exhibit": "",
        "kind": "value",
        "indicator": "fte",
        "value": value if value.replace(".", "").isdecimal() else "1",
        "shown": shown,
        "formula": "sum",
        "region_code": "0",
        "period": "2017",
        "breakdown": "",
        "unit": "fte",
        "status": "observed",
        "n": 426,
        "lower": None,
        "upper": None,
        "inputs": [FILE],
        "synthetic": False,
        **known,
    }


def report(*facts: dict[str, Any], edition: str = "prove-2017", region: str = "0", **known: Any) -> ReportContent:
    """A report of these facts, numbered as they come; `sha256`, `texts` and `manifest` go into the manifest."""
    texts = {
        "indicators": {"fte": {"title": "Årsverk", "definition": "Årsverk i alt."}},
        "labels": {"age": {"adult": "Voksne"}},
        "regions": {"0": "Hele landet"},
        "sources": {"is248": "Rapportering"},
    }
    manifest = {
        "edition": edition,
        "edition_version": "1.0",
        "region": region,
        "date": "2017-12-01",
        "structure": 2017,
        "release": "0.1.0",
        "inputs": _cited(facts),
        "sha256": SHA256 | known.pop("sha256", {}),
        "texts": texts | known.pop("texts", {}),
        "files": {"report.html": "h" * 64},
        **known.pop("manifest", {}),
    }
    numbered = tuple(item | {"id": f"{item['section']}-{count}"} for count, item in enumerate(facts, 1))
    return ReportContent(f"{edition}/{region}", manifest, numbered, **known)


def _cited(facts: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The files that facts cite, as a manifest names them."""
    files = {(item["source"], item["version"], item["file"]) for each in facts for item in each["inputs"]}
    return [{"source": source, "version": version, "file": file} for source, version, file in sorted(files)]


def inputs(sha256: str = "1" * 64, version: str = "2017") -> dict[str, Any]:
    """An inputs.json of one raw file, the one that `fact` cites."""
    return {"files": [{"source": "is248", "version": version, "name": "a.csv", "sha256": sha256}]}


def publish(content: ReportContent, results: Path) -> Path:
    """Lay out a report in results/, without a PDF, and return its folder."""
    folder = results / "reports" / content.manifest["edition"] / content.manifest["region"]
    write_json(folder / "facts.json", content.facts)
    write_text(folder / "tables" / "a.csv", TABLE)
    files = {"tables/a.csv": file_sha256(folder / "tables" / "a.csv")}
    write_json(folder / "manifest.json", {**content.manifest, "files": files})
    return folder
