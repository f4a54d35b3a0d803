"""What holds for the workflows on GitHub. All of it is checked offline, with schemas and rules that are installed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github/workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
CONTENTS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in WORKFLOWS}

DANGEROUS = """\
name: Dangerous
on: pull_request
jobs:
  greet:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v6
      - run: echo "${{ github.event.pull_request.title }}"
"""
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v(?P<version>\d+\.\d+\.\d+)$", re.MULTILINE)


def run_tool(name: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name(name), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def check_schema(path: Path) -> subprocess.CompletedProcess[str]:
    return run_tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", path)


def audit(path: Path) -> subprocess.CompletedProcess[str]:
    return run_tool("zizmor", "--offline", "--no-config", "--persona=pedantic", "--no-progress", "--format=plain", path)


def steps(workflow: str, job: str) -> dict[str, dict[str, Any]]:
    """The steps of a job by name."""
    return {step["name"]: step for step in CONTENTS[workflow]["jobs"][job]["steps"]}


def run_step(step: dict[str, Any], folder: Path) -> int:
    """Run the commands of a step as a job for the tag v0.1.0 does, and return the exit code."""
    place = folder / step.get("working-directory", ".")
    environment = {"PATH": "/usr/bin:/bin", "TAG": "v0.1.0"}
    return subprocess.run(["bash", "-e", "-c", step["run"]], cwd=place, env=environment, check=False).returncode


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_the_form_that_github_reads(path: Path) -> None:
    end = check_schema(path)
    assert end.returncode == 0, end.stdout


def test_a_misspelled_key_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ci.yml"
    path.write_text((FOLDER / "ci.yml").read_text(encoding="utf-8").replace("runs-on", "run-on"), encoding="utf-8")
    assert check_schema(path).returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_gives_nothing_away(path: Path) -> None:
    end = audit(path)
    assert end.returncode == 0, end.stdout


def test_a_dangerous_workflow_is_found(tmp_path: Path) -> None:
    path = tmp_path / ".github/workflows/dangerous.yml"
    path.parent.mkdir(parents=True)
    path.write_text(DANGEROUS, encoding="utf-8")
    end = audit(path)
    assert end.returncode != 0
    assert {"template-injection", "unpinned-uses"} <= set(re.findall(r"\[([a-z-]+)\]", end.stdout))


def test_every_action_is_pinned_to_the_commit_of_one_version() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = [match.groups() for match in PINNED.finditer(text)]
    assert len(pins) == text.count("uses: ")
    assert len(set(pins)) == len({action for action, _, _ in pins})


def test_every_job_ends_in_time() -> None:
    assert all(job["timeout-minutes"] <= 120 for content in CONTENTS.values() for job in content["jobs"].values())


def test_ci_runs_its_script_on_every_supported_python() -> None:
    job = CONTENTS["ci"]["jobs"]["test"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    requirement = re.search(r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))
    assert requirement is not None
    first, end = map(int, requirement.groups())
    assert job["strategy"]["matrix"]["python"] == [f"3.{minor}" for minor in range(first, end)]


def test_a_release_is_built_twice_for_the_version_of_the_tag() -> None:
    commands = {steps("release", job)["Build the release"]["run"] for job in ("build", "compare")}
    assert commands == {'make release VERSION="${TAG#v}"'}


def test_only_what_was_built_twice_is_published_and_by_the_one_job_that_may_write() -> None:
    jobs = CONTENTS["release"]["jobs"]
    assert jobs["publish"]["needs"] == ["build", "compare"]
    assert {name for name, job in jobs.items() if "write" in job["permissions"].values()} == {"publish"}


def test_builds_that_differ_stop_the_release(tmp_path: Path) -> None:
    step = steps("release", "compare")["Compare the sums"]
    first, second = tmp_path / "first/0.1.0", tmp_path / "elsewhere/results/release/0.1.0"
    for folder in (first, second):
        folder.mkdir(parents=True)
        (folder / "SHA256SUMS").write_text("ab12  arsverk-2017.pdf\n", encoding="utf-8")
    assert run_step(step, tmp_path) == 0
    (second / "SHA256SUMS").write_text("ab13  arsverk-2017.pdf\n", encoding="utf-8")
    assert run_step(step, tmp_path) != 0


@pytest.mark.skipif(sys.platform != "linux", reason="needs GNU tar, which the runners have")
def test_the_packed_release_has_the_same_bytes_whoever_packs_it(tmp_path: Path) -> None:
    step = steps("release", "publish")["Pack the whole folder"]
    packed = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        content = folder / "release/0.1.0"
        (content / "arsverk-2017").mkdir(parents=True, mode=0o700 if folder.name == "one" else 0o755)
        (content / "arsverk-2017/inputs.json").write_text("{}", encoding="utf-8")
        assert run_step(step, folder) == 0
        packed.append(folder / "release/statusrapport-0.1.0.tar.gz")
    assert packed[0].read_bytes() == packed[1].read_bytes()
    shutil.unpack_archive(packed[0], tmp_path / "unpacked")
    assert (tmp_path / "unpacked/statusrapport-0.1.0/arsverk-2017/inputs.json").is_file()
