"""Charts, found by the name of their kind: a module of `kinds/` is a kind, see `Kind` for what it declares."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from statusrapport.charts import kinds
from statusrapport.charts.data import Reading
from statusrapport.errors import DeclarationError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Kind(NamedTuple):
    """A kind of chart, as its module declares it.

    `draw` is the module's `draw_<name>`, `name_nb` its NAME_NB, as it begins alternative texts, and `reading` its
    READING, which says how they tell the range of its values. `intervals_nb` is its INTERVALS_NB, the sentence below a
    chart on how it shows intervals; empty for kinds that show none. `breaks_nb` is its BREAKS_NB, what it draws at a
    series break; of kinds that draw nothing there, it is told below the chart alone.
    """

    draw: Callable[..., Figure]
    name_nb: str
    reading: Reading
    intervals_nb: str
    breaks_nb: str


def list_kinds() -> list[str]:
    """The names of all kinds of chart, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))


def find_kind(name: str) -> Kind:
    """The kind of chart `name`. Raises DeclarationError where there is no such kind."""
    if name not in list_kinds():
        raise DeclarationError(
            f"there is no kind of chart {name!r}", remedy=f"Choose one of: {', '.join(list_kinds())}"
        )
    module = import_module(f"{kinds.__name__}.{name}")
    intervals, breaks = (getattr(module, each, "") for each in ("INTERVALS_NB", "BREAKS_NB"))
    return Kind(getattr(module, f"draw_{name}"), module.NAME_NB, module.READING, intervals, breaks)
