"""Letters and figures that stand above the line: 1st, 2e, and fractions without a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    Verbatim,
)
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.typography.fractions import SLASH, fractions_in

_BEFORE = r"(?<![\w.,:/\-–])"
_ENGLISH = re.compile(_BEFORE + r"\d{0,6}(?:(?<!1)(?:1(st)|2(nd)|3(rd))|(?:1[123]|[04-9])(th))\b")
_FRENCH = re.compile(
    _BEFORE + r"(?:1(ers?|res?|ère)|2(nde?s?)|\d+(es?|e|ème)"
    r"|I(er)|I(re)(?= [A-ZÉ])|(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(e))(?![\w’'-])"
)
_ORDINALS = {"en": _ENGLISH, "fr": _FRENCH}
_FIXED = (Style.SUPERSCRIPT, Style.SUBSCRIPT)


@dataclass(frozen=True, slots=True)
class _Part:
    """The characters from ``start`` up to ``end`` of a text, and what stands there instead."""

    start: int
    end: int
    inlines: Inlines


def with_raised(inlines: Inlines, language: str, rules: TypographyRules) -> Inlines:
    """Return the inlines with the endings of ordinals raised, and with fractions of two figures.

    English and French raise the ending (1st, XIXe); German, and others, write a point or a sign
    that stands on the keyboard already.
    """
    return tuple(part for each in inlines for part in _inline(each, language, rules))


def _inline(inline: Inline, language: str, rules: TypographyRules) -> Inlines:
    match inline:
        case Text(text):
            return _text(text, language, rules)
        case Styled(style, children):
            if style in _FIXED:
                return (inline,)
            return (Styled(style, with_raised(children, language, rules)),)
        case Link(target, children):
            return (Link(target, with_raised(children, language, rules)),)
        case Language() | Code() | Verbatim() | LineBreak() | NoteRef() | Picture() | PageMark():
            return (inline,)


def _text(text: str, language: str, rules: TypographyRules) -> Inlines:
    parts = sorted(_parts(text, language, rules), key=lambda part: part.start)
    made: list[Inline] = []
    at = 0
    for part in parts:
        if part.start < at:
            continue
        made += [Text(text[at : part.start]), *part.inlines]
        at = part.end
    made.append(Text(text[at:]))
    return tuple(each for each in made if each != Text("")) if parts else (Text(text),)


def _parts(text: str, language: str, rules: TypographyRules) -> Iterator[_Part]:
    ordinals = _ORDINALS.get(language)
    if rules.ordinals and ordinals:
        for found in ordinals.finditer(text):
            group = found.lastindex or 0
            ending = Styled(Style.SUPERSCRIPT, (Text(found[group]),))
            yield _Part(found.start(group), found.end(group), (ending,))
    if rules.fractions:
        for found in fractions_in(text):
            start = found.end("whole") - 1 if found["whole"] else found.start("upper")
            upper = Styled(Style.SUPERSCRIPT, (Text(found["upper"]),))
            lower = Styled(Style.SUBSCRIPT, (Text(found["lower"]),))
            yield _Part(start, found.end(), (upper, Text(SLASH), lower))
