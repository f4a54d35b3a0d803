"""`statusrapport check`: everything that is declared, and all raw data, every finding in one line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial
from pathlib import Path

from statusrapport.charts import list_kinds
from statusrapport.claims.citations import read_citations
from statusrapport.declarations import read_declaration
from statusrapport.disclosure.rules import DisclosureRules
from statusrapport.errors import DeclarationError, Finding, FindingsError
from statusrapport.facts.earlier import FOLDER, read_earlier
from statusrapport.indicators import operations
from statusrapport.indicators.declaration import read_indicator
from statusrapport.language.vocabulary import read_vocabulary
from statusrapport.lint import lint_templates
from statusrapport.project import Project, find_project
from statusrapport.regions.register import read_register
from statusrapport.render.kind import ReportKind
from statusrapport.render.slices import edition_regions
from statusrapport.sources.declaration import read_source

MOST_NAMED = 30  # a list of names longer than this helps nobody


def run(options: Namespace) -> int:
    """Print the findings and how many there are, and warnings before them, for which alone nothing fails."""
    from statusrapport.sources.prepare import check_sources

    project = find_project()
    findings = {*check_declarations(project), *check_examples(project)}
    findings |= {*check_sources(project, read_register(project.regions))}
    texts = lint_templates(project)
    findings |= {*texts.findings}
    for note in texts.notes:
        print(f"Warning: {note}")
    for finding in sorted(findings):
        print(finding)
    print(f"{len(findings)} finding{'s' if len(findings) != 1 else ''}." if findings else "No findings.")
    return FindingsError.exit_code if findings else 0


def check_declarations(project: Project) -> list[Finding]:
    """All that is wrong in config/ and templates/: what cannot be read, and names of things that there are not."""
    checks: list[Callable[[], object]] = [partial(check_editions, project)]
    checks += [partial(check_source, project, path) for path in project.declared("sources").values()]
    checks += [partial(check_indicator, path) for path in project.declared("indicators").values()]
    checks += [partial(check_kind, project, path) for path in sorted(project.templates.glob("*/report.toml"))]
    checks += [partial(read_declaration, project.config / "disclosure.toml", DisclosureRules)]
    checks += [partial(read_vocabulary, project.config / "vocabulary.toml")]
    checks += [partial(read_citations, project.config / "citations.toml")]
    checks += [partial(check_earlier, project, path) for path in project.declared(FOLDER).values()]
    return _findings(project, checks)


def check_examples(project: Project) -> list[Finding]:
    """The indicators that do not fit their sources, or whose worked example does not come out as it says."""
    paths = project.declared("indicators").values()
    return _findings(project, [partial(check, project, path) for path in paths for check in (check_fit, check_example)])


def _findings(project: Project, checks: Sequence[Callable[[], object]]) -> list[Finding]:
    """A finding for each check that raises a DeclarationError."""
    findings = []
    for check in checks:
        try:
            check()
        except DeclarationError as error:
            file = error.file.removeprefix(f"{project.root}/")
            findings.append(Finding(file, 0, "", "", "", error.message, error.remedy, "declaration"))
    return sorted(findings)


def check_editions(project: Project) -> None:
    """Raises DeclarationError where config.yaml cannot be read, or names a kind, report or region that there is not."""
    kinds = sorted(path.parent.name for path in project.templates.glob("*/report.toml"))
    for edition in project.editions.values():
        _check_names(project.config / "config.yaml", f"{edition.id}: report kind", [edition.kind], kinds)
        if edition.previous:
            published = list(project.declared(FOLDER))
            _check_names(project.config / "config.yaml", f"{edition.id}: previous", [edition.previous], published)
        if edition.default_regions != "all":
            regions = edition_regions(project, edition)
            _check_names(project.config / "config.yaml", f"{edition.id}: region", edition.default_regions, regions)


def check_source(project: Project, path: Path) -> None:
    """Raises DeclarationError where a source cannot be read, or breaks the series of an indicator of another."""
    source = read_source(path)
    broken = [name for each in source.series_breaks for name in each.indicators]
    if broken:
        declared = project.declared("indicators")
        _check_names(path, "series_breaks: indicator", broken, list(declared))
        own = [name for name in broken if source.id in read_indicator(declared[name]).source]
        _check_names(path, f"series_breaks: indicator of {source.id}", broken, own)


def check_indicator(path: Path) -> None:
    """Raises DeclarationError where an indicator cannot be read, or names an operation that there is not."""
    _check_names(path, "operation", [read_indicator(path).operation], operations.names())


def check_earlier(project: Project, path: Path) -> None:
    """Raises DeclarationError where an earlier report cannot be read, or has figures of an indicator that there is not.

    Whether its figures agree with the data is checked when the report is rendered.
    """
    indicators = [figure.indicator for figure in read_earlier(path).figures]
    _check_names(path, "indicator", indicators, list(project.declared("indicators")))


def check_fit(project: Project, path: Path) -> None:
    """Raises DeclarationError where an indicator names what its sources or its operation do not have."""
    from statusrapport.indicators.check import check_changes
    from statusrapport.indicators.check import check_indicator as check_against

    sources = {id_: read_source(source) for id_, source in project.declared("sources").items()}
    indicator = read_indicator(path)
    declared = project.declared("indicators")
    named = {id_: read_indicator(declared[id_]) for id_ in [indicator.changes] if id_ in declared}
    try:
        check_against(indicator, sources)
        check_changes(indicator, named)
    except DeclarationError as error:
        raise DeclarationError(error.message, file=path, remedy=error.remedy) from error


def check_example(project: Project, path: Path) -> None:
    """Raises DeclarationError where an indicator's worked example gives another value, to the decimals it states."""
    from statusrapport.indicators.compute import compute_example

    indicator = read_indicator(path)
    expected = Decimal(str(indicator.example.expected))
    try:
        value = compute_example(indicator)
    except DeclarationError as error:
        raise DeclarationError(error.message, file=path, remedy=error.remedy) from error
    if Decimal(repr(value)).quantize(expected, ROUND_HALF_EVEN) != expected:
        message = f"the worked example gives {value:g}, and expects {expected}"
        raise DeclarationError(message, file=path, remedy="Correct the example or the declaration")


def check_kind(project: Project, path: Path) -> None:
    """Raises DeclarationError where a report kind cannot be read, or names an indicator or chart that there is not."""
    kind = read_declaration(path, ReportKind)
    _check_names(path, "indicator", kind.indicators, list(project.declared("indicators")))
    _check_names(path, "kind of chart", [chart.kind for chart in kind.charts], list_kinds())


def _check_names(path: Path, what: str, names: Sequence[str], known: Sequence[str]) -> None:
    if unknown := sorted(set(names) - set(known)):
        few = f"Choose from: {', '.join(known)}" if len(known) <= MOST_NAMED else "Correct the name"
        raise DeclarationError(f"{what} {', '.join(unknown)} does not exist", file=path, remedy=few)


def find_missing_files(project: Project) -> list[Finding]:
    """A finding for every raw file that is declared and is not there."""
    sources = [read_source(path) for path in project.declared("sources").values()]
    missing = [
        (source, file) for source in sources for file in source.files if not source.path(file, project.root).is_file()
    ]
    if not missing:
        return []
    from statusrapport.sources.checks import inspect_file
    from statusrapport.sources.inspection import locate

    register = read_register(project.regions)
    raw = [locate(source, file, project.root) for source, file in missing]
    return [finding for file in raw for finding in inspect_file(file, register).findings]
