"""What the PDFs of a release are called."""

import re

import pytest

from statusrapport.project import COUNTRY
from statusrapport.regions.register import YEARS, Register
from statusrapport.release.names import pdf_name, slug


@pytest.mark.parametrize(
    ("edition", "region", "region_name", "file", "name"),
    [
        ("arsverk-2017", COUNTRY, "Hele landet", "report.pdf", "arsverk-2017.pdf"),
        ("status-2020", COUNTRY, "Hele landet", "factsheet.pdf", "status-2020-factsheet.pdf"),
        ("kommune-2016", "1103", "Stavanger", "report.pdf", "kommune-2016-1103-stavanger.pdf"),
        ("kommune-2020", "0301", "Oslo", "fact_sheet.pdf", "kommune-2020-0301-oslo-fact-sheet.pdf"),
    ],
)
def test_a_name_tells_edition_and_region(edition: str, region: str, region_name: str, file: str, name: str) -> None:
    assert pdf_name(edition, region, region_name, file) == name


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Åmli", "aamli"),
        ("Bærum", "baerum"),
        ("Sør-Varanger", "soer-varanger"),
        ("Kárášjohka - Karasjok", "karasjohka-karasjok"),
        ("Porsanger - Porsáŋgu - Porsanki", "porsanger-porsangu-porsanki"),
    ],
)
def test_norwegian_and_sami_letters_are_spelled_out(text: str, plain: str) -> None:
    assert slug(text) == plain


def test_every_municipality_has_a_name_that_all_systems_can_store(register: Register) -> None:
    names = {register.name(code, year) for year in YEARS for code in register.municipalities(year)}
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug(name)) for name in names)
