"""Why two builds differ, and which of the reasons applies to a number."""

import pytest
from compare_example import CODE, RUN, fact, inputs, report

from statusrapport.compare.causes import Cause, find_causes
from statusrapport.compare.content import ReportContent
from statusrapport.compare.explain import Explanations
from statusrapport.compare.facts import compare_facts

OTHER = "9" * 64
REWORDED = {"indicators": {"fte": {"title": "Årsverk", "definition": "Årsverk uten vikarer."}}}


def kinds(old: ReportContent, new: ReportContent) -> list[str]:
    return [cause.kind for cause in find_causes(old, new)]


def explained(old: ReportContent, new: ReportContent) -> list[list[str]]:
    """The kinds of causes of every change."""
    explanations = Explanations(old, new)
    return [[cause.kind for cause in explanations.explain(change)] for change in compare_facts(old, new)]


def test_two_builds_of_the_same_have_no_causes():
    assert find_causes(report(run=RUN, inputs=inputs()), report(run=RUN, inputs=inputs())) == []


def test_a_raw_file_that_changed_is_named_with_its_digests():
    (cause,) = find_causes(report(inputs=inputs()), report(inputs=inputs(OTHER)))
    assert cause == Cause("input", "raw file is248/2017/a.csv: sha256 111111111111… → 999999999999…")


def test_a_new_version_of_a_source_is_named():
    texts = [cause.evidence for cause in find_causes(report(inputs=inputs()), report(inputs=inputs(version="2018")))]
    assert texts == ["raw file is248/2017/a.csv: went", "raw file is248/2018/a.csv: came"]


def test_without_inputs_the_files_that_facts_cite_are_compared():
    later = fact("1", inputs=[{"source": "is248", "version": "2018", "file": "a.csv", "rows": "2"}])
    assert kinds(report(fact("1"), inputs=inputs()), report(later)) == ["input", "input"]


def test_a_report_whose_facts_were_taken_out_still_names_its_files():
    whole = report(fact("1"))
    without = ReportContent(whole.name, whole.manifest, ())
    assert find_causes(without, report(fact("1"), inputs=inputs())) == []


def test_other_observations_by_the_same_declarations_are_other_data():
    assert kinds(report(), report(sha256={"observations": OTHER})) == ["input"]
    assert kinds(report(), report(sha256={"observations": OTHER, "definitions": OTHER})) == ["declaration"]


def test_a_definition_is_told_in_old_and_new_words():
    (cause,) = find_causes(report(), report(texts=REWORDED))
    assert cause == Cause("declaration", "indicator fte: definition «Årsverk i alt.» → «Årsverk uten vikarer.»")


def test_a_label_is_told_in_old_and_new_words():
    (cause,) = find_causes(report(), report(texts={"labels": {"age": {"adult": "18 år og eldre"}}}))
    assert cause == Cause("declaration", "label age=adult: «Voksne» → «18 år og eldre»")


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"sha256": {"definitions": OTHER}}, "declaration"),
        ({"manifest": {"date": "2017-12-02"}}, "declaration"),
        ({"manifest": {"structure": 2020}}, "boundary"),
        ({"sha256": {"templates": OTHER}}, "template"),
        ({"sha256": {"lock": OTHER}}, "lock"),
        ({"manifest": {"release": "0.2.0"}}, "code"),
        ({"run": RUN | {"code": CODE | {"prepare_source": OTHER}}}, "code"),
        ({"run": RUN | {"pango": "1.56.3"}}, "system"),
    ],
)
def test_what_differs_is_the_cause(change, kind):
    assert kinds(report(run=RUN), report(**{"run": RUN, **change})) == [kind]


def test_the_code_of_another_report_kind_is_no_cause():
    assert kinds(report(run=RUN), report(run=RUN | {"code": CODE | {"render_report.other": OTHER}})) == []


@pytest.mark.parametrize(("digest", "kind"), [("templates", "template"), ("lock", "lock")])
def test_a_digest_of_code_that_covers_other_things_does_not_prove_other_code(digest, kind):
    run = RUN | {"code": CODE | {"render_report.prove": OTHER}}
    assert kinds(report(run=RUN), report(run=run, sha256={digest: OTHER})) == [kind]


def test_the_machine_is_no_cause_of_other_html_that_has_another():
    changed = {"sha256": {"templates": OTHER}, "manifest": {"files": {"report.html": OTHER}}}
    assert kinds(report(run=RUN), report(run=RUN | {"pango": "1.56.3"}, **changed)) == ["template"]


def test_a_number_from_a_file_that_changed_was_revised():
    revised = {"inputs": inputs(OTHER), "sha256": {"observations": OTHER}}
    assert explained(report(fact("1"), inputs=inputs()), report(fact("2"), **revised)) == [["input"]]


def test_a_number_from_another_file_was_not():
    old = report(fact("1", inputs=[]), inputs=inputs())
    new = report(fact("2", inputs=[]), inputs=inputs(OTHER), manifest={"release": "0.2.0"})
    assert explained(old, new) == [["code"]]


def test_a_file_that_changed_elsewhere_revised_no_number_of_a_report_with_the_same_observations():
    old = report(fact("1"), inputs=inputs())
    new = report(fact("2"), inputs=inputs(OTHER), sha256={"templates": OTHER})
    assert explained(old, new) == [["template"]]


def test_a_number_of_an_indicator_that_is_defined_otherwise():
    changed = {"texts": REWORDED, "sha256": {"definitions": OTHER, "observations": OTHER}}
    assert explained(report(fact("1")), report(fact("2"), **changed)) == [["declaration"]]


def test_a_number_in_another_municipal_structure():
    changed = {"manifest": {"structure": 2020}, "sha256": {"observations": OTHER}}
    assert explained(report(fact("1")), report(fact("2"), **changed)) == [["boundary"]]


def test_the_same_value_with_other_decimals_is_never_revised():
    old = report(fact("27,8", value="27.83"), inputs=inputs())
    new = report(fact("27,83", value="27.83"), inputs=inputs(OTHER), sha256={"definitions": OTHER})
    assert explained(old, new) == [["declaration"]]


def test_a_sentence_comes_with_its_template():
    assert explained(report(), report(fact("1"), sha256={"templates": OTHER})) == [["template"]]


def test_the_number_of_another_year_is_told_as_such():
    old = report(fact("1", period="2016"), edition="prove-2016")
    assert explained(old, report(fact("2"))) == [["year"]]


def test_where_nothing_is_recorded_nothing_is_said():
    assert explained(report(fact("1")), report(fact("2"))) == [[]]
