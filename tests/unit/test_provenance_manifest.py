"""What manifest.json says that a report was made of."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from report_example import make_project, write_slice
from slice_example import METADATA, ROWS
from statusrapport.facts.book import Fact, Input
from statusrapport.files import write_parquet
from statusrapport.indicators.observations import to_table
from statusrapport.provenance.digests import read_digests
from statusrapport.provenance.manifest import compute_manifest
from statusrapport.render.request import RenderRequest


@pytest.fixture
def request_(tmp_path: Path) -> RenderRequest:
    return make_project(tmp_path)


def changed_digests(request_: RenderRequest, change: Callable[[], None]) -> set[str]:
    """The names of the digests that differ after a change."""
    before = read_digests(request_.slice_path, request_.template_folder)
    change()
    after = read_digests(request_.slice_path, request_.template_folder)
    return {name for name in vars(before) if getattr(before, name) != getattr(after, name)}


def test_other_data_are_told_from_other_declarations(request_: RenderRequest) -> None:
    path = request_.slice_path
    assert changed_digests(request_, lambda: write_slice(path, ROWS[:-1])) == {"slice", "observations"}

    def declare_otherwise() -> None:
        frame = pq.read_table(path).to_pandas()
        write_parquet(path, to_table(frame, {"statusrapport": json.dumps({**METADATA, "structure": 2016})}))

    assert changed_digests(request_, declare_otherwise) == {"slice", "definitions"}


def test_inputs_are_the_files_that_facts_cite_each_once_and_without_a_hash(request_: RenderRequest) -> None:
    def fact(*files: tuple[str, str, str]) -> Fact:
        inputs = tuple(Input(*file, rows="1-2") for file in files)
        known = {"section": "s", "place": "prose", "exhibit": "", "kind": "value", "indicator": "fte", "value": "1"}
        return Fact(id="s-1", shown="1", formula="", inputs=inputs, **known)

    facts = [fact(("b", "2017", "b.csv"), ("a", "2016", "a.csv")), fact(("b", "2017", "b.csv"))]
    digests = read_digests(request_.slice_path, request_.template_folder)
    folder = request_.slice_path.parent / "empty"
    manifest = compute_manifest(request_.edition, "0", digests, synthetic=True, texts={}, facts=facts, folder=folder)
    assert manifest["inputs"] == [
        {"source": "a", "version": "2016", "file": "a.csv"},
        {"source": "b", "version": "2017", "file": "b.csv"},
    ]
