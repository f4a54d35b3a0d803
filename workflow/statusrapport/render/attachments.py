"""What a report's PDF carries besides its pages: the numbers of every figure and table, its facts, its manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from statusrapport.pdf.write import Attachment
from statusrapport.render.kind import Chart
from statusrapport.render.outline import Numbered

SUPPLEMENTS_NB = {
    "facts.json": "Alle tall i rapporten, og hvor hvert av dem kommer fra",
    "manifest.json": "Hva rapporten er laget av, og hva navnene i facts.json betyr",
}


def list_attachments(placed: Sequence[Numbered], folder: Path) -> list[Attachment]:
    """The files to attach of the report in `folder`: data under the printed number and title of what shows them."""
    data = [Attachment(folder / "tables" / f"{item.exhibit.id}.csv", _describe(item), "Data") for item in placed]
    return data + [Attachment(folder / name, text, "Supplement") for name, text in SUPPLEMENTS_NB.items()]


def _describe(item: Numbered) -> str:
    word = "Figur" if isinstance(item.exhibit, Chart) else "Tabell"
    return f"{word} {item.number}: {Markup(item.title).striptags()}"
