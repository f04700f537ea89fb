"""The workroom with the press loaded, which importing this module does."""

from contextlib import suppress

from bookbuild.report import BookbuildError
from bookbuild.write.pdf.press import load
from bookbuild.write.pdf.workroom import Workroom

__all__ = ["Workroom"]

with suppress(BookbuildError):  # whoever makes a workroom is told
    load()
