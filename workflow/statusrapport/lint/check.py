"""The lint as a whole: the texts of a report kind, or of all, against every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import jinja2

from statusrapport.declarations import read_declaration
from statusrapport.errors import DeclarationError, Finding, ReportRejected
from statusrapport.indicators.declaration import Indicator, read_indicator
from statusrapport.language.vocabulary import Vocabulary, read_vocabulary
from statusrapport.lint.call_rules import find_qualifiers, find_wrong_nouns, find_wrong_units
from statusrapport.lint.context import Context, Fault
from statusrapport.lint.declared import read_declared_sentences
from statusrapport.lint.passages import Sentence
from statusrapport.lint.templates import read_sentences
from statusrapport.lint.word_rules import find_causes, find_quantities
from statusrapport.outcome import Outcome
from statusrapport.project import Project
from statusrapport.render.kind import ReportKind

Rule = Callable[[Sentence, Context], Iterable[Fault]]
RULES: tuple[Rule, ...] = (find_quantities, find_wrong_nouns, find_wrong_units, find_qualifiers)
WARNINGS: tuple[Rule, ...] = (find_causes,)
MUST_BE_TEMPLATE = "is no valid template"


def lint_templates(project: Project) -> Outcome:
    """Check the texts of every report kind. Declarations that cannot be read are left to their own checks."""
    outcomes = [_lint_declared(project, path) for path in sorted(project.templates.glob("*/report.toml"))]
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    notes = [finding for outcome in outcomes for finding in outcome.notes]
    return Outcome(tuple(findings), tuple(notes), {"sentences": sum(item.counts["sentences"] for item in outcomes)})


def _lint_declared(project: Project, path: Path) -> Outcome:
    declared = project.declared("indicators")
    try:
        kind = read_declaration(path, ReportKind)
        indicators = {id_: read_indicator(declared[id_]) for id_ in kind.indicators if id_ in declared}
        vocabulary = read_vocabulary(project.config / "vocabulary.toml")
    except DeclarationError:
        return Outcome((), (), {"sentences": 0})
    return lint_kind(path.parent, vocabulary, indicators)


def lint_kind(folder: Path, vocabulary: Vocabulary, indicators: Mapping[str, Indicator]) -> Outcome:
    """Check the texts of one report kind: templates/<kind>/report.toml and all its templates.

    Findings stop a report; notes are warnings. A finding's row is the line, its value the word.
    """
    context = Context(vocabulary, indicators)
    findings, notes, count = list[Finding](), list[Finding](), 0
    for sentence in _sentences(folder):
        if isinstance(sentence, Finding):
            findings.append(sentence)
            continue
        count += 1
        findings += _apply(RULES, sentence, context)
        notes += _apply(WARNINGS, sentence, context)
    return Outcome(tuple(sorted(set(findings))), tuple(sorted(set(notes))), {"sentences": count})


def require_clean(folder: Path, vocabulary: Vocabulary, indicators: Mapping[str, Indicator]) -> None:
    """Raises ReportRejected with every finding of `lint_kind`."""
    findings = lint_kind(folder, vocabulary, indicators).findings
    if findings:
        raise ReportRejected("\n".join(map(str, findings)))


def _sentences(folder: Path) -> Iterator[Sentence | Finding]:
    """The sentences of a report kind; in place of what cannot be parsed the finding that says so."""
    templates = folder.parent
    declaration = folder / "report.toml"
    file = _name(declaration, templates)
    try:
        kind = read_declaration(declaration, ReportKind)
        yield from read_declared_sentences(kind, declaration.read_text(encoding="utf-8"), file, templates)
    except jinja2.TemplateSyntaxError as error:
        yield _broken(file, 0, error)
    for path in sorted(folder.rglob("*.html.j2")):
        try:
            yield from read_sentences(path.read_text(encoding="utf-8"), _name(path, templates), templates)
        except jinja2.TemplateSyntaxError as error:
            yield _broken(_name(path, templates), error.lineno, error)


def _apply(rules: Iterable[Rule], sentence: Sentence, context: Context) -> Iterator[Finding]:
    for rule in rules:
        for fault in rule(sentence, context):
            line = sentence.lines[fault.start]
            said = f"{fault.rule}, in “{sentence.shown}”"
            yield Finding(sentence.file, line, "", "", fault.word, said, fault.remedy, fault.code)


def _name(path: Path, templates: Path) -> str:
    return f"templates/{path.relative_to(templates).as_posix()}"


def _broken(file: str, line: int, error: jinja2.TemplateSyntaxError) -> Finding:
    return Finding(file, line, "", "", "", f"{MUST_BE_TEMPLATE}: {error.message}", "Correct the template", "template")
