"""The same bytes whatever the machine and its user are like: an edition, built in unlike surroundings."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from tiny_project import COMMAND, NO_CACHES, ROOT

from statusrapport.files import file_sha256
from statusrapport.pdf.fonts import font_folder
from statusrapport.pinned import FAMILY

EDITION = "arsverk-2017"
TELLS_OF_THE_RUN = ("logs", ".current", "run.json")  # below results/: when and where the run was, which is no result
MATPLOTLIBRC = """\
font.size: 30
text.color: red
axes.prop_cycle: cycler('color', ['red'])
svg.fonttype: path
svg.hashsalt: another
path.simplify_threshold: 1
savefig.dpi: 10
savefig.bbox: tight
timezone: Asia/Kathmandu
"""
FONTS_CONF = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  {fonts}
  <cachedir>~/cache</cachedir>
  <match target="pattern"><edit name="dpi" mode="assign"><double>50</double></edit></match>
  <match target="font">
    <edit name="matrix" mode="assign"><times><name>matrix</name>
      <matrix><double>1.2</double><double>0</double><double>0</double><double>1</double></matrix></times></edit>
  </match>
</fontconfig>
"""
FONTS_FOLDER = ".local/share/fonts"
FACTSHEET = """\
{% extends "base/factsheet.html.j2" %}
{% block keyfigures %}{{ page.key_figure(num("fte_total", year), "årsverk") }}{% endblock %}
{% block picture %}{{ picture("fte_by_age") }}{% endblock %}
"""
TURKISH = "tr_TR.UTF-8"  # whose i has a dot of its own


@dataclass(frozen=True)
class Surroundings:
    """What a build must not depend on. In `variables`, `{home}` stands for that folder."""

    variables: Mapping[str, str] = field(default_factory=dict)
    folder: str = "project"
    home: str = "home"
    umask: int = 0o022
    cores: int = 2
    has_fonts: bool = False
    in_home: Mapping[str, str] = field(default_factory=dict)
    in_project: Mapping[str, str] = field(default_factory=dict)


