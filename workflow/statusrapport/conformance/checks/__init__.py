"""What no validator sees: a module here with a function `check_<name>` is a check, found by its name."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from statusrapport.conformance.tagged import TaggedPdf
from statusrapport.outcome import Outcome

Check = Callable[[TaggedPdf], Outcome]


def list_checks() -> list[str]:
    """The names of all checks, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find_check(name: str) -> Check:
    """The check of that name, which looks at a PDF and says what is wrong and how much it looked at."""
    check: Check = getattr(import_module(f"{__name__}.{name}"), f"check_{name}")
    return check
