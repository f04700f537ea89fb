"""Footnotes and endnotes, and the labels that their calls get in each section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import ID, TBL, TYPE, P
from bookbuild.intake.docx.paragraphs import Reader, Story
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.web.inlines import Line, Mark, Piece
from bookbuild.model.text import NoteRef

_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_notes(
    root: Node | None, sign: str, reader: Reader, called: dict[str, int]
) -> dict[str, tuple[Item, ...]]:
    """Return the notes of a part by their keys: ``sign`` ("f", "e") and Word's number.

    ``called`` has the paragraph of each key's first call; notes that nothing calls are left.
    """
    notes: dict[str, tuple[Item, ...]] = {}
    for node in root if root is not None else ():
        key = f"{sign}{value(node, ID)}"
        if value(node, TYPE) in _SEPARATORS or key not in called or key in notes:
            continue
        notes[key] = tuple(_trimmed(reader, node, called[key]))
    return notes


def _trimmed(reader: Reader, note: Node, number: int) -> list[Item]:
    reader.story = Story(number - 1)

    def blocks() -> Iterator[Node]:
        for node in note.iter(P, TBL):
            if node.getparent() is note or _through(node, note):
                reader.story.number = number - 1
                yield node

    items = list(reader.items(blocks()))
    while items and isinstance(last := items[-1], Para) and last.empty:
        items.pop()
    return items


def _through(node: Node, note: Node) -> bool:
    """Whether nothing but controls stands between a block and its note."""
    above = node.getparent()
    while above is not None and above is not note:
        if above.tag in (P, TBL):
            return False
        above = above.getparent()
    return True


def calls_in(items: Iterable[Item]) -> Iterator[tuple[str, int]]:
    """Yield the calls of notes, by key, with the number of their paragraph."""
    for item in items:
        for para in item.paras if isinstance(item, Grid) else (item,):
            for line in para.lines:
                for piece in line:
                    if isinstance(piece, Mark) and isinstance(piece.inline, NoteRef):
                        yield piece.inline.label, para.number


class Labels:
    """The labels of one section: its notes count from 1 in the order of their calls."""

    def __init__(self, notes: dict[str, tuple[Item, ...]]) -> None:
        self.notes = notes
        self.given: dict[str, str] = {}

    def of(self, key: str) -> str:
        """Return the label of a note, "" where there is no such note."""
        if key not in self.notes:
            return ""
        return self.given.setdefault(key, str(len(self.given) + 1))

    def relabelled(self, item: Item) -> Item:
        """Return an item whose calls bear the section's labels; a call of nothing is gone."""
        if isinstance(item, Grid):
            rows = tuple(
                tuple(tuple(self._para(para) for para in cell) for cell in row) for row in item.rows
            )
            return replace(item, rows=rows)
        return self._para(item)

    def _para(self, para: Para) -> Para:
        if not any(_is_call(piece) for line in para.lines for piece in line):
            return para
        return replace(para, lines=tuple(self._line(line) for line in para.lines))

    def _line(self, line: Line) -> Line:
        made: list[Piece] = []
        for piece in line:
            if isinstance(piece, Mark) and isinstance(piece.inline, NoteRef):
                label = self.of(piece.inline.label)
                if label:
                    made.append(replace(piece, inline=NoteRef(label)))
            else:
                made.append(piece)
        return tuple(made)


def _is_call(piece: Piece) -> bool:
    return isinstance(piece, Mark) and isinstance(piece.inline, NoteRef)
