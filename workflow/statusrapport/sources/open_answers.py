"""Answers in the respondents' own words: each is coded, and what is quoted of them stands there."""

from __future__ import annotations

from statusrapport.sources.inspection import Inspection
from statusrapport.sources.microdata import Quotation


def check_open_answers(inspection: Inspection) -> None:
    """Report answers without a category, and quotations that the file does not hold as they are declared."""
    frame, source = inspection.frame, inspection.source
    for answers in source.open_answers.values():
        category = source.dimensions[answers.category].column
        if {answers.column, category} <= set(frame.columns):
            is_uncoded = (frame[answers.column] != "") & (frame[category] == "")
            for row in frame.index[is_uncoded]:
                inspection.report("answer_uncoded", row, category, answers=answers.column)
    for quotation in source.quotations:
        if quotation.version == inspection.raw.file.version:
            _check_quotation(inspection, quotation)


def _check_quotation(inspection: Inspection, quotation: Quotation) -> None:
    frame, source = inspection.frame, inspection.source
    answers = source.open_answers[quotation.open_answers]
    category = source.dimensions[answers.category]
    row, column = quotation.row, answers.column
    if row not in frame.index or not {column, category.column} <= set(frame.columns):
        place = {"row": row, "column": column, "expected": quotation.text_nb}
        inspection.report_file("quotation_stale", found="the table has no such cell", **place)
    elif quotation.text_nb not in str(frame.at[row, column]):
        inspection.report("quotation_stale", row, column, expected=quotation.text_nb, found="it does not stand there")
    elif category.codes.get(str(frame.at[row, category.column])) != quotation.category:
        words = {"expected": quotation.text_nb, "found": f"it is not coded as {quotation.category}"}
        inspection.report("quotation_stale", row, category.column, **words)
