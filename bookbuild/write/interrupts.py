"""Ctrl-C while a library is loaded: it waits until the library is whole.

Some libraries are written in C++ and call Python while they are loaded (pikepdf makes its enums
so). An interruption that is raised there cannot pass through them: it ends the process with an
abort, and not with the exit code of an interruption.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruption_waits() -> Iterator[None]:
    """Hold an interruption back until the block is done; then raise `KeyboardInterrupt`."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python raises interruptions in the main thread only
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if asked:
        raise KeyboardInterrupt
