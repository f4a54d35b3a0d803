"""The passages of a Jinja template: its text, and the texts that it hands to headings, findings and macros."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import nodes

from statusrapport.claims.functions import NAMES as CLAIMS
from statusrapport.facts.functions import NAMES as FACTS
from statusrapport.facts.published import NAMES as PUBLISHED
from statusrapport.lint.passages import Call, Field, Passage, Sentence

QUANTITIES = (*FACTS, *CLAIMS, *PUBLISHED)
EXHIBITS = ("figure", "table", "picture")
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "chapter": ("title", "lead"),
    "heading": ("title",),
    "finding": ("text",),
    "recommend": ("text", "ground"),
    "ref": ("id",),
    "see": ("anchor",),
    "region_name": ("id",),
    "label": ("id", "id"),
    "quotations": ("id", "id"),
}
UNREAD = ("number", "anchor", "id", "image", "widths", "size", "breaks", "kind", "capital")  # parameters not of words
ENVIRONMENT = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # only parses


@lru_cache(maxsize=64)
def read_sentences(
    source: str, file: str, templates: Path, field: Field = "prose", line: int = 1
) -> tuple[Sentence, ...]:
    """The sentences of a template's `source`, which begins at `line` of `file`.

    Raises jinja2.TemplateSyntaxError where it is no template.
    """
    reader = _Reader(file, templates, field, line - 1)
    reader.read(ENVIRONMENT.parse(source).body)
    return tuple(sentence for passage in reader.passages for sentence in passage.sentences())


@lru_cache(maxsize=8)
def _macro_parameters(source: str) -> dict[str, tuple[str, ...]]:
    """The names of the parameters of each macro of a template."""
    macros = ENVIRONMENT.parse(source).find_all(nodes.Macro)
    return {macro.name: tuple(argument.name for argument in macro.args) for macro in macros}


class _Reader:
    def __init__(self, file: str, templates: Path, field: Field, before: int) -> None:
        self._file, self._templates, self._field, self._before = file, templates, field, before
        self._parameters = dict(PARAMETERS)
        self.passages: list[Passage] = []

    def read(self, body: Iterable[nodes.Node]) -> None:
        """Read statements as a passage of their own."""
        passage = self._begin()
        for node in body:
            self._read_statement(node, passage)

    def _begin(self) -> Passage:
        self.passages.append(Passage(self._file, self._field, self._before))
        return self.passages[-1]

    def _read_statement(self, node: nodes.Node, passage: Passage) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self._read_expression(child, passage)
            case nodes.AssignBlock() | nodes.Macro():
                self.read(node.body)
            case nodes.CallBlock():
                passage.end_block()
                self._read_arguments(node.call)
                self.read(node.body)
            case nodes.Assign():
                self._read_values([node.node], self._begin())
            case nodes.Import() | nodes.FromImport():
                self._import(node)
            case _:  # if, for, block, with: their text belongs to the passage, their conditions do not
                for inner in node.iter_child_nodes():
                    if isinstance(inner, nodes.Stmt):
                        self._read_statement(inner, passage)

    def _read_expression(self, node: nodes.Node, passage: Passage) -> None:
        match node:
            case nodes.TemplateData():
                passage.add_html(node.data, node.lineno)
            case nodes.Const():
                passage.add_text("" if node.value is None else str(node.value), node.lineno)
            case nodes.Concat():
                for child in node.nodes:
                    self._read_expression(child, passage)
            case nodes.Add():
                self._read_expression(node.left, passage)
                self._read_expression(node.right, passage)
            case nodes.Filter() if node.node is not None:
                self._read_expression(node.node, passage)
            case nodes.CondExpr():
                self._read_expression(node.expr1, passage)
                passage.add_text(" ", node.lineno)
                if node.expr2 is not None:
                    self._read_expression(node.expr2, passage)
            case nodes.Call():
                self._read_call(node, passage)
            case _:
                passage.add_call(None, node.lineno)

    def _read_call(self, node: nodes.Call, passage: Passage) -> None:
        name = _name(node.node)
        if name in QUANTITIES:
            passage.add_call(_quantity(name, node), node.lineno)
        elif name in EXHIBITS or self._read_arguments(node):
            passage.end_block()
        else:
            passage.add_call(None, node.lineno)

    def _read_arguments(self, node: nodes.Call) -> bool:
        """Read the texts among the arguments of a call, as one passage; whether there are any."""
        name = _name(node.node)
        parameters = self._parameters.get(name, ())
        given: list[tuple[str, nodes.Node]] = list(zip(parameters, node.args, strict=False))
        given += [("", argument) for argument in node.args[len(parameters) :]]
        given += [(argument.key, argument.value) for argument in node.kwargs]
        read = [(parameter, argument) for parameter, argument in given if parameter not in UNREAD]
        passage = self._begin()
        for parameter, argument in read:
            if parameter:
                self._read_expression(argument, passage)
            else:
                self._read_values([argument], passage)
            if parameter == "value":  # the macro sets the value before its words
                passage.add_text(" ", node.lineno)
            else:
                passage.end_block()
        return passage.has_words

    def _read_values(self, values: Sequence[nodes.Node], passage: Passage) -> None:
        """Values that may be printed somewhere, and what lists of them hold; numbers and names of things are not."""
        for value in values:
            match value:
                case nodes.List() | nodes.Tuple():
                    self._read_values(value.items, passage)
                case nodes.Dict():
                    self._read_values([pair.value for pair in value.items], passage)
                case nodes.Const() if not isinstance(value.value, str) or _is_name(value.value):
                    continue
                case _:
                    self._read_expression(value, passage)
                    passage.end_block()

    def _import(self, node: nodes.Import | nodes.FromImport) -> None:
        if not isinstance(node.template, nodes.Const):
            return
        path = self._templates / str(node.template.value)
        known = _macro_parameters(path.read_text(encoding="utf-8")) if path.is_file() else {}
        if isinstance(node, nodes.Import):
            self._parameters |= {f"{node.target}.{name}": parameters for name, parameters in known.items()}
            return
        aliases = [name if isinstance(name, tuple) else (name, name) for name in node.names]
        self._parameters |= {alias: known[name] for name, alias in aliases if name in known}


def _name(node: nodes.Node) -> str:
    """The name of what is called: `num`, `page.finding`."""
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _is_name(text: str) -> bool:
    """Whether a text names something for the program: `under_5000`."""
    return "_" in text and not any(character.isspace() for character in text)


def _quantity(function: str, node: nodes.Call) -> Call:
    first = node.args[0] if node.args else None
    named = isinstance(first, nodes.Const) and isinstance(first.value, str)
    return Call(function, str(first.value) if named else "", tuple(_texts(node)))  # type: ignore[union-attr]


def _texts(node: nodes.Node) -> Iterator[str]:
    constants = node.find_all(nodes.Const)
    return (constant.value for constant in constants if isinstance(constant.value, str) and constant.value)
