"""The report's font: it has every letter that Norwegian and Sámi names need, and every sign that a report uses."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from statusrapport.pdf.fonts import FACES, FAMILY, Face, font_folder, measure_width, register_fonts, render_font_faces

LETTERS = {
    "Norwegian": "ÆØÅæøåÉéÈèÊêÓóÒòÔôÜü",
    "Northern Sámi": "ÁáČčĐđŊŋŠšŦŧŽž",
    "Southern Sámi": "ÏïÄäÖöÅåÆæØø",
    "Lule Sámi": "ÁáÅåŃńŊŋÄä",
    "Kven": "ÄäÖöŠšŽžĐđŦŧ",
}
SIGNS = "≤≥−‰→\u202f\u00a0▲▼■◊–%§·×«»"
UPRIGHT = [face for face in FACES if face.style == "normal"]


def characters(face: Face) -> set[str]:
    with TTFont(font_folder() / face.file, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


@pytest.mark.parametrize("face", UPRIGHT, ids=lambda face: face.file)
@pytest.mark.parametrize("language", LETTERS)
def test_upright_faces_have_the_letters_of_a_language(face: Face, language: str):
    assert set(LETTERS[language]) - characters(face) == set()


@pytest.mark.parametrize("face", UPRIGHT, ids=lambda face: face.file)
def test_upright_faces_have_the_signs_of_a_report(face: Face):
    assert set(SIGNS) - characters(face) == set()


def test_italics_lack_two_sámi_letters_so_that_no_name_is_set_in_them():
    italic = next(face for face in FACES if face.style == "italic")
    assert set(LETTERS["Northern Sámi"]) - characters(italic) == set("ŊŋŦŧ")


@pytest.mark.parametrize("face", UPRIGHT, ids=lambda face: face.file)
def test_all_digits_are_of_one_width(face: Face):
    assert len({measure_width(digit, 8, face.weight) for digit in "0123456789"}) == 1


def test_css_declares_every_face_under_the_private_family():
    css = render_font_faces()
    assert css.count(f"font-family: '{FAMILY}'") == css.count("@font-face") == len(FACES)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file)
def test_matplotlib_finds_each_face_by_weight_and_style(face: Face):
    from matplotlib.font_manager import FontProperties, findfont

    register_fonts()
    found = findfont(FontProperties(family=FAMILY, weight=face.weight, style=face.style), fallback_to_default=False)
    assert found.endswith(face.file)
