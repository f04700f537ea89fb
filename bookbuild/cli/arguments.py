"""Arguments and options that several commands share, with the words that explain them."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.model.editions import Format
    from bookbuild.model.shops import Shop

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
AsOf = Annotated[
    str,
    typer.Option("--as-of", help="Only what readers may see on that day.", metavar="DATE"),
]
Final = Annotated[
    bool,
    typer.Option("--final", help="Refuse a book with a promise still open."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        help="These sections only: 3, 12..14, “Part Two”, a title, a file’s name or an id.",
        metavar="SECTIONS",
    ),
]
ForShop = Annotated[
    str,
    typer.Option("--for", help="The copy for a shop: kdp, kobo, apple or google.", metavar="SHOP"),
]
ForPrinter = Annotated[
    str,
    typer.Option(
        "--for", help="The copy for a printer or a screen: kdp, ingram or screen.", metavar="SHOP"
    ),
]
ForAnyShop = Annotated[
    str,
    typer.Option(
        "--for",
        help="The copy for kdp, kobo, apple, google, ingram or screen.",
        metavar="SHOP",
    ),
]
Publish = Annotated[
    bool,
    typer.Option(
        "--publish", help="Write down what readers get, so that updates keep their place."
    ),
]
NoCompose = Annotated[
    bool,
    typer.Option("--no-compose", help="Break lines and pages one by one, to compare."),
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="N",
        help="Print the PDF's pages in N processes.",
        show_default="one for each processor",
    ),
]
Watch = Annotated[
    bool,
    typer.Option("--watch", help="Build again on every change, until Ctrl-C."),
]
KeepNothing = Annotated[
    bool,
    typer.Option("--no-cache", help="Print every page anew, and keep none for the next build."),
]
LosePlaces = Annotated[
    bool,
    typer.Option("--lose-places", help="Make it though readers lose their place by it."),
]


def day_asked(typed: str) -> date | None:
    """Return the day of ``--as-of``, None where none is asked for."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as wrong:
        message = f"--as-of takes a day, and “{typed}” is none. Write it like 2026-05-04."
        raise BookbuildError(message, Exit.USAGE) from wrong


def shop_asked(typed: str, formats: tuple[Format, ...]) -> Shop | None:
    """Return the shop of ``--for``, None where none is asked for."""
    from bookbuild.model.shops import Shop, shops_taking

    if not typed:
        return None
    known = {shop.value: shop for shop in Shop}
    if typed.strip().casefold() not in known:
        names = [shop.value for shop in shops_taking(formats)]
        listed = ", ".join(names[:-1]) + f" or {names[-1]}"
        message = f"There is no shop “{typed}”. --for takes {listed}."
        raise BookbuildError(message, Exit.USAGE)
    return known[typed.strip().casefold()]


_MOST_JOBS = 8
"""More processes take more memory and are hardly faster: a book has not that many long chapters."""


def jobs_asked(typed: int) -> int:
    """Return how many processes ``--jobs`` asks for: by itself, or with 0, one for each processor.

    Raises `BookbuildError` (`Exit.USAGE`) for fewer than none.
    """
    if typed < 0:
        message = f"--jobs takes a number of processes, and {typed} is none. Leave it out."
        raise BookbuildError(message, Exit.USAGE)
    if typed:
        return typed
    mine = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else ()
    return min(len(mine) or os.cpu_count() or 1, _MOST_JOBS)


def cache_folder() -> Path | None:
    """Return the folder of this user's cache where parts of books are kept.

    None where nobody has a home, as in some containers.
    """
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        asked = Path(os.environ.get("XDG_CACHE_HOME", ""))
        base = asked if asked.is_absolute() else home / ".cache"
    return base / "bookbuild" / "parts"


def today() -> date:
    """Return the day of the build: that of ``SOURCE_DATE_EPOCH``, else the clock's, in UTC."""
    return (epoch() or datetime.now(UTC)).date()


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
