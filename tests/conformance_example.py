"""A small PDF that keeps all that is promised, and ways to spoil it, for tests of what is checked of PDFs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from statusrapport.conformance.checks import find_check
from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.errors import Finding
from statusrapport.outcome import Outcome
from statusrapport.pdf.write import Attachment, write_pdf

STYLE = """\
@page { size: 150mm 220mm; margin: 15mm; @top-left { content: "Årsverk 2017" } }
* { font-family: 'Statusrapport Sans' }
.next { break-before: page }
"""
CHART = """\
<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
<path d="M0 40V10h20v30z" fill="#0b4a6b"/><path d="M30 40V0h20v40z" fill="#0b4a6b"/></svg>
"""
ALT = "To stolper: 11 063 årsverk i 2016 og 11 534 i 2017"
PAGE = f"""\
<html lang="nb">
<head><title>Årsverk 2017</title><meta name="dcterms.created" content="2017-12-01"></head>
<body>
<h1>Årsverk 2017</h1>
<h2>Utviklingen</h2>
<p id="start">I 2017 var det <a href="#fact-1">11 534</a> årsverk for voksne, se <a href="#fig">Figur 1</a>.</p>
<figure id="fig">
  <figcaption>Figur 1 Årsverk for voksne</figcaption>
  <img src="chart.svg" alt="{ALT}">
</figure>
<h3>Tallene</h3>
<table>
  <caption>Tabell 1 Årsverk</caption>
  <thead>
    <tr><th scope="col" rowspan="2">Tjeneste</th><th scope="colgroup" colspan="2">Voksne</th></tr>
    <tr><th scope="col">2016</th><th scope="col">2017</th></tr>
  </thead>
  <tbody>
    <tr><th scope="row">Bolig</th><td>4 000</td><td>4 100</td></tr>
    <tr><th scope="row">Behandling</th><td>7 063</td><td>7 434</td></tr>
  </tbody>
</table>
<p lang="en">The figures of this table are those that the municipalities have reported.</p>
<section class="next">
  <h2>Alle tall</h2>
  <table>
    <caption>Tabell 2 Tall i teksten</caption>
    <thead><tr><th scope="col">Nr.</th><th scope="col">Verdi</th><th scope="col">Side</th></tr></thead>
    <tbody>
      <tr id="fact-1">
        <th scope="row">1</th><td>11 534</td><td><a href="#start" title="Til stedet der tall 1 står">1</a></td>
      </tr>
    </tbody>
  </table>
</section>
</body>
</html>
"""
CSV_HEAD = "row,column,value,shown,unit,status,n,indicator,region_code,period,breakdown,synthetic\n"
OPEN_ROW = "Bolig,2017,4100,4 100,fte,observed,426,fte_total,0,2017,service=housing,true\n"
WITHHELD_ROW = "Annet,2017,,:,fte,suppressed,,fte_total,0,2017,service=other,true\n"
WITHHELD_FACT = {
    "id": "utvikling-1",
    "exhibit": "fig-services",
    "indicator": "fte_total",
    "region_code": "0",
    "period": "2017",
    "breakdown": "service=other",
    "value": None,
    "shown": ":",
    "status": "suppressed",
    "n": None,
    "lower": None,
    "upper": None,
    "inputs": [],
}


def write_example(target: Path, old: str = "", new: str = "") -> Path:
    """Write the PDF, with one thing of its HTML replaced where that is asked for."""
    folder = target.parent / f".{target.stem}"
    folder.mkdir()
    (folder / "print.css").write_text(STYLE, encoding="utf-8")
    (folder / "chart.svg").write_text(CHART, encoding="utf-8")
    (folder / "services.csv").write_text(CSV_HEAD + OPEN_ROW + WITHHELD_ROW, encoding="utf-8")
    (folder / "facts.json").write_text(json.dumps([WITHHELD_FACT]), encoding="utf-8")
    (folder / "manifest.json").write_text('{"edition": "arsverk-2017"}', encoding="utf-8")
    attachments = [
        Attachment(folder / "facts.json", "Every printed number", "Supplement"),
        Attachment(folder / "manifest.json", "What the report was made from", "Supplement"),
        Attachment(folder / "services.csv", "The data of figure 1", "Data"),
    ]
    assert old in PAGE
    html = PAGE.replace(old, new) if old else PAGE
    write_pdf(html, folder, target, stylesheets=[folder / "print.css"], attachments=attachments)
    return target


class Spoiler:
    """An open copy of the PDF, to be spoiled and then checked. Nothing of it is written."""

    def __init__(self, pdf: pikepdf.Pdf, path: Path) -> None:
        self.pdf, self._path = pdf, path

    @property
    def document(self) -> TaggedPdf:
        """The PDF as it is now."""
        return TaggedPdf(self.pdf, self._path)

    def element(self, role: str, number: int = 0) -> pikepdf.Dictionary:
        """The dictionary of an element of the structure tree, by its role and its place among those that have it."""
        found: pikepdf.Dictionary = self.document.find(role)[number].dictionary
        return found

    def replace_content(self, old: bytes, new: bytes, page: int = 1) -> None:
        """Change a page's content stream."""
        stream = self.pdf.pages[page - 1].Contents
        content = stream.read_bytes()
        assert old in content
        stream.write(content.replace(old, new, 1))

    def attached(self, name: str) -> pikepdf.Dictionary:
        """The file specification of an attachment."""
        listed = list(self.pdf.Root.Names.EmbeddedFiles.Names)
        return next(file for key, file in zip(listed[::2], listed[1::2], strict=True) if str(key) == name)

    def check(self, name: str) -> Outcome:
        """What a check says of the PDF as it is now."""
        return find_check(name)(self.document)

    def findings(self, name: str) -> list[Finding]:
        """What a check finds wrong with the PDF as it is now."""
        return list(self.check(name).findings)


@contextmanager
def spoiling(path: Path) -> Iterator[Spoiler]:
    """Open a PDF to spoil it."""
    with pikepdf.open(path) as pdf:
        yield Spoiler(pdf, path)
