"""The questionnaire of an SPSS file, in the file's own words: what was asked, and which answers there were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from statusrapport.sources.declaration import SavFormat, Source, SourceFile
from statusrapport.sources.labels import split_question
from statusrapport.sources.microdata import Battery
from statusrapport.sources.sav import Dictionary, read_dictionary

Content = dict[str, Any]


def read_questionnaires(source: Source, root: Path) -> list[Content]:
    """The questionnaires of all SPSS files of a source, by version: texts only, and no answers but those quoted.

    Each holds `version`, `name` of the file, `questions` in the order of the file, and `quotations`. A question has
    `name` (of the dimension, battery, open answers or measure), `kind` (single, battery, multiple, open, number),
    `text`, `items` (item, column, text) and `answers` (code, text, and whether the file declares it as missing); those
    of an open question are its categories. The disposition is left out: nobody was asked for it.
    `root`: the project's folder. Raises UnreadableFileError.
    """
    return [
        {
            "version": file.version,
            "name": file.name,
            "questions": _questions(source, file, read_dictionary(source.path(file, root), file.format)),
            "quotations": _quotations(source, file),
        }
        for file in source.files
        if isinstance(file.format, SavFormat)
    ]


def _questions(source: Source, file: SourceFile, dictionary: Dictionary) -> list[Content]:
    questions = []
    for name, battery in source.batteries.items():
        if file.version not in battery.absent_in:
            questions.append(_battery(name, battery, dictionary))
    not_asked = {each.category for each in source.open_answers.values()}
    not_asked |= {source.survey.disposition} if source.survey else set()
    for name, dimension in source.dimensions.items():
        if dimension.column and file.version not in dimension.absent_in and name not in not_asked:
            questions.append(_single(name, "single", dimension.column, dictionary))
    for name, answers in source.open_answers.items():
        categories = _answers(source.dimensions[answers.category].column, dictionary)
        questions.append({**_single(name, "open", answers.column, dictionary), "answers": categories})
    questions += [
        _single(each.name, "number", each.columns, dictionary)
        for each in source.measures
        if file.version not in each.absent_in and each.columns in dictionary.questions
    ]
    place = {column: number for number, column in enumerate(dictionary.questions)}
    return sorted(questions, key=lambda question: place[question["items"][0]["column"]])


def _single(name: str, kind: str, column: str, dictionary: Dictionary) -> Content:
    items = [{"item": "", "column": column, "text": ""}]
    text = dictionary.questions[column]
    return {"name": name, "kind": kind, "text": text, "items": items, "answers": _answers(column, dictionary)}


def _battery(name: str, battery: Battery, dictionary: Dictionary) -> Content:
    """Its question stands before the item in every label, or in the label of the file's multi-response set."""
    columns = list(battery.items.values())
    texts = {
        split_question(dictionary.questions[column], battery.items_nb[item]) for item, column in battery.items.items()
    }
    common = texts.pop() if len(texts) == 1 else None
    sets = {each.label for each in dictionary.sets if set(each.columns) == set(columns)}
    items = [
        {
            "item": item,
            "column": column,
            "text": dictionary.questions[column] if common is None else battery.items_nb[item],
        }
        for item, column in battery.items.items()
    ]
    return {
        "name": name,
        "kind": "multiple" if battery.multi_response else "battery",
        "text": common or "".join(sorted(sets)),
        "items": items,
        "answers": _answers(columns[0], dictionary),
    }


def _answers(column: str, dictionary: Dictionary) -> list[Content]:
    labels = dictionary.labels.get(column, {})
    return [
        {"code": code, "text": text, "missing": dictionary.is_missing(column, code)} for code, text in labels.items()
    ]


def _quotations(source: Source, file: SourceFile) -> list[Content]:
    """What may be quoted. In an invented file the words are constructed, and whoever prints them must say so."""
    return [
        {
            "open_answers": each.open_answers,
            "category": each.category,
            "text": each.text_nb,
            "row": each.row,
            "constructed": source.is_synthetic(file),
        }
        for each in source.quotations
        if each.version == file.version
    ]
