"""What may be published, and what of the rest is left: nothing."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from indicators_example import STAFF, answers, compute, indicator, question, staff

from statusrapport.declarations import read_declaration
from statusrapport.disclosure.release import release_observations
from statusrapport.disclosure.rules import DisclosureRules, PrimaryRule, suppress
from statusrapport.errors import DeclarationError
from statusrapport.files import write_parquet
from statusrapport.indicators.observations import NUMBERS, to_table
from statusrapport.project import Project
from statusrapport.sources.declaration import Source, read_source

FEW = PrimaryRule.model_validate({"id": "few", "reason_nb": "Få", "column": "n", "from": 1, "below": 5})


def observations(*numbers: float | None, column: str = "n") -> pd.DataFrame:
    """Observations with a number each in one column, and something in all others."""
    frame = pd.DataFrame(dict.fromkeys(NUMBERS, 0.5), index=range(len(numbers)))
    return frame.assign(
        **{column: list(numbers)}, confidentiality="free", lineage="staff/v1/staff.csv#2", status="observed"
    )


def test_a_rule_holds_from_one_number_to_below_another():
    assert FEW.is_broken_by(observations(0, 1, 4, 5, None)).tolist() == [False, True, True, False, False]


def test_a_rule_holds_for_the_units_and_sources_that_it_names(sources: dict[str, Source]):
    persons = FEW.model_copy(update={"unit_of_analysis": ("person",)})
    answered = FEW.model_copy(update={"source_kind": "microdata"})
    of_staff, of_survey = indicator(), indicator(numerator=question("yes"), source=("survey",))
    assert [rule.applies_to(of_staff, sources) for rule in (FEW, persons, answered)] == [True, False, False]
    assert [rule.applies_to(of_survey, sources) for rule in (FEW, persons, answered)] == [True, False, True]


@pytest.fixture
def sources(project: Project) -> dict[str, Source]:
    declared = project.declared("sources")
    return {"staff": read_source(declared["is248"]), "survey": read_source(declared["questionnaire"])}


def test_what_is_withheld_has_no_number_in_any_column_and_says_so():
    withheld = suppress(observations(3, 8), pd.Series([True, False])).iloc[0]
    assert withheld[list(NUMBERS)].isna().all()
    assert withheld["confidentiality"] == "suppressed"


def test_the_rows_behind_a_withheld_number_do_not_tell_it_either():
    assert suppress(observations(3, 8), pd.Series([True, False]))["lineage"].tolist() == ["", "staff/v1/staff.csv#2"]


def test_the_others_are_left_as_they_are():
    before = observations(3, 8)
    pd.testing.assert_series_equal(suppress(before, pd.Series([True, False])).loc[1], before.loc[1])


# --- The rules of the project -----------------------------------------------------------------------------------------


@pytest.fixture
def is_published(project: Project, sources: dict[str, Source]) -> Any:
    rules = read_declaration(project.config / "disclosure.toml", DisclosureRules).primary

    def is_published(declared: Any, **numbers: float) -> bool:
        frame = observations(0).assign(**numbers)
        return not any(rule.applies_to(declared, sources) and rule.is_broken_by(frame).any() for rule in rules)

    return is_published


def test_a_share_among_few_respondents_is_withheld_even_if_it_is_all_or_none(is_published: Any):
    share = indicator("share", numerator=question("yes"), denominator=question("yes", "no"))
    assert not is_published(share, numerator=4, denominator=4, n=4)
    assert not is_published(share, numerator=0, denominator=4, n=4)
    assert is_published(share, numerator=0, denominator=5, n=5)


def test_what_municipalities_report_by_law_is_published(is_published: Any):
    assert is_published(indicator("ratio", denominator=STAFF), numerator=2, denominator=3, n=1)


def test_few_persons_are_withheld_and_none_are_not(is_published: Any):
    persons = indicator("ratio", denominator=STAFF, unit_of_analysis="person")
    assert not is_published(persons, numerator=4, denominator=900)
    assert is_published(persons, numerator=0, denominator=900)
    assert is_published(persons, numerator=5, denominator=900)


def test_a_group_of_few_persons_is_withheld_as_none_of_them_would_tell_of_each(is_published: Any):
    assert not is_published(indicator("share", denominator=STAFF, unit_of_analysis="user"), numerator=0, denominator=4)


# --- The door ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def computed(tmp_path: Path) -> dict[str, Path]:
    """Observations of two indicators of the project: a total, and answers of five respondents in one county."""
    people = [(code, "2017", "yes") for code in ("0101", "0104", "0105", "0106", "0111", "1103")]
    share = {"numerator": question("yes"), "denominator": question("yes", "no")}
    frames = {
        "fte_total": compute(indicator(), staff=staff(("0101", "2017", 3))).frame.assign(indicator="fte_total"),
        "mapped_share": compute(indicator("share", **share), survey=answers(*people)).frame.assign(
            indicator="mapped_share"
        ),
    }
    paths = {id_: tmp_path / f"{id_}.parquet" for id_ in frames}
    for id_, path in paths.items():
        write_parquet(path, to_table(frames[id_]))
    return paths


def test_every_observation_is_released_with_its_number_or_without(
    project: Project, computed: dict[str, Path], tmp_path: Path
):
    release_observations(project, computed, tmp_path / "released")
    released = pd.read_parquet(tmp_path / "released" / "observations.parquet")
    assert len(released) == sum(len(pd.read_parquet(path)) for path in computed.values())
    answered = released[released["indicator"] == "mapped_share"].set_index("region_code")
    assert answered.loc[["01", "0101", "1103"], "confidentiality"].tolist() == ["free", "suppressed", "suppressed"]
    assert answered.loc[["0101", "11", "1103"], list(NUMBERS)].isna().all(axis=None)
    assert answered.loc["01", "n"] == 5


def test_the_audit_counts_what_each_rule_withheld(project: Project, computed: dict[str, Path], tmp_path: Path):
    release_observations(project, computed, tmp_path)
    audit = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    respondents, county = 6, 1  # each of the municipalities; county 11, of which one answered
    assert audit["mapped_share"]["suppressed"] == {"few_respondents": respondents + county}
    assert audit["fte_total"] == {"observations": len(pd.read_parquet(computed["fte_total"])), "suppressed": {}}


def test_the_labels_of_all_dimensions_are_released_in_order(
    project: Project, computed: dict[str, Path], tmp_path: Path
):
    release_observations(project, computed, tmp_path)
    texts = pd.read_parquet(tmp_path / "texts.parquet").sort_values("position")
    labels = {
        name: dict(zip(group["value"], group["text_nb"], strict=True)) for name, group in texts.groupby("dimension")
    }
    assert labels["age"] == {"adult": "Voksne", "child": "Barn og unge"}
    assert list(labels["mapped"]) == ["brukerplan", "other_tool", "no"]
    assert labels["size"]["under_5000"] == "Under 5\N{NO-BREAK SPACE}000 innbyggere"
    assert "quantile" not in labels


def test_two_labels_for_one_value_are_refused(computed: dict[str, Path], tmp_path: Path, project_copy: Project):
    path = project_copy.declared("sources")["questionnaire"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[dimensions.mapped]", "[dimensions.age]").replace("other_tool", "adult"), "utf-8")
    with pytest.raises(
        DeclarationError, match="'adult' of the dimension 'age' is both 'Voksne' and 'Ja, på annen måte'"
    ):
        release_observations(project_copy, computed, tmp_path)
