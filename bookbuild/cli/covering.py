"""``bookbuild cover``: the cover alone, to look at and to upload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, EditionName, Folder, Output, epoch
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    note_diagnostics,
    say,
    say_json,
    shown_path,
    size,
)
from bookbuild.report import BookbuildError, Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.build.trial_covers import CoverFile, Covers
    from bookbuild.model.cover import Design

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("cover")(cover)


def cover(
    folder: Folder = _HERE,
    design: Annotated[
        str, typer.Option("--design", help="Draw it in this design.", metavar="NAME")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="Draw it in every design.")] = False,
    edition: EditionName = "",
    output: Output = None,
    json: AsJson = False,
) -> None:
    """Make the cover alone: to look at, or for a shop.

    For example:  bookbuild cover  or  bookbuild cover my-novel --all
    """
    from bookbuild.build.trial_covers import CoverRequest, make_covers

    made = make_covers(CoverRequest(folder, _designs(design, every), edition, output, epoch()))
    if json:
        say_json(_json(made))
    else:
        note_diagnostics(made.diagnostics)
        for each in made.files:
            say(_line(each))
    if has_errors(made.diagnostics) or not made.files:
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _designs(name: str, every: bool) -> tuple[Design, ...]:
    """Return the designs that are asked for, () for what book.yaml says."""
    from bookbuild.model.cover import Design

    if every and name:
        message = "--all draws every design, and --design one. Leave one of them out."
        raise BookbuildError(message, Exit.USAGE)
    if every or not name:
        return tuple(Design) if every else ()
    found = next((each for each in Design if each.value == name.strip().casefold()), None)
    if found is None:
        known = ", ".join(each.value for each in Design)
        raise BookbuildError(f"There is no design “{name}”. There are: {known}.", Exit.USAGE)
    return (found,)


def _line(file: CoverFile) -> str:
    what = f"design {file.design.value}" if file.design else "your picture"
    return f"{shown_path(file.path)}  {file.width} × {file.height}, {size(file.size)}, {what}"


def _json(made: Covers) -> Json:
    return {
        "files": [
            {
                "path": str(file.path),
                "design": file.design.value if file.design else None,
                "width": file.width,
                "height": file.height,
                "bytes": file.size,
            }
            for file in made.files
        ],
        "diagnostics": diagnostics_json(made.diagnostics),
    }
