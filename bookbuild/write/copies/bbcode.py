"""Copies in BBCode: a post for each section of a forum that runs XenForo, or one like it.

Only tags that every such forum has are used: emphasis, alignment, indent, quotation, list, table,
code and address. A scene break is centred asterisks, for ``[HR]`` came late. What an author types
in brackets and a forum would take for a tag is parted by a character that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import assert_never

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import (
    Code,
    ExternalTarget,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Style,
    Styled,
    Text,
    Verbatim,
)
from bookbuild.render.documents import direction
from bookbuild.write.copies.fallback import instead_of_picture, pieces_of
from bookbuild.write.copies.lines import DIVIDER, Scene, bare_words, small_figures
from bookbuild.write.copies.pieces import (
    Apart,
    Break,
    Framed,
    Gap,
    Grid,
    Items,
    Line,
    Piece,
    Pieces,
    Side,
    Stanza,
    Title,
    Typed,
)
from bookbuild.write.copies.posts import CopyFile, Post, Voice, parts_of

_KNOWN = (
    "align attach b center code color email embed font gallery h heading hr html i icode img "
    "indent ispoiler left list media ol php plain quote right s size spoiler sub sup table td th "
    "tr u ul url user"
).split()
_LIKE_A_TAG = re.compile(rf"\[(?=/?(?:{'|'.join(_KNOWN)})\b[^\[\]]*\]|\*\])", re.IGNORECASE)
_RIGHT_TO_LEFT, _AS_BEFORE = "\u2067", "\u2069"
_INDENT = "\u00a0" * 4
_TAGS = {Style.EMPHASIS: "I", Style.STRONG: "B", Style.UNDERLINE: "U", Style.STRIKE: "S"}


def bbcode_files(posts: tuple[Post, ...], voice: Voice) -> tuple[CopyFile, ...]:
    """Return a file of BBCode for each post, with its title at the head."""
    return tuple(CopyFile(f"{post.name}.txt", _post(post, voice), post.source) for post in posts)


def _post(post: Post, voice: Voice) -> str:
    turned = direction(voice.language) == "rtl"
    parts = [_tagged("CENTER", _tagged("B", _words(post.title)))]
    for part in parts_of(post):
        scene = Scene(voice, part.box.called)
        if part.divider_above:
            parts.append(DIVIDER)
        if part.box.heading:
            parts.append(_tagged("B", _words(part.box.heading)))
        parts.extend(_pieces(pieces_of(part.box.blocks, voice.words), scene))
        parts.extend(_footnotes(part.box.footnotes, scene))
        if part.divider_below:
            parts.append(DIVIDER)
    said = "\n\n".join(part for part in parts if part)
    return f"{_turned(said)}\n" if turned else f"{said}\n"


def _turned(said: str) -> str:
    """Return a text from right to left: forums know no direction, so each line says its own."""
    lines = (f"{_RIGHT_TO_LEFT}{line}{_AS_BEFORE}" if line else "" for line in said.split("\n"))
    return _tagged("RIGHT", "\n".join(lines))


def _tagged(tag: str, content: str, value: str = "") -> str:
    return f"[{tag}{value}]{content}[/{tag}]" if content else ""


def _pieces(pieces: Pieces, scene: Scene) -> Iterator[str]:
    yield from (said for piece in pieces if (said := _piece(piece, scene)))


def _within(pieces: Pieces, scene: Scene) -> str:
    return "\n\n".join(_pieces(pieces, scene))


def _piece(piece: Piece, scene: Scene) -> str:  # noqa: C901, PLR0911 (the dispatch)
    match piece:
        case Line(inlines, side):
            return _aligned(_inlines(inlines, scene), side)
        case Break():
            return _tagged("CENTER", "* * *")
        case Gap():
            return "\u00a0"
        case Title(level, inlines):
            heading = _tagged("B", _inlines(inlines, scene))
            return _tagged("SIZE", heading, f"={max(7 - level, 4)}")
        case Stanza(lines):
            return "\n".join(
                _INDENT * line.indent + _inlines(line.inlines, scene) for line in lines
            )
        case Apart(inner):
            return _tagged("INDENT", _within(inner, scene))
        case Framed(lines):
            return _tagged("QUOTE", "\n".join(_inlines(line, scene) for line in lines))
        case Items():
            return _list(piece, scene)
        case Grid():
            return _table(piece, scene)
        case Typed(text):
            return _tagged("CODE", _as_typed(text))
        case _:
            assert_never(piece)


def _aligned(said: str, side: Side) -> str:
    match side:
        case Side.START:
            return said
        case Side.CENTER:
            return _tagged("CENTER", said)
        case Side.END:
            return _tagged("RIGHT", said)


def _list(items: Items, scene: Scene) -> str:
    """Return a list; a forum counts from 1 only, so other numbers stand there as typed."""
    said = tuple(_within(item, scene) for item in items.items)
    if items.start in (None, 1):
        rows = "\n".join(f"[*]{row}" for row in said)
        return _tagged("LIST", f"\n{rows}\n", "=1" if items.start else "") if rows else ""
    counted = zip(count(items.start or 1), said, strict=False)
    return _tagged("INDENT", "\n".join(f"{number}. {row}" for number, row in counted))


def _table(grid: Grid, scene: Scene) -> str:
    head = _row(grid.table.head, "TH", scene)
    rows = (head, *(_row(row, "TD", scene) for row in grid.table.rows))
    said = "\n".join(row for row in rows if row)
    return _tagged("TABLE", f"\n{said}\n") if said else ""


def _row(cells: tuple[Inlines, ...], tag: str, scene: Scene) -> str:
    shown = (f"[{tag}]{_inlines(cell, scene)}[/{tag}]" for cell in cells)
    return _tagged("TR", "".join(shown))


def _footnotes(notes: tuple[NumberedNote, ...], scene: Scene) -> Iterator[str]:
    if notes:
        yield DIVIDER
    for note in notes:
        said = _within(pieces_of(note.blocks, scene.voice.words), scene)
        yield f"[{note.number}] {said}"


# ----------------------------------------------------------------------------------- inlines


def _inlines(inlines: Inlines, scene: Scene) -> str:
    return "".join(_inline(inline, scene) for inline in inlines)


def _inline(inline: Inline, scene: Scene) -> str:  # noqa: C901, PLR0911 (the dispatch)
    match inline:
        case Text(text) | Verbatim(text):
            return _words(text)
        case Code(text):
            return _tagged("ICODE", _as_typed(text))
        case Styled(Style.SUPERSCRIPT | Style.SUBSCRIPT as style, children):
            return small_figures(_inlines(children, scene), style)
        case Styled(style, children):
            said = _inlines(children, scene)
            return _tagged(_TAGS[style], said) if style in _TAGS else said
        case Language(_, children):
            return _inlines(children, scene)
        case LineBreak():
            return "\n"
        case NoteRef(label):
            return scene.call(label)
        case Picture(source, alt):
            return _words(instead_of_picture(source, alt))
        case Link(ExternalTarget(url), children):
            return _tagged("URL", _inlines(children, scene), f"='{_address(url)}'")
        case Link(_, children):
            return _inlines(children, scene)
        case PageMark():
            return ""
        case _:
            assert_never(inline)


def _words(text: str) -> str:
    return _LIKE_A_TAG.sub("[\u2060", bare_words(text))


def _as_typed(text: str) -> str:
    """Return what stands in a code tag, where only the tag's own end is read."""
    return re.sub(r"\[(?=/i?code\])", "[\u2060", text, flags=re.IGNORECASE)


def _address(url: str) -> str:
    return url.replace("'", "%27").replace("[", "%5B").replace("]", "%5D")
