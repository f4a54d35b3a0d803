"""
Helpers of all stages: what the project declares, and the code that each rule depends on.

TAKES:
    config/config.yaml                      the editions
    config/sources/, config/indicators/     what is declared; a new file there is a new source or indicator
    data/regions/                           the regions of the editions

GIVES:
    results/.code/<rule>.sha256             what the script runs; written while Snakemake plans, and only when it changes
    results/.code/render_report.<kind>.sha256
"""

import shlex
import sys
from functools import cache
from pathlib import Path

import statusrapport
from statusrapport.errors import StatusrapportError
from statusrapport.project import Project
from statusrapport.provenance.code import (
    Package,
    digest_environment,
    digest_templates,
    write_digest,
)
from statusrapport.provenance.libraries import pango_version
from statusrapport.render.slices import cited_structures, edition_regions
from statusrapport.results import REPORT_FILES
from statusrapport.sources.declaration import read_source

# Snakemake puts the path of Python into a shell command as it is: a blank in a folder's name would end it.
sys.executable = shlex.quote(sys.executable)

PROJECT = Project(Path())
PACKAGE = Package(Path(statusrapport.__file__).parent)
SOURCES = tuple(PROJECT.declared("sources"))
INDICATORS = tuple(PROJECT.declared("indicators"))
REGISTER = sorted(PROJECT.regions.glob("*.csv"))

try:
    EDITIONS = PROJECT.editions
    REGIONS = {edition.id: edition_regions(PROJECT, edition) for edition in EDITIONS.values()}
    STRUCTURES = cited_structures(PROJECT)
    SURVEYS = tuple(id_ for id_, path in PROJECT.declared("sources").items() if read_source(path).survey)
except StatusrapportError as error:
    raise WorkflowError(str(error)) from None


def raw_files(wildcards):
    """The raw files of a source, as its declaration names them."""
    source = read_source(PROJECT.declared("sources")[wildcards.source])
    return [source.path(file, Path()) for file in source.files]


def entry_of_edition(wildcards):
    """The edition's entry in config.yaml: a parameter, so that the entry of another edition may change freely."""
    return EDITIONS[wildcards.edition].model_dump(mode="json")


def default_regions(edition):
    """The regions of an edition that are built when nothing else is asked for."""
    return REGIONS[edition.id] if edition.default_regions == "all" else edition.default_regions


def published_figures(edition):
    """The declared figures of the report before an edition; none where it names no such report."""
    return [f"config/published/{edition.previous}.toml"] if edition.previous else []


@cache
def code_digest(rule, kind=None):
    """The list of what a script runs, brought up to date; with a report kind, of what that is laid out with as well."""
    parts = PACKAGE.digest_script(Path(workflow.basedir, "workflow/scripts", f"{rule}.py"))
    parts |= digest_environment(PROJECT.root)
    if kind:
        parts |= digest_templates(PROJECT.templates, kind) | {"Pango": pango_version()}
    path = Path("results/.code", f"{rule}.{kind}.sha256" if kind else f"{rule}.sha256")
    write_digest(path, parts)
    return path


def code_digest_of_kind(wildcards):
    """The code digest of render_report for the kind of an edition."""
    return code_digest("render_report", EDITIONS[wildcards.edition].kind)
