"""Finding and reading the reports to compare."""

from pathlib import Path

import pytest
from compare_example import TABLE, fact, inputs, publish, report

from statusrapport.compare.content import read_content
from statusrapport.compare.reports import find_pairs
from statusrapport.errors import UsageError
from statusrapport.files import write_json, write_text


def name(places: tuple[Path, Path]) -> tuple[str, str]:
    """The edition and region of two report folders."""
    old, new = ("/".join(place.parts[-2:]) for place in places)
    return old, new


@pytest.fixture
def sides(tmp_path):
    """Two folders results/ to publish in."""
    return tmp_path / "old" / "results", tmp_path / "new" / "results"


def test_a_folder_is_read_with_what_lies_around_it(sides):
    old, _ = sides
    folder = publish(report(fact("1")), old)
    write_json(old / "editions" / "prove-2017" / "inputs.json", inputs())
    write_json(old / "run.json", {"commit": "0123abc"})
    content = read_content(folder)
    assert (content.name, content.kind, content.year) == ("prove-2017/0", "prove", 2017)
    assert content.facts[0]["shown"] == "1"
    assert (content.tables, content.inputs, content.run) == ({"a.csv": TABLE}, inputs(), {"commit": "0123abc"})


def test_inputs_of_a_release_lie_in_the_folder_of_the_edition(tmp_path):
    folder = publish(report(fact("1")), tmp_path)
    released = tmp_path / "release" / "prove-2017" / "0"
    released.parent.mkdir(parents=True)
    folder.rename(released)
    write_json(released.parent / "inputs.json", inputs())
    assert read_content(released).inputs == inputs()


def test_inputs_of_another_build_are_not_taken(sides):
    old, _ = sides
    folder = publish(report(fact("1")), old)
    write_json(old / "editions" / "prove-2017" / "inputs.json", inputs())
    write_text(old / "editions" / "prove-2017" / "0.parquet", "made of other data since")
    assert read_content(folder).inputs is None


def test_tables_of_another_build_are_not_taken(sides):
    folder = publish(report(fact("1")), sides[0])
    write_text(folder / "tables" / "a.csv", TABLE.replace("1,1", "2,2"))
    assert read_content(folder).tables == {}


@pytest.mark.parametrize("content", [None, "no PDF"])
def test_what_is_no_report_is_wrong_usage(content, tmp_path):
    path = tmp_path / "report.pdf"
    if content:
        write_text(path, content)
    with pytest.raises(UsageError):
        read_content(path)


def test_reports_of_the_same_edition_and_region_correspond(sides):
    for side in sides:
        for region in ("1103", "1106"):
            publish(report(region=region), side)
    pairs = find_pairs(*sides)
    assert [name(pair) for pair in pairs.both] == [("prove-2017/1103",) * 2, ("prove-2017/1106",) * 2]


def test_a_report_on_one_side_alone_is_named(sides):
    old, new = sides
    for side, regions in ((old, ("1103", "1106")), (new, ("1103", "1108"))):
        for region in regions:
            publish(report(region=region), side)
    pairs = find_pairs(old, new)
    assert (len(pairs.both), pairs.came, pairs.went) == (1, ("prove-2017/1108",), ("prove-2017/1106",))


def test_an_edition_on_one_side_alone_is_compared_with_the_latest_of_its_kind(sides):
    old, new = sides
    for side, editions in ((old, ("prove-2015", "prove-2016", "status-2017")), (new, ("prove-2017", "status-2017"))):
        for edition in editions:
            publish(report(edition=edition), side)
    pairs = find_pairs(old, new)
    assert [name(pair) for pair in pairs.both] == [("prove-2016/0", "prove-2017/0"), ("status-2017/0",) * 2]
    assert pairs.went == ("prove-2015/0",)


def test_an_attempt_under_way_is_no_report(sides):
    old, new = sides
    publish(report(), old)
    attempt = publish(report(), new)
    attempt.rename(attempt.with_name(".0.4711"))
    with pytest.raises(UsageError):
        find_pairs(old, new)


def test_a_single_report_is_compared_with_that_of_another_region(sides):
    one, other = publish(report(region="1201"), sides[0]), publish(report(region="4601"), sides[1])
    assert [name(pair) for pair in find_pairs(one, other).both] == [("prove-2017/1201", "prove-2017/4601")]


def test_reports_of_different_kinds_are_wrong_usage(sides):
    one, other = publish(report(edition="status-2017"), sides[0]), publish(report(edition="prove-2017"), sides[1])
    with pytest.raises(UsageError):
        find_pairs(one, other)


def test_a_folder_without_reports_is_wrong_usage(sides, tmp_path):
    folder = publish(report(), sides[0])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        find_pairs(folder, tmp_path / "empty")


def test_a_report_without_a_list_of_facts_is_wrong_usage(sides):
    folder = publish(report(), sides[0])
    (folder / "facts.json").unlink()
    with pytest.raises(UsageError, match=r"facts\.json is missing"):
        read_content(folder)


@pytest.mark.parametrize("content", ["{", "[]", '{"edition": "prove-2017", "region": "0"}'])
def test_a_manifest_of_another_make_is_wrong_usage(content, sides):
    folder = publish(report(), sides[0])
    write_text(folder / "manifest.json", content)
    with pytest.raises(UsageError, match=r"manifest\.json is not one that a build writes"):
        read_content(folder)


@pytest.mark.parametrize("content", ["{", "{}", '[{"id": "summary-1"}]'])
def test_facts_of_another_make_are_wrong_usage(content, sides):
    folder = publish(report(), sides[0])
    write_text(folder / "facts.json", content)
    with pytest.raises(UsageError, match=r"facts\.json is not one that a build writes"):
        read_content(folder)
