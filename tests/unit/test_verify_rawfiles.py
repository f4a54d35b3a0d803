"""Which cells of a raw file changed, and where its earlier content is found."""

from __future__ import annotations

import subprocess
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from statusrapport.sources.declaration import Source
from statusrapport.verify.rawfiles import compare_raw_files, find_earlier_content

OLD = "Kommunenr;Aar;Boliger\n0301;2017;500\n1103;2017;200\n1201;2017;290\n"
SOURCE = Source.model_validate(
    {
        "id": "housing",
        "title_nb": "Boliger",
        "short_nb": "boliger",
        "owner_nb": "Kommunene",
        "description_nb": "Boliger",
        "licence": "CC0-1.0",
        "kind": "table",
        "key": {"region": "Kommunenr", "period": "Aar"},
        "files": [
            {
                "version": "2017",
                "name": "a.csv",
                "sha256": "0" * 64,
                "received": date(2017, 6, 15),
                "format": {"kind": "csv", "encoding": "utf-8", "delimiter": ";", "decimal": ","},
            }
        ],
    }
)


def compare(tmp_path: Path, new: str) -> list[tuple[int, str, str, str | None, str | None]]:
    path = tmp_path / "a.csv"
    path.write_text(new, encoding="utf-8")
    changes = compare_raw_files(SOURCE, SOURCE.files[0], OLD.encode(), path)
    return [(change.row, change.key, change.column, change.old, change.new) for change in changes]


def test_a_changed_cell_is_named_by_row_and_column_as_a_person_counts(tmp_path: Path) -> None:
    new = OLD.replace("200", "201")
    assert compare(tmp_path, new) == [(3, "Kommunenr 1103, Aar 2017", "Boliger", "200", "201")]


def test_a_row_that_is_gone_does_not_make_all_later_rows_differ(tmp_path: Path) -> None:
    new = OLD.replace("0301;2017;500\n", "").replace("290", "291")
    assert compare(tmp_path, new) == [
        (2, "Kommunenr 0301, Aar 2017", "", "0301; 2017; 500", None),
        (4, "Kommunenr 1201, Aar 2017", "Boliger", "290", "291"),
    ]


def test_a_row_that_came_is_told_whole(tmp_path: Path) -> None:
    assert compare(tmp_path, OLD + "5001;2017;7\n") == [(5, "Kommunenr 5001, Aar 2017", "", None, "5001; 2017; 7")]


def test_a_column_that_came_is_told_cell_by_cell(tmp_path: Path) -> None:
    new = "Kommunenr;Aar;Boliger;Leid\n0301;2017;500;1\n1103;2017;200;\n1201;2017;290;\n"
    assert compare(tmp_path, new) == [(2, "Kommunenr 0301, Aar 2017", "Leid", "", "1")]


def test_another_way_of_writing_the_same_cells_is_no_change(tmp_path: Path) -> None:
    assert compare(tmp_path, OLD.replace("\n", "\r\n")) == []


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which a.csv had the old content, then another."""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for text in (OLD, OLD.replace("200", "201")):
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        subprocess.run([*git, "add", "a.csv"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", "received"], check=True)
    return tmp_path


def test_earlier_content_is_found_in_the_history_by_its_sha256(repository: Path) -> None:
    assert find_earlier_content(repository / "a.csv", sha256(OLD.encode()).hexdigest()) == OLD.encode()
    assert find_earlier_content(repository / "a.csv", "0" * 64) is None


def test_without_a_repository_no_earlier_content_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(OLD, encoding="utf-8")
    assert find_earlier_content(tmp_path / "a.csv", sha256(OLD.encode()).hexdigest()) is None
