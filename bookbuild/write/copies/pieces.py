"""Pieces: the few shapes of text that every site knows, and that `fallback` makes of all blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.text import Inlines, Table, VerseLine


class Side(Enum):
    """Where a line stands."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``lang`` is its language, "" for its surroundings'."""

    inlines: Inlines
    side: Side = Side.START
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a scene."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty line that the author asked for."""


@dataclass(frozen=True, slots=True)
class Title:
    """A heading within the text; ``level`` counts from 1."""

    level: int
    inlines: Inlines
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Stanza:
    """Lines of verse that stand together."""

    lines: tuple[VerseLine, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """What is set apart from the story: a letter, a quotation, a conversation."""

    pieces: tuple[Piece, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Framed:
    """Short lines in a frame."""

    lines: tuple[Inlines, ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the first number, None for bullets."""

    items: tuple[tuple[Piece, ...], ...]
    start: int | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, as the model has it."""

    table: Table


@dataclass(frozen=True, slots=True)
class Typed:
    """Lines shown exactly as typed."""

    text: str


Piece = Line | Break | Gap | Title | Stanza | Apart | Framed | Items | Grid | Typed
Pieces = tuple[Piece, ...]
