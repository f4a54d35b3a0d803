"""The table of what the escalation plan was to get and has got, year by year: invented, but for the plan's frame."""

from __future__ import annotations

import csv
import io

YEARS = (2016, 2017, 2018, 2019, 2020)
# Planned and allocated, in millions of kroner, by the posts of the table. Published are the frame (2 400 in all) and
# that the budget of 2020 brings the sum above it; the rest is chosen.
POSTS: dict[str, tuple[str, tuple[float, ...], tuple[float, ...]]] = {
    "RAM": ("Kommunenes frie inntekter", (400, 300, 300, 200, 200), (400, 300, 300, 200, 150)),
    "TIL": ("Tilskudd til kommunene", (20, 130, 140, 240, 245), (28, 142, 150, 262, 318)),
    "SPE": ("Spesialisthelsetjenesten", (15, 25, 30, 30, 30), (14, 24, 32, 32, 33)),
    "AND": ("Andre tiltak", (15, 20, 20, 20, 20), (16, 21, 19, 19, 19)),
}
HEADER = ("Budsjettaar", "Postgruppe", "Tekst", "Planlagt_mill", "Bevilget_mill")


def render_allocations() -> bytes:
    """The table as text: cp1252, semicolons, decimal comma, CRLF."""
    rows: list[list[str]] = [
        ["Opptrappingsplanen for rusfeltet 2016-2020: planlagt og bevilget økning, millioner kroner, løpende priser"],
        ["Eksempeldata: tallene er konstruert."],
        list(HEADER),
    ]
    for place, year in enumerate(YEARS):
        for code, (text, planned, allocated) in POSTS.items():
            rows.append([str(year), code, text, _write(planned[place]), _write(allocated[place])])
    planned_sum = sum(sum(planned) for _, planned, _ in POSTS.values())
    allocated_sum = sum(sum(allocated) for _, _, allocated in POSTS.values())
    rows.append(["Sum 2016-2020", "", "", _write(planned_sum), _write(allocated_sum)])
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode("cp1252")


def _write(number: float) -> str:
    return f"{number:,.1f}".replace(",", " ").replace(".", ",")
