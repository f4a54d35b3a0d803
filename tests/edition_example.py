"""The project's own editions, rendered from its own data: what users get, for tests to read and to spoil."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd

from statusrapport.declarations import read_declaration
from statusrapport.facts.slice import Slice, read_slice
from statusrapport.project import COUNTRY, Project
from statusrapport.provenance.digests import read_digests
from statusrapport.render.document import Document
from statusrapport.render.kind import ReportKind
from statusrapport.render.report import RenderRequest, render_report
from statusrapport.render.slices import write_slices

Spoil = Callable[[pd.DataFrame], pd.DataFrame]


class Editions:
    """Renders reports of editions, each once; `spoiled` renders one whose slice has been changed."""

    def __init__(self, project: Project, released: Path, root: Path) -> None:
        self._project, self._released, self._root = project, released, root
        self.document = cache(self._document)
        self.request = cache(self._request)

    def _request(self, edition: str, region: str = COUNTRY) -> RenderRequest:
        entry, folder = self._project.edition(edition), self._root / edition
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{region}.parquet"
        write_slices(self._project, entry, self._released, {region: path}, folder / f"inputs-{region}.json")
        return RenderRequest(entry, region, path, self._project.templates / entry.kind)

    def _document(self, edition: str, region: str = COUNTRY) -> Document:
        """The document after rendering its HTML: its facts, its figures and tables. There is no PDF."""
        return self._render(self.request(edition, region), read_slice(self.request(edition, region).slice_path))

    def spoiled(self, edition: str, spoil: Spoil) -> Document:
        """The document of the whole country, rendered from observations that `spoil` has changed."""
        request = self.request(edition)
        slice_ = read_slice(request.slice_path)
        slice_.frame = spoil(slice_.frame.copy())
        return self._render(request, slice_)

    def _render(self, request: RenderRequest, slice_: Slice) -> Document:
        folder = self._root / "attempts" / request.edition.id / request.region
        folder.mkdir(parents=True, exist_ok=True)
        kind = read_declaration(request.template_folder / "report.toml", ReportKind)
        digests = read_digests(request.slice_path, request.template_folder)
        document = Document(kind, slice_, request, digests, folder)
        document.render()
        return document

    def publish(self, edition: str, region: str = COUNTRY) -> Path:
        """The report's folder, with its PDF, after all checks have passed."""
        folder = self._root / "results" / "reports" / edition / region
        if not folder.exists():
            render_report(self.request(edition, region), folder)
        return folder
