"""Bringing in a raw file: judged first, copied to its place, and its sha256 written to the source's declaration."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError

from statusrapport.declarations import parse_declaration
from statusrapport.errors import Finding, FindingsError, UsageError
from statusrapport.files import file_sha256, replacing, write_text
from statusrapport.project import Project
from statusrapport.regions.register import Register, read_register
from statusrapport.sources.carried_forward import find_differing
from statusrapport.sources.checks import inspect_file
from statusrapport.sources.corrections import is_expected
from statusrapport.sources.coverage import shared_periods
from statusrapport.sources.declaration import UNKNOWN_SHA256, Correction, Source, SourceFile, read_source
from statusrapport.sources.inspection import RawFile, label_path, locate
from statusrapport.sources.readers import UnreadableFileError, read_raw


def accept_source_file(
    project: Project, source_id: str, file: Path, version: str, synthetic: bool = False, *, today: date | None = None
) -> SourceFile:
    """Bring in a raw file as `version` of a source, and give back what is now declared of it.

    The file is read in the format that is declared for this version, or else for the version received last with the
    same file name extension. Unless it is free of findings nothing is written. It is copied to
    <data_dir>/<source>/<version>/, and the [[files]] entry of the version is written anew or added; comments stay.

    Raw files are never edited, overwritten or deleted. A file of another name replaces the declared one of its version:
    that one, be it an example or an earlier delivery, stays in the folder, and is read no more. Other content under a
    name that is taken is refused. Content that is declared as invented stays so, whatever `synthetic` says. The
    corrections of a replaced example go with it, unless they hold for the new file too.

    Raises UsageError where the call makes no sense, FindingsError with all that is wrong with the file.
    """
    source, declaration = _read_declared(project, source_id)
    if not file.is_file():
        raise UsageError(f"there is no file {file}", remedy="Name the file as it was received")
    current = next((each for each in source.files if each.version == version), None)
    model = _model(source, file, current)
    entry = _build_entry(source, file, version, model, received=today or date.today(), synthetic=synthetic)
    place = source.path(entry, project.root)
    _check_name_is_free(entry, current, place, label_path(place, project.root))
    obsolete = _corrections_of_example(source, entry, current, file)
    files = (*(each for each in source.files if each != current), entry)
    kept = tuple(each for each in source.corrections if each not in obsolete)
    candidate = source.model_copy(update={"files": files, "corrections": kept})
    raw = RawFile(candidate, entry, file, label_path(file.resolve(), project.root))
    if findings := _judge(raw, project.root, read_register(project.regions)):
        raise FindingsError(findings)
    text = _declare(declaration.read_text(encoding="utf-8"), entry, model, obsolete)
    parse_declaration(tomllib.loads(text), Source, declaration)
    with replacing(place) as temporary:
        shutil.copyfile(file, temporary)
    write_text(declaration, text)
    return entry


def _read_declared(project: Project, source_id: str) -> tuple[Source, Path]:
    declared = project.declared("sources")
    if source_id not in declared:
        remedy = f"Choose one of: {', '.join(declared)}"
        raise UsageError(f"there is no source {source_id!r}", file="config/sources", remedy=remedy)
    return read_source(declared[source_id]), declared[source_id]


def _model(source: Source, file: Path, current: SourceFile | None) -> SourceFile:
    """The declared file in whose format the new one is read."""
    alike = [each for each in source.files if Path(each.name).suffix.lower() == file.suffix.lower()]
    if current in alike:
        return current
    if not alike:
        remedy = "Declare there a [[files]] entry with this version and name, its format, and a sha256 of 64 zeros"
        raise UsageError(
            f"declares no format for {file.suffix} files", file=f"config/sources/{source.id}.toml", remedy=remedy
        )
    return max(alike, key=lambda each: (each.received, each.version))


def _build_entry(
    source: Source, file: Path, version: str, model: SourceFile, *, received: date, synthetic: bool
) -> SourceFile:
    sha256 = file_sha256(file)
    is_known_as_invented = any(each.sha256 == sha256 and source.is_synthetic(each) for each in source.files)
    content = model.model_dump() | {"version": version, "name": file.name, "sha256": sha256, "received": received}
    try:
        return SourceFile.model_validate(content | {"synthetic": synthetic or is_known_as_invented})
    except ValidationError as error:
        remedy = "Use letters, digits, points and hyphens"
        raise UsageError(f"{version!r} cannot be the name of a version", remedy=remedy) from error


def _check_name_is_free(entry: SourceFile, current: SourceFile | None, place: Path, label: str) -> None:
    """Raises UsageError where other content is declared, or lies, under this version and name."""
    declared = current.sha256 if current and current.name == entry.name else UNKNOWN_SHA256
    present = file_sha256(place) if place.is_file() else entry.sha256
    if declared not in (entry.sha256, UNKNOWN_SHA256) or present != entry.sha256:
        message = "is another file of the same version and name, and raw files are never overwritten"
        raise UsageError(message, file=label, remedy="Give the new file another name, or use another --version")


def _corrections_of_example(
    source: Source, entry: SourceFile, current: SourceFile | None, file: Path
) -> list[Correction]:
    """The corrections that were written for the example that the new file replaces, and do not hold for it."""
    if current is None or not source.is_synthetic(current) or current.sha256 == UNKNOWN_SHA256:
        return []
    try:
        frame = read_raw(file, entry)
    except UnreadableFileError:
        return []  # reported when the file is judged
    return [each for each in source.corrections if each.version == entry.version and not is_expected(frame, each)]


def _judge(raw: RawFile, root: Path, register: Register) -> list[Finding]:
    """What is wrong with the new file, by itself and beside the other files of its source."""
    own = inspect_file(raw, register)
    others = [inspect_file(locate(raw.source, each, root), register) for each in raw.source.files if each != raw.file]
    together = [*shared_periods([*others, own]), *find_differing([*others, own], register)]
    return own.findings + [each for each in together if each.file == raw.label]


def _declare(text: str, entry: SourceFile, model: SourceFile, obsolete: Sequence[Correction]) -> str:
    """The declaration with the entry in place of that of its version, or after all others; the rest as it was."""
    document = tomlkit.parse(text)
    files: Any = document["files"]
    tables = {str(table["version"]): table for table in files}
    if entry.version not in tables:
        files.append(deepcopy(tables[model.version]))
        tables[entry.version] = files[-1]
    table = tables[entry.version]
    if model.version != entry.version:
        table["format"], table["footer"] = deepcopy(tables[model.version]["format"]), model.footer
    for name in ("version", "name", "sha256", "received", "synthetic"):
        table[name] = getattr(entry, name)
    corrections: Any = document.get("corrections", [])
    cells = [(each.version, each.row, each.column) for each in obsolete]
    for number in reversed(range(len(corrections))):
        if tuple(corrections[number][name] for name in ("version", "row", "column")) in cells:
            del corrections[number]
    return str(tomlkit.dumps(document))
