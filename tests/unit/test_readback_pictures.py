from pathlib import Path

from statusrapport.charts.data import Datum
from statusrapport.charts.kinds.ranked_dots import draw_ranked_dots
from statusrapport.charts.style import write_svg
from statusrapport.readback.pictures import DrawnText, find_changed, read_svg_texts

DRAWN = [DrawnText("Barn og unge", False), DrawnText("3\u00a0099", False)]


def test_letters_set_one_by_one_are_the_same_text():
    assert find_changed(DRAWN, ["B", "a", "r", "n ", "o", "g ", "unge", "3 ", "099"]) == ([], [])


def test_a_changed_number():
    assert find_changed(DRAWN, ["Barn og unge", "3 089"]) == (["3\u00a0099"], ["8"])


def test_a_number_that_is_gone():
    assert find_changed(DRAWN, ["Barn og unge"])[0] == ["3\u00a0099"]


def test_ticks_are_told_from_numbers_of_facts(tmp_path: Path):
    path = tmp_path / "chart.svg"
    path.write_bytes(write_svg(draw_ranked_dots([Datum("Voksne", 40.0, "40")], maximum=100)))
    texts = read_svg_texts(path)
    assert DrawnText("40", True) in texts, "the tick"
    assert DrawnText("40", False) in texts, "the fact"


def test_other_pictures_have_no_texts_that_can_be_read(tmp_path: Path):
    assert read_svg_texts(tmp_path / "logo.png") == []
