"""What is changed of WeasyPrint is changed for the version that it was tried with, and only while a PDF is written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import weasyprint
import weasyprint.pdf
import weasyprint.pdf.stream
from pdf_example import write_page
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.tags import add_tags

from statusrapport.errors import PrerequisiteMissing
from statusrapport.pdf.overrides import WEASYPRINT, changed_weasyprint
from statusrapport.pdf.subset_tag import compute_tag

ROOT = Path(__file__).parents[2]


def test_the_version_is_the_pinned_one():
    pinned = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert f"weasyprint=={WEASYPRINT}" in pinned


def test_another_version_of_weasyprint_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(PrerequisiteMissing, match=r"WeasyPrint 71\.0 is installed"):
        write_page(tmp_path, "<p>Tekst</p>")
    assert not (tmp_path / "report.pdf").exists()


def test_weasyprint_is_itself_again_after_the_block():
    marked = weasyprint.pdf.stream.Stream.marked
    document = weasyprint.HTML(string="<html lang='nb'><title>Tittel</title><p>Tekst").render()
    with changed_weasyprint(document):
        assert weasyprint.pdf.add_tags is not add_tags
    assert weasyprint.pdf.add_tags is add_tags
    assert weasyprint.pdf.stream.Font is Font
    assert weasyprint.pdf.stream.Stream.marked is marked


def test_the_tag_of_a_subset_is_that_of_the_fonts_bytes(tmp_path: Path):
    with write_page(tmp_path, "<p>Tekst <b>fet</b></p>") as pdf:
        names = sorted(str(font.BaseFont)[1:] for font in pdf.pages[0].Resources.Font.values())
    tags = {name.split("+")[1]: name.split("+")[0] for name in names}
    assert set(tags) == {"Statusrapport-Sans", "Statusrapport-Sans-Bold"}
    assert len(set(tags.values())) == 2


def test_a_tag_has_six_capitals_and_tells_files_and_faces_apart():
    tags = [compute_tag(b"a", (0,)), compute_tag(b"b", (0,)), compute_tag(b"a", (1,))]
    assert len(set(tags)) == 3
    assert all(len(tag) == 6 and tag.isalpha() and tag.isupper() for tag in tags)
