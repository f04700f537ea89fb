"""``bookbuild check book.pdf``: what a printer would refuse, measured on the pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bookbuild.cli.arguments import shop_asked
from bookbuild.cli.made_files import spine_json, spine_line
from bookbuild.cli.printing import Json, diagnostics_json, say, say_json
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.model.shops import Shop
    from bookbuild.preflight.pdf.inspecting import PdfInspection

_INCH = 72.0


def is_pdf(path: Path) -> bool:
    """Return whether an argument means a finished PDF and not a book's folder."""
    return path.suffix.lower() == ".pdf" and not path.is_dir()


def check_pdf(path: Path, typed: str, *, json: bool, for_others: bool) -> None:
    """Measure a PDF and say what is found; exit 1 where something is.

    ``typed`` is the shop as it was typed, "" for any printer. Raises `BookbuildError` for a file
    that is not there or is no PDF, for a shop that takes none, and for options that are
    ``for_others``.
    """
    from bookbuild.preflight.pdf.apart import inspect_apart

    if for_others:
        message = "--strict and --fix are for a manuscript, and --quick is for an EPUB. "
        raise BookbuildError(f"{message}Leave them out for a PDF.", Exit.USAGE)
    shop = _printer(typed)
    seen = inspect_apart(path, shop, os.environ)
    if json:
        say_json(_json(seen, shop))
    else:
        _say_lines(seen, shop)
    if seen.findings:
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _printer(typed: str) -> Shop | None:
    from bookbuild.model.editions import Format
    from bookbuild.model.shops import shops_taking, terms_of

    formats = (Format.PDF,)
    shop = shop_asked(typed, formats)
    if shop and Format.PDF not in terms_of(shop).formats:
        names = ", ".join(each.value for each in shops_taking(formats))
        message = f"{terms_of(shop).name} takes no PDF. --for takes for one: {names}."
        raise BookbuildError(message, Exit.USAGE)
    return shop


def _json(seen: PdfInspection, shop: Shop | None) -> Json:
    return {
        "findings": diagnostics_json(seen.findings),
        "pages": seen.pages,
        "width-inches": round(seen.width / _INCH, 3),
        "height-inches": round(seen.height / _INCH, 3),
        "fonts": list(seen.fonts),
        **spine_json(seen.pages, shop),
    }


def _say_lines(seen: PdfInspection, shop: Shop | None) -> None:
    for each in seen.findings:
        say(f"{each} [{each.code}]")
    if seen.findings:
        say()
    size = f"{seen.width / _INCH:.4g} × {seen.height / _INCH:.4g} in"
    say(f"{seen.pages} {'page' if seen.pages == 1 else 'pages'} of {size}.")
    thick = spine_line(seen.pages, shop)
    if thick:
        say(thick)
    found = len(seen.findings)
    counted = "1 thing" if found == 1 else f"{found} things"
    say(f"{counted} found." if found else "Nothing found.")
