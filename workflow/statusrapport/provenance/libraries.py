"""The system libraries that set the text of a PDF and draw on its fonts: no lock file pins them."""

from __future__ import annotations

import ctypes
import ctypes.util
import sys


def library_versions() -> dict[str, str]:
    """The versions of Pango, HarfBuzz and Fontconfig; empty for one that is not on the machine.

    Without `harfbuzz_subset` WeasyPrint makes the parts of fonts that it embeds in another way, with other bytes.
    """
    has_subset = _load("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset") is not None
    return {
        "pango": pango_version(),
        "harfbuzz": _harfbuzz_version(),
        "harfbuzz_subset": _harfbuzz_version() if has_subset else "",
        "fontconfig": _fontconfig_version(),
    }


def pango_version() -> str:
    """The version of the Pango library, which sets the text of a PDF; empty where it is not on the machine."""
    return _text_version(_load("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0"), "pango_version_string")


def _harfbuzz_version() -> str:
    return _text_version(_load("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"), "hb_version_string")


def _fontconfig_version() -> str:
    library = _load("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig")
    if library is None:
        return ""
    number = int(library.FcGetVersion())  # 21401 is 2.14.1
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _text_version(library: ctypes.CDLL | None, function: str) -> str:
    if library is None:
        return ""
    ask = getattr(library, function)
    ask.restype = ctypes.c_char_p
    return str(ask().decode())


def _load(linux: str, macos: str, name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(macos if sys.platform == "darwin" else linux)
    except OSError:
        found = ctypes.util.find_library(name)  # slow, but it looks in more places
        return ctypes.CDLL(found) if found else None
