"""Figures of an invented survey and ways to check sentences against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from statusrapport.check_text.check import TextCheck, check_text
from statusrapport.check_text.figures import Figures
from statusrapport.check_text.text import make_text
from statusrapport.language import read_vocabulary

NB = read_vocabulary(Path(__file__).parents[2] / "config" / "vocabulary.toml")
DOCUMENT = "survey.txt"


def figure(id_: str, unit: str, **keys: Any) -> dict[str, Any]:
    keys = {"description": id_, "period": "2017", "level": "nation", "document": DOCUMENT} | keys
    return {"id": id_, "unit": unit, **keys}


def figures(*entries: dict[str, Any], contradiction: tuple[dict[str, Any], ...] = ()) -> Figures:
    return Figures.model_validate(
        {
            "schema_version": 1,
            "documents": {
                DOCUMENT: {"kind": "survey", "period": "2017, published 2018-02-21"},
                "other.txt": {"kind": "letter", "period": "2016"},
            },
            "figure": entries,
            "contradiction": contradiction,
        }
    )


def check(text: str, *entries: dict[str, Any], name: str = DOCUMENT, **keys: Any) -> TextCheck:
    return check_text(make_text(name, [text], "line", NB), figures(*entries, **keys), NB)


def verdicts(outcome: TextCheck) -> dict[str, str]:
    """Of each mention that is bound or contradicted, what it is bound to."""
    return {verdict.mention.text: verdict.name for verdict in outcome.verdicts if verdict.status != "unbound"}


def reason(outcome: TextCheck) -> str:
    """Why the one contradicted mention is."""
    (verdict,) = outcome.with_status("contradicted")
    return verdict.reason
