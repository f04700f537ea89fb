"""Lines that fit a terminal: how wide a text is there, and how wide the terminal is."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator

import typer

NARROWEST, WIDEST = 40, 100


def terminal_width() -> int:
    """Return how many columns there are to fill: those of the terminal, within reason."""
    return max(NARROWEST, min(shutil.get_terminal_size((80, 24)).columns, WIDEST))


def has_colours() -> bool:
    """Return whether stdout is a terminal whose user has not asked for it plain."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def coloured(text: str, colour: str, *, bold: bool = False) -> str:
    """Return the text in a colour where colours are shown."""
    return typer.style(text, fg=colour or None, bold=bold) if has_colours() else text


def cells(text: str) -> int:
    """Return how many columns a text takes: a Chinese character two, a combining mark none."""
    return sum(_cells(sign) for sign in text)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def fitted(text: str, width: int) -> str:
    """Return the text filled up to a width, or cut there with an ellipsis."""
    if cells(text) <= width:
        return text + " " * (width - cells(text))
    kept, taken = "", 0
    for sign in text:
        if taken + _cells(sign) > width - 1:
            break
        kept, taken = kept + sign, taken + _cells(sign)
    kept = kept.rstrip()
    return f"{kept}…" + " " * (width - 1 - cells(kept))


def wrapped(line: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield a text as lines that fit, all after the first farther in; a long word is cut."""
    shown = indent
    for word in _words(line, width - len(indent) - 2):
        joined = f"{shown} {word}" if shown.strip() else f"{shown}{word}"
        if cells(joined) <= width:
            shown = joined
        else:
            yield shown.rstrip()
            shown = f"{indent}  {word}"
    yield shown.rstrip()


def _words(line: str, width: int) -> Iterator[str]:
    """Yield the words of a line, the longest in pieces; several spaces in a row stay."""
    for word in line.split(" "):
        piece, taken = "", 0
        for sign in word:
            if taken + _cells(sign) > width:
                yield piece
                piece, taken = "", 0
            piece, taken = piece + sign, taken + _cells(sign)
        yield piece
