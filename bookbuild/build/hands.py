"""Who prints a build's PDF: presses, started before anything else is done, or nobody yet."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.build.presses import Presses


def hands_for(jobs: int) -> AbstractContextManager[Presses | None]:
    """Start the processes that print, which load the press while the book is read.

    None where there is to be one process only, which is this one.
    """
    if jobs < 2:
        return nullcontext()
    from bookbuild.build.presses import Presses

    return Presses(jobs)
