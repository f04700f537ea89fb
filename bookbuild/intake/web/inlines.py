"""Runs of words with their looks, to the nested inlines of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from bookbuild.intake.web.formats import Format
from bookbuild.model.text import (
    Code,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    Picture,
    Style,
    Styled,
    Target,
    Text,
)

_SPACES = re.compile(r"[ \t\n\r\f\v\u00a0]{2,}|[\t\n\r\f\v]")
"""All spaces but a single plain one and a single no-break space, which stay."""
_NO_WIDTH = re.compile("[\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    format: Format
    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture or a footnote's call within a line."""

    inline: Picture | NoteRef
    format: Format
    line: int


Piece = Run | Mark
Line = tuple[Piece, ...]

_Wrapper = Style | Target | str
"""What stands around words: a style, where they lead, or their language."""


def levelled(pieces: Sequence[Piece]) -> Line:
    """Return the pieces of one line with single spaces, and none at its ends.

    A space at the border of a look stands outside of it, as a typesetter keeps it. A no-break
    space between words stays.
    """
    cut = [part for piece in pieces for part in _cut(piece)]
    kept: list[Piece] = []
    for piece in cut:
        after_space = not kept or _is_space(kept[-1])
        if not (_is_space(piece) and after_space):
            kept.append(piece)
    while kept and _is_space(kept[-1]):
        kept.pop()
    return tuple(_outside(kept, at) for at in range(len(kept)))


def _cut(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece, Mark):
        yield piece
        return
    text = _SPACES.sub(" ", _NO_WIDTH.sub("", piece.text))
    inner = text.strip(" \u00a0")
    if not inner:
        yield from (replace(piece, text=" "),) if text else ()
        return
    if not text.startswith(inner[0]):
        yield replace(piece, text=" ")
    yield replace(piece, text=inner)
    if not text.endswith(inner[-1]):
        yield replace(piece, text=" ")


def _is_space(piece: Piece) -> bool:
    return isinstance(piece, Run) and piece.text == " "


def _outside(pieces: Sequence[Piece], at: int) -> Piece:
    """Return a space in the look that its two neighbours share."""
    piece = pieces[at]
    if not _is_space(piece) or not 0 < at < len(pieces) - 1:
        return piece
    before, after = pieces[at - 1].format, pieces[at + 1].format
    styles = tuple(style for style in before.styles if style in after.styles)
    shared = Format(
        styles,
        before.link if before.link == after.link else None,
        before.lang if before.lang == after.lang else "",
        before.code and after.code,
    )
    return replace(piece, format=shared)


def inlines_of(lines: Sequence[Line], lang: str) -> Inlines:
    """Return levelled lines as inlines; ``lang`` is the language around them."""
    made: list[Inline] = []
    for number, line in enumerate(lines):
        if number:
            made.append(LineBreak())
        made.extend(_nested(line, 0, lang))
    return tuple(made)


def _wrappers(given: Format, lang: str) -> tuple[_Wrapper, ...]:
    link = (given.link,) if given.link else ()
    language = (given.lang,) if given.lang not in ("", lang) else ()
    return (*link, *language, *given.styles)


def _nested(pieces: Sequence[Piece], level: int, lang: str) -> Iterator[Inline]:
    """Yield the pieces nested by look; there are never more levels than kinds of looks."""

    def wrapper(piece: Piece) -> _Wrapper | None:
        around = _wrappers(piece.format, lang)
        return around[level] if level < len(around) else None

    for around, group in groupby(pieces, wrapper):
        members = tuple(group)
        match around:
            case None:
                yield from _leaves(members)
            case Style():
                yield Styled(around, tuple(_nested(members, level + 1, lang)))
            case str():
                yield Language(around, tuple(_nested(members, level + 1, lang)))
            case _:
                yield Link(around, tuple(_nested(members, level + 1, lang)))


def _leaves(pieces: Sequence[Piece]) -> Iterator[Inline]:
    for kind, group in groupby(pieces, _kind):
        members = tuple(group)
        text = "".join(piece.text for piece in members if isinstance(piece, Run))
        match kind:
            case "code":
                yield Code(text)
            case "text":
                yield Text(text)
            case _:
                yield from (piece.inline for piece in members if isinstance(piece, Mark))


def _kind(piece: Piece) -> str:
    if isinstance(piece, Mark):
        return "mark"
    return "code" if piece.format.code and piece.text != " " else "text"


def plain(line: Line) -> str:
    """Return the words of a line."""
    return "".join(piece.text for piece in line if isinstance(piece, Run))
