"""Digests of code: all that the results of a rule depend on besides its data, as one small file for Snakemake to watch.

Snakemake does not see an edit of an imported module. So each rule has as input a list of what its script runs: the
modules it imports, followed through the package, the data that lie beside them, its templates, uv.lock, and the
versions of Python and Pango. Comments, docstrings and line breaks are left out: editing one rebuilds nothing.
"""

from __future__ import annotations

import ast
import ctypes
import platform
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from statusrapport.files import file_sha256, write_text

PANGO_LIBRARIES = ("libpango-1.0.so.0", "libpango-1.0.dylib")  # on Linux, on macOS
FOUND_BY_NAME = ("import_module", "iter_modules")  # who calls these may load any module beside it
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Package:
    """The source of a Python package: its modules by dotted name, each read once and without what changes nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trees: dict[Path, ast.Module] = {}
        paths = {path: path.relative_to(folder.parent).with_suffix("").parts for path in sorted(folder.rglob("*.py"))}
        self._modules = {".".join(n[:-1] if n[-1] == "__init__" else n): path for path, n in paths.items()}

    def digest_script(self, script: Path) -> dict[str, str]:
        """A digest of a script, of each module of the package that it runs, and of the data beside those modules."""
        modules = self._follow(_imported_names(self._tree(script), package=""))
        parts = {f"scripts/{script.name}": _digest_tree(self._tree(script))}
        parts |= {self._name(path): _digest_tree(self._tree(path)) for path in modules}
        return parts | {self._name(path): file_sha256(path) for path in _files_beside(modules)}

    def _tree(self, path: Path) -> ast.Module:
        if path not in self._trees:
            self._trees[path] = _read_tree(path)
        return self._trees[path]

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder.parent).as_posix()

    def _follow(self, names: Iterable[str]) -> set[Path]:
        """The modules of the package among `names`, with all that they import."""
        waiting, found = set(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name in found or name not in self._modules:
                continue
            found.add(name)
            path = self._modules[name]
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            waiting |= {package, *_imported_names(self._tree(path), package)}
            if _loads_by_name(self._tree(path)):
                waiting |= {other for other in self._modules if other.startswith(f"{package}.")}
        return {self._modules[name] for name in found}


def _read_tree(path: Path) -> ast.Module:
    """A module's syntax tree without docstrings. Comments and line breaks are not in it anyway."""
    tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return tree


def _digest_tree(tree: ast.Module) -> str:
    return sha256(ast.dump(tree).encode()).hexdigest()


def _imported_names(tree: ast.Module, package: str) -> set[str]:
    """The dotted names that a module of `package` imports, wherever in it: of modules, and of what lies in them."""
    names = set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return names


def _loads_by_name(tree: ast.Module) -> bool:
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(getattr(func, "attr", getattr(func, "id", "")) in FOUND_BY_NAME for func in called)


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


def pango_version() -> str:
    """The version of the Pango library, which sets the text of a PDF; "none" where there is none."""
    for name in PANGO_LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.pango_version_string.restype = ctypes.c_char_p
        return str(library.pango_version_string().decode())
    return "none"


def digest_environment(root: Path) -> dict[str, str]:
    """What runs the code: the locked packages and the version of Python."""
    return {"uv.lock": file_sha256(root / "uv.lock"), "python": platform.python_version()}


def write_digest(path: Path, parts: Mapping[str, str]) -> None:
    """Write the parts, one per line and sorted by name, unless they stand there already: Snakemake looks at times."""
    text = "".join(f"{parts[name]}  {name}\n" for name in sorted(parts))
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)
