"""The finder on the five seed documents, against annotations made by hand. Skipped without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from statusrapport.language.bench import Score, compare_texts, compute_scores
from statusrapport.language.vocabulary import read_vocabulary

ROOT = Path(__file__).parents[2]
REFERENCE = os.environ.get("STATUSRAPPORT_REFERENCE")
NUMBERS = ("number", "percent", "money", "year", "date", "ordinal", "reference", "count_word", "fraction")


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    seeds = Path(REFERENCE or "").parent / "seeds"
    if REFERENCE is None or not seeds.is_dir():
        pytest.skip("STATUSRAPPORT_REFERENCE names no folder beside the seed documents")
    vocabulary = read_vocabulary(ROOT / "config" / "vocabulary.toml")
    return compute_scores(compare_texts(ROOT / "tests" / "data" / "annotations", seeds, vocabulary))


@pytest.mark.parametrize("kind", NUMBERS)
def test_every_number_is_found_with_its_value_and_nothing_else_is_taken_for_one(
    scores: dict[str, Score], kind: str
) -> None:
    assert (scores[kind].precision, scores[kind].recall) == (1, 1)


@pytest.mark.parametrize("kind", ["quantifier", "vague", "direction", "superlative"])
def test_words_of_quantity_and_change_are_found(scores: dict[str, Score], kind: str) -> None:
    assert scores[kind].precision >= 0.9
    assert scores[kind].recall >= 0.9


def test_all_kinds_together(scores: dict[str, Score]) -> None:
    assert scores["all"].annotated == 155
    assert scores["all"].precision >= 0.98
    assert scores["all"].recall >= 0.98
