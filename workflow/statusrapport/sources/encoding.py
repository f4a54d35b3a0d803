"""Text that was decoded wrongly, here or on its way here."""

from __future__ import annotations

import re

from pandera.pandas import Check, Column, DataFrameSchema

from statusrapport.sources.inspection import Inspection
from statusrapport.sources.schemas import failures

_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # the bytes 80 to BF, as Latin-1 and as cp1252 read them
GARBLED = "|".join(
    [
        "[\ufffd\u0080-\u009f]",  # not valid, or a control character that no table holds
        f"[ÃÂ][{_CONTINUATION}]|Å[¡‹§]|Ä[‘\u008d]|â€|ï»¿",  # UTF-8 read as cp1252: Ã¸ for ø, Å¡ for š
        "[A-Za-z][¿¾Œ›†][A-Za-z]",  # text of a Mac or of DOS read as cp1252: ¿ or › for ø
    ]
)


def is_garbled(text: str) -> bool:
    """Whether a text was decoded wrongly."""
    return re.search(GARBLED, text) is not None


def check_encoding(inspection: Inspection) -> None:
    """Report garbled text, in the header as well."""
    raw, columns = inspection.raw, inspection.frame.columns
    for column in filter(is_garbled, columns):
        inspection.report_file("encoding", row=raw.header_row, column=column, value=column)
    is_whole = Check(lambda text: ~text.str.contains(GARBLED), error="encoding")
    schema = DataFrameSchema({column: Column(checks=is_whole) for column in columns})
    for code, column, row in failures(schema, inspection.frame):
        inspection.report(code, row, column)
