"""What real files look like: names written in many ways, rows that came late, blank rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | float

LATE = (
    "0125",
    "0441",
    "1122",
    "1529",
    "1903",
    "3018",
    "4647",
    "5444",
)  # handed in after the others, and so last in the file
BLANK_BEFORE = ("0301", "1101", "2002", "3401", "5401")  # a blank row stands before these
TRAILING_SPACE = (
    "0124",
    "0237",
    "0426",
    "0701",
    "1111",
    "1433",
    "1539",
    "1865",
    "2018",
    "3007",
    "3805",
    "4618",
    "5421",
)


@dataclass(frozen=True)
class Slip:
    """A cell that somebody wrote otherwise than it was meant."""

    code: str
    column: str
    meant: Cell
    written: Cell


def order_rows(codes: Iterable[str]) -> list[str]:
    """Codes in the order of the file."""
    return sorted(codes, key=lambda code: (code in LATE, code))


def write_name(name: str, code: str, *, encoding: str = "utf-8", joined_by: str = " - ") -> str:
    """A register name as somebody types it: no county behind it, only languages that the encoding has letters for."""
    parts = name.split(" (", maxsplit=1)[0].split(" - ")
    written = joined_by.join(part for part in parts if _is_encodable(part, encoding))
    return written + " " * (1 + int(code) % 2) if code in TRAILING_SPACE else written


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_slip(rows: list[list[Cell]], slip: Slip) -> None:
    """Put a slip into its row. Raises ValueError where the cell is not what the slip was chosen for."""
    row = next(row for row in rows if row[:1] == [slip.code])
    position = rows[0].index(slip.column)
    if row[position] != slip.meant:
        raise ValueError(f"{slip} does not fit {row[position]!r}: the draw has changed, choose another cell")
    row[position] = slip.written
