"""Ace by DAISY, which looks at a book as a person with a screen reader meets it.

Ace opens every page in a browser that has no sandbox. So it gets only books in which nothing was
seen that runs or fetches anything.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from bookbuild.preflight.epub.inspecting import Inspection
from bookbuild.preflight.epub.validators.machine import (
    Answer,
    Machine,
    entries,
    report_of,
    run,
    sentence,
    words,
    workplace,
)
from bookbuild.report import Diagnostic, Place, Severity

NAME = "Ace"
INSTALL = "Install Node.js, then: npm install -g @daisy/ace-cli"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 120.0
_EACH_PAGE = 2.0
_MOST_SECONDS = 1_800.0
_LOUD = ("critical", "serious")


def ace_program(machine: Machine) -> str:
    """Return the program, "" where it is not on this machine."""
    return machine.program("ace-cli", "ace")


def ask_ace(book: bytes, inspection: Inspection, machine: Machine) -> Answer:
    """Return what Ace finds in a book; ``inspection`` is what our own checks know of it."""
    program = ace_program(machine)
    if not program:
        return Answer(NAME, silent="it is not on this machine", remedy=INSTALL)
    if not inspection.inert:
        why = "it would open the book in a browser, and there is something in it that runs, "
        remedy = "Mend what is found first."
        return Answer(NAME, silent=f"{why}fetches or is damaged", remedy=remedy)
    with workplace(book) as folder:
        asked = (program, "-f", "-s", "-o", "report", "book.epub")
        most = min(_PATIENCE + _EACH_PAGE * inspection.pages, _MOST_SECONDS)
        why = run(asked, _environment(machine, folder), folder, most)
        report = report_of(folder / "report" / "report.json")
    if why or not isinstance(report, dict):
        return Answer(NAME, silent=why or "it wrote no report", remedy="Try it on its own.")
    version = words(report, "earl:assertedBy", "doap:release", "doap:revision")
    return Answer(f"{NAME} {version}".strip(), tuple(_findings(report, inspection)))


def _environment(machine: Machine, folder: Path) -> dict[str, str]:
    """Return Ace's environment: a home that is gone afterwards, and the browser of this machine."""
    given = machine.environment
    home = given.get("HOME") or given.get("USERPROFILE") or ""
    cache = given.get("PUPPETEER_CACHE_DIR") or (f"{home}/.cache/puppeteer" if home else "")
    browser = given.get("PUPPETEER_EXECUTABLE_PATH") or machine.program(*_BROWSERS)
    return {
        "ACE_TIMEOUT_INITIAL": "60000",
        **given,
        "HOME": str(folder),
        **({"PUPPETEER_CACHE_DIR": cache} if cache else {}),
        **({"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}),
    }


def _findings(report: object, inspection: Inspection) -> Iterator[Diagnostic]:
    for document in entries(report, "assertions"):
        address = words(document, "earl:testSubject", "url")
        for each in entries(document, "assertions"):
            if words(each, "earl:result", "earl:outcome") != "pass":
                yield _finding(each, _place(address, inspection))


def _finding(each: object, place: Place) -> Diagnostic:
    impact = words(each, "earl:test", "earl:impact")
    rule = words(each, "earl:test", "dct:title")
    said = words(each, "earl:result", "dct:description").partition("Fix any of")[0]
    shown = words(each, "earl:result", "html")[:120]
    severity = Severity.ERROR if impact in _LOUD else Severity.WARNING
    at = f" It is at {shown}" if shown else ""
    message = f"{NAME} ({impact}): {sentence(said.strip())}{at}"
    return Diagnostic(f"ace-{rule}", severity, place, message)


def _place(address: str, inspection: Inspection) -> Place:
    """Return the file within the book; Ace counts from the package document, or does not."""
    named = posixpath.normpath(unquote(address.partition("#")[0])).lstrip("/")
    beside = posixpath.join(posixpath.dirname(inspection.package), named)
    files = (beside, named)
    return Place(next((file for file in files if file in inspection.files), inspection.name))
