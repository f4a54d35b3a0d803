"""Reading SPSS data files: the cases as text, and the dictionary, in which the file says itself what they mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from statusrapport.sources.declaration import SavFormat
from statusrapport.sources.readers import UnreadableFileError

ENCODINGS = {"": None, "utf-8": "UTF-8", "cp1252": "WINDOWS-1252", "latin-1": "ISO-8859-1"}  # as pyreadstat calls them


class Missing(NamedTuple):
    """A code, or a range of codes, that the file declares as missing; both limits are inclusive."""

    lower: str | float
    upper: str | float

    def holds(self, code: str) -> bool:
        """Whether it holds a code, given as text."""
        if isinstance(self.lower, str) or isinstance(self.upper, str):
            return code == self.lower
        try:
            return self.lower <= float(code) <= self.upper
        except ValueError:
            return False


class AnswerSet(NamedTuple):
    """A multi-response set of the file: boxes to tick, one variable each, that are one question."""

    name: str
    label: str
    columns: tuple[str, ...]
    counted: str  # the code of a ticked box, "" in a set of categories


class Dictionary(NamedTuple):
    """What an SPSS file says of its variables, by name in the order of the file."""

    questions: Mapping[str, str]  # variable label, "" without one
    labels: Mapping[str, Mapping[str, str]]  # code -> value label, in the order of the codes
    missing: Mapping[str, tuple[Missing, ...]]
    sets: tuple[AnswerSet, ...]

    def is_missing(self, column: str, code: str) -> bool:
        """Whether the file declares the code as missing."""
        return any(each.holds(code) for each in self.missing.get(column, ()))


def read_sav(path: Path, format_: SavFormat) -> pd.DataFrame:
    """The cases as text, user-missing codes included; "" where nothing stands. The index, `row`, counts them from 1.

    Numeric codes get the zeros in front that `digits` declares. Raises UnreadableFileError.
    """
    frame, metadata = _read(path, format_)
    columns = {name: [_write_code(cell) for cell in frame[name]] for name in frame.columns}
    numeric = {name for name, type_ in metadata.readstat_variable_types.items() if type_ != "string"}
    for name, digits in format_.digits.items():
        if name in numeric:
            columns[name] = [text.zfill(digits) if text.isdecimal() else text for text in columns[name]]
    return pd.DataFrame(columns, index=pd.RangeIndex(1, len(frame) + 1, name="row"), dtype="str")


def read_dictionary(path: Path, format_: SavFormat) -> Dictionary:
    """What the file says of its variables. Raises UnreadableFileError."""
    _, metadata = _read(path, format_, metadataonly=True)
    columns = {name.lower(): name for name in metadata.column_names}
    labels = {
        name: {_write_code(code): _tidy_text(label) for code, label in sorted(each.items())}
        for name, each in metadata.variable_value_labels.items()
    }
    missing = {
        name: tuple(Missing(each["lo"], each["hi"]) for each in ranges)
        for name, ranges in metadata.missing_ranges.items()
    }
    sets = [
        AnswerSet(
            name=name,
            label=_tidy_text(each["label"]),
            columns=tuple(columns.get(column.lower(), column) for column in each["variable_list"]),
            counted=str(each["counted_value"]) if each["is_dichotomy"] else "",
        )
        for name, each in metadata.mr_sets.items()
    ]
    questions = {name: _tidy_text(text or "") for name, text in metadata.column_names_to_labels.items()}
    return Dictionary({name: questions[name] for name in metadata.column_names}, labels, missing, tuple(sets))


def _read(path: Path, format_: SavFormat, **options: Any) -> tuple[pd.DataFrame, Any]:
    import pyreadstat

    try:
        path.stat()
        return pyreadstat.read_sav(str(path), user_missing=True, encoding=ENCODINGS[format_.encoding], **options)
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}", file=path) from error
    except pyreadstat.ReadstatError as error:
        if "encoding" in str(error):
            message = "holds text that is not in the encoding that it is read in"
            remedy = "Declare the right `encoding` in `format`, or save the file anew from SPSS in Unicode"
        else:
            message, remedy = f"is not an SPSS data file: {error}", "Save it anew from SPSS as .sav"
        raise UnreadableFileError(message, file=path, remedy=remedy) from error


def _write_code(cell: Any) -> str:
    """A cell as text; a number without exponent, without trailing zeros."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float | np.floating):
        return str(np.format_float_positional(cell, trim="-"))
    return str(cell).strip()


def _tidy_text(text: str) -> str:
    """A label without the blanks that are of no meaning."""
    return " ".join(text.split())
