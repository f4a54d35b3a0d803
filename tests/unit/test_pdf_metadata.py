"""The properties of a PDF: both standards, and the report's date."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_example import write_page

from statusrapport.pdf.metadata import add_pdf_ua


def test_a_pdf_says_that_it_conforms_to_both_standards(tmp_path: Path):
    with write_page(tmp_path, "<p>Tekst</p>").open_metadata() as properties:
        assert (properties["pdfaid:part"], properties["pdfaid:conformance"]) == ("3", "A")
        assert properties["pdfuaid:part"] == "1"


def test_the_dates_are_the_reports(tmp_path: Path):
    pdf = write_page(tmp_path, "<p>Tekst</p>")
    with pdf.open_metadata() as properties:
        assert properties["xmp:CreateDate"] == "2017-12-01"
    assert str(pdf.docinfo["/CreationDate"]) == "D:20171201"


def test_colours_are_those_of_srgb(tmp_path: Path):
    pdf = write_page(tmp_path, "<p>Tekst</p>")
    (intent,) = pdf.Root.OutputIntents
    assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)


def test_metadata_that_are_not_rdf_are_an_error():
    with pytest.raises(ValueError, match="not RDF"):
        add_pdf_ua(b"<xml/>")
