"""``bookbuild epub``, ``bookbuild pdf``, ``bookbuild build``: make the books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bookbuild.cli.arguments import AsJson, EditionName, Folder, Output, epoch
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    end_progress,
    note,
    note_diagnostics,
    progress,
    say,
    say_json,
    shown_path,
    size,
)
from bookbuild.report import Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.build.books import Built, BuiltFile
    from bookbuild.model.book import Format

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("epub")(epub)
    app.command("pdf")(pdf)
    app.command("build")(build)


def epub(
    folder: Folder = _HERE, output: Output = None, edition: EditionName = "", json: AsJson = False
) -> None:
    """Make the EPUB: the book for e-readers and phones.

    For example:  bookbuild epub  or  bookbuild epub my-novel -o my-novel.epub
    """
    from bookbuild.model.book import Format

    _build(folder, (Format.EPUB,), output, edition, json=json)


def pdf(
    folder: Folder = _HERE, output: Output = None, edition: EditionName = "", json: AsJson = False
) -> None:
    """Make the print PDF: the pages of a paperback.

    For example:  bookbuild pdf  or  bookbuild pdf my-novel -o proofs/
    """
    from bookbuild.model.book import Format

    _build(folder, (Format.PDF,), output, edition, json=json)


def build(
    folder: Folder = _HERE, output: Output = None, edition: EditionName = "", json: AsJson = False
) -> None:
    """Make every edition: the PDF first, then the EPUB.

    For example:  bookbuild build  or  bookbuild build my-novel
    """
    from bookbuild.model.book import Format

    _build(folder, (Format.PDF, Format.EPUB), output, edition, json=json)


def _build(
    folder: Path, formats: tuple[Format, ...], output: Path | None, edition: str, *, json: bool
) -> None:
    from bookbuild.build.books import build_books
    from bookbuild.build.request import BuildRequest

    try:
        request = BuildRequest(folder, formats, edition, output, epoch())
        built = build_books(request, progress)
    finally:
        end_progress()
    if json:
        say_json(_json(built))
    note_diagnostics(() if json else built.diagnostics)
    for file in () if json else built.files:
        say(_line(file))
    if built.missing:
        note(f"bookbuild: {built.missing}")
        raise typer.Exit(int(Exit.MACHINE))
    if has_errors(built.diagnostics):
        _say_nothing_built(json)
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _say_nothing_built(json: bool) -> None:
    if not json:
        note("Nothing was built; the books of the last build are as they were.")


def _line(file: BuiltFile) -> str:
    pages = f", {file.pages} pages" if file.pages else ""
    return f"{shown_path(file.path)}  ({size(file.size)}{pages})"


def _json(built: Built) -> Json:
    return {
        "files": [_file_json(file) for file in built.files],
        "diagnostics": diagnostics_json(built.diagnostics),
    }


def _file_json(file: BuiltFile) -> Json:
    pages = {"pages": file.pages} if file.pages else {}
    return {
        "path": shown_path(file.path),
        "format": file.format.value,
        "bytes": file.size,
        **pages,
    }
