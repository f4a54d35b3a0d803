"""The rules that raw data are checked by, in words: what is wrong, and what to do about it."""

from __future__ import annotations

# Finding.code: (rule, remedy). The words in braces are given by the check, {config} and the like by the raw file.
RULES: dict[str, tuple[str, str]] = {
    "missing_file": (
        "the file is declared, and is not there",
        "Bring it in with `statusrapport accept {source} FILE --version {version}`",
    ),
    "unreadable": ("{message}", "{remedy}"),
    "sha256": (
        "the file is not the one that was received: its sha256 should be {expected}",
        "Put the file back as received, or bring in another with `statusrapport accept {source} FILE --version V`",
    ),
    "encoding": (
        "the text is garbled: the file is not in {encoding}, or was decoded wrongly on its way here",
        "Correct the encoding in {config}, or ask the sender for the file anew",
    ),
    "missing_header": (
        "this row is declared as the header, and has none of the key columns ({wanted})",
        "Correct header_row, delimiter or encoding in {config}",
    ),
    "no_rows": ("the table has no rows below its header", "Correct header_row or footer in {config}"),
    "missing_column": (
        "the column is declared, and is not in the file",
        "Add it to the file, or list version {version} in its absent_in in {config}",
    ),
    "unknown_column": (
        "the column is in the file, and is not declared",
        "Declare it in {config}, if only among ignored_columns, or correct its name{hint}",
    ),
    "ambiguous_column": (
        "more than one column is {pattern}, which is one measure in microdata",
        "Make `columns` of the measure more precise in {config}",
    ),
    "region_code_zero": ("{rule}", "{remedy}"),
    "region_code_unknown": ("{rule}", "{remedy}"),
    "duplicate_region": (
        "{name} has more than one row for the same period: rows {rows}",
        "Keep one row, or correct the code of the other",
    ),
    "duplicate_respondent": (
        "the respondent has more than one row for the same period: rows {rows}",
        "Keep one row, or correct the respondent's number in the other",
    ),
    "missing_region": (
        "{name} has no row for {period}",
        'Add its row, or list it as known_missing in {config}: {{ region_code = "{listed}", period = "{period}", … }}',
    ),
    "missing_regions": (
        "only {count} of {expected} municipalities have a row for {period}",
        "Correct the period, or give the rows of the others; `complete = false` in {config} allows gaps",
    ),
    "known_missing_present": (
        "{name} is listed as known_missing for {period}, and has a row",
        "Take it out of known_missing in {config}",
    ),
    "period_format": ("the period is not a year of four digits", "Write the year alone, such as {received}"),
    "period_in_future": (
        "the period is later than {received}, the year in which the file was received",
        "Correct the period, or the date `received` in {config}",
    ),
    "period_unknown": (
        "the region register has no municipalities of this year",
        "Correct the period, or bring the tables of data/regions up to date",
    ),
    "carried_forward_from": (
        "the row is marked as carried forward, and this is no year before {period}",
        "Write the year that its figures are from, or leave the cell empty where they are reported",
    ),
    "carried_forward_differs": (
        "{name} is marked as carried forward from {year}, where {sum} was reported, and {stated} stands here{more}",
        "Correct the figure, or leave the mark empty if it was reported after all; ask the owner which it is",
    ),
    "duplicate_period": (
        "figures of the same period are also in {other}",
        "Keep one of the two in {config}; a file replaces another when both have the same version",
    ),
    "code_unknown": ("the code is none of those declared ({known})", "Correct the code, or declare it in {config}"),
    "label_differs": (
        'the file labels the code "{found}", and "{declared}" is declared',
        "Correct codes or labels_nb in {config}, or ask the sender which of the two is right",
    ),
    "code_unlabelled": (
        "the code is declared, and has no label in the file",
        "Correct the code, or ask the sender for a file with the label",
    ),
    "item_differs": (
        'the file labels the column "{found}", which does not end with the declared item "{declared}"',
        "Correct items or items_nb in {config}",
    ),
    "set_missing": (
        "{battery} is declared as multi_response, and the file has no multi-response set of its columns ({declared})",
        "Define the set in SPSS (MRSETS) and save the file anew, or take multi_response out of {config}",
    ),
    "set_differs": (
        "the multi-response set has the columns {found}, and {battery} is declared with {declared}",
        "Correct the items of {battery} in {config}, or the set in SPSS",
    ),
    "set_counted": (
        "the multi-response set counts {found} as ticked, and {battery} is declared with {declared}",
        "Correct the codes of {battery} in {config}, or the set in SPSS",
    ),
    "answer_uncoded": (
        "there is an answer in {answers}, and no code for it",
        "Give the answer a code, such as that of other answers",
    ),
    "quotation_stale": (
        "a quotation expects {expected!r} here, and {found}",
        "Take the quotation out of {config}, or quote what stands there",
    ),
    "decimal_mark": (
        'the decimal mark is "{found}", and "{decimal}" is declared',
        "Write {corrected}, or correct `decimal` in {config}",
    ),
    "number_format": (
        'the text is not a number with the decimal mark "{decimal}" and {separator}',
        "Write a number, or one of the marks .. (missing) . (not applicable) : (suppressed)",
    ),
    "below_minimum": ("the number is below {minimum:g}, the least that is possible", "Correct the number"),
    "above_maximum": ("the number is above {maximum:g}, the most that is possible", "Correct the number"),
    "not_whole": ("the number is not whole, and these are counts", "Correct the number"),
    "missing_value": ("the cell is empty, and must have a value", "Give the value, or .. where it is missing"),
    "empty_row": (
        "the row has no figure at all, and an empty cell would count as none",
        "Give its figures (0 where there are none), or list it as known_missing in {config}",
    ),
    "total_of_parts": (
        "the total is stated as {stated}, and its parts add up to {sum}",
        "Correct the total or the part that is wrong",
    ),
    "total_of_regions": (
        "the figure of the whole country is {stated}, and its municipalities add up to {sum}",
        "Correct the figure that is wrong, or ask the sender for the file anew",
    ),
    "correction_stale": (
        "a correction expects {expected!r} here, and {found}",
        "Take the correction out of {config}, or write it anew for this file",
    ),
}
