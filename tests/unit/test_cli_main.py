"""The command's words, and its exit codes."""

import subprocess
import sys
from pathlib import Path

import pytest

from statusrapport.cli.main import main, make_parser
from statusrapport.errors import DeclarationError
from statusrapport.project import Project

ROOT = Path(__file__).parents[2]


def test_region_codes_are_text() -> None:
    options = make_parser().parse_args(["build", "kommune-2016", "--region", "0301", "1103", "--region", "0"])
    assert options.regions == ["0301", "1103", "0"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["built"],
        ["build", "--cores", "0"],
        ["build", "--cores", "many"],
        ["accept", "is248", "file.csv"],
        ["list", "all"],
    ],
    ids=" ".join,
)
def test_words_that_the_command_does_not_know_end_with_64(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 64
    assert "usage: statusrapport" in capsys.readouterr().err


def test_outside_of_a_project_the_command_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["list"]) == 64
    assert "Change to the folder that holds the Snakefile" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (DeclarationError("is wrong", file="config/x.toml", remedy="Mend it"), 10, "config/x.toml: is wrong. Mend it."),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (ValueError("a defect"), 70, "Internal error: ValueError: a defect"),
    ],
    ids=["an error of the user", "an interrupt", "a defect"],
)
def test_every_kind_of_end_has_its_exit_code_and_no_traceback(
    error: BaseException,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def fail(options: object) -> int:
        raise error

    monkeypatch.setattr("statusrapport.cli.list.run", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["list"]) == code
    told = capsys.readouterr().err
    assert words in told
    assert "Traceback (most" not in told


def test_the_traceback_of_a_defect_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(options: object) -> int:
        raise ValueError("a defect")

    monkeypatch.setattr("statusrapport.cli.accept.run", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    main(["accept", "is248", "file.csv", "--version", "2018"])
    path = Path(capsys.readouterr().err.split("Traceback: ")[1].strip())
    assert 'raise ValueError("a defect")' in path.read_text(encoding="utf-8")


def test_to_list_nothing_heavy_is_imported() -> None:
    code = "import sys; from statusrapport.cli.main import main; main(['list']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert "arsverk-2017" in imported  # the list itself, printed before
    assert imported.isdisjoint({"pandas", "pandera", "pyarrow", "matplotlib", "weasyprint", "snakemake"})


def test_a_reader_that_has_seen_enough_is_no_error(project: Project) -> None:
    command = [str(Path(sys.executable).with_name("statusrapport")), "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=project.root) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()  # as head does
        told = child.stderr.read()
    assert (child.returncode, told) == (141, b"")
