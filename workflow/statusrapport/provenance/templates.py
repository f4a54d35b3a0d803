"""Which files a report kind is laid out with, and their digests."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta

from statusrapport.files import file_sha256

TEMPLATES = "*.j2"


def digest_templates(templates: Path, kind: str) -> dict[str, str]:
    """The sha256 of each file that a report kind is laid out with, by its name below the folder of `templates`.

    They are all files of the kind's own folder, and of base/ the templates that these refer to and all that are no
    templates: style sheets and pictures.
    """
    used = _follow(templates, sorted((templates / kind).rglob(TEMPLATES)))
    files = [path for folder in ("base", kind) for path in (templates / folder).rglob("*") if path.is_file()]
    chosen = sorted(path for path in files if path in used or not path.match(TEMPLATES))
    return {path.relative_to(templates.parent).as_posix(): file_sha256(path) for path in chosen}


def _follow(templates: Path, start: list[Path]) -> set[Path]:
    """The templates of `start` and all that they refer to: extend, include or import.

    Where a reference cannot be known beforehand, because it is a variable or the template cannot be read, all of base/
    are taken.
    """
    waiting, used = start, set[Path]()
    while waiting:
        path = waiting.pop()
        if path in used or not path.is_file():
            continue
        used.add(path)
        try:
            names = set(meta.find_referenced_templates(Environment(autoescape=True).parse(path.read_text("utf-8"))))
        except TemplateSyntaxError:
            names = {None}
        waiting += [templates / name for name in names if name is not None]
        waiting += (templates / "base").rglob(TEMPLATES) if None in names else []
    return used
