"""The sentence of a template in which a call failed."""

from __future__ import annotations

from pathlib import Path

import jinja2

from statusrapport.lint.passages import Call, Sentence
from statusrapport.lint.templates import read_sentences


def find_sentence(path: Path, line: int, message: str) -> str:
    """The sentence of the call at `line` of a template that `message` tells of, every call as `…`; empty if unknown."""
    templates = next((folder for folder in path.parents if (folder / "base").is_dir()), path.parent)
    try:
        sentences = read_sentences(path.read_text(encoding="utf-8"), path.name, templates)
    except (OSError, jinja2.TemplateSyntaxError):
        return ""
    found: list[tuple[int, Sentence]] = []
    for sentence in sentences:
        calls = [call for at, call in sentence.calls.items() if sentence.lines[at] == line]
        found += [(max(_likeness(call, message) for call in calls), sentence)] if calls else []
    return max(found, key=lambda entry: entry[0])[1].shown if found else ""


def _likeness(call: Call, message: str) -> int:
    """How many characters of a call's texts a message repeats."""
    return sum(len(text) for text in call.texts if text in message)
