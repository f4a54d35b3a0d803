"""index.html: the page that a reader of a release opens first."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from release_example import make_report

from statusrapport.release.index import format_size, render_index

MARK = "Eksempeldata: tallene er oppdiktet"


class Page(HTMLParser):
    """The elements of a page, with their attributes, and the address of each link with its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.links: dict[str, str] = {}
        self._address = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._address = str(dict(attrs)["href"]) if tag == "a" else ""

    def handle_endtag(self, tag: str) -> None:
        self._address = ""

    def handle_data(self, data: str) -> None:
        if self._address:
            self.links[self._address] = data


@pytest.fixture(scope="module")
def html() -> str:
    return render_index("0.1.0", date(2018, 1, 15), [make_report()])


def test_a_report_is_told_with_title_edition_date_region_pages_and_size(html: str) -> None:
    text = " ".join(re.sub(r"<style>.*</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())
    assert "Versjon 0.1.0, utgitt 15. januar 2018" in text
    assert "Årsverk 2017 Årsverk i kommunene." in text
    assert "Utgave arsverk-2017 Dato 1. desember 2017 Område Hele landet" in text
    assert "arsverk-2017.pdf PDF, 27 sider, 656 kB" in text
    assert "arsverk-2017-factsheet.pdf PDF, 1 side, 1,2 MB: Faktaark" in text


def test_every_file_of_the_release_is_linked(html: str) -> None:
    links = Page(html).links
    assert links["arsverk-2017/0/tables/rates.csv"] == "Tabell 1.1: Rater"
    assert set(links) == {
        "arsverk-2017.pdf",
        "arsverk-2017-factsheet.pdf",
        "arsverk-2017/0/manifest.json",
        "arsverk-2017/0/facts.json",
        "arsverk-2017/inputs.json",
        "arsverk-2017/0/tables/fte.csv",
        "arsverk-2017/0/tables/rates.csv",
        "SHA256SUMS",
        "CITATION.cff",
    }


def test_invented_data_are_said_to_be_so(html: str) -> None:
    assert "Eksempeldata" not in html
    marked = render_index("0.1.0", date(2018, 1, 15), [make_report(synthetic=True, title=f"Årsverk 2017 ({MARK})")])
    assert marked.count(MARK) == 2, "above all reports, and at the one that it holds for"
    assert "<h2>Årsverk 2017</h2>" in marked


def test_the_page_needs_nothing_else(html: str) -> None:
    page = Page(html)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert "url(" not in html
    assert "://" not in html


def test_the_page_can_be_used_without_seeing_it(html: str) -> None:
    page = Page(html)
    assert ("html", {"lang": "nb"}) in page.elements
    tags = [tag for tag, _ in page.elements]
    assert [tag for tag in tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h2"]
    assert {"header", "main", "footer", "title"} <= set(tags)
    assert len(set(page.links.values())) == len(page.links), "a link of a report says by itself where it leads"


def test_a_title_is_text_and_not_html() -> None:
    page = render_index("0.1.0", date(2018, 1, 15), [make_report(title="Tall < 5 & <b>mer</b>")])
    assert "<h2>Tall &lt; 5 &amp; &lt;b&gt;mer&lt;/b&gt;</h2>" in page


@pytest.mark.parametrize(("size", "text"), [(120, "1 kB"), (656_202, "656 kB"), (1_240_000, "1,2 MB")])
def test_sizes_are_told_as_readers_know_them(size: int, text: str) -> None:
    assert format_size(size) == text
