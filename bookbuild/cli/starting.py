"""``bookbuild init`` and ``bookbuild new``: a new book, and its next section."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

import typer

from bookbuild.cli.arguments import Folder
from bookbuild.cli.printing import say, shown_path, typed_path

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init")(init)
    app.command("new")(new)


def init(
    folder: Annotated[Path, typer.Argument(help="The new book's folder.")],
) -> None:
    """Start a book that builds at once.

    For example:  bookbuild init my-novel
    """
    from bookbuild.intake.starter import start_book

    for path in start_book(folder, uuid.uuid4().urn):
        say(f"wrote {shown_path(path)}")
    say()
    say("Write your title and name into book.yaml and your story over the first chapter. Then:")
    say(f"  bookbuild epub {typed_path(folder)}")


def new(
    title: Annotated[str, typer.Argument(help="The section's title, or its kind.")],
    folder: Folder = _HERE,
    pov: Annotated[
        str, typer.Option("--pov", help="Whose eyes it is seen through.", metavar="NAME")
    ] = "",
) -> None:
    """Begin the next section: a file with the next number and a title.

    For example:  bookbuild new "The Bridge"  or  bookbuild new Interlude --pov Lana
    """
    from bookbuild.intake.starter import next_section
    from bookbuild.read.manuscript import find_manuscript

    path = next_section(find_manuscript(folder), title, pov)
    say(f"wrote {shown_path(path)}")
