"""The vocabulary as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from statusrapport.errors import DeclarationError
from statusrapport.language import Vocabulary, read_vocabulary

PATH = Path(__file__).parents[2] / "config" / "vocabulary.toml"


def test_it_travels_as_json() -> None:
    vocabulary = read_vocabulary(PATH)
    assert Vocabulary.model_validate_json(vocabulary.model_dump_json()) == vocabulary


def test_a_language_that_is_not_there_is_told() -> None:
    with pytest.raises(DeclarationError, match=r"has no table \[nn\]"):
        read_vocabulary(PATH, "nn")


def test_a_text_of_two_phrases_is_refused(tmp_path: Path) -> None:
    twice = '[[nb.wordings]]\nkind = "vague"\ntexts = ["Et  flertall"]\nrule = "unbound"\n'
    path = tmp_path / "vocabulary.toml"
    path.write_text(PATH.read_text(encoding="utf-8") + twice, encoding="utf-8")
    with pytest.raises(DeclarationError, match="several phrases have the text et flertall"):
        read_vocabulary(path)


def test_emphasis_case_and_spaces_make_no_other_phrase() -> None:
    vocabulary = read_vocabulary(PATH)
    assert vocabulary.find_phrase("Kun  en\u00a0firedel") is vocabulary.find_phrase("en firedel")
    assert vocabulary.find_phrase("en firedel") is not None
