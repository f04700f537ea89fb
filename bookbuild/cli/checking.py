"""``bookbuild check``: the book as a proofreader reads it; a finished one as shops take it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson
from bookbuild.cli.finished_checking import check_finished, is_finished, refuse_destination
from bookbuild.cli.pdf_checking import check_pdf, is_pdf
from bookbuild.cli.printing import diagnostics_json, note_diagnostics, say, say_json
from bookbuild.report import Diagnostic, Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.model.book import Book
    from bookbuild.proof import Finding

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("check")(check)


def check(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The book's folder, or a finished EPUB or PDF.",
            metavar="[FOLDER|EPUB|PDF]",
            show_default="here",
        ),
    ] = _HERE,
    strict: Annotated[
        bool, typer.Option("--strict", help="Say what is only suspected, too.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct what can be corrected without asking.")
    ] = False,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Of an EPUB: only bookbuild's own checks."),
    ] = False,
    shop: Annotated[
        str,
        typer.Option(
            "--for", help="Of a PDF: what kdp, ingram or a screen would refuse.", metavar="SHOP"
        ),
    ] = "",
    json: AsJson = False,
) -> None:
    """Read the book as a proofreader does: quotes, spaces, spellings.

    Of a finished EPUB: look for what validators, shops and readers would mark. Of a finished PDF:
    measure what a printer would refuse.

    For example:  bookbuild check  or  bookbuild check my-novel --strict
    or  bookbuild check my-novel/dist/my-novel.epub
    """
    if is_pdf(folder):
        check_pdf(folder, shop, json=json, for_others=strict or fix or quick)
        return
    refuse_destination(shop)
    if is_finished(folder):
        check_finished(folder, quick=quick, json=json, for_folders=strict or fix)
    else:
        _check_manuscript(folder, strict=strict, fix=fix, json=json)


def _check_manuscript(folder: Path, *, strict: bool, fix: bool, json: bool) -> None:
    """Say what is found in a manuscript; exit 1 where something is left."""
    from bookbuild.build.proofreading import proofread_manuscript
    from bookbuild.read.manuscript import find_manuscript, read_book

    manuscript = find_manuscript(folder)
    read = read_book(folder)
    book = read.value
    findings: tuple[Finding, ...] = ()
    about_silences: tuple[Diagnostic, ...] = ()
    fixed: tuple[Finding, ...] = ()
    if book is not None:
        proof = proofread_manuscript(book, manuscript, strict=strict)
        findings, about_silences = proof.findings, proof.diagnostics
        fixed = _fix(book, manuscript, findings) if fix else ()
    left = (*(each.diagnostic for each in findings if each not in fixed), *about_silences)
    if json:
        _say_object(left, read.diagnostics, fixed)
    else:
        _say_lines(left, read.diagnostics, fixed)
    if left or book is None or has_errors(read.diagnostics):
        raise typer.Exit(int(Exit.MANUSCRIPT))


# -------------------------------------------------------------------------------- the answer


def _say_object(
    found: tuple[Diagnostic, ...], read: tuple[Diagnostic, ...], fixed: tuple[Finding, ...]
) -> None:
    say_json(
        {
            "findings": diagnostics_json(found),
            "fixed": diagnostics_json(tuple(each.diagnostic for each in fixed)),
            "diagnostics": diagnostics_json(read),
        }
    )


def _say_lines(
    found: tuple[Diagnostic, ...], read: tuple[Diagnostic, ...], fixed: tuple[Finding, ...]
) -> None:
    """Print each finding with its code, by which it is silenced."""
    for each in fixed:
        if each.fix:
            say(f"{each.place}: Corrected: {_visible(each.fix.old)} → {_visible(each.fix.new)}")
    for diagnostic in found:
        say(f"{diagnostic} [{diagnostic.code}]")
    if found or fixed:
        say()
    if found or fixed or not has_errors(read):
        say(_summary(len(found), len(fixed)))
    note_diagnostics(read)


def _visible(words: str) -> str:
    shown = "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in words)
    return f"“{shown}”"


def _summary(found: int, fixed: int) -> str:
    match found:
        case 0:
            said = "Nothing is left to look at." if fixed else "Nothing found."
        case 1:
            said = "1 place to look at."
        case _:
            said = f"{found} places to look at."
    return f"{fixed} corrected. {said}" if fixed else said


# ------------------------------------------------------------------------------------- --fix


def _fix(book: Book, manuscript: Path, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Correct the files of a manuscript; return the findings that are settled by that.

    Each file appears whole or stays as it was. Its line ends and its encoding stay.
    """
    from bookbuild.build.place import put
    from bookbuild.proof.fixes import mend
    from bookbuild.proof.galley import shown_file
    from bookbuild.read.text_files import read_bytes

    fixed: list[Finding] = []
    for section in book.sections:
        file = shown_file(book, section.head.file)
        here = tuple(each for each in findings if each.place.file == file and each.fix)
        path = manuscript / section.head.file
        typed = read_bytes(path, manuscript, file).value if here else None
        if typed is None:
            continue
        mended = mend(typed.decode("utf-8"), here)
        if mended.fixed:
            put(path.resolve(), mended.text.encode("utf-8"))
            fixed.extend(mended.fixed)
    return tuple(fixed)
