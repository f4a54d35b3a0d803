"""The sentences of report.toml: titles, labels, notes and the points of charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from statusrapport.lint.passages import CALL, Field, Passage, Sentence
from statusrapport.lint.templates import read_sentences
from statusrapport.render.kind import Chart, Exhibit, GridExhibit, Item, Overview, ReportKind, RevisionTable, Table

OWN = ("title_nb", "subtitle_nb", "series_nb", "description_nb")
PARAMETER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class _Text:
    """A text of report.toml, and after which other text of the file it stands: the id of its figure or table."""

    value: str
    after: str
    field: Field = "words"
    is_template: bool = False


def read_declared_sentences(kind: ReportKind, source: str, file: str, templates: Path) -> Iterator[Sentence]:
    """The sentences of a report kind's own words; `source` is the text of its report.toml.

    Raises jinja2.TemplateSyntaxError where a text is no template and should be one.
    """
    for text in _texts(kind):
        line = _find_line(source, text)
        if text.is_template:
            yield from read_sentences(text.value, file, templates, "words", line)
            continue
        passage = Passage(file, text.field)
        passage.add_text(PARAMETER.sub(CALL, text.value), line)
        yield from passage.sentences()


def _texts(kind: ReportKind) -> Iterator[_Text]:
    yield from (_Text(getattr(kind, name), "") for name in OWN)
    yield from (_Text(text, "[cover]") for text in (kind.cover.alt_nb, kind.cover.legend_nb))
    for exhibit in (*kind.charts, *kind.tables):
        yield from _exhibit_texts(exhibit, f'id = "{exhibit.id}"')


def _exhibit_texts(exhibit: Exhibit, after: str) -> Iterator[_Text]:
    yield _Text(exhibit.title_nb, after, is_template=True)
    yield from (_Text(text, after) for text in (exhibit.subtitle_nb, exhibit.note_nb))
    if isinstance(exhibit, Chart):
        yield _Text(exhibit.point_nb, after, is_template=True)
        yield from (_Text(text, after) for text in exhibit.beside_nb)
    if isinstance(exhibit, Table | Overview | RevisionTable):
        yield _Text(exhibit.row_header_nb, after, "label")
    if isinstance(exhibit, Overview):
        for goal in exhibit.goals:
            labels = (goal.label_nb, *(measure.label_nb for measure in goal.indicators))
            yield from (_Text(label, after, "label") for label in labels)
    if isinstance(exhibit, GridExhibit):
        yield from _label_texts((*exhibit.rows, *exhibit.columns), after)


def _label_texts(items: Sequence[Item], after: str) -> Iterator[_Text]:
    for item in items:
        label = item.label_nb
        for number in re.findall(r"\d+", " ".join(item.by.values())):  # of the cells themselves: 10 % for p10
            label = re.sub(rf"(?<!\d){number}(?!\d)", CALL, label)
        yield _Text(label, after, "total" if item.total else "label")
        yield _Text(item.group_nb, after, "label")


def _find_line(source: str, text: _Text) -> int:
    """The line of a text, 0 where it stands there in another form (with escapes, say)."""
    at = source.find(re.split(rf"[\n{CALL}]", text.value)[0], max(source.find(text.after), 0))
    return source.count("\n", 0, at) + 1 if at >= 0 else 0
