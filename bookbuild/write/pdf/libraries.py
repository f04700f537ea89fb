"""The versions of the libraries that decide how pages look, told without loading the press.

A book that was printed before is put together from its parts, and needs no press at all.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

from bookbuild.write.pdf.press import pango_version


def library() -> str:
    """Return the versions of Pango and HarfBuzz, for the key of what is kept.

    Those of Python's own libraries are with the program's (`part_cache`). Raises `BookbuildError`
    with `Exit.MACHINE` where Pango is missing.
    """
    # Linux's own loader knows them by these names, and the press takes the same files. On other
    # systems only the press knows where they are.
    if sys.platform == "linux":
        with suppress(OSError):
            pango = ctypes.CDLL("libpango-1.0.so.0").pango_version()
            harfbuzz = ctypes.CDLL("libharfbuzz.so.0").hb_version_string
            harfbuzz.restype = ctypes.c_char_p
            return f"Pango {pango}, HarfBuzz {harfbuzz().decode()}"
    return f"Pango {pango_version()}"
