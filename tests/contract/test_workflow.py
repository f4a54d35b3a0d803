"""What holds for every rule of the workflow, whatever is declared."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
RULES = sorted((ROOT / "workflow/rules").glob("*.smk"))
SCRIPTS = sorted((ROOT / "workflow/scripts").glob("*.py"))
SNAKEMAKE = (sys.executable, "-P", "-m", "snakemake")


class Job(NamedTuple):
    """A job as Snakemake tells it."""

    rule: str
    input: list[str]
    output: list[str]
    log: list[str]
    resources: list[str]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project without results."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "Snakefile", folder)
    for name in ("workflow/rules", "workflow/scripts", "profiles", "config"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("data", "templates", "uv.lock"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def jobs(checkout: Path) -> list[Job]:
    """All jobs of all editions, but those that only gather."""
    run = subprocess.run(
        [*SNAKEMAKE, "--dry-run", "--forceall"], cwd=checkout, capture_output=True, text=True, check=True
    )
    blocks = re.findall(r"^(?:local)?rule (\w+):\n((?:    .*\n)+)", run.stdout + run.stderr, re.MULTILINE)
    assert blocks, run.stderr
    return [_parse_job(rule, block) for rule, block in blocks if rule not in ("all", "data")]


def _parse_job(rule: str, block: str) -> Job:
    fields = dict(line.strip().split(": ", 1) for line in block.splitlines())
    split = {name: re.sub(r" \(\w+\)", "", fields.get(name, "")).split(", ") for name in Job._fields[1:]}
    return Job(rule, **{name: [word for word in words if word] for name, words in split.items()})


def test_every_stage_is_in_the_plan(jobs: list[Job]) -> None:
    assert {job.rule.split("_")[0] for job in jobs} == {"prepare", "weight", "compute", "release", "select", "render"}


def test_every_rule_has_one_digest_of_its_code(jobs: list[Job]) -> None:
    for job in jobs:
        digests = [name for name in job.input if name.startswith("results/.code/")]
        assert len(digests) == 1, job.rule
        assert job.rule.startswith(Path(digests[0]).name.split(".")[0]), job.rule


def test_every_rule_has_a_log_and_says_what_it_needs(jobs: list[Job]) -> None:
    for job in jobs:
        assert len(job.log) == 1, job.rule
        assert {name.split("=")[0] for name in job.resources} >= {"mem_mb", "runtime"}, job.rule


def test_nothing_after_the_release_reads_what_may_not_be_published(jobs: list[Job]) -> None:
    closed = ("results/prepared/", "results/weighted/", "results/indicators/")
    after = [
        job for job in jobs if any(name.startswith(("results/editions/", "results/reports/")) for name in job.output)
    ]
    assert after
    for job in after:
        assert not [name for name in job.input if name.startswith(closed)], job.rule
    doors = {job.rule for job in jobs if any(name.startswith("results/indicators/") for name in job.input)}
    assert doors == {"release_observations"}


def test_everything_that_is_declared_is_the_input_of_some_rule(jobs: list[Job]) -> None:
    """A file that a rule read without saying so could change without anything being made again."""
    declared = {path.relative_to(ROOT).as_posix() for path in (ROOT / "config").rglob("*.toml")}
    assert declared <= {name for job in jobs for name in job.input}


def test_a_report_does_not_depend_on_the_hashes_of_raw_files(jobs: list[Job]) -> None:
    for job in jobs:
        if job.rule == "render_report":
            assert not [name for name in job.input if name.endswith("inputs.json") or name.startswith("data/raw")]


def test_the_linter_has_one_objection(checkout: Path) -> None:
    """It asks for conda or a container in each rule; here uv.lock is the environment, and part of each code digest."""
    run = subprocess.run([*SNAKEMAKE, "--lint"], cwd=checkout, capture_output=True, text=True, check=False)
    objections = set(re.findall(r"^    \* (.+)$", run.stdout + run.stderr, re.MULTILINE))
    assert objections == {"Specify a conda environment or container for each rule.:"}


def test_the_snakefile_reads_as_a_table_of_contents() -> None:
    assert len((ROOT / "Snakefile").read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name)
def test_a_stage_is_short_and_opens_with_what_it_takes_and_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    opening = text.split('"""')[1]
    assert "TAKES:" in opening
    assert "GIVES:" in opening
    assert len(text.splitlines()) <= 120
    assert not re.search(r"^\s+run:", text, re.MULTILINE)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_an_adapter(path: Path) -> None:
    """It unpacks, calls and ends: no function of its own, at most fifteen statements."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)]
    assert len([node for node in nodes if isinstance(node, ast.stmt)]) <= 15


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_belongs_to_a_rule(path: Path) -> None:
    used: Iterator[str] = (
        text for rules in RULES for text in re.findall(r"scripts/(\w+\.py)", rules.read_text("utf-8"))
    )
    assert path.name in set(used)
