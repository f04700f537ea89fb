"""Arguments and options that several commands share, with the words that explain them."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bookbuild.report import BookbuildError, Exit

Folder = Annotated[
    Path,
    typer.Argument(help="The book's folder, or its manuscript folder.", show_default="here"),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Where to put it: a file or a folder.", metavar="PATH"),
]
EditionName = Annotated[
    str,
    typer.Option("--edition", help="Only this edition of the book.", metavar="NAME"),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON object, for scripts."),
]


def epoch() -> datetime | None:
    """Return the date that ``SOURCE_DATE_EPOCH`` asks for, None where it asks for none."""
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not asked:
        return None
    try:
        return datetime.fromtimestamp(int(asked), UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        raise BookbuildError(
            f"SOURCE_DATE_EPOCH is “{asked}”, which is not a number of seconds. "
            "Set it to a whole number, or leave it out.",
            Exit.USAGE,
        ) from wrong
