import json
import subprocess
from datetime import UTC, datetime

from statusrapport.provenance.run import write_run

STARTED = datetime(2017, 12, 1, 9, 30, tzinfo=UTC)


def run_json(root):
    write_run(root, STARTED)
    return json.loads((root / "results" / "run.json").read_text(encoding="utf-8"))


def test_the_run_names_the_digests_of_the_code(tmp_path):
    folder = tmp_path / "results" / ".code"
    folder.mkdir(parents=True)
    (folder / "prepare_source.sha256").write_text("abc\n", encoding="utf-8")
    content = run_json(tmp_path)
    assert list(content["code"]) == ["prepare_source"]
    assert content["started"] == "2017-12-01T09:30:00+00:00"


def test_the_run_names_the_machine_and_the_libraries_that_set_text(tmp_path):
    content = run_json(tmp_path)
    assert {"python", "pango", "harfbuzz", "harfbuzz_subset", "fontconfig", "system", "host", "user"} <= set(content)
    assert all(content[name].count(".") == 2 for name in ("python", "pango", "harfbuzz", "fontconfig"))


def test_outside_of_git_there_is_no_commit(tmp_path):
    assert run_json(tmp_path)["commit"] == ""


def test_a_changed_file_makes_the_commit_dirty(tmp_path):
    def git(*words):
        subprocess.run(["git", "-C", tmp_path, "-c", "user.name=x", "-c", "user.email=x@y", *words], check=True)

    (tmp_path / "a").write_text("1", encoding="utf-8")
    git("init", "--quiet")
    git("add", "a")
    git("commit", "--quiet", "--message", "first")
    assert not run_json(tmp_path)["commit"].endswith("-dirty")
    (tmp_path / "a").write_text("2", encoding="utf-8")
    assert run_json(tmp_path)["commit"].endswith("-dirty")
