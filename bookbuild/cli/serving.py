"""``bookbuild serve``: the desk, the book in the author's own browser while it is written."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import webbrowser
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import EditionName, Folder, cache_folder, epoch, jobs_asked, today
from bookbuild.cli.extras import need_serve
from bookbuild.cli.printing import note, say, shown_path
from bookbuild.desk.editors import EDITORS
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.desk.connections import Opened

_TURN = 0.001
"""Seconds after which who makes the book lets those who ask for the last one have their turn."""
_HERE = Path()
_PORT = 8014
_MOST_PORT = 65535
_TERMINATED = 128 + 15
_EDITORS = ", ".join(each.key for each in EDITORS)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("serve")(serve)


def serve(
    folder: Folder = _HERE,
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", help="The port; 0 takes any that is free."),
    ] = _PORT,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Say the address, and open no browser.")
    ] = False,
    edition: EditionName = "",
    editor: Annotated[
        str,
        typer.Option(
            "--editor",
            metavar="NAME",
            help=f"Open places in {_EDITORS}, or at an address with {{file}}, {{line}}.",
        ),
    ] = "",
) -> None:
    """Show the book in your browser, and again with every save.

    For example:  bookbuild serve  or  bookbuild serve my-novel --port 9000
    """
    need_serve()
    from bookbuild.desk.connections import bound
    from bookbuild.desk.connections import serve as keep_open
    from bookbuild.desk.live import Desk
    from bookbuild.desk.server import app
    from bookbuild.desk.telling import Telling
    from bookbuild.desk.watching import changes
    from bookbuild.desk.workshop import Job, Workshop

    if not 0 <= port <= _MOST_PORT:
        raise BookbuildError(f"--port takes a number from 0 to {_MOST_PORT}.", Exit.USAGE)
    if not folder.is_dir():
        raise BookbuildError(f"There is no folder {folder}. Check its name.", Exit.USAGE)
    job = Job(folder, today, edition, epoch(), jobs_asked(0), cache_folder())
    desk = Desk(lambda _: Workshop(job), shown_path(folder))
    whole = folder.resolve().as_posix()
    telling = Telling(secrets.token_hex(4), editor_address(editor, folder), whole)
    own = bound(port)
    _end_in_peace_when_told()
    sys.setswitchinterval(_TURN)

    def on_ready(opened: Opened) -> None:
        _say_open(opened, port)
        if not no_open:
            _open_browser(opened.address)

    inner = app(desk, own.getsockname()[1], telling)
    keep_open(desk, changes(folder), own, inner, on_ready, port)


def editor_address(asked: str, folder: Path) -> str:
    """Return the address that opens the author's editor, with ``{file}`` and ``{line}`` in it.

    Raises `BookbuildError` (`Exit.USAGE`) for an editor that is not known.
    """
    addresses = {each.key: each.address for each in EDITORS}
    known = addresses.get(asked.strip().casefold(), asked.strip())
    if known and ("{file}" not in known or ":" not in known.partition("{")[0]):
        message = (
            f"There is no editor “{asked}”. --editor takes {_EDITORS}, or an address "
            "with {file} and {line} in it."
        )
        raise BookbuildError(message, Exit.USAGE)
    path = folder.resolve().as_posix()
    return known.replace("{folder}", path if path.startswith("/") else f"/{path}")


def _say_open(opened: Opened, asked: int) -> None:
    if opened.moved:
        note(f"Port {asked} is taken, so it is another one.")
    say(f"The desk is open at {opened.address}")
    note("It follows every save. Ctrl-C ends it.")


def _open_browser(address: str) -> None:
    """Open the author's browser where there is a screen; it may take its time."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _end_in_peace_when_told() -> None:
    """Let a request to end this process end what prints, too."""

    def end(*_: object) -> None:
        sys.exit(_TERMINATED)

    signal.signal(signal.SIGTERM, end)
