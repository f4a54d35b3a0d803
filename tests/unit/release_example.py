"""A report as a release tells of it, with a second PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from statusrapport.project import Edition
from statusrapport.release.contents import Pdf, ReleasedReport, Table

EDITION = Edition(id="arsverk-2017", kind="arsverk", year=2017, structure=2017, date=date(2017, 12, 1))
PDFS = (
    Pdf("report.pdf", "arsverk-2017.pdf", "Årsverk 2017", "Årsverk i kommunene.", 27, 656_202),
    Pdf("factsheet.pdf", "arsverk-2017-factsheet.pdf", "Faktaark", "Årsverk på en side.", 1, 1_240_000),
)


def make_report(*, synthetic: bool = False, title: str = "Årsverk 2017") -> ReleasedReport:
    return ReleasedReport(
        edition=EDITION,
        region="0",
        region_name="Hele landet",
        synthetic=synthetic,
        authors=("Kari Normann",),
        publisher="Instituttet",
        folder=Path("results/reports/arsverk-2017/0"),
        pdfs=(PDFS[0]._replace(title=title), PDFS[1]),
        tables=(Table("fte.csv", "Figur 1.1: Årsverk"), Table("rates.csv", "Tabell 1.1: Rater")),
    )
