"""The command's words. What a subcommand needs is imported when it is called: `list` and `--help` answer at once."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from statusrapport.errors import StatusrapportError, UsageError

INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 + SIGINT, 128 + SIGPIPE, as a shell has it
EXIT_CODES = """\
exit codes:
  0    done
  1-3  verify: other packaging; other content; cannot be rebuilt
  10   findings in data, declarations, text or PDF; nothing is found (trace)
  11   a report was rejected; what was published before stays
  12   a prerequisite is missing, or another build is at work in the folder
  64   the command was called with words it does not know
  70   an internal error, or a run that ended without saying why
  130  interrupted"""


class Parser(argparse.ArgumentParser):
    """An argument parser with the project's exit code for wrong usage."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, how the command is called, and end."""
        self.print_usage(sys.stderr)
        self.exit(UsageError.exit_code, f"{self.prog}: {message}\n")


def make_parser() -> Parser:
    """The parser of the whole command: a subcommand is a module of this package with a function `run(options)`."""
    parser = Parser(
        prog="statusrapport",
        description="Rebuilds evaluation reports from raw data to PDF.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="build reports", description="Builds reports: of all editions those that "
        "config.yaml names as default, of an edition that is named all.")  # fmt: skip
    build.add_argument("editions", nargs="*", metavar="EDITION", help="for example arsverk-2017; see `list`")
    build.add_argument("--region", nargs="+", action="extend", default=[], dest="regions", metavar="CODE",
        help="only these: 0 for the country, or codes of municipalities")  # fmt: skip
    build.add_argument("--cores", type=_cores, default="all", metavar="N", help="processes at a time (default: all)")

    commands.add_parser("list", help="list the editions", description="Lists the editions and when they were built.")
    commands.add_parser("check", help="check configuration and raw data", description="Checks all declarations and all "
        "raw data, tells every finding in one line, and changes nothing.")  # fmt: skip

    accept = commands.add_parser("accept", help="take in a new raw file", description="Checks a raw file, copies it to "
        "where the source keeps its files, and writes its sha256 to the source's declaration.")  # fmt: skip
    accept.add_argument("source", metavar="SOURCE", help="a source of config/sources/, for example is248")
    accept.add_argument("file", type=Path, metavar="FILE")
    accept.add_argument("--version", required=True, metavar="V", help="what this delivery is called, for example 2018")
    accept.add_argument("--synthetic", action="store_true", help="its figures are invented, and reports must say so")

    trace = commands.add_parser("trace", help="say where a number comes from", description="Finds a number or a "
        "sentence in a report's PDF and says which data, rows and code it comes from.")  # fmt: skip
    trace.add_argument("pdf", type=Path, metavar="PDF", help="a report.pdf or factsheet.pdf")
    trace.add_argument("query", metavar="NUMBER-OR-TEXT",
        help="a number, words of a sentence, or the id of a fact; after -- where it begins with a hyphen")  # fmt: skip
    trace.add_argument("--json", action="store_true", help="a JSON list, one object for each match")
    trace.add_argument("--results", type=Path, metavar="FOLDER", help="results/ of the project that the PDF comes from")

    text = commands.add_parser("check-text", help="check a text against declared figures", description="Finds every "
        "number and quantity phrase in a plain text or PDF, binds each to a declared figure, and says what is bound, "
        "contradicted (exit code 10) or neither.")  # fmt: skip
    text.add_argument("file", type=Path, metavar="FILE", help="text in UTF-8, or a PDF")
    text.add_argument("--figures", type=Path, metavar="TOML", help="the figures; those of FILE alone where it is one "
        "of the documents named there")  # fmt: skip
    text.add_argument("--json", action="store_true", help="a JSON object with every mention and its place in the text")
    _add_commands_on_finished_reports(commands)
    return parser


def _add_commands_on_finished_reports(commands: argparse._SubParsersAction[Parser]) -> None:
    pdf = commands.add_parser("check-pdf", help="check PDFs against PDF/UA-1 and PDF/A-3a", description="Checks "
        "every PDF against both standards and against what no validator sees, and prints a table.")  # fmt: skip
    pdf.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="a PDF, or a folder that is searched for them")
    pdf.add_argument("--json", action="store_true", help="a JSON list, one object for each PDF")

    verify = commands.add_parser("verify", help="build a PDF again and compare", description="Builds what a PDF was "
        "built of anew, in a folder of its own, and compares. The exit code is the grade: 0 identical, 1 same content "
        "in other packaging, 2 other content, 3 cannot be rebuilt.")  # fmt: skip
    verify.add_argument("path", type=Path, metavar="PATH", help="a report's PDF, or the folder of a release")
    verify.add_argument("--cores", type=_cores, default="all", metavar="N", help="processes at a time (default: all)")
    verify.add_argument("--json", action="store_true", help="a JSON list, one object for each PDF")

    diff = commands.add_parser("diff", help="what changed between two builds or editions", description="Lists numbers "
        "and claims that changed, came or went, with the cause.")  # fmt: skip
    diff.add_argument("old", type=Path, metavar="OLD", help="a PDF, a report's folder, or a folder of reports")
    diff.add_argument("new", type=Path, metavar="NEW", help="the same of another build or edition")
    diff.add_argument("--json", action="store_true", help="a JSON object with every change")

    release = commands.add_parser("release", help="put a release together", description="Builds the default reports "
        "of every edition, checks their PDFs, and writes results/release/VERSION/.")  # fmt: skip
    release.add_argument("version", metavar="VERSION", help="the version that pyproject.toml names")
    release.add_argument("--cores", type=_cores, default="all", metavar="N", help="processes at a time (default: all)")


def _cores(text: str) -> str:
    if text != "all" and not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a whole number above zero nor `all`")
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Errors that a user can mend are told without a traceback."""
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(end) is not signal.SIG_IGN:  # as under nohup
            signal.signal(end, signal.default_int_handler)
    options = make_parser().parse_args(arguments)
    try:
        code = int(import_module(f"statusrapport.cli.{options.command.replace('-', '_')}").run(options))
        sys.stdout.flush()
    except StatusrapportError as error:
        print(str(error).replace(f"{Path.cwd()}/", ""), file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # who reads the output, `head` for instance, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to say at the end goes nowhere
        return PIPE_CLOSED
    except Exception as error:
        print(f"Internal error: {type(error).__name__}: {error}. Traceback: {_write_traceback()}", file=sys.stderr)
        return StatusrapportError.exit_code
    return code


def _write_traceback() -> Path:
    import tempfile
    import traceback

    path = Path(tempfile.gettempdir(), "statusrapport-error.log")
    path.write_text(traceback.format_exc(), encoding="utf-8")
    return path
