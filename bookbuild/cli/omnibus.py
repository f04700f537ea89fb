"""``bookbuild omnibus``: several books as one."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, epoch, today
from bookbuild.cli.made_files import file_json, file_line
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    end_progress,
    note,
    note_diagnostics,
    progress,
    say,
    say_json,
    say_long,
)
from bookbuild.report import Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.build.omnibus import OmnibusMade
    from bookbuild.model.editions import Format


class Numbers(Enum):
    """How chapters count; the values are those of `bookbuild.plan.omnibus.ChapterNumbers`."""

    RESTART = "restart"
    CONTINUE = "continue"


class MadeAs(Enum):
    """What the omnibus is made as; the values are those of `bookbuild.model.editions.Format`."""

    EPUB = "epub"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("omnibus")(omnibus)


def omnibus(  # noqa: PLR0913 (the options of a command)
    books: Annotated[
        list[Path], typer.Argument(help="The books' folders, in their order.", metavar="BOOK...")
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="Where to put it: a file or a folder.", metavar="PATH"),
    ],
    title: Annotated[
        str,
        typer.Option("--title", help="Its title; else the name of the series.", metavar="TITLE"),
    ] = "",
    numbering: Annotated[
        Numbers, typer.Option("--numbering", help="Whether chapters count from 1 in each book.")
    ] = Numbers.RESTART,
    format: Annotated[
        list[MadeAs] | None, typer.Option("--format", help="Only as EPUB, or only as PDF.")
    ] = None,
    cover: Annotated[
        Path | None,
        typer.Option("--cover", help="A picture; else the first book’s.", metavar="FILE"),
    ] = None,
    identifier: Annotated[
        str,
        typer.Option(
            "--identifier", help="Its identifier; else made of the books’.", metavar="URN"
        ),
    ] = "",
    json: AsJson = False,
) -> None:
    """Make one book of several: a part for each, with one contents.

    For example:  bookbuild omnibus one two -o both.epub
    """
    from bookbuild.build.omnibus import OmnibusRequest, make_omnibus
    from bookbuild.model.editions import Format
    from bookbuild.plan.omnibus import ChapterNumbers, OmnibusSettings

    chosen = tuple(Format(each.value) for each in format or ()) or _formats(output)
    settings = OmnibusSettings(title, ChapterNumbers(numbering.value), identifier)
    request = OmnibusRequest(tuple(books), output, chosen, settings, cover, epoch(), today())
    try:
        made = make_omnibus(request, progress)
    finally:
        end_progress()
    _say(made, json=json, derived=not identifier)


def _formats(output: Path) -> tuple[Format, ...]:
    """Return the formats that a place is for: its ending says it, or both."""
    from bookbuild.model.editions import Format

    ending = output.suffix.lower().lstrip(".")
    named = tuple(format for format in Format if format.value == ending)
    return named if named and not output.is_dir() else (Format.PDF, Format.EPUB)


def _say(made: OmnibusMade, *, json: bool, derived: bool) -> None:
    built = made.built
    if json:
        say_json(_json(made))
    else:
        note_diagnostics(built.diagnostics)
        for file in built.files:
            say(file_line(file))
        if built.files and derived:
            say_long(
                f"Its identifier is {made.identifier}, made of the books’. It stays as long as "
                "theirs do; --identifier gives another."
            )
    if built.missing:
        note(f"bookbuild: {built.missing}")
        raise typer.Exit(int(Exit.MACHINE))
    if has_errors(built.diagnostics):
        if not json and not built.files:
            note("Nothing was made.")
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _json(made: OmnibusMade) -> Json:
    return {
        "title": made.title,
        "identifier": made.identifier,
        "files": [file_json(file) for file in made.built.files],
        "diagnostics": diagnostics_json(made.built.diagnostics),
    }
