"""`statusrapport check-text`: a foreign text against declared figures."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from statusrapport.check_text.check import check_text
from statusrapport.check_text.figures import Figures, read_figures
from statusrapport.check_text.render import describe_check, render_text
from statusrapport.check_text.text import read_text
from statusrapport.errors import FindingsError, UsageError
from statusrapport.files import render_json
from statusrapport.language import read_vocabulary
from statusrapport.project import find_project


def run(options: Namespace) -> int:
    """Print what is contradicted, confirmed and unbound: as lines, or as a JSON object."""
    vocabulary = read_vocabulary(find_project().config / "vocabulary.toml")
    figures = _read_figures(options.figures)
    check = check_text(read_text(options.file, vocabulary), figures, vocabulary)
    if options.json:
        print(render_json(describe_check(check)), end="")
    else:
        print(render_text(check))
    return FindingsError.exit_code if check.is_contradicted else 0


def _read_figures(path: Path | None) -> Figures:
    """The figures of a file; none without one, so that every mention is listed."""
    if path is None:
        return Figures(schema_version=1, documents={})
    if not path.is_file():
        raise UsageError("there is no such file", file=path, remedy="Name a TOML file of figures")
    return read_figures(path)
