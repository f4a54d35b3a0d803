"""Prints which system packages are missing, by their names in Debian, on one line.

Run by setup.sh with the interpreter that will be used, before anything is installed: standard library only. With the
argument `venv` the parts of Python that make a virtual environment are looked for as well (Debian packs them apart).
"""

import ctypes
import ctypes.util
import importlib.util
import sys

# Debian's package, and the names under which WeasyPrint finds the library: on Linux, on macOS, and by a search.
LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "pangoft2-1.0"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset"),
}


def can_load(linux: str, macos: str, name: str) -> bool:
    """Whether the dynamic linker finds the library."""
    try:
        ctypes.CDLL(macos if sys.platform == "darwin" else linux)
    except OSError:
        return ctypes.util.find_library(name) is not None
    return True


def find_missing(*, with_venv: bool) -> list[str]:
    """The packages to install, in the order in which they are needed."""
    missing = []
    if with_venv and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return missing + [package for package, names in LIBRARIES.items() if not can_load(*names)]


if __name__ == "__main__":
    print(*find_missing(with_venv="venv" in sys.argv[1:]))
