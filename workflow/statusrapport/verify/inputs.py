"""The raw files that a PDF was built of, held against those that the project has now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from statusrapport.compare.content import ReportContent
from statusrapport.files import file_sha256
from statusrapport.project import Project
from statusrapport.render.slices import edition_regions
from statusrapport.sources.declaration import Source, SourceFile, read_source
from statusrapport.sources.inspection import RawFile, label_path, locate
from statusrapport.verify.rawfiles import RawCellChange, compare_raw_files, find_earlier_content
from statusrapport.verify.subjects import Subject

NOT_AT_HAND = "its earlier content is not at hand, so the cells that changed are not known"
NO_CELL = "no cell differs: only how the file is written"


@dataclass(frozen=True)
class AlteredFile:
    """A raw file whose bytes no longer have the sha256 that its source declares; `actual` is the one they have."""

    raw: RawFile
    actual: str


@dataclass(frozen=True)
class InputChange:
    """A raw file that is not what it was when a PDF was built.

    `file` is its path as a person knows it; `old` and `new` are sha256, empty where they are not known; `how` says in
    words what happened to it, and what is not known of it.
    """

    file: str
    old: str
    new: str
    how: str
    cells: tuple[RawCellChange, ...] = ()


def find_missing(project: Project, subject: Subject) -> list[str]:
    """What keeps a PDF from being built again: the manifest, edition, region, templates or raw files that are gone."""
    if subject.problem:
        return [subject.problem]
    if subject.manifest is None:
        return ["no manifest.json is attached that says what the PDF was built of"]
    edition = project.editions.get(subject.edition)
    if edition is None:
        known = ", ".join(sorted(project.editions))
        return [f"config/config.yaml declares no edition {subject.edition} (it declares: {known})"]
    if not (project.templates / edition.kind / "report.toml").is_file():
        return [f"there is no report kind {edition.kind}: templates/{edition.kind}/report.toml is missing"]
    if subject.region not in edition_regions(project, edition):
        return [f"{edition.id} has no report for region {subject.region}"]
    return [
        f"raw file {label_path(path, project.root)} is missing"
        for path in (_place(project, *names) for names in _named(subject))
        if not path.is_file()
    ]


def _named(subject: Subject) -> list[tuple[str, str, str]]:
    """Source, version and file of the inputs that a manifest names."""
    return [(item["source"], item["version"], item["file"]) for item in (subject.manifest or {}).get("inputs", ())]


def _place(project: Project, source: str, version: str, file: str) -> Path:
    """Where a raw file lies, also one that is no longer declared."""
    declaration = project.declared("sources").get(source)
    folder = read_source(declaration).data_dir if declaration else "data/raw"
    return project.root / folder / source / version / file


def find_altered(project: Project) -> list[AlteredFile]:
    """The declared raw files whose bytes do not have the declared sha256. Files that are missing are left out."""
    raw_files = (locate(source, file, project.root) for source in _sources(project) for file in source.files)
    there = ((raw, file_sha256(raw.path)) for raw in raw_files if raw.path.is_file())
    return [AlteredFile(raw, actual) for raw, actual in there if actual != raw.file.sha256]


def _sources(project: Project) -> list[Source]:
    return [read_source(path) for path in project.declared("sources").values()]


def find_input_changes(
    project: Project, subject: Subject, old: ReportContent, altered: Sequence[AlteredFile]
) -> list[InputChange]:
    """The raw files behind a PDF that are no longer what they were, with the cells that differ where they can be known.

    What they were is told by the inputs.json beside the PDF. Without one, a file counts as changed where it is not
    what its source declares, or where its source declares another in its place.
    """
    known = {
        (item["source"], item["version"], item["name"]): item["sha256"] for item in (old.inputs or {}).get("files", ())
    }
    actual = {file.raw.name: file.actual for file in altered}
    changes = [*_find_replaced(project, subject, known)]
    cited = {source for source, _, _ in _named(subject)} | {source for source, _, _ in known}
    for source in _sources(project):
        for file in source.files if source.id in cited else ():
            raw = locate(source, file, project.root)
            before = known.get((source.id, file.version, file.name), file.sha256)
            after = actual.get(raw.name, file.sha256)
            if before != after:
                changes.append(_describe_change(raw, before, after))
    return changes


def _find_replaced(project: Project, subject: Subject, known: dict[tuple[str, str, str], str]) -> Iterator[InputChange]:
    """Files that the manifest names and no source declares any more: the file of their version took their place."""
    declared = {(source.id, file.version): (source, file) for source in _sources(project) for file in source.files}
    for id_, version, name in _named(subject):
        source, file = declared.get((id_, version), (None, None))
        path = _place(project, id_, version, name)
        label = label_path(path, project.root)
        old = known.get((id_, version, name), "")
        if source is None or file is None:
            yield InputChange(label, old, "", f"config/sources/{id_}.toml no longer declares version {version}")
        elif file.name != name:
            how = f"{file.name} has taken its place as version {version} of {id_}"
            yield InputChange(label, old, file.sha256, how, _compare(source, file, path.read_bytes(), project))


def _describe_change(raw: RawFile, before: str, after: str) -> InputChange:
    """A file that has other bytes than it had. `before` and `after` are sha256."""
    how = "" if after == raw.file.sha256 else f"it is not what config/sources/{raw.source.id}.toml declares; "
    content = find_earlier_content(raw.path, before)
    if content is None:
        return InputChange(raw.label, before, after, f"{how}{NOT_AT_HAND}")
    cells = tuple(compare_raw_files(raw.source, raw.file, content, raw.path))
    said = how + ("the earlier content is taken from the history of the repository" if cells else NO_CELL)
    return InputChange(raw.label, before, after, said, cells)


def _compare(source: Source, file: SourceFile, content: bytes, project: Project) -> tuple[RawCellChange, ...]:
    path = source.path(file, project.root)
    return tuple(compare_raw_files(source, file, content, path)) if path.is_file() else ()
