import json

import pytest

from statusrapport.errors import UsageError
from statusrapport.files import file_sha256
from statusrapport.trace.origin import read_origin


@pytest.fixture
def results(tmp_path):
    """The folder results/ of a project with one report, and what its manifest says."""
    folder = tmp_path / "results"
    slices = folder / "editions" / "prove-2017"
    (folder / "reports" / "prove-2017" / "0").mkdir(parents=True)
    slices.mkdir(parents=True)
    (slices / "0.parquet").write_bytes(b"slice")
    file = {"source": "is248", "version": "2017", "name": "a.csv", "sha256": "d" * 64}
    (slices / "inputs.json").write_text(json.dumps({"files": [file]}))
    manifest = {"edition": "prove-2017", "region": "0", "sha256": {"slice": file_sha256(slices / "0.parquet")}}
    return folder, manifest


def published(folder):
    return folder / "reports" / "prove-2017" / "0" / "report.pdf"


def test_results_are_found_from_where_the_pdf_lies(results):
    folder, manifest = results
    origin = read_origin(published(folder), manifest, None)
    assert origin.sha256 == {("is248", "2017", "a.csv"): "d" * 64}


def test_a_pdf_that_lies_elsewhere_needs_to_be_told(results, tmp_path):
    folder, manifest = results
    pdf = tmp_path / "downloads" / "report.pdf"
    origin = read_origin(pdf, manifest, None)
    assert origin.sha256 == {}
    assert "--results" in origin.notes[0]
    assert read_origin(pdf, manifest, folder).sha256 != {}


def test_results_of_other_data_are_told(results):
    folder, manifest = results
    (folder / "editions" / "prove-2017" / "0.parquet").write_bytes(b"rebuilt from another file")
    (note, _) = read_origin(published(folder), manifest, None).notes
    assert "does not hold the data of this PDF" in note


def test_the_commit_is_taken_from_the_run(results):
    folder, manifest = results
    assert "run.json" in read_origin(published(folder), manifest, None).notes[0]
    (folder / "run.json").write_text('{"commit": "0123abc"}')
    origin = read_origin(published(folder), manifest, None)
    assert (origin.run["commit"], origin.notes) == ("0123abc", ())


def test_results_that_do_not_exist_are_wrong_usage(results, tmp_path):
    folder, manifest = results
    with pytest.raises(UsageError):
        read_origin(published(folder), manifest, tmp_path / "nowhere")
