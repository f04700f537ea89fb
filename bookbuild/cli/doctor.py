"""``bookbuild doctor``: what is missing on this machine, and the exact command that installs it."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from dataclasses import dataclass

import typer

from bookbuild.cli.printing import note, say
from bookbuild.report import Exit

_PANGO = {
    "apt-get": "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install pango harfbuzz",
    "apk": "sudo apk add so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
    "pacman": "sudo pacman -S --needed pango",
    "brew": "brew install pango",
}
_GIT = {
    "apt-get": "sudo apt-get install git",
    "dnf": "sudo dnf install git",
    "apk": "sudo apk add git",
    "pacman": "sudo pacman -S --needed git",
    "brew": "brew install git",
}
_WINDOWS_PANGO = "In MSYS2's UCRT64 shell: pacman -S mingw-w64-ucrt-x86_64-pango"
_PACKAGES = (
    "ebooklib",
    "weasyprint",
    "jinja2",
    "markdown_it",
    "yaml",
    "PIL",
    "pikepdf",
    "uharfbuzz",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked for: whether it is there, and what brings it if it is not.

    ``needed`` is False for what only some uses take.
    """

    what: str
    there: bool
    remedy: str
    needed: bool = True


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Say what is missing on this machine, and what installs it.

    For example:  bookbuild doctor
    """
    findings = examine()
    for finding in findings:
        say(_line(finding))
    missing = [finding for finding in findings if not finding.there]
    for finding in missing:
        note(f"\n{finding.what}:\n    {finding.remedy}")
    if any(finding.needed for finding in missing):
        raise typer.Exit(int(Exit.MACHINE))
    say("\nThis machine can make EPUBs and PDFs.")


def examine() -> tuple[Finding, ...]:
    """Look for everything that a build may take."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    lost = tuple(name for name in _PACKAGES if importlib.util.find_spec(name) is None)
    reinstall = "Install bookbuild again, or in its own folder: make setup"
    return (
        Finding(f"Python {python}", sys.version_info >= (3, 11), "Install Python 3.11 or later"),
        Finding("bookbuild's packages", not lost, reinstall),
        Finding("the fonts", _has_fonts(), reinstall),
        Finding("Pango, for the PDF", _has_pango(), _command(_PANGO, _WINDOWS_PANGO)),
        Finding(
            "git, for a book's date",
            shutil.which("git") is not None,
            _command(_GIT, "Install Git for Windows"),
            needed=False,
        ),
        *_validators(),
    )


def _validators() -> tuple[Finding, ...]:
    """Look for what `bookbuild check` asks about a finished EPUB."""
    from bookbuild.cli.finished_checking import machine_here
    from bookbuild.preflight.epub.validators import ace, epubcheck

    machine = machine_here()
    needs = epubcheck.JAVA if epubcheck.has_jar(machine) else epubcheck.INSTALL
    return (
        Finding(
            "EPUBCheck, to check a finished EPUB",
            bool(epubcheck.epubcheck_command(machine)),
            needs,
            needed=False,
        ),
        Finding(
            "Ace, to check a finished EPUB for its accessibility",
            bool(ace.ace_program(machine)),
            ace.INSTALL,
            needed=False,
        ),
    )


def _line(finding: Finding) -> str:
    mark = "ok      " if finding.there else "missing " if finding.needed else "without "
    return f"{mark}{finding.what}"


def _has_fonts() -> bool:
    packages = ("fontpkg_eb_garamond", "fontpkg_noto_serif")
    return all(importlib.util.find_spec(name) is not None for name in packages)


def _has_pango() -> bool:
    """Return whether the library that sets the PDF's text can be loaded."""
    import ctypes.util  # which no other command needs, and each would wait for

    for name in ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return ctypes.util.find_library("pangoft2-1.0") is not None


def _command(commands: dict[str, str], windows: str) -> str:
    """Return the command of this machine's package manager, or every one that we know."""
    if sys.platform == "win32":
        return windows
    here = [commands[name] for name in commands if shutil.which(name)]
    return here[0] if here else "\n    ".join(commands.values())
