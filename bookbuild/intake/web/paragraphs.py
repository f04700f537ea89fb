"""The lines of one paragraph tag, to the paragraphs, verses and breaks that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.intake.marks import is_rule
from bookbuild.intake.web.inlines import Line, Mark, inlines_of, levelled, plain
from bookbuild.intake.web.visible import squeezed
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Figure,
    Heading,
    Paragraph,
    Picture,
    SceneBreak,
    Verse,
    VerseLine,
)

_LONG_LINES = 90
_MANY_LINES = 6
_VERSE_LINES = 4
_VERSE_MEASURE = 62
_SPOKEN = re.compile(r"[^\s:]{1,20}(?: [^\s:]{1,20}){0,2}:\s")
_DOTS = re.compile(r"[.…·•\s]{3,}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a paragraph: heading level (0 for none), alignment, the text's language."""

    heading: int = 0
    align: Align | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A scene break and the mark that was typed for it."""

    block: SceneBreak
    mark: str


def paragraphs_of(lines: Sequence[Line], line: int, setting: Setting) -> Iterator[Block | Rule]:
    """Yield the blocks that raw lines make; ``line`` is where they begin in the source.

    An empty line parts paragraphs; where there is none and the lines are long, each is one.
    """
    ready = tuple(levelled(each) for each in lines)
    if not any(ready):
        if any(lines) or len(lines) > 1:
            yield BlankLine(line=line)
        return
    groups = tuple(_groups(ready))
    if len(groups) == 1 and isinstance(groups[0], tuple) and _is_prose(groups[0]):
        groups = tuple((each,) for each in groups[0])
    for group in groups:
        match group:
            case tuple():
                yield from _block(group, group[0][0].line or line, setting)
            case str():
                yield Rule(SceneBreak(line=line), group)
            case None:
                yield BlankLine(line=line)


def _groups(lines: Sequence[Line]) -> Iterator[tuple[Line, ...] | str | None]:
    """Yield groups of lines, the marks between scenes, and None for a wide gap."""
    group: list[Line] = []
    empty, started = 0, False
    for line in lines:
        mark = squeezed(plain(line))
        if line and not (mark and is_rule(mark)):
            if empty and group:
                yield tuple(group)
                group.clear()
            if empty > 1 and started:
                yield None
            group.append(line)
            empty, started = 0, True
            continue
        empty += not line
        if line:
            if group:
                yield tuple(group)
                group.clear()
            yield mark
            empty, started = 0, False
    if group:
        yield tuple(group)


def _is_prose(lines: Sequence[Line]) -> bool:
    total = sum(len(plain(line)) for line in lines)
    return len(lines) >= _MANY_LINES and total > _LONG_LINES * len(lines)


def _block(lines: tuple[Line, ...], line: int, setting: Setting) -> Iterator[Block | Rule]:
    text = squeezed(" ".join(map(plain, lines)))
    picture = _only_picture(lines)
    if picture:
        yield Figure(picture.source, picture.alt, line=line)
    elif setting.align is Align.CENTER and _DOTS.fullmatch(text):
        yield Rule(SceneBreak(line=line), text)
    elif setting.heading and len(text) <= 200:
        yield Heading(setting.heading, inlines_of(lines, setting.lang), line=line)
    elif is_verse(lines):
        verse = tuple(VerseLine(inlines_of((each,), setting.lang)) for each in lines)
        yield _placed(Verse((verse,), line=line), setting)
    else:
        yield _placed(Paragraph(inlines_of(lines, setting.lang), line=line), setting)


def _placed(block: Block, setting: Setting) -> Block:
    if setting.align is None:
        return block
    return Aligned(setting.align, (block,), line=block.line)


def _only_picture(lines: tuple[Line, ...]) -> Picture | None:
    if len(lines) == 1 and len(lines[0]) == 1:
        piece = lines[0][0]
        if isinstance(piece, Mark) and isinstance(piece.inline, Picture):
            return piece.inline
    return None


def is_verse(lines: Sequence[Line]) -> bool:
    """Return whether lines are verse: four or more, short, whole phrases, capitals at the head.

    An address has shorter lines, and a conversation begins them with names.
    """
    texts = [squeezed(plain(line)) for line in lines]
    if len(texts) < _VERSE_LINES or max(map(len, texts)) > _VERSE_MEASURE:
        return False
    words = sum(len(text.split()) for text in texts)
    spoken = sum(bool(_SPOKEN.match(text)) for text in texts)
    heads = sum(text.lstrip("“\"'‘«„(—–-…[ ")[:1].isupper() for text in texts)
    return words >= 4 * len(texts) and not spoken and heads * 4 >= 3 * len(texts)
