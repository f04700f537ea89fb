"""The validators of others, where they are on this machine: EPUBCheck and Ace by DAISY.

They get a copy of the book in a folder of their own, a bounded time, and nothing of this machine
but what they need to run; their messages become diagnostics.
"""

from __future__ import annotations

from bookbuild.preflight.epub.validators.ace import ask_ace
from bookbuild.preflight.epub.validators.epubcheck import ask_epubcheck
from bookbuild.preflight.epub.validators.machine import Answer, Machine

__all__ = ["Answer", "Machine", "ask_ace", "ask_epubcheck"]
