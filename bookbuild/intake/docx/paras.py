"""Paragraphs and tables as they were read, before anything is decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.docx.numbering import Numbered
from bookbuild.intake.web.inlines import Line, Mark


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. Indents are in twentieths of a point, ``size`` in half points.

    ``role`` is what its style's name says ("title", "quote" ...), ``level`` the heading level from
    1, 0 for none. ``bold``, ``caps`` and ``italic`` are so where all its words are. ``page`` where
    it begins a page.
    """

    role: str = ""
    level: int = 0
    align: str = ""
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    size: int = 0
    bold: bool = False
    caps: bool = False
    italic: bool = False
    underlined: bool = False
    page: bool = False
    ruled: bool = False
    bidi: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph: its number in the document from 1, its lines, and what the witness saw.

    ``witness`` holds "\\n" for line ends; ``text`` is the same in one line. ``numbered`` is what
    Word prints before it. ``listed`` where it is part of a list of contents; ``boxed`` where it
    stands in a text box. ``joins`` where its end was deleted, so that the next one goes on in it.
    """

    number: int
    lines: tuple[Line, ...]
    witness: str
    text: str
    look: Look
    numbered: Numbered | None = None
    listed: bool = False
    boxed: bool = False
    pictures: bool = False
    joins: bool = False
    ends_page: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing shows: no words, no picture, no note's call, no automatic label."""
        label = self.numbered is not None and self.look.level > 0 and self.numbered.is_label
        return not self.text and not label and not any(map(has_mark, self.lines))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each the paragraphs in it. ``headed`` where its first row heads it.

    ``wide`` has, row by row, how many columns each cell goes over.
    """

    number: int
    rows: tuple[tuple[tuple[Para, ...], ...], ...]
    wide: tuple[tuple[int, ...], ...]
    headed: bool = False

    @property
    def paras(self) -> tuple[Para, ...]:
        """All paragraphs of the table in the order in which they are read."""
        return tuple(para for row in self.rows for cell in row for para in cell)

    @property
    def text(self) -> str:
        """The words of the table in one line."""
        return " ".join(para.text for para in self.paras if para.text)


def has_mark(line: Line) -> bool:
    """Return whether a line shows something that is no word: a picture, a note's call."""
    return any(isinstance(piece, Mark) for piece in line)


Item = Para | Grid
