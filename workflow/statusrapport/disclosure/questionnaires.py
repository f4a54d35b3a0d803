"""The questionnaires of SPSS files, brought to where reports may print them: what was asked, and no answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from statusrapport.files import write_json
from statusrapport.sources.prepare import read_prepared_questionnaires


def release_questionnaires(prepared: Mapping[str, Path], path: Path) -> None:
    """Write the questionnaires of all sources that have any, by source, as sources.questionnaire describes them.

    Quotations go with them: each is declared to be printed, word by word. `prepared`: the prepared sources by id.
    """
    found = {id_: read_prepared_questionnaires(file) for id_, file in sorted(prepared.items())}
    write_json(path, {id_: questionnaires for id_, questionnaires in found.items() if questionnaires})
