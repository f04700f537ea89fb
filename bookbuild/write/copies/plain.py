"""Copies in plain text: a paragraph is a line, a blank line stands between two.

Emphasis is _so_ and strong emphasis *so*, a footnote is called by its number in brackets, and what
is set apart stands in by four spaces.
"""

from __future__ import annotations

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
    plain_text,
)
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
    Stanza,
    Title,
    Typed,
)
from bookbuild.write.copies.posts import CopyFile, Post, Voice, parts_of

_IN = "    "


def text_files(posts: tuple[Post, ...], voice: Voice) -> tuple[CopyFile, ...]:
    """Return a text file for each post, with its title as the first line."""
    return tuple(CopyFile(f"{post.name}.txt", _post(post, voice), post.source) for post in posts)


def _post(post: Post, voice: Voice) -> str:
    parts = [bare_words(post.title)]
    for part in parts_of(post):
        scene = Scene(voice, part.box.called)
        if part.divider_above:
            parts.append(DIVIDER)
        if part.box.heading:
            parts.append(part.box.heading)
        parts.extend(_pieces(pieces_of(part.box.blocks, voice.words), scene))
        parts.extend(_footnotes(part.box.footnotes, scene))
        if part.divider_below:
            parts.append(DIVIDER)
    return "\n\n".join(parts) + "\n"


def _pieces(pieces: Pieces, scene: Scene) -> Iterator[str]:
    yield from (said for piece in pieces if (said := _piece(piece, scene)))


def _within(pieces: Pieces, scene: Scene) -> str:
    return "\n\n".join(_pieces(pieces, scene))


def _piece(piece: Piece, scene: Scene) -> str:  # noqa: PLR0911 (the dispatch)
    match piece:
        case Line(inlines) | Title(_, inlines):
            return _inlines(inlines, scene)
        case Break():
            return "* * *"
        case Gap():
            return "\u00a0"
        case Stanza(lines):
            return "\n".join("  " * line.indent + _inlines(line.inlines, scene) for line in lines)
        case Apart(inner):
            return _indented(_within(inner, scene))
        case Framed(lines):
            return _indented("\n".join(_inlines(line, scene) for line in lines), "| ")
        case Items():
            return "\n".join(_list(piece, scene))
        case Grid(table):
            rows = (table.head, *table.rows) if table.head else table.rows
            return "\n".join(" | ".join(_inlines(cell, scene) for cell in row) for row in rows)
        case Typed(text):
            return _indented(text)
        case _:
            assert_never(piece)


def _indented(said: str, mark: str = _IN) -> str:
    return "\n".join(f"{mark}{line}" if line else "" for line in said.split("\n"))


def _list(items: Items, scene: Scene) -> Iterator[str]:
    marks = ("- " for _ in items.items) if items.start is None else _numbers(items.start)
    for mark, item in zip(marks, items.items, strict=False):
        yield mark + _indented(_within(item, scene), " " * len(mark)).lstrip(" ")


def _numbers(start: int) -> Iterator[str]:
    return (f"{number}. " for number in count(start))


def _footnotes(notes: tuple[NumberedNote, ...], scene: Scene) -> Iterator[str]:
    if notes:
        yield DIVIDER
    for note in notes:
        said = _within(pieces_of(note.blocks, scene.voice.words), scene)
        yield f"[{note.number}] {said}"


# ----------------------------------------------------------------------------------- inlines

_MARKS = {Style.EMPHASIS: "_", Style.STRONG: "*"}


def _inlines(inlines: Inlines, scene: Scene, within: frozenset[Style] = frozenset()) -> str:
    return "".join(_inline(inline, scene, within) for inline in inlines)


def _inline(inline: Inline, scene: Scene, within: frozenset[Style]) -> str:  # noqa: C901, PLR0911 (the dispatch)
    match inline:
        case Text(text) | Verbatim(text):
            return bare_words(text)
        case Code(text):
            return bare_words(text)
        case Styled(style, children):
            return _styled(style, children, scene, within)
        case Language(_, children):
            return _inlines(children, scene, within)
        case LineBreak():
            return "\n"
        case NoteRef(label):
            return scene.call(label)
        case Picture(source, alt):
            return instead_of_picture(source, alt)
        case Link(ExternalTarget(url), children):
            said = _inlines(children, scene, within)
            address = url.removeprefix("mailto:")
            return said if address in plain_text(children) else f"{said} ({address})"
        case Link(_, children):
            return _inlines(children, scene, within)
        case PageMark():
            return ""
        case _:
            assert_never(inline)


def _styled(style: Style, children: Inlines, scene: Scene, within: frozenset[Style]) -> str:
    """Return words with the marks of their style; within the same style they get none again."""
    said = _inlines(children, scene, within | {style})
    if style in (Style.SUPERSCRIPT, Style.SUBSCRIPT):
        return small_figures(said, style)
    mark = "" if style in within else _MARKS.get(style, "")
    bare = said.strip()
    if not mark or not bare:
        return said
    before, after = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    return f"{before}{mark}{bare}{mark}{after}"
