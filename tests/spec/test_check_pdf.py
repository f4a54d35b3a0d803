"""The gate tests itself: a PDF that keeps all that is promised passes, and each that breaks something fails."""

from __future__ import annotations

import json
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from conformance_example import ALT, Spoiler, write_example
from statusrapport.cli.main import main
from statusrapport.conformance import check
from statusrapport.conformance.check import PdfCheck, check_pdfs

CAPTION = "Figur 1 Årsverk for voksne"
Change = Callable[[Spoiler], None]

IN_HTML = {  # what is replaced, and by what
    "good": ("", ""),
    "no title": ("<title>Årsverk 2017</title>", ""),
    "skipped heading level": ("h3>", "h4>"),
    "missing glyph": ("årsverk for voksne, se", "årsverk\uf8f0 for voksne, se"),
    "figure as decoration": (f'alt="{ALT}"', 'alt=""'),
    "caption repeated": (f'alt="{ALT}"', f'alt="{CAPTION}"'),
}


def _remove_alt(pdf: Spoiler) -> None:
    del pdf.element("Figure")["/Alt"]


def _blank_alt(pdf: Spoiler) -> None:
    pdf.element("Figure")["/Alt"] = String(" ")


def _untag_figure(pdf: Spoiler) -> None:
    pdf.element("Figure")["/S"] = Name.P


def _role_of_figure(pdf: Spoiler) -> None:
    """A role of one's own that stands for a paragraph."""
    pdf.element("Figure")["/S"] = Name.Picture
    pdf.pdf.Root.StructTreeRoot.RoleMap = Dictionary(Picture=Name.P)


IN_PDF: dict[str, Change] = {
    "figure without alternative text": _remove_alt,
    "blank alternative text": _blank_alt,
    "figure tagged as a paragraph": _untag_figure,
    "figure under another name": _role_of_figure,
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PdfCheck]:
    """Every PDF of this module, by name, checked in one go."""
    folder = tmp_path_factory.mktemp("gate")
    paths = {name: write_example(folder / f"{name}.pdf", *change) for name, change in IN_HTML.items()}
    for name, change in IN_PDF.items():
        with pikepdf.open(paths["good"]) as pdf:
            change(Spoiler(pdf, paths["good"]))
            paths[name] = folder / f"{name}.pdf"
            pdf.save(paths[name], static_id=True)
    return dict(zip(paths, check_pdfs(list(paths.values())), strict=True))


def rules(check: PdfCheck) -> set[str]:
    """The broken rules of PDF/UA-1, by clause and number."""
    return {f"{rule.clause}-{rule.test}" for rule in check.verdicts[0].failed}


def test_a_pdf_that_keeps_all_that_is_promised_passes(checked: dict[str, PdfCheck]):
    good = checked["good"]
    assert [(verdict.standard, verdict.failed, verdict.problem) for verdict in good.verdicts] == [
        ("PDF/UA-1", (), ""),
        ("PDF/A-3a", (), ""),
    ]
    assert all(verdict.checks > 1000 for verdict in good.verdicts)
    assert good.failed_checks == []
    assert good.is_passed


@pytest.mark.parametrize(
    ("name", "clause", "ours"),
    [
        ("no title", "7.1-9", "properties"),
        ("skipped heading level", "7.4.2-1", "headings"),
        ("missing glyph", "7.21.8-1", "fonts"),
        ("figure without alternative text", "7.3-1", "figures"),
    ],
)
def test_the_validator_and_our_checks_both_find_it(name: str, clause: str, ours: str, checked: dict[str, PdfCheck]):
    assert clause in rules(checked[name])
    assert ours in checked[name].failed_checks
    assert not checked[name].is_passed


@pytest.mark.parametrize(
    "name",
    ["blank alternative text", "caption repeated", "figure as decoration", "figure tagged as a paragraph",
     "figure under another name"],
)  # fmt: skip
def test_figures_without_a_description_that_the_validator_passes_are_found(name: str, checked: dict[str, PdfCheck]):
    assert rules(checked[name]) == set()
    assert checked[name].failed_checks == ["figures"]
    assert not checked[name].is_passed


@pytest.fixture
def judged(checked: dict[str, PdfCheck], monkeypatch: pytest.MonkeyPatch) -> dict[str, PdfCheck]:
    """The PDFs, with the verdicts that are already known: starting Java anew for each test takes seconds."""
    known = {result.path: result.verdicts for result in checked.values()}
    monkeypatch.setattr(check, "judge", lambda paths: {path: known[path.resolve()] for path in paths})
    return checked


def test_the_command_prints_a_table_and_ends_with_10_where_a_pdf_fails(
    judged: dict[str, PdfCheck], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(judged["good"].path.parent)
    assert main(["check-pdf", "good.pdf", "no title.pdf"]) == 10
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["PDF", "pages", "PDF/UA-1", "PDF/A-3a", "our", "checks"]
    assert lines[1].startswith("good.pdf ")
    assert "failed: properties" in lines[2]
    assert lines[-1] == "1 of 2 PDF(s) failed."


def test_the_command_ends_with_0_where_all_pass_and_tells_programs_all_of_it(
    judged: dict[str, PdfCheck], capsys: pytest.CaptureFixture[str]
):
    assert main(["check-pdf", "--json", str(judged["good"].path)]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["passed"]
    assert [standard["checks"] > 1000 for standard in told["standards"]] == [True, True]
    assert told["checks"]["headings"]["counts"] == {"headings": 4, "bookmarks": 4}
