"""``bookbuild inspect``: any stage between manuscript and files, for developers."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from bookbuild.cli.arguments import EditionName, Folder, epoch
from bookbuild.cli.printing import note_diagnostics, say
from bookbuild.report import Exit

if TYPE_CHECKING:
    from bookbuild.model.assets import Styles
    from bookbuild.model.edition import Edition
    from bookbuild.model.editions import Format

_HERE = Path()


class Stage(Enum):
    """A value on the way from the manuscript to the files."""

    BOOK = "book"
    EDITION = "edition"
    PACKAGE = "package"
    SHEETS = "sheets"


class FormatName(Enum):
    """The format whose edition is shown."""

    EPUB = "epub"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add the command to the command line, out of the main help."""
    app.command("inspect", hidden=True)(inspect)


def inspect(
    folder: Folder = _HERE,
    stage: Annotated[Stage, typer.Option("--stage", help="The stage to print.")] = Stage.BOOK,
    format: Annotated[
        FormatName, typer.Option("--format", help="The format, for --stage edition.")
    ] = FormatName.EPUB,
    edition: EditionName = "",
) -> None:
    """Print a stage between manuscript and files in a form that a person reads."""
    match stage:
        case Stage.BOOK:
            _book(folder)
        case Stage.EDITION:
            _edition(folder, format, edition)
        case Stage.PACKAGE:
            _package(folder, edition)
        case Stage.SHEETS:
            _sheets(folder, edition)
        case _:
            assert_never(stage)


def _book(folder: Path) -> None:
    from bookbuild.build.dump import dump
    from bookbuild.read.manuscript import read_book

    read = read_book(folder)
    note_diagnostics(read.diagnostics)
    if read.value is None:
        raise typer.Exit(int(Exit.MANUSCRIPT))
    say(dump(read.value).rstrip("\n"))


def _edition(folder: Path, name: FormatName, edition: str) -> None:
    from bookbuild.build.dump import dump

    value, _ = _planned(folder, name, edition)
    say(dump(value).rstrip("\n"))


def _package(folder: Path, edition: str) -> None:
    from bookbuild.build.dump import dump
    from bookbuild.write.epub.assembly import make_package

    value, styles = _planned(folder, FormatName.EPUB, edition)
    say(dump(make_package(value, styles).value).rstrip("\n"))


def _sheets(folder: Path, edition: str) -> None:
    from bookbuild.write.pdf.sheets import greedy_body, sheet

    value, _ = _planned(folder, FormatName.PDF, edition)
    for unit in value.units:
        made = sheet(unit, value, greedy_body(unit, value, lambda _: "", frozenset()))
        say(f"<!-- {made.unit}: {made.matter.value}, opens on {made.opening.value} -->")
        say(made.html)


def _planned(folder: Path, name: FormatName, edition: str) -> tuple[Edition, Styles]:
    """Plan an edition and say what was noticed; where there is none the command ends."""
    from bookbuild.build.books import planned

    value = planned(folder, _format(name), edition, epoch())
    note_diagnostics(value.diagnostics)
    if value.edition is None:
        raise typer.Exit(int(Exit.MANUSCRIPT))
    return value.edition, value.styles


def _format(name: FormatName) -> Format:
    from bookbuild.model.editions import Format

    return Format(name.value)
