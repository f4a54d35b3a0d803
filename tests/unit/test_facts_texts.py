from slice_example import example_slice
from statusrapport.facts.book import FactBook
from statusrapport.facts.quantity import Calculator
from statusrapport.facts.texts import compute_texts


def texts(*breakdowns):
    """The texts of a report that cites `fte` by these breakdowns."""
    slice_ = example_slice()
    book = FactBook("summary")
    for by in breakdowns:
        book.record(Calculator(slice_, "0").value("fte", 2017, "own", by, None), "1", "prose")
    return compute_texts(book.facts, slice_)


def test_only_what_is_cited_has_a_text():
    assert texts({"age": "adult"}) == {
        "indicators": {"fte": {"title": "Årsverk", "definition": "Årsverk som kommunene har rapportert."}},
        "labels": {"age": {"adult": "Voksne"}},
        "regions": {"0": "Hele landet"},
        "sources": {"is248": "Rapportering av årsverk"},
    }


def test_a_report_without_facts_has_no_texts():
    assert texts() == {"indicators": {}, "labels": {}, "regions": {}, "sources": {}}
