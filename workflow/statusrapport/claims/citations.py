"""Figures quoted from documents: config/citations.toml."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, model_validator

from statusrapport.declarations import Declaration, read_declaration


class Citation(Declaration):
    """A figure and the document that states it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    value: float
    decimals: int = Field(default=0, ge=0)
    unit_nb: str = ""
    period: str = ""
    title_nb: str
    document_nb: str


class Citations(Declaration):
    """All quoted figures."""

    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Citations:
        ids = [citation.id for citation in self.citations]
        if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
            raise ValueError(f"several citations have the id {', '.join(twice)}")
        return self


def read_citations(path: Path) -> dict[str, Citation]:
    """The citations of a file by id. Raises DeclarationError where it is wrong."""
    return {citation.id: citation for citation in read_declaration(path, Citations).citations}
