"""Finding the reports in two folders that correspond, by report kind and region."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from statusrapport.compare.content import edition_kind, edition_year, read_name
from statusrapport.errors import UsageError
from statusrapport.files import find_shown


@dataclass(frozen=True)
class Pairs:
    """The PDFs to compare, old and new, and the names of the reports that only one side has."""

    both: tuple[tuple[Path, Path], ...]
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


def find_pairs(old: Path, new: Path) -> Pairs:
    """The reports of `old` and `new` that correspond: each a PDF or a folder with any number of reports.

    Reports of the same edition and region correspond; where an edition is on one side alone, those of the same kind
    and region do, the latest with the latest. One report alone on each side is compared whatever its region, since a
    reform may have given a municipality another code. Raises UsageError where there is no report on one of the sides,
    or none of the same kind.
    """
    before, after = _read_names(old), _read_names(new)
    partner = _match_single(before, after) or {name: name for name in after if name in before}
    rest = _by_kind(name for name in before if name not in partner)
    for key, names in _by_kind(name for name in after if name not in partner).items():
        partner |= zip(names, rest.get(key, []), strict=False)
    if not partner:
        raise UsageError(
            f"no report there is of the same kind and region as one of {old}",
            file=new,
            remedy="Name two builds or editions of the same reports",
        )
    return Pairs(
        tuple((before[partner[name]], after[name]) for name in after if name in partner),
        came=tuple(name for name in after if name not in partner),
        went=tuple(name for name in before if name not in partner.values()),
    )


def _match_single(before: Collection[str], after: Collection[str]) -> dict[str, str]:
    """Where each side has one report, both of one kind: the old name by the new one, also those of fact sheets."""
    reports = [{tuple(name.split("/")[:2]) for name in names} for names in (before, after)]
    if any(len(found) != 1 for found in reports):
        return {}
    ((old, region),), ((new, other),) = reports
    if edition_kind(old) != edition_kind(new):
        return {}
    partner = {name: name.replace(f"{new}/{other}", f"{old}/{region}", 1) for name in after}
    return {name: renamed for name, renamed in partner.items() if renamed in before}


def _read_names(path: Path) -> dict[str, Path]:
    """The reports of a folder: the path to read each from, by its name."""
    found = {read_name(place): place for place in _find_reports(path)}
    if not found:
        raise UsageError("there is no report", file=path, remedy="Name a report's PDF, or a folder that has some")
    return found


def _find_reports(path: Path) -> Iterator[Path]:
    """The PDFs of a folder, or its reports without one. Of results/ what is published; hidden folders are attempts."""
    if not path.is_dir():
        yield path
        return
    top = path / "reports" if (path / "reports").is_dir() else path
    yield from find_shown(top, "*.pdf") or [facts.parent for facts in find_shown(top, "facts.json")]


def _by_kind(names: Iterator[str]) -> dict[tuple[str, str], list[str]]:
    """Names of reports by kind and region, the latest edition first."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: -edition_year(name.partition("/")[0])):
        edition, _, region = name.partition("/")
        groups[edition_kind(edition), region].append(name)
    return groups
