"""What of a PDF is content and what is packaging, on a small report of which one thing at a time is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from rendered_example import Rendered
from statusrapport.verify.content import compare_contents
from statusrapport.verify.packaging import compare_packaging
from statusrapport.verify.text import compare_lines, read_lines

Change = Callable[[pikepdf.Pdf], object]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = Rendered(tmp_path_factory.mktemp("report"))
    report.render()
    path = report.folder / "report.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.attachments["table.csv"] = pikepdf.AttachedFileSpec(document, b"a,b\n1,2\n", description="A table")
        document.save(deterministic_id=True)
    return path


def changed(pdf: Path, folder: Path, change: Change, **saving: object) -> Path:
    """A copy of the PDF with something changed in it."""
    path = folder / "changed.pdf"
    with pikepdf.open(pdf) as document:
        change(document)
        document.save(path, deterministic_id=True, **saving)
    return path


def find_figure(element: pikepdf.Object) -> pikepdf.Object:
    """The first figure of a structure tree that has an alternative text."""
    waiting = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting += list(item)
        elif isinstance(item, pikepdf.Dictionary):
            if "/Alt" in item:
                return item
            waiting.append(item.get("/K", pikepdf.Array()))
    raise LookupError("no figure")


def set_alternative_text(document: pikepdf.Pdf) -> None:
    find_figure(document.Root.StructTreeRoot.K).Alt = pikepdf.String("Noe annet")


def paint(document: pikepdf.Pdf) -> None:
    document.pages[0].contents_add(b"q 1 0 0 rg 72 72 144 36 re f Q")


def retitle_outline(document: pikepdf.Pdf) -> None:
    document.Root.Outlines.First.Title = pikepdf.String("En annen tittel")


def replace_table(document: pikepdf.Pdf) -> None:
    document.attachments["table.csv"] = pikepdf.AttachedFileSpec(document, b"a,b\n1,3\n", description="A table")


@pytest.mark.parametrize(
    ("change", "aspect", "place"),
    [
        (paint, "seen", "page 1, 25-76 mm from the left and 25-38 mm from the top"),
        (set_alternative_text, "heard", "structure tree"),
        (replace_table, "taken", "table.csv"),
        (retitle_outline, "navigation", "outline"),
        (lambda document: document.docinfo.__setitem__("/Title", "Annen"), "navigation", "property Title"),
        (lambda document: setattr(document.Root, "Lang", pikepdf.String("en")), "navigation", "property Lang"),
    ],
)
def test_one_changed_thing_is_the_only_difference(
    pdf: Path, tmp_path: Path, change: Change, aspect: str, place: str
) -> None:
    (difference,) = compare_contents(pdf, changed(pdf, tmp_path, change))
    assert (difference.aspect, difference.place) == (aspect, place)


def test_what_is_heard_is_told_with_its_old_and_new_words(pdf: Path, tmp_path: Path) -> None:
    (difference,) = compare_contents(pdf, changed(pdf, tmp_path, set_alternative_text))
    assert difference.old is not None
    assert difference.new is not None
    assert "/Figure Alt" in difference.old
    assert "Noe annet" in difference.new


def rename_fonts(document: pikepdf.Pdf) -> None:
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary):
            for name in ("/BaseFont", "/FontName"):
                if name in item:
                    item[name] = pikepdf.Name("/ABCDEF+" + str(item[name]).partition("+")[2])


UNCOMPRESSED = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}


@pytest.mark.parametrize(
    ("change", "saving", "kind"),
    [
        (lambda document: None, {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, "object streams"),
        (lambda document: None, UNCOMPRESSED, "compression"),
        (lambda document: None, {"linearize": True}, "linearization"),
        (lambda document: document.docinfo.__setitem__("/Producer", "Another"), {}, "producer"),
        (rename_fonts, {}, "font subset names"),
    ],
)
def test_packaging_is_named_and_is_no_content(
    pdf: Path, tmp_path: Path, change: Change, saving: dict[str, object], kind: str
) -> None:
    plain = changed(pdf, tmp_path, lambda document: None).rename(tmp_path / "plain.pdf")
    other = changed(pdf, tmp_path, change, **saving)
    assert plain.read_bytes() != other.read_bytes()
    assert compare_contents(plain, other) == []
    assert kind in {difference.kind for difference in compare_packaging(plain, other)}


def test_a_line_that_changed_is_told_with_its_page_and_number(pdf: Path) -> None:
    old = read_lines(pdf)
    (wanted,) = (line for line in old if "årsverk." in line.text and line.text.startswith("Det var"))
    new = [line if line is not wanted else type(line)(line.page, line.number, "Det var mange.") for line in old]
    (change,) = compare_lines(old, new)
    assert change.old == wanted
    assert change.new is not None
    assert (change.new.page, change.new.text) == (wanted.page, "Det var mange.")


def test_a_line_that_moved_to_another_page_did_not_change(pdf: Path) -> None:
    old = read_lines(pdf)
    assert compare_lines(old, [type(line)(line.page + 1, line.number, line.text) for line in old]) == []
