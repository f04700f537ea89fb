"""What is printed: books and answers on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

import typer

from bookbuild.report import Diagnostic

_NARROWEST = 40
"""The fewest columns to which a line is folded."""

Json = Mapping[str, "Json"] | Sequence["Json"] | str | float | None


def say(line: str = "") -> None:
    """Print a line of the answer."""
    typer.echo(line)


def say_long(line: str) -> None:
    """Print a long line of the answer; on a terminal it is folded between words."""
    for part in _folded(line, sys.stdout):
        say(part)


def _folded(line: str, stream: TextIO) -> list[str]:
    width = max(shutil.get_terminal_size().columns, _NARROWEST) if stream.isatty() else 0
    if not width or len(line) <= width:
        return [line]
    margin = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.wrap(
        line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )


def note(line: str = "") -> None:
    """Print a line beside the answer, where no script must parse around it."""
    typer.echo(line, err=True)


def note_long(line: str) -> None:
    """Print a long line beside the answer; on a terminal it is folded between words."""
    for part in _folded(line, sys.stderr):
        note(part)


def complain(message: str) -> None:
    """Print why a command could not do its work."""
    typer.echo(f"bookbuild: {message}", err=True)


def say_json(value: Json) -> None:
    """Print one JSON object, and nothing else, on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def diagnostics_json(diagnostics: tuple[Diagnostic, ...]) -> list[Json]:
    """Return diagnostics as JSON has them."""
    return [each.as_json() for each in diagnostics]


def shown_path(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    from_here = os.path.relpath(path.resolve(), Path.cwd())
    return from_here if from_here.count(os.pardir) <= 1 else str(path)


def typed_path(path: Path) -> str:
    """Return a path as it is typed in a command: in quotes where it has spaces."""
    return shlex.quote(shown_path(path))


def size(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"


def progress(step: str) -> None:
    """Show what is being done, on a terminal only; each step takes the place of the last."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{step} …")
        sys.stderr.flush()


def end_progress() -> None:
    """Clear the line that `progress` wrote."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def note_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print diagnostics beside the answer: errors last, so that they are seen first.

    Each begins with its file and line, so that a terminal or an editor can lead there.
    """
    from bookbuild.report import Severity, fold

    for severity, colour in ((Severity.WARNING, "yellow"), (Severity.ERROR, "red")):
        lines = fold(each for each in diagnostics if each.severity is severity)
        if lines:
            note(typer.style(f"{_counted(len(lines), severity.value)}:", fg=colour))
        for line in lines:
            note_long(line)


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
