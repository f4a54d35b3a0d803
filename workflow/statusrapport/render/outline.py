"""The outline of a report: chapters and headings as they are met, exhibits numbered by their chapter."""

from __future__ import annotations

from dataclasses import dataclass, field

from statusrapport.render.kind import Exhibit, ReportKind


@dataclass(frozen=True)
class Heading:
    """An entry of the contents. `number` is `2`, `2.1`, `A` or `A.1`, or empty for an unnumbered chapter."""

    level: int
    number: str
    title: str
    anchor: str


@dataclass
class Outline:
    """Numbers what a section contains. Chapters count 1, 2, …; those of the appendix A, B, …"""

    headings: list[Heading] = field(default_factory=list)
    section: str = ""
    chapter_number: str = ""
    _counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def start(self, section: str, number: str) -> None:
        """Begin a section; `number` is its chapter's."""
        self.section, self.chapter_number = section, number

    def chapter(self, title: str) -> Heading:
        """The heading of a chapter."""
        return self._add(1, self.chapter_number, title, self.section)

    def heading(self, title: str) -> Heading:
        """A heading within the chapter."""
        count = sum(item.level == 2 and item.anchor.startswith(f"{self.section}-") for item in self.headings) + 1
        number = f"{self.chapter_number}.{count}" if self.chapter_number else ""
        return self._add(2, number, title, f"{self.section}-{count}")

    def next_number(self, kind: str) -> str:
        """The number of the chapter's next finding or recommendation: `2.1`."""
        place = (kind, self.chapter_number)
        self._counts[place] = self._counts.get(place, 0) + 1
        return ".".join(part for part in (self.chapter_number, str(self._counts[place])) if part)

    def _add(self, level: int, number: str, title: str, anchor: str) -> Heading:
        heading = Heading(level, number, title, anchor)
        self.headings.append(heading)
        return heading


@dataclass(frozen=True)
class Numbered:
    """A figure or table with its number, `2.1`, its title (a template until it is placed) and its anchor."""

    exhibit: Exhibit
    number: str
    title: str
    anchor: str


def chapter_numbers(kind: ReportKind) -> dict[str, str]:
    """The number of each section: none for the first, the summary; then 1, 2, …; A, B, … in the appendix."""
    sections = {name: str(number) if number else "" for number, name in enumerate(kind.sections)}
    return sections | {name: chr(ord("A") + number) for number, name in enumerate(kind.appendix)}


def number_exhibits(kind: ReportKind) -> dict[str, Numbered]:
    """Every figure and table by id, numbered within its chapter as declared, so that text may refer to later ones."""
    chapters = chapter_numbers(kind)
    numbered: dict[str, Numbered] = {}
    for prefix, exhibits in (("fig", kind.charts), ("tab", kind.tables)):
        counts: dict[str, int] = {}
        for exhibit in exhibits:
            chapter = chapters[exhibit.section]
            counts[chapter] = counts.get(chapter, 0) + 1
            number = f"{chapter}.{counts[chapter]}" if chapter else str(counts[chapter])
            numbered[exhibit.id] = Numbered(exhibit, number, exhibit.title_nb, f"{prefix}-{exhibit.id}")
    return numbered
