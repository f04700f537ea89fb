"""``bookbuild copy``: the sections as other people's sites want them, for posting."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, AsOf, Folder, Only, day_asked, epoch, today
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    note,
    note_diagnostics,
    say,
    say_json,
    shown_path,
)
from bookbuild.report import Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.build.copies import Copied

_HERE = Path()


class Site(Enum):
    """A kind of site; the values are those of `bookbuild.model.copies.Target`."""

    AO3 = "ao3"
    PASTE = "paste"
    BBCODE = "bbcode"
    TEXT = "text"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("copy")(copy)


def copy(
    to: Annotated[
        Site,
        typer.Option(
            "--to",
            help="The kind of site: AO3’s form, pages to paste, a forum, plain text.",
        ),
    ],
    folder: Folder = _HERE,
    only: Only = None,
    as_of: AsOf = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The folder to put them in.", metavar="FOLDER"),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make copies of the sections for posting on sites.

    For example:  bookbuild copy --to ao3  or  bookbuild copy --to paste --only 12..14
    """
    from bookbuild.build.copies import CopyRequest, copy_sections
    from bookbuild.model.copies import Target

    day = day_asked(as_of) or today()
    request = CopyRequest(folder, Target(to.value), tuple(only or ()), output, epoch(), day)
    copied = copy_sections(request)
    if json:
        say_json(_json(copied))
    else:
        note_diagnostics(copied.diagnostics)
        _say(copied)
    if has_errors(copied.diagnostics):
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _say(copied: Copied) -> None:
    for path in copied.files:
        say(shown_path(path))
    if has_errors(copied.diagnostics):
        note("No copies were made; those of the last time are as they were.")
    elif not copied.files:
        note("There is nothing to copy.")
    if copied.others:
        note("Left from another time, and not made anew:")
        for path in copied.others:
            note(f"  {shown_path(path)}")


def _json(copied: Copied) -> Json:
    return {
        "files": [shown_path(path) for path in copied.files],
        "diagnostics": diagnostics_json(copied.diagnostics),
    }
