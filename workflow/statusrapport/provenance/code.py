"""Digests of code: all that the results of a rule depend on besides its data, as one small file for Snakemake to watch.

Snakemake does not see an edit of an imported module. So each rule has as input a list of what its script runs: the
modules it imports, followed through the package, the data that lie beside them, its templates, uv.lock, and the
versions of Python and Pango. Comments, docstrings and line breaks are left out: editing one rebuilds nothing.
"""

from __future__ import annotations

import ast
import platform
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from statusrapport.files import file_sha256, write_text

FOUND_BY_NAME = ("import_module", "iter_modules")  # who calls these may load any module beside it
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """What matters of a source file: its digest, the dotted names it imports, and whether it loads others by name."""

    digest: str
    imports: frozenset[str]
    loads_by_name: bool


class Package:
    """The source of a Python package: its modules by dotted name, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, Module] = {}
        paths = {path: path.relative_to(folder.parent).with_suffix("").parts for path in sorted(folder.rglob("*.py"))}
        self._paths = {".".join(n[:-1] if n[-1] == "__init__" else n): path for path, n in paths.items()}

    def digest_script(self, script: Path) -> dict[str, str]:
        """A digest of a script, of each module of the package that it runs, and of the data beside those modules."""
        start = _read_module(script, package="")
        modules = self._follow(start.imports)
        parts = {f"scripts/{script.name}": start.digest}
        parts |= {self._name(path): self._read[path].digest for path in modules}
        return parts | {self._name(path): file_sha256(path) for path in _files_beside(modules)}

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()

    def _follow(self, names: Iterable[str]) -> set[Path]:
        """The modules of the package among `names`, with all that they import."""
        waiting, found = set(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name in found or name not in self._paths:
                continue
            found.add(name)
            path = self._paths[name]
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            if path not in self._read:
                self._read[path] = _read_module(path, package)
            waiting |= {package, *self._read[path].imports}
            if self._read[path].loads_by_name:
                waiting |= {other for other in self._paths if other.startswith(f"{package}.")}
        return {self._paths[name] for name in found}


def _read_module(path: Path, package: str) -> Module:
    """Read a module of `package`. Comments and line breaks are not in its syntax tree; docstrings are taken out."""
    tree = ast.parse(path.read_bytes())
    imports, called = set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
        elif isinstance(node, ast.Import):
            imports |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            imports |= {base, *(f"{base}.{alias.name}" for alias in node.names)}  # modules, or what lies in them
        elif isinstance(node, ast.Call):
            called.add(getattr(node.func, "attr", getattr(node.func, "id", "")))
    digest = sha256(ast.dump(tree).encode()).hexdigest()
    return Module(digest, frozenset(imports), not called.isdisjoint(FOUND_BY_NAME))


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """The dotted name of the module that `from … import` names in a module of `package`."""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1] if node.level else []
    return ".".join([*above, *filter(None, [node.module])])


def _files_beside(modules: Iterable[Path]) -> list[Path]:
    """The files that are no modules, in the folders of `modules`."""
    folders = {path.parent for path in modules}
    files = sorted(path for folder in folders for path in folder.iterdir() if path.is_file())
    return [path for path in files if path.suffix not in (".py", ".pyc") and not path.name.startswith(".")]


def digest_templates(templates: Path, kind: str) -> dict[str, str]:
    """A digest of each file that a report kind is laid out with: all of its folder and of base/.

    References from template to template would not tell which of base/ are used: the engine takes some by itself, and
    the colophon prints a digest of them all.
    """
    files = sorted(path for folder in ("base", kind) for path in (templates / folder).rglob("*") if path.is_file())
    return {path.relative_to(templates.parent).as_posix(): file_sha256(path) for path in files}


def digest_environment(root: Path) -> dict[str, str]:
    """What runs the code: the locked packages and the version of Python."""
    return {"uv.lock": file_sha256(root / "uv.lock"), "python": platform.python_version()}


def write_digest(path: Path, parts: Mapping[str, str]) -> None:
    """Write the parts, one per line and sorted by name, unless they stand there already: Snakemake looks at times."""
    text = "".join(f"{parts[name]}  {name}\n" for name in sorted(parts))
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)
