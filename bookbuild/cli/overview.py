"""Bare ``bookbuild``: what there is in this folder, and what to do next; ``--version``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bookbuild import __version__
from bookbuild.cli.printing import say
from bookbuild.report import BookbuildError

_NOTHING_HERE = """\
There is no manuscript here yet.

  bookbuild init my-novel                     start a book that builds at once
  bookbuild import chapter.txt -o my-novel    make a book of what you have posted

"bookbuild --help" lists every command."""

_NEXT = """\

  bookbuild epub      make the EPUB
  bookbuild pdf       make the print PDF
  bookbuild status    see the sections, their words and what is promised
  bookbuild new "T"   begin the next chapter"""


def _version(asked: bool) -> None:
    if asked:
        say(f"bookbuild {__version__}")
        raise typer.Exit


def overview(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """Turn a manuscript kept as plain files into an EPUB and a print PDF.

    Without a command it says what there is in this folder and what to do next.
    """
    if context.invoked_subcommand is not None:
        return
    from bookbuild.read.manuscript import find_manuscript

    try:
        manuscript = find_manuscript(Path())
    except BookbuildError:
        say(_NOTHING_HERE)
        return
    _survey(manuscript)


def _survey(manuscript: Path) -> None:
    from bookbuild.cli.status import summary

    say(summary(manuscript))
    say(_NEXT)
