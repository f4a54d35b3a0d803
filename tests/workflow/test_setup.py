"""The set-up, with a stand-in for Python that writes down what it would have installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Makes environments that hold a copy of itself, records every installation, and is the real Python in all else.
STAND_IN = """#!/bin/sh
case "$*" in
*"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python; touch .venv/bin/pip; cp uv-stand-in .venv/bin/uv ;;
*"-m pip"*) echo pip >>installed ;;
*_base_executable*) echo "$0" ;;
*) exec {python} "$@" ;;
esac
"""
WORKING_UV = "#!/bin/sh\necho uv >>installed\n"
FAILING_UV = "#!/bin/sh\necho the network is down\nexit 2\n"


class Machine:
    """A project folder of its own, on a machine whose commands can be replaced."""

    def __init__(self, project: Path) -> None:
        self.project, self.commands = project, project / "commands"
        shutil.copytree(ROOT / "workflow/setup", project / "workflow/setup")
        self.write("pyproject.toml", "")
        self.write("uv.lock", "")
        self.write("uv-stand-in", WORKING_UV)
        self.write("commands/python3", STAND_IN.format(python=sys.executable))
        self.lacks("")

    def write(self, path: str, text: str) -> None:
        file = self.project / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def lacks(self, packages: str) -> None:
        self.write("workflow/setup/system_packages.py", f"print({packages!r})")

    def set_up(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHON"}
        environment["PATH"] = f"{self.commands}:{environment['PATH']}"
        command = ["sh", str(self.project / "workflow/setup/setup.sh")]
        return subprocess.run(command, env=environment | variables, capture_output=True, text=True, check=False)

    def installed(self) -> list[str]:
        """What was installed since the last question."""
        record = self.project / "installed"
        lines = record.read_text().split() if record.exists() else []
        record.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    project = tmp_path / "en måte"
    project.mkdir()
    return Machine(project)


def test_first_run_installs_and_second_run_does_nothing(machine: Machine) -> None:
    assert machine.set_up().returncode == 0
    assert machine.installed() == ["pip", "uv"]
    second = machine.set_up()
    assert (second.returncode, second.stderr, machine.installed()) == (0, "", [])


@pytest.mark.parametrize("changed", ["uv.lock", "pyproject.toml", "workflow/setup/uv.txt"])
def test_changed_requirements_are_installed_into_the_same_environment(machine: Machine, changed: str) -> None:
    machine.set_up()
    machine.installed()
    machine.write(changed, "# changed")
    assert "made anew" not in machine.set_up().stderr
    assert machine.installed() == ["pip", "uv"]


def test_unfinished_set_up_is_shown_and_begun_again(machine: Machine) -> None:
    machine.write("uv-stand-in", FAILING_UV)
    failed = machine.set_up()
    assert failed.returncode == 1
    assert "the network is down" in failed.stderr
    machine.write("uv-stand-in", WORKING_UV)
    assert "made anew: an earlier set-up did not finish" in machine.set_up().stderr


def test_environment_of_a_moved_folder_is_made_anew(machine: Machine, tmp_path: Path) -> None:
    machine.set_up()
    moved = machine.project.rename(tmp_path / "elsewhere")
    machine.project, machine.commands = moved, moved / "commands"
    assert "made anew: it was made in another folder" in machine.set_up().stderr


def test_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.set_up()
    machine.write(".venv/bin/python", "#!/no/such/python\n")
    assert "made anew: its Python does not run" in machine.set_up().stderr


def test_unsuitable_python_is_refused(machine: Machine) -> None:
    machine.write("commands/python3.9", "#!/bin/sh\necho 3.9.18\n")
    refused = machine.set_up(PYTHON="python3.9")
    assert refused.returncode == 12
    assert "PYTHON=python3.9 is Python 3.9.18. Python 3.11, 3.12 or 3.13 is needed" in refused.stderr


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="only Debian has apt-get")
def test_missing_packages_are_named_with_the_command_that_installs_them(machine: Machine) -> None:
    machine.lacks("libpango-1.0-0 libharfbuzz-subset0")
    machine.write("commands/id", "#!/bin/sh\necho 1000\n")
    machine.write("commands/sudo", "#!/bin/sh\nexit 1\n")
    stopped = machine.set_up()
    assert stopped.returncode == 12
    assert "sudo apt-get install --yes --no-install-recommends libpango-1.0-0 libharfbuzz-subset0\n" in stopped.stderr
    assert machine.installed() == []


def test_missing_packages_on_macos_are_named_as_homebrew_does(machine: Machine) -> None:
    machine.lacks("libpango-1.0-0")
    machine.write("commands/uname", "#!/bin/sh\necho Darwin\n")
    stopped = machine.set_up()
    assert stopped.returncode == 12
    assert "brew install pango harfbuzz" in stopped.stderr
