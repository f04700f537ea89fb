"""One book before all validators."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bookbuild.preflight.epub.inspecting import inspect
from bookbuild.preflight.epub.validators import Answer, Machine, ask_ace, ask_epubcheck
from bookbuild.preflight.epub.validators.ace import ace_program
from bookbuild.report import Diagnostic, Severity
from tests.epubcheck import jar_of_kobo

ACE_FOLDER = Path(__file__).parent
"""The folder whose node_modules holds Ace."""
IMPACTS = ("critical", "serious", "moderate", "minor")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What each said of one book: our own findings, EPUBCheck's by weight, Ace's by impact."""

    own: tuple[Diagnostic, ...]
    epubcheck: Answer
    epubcheck_4: Answer
    ace: Answer

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, by whomever."""
        return (*self.own, *self.of_others)

    @property
    def of_others(self) -> tuple[Diagnostic, ...]:
        """What the validators found; our own checks ask a text for its author, too."""
        theirs = (self.epubcheck, self.epubcheck_4, self.ace)
        return tuple(each for answer in theirs for each in answer.findings)


def machine() -> Machine:
    """Return this machine, with Ace from this folder."""
    return Machine(dict(os.environ), (ACE_FOLDER,))


def missing() -> str:
    """Return what is missing to run all of them, "" where nothing is."""
    if not jar_of_kobo().is_file():
        return f"EPUBCheck 4.2.6 is not at {jar_of_kobo()}: make setup-test puts it there"
    if not ace_program(machine()):
        return "Ace is not installed: npm ci --ignore-scripts --prefix bench/validators"
    if not machine().program("chromium", "chromium-browser", "google-chrome"):
        return "Chromium is not on this machine: apt-get install chromium"
    return ""


def verdict_on(book: bytes, name: str, *, with_ace: bool = True) -> Verdict:
    """Return what all of them say of a book; Ace is slow, and may be left out."""
    inspection = inspect(book, name)
    older, jar = Answer("EPUBCheck 4.2.6", silent="it is not here"), jar_of_kobo()
    if jar.is_file():
        older = ask_epubcheck(book, inspection, machine(), str(jar))
    ace = Answer("Ace", silent="it was not asked")
    return Verdict(
        own=inspection.findings,
        epubcheck=ask_epubcheck(book, inspection, machine()),
        epubcheck_4=older,
        ace=ask_ace(book, inspection, machine()) if with_ace else ace,
    )


def by_weight(answer: Answer) -> str:
    """Return "0 0 0": errors, warnings, and the usages that count."""
    if answer.silent:
        return "-"
    errors = sum(each.severity is Severity.ERROR for each in answer.findings)
    usages = sum(each.code.endswith(("RSC-025", "OPF-097", "OPF-086b")) for each in answer.findings)
    return f"{errors} {len(answer.findings) - errors - usages} {usages}"


def by_impact(answer: Answer) -> str:
    """Return "0 0 0 0": critical, serious, moderate, minor."""
    if answer.silent:
        return "-"
    said = Counter(
        impact for each in answer.findings for impact in IMPACTS if f"({impact})" in each.message
    )
    return " ".join(str(said[impact]) for impact in IMPACTS)
