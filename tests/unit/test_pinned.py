"""Settings that keep bytes the same: none of a user's or a machine's gets through, and none of ours stays behind."""

from __future__ import annotations

import csv
import io
import locale
import os
import zipfile
from datetime import date
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont
from xlsxwriter import Workbook

from statusrapport.files import write_json
from statusrapport.pdf.fonts import font_folder
from statusrapport.pdf.write import write_pdf
from statusrapport.pinned import (
    FAMILY,
    Csv,
    clock_at,
    own_typesetting,
    reset_matplotlib,
    store_workbook,
    workbook_properties,
)

FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def test_settings_of_a_user_are_taken_back_to_the_defaults_of_matplotlib():
    of_a_user = {"font.size": 30, "savefig.bbox": "tight", "svg.hashsalt": None, "svg.fonttype": "path"}
    with matplotlib.rc_context(of_a_user):
        reset_matplotlib()
        assert matplotlib.rcParams["font.size"] == matplotlib.rcParamsDefault["font.size"]
        assert matplotlib.rcParams["savefig.bbox"] is None
        assert matplotlib.rcParams["svg.fonttype"] == "none"
        assert matplotlib.rcParams["svg.hashsalt"]


def test_the_clock_of_a_report_is_its_date_at_midnight_in_utc(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    with clock_at(date(2017, 12, 1)):
        assert os.environ["SOURCE_DATE_EPOCH"] == "1512086400"


@pytest.mark.parametrize("before", [None, "86400"])
def test_the_clock_is_given_back_also_after_a_failure(before: str | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if before:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", before)
    with pytest.raises(ZeroDivisionError), clock_at(date(2017, 12, 1)):
        _ = 1 / 0
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


def test_text_is_set_in_no_locale_and_the_users_comes_back():
    before = locale.setlocale(locale.LC_CTYPE)
    with own_typesetting():
        assert locale.setlocale(locale.LC_CTYPE) == "C"
    assert locale.setlocale(locale.LC_CTYPE) == before


def test_the_rules_for_fonts_name_no_font_of_the_machine():
    with own_typesetting():
        rules = Path(os.environ["FONTCONFIG_FILE"]).read_text(encoding="utf-8")
    assert "<match" in rules
    assert "<dir" not in rules
    assert "<include" not in rules


def test_an_installed_font_of_the_reports_name_changes_no_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = render("one", tmp_path)
    plant_bold_letters_as_regular(tmp_path / "fonts")
    write(tmp_path / "fonts.conf", FONTS_CONF.format(folder=tmp_path / "fonts"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    assert render("two", tmp_path) == before


def render(name: str, place: Path) -> bytes:
    """A page as PDF. Each has a style sheet of its own, for those that are known are not read again."""
    write(place / name / "templates/print.css", f"* {{ font-family: '{FAMILY}' }}")
    html = '<html lang="nb"><title>Tall</title><meta name="dcterms.created" content="2017-12-01"><p>Tall</p></html>'
    target = place / name / "report/report.pdf"
    target.parent.mkdir()
    assert write_pdf(html, target.parent, target, stylesheets=[place / name / "templates/print.css"]) == []
    return target.read_bytes()


def plant_bold_letters_as_regular(folder: Path) -> None:
    folder.mkdir()
    font = TTFont(font_folder() / "SourceSansPro-Bold.ttf")
    names = {1: FAMILY, 2: "Regular", 4: FAMILY, 16: FAMILY, 17: "Regular"}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font["OS/2"].usWeightClass, font["OS/2"].fsSelection, font["head"].macStyle = 400, 1 << 6, 0
    font.save(folder / "font.ttf")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_csv_quotes_only_what_needs_it_and_ends_its_lines_with_lf():
    text = io.StringIO()
    csv.writer(text, Csv).writerows([["Årsverk", "1,5"], ['"så kalt"', ""]])
    assert text.getvalue() == 'Årsverk,"1,5"\n"""så kalt""",\n'


def test_json_has_its_keys_sorted_and_letters_as_they_are(tmp_path: Path):
    write_json(tmp_path / "facts.json", {"å": 1, "a": ["ø"]})
    assert (tmp_path / "facts.json").read_bytes() == '{\n "a": [\n  "ø"\n ],\n "å": 1\n}\n'.encode()


def test_a_workbook_tells_nothing_of_when_it_was_written():
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    workbook.set_properties(workbook_properties("Årsverk", date(2016, 6, 15)))
    workbook.add_worksheet("Ark")
    workbook.close()
    with zipfile.ZipFile(io.BytesIO(store_workbook(buffer.getvalue()))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.compress_type for part in parts.infolist()} == {zipfile.ZIP_STORED}
        assert b"2016-06-15T09:00:00Z" in parts.read("docProps/core.xml")
