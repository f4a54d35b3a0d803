"""What changed between two builds or editions of a report, and why."""

import json
from dataclasses import replace
from datetime import date

import pytest

from report_example import make_project, write_slice
from slice_example import ROWS, observation
from statusrapport.cli.main import main
from statusrapport.files import write_json
from statusrapport.render.report import render_report

FILES = {"2016": "a" * 64, "2017": "b" * 64}
CORRECTED = {14633.0: 14700.0, 3099.0: 3166.0}  # the total, and children's part of it
REVISED = [row | {"value": CORRECTED.get(row["value"], row["value"])} for row in ROWS]
COVER = observation("fte", 2016, 120.5, region="1103")  # the cover draws municipalities
YEAR_BEFORE = [*(row | {"period": str(int(row["period"]) - 1)} for row in ROWS), COVER]


def build(root, name, *, rows=ROWS, edit=None, year=2017, files=FILES):
    """Build the small report in a project of its own and return its folder results/."""
    request = make_project(root / name)
    request = replace(request, edition=replace_year(request.edition, year))
    write_slice(request.slice_path, rows)
    if edit:
        section, old, new = edit
        path = request.template_folder / "sections" / f"{section}.html.j2"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    results = root / name / "results"
    render_report(request, results / "reports" / request.edition.id / "0")
    known = [{"source": "is248", "version": v, "name": f"{v}.csv", "sha256": digest} for v, digest in files.items()]
    write_json(results / "editions" / request.edition.id / "inputs.json", {"files": known})
    return results


def replace_year(edition, year):
    return edition.model_copy(update={"id": f"prove-{year}", "year": year, "date": date(year, 12, 1)})


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """A build, and others of which each differs from it in one thing."""
    root = tmp_path_factory.mktemp("builds")
    sentence = (
        "summary",
        '<p>Det var {{ num("fte", year) }}',
        '<p>I {{ previous }} var det {{ num("fte", previous) }}. Det var {{ num("fte", year) }}',
    )
    return {
        "first": build(root, "first"),
        "revised": build(root, "revised", rows=REVISED, files=FILES | {"2017": "c" * 64}),
        "longer": build(root, "longer", edit=sentence),
        "earlier": build(root, "earlier", rows=YEAR_BEFORE, year=2016),
    }


def diff(capsys, *words):
    """Exit code, standard output and standard error of `statusrapport diff`, with plain spaces."""
    code = main(["diff", *map(str, words)])
    text, message = capsys.readouterr()
    return code, text.replace("\u00a0", " "), message


def test_two_builds_of_the_same(builds, capsys):
    code, text, _ = diff(capsys, builds["first"], builds["first"])
    assert code == 0
    assert "No difference" in text


def test_a_revised_raw_file_is_named_with_the_numbers_it_changed(builds, capsys):
    code, text, _ = diff(capsys, builds["first"], builds["revised"])
    assert code == 0
    assert "input          raw file is248/2017/2017.csv: sha256 bbbbbbbbbbbb… → cccccccccccc…" in text
    prose, table = (
        text.index("14 633 → 14 700\n    fte 2017, page 3, «Det var 14 700 årsverk.»"),
        text.index("Tabell 1.1"),
    )
    assert prose < table
    assert "Alle, 2017\n    data revised: is248/2017/2017.csv" in text


def test_a_new_sentence_came_and_no_other_number_changed(builds, capsys):
    _, text, _ = diff(capsys, builds["first"], builds["longer"])
    assert "Came (1):\n  summary-1      13 936\n" in text
    assert "template changed" in text
    assert "Changed" not in text


def test_the_sentence_that_went_is_quoted_from_the_old_report(builds, capsys):
    _, text, _ = diff(capsys, builds["longer"], builds["first"])
    assert "Went (1):" in text
    assert "«I 2016 var det 13 936.»" in text


def test_the_next_edition_tells_what_moved_on(builds, capsys):
    _, text, _ = diff(capsys, builds["earlier"], builds["revised"])
    assert text.startswith("prove-2016/0 → prove-2017/0\n")
    assert "14 633 → 14 700\n    fte 2016 → 2017" in text
    assert "another year" in text


def test_the_next_edition_tells_what_was_revised(builds, capsys):
    _, text, _ = diff(capsys, builds["earlier"], builds["revised"])
    revised = text[text.index("Revised") : text.index("Changed")]
    assert "14 633 → 13 936\n    fte 2016" in revised


def test_a_pdf_that_was_downloaded_is_enough(builds, tmp_path, capsys):
    copy = tmp_path / "downloads" / "report.pdf"
    copy.parent.mkdir()
    copy.write_bytes((builds["first"] / "reports/prove-2017/0/report.pdf").read_bytes())
    _, text, _ = diff(capsys, copy, builds["revised"])
    assert "14 633 → 14 700" in text
    assert "    data revised\n" in text


def test_an_object_with_every_change(builds, capsys):
    _, text, _ = diff(capsys, builds["first"], builds["revised"], "--json")
    content = json.loads(text)
    (report,) = content["reports"]
    assert (report["old"], report["new"], content["came"], content["went"]) == ("prove-2017/0", "prove-2017/0", [], [])
    first = report["facts"][0]
    assert (first["state"], first["old"]["value"], first["new"]["value"]) == ("changed", "14633", "14700")
    assert (first["page"], first["context"]) == (3, "Det var 14 700 årsverk.")
    assert first["causes"] == [{"kind": "input", "evidence": "is248/2017/2017.csv"}]
    assert {
        "file": "totals.csv",
        "row": "Alle",
        "column": "2017",
        "old": "14 633",
        "new": "14 700",
    } in report["tables"]


def test_a_path_without_a_report_is_wrong_usage(builds, tmp_path, capsys):
    code, _, message = diff(capsys, builds["first"], tmp_path)
    assert code == 64
    assert message.startswith(f"{tmp_path}: there is no report.")
