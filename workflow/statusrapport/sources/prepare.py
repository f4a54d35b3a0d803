"""From raw files to a prepared source, or to all that is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from statusrapport.errors import DeclarationError, Finding, FindingsError
from statusrapport.files import write_parquet
from statusrapport.project import Project
from statusrapport.regions.register import Register
from statusrapport.sources.checks import inspect_source
from statusrapport.sources.declaration import Source, read_source
from statusrapport.sources.inspection import label_path
from statusrapport.sources.questionnaire import Content
from statusrapport.sources.tidy import tidy

METADATA_KEY = "questionnaires"
ARROW_TYPES = {"int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}


def prepare_source(source: Source, root: Path, register: Register) -> pd.DataFrame:
    """Read, check and bring to the long form all files of a source; the columns are those of tidy.columns_of.

    `root` is the project's folder. Raises FindingsError with all that is wrong in any of the files.
    """
    inspections, findings = inspect_source(source, root, register)
    if findings:
        raise FindingsError(findings)
    return tidy(source, inspections, register)


def check_sources(project: Project, register: Register) -> list[Finding]:
    """All that is wrong with the raw data of a project and with their declarations, sorted. Changes nothing."""
    findings: set[Finding] = set()
    for path in project.declared("sources").values():
        try:
            source = read_source(path)
        except DeclarationError as error:
            words = (error.message, error.remedy)
            findings.add(Finding(label_path(path, project.root), 0, "", "", "", *words, "declaration"))
        else:
            findings.update(inspect_source(source, project.root, register)[1])
    return sorted(findings)


def write_prepared(
    frame: pd.DataFrame,
    path: Path,
    questionnaires: Sequence[Content] = (),
    *,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write a prepared source as parquet: the same bytes for the same rows, and never half a file.

    `questionnaires`, those of its SPSS files, go into the metadata of the file, and so does `metadata`.
    """
    fields = [(str(name), ARROW_TYPES.get(str(dtype), pa.string())) for name, dtype in frame.dtypes.items()]
    table = pa.Table.from_pandas(frame, schema=pa.schema(fields), preserve_index=False)
    texts = {METADATA_KEY: json.dumps(questionnaires, ensure_ascii=False)} if questionnaires else {}
    write_parquet(path, table.replace_schema_metadata({**texts, **(metadata or {})} or None))


def read_prepared_questionnaires(path: Path) -> list[Content]:
    """The questionnaires that a prepared source was written with; none for most."""
    metadata = pq.read_schema(path).metadata or {}
    questionnaires: list[Content] = json.loads(metadata.get(METADATA_KEY.encode(), b"[]"))
    return questionnaires
