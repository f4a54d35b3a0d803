"""What an SPSS file says of its codes and questions, against what is declared of them."""

from __future__ import annotations

from statusrapport.sources.columns import coded_of, measure_columns
from statusrapport.sources.inspection import Inspection
from statusrapport.sources.microdata import TICKED, Battery
from statusrapport.sources.sav import Dictionary

DASHES = " -–—:|"  # what stands between a question and its item in a variable label


def check_labels(inspection: Inspection, dictionary: Dictionary) -> None:
    """Report labels that differ from those declared, codes without a label, and sets that are not the declared ones."""
    _check_value_labels(inspection, dictionary)
    _check_codes(inspection, dictionary)
    for name, battery in inspection.source.batteries.items():
        if inspection.raw.file.version in battery.absent_in:
            continue
        _check_items(inspection, dictionary, battery)
        if battery.multi_response:
            _check_set(inspection, dictionary, name, battery)


def blank_missing(inspection: Inspection, dictionary: Dictionary) -> None:
    """Empty the cells whose code the file declares as missing, and the declaration does not name as an answer."""
    frame = inspection.frame
    known = {each.column: frozenset(each.codes) for each in coded_of(inspection.raw).values()}
    known |= dict.fromkeys(measure_columns(inspection.raw, frame.columns), frozenset())
    for column in known.keys() & set(frame.columns):
        codes = [code for code in frame[column].unique() if code and code not in known[column]]
        missing = [code for code in codes if dictionary.is_missing(column, code)]
        frame[column] = frame[column].where(~frame[column].isin(missing), "")


def split_question(text: str, item: str) -> str | None:
    """The question of a variable label that ends with its item; None where it does not."""
    if not text.endswith(item):
        return None
    return text.removesuffix(item).rstrip(DASHES)


def _check_value_labels(inspection: Inspection, dictionary: Dictionary) -> None:
    """A code's label must be that of its value, unless several codes were declared to mean the same."""
    for column, codes, labels_nb in coded_of(inspection.raw).values():
        own, values = dictionary.labels.get(column, {}), list(codes.values())
        for code, value in codes.items():
            found, declared = own.get(code, ""), " ".join(labels_nb[value].split())
            if found and values.count(value) == 1 and found != declared:
                inspection.report_file("label_differs", column=column, value=code, found=found, declared=declared)


def _check_codes(inspection: Inspection, dictionary: Dictionary) -> None:
    """A code that occurs in a labelled variable has a label. One that is not declared either is reported as such."""
    frame = inspection.frame
    for column, codes, _ in coded_of(inspection.raw).values():
        own = dictionary.labels.get(column, {})
        if column in frame.columns:
            for code in sorted(set(frame[column]) & set(codes)):
                if not own.get(code):
                    inspection.report_alike("code_unlabelled", list(frame.index[frame[column] == code]), column)


def _check_items(inspection: Inspection, dictionary: Dictionary, battery: Battery) -> None:
    """The label of an item's variable is the declared text, with or without the question before it."""
    for item, column in battery.items.items():
        found, declared = dictionary.questions.get(column), battery.items_nb[item]
        if found is not None and split_question(found, declared) is None:
            inspection.report_file("item_differs", column=column, found=found, declared=declared)


def _check_set(inspection: Inspection, dictionary: Dictionary, name: str, battery: Battery) -> None:
    """The file has a set of the same variables, and counts the same code as ticked."""
    columns = tuple(battery.items.values())
    alike = [each for each in dictionary.sets if set(each.columns) & set(columns)]
    if not alike:
        inspection.report_file("set_missing", battery=name, declared=", ".join(columns))
        return
    found = max(alike, key=lambda each: len(set(each.columns) & set(columns)))
    ticked = [code for code, value in battery.codes.items() if value == TICKED]
    if set(found.columns) != set(columns):
        words = {"found": ", ".join(found.columns), "declared": ", ".join(columns)}
        inspection.report_file("set_differs", value=found.name, battery=name, **words)
    elif found.counted not in ticked:
        words = {"found": found.counted or "no code", "declared": ", ".join(ticked)}
        inspection.report_file("set_counted", value=found.name, battery=name, **words)
