"""Loads the press when it is imported: for the process that others are forked from."""

from contextlib import suppress

import bookbuild.write.pdf.workroom  # noqa: F401
from bookbuild.report import BookbuildError
from bookbuild.write.pdf.press import load

with suppress(BookbuildError):  # each process says it when it is asked to print
    load()
