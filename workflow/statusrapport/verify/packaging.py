"""How two PDFs with the same content are packed differently: their objects, compared from the catalogue on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

EXAMPLES = 3
LABELS = {
    "/BaseFont": "font subset names",
    "/FontName": "font subset names",
    "/FontFile": "font programs",
    "/FontFile2": "font programs",
    "/FontFile3": "font programs",
    "/CIDSet": "font programs",
    "/ToUnicode": "font programs",
    "/Producer": "producer",
    "/Creator": "producer",
    "/Metadata": "metadata stream",
    "/ID": "identifiers",
    "/Headers": "identifiers",
    "/CreationDate": "dates",
    "/ModDate": "dates",
    "/Filter": "compression",
    "/DecodeParms": "compression",
}
FOLLOWS = ("/Length", "/Length1", "/Parent", "/P")  # follows from the rest, or leads back up


@dataclass(frozen=True)
class PackagingDifference:
    """A way in which files differ, in how many objects, and which: the paths of some of them from the catalogue.

    What is of the file as a whole is in no object; its example is what it was and what it is.
    """

    kind: str
    objects: int
    examples: tuple[str, ...]


def compare_packaging(old: Path, new: Path) -> list[PackagingDifference]:
    """What differs between two files in how they are written, by kind. For files with the same content."""
    with pikepdf.open(old) as before, pikepdf.open(new) as after:
        differences = [*_compare_files(old, before, new, after)]
        found: dict[str, list[str]] = defaultdict(list)
        for kind, path in _compare_objects(before, after):
            found[kind].append(path)
    differences += [PackagingDifference(kind, len(paths), tuple(paths[:EXAMPLES])) for kind, paths in found.items()]
    return differences or [PackagingDifference("order and numbering of objects", 0, ())]


def _compare_files(old: Path, before: pikepdf.Pdf, new: Path, after: pikepdf.Pdf) -> Iterator[PackagingDifference]:
    """What is of the file as a whole."""
    first, second = _describe_file(old, before), _describe_file(new, after)
    for kind in first:
        if first[kind] != second[kind]:
            yield PackagingDifference(kind, 0, (f"{first[kind]} → {second[kind]}",))


def _describe_file(path: Path, pdf: pikepdf.Pdf) -> dict[str, str]:
    content = path.read_bytes()
    return {
        "PDF version": pdf.pdf_version,
        "object streams": str(content.count(b"/ObjStm")),
        "cross-reference": "stream" if "/W" in pdf.trailer else "table",
        "linearization": "yes" if pdf.is_linearized else "no",
        "encryption": "yes" if pdf.is_encrypted else "no",
        "file size": f"{len(content)} bytes",
    }


_Pair = tuple[str, str, pikepdf.Object, pikepdf.Object]  # kind of the nearest labelled key, path, old and new


def _compare_objects(old: pikepdf.Pdf, new: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """The kind and the path of each difference; breadth first, so that a path is the shortest that there is."""
    waiting: deque[_Pair] = deque()
    for name in ("/ID", "/Info", "/Root"):
        if (name in old.trailer) != (name in new.trailer):
            yield LABELS.get(name, "objects"), name
        elif name in old.trailer:
            waiting.append((LABELS.get(name, "objects"), name, old.trailer[name], new.trailer[name]))
    seen = set[tuple[tuple[int, int], tuple[int, int]]]()
    while waiting:
        kind, path, before, after = waiting.popleft()
        if isinstance(before, pikepdf.Object) and isinstance(after, pikepdf.Object):
            pair = (before.objgen, after.objgen)
            if pair in seen:
                continue
            if before.is_indirect and after.is_indirect:
                seen.add(pair)
        yield from _compare_pair(kind, path, before, after, waiting)


def _compare_pair(
    kind: str, path: str, old: pikepdf.Object, new: pikepdf.Object, waiting: deque[_Pair]
) -> Iterator[tuple[str, str]]:
    """The difference at one place; what lies below it is added to `waiting`."""
    if type(old) is not type(new) or (isinstance(old, pikepdf.Object) and old._type_code != new._type_code):
        yield kind, path
    elif isinstance(old, pikepdf.Array):
        if len(old) != len(new):
            yield kind, path
        pairs = zip(old, new, strict=False)
        waiting.extend((kind, f"{path}[{number}]", *pair) for number, pair in enumerate(pairs))
    elif isinstance(old, pikepdf.Dictionary | pikepdf.Stream):
        for name in sorted({*old.keys(), *new.keys()} - {*FOLLOWS}):
            below = LABELS.get(name, kind)
            if name in old and name in new:
                waiting.append((below, f"{path}{name}", old[name], new[name]))
            else:
                yield below, f"{path}{name}"
        if isinstance(old, pikepdf.Stream):
            yield from _compare_streams(kind, path, old, new)
    elif old != new:
        yield kind, path


def _compare_streams(kind: str, path: str, old: pikepdf.Object, new: pikepdf.Object) -> Iterator[tuple[str, str]]:
    if old.read_raw_bytes() == new.read_raw_bytes():
        return
    try:
        is_same = old.read_bytes() == new.read_bytes()
    except pikepdf.PdfError:  # as with images, whose pixels pikepdf does not unpack
        is_same = False
    yield ("compression" if is_same else kind), path
