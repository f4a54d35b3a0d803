"""Charts, found by the name of their kind: a module `kinds/<name>.py` with a function `draw_<name>` is a kind."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from statusrapport.charts import kinds
from statusrapport.errors import DeclarationError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def list_kinds() -> list[str]:
    """The names of all kinds of chart, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(kinds.__path__))


def find_kind(name: str) -> Callable[..., Figure]:
    """The function that draws charts of the kind `name`. Raises DeclarationError where there is no such kind."""
    if name not in list_kinds():
        raise DeclarationError(
            f"there is no kind of chart {name!r}", remedy=f"Choose one of: {', '.join(list_kinds())}"
        )
    draw: Callable[..., Figure] = getattr(import_module(f"{kinds.__name__}.{name}"), f"draw_{name}")
    return draw
