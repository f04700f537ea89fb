"""The command line: the only room that prints, exits, and asks the clock or the environment.

One file for each command. A command turns its words into one frozen request, calls the room that
does the work, and prints what came back. Everything heavy is imported inside the commands, so that
``bookbuild --version`` and the help answer at once.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType

import typer

from bookbuild.cli import (
    building,
    checking,
    copying,
    covering,
    diffing,
    doctor,
    finding,
    importing,
    inspecting,
    news,
    omnibus,
    starting,
    status,
)
from bookbuild.cli.overview import overview
from bookbuild.cli.printing import complain
from bookbuild.report import BookbuildError, Exit

app = typer.Typer(
    name="bookbuild",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True)(overview)
building.register(app)
copying.register(app)
covering.register(app)
omnibus.register(app)
diffing.register(app)
news.register(app)
importing.register(app)
starting.register(app)
status.register(app)
finding.register(app)
checking.register(app)
doctor.register(app)
inspecting.register(app)


def main() -> None:
    """Run the command line; what is not the manuscript's fault ends in a sentence and a code."""
    # What a book is made of refers to nothing in circles: to look for them rarely is enough, and
    # spares a tenth of the time of a build.
    gc.set_threshold(100_000, 20, 20)
    interrupted = _hear_interruptions()
    try:
        _run()
    except BookbuildError as problem:
        complain(str(problem))
        sys.exit(int(problem.exit_code))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:
        # An interruption may come out of a library as an error of another kind.
        if interrupted:
            sys.exit(int(Exit.INTERRUPTED))
        raise


def _run() -> None:
    """Run the command that was typed, and end the process where that ends in peace.

    Nothing that must be closed is open then, and to take a book apart value by value before the
    memory is given back as a whole takes a twentieth of the time of a build.
    """
    try:
        app(prog_name="bookbuild")
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code or 0)


def _hear_interruptions() -> list[int]:
    """Return a list that every Ctrl-C is added to; where they are to be ignored, they are."""
    heard: list[int] = []

    def hear(number: int, _: FrameType | None) -> None:
        heard.append(number)
        raise KeyboardInterrupt

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, hear)
    return heard
