"""The words of a line as Markdown can say them.

Neighbouring runs become one, empty ones go, a line end is a space, and spaces move from the ends
of what is set apart to the words beside it. Nothing but spaces and empty markup is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, groupby

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
    Style,
    Styled,
    Text,
    UnitTarget,
    Verbatim,
    WrittenTarget,
)

TYPOGRAPHIC = "'\"-.`,/"
"""What a backslash keeps from typography; all other characters are the same with and without."""

_UNSPEAKABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACING = re.compile("[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_VERBATIM = re.compile(f"[{re.escape(TYPOGRAPHIC)}]+")
_KEEPS_SPACES = (Style.UNDERLINE, Style.STRIKE)
"""Lines drawn under or through spaces can be seen."""


def clean(text: str) -> str:
    """Return a text without what no file may hold, its line ends and tabs as spaces."""
    return _UNSPEAKABLE.sub("", _SPACING.sub(" ", text))


def tidy(inlines: Inlines) -> Inlines:
    """Return a paragraph's or a line's words without spaces and line breaks at its ends."""
    return trimmed(_level(inlines, in_link=False))


def on_one_line(inlines: Inlines) -> Inlines:
    """Return tidy words with a space for each line break, for places that have one line only."""
    return tidy(_without_breaks(inlines))


def _without_breaks(inlines: Inlines) -> Inlines:
    return tuple(_without_break(inline) for inline in inlines)


def _without_break(inline: Inline) -> Inline:
    match inline:
        case LineBreak():
            return Text(" ")
        case Styled(style, children):
            return Styled(style, _without_breaks(children))
        case Language(lang, children):
            return Language(lang, _without_breaks(children))
        case Link(target, children):
            return Link(target, _without_breaks(children))
        case _:
            return inline


def with_breaks_outside(inlines: Inlines) -> Inlines:
    """Return the words with what is set apart divided at its line breaks.

    So the lines of a letter or a sign are found, which are read one by one.
    """
    return tuple(chain.from_iterable(map(_divided, inlines)))


def _divided(inline: Inline) -> Iterator[Inline]:
    if not isinstance(inline, Styled | Language | Link):
        yield inline
        return
    runs = groupby(with_breaks_outside(inline.children), lambda one: isinstance(one, LineBreak))
    for is_break, run in runs:
        if is_break:
            yield from run
        else:
            yield replace(inline, children=tuple(run))


def without_notes(inlines: Inlines) -> Inlines:
    """Return the words without the calls of footnotes, for titles, which have none."""
    return tuple(i for i in inlines if not isinstance(i, NoteRef))


def trimmed(inlines: Inlines) -> Inlines:
    """Return merged words without spaces and line breaks at their two ends."""
    run = list(inlines)
    while run and (rest := _cut(run[0], left=True)) != run[0]:
        run[:1] = [rest] if rest else []
    while run and (rest := _cut(run[-1], left=False)) != run[-1]:
        run[-1:] = [rest] if rest else []
    return tuple(run)


def _cut(inline: Inline, *, left: bool) -> Inline | None:
    match inline:
        case LineBreak():
            return None
        case Text(text):
            kept = text.lstrip() if left else text.rstrip()
            return Text(kept) if kept else None
        case _:
            return inline


# ------------------------------------------------------------------------------ one level


def _level(inlines: Inlines, *, in_link: bool) -> Inlines:
    pieces = chain.from_iterable(_pieces(inline, in_link) for inline in inlines)
    return _without_spaces_at_breaks(_merged(pieces))


def _pieces(inline: Inline, in_link: bool) -> Iterator[Inline]:
    match inline:
        case Text(text):
            yield Text(clean(text))
        case Code(text):
            yield Code(clean(text))
        case Verbatim(text):
            yield from _verbatim(clean(text))
        case LineBreak():
            yield inline
        case Picture(source, alt):
            yield from _picture(source, " ".join(clean(alt).split()))
        case NoteRef() | PageMark():
            yield inline
        case _:
            yield from _apart(inline, in_link)


def _verbatim(text: str) -> Iterator[Inline]:
    at = 0
    for found in _VERBATIM.finditer(text):
        yield Text(text[at : found.start()])
        yield Verbatim(found[0])
        at = found.end()
    yield Text(text[at:])


def _picture(source: str, alt: str) -> Iterator[Inline]:
    path = tidy_path(source)
    yield Picture(path, alt) if path else Text(alt)


def tidy_path(path: str) -> str:
    """Return a path from the manuscript folder with slashes and without "./"."""
    return clean(path).strip().replace("\\", "/").removeprefix("./")


def _apart(inline: Styled | Language | Link, in_link: bool) -> Iterator[Inline]:
    """Yield what is set apart with the spaces at its ends beside it, or its words alone."""
    is_link = isinstance(inline, Link)
    children = _level(inline.children, in_link=in_link or is_link)
    if not children:
        return
    if isinstance(inline, Styled) and inline.style in _KEEPS_SPACES:
        yield Styled(inline.style, children)
        return
    before, kept, after = _hoisted(children)
    yield from before
    if kept:
        yield from _wrapped(inline, kept, in_link)
    yield from after


def _wrapped(
    inline: Styled | Language | Link, children: Inlines, in_link: bool
) -> Iterator[Inline]:
    match inline:
        case Styled(Style.LEAD_IN, _):
            yield Styled(Style.SMALL_CAPS, children)
        case Styled(style, _):
            yield Styled(style, children)
        case Language(lang, _) if lang.strip():
            yield Language(lang.strip(), children)
        case Link(WrittenTarget(file, anchor), _) if not in_link:
            yield Link(WrittenTarget(tidy_path(file), clean(anchor)), children)
        case Link(target, _) if not in_link and not isinstance(target, UnitTarget):
            yield Link(target, children)
        case _:
            yield from children


def _hoisted(children: Inlines) -> tuple[Inlines, Inlines, Inlines]:
    """Return the spaces and breaks before the words, the words, and those after them."""
    before: list[Inline] = []
    after: list[Inline] = []
    run = list(children)
    while run and (rest := _cut(run[0], left=True)) != run[0]:
        before.append(_space(run[0], left=True))
        run[:1] = [rest] if rest else []
    while run and (rest := _cut(run[-1], left=False)) != run[-1]:
        after.append(_space(run[-1], left=False))
        run[-1:] = [rest] if rest else []
    return tuple(before), tuple(run), tuple(reversed(after))


def _space(inline: Inline, *, left: bool) -> Inline:
    if not isinstance(inline, Text):
        return inline
    text = inline.text
    if left:
        return Text(text[: len(text) - len(text.lstrip())])
    return Text(text[len(text.rstrip()) :])


def _merged(inlines: Iterator[Inline]) -> list[Inline]:
    merged: list[Inline] = []
    for inline in inlines:
        match inline, merged[-1:]:
            case ((Text("") | Verbatim("") | Code("")), _):
                continue
            case Text(text), [Text(before)]:
                merged[-1] = Text(before + text)
            case Verbatim(text), [Verbatim(before)]:
                merged[-1] = Verbatim(before + text)
            case Code(text), [Code(before)]:
                merged[-1] = Code(before + text)
            case _:
                merged.append(inline)
    return merged


def _without_spaces_at_breaks(inlines: list[Inline]) -> Inlines:
    tidied: list[Inline] = []
    for index, inline in enumerate(inlines):
        if not isinstance(inline, Text):
            tidied.append(inline)
            continue
        text = inline.text
        text = text.lstrip(" ") if LineBreak() in inlines[index - 1 : index] else text
        text = text.rstrip(" ") if LineBreak() in inlines[index + 1 : index + 2] else text
        tidied.extend((Text(text),) if text else ())
    return tuple(tidied)
