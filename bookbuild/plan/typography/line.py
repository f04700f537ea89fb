"""One line of text as a string, and the way back into the inlines it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.model.text import (
    Code,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Styled,
    Text,
    Verbatim,
)

NOTE = "\ufdd0"
"""Stands for a footnote's reference: no character at all to the rules beside it."""

STRAY = "\ufdd1"
"""Stands for a quotation mark within words that no rule touches: it opens and closes nothing."""

_MASKED = str.maketrans(dict.fromkeys("\"'“”„‟«»‘’‚‛‹›", STRAY))

OBJECT = "\ufffc"
"""Stands for a picture."""


class Edit(NamedTuple):
    """A change: the characters from ``start`` up to ``end`` become ``new``.

    A tuple, since a novel takes tens of thousands, and a dataclass takes three times as long.
    """

    start: int
    end: int
    new: str


Rule = Callable[[str], Sequence[Edit]]
"""What a rule wants changed in a line's text: its edits in order, none overlapping."""


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a paragraph, piece by piece as the nodes hold them.

    ``fixed`` has one flag for each piece: true where no rule may change it.
    """

    pieces: tuple[str, ...]
    fixed: tuple[bool, ...]

    @property
    def text(self) -> str:
        """All pieces in one string."""
        return self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)


def line_of(inlines: Inlines) -> Line:
    """Return the inlines as a line: one piece for each leaf of the tree, in order."""
    leaves = tuple(_leaves(inlines))
    return Line(tuple(text for text, _ in leaves), tuple(fixed for _, fixed in leaves))


def joined(lines: Sequence[Line]) -> Line:
    """Return several lines as one, a line end between each two of them."""
    pieces: list[str] = []
    fixed: list[bool] = []
    for line in lines:
        pieces += [*line.pieces, "\n"]
        fixed += [*line.fixed, True]
    return Line(tuple(pieces[:-1]), tuple(fixed[:-1]))


def _leaves(inlines: Inlines) -> Iterator[tuple[str, bool]]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text, False
            case Styled(_, children) | Link(_, children):
                yield from _leaves(children)
            case Language(_, children):
                # Its own language's rules have been at work there already.
                yield "".join(text for text, _ in _leaves(children)).translate(_MASKED), True
            case LineBreak():
                yield "\n", True
            case NoteRef():
                yield NOTE, True
            case Picture():
                yield OBJECT, True
            case Code(text) | Verbatim(text):
                yield text.translate(_MASKED), True
            case PageMark():
                yield "", True


def refilled(inlines: Inlines, pieces: Iterator[str]) -> Inlines:
    """Return the inlines with their words taken, leaf by leaf, from the pieces of their line."""
    return tuple(_refilled(inline, pieces) for inline in inlines)


def _refilled(inline: Inline, pieces: Iterator[str]) -> Inline:
    match inline:
        case Text():
            return Text(next(pieces))
        case Styled(style, children):
            return Styled(style, refilled(children, pieces))
        case Link(target, children):
            return Link(target, refilled(children, pieces))
        case Language() | LineBreak() | NoteRef() | Picture() | Code() | Verbatim() | PageMark():
            next(pieces)
            return inline


def changed(line: Line, rule: Rule) -> Line:
    """Return the line as the rule wants it.

    An edit that would reach over the end of a piece, or into a fixed one, is not made: markup
    that stands in the middle of a mark is there on purpose.
    """
    edits = rule(line.text)
    return _with_edits(line, edits) if edits else line


def changed_text(text: str, rules: Sequence[Rule]) -> str:
    """Return a line that is one text, without any markup, as the rules want it in turn."""
    for rule in rules:
        if edits := rule(text):
            text = _edited(text, edits)
    return text


def _with_edits(line: Line, edits: Sequence[Edit]) -> Line:
    pieces: list[str] = []
    start = at = 0
    for piece, fixed in zip(line.pieces, line.fixed, strict=True):
        end = start + len(piece)
        parts: list[str] = []
        done = 0
        while at < len(edits) and edits[at].start < end:
            edit = edits[at]
            at += 1
            if fixed or edit.start < start or edit.end > end:
                continue
            parts += [piece[done : edit.start - start], edit.new]
            done = edit.end - start
        pieces.append("".join([*parts, piece[done:]]) if parts else piece)
        start = end
    return Line(tuple(pieces), line.fixed)


def _edited(text: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        if start >= len(text):
            break
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]])
