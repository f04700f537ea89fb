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
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING

from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    import typer

_COMMANDS = (
    ("building", ("epub", "pdf", "build")),
    ("serving", ("serve",)),
    ("copying", ("copy",)),
    ("covering", ("cover",)),
    ("omnibus", ("omnibus",)),
    ("diffing", ("diff",)),
    ("news", ("news",)),
    ("releasing", ("release",)),
    ("importing", ("import",)),
    ("starting", ("init", "new")),
    ("status", ("status",)),
    ("finding", ("find",)),
    ("checking", ("check",)),
    ("doctor", ("doctor",)),
    ("inspecting", ("inspect",)),
    ("annotating", ("annotate",)),
)
"""The module of each command, in the order of the help."""


def command_line(words: Sequence[str] = ()) -> typer.Typer:
    """Return the command line for the words that were typed behind ``bookbuild``.

    Words that begin with a command get that one alone: to load the others and to read
    their options would take a twentieth of the time of a build. Any other words get every command,
    so that the help lists them and a wrong name is answered with those that are like it.
    """
    import typer

    from bookbuild.cli.overview import overview

    app = typer.Typer(
        name="bookbuild",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(overview)
    asked = [module for module, commands in _COMMANDS if words and words[0] in commands]
    for module in asked or [module for module, _ in _COMMANDS]:
        import_module(f"bookbuild.cli.{module}").register(app)
    if asked:
        one = [each for each in app.registered_commands if each.name == words[0]]
        app.registered_commands = one
    return app


def main() -> None:
    """Run the command line; what is not the manuscript's fault ends in a sentence and a code."""
    # What a book is made of refers to nothing in circles: to look for them rarely is enough, and
    # spares a tenth of the time of a build. A novel comes to a little more than 100,000 objects.
    # It is said before Typer is imported, which has a hundredth in it.
    gc.set_threshold(250_000, 20, 20)
    interrupted = _hear_interruptions()
    try:
        _run()
    except BookbuildError as problem:
        from bookbuild.cli.printing import complain

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
        command_line(sys.argv[1:])(prog_name="bookbuild")
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
