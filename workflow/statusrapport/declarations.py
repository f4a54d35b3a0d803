"""Reading declarations: TOML and YAML files into typed models, their mistakes told as file, field, value and remedy."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from statusrapport.errors import DeclarationError


class Declaration(BaseModel):
    """Base of every declared thing: immutable, and a key that is not known is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=Declaration)


def read_declaration(path: Path, model: type[Model]) -> Model:
    """Read a TOML file as `model`. Raises DeclarationError naming the file and every field that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(f"is not valid TOML: {error}", file=path, remedy="Correct the file") from error
    return parse_declaration(content, model, path)


def parse_declaration(content: dict[str, Any], model: type[Model], path: Path) -> Model:
    """Turn what a file holds into `model`. Raises DeclarationError naming every field that is wrong."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        lines = []
        for fault in error.errors():
            field = ".".join(str(part) for part in fault["loc"]) or "the file"
            lines.append(f"{field}: {fault['msg']} (got {fault['input']!r})")
        raise DeclarationError("; ".join(lines), file=path, remedy="Correct the declaration") from error


class _TextKeepingLoader(yaml.SafeLoader):
    """YAML with codes kept as text: an unquoted 0301 is octal 193 to YAML 1.1."""


_TextKeepingLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:int"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path) -> dict[str, Any]:
    """Read a YAML file, whole numbers left as text. Raises DeclarationError where it is no YAML mapping."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_TextKeepingLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DeclarationError(f"is not valid YAML: {error}", file=path, remedy="Correct the file") from error
    if not isinstance(content, dict):
        raise DeclarationError("holds no mapping", file=path, remedy="Correct the file")
    return content
