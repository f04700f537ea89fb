"""``bookbuild check book.epub``: our own checks, then EPUBCheck and Ace where they are here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bookbuild.cli.printing import Json, diagnostics_json, say, say_json
from bookbuild.report import BookbuildError, Diagnostic, Exit, fold

if TYPE_CHECKING:
    from bookbuild.preflight.epub.validators import Answer, Machine

OWN = "bookbuild"


def is_finished(path: Path) -> bool:
    """Return whether an argument means a finished EPUB and not a book's folder."""
    return path.suffix.lower() == ".epub" and not path.is_dir()


def refuse_destination(shop: str) -> None:
    """Raise where a shop is named for something else than a PDF."""
    if shop:
        message = (
            "--for is for a PDF: a shop's EPUB is made with it, and then checked as any other."
        )
        raise BookbuildError(f"{message} Leave --for out.", Exit.USAGE)


def machine_here() -> Machine:
    """Return what validators may use: the environment, and the packages of this folder."""
    from bookbuild.preflight.epub.validators import Machine

    return Machine(dict(os.environ), (Path.cwd(),))


def check_finished(path: Path, *, quick: bool, json: bool, for_folders: bool) -> None:
    """Look at an EPUB and say what is found; exit 1 where something is.

    Raises `BookbuildError` for a file that is not there or is no EPUB, and for options that are
    ``for_folders``.
    """
    from bookbuild.ebook.archive import bytes_of
    from bookbuild.preflight.epub.inspecting import inspect

    if for_folders:
        raise BookbuildError(
            "--strict and --fix are for a manuscript. Mend that, and make the EPUB again.",
            Exit.USAGE,
        )
    data = bytes_of(path)
    inspection = inspect(data, str(path))
    answers: tuple[Answer, ...] = ()
    if not quick:
        from bookbuild.preflight.epub.validators import ask_ace, ask_epubcheck

        machine = machine_here()
        answers = (
            ask_epubcheck(data, inspection, machine),
            ask_ace(data, inspection, machine),
        )
    found = (*inspection.findings, *(each for answer in answers for each in answer.findings))
    if json:
        say_json(_json(inspection.findings, answers))
    else:
        _say_lines(found, answers)
    if found:
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _json(own: tuple[Diagnostic, ...], answers: tuple[Answer, ...]) -> Json:
    findings = (*own, *(each for answer in answers for each in answer.findings))
    return {
        "findings": diagnostics_json(findings),
        "validators": [
            {"name": OWN, "ran": True, "found": len(own), "why": "", "remedy": ""},
            *(
                {
                    "name": each.name,
                    "ran": not each.silent,
                    "found": len(each.findings),
                    "why": each.silent,
                    "remedy": each.remedy,
                }
                for each in answers
            ),
        ],
    }


def _say_lines(found: tuple[Diagnostic, ...], answers: tuple[Answer, ...]) -> None:
    """Print each finding once, with its code, then who looked at the book and who did not."""
    for code in dict.fromkeys(each.code for each in found):
        for line in fold(each for each in found if each.code == code):
            say(f"{line} [{code}]")
    if found:
        say()
    ran = ", ".join((OWN, *(each.name for each in answers if not each.silent)))
    what = f"{_counted(len(found))} found by" if found else "Nothing found by"
    say(f"{what} {ran}.")
    for each in answers:
        if each.silent:
            say(f"{each.name} did not look at it: {each.silent}. {_sentence(each.remedy)}")


def _counted(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"


def _sentence(remedy: str) -> str:
    """Return a remedy that ends as a sentence does; a command stays as it is typed."""
    return remedy if not remedy or ": " in remedy or remedy.endswith(".") else f"{remedy}."
