"""``bookbuild import``: a text as it was posted becomes a book's folder."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

import typer

from bookbuild.cli.printing import say, shown_path, typed_path


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import")(import_)


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(help="The posted chapters: text files, or folders of them."),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="The new book's folder.", metavar="FOLDER"),
    ],
) -> None:
    """Make a book's folder of chapters as they were posted.

    For example:  bookbuild import last-chapter.txt -o my-novel
    """
    from bookbuild.intake import import_sources, terminal_lines

    imported = import_sources(tuple(sources), output, uuid.uuid4().urn)
    for line in terminal_lines(imported):
        say(line)
    say()
    say(f"Written to {shown_path(output)}. Next:")
    say(f"  bookbuild epub {typed_path(output)}")
