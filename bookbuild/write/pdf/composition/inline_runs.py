"""A paragraph's inlines as runs: text of one style, each with the elements that it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import count
from typing import assert_never

from bookbuild.model.addresses import short_address
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
    Target,
    Text,
    UnitTarget,
    Verbatim,
    WrittenTarget,
    plain_text,
)
from bookbuild.render.marks import language
from bookbuild.write.pdf.composition.faces import ROMAN, Caps, TypeStyle
from bookbuild.write.pdf.composition.type_design import TypeDesign
from bookbuild.write.pdf.emoji import as_text


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that words stand in; ``serial`` tells apart two of the same kind, side by side."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    serial: int


class RunKind(Enum):
    """What a run is: words, words never divided, a footnote's call, an end of a line."""

    WORDS = "words"
    WHOLE_WORDS = "whole-words"
    CALL = "call"
    LINE_END = "line-end"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; ``note`` is the label of the footnote that a call calls."""

    text: str
    style: TypeStyle
    path: tuple[Mark, ...]
    kind: RunKind = RunKind.WORDS
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Why a paragraph cannot be composed and is left to WeasyPrint; ``reason`` ends a sentence that
    begins "because of"."""

    reason: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What the words of a paragraph depend on, beside themselves.

    ``base`` is the style of its plain words, with its language. ``href`` gives the address of a
    link within the book, ``call`` the figure of a footnote by its label ("" where it is not
    known). ``omitted`` are the characters that are left out because no font has them.
    """

    href: Callable[[UnitTarget], str]
    call: Callable[[str], str]
    base: TypeStyle = ROMAN
    omitted: frozenset[str] = frozenset()


CALL_CLASS = "call"


def runs_of(inlines: Inlines, setup: Setup, design: TypeDesign) -> tuple[Run, ...] | Unmeasured:
    """Return the runs of a paragraph, or why it has none."""
    walk = _Walk(setup, design)
    try:
        return tuple(walk.runs(inlines, _Where(setup.base, (), 0)))
    except _NotMeasuredError as why:
        return Unmeasured(str(why))


class _NotMeasuredError(Exception):
    """An inline that has no width that we know."""


@dataclass(frozen=True, slots=True)
class _Where:
    """Where an inline stands: style and elements around it, and how deep in emphasis."""

    style: TypeStyle
    path: tuple[Mark, ...]
    emphasis: int


class _Walk:
    def __init__(self, setup: Setup, design: TypeDesign) -> None:
        self._setup = setup
        self._design = design
        self._serials = count(1)

    def runs(self, inlines: Inlines, where: _Where) -> Iterator[Run]:
        for inline in inlines:
            yield from self._inline(inline, where)

    def _inline(self, inline: Inline, where: _Where) -> Iterator[Run]:
        match inline:
            case Text(text) | Verbatim(text):
                yield self._words(text, where, RunKind.WORDS)
            case Code(text):
                inside = self._within(where, "code", (), where.style)
                yield self._words(text, inside, RunKind.WHOLE_WORDS)
            case Styled(style, children):
                yield from self.runs(children, self._styled(style, where))
            case Language(lang, children):
                styled = replace(where.style, lang=lang)
                yield from self.runs(children, self._within(where, "span", language(lang), styled))
            case Link(target, children):
                yield from self._link(target, children, where)
            case PageMark():
                pass
            case LineBreak():
                yield Run("", where.style, where.path, RunKind.LINE_END)
            case NoteRef(label):
                yield from self._call(label)
            case Picture():
                raise _NotMeasuredError("a picture within the line")
            case _:
                assert_never(inline)

    def _words(self, text: str, where: _Where, kind: RunKind) -> Run:
        if self._setup.omitted:
            text = "".join(char for char in text if char not in self._setup.omitted)
        return Run(as_text(text), where.style, where.path, kind)

    def _within(
        self, where: _Where, tag: str, attributes: tuple[tuple[str, str], ...], style: TypeStyle
    ) -> _Where:
        mark = Mark(tag, attributes, next(self._serials))
        return _Where(style, (*where.path, mark), where.emphasis)

    def _call(self, label: str) -> Iterator[Run]:
        """Yield a footnote's call: a raised roman figure, whatever stands around it."""
        figure = self._setup.call(label)
        if figure:
            scale = self._design.small_call
            style = replace(ROMAN, scale=scale, lining=True, lang=self._setup.base.lang)
            mark = Mark("span", (("class", CALL_CLASS),), next(self._serials))
            yield Run(figure, style, (mark,), RunKind.CALL, label)

    def _link(self, target: Target, children: Inlines, where: _Where) -> Iterator[Run]:
        match target:
            case ExternalTarget(url):
                attributes = (("class", "external"), ("href", url))
                yield from self.runs(children, self._within(where, "a", attributes, where.style))
                yield from self._address(url, children, where)
            case UnitTarget():
                address = (("href", self._setup.href(target)),)
                yield from self.runs(children, self._within(where, "a", address, where.style))
            case WrittenTarget():
                yield from self.runs(children, where)
            case _:
                assert_never(target)

    def _address(self, url: str, children: Inlines, where: _Where) -> Iterator[Run]:
        """Yield a link's address in brackets, as `render.inlines` prints it."""
        address = short_address(url)
        if address not in re.sub("\u2060", "", plain_text(children)):
            inside = self._within(where, "span", (("class", "address"),), where.style)
            yield self._words(f" ({address})", inside, RunKind.WHOLE_WORDS)

    def _styled(self, style: Style, where: _Where) -> _Where:
        tag, name, looks = self._looks(style, where)
        attributes = (("class", name),) if name else ()
        inside = self._within(where, tag, attributes, looks)
        deeper = where.emphasis + (style is Style.EMPHASIS)
        return _Where(inside.style, inside.path, deeper)

    def _looks(self, style: Style, where: _Where) -> tuple[str, str, TypeStyle]:
        """Return a style's element, its class, and the type that the style sheets give it."""
        now, design = where.style, self._design
        match style:
            case Style.EMPHASIS:
                italic = not where.emphasis and not self._setup.base.italic
                return "em", "", replace(now, italic=italic)
            case Style.STRONG:
                return "strong", "", replace(now, bold=True)
            case Style.SMALL_CAPS:
                return "span", "small-caps", replace(now, caps=Caps.SMALL)
            case Style.LEAD_IN:
                caps = Caps.ALL_SMALL if design.lead_in_capitals else now.caps
                return "span", "lead-in", replace(now, caps=caps, tracking=design.lead_in_tracking)
            case Style.SUPERSCRIPT | Style.SUBSCRIPT:
                tag = "sup" if style is Style.SUPERSCRIPT else "sub"
                return tag, "", replace(now, scale=now.scale * design.raised, lining=True)
            case Style.UNDERLINE:
                return "span", "underline", now
            case Style.STRIKE:
                return "s", "", now
            case _:
                assert_never(style)