USUAL = Surroundings({"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"})
FACTORS = {
    "time zone": Surroundings({"TZ": "Asia/Kathmandu"}),
    "date line": Surroundings({"TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "86400"}),
    "no locale": Surroundings({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}),
    "Norwegian": Surroundings({"LC_ALL": "nb_NO.UTF-8", "LANGUAGE": "nb_NO"}),
    "Turkish": Surroundings({"LC_ALL": TURKISH, "LANGUAGE": "tr", "LOCPATH": "{home}/locales"}),
    "hash seed": Surroundings({"PYTHONHASHSEED": "4294967295"}),
    "umask": Surroundings(umask=0o077),
    "path": Surroundings(folder="en mappe på øya/prosjektet"),
    "home": Surroundings(home="et annet hjem"),
    "one core": Surroundings({"OMP_NUM_THREADS": "1"}, cores=1),
    "processor": Surroundings(
        {
            "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4",
            "ARROW_USER_SIMD_LEVEL": "NONE",
            "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA",
        }
    ),
    "matplotlibrc at home": Surroundings(in_home={".config/matplotlib/matplotlibrc": MATPLOTLIBRC}),
    "matplotlibrc in the folder": Surroundings(in_project={"matplotlibrc": MATPLOTLIBRC}),
    "MATPLOTLIBRC": Surroundings(
        {"MATPLOTLIBRC": "{home}/rc", "MPLBACKEND": "module://nowhere"}, in_home={"rc": MATPLOTLIBRC}
    ),
    "no fonts": Surroundings(
        {"FONTCONFIG_FILE": "{home}/none.conf"}, in_home={"none.conf": FONTS_CONF.format(fonts="")}
    ),
    "other fonts": Surroundings(
        {"FONTCONFIG_FILE": "{home}/fonts.conf"},
        has_fonts=True,
        in_home={"fonts.conf": FONTS_CONF.format(fonts=f"<dir>~/{FONTS_FOLDER}</dir>")},
    ),
}
ALL_AT_ONCE = Surroundings(  # of two factors that set the same variable the later one holds
    {name: value for factor in FACTORS.values() for name, value in factor.variables.items()},
    folder="en mappe på øya/prosjektet",
    home="et annet hjem",
    umask=0o077,
    cores=1,
    has_fonts=True,
    in_home={name: text for factor in FACTORS.values() for name, text in factor.in_home.items()},
    in_project={"matplotlibrc": MATPLOTLIBRC},
)


def build(place: Path, surroundings: Surroundings) -> Path:
    """Build the edition in a copy of the project below `place`. Returns the folder of its results."""
    project, home = place / surroundings.folder, place / surroundings.home
    copy_project(project)
    for folder, files in ((project, surroundings.in_project), (home, surroundings.in_home)):
        for name, text in files.items():
            write(folder / name, text)
    if surroundings.has_fonts:
        plant_fonts(home / FONTS_FOLDER)
    if "LOCPATH" in surroundings.variables:
        plant_turkish(home / "locales")
    run = subprocess.run(
        [COMMAND, "build", EDITION, "--cores", str(surroundings.cores)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        cwd=project,
        env=environment(project, home, surroundings),
        umask=surroundings.umask,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return project / "results"


def copy_project(target: Path) -> None:
    target.mkdir(parents=True)
    for name in ("Snakefile", "uv.lock"):
        shutil.copy(ROOT / name, target)
    for name in ("config", "data", "profiles", "templates", "workflow"):
        shutil.copytree(ROOT / name, target / name, ignore=NO_CACHES)
    write(target / "templates/arsverk/factsheet.html.j2", FACTSHEET)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def plant_fonts(folder: Path) -> None:
    """Bold letters under the names of the report's regular face: its real one and the one that it has in reports."""
    folder.mkdir(parents=True)
    for family in ("Source Sans Pro", FAMILY):
        font: Any = TTFont(font_folder() / "SourceSansPro-Bold.ttf")
        names = {1: family, 2: "Regular", 4: family, 6: f"{family.replace(' ', '')}-Regular", 16: family, 17: "Regular"}
        for record in font["name"].names:
            record.string = names.get(record.nameID, record.toUnicode())
        font["OS/2"].usWeightClass, font["OS/2"].fsSelection, font["head"].macStyle = 400, 1 << 6, 0
        font.save(folder / f"{family}.ttf")


def plant_turkish(folder: Path) -> None:
    """Make the Turkish locale, where the machine has what that takes; elsewhere naming it comes to no locale at all."""
    folder.mkdir(parents=True)
    if localedef := shutil.which("localedef"):
        command = [localedef, "-i", "tr_TR", "-f", "UTF-8", str(folder / TURKISH)]
        subprocess.run(command, capture_output=True, check=False)


def environment(project: Path, home: Path, surroundings: Surroundings) -> dict[str, str]:
    """The usual variables, with those that are unlike: only PATH is the machine's own."""
    variables = {**USUAL.variables, **surroundings.variables}
    given = {name: value.format(home=home) for name, value in variables.items()}
    return {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(project / "workflow"), **given}


def hash_results(results: Path) -> dict[str, str]:
    """The sha256 of every result by name."""
    files = (path for path in sorted(results.rglob("*")) if path.is_file())
    names = {path.relative_to(results).as_posix(): path for path in files}
    return {name: file_sha256(path) for name, path in names.items() if name.split("/")[0] not in TELLS_OF_THE_RUN}


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The names of results that differ, or that only one of the builds has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The sha256 of every result of a build in usual surroundings."""
    return hash_results(build(tmp_path_factory.mktemp("usual"), USUAL))


def test_every_kind_of_result_is_compared(usual: dict[str, str]) -> None:
    stages = {".code", "prepared", "weighted", "indicators", "released", "editions", "reports"}
    assert {name.split("/")[0] for name in usual} == stages
    folder = f"reports/{EDITION}/0"
    files = (
        "report.pdf",
        "report.html",
        "factsheet.pdf",
        "factsheet.html",
        "facts.json",
        "checks.json",
        "manifest.json",
    )
    assert usual.keys() >= {f"{folder}/{name}" for name in files}
    assert any(name.startswith(f"{folder}/charts/") for name in usual)
    assert any(name.startswith(f"{folder}/tables/") for name in usual)


def test_results_are_the_same_where_everything_else_is_unlike(usual: dict[str, str], tmp_path: Path) -> None:
    results = build(tmp_path, ALL_AT_ONCE)
    assert differing(usual, hash_results(results)) == []
    report = results / "reports" / EDITION / "0/report.pdf"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600, "who may read a result is for the user's umask to say"


@pytest.mark.slow
@pytest.mark.parametrize("factor", FACTORS)
def test_results_are_the_same_where_one_thing_is_unlike(factor: str, usual: dict[str, str], tmp_path: Path) -> None:
    assert differing(usual, hash_results(build(tmp_path, FACTORS[factor]))) == []
