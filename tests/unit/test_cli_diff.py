"""`statusrapport diff` of folders with several reports."""

import json

import pytest
from compare_example import fact, publish, report

from statusrapport.cli.main import main


@pytest.fixture
def sides(tmp_path):
    """Two folders results/: one report of both has changed, one has not, and each has one alone."""
    old, new = tmp_path / "old" / "results", tmp_path / "new" / "results"
    publish(report(fact("120,5", region_code="1103"), region="1103"), old)
    publish(report(fact("121,5", region_code="1103"), region="1103"), new)
    for side, alone in ((old, "1201"), (new, "4601")):
        publish(report(fact("40"), region="1106"), side)
        publish(report(fact("300"), region=alone), side)
    return str(old), str(new)


def test_only_reports_that_differ_are_written_out(sides, capsys):
    assert main(["diff", *sides]) == 0
    text = capsys.readouterr().out
    assert text.startswith("prove-2017/1103\n")
    assert "120,5 → 121,5" in text
    assert "prove-2017/1106" not in text
    assert "No difference in numbers, claims and tables: 1 of 2 reports.\n" in text


def test_reports_on_one_side_alone_are_named(sides, capsys):
    main(["diff", *sides])
    text = capsys.readouterr().out
    assert "Reports only in the new: prove-2017/4601\n" in text
    assert "Reports only in the old: prove-2017/1201\n" in text


def test_the_object_holds_every_report(sides, capsys):
    assert main(["diff", *sides, "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert [len(report["facts"]) for report in content["reports"]] == [1, 0]
    assert (content["came"], content["went"]) == (["prove-2017/4601"], ["prove-2017/1201"])


def test_a_cause_that_is_not_recorded_is_not_guessed(sides, capsys):
    main(["diff", *sides])
    assert "cause not recorded" in capsys.readouterr().out


def test_a_path_that_does_not_exist_is_wrong_usage(sides, capsys):
    assert main(["diff", sides[0], "nowhere"]) == 64
    assert capsys.readouterr().err == "nowhere: there is no such file or folder.\n"
