"""Drop caps: a chapter's first letter, large, with the first lines of its text beside it.

The large letter is a glyph of a font of its own (`write.pdf.initials`) that is set on the first
line in the size of the text: the glyph itself is high and hangs down to the last line beside it. So
it is one word with the letters that follow it, whoever copies or reads the page, the line keeps its
height, and nothing floats. What is left to composition are the indents of the lines beside it.

A chapter that opens with a quotation mark has that hung in the margin, as far as there is room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bookbuild.model.book import Kind
from bookbuild.model.text import (
    Inline,
    Inlines,
    Language,
    Link,
    PageMark,
    Styled,
    Text,
    Verbatim,
    plain_text,
)
from bookbuild.render.marks import element, escaped
from bookbuild.write.pdf.composition.galley import Copy, SetText

FAMILY = "Book Initials"
"""The family of the large letters, as the style sheets and the PDF name it."""

OPENING_MARKS = "“‘„‚«»‹›’\"'¿¡([\u2009\u202f"
"""What may stand before the first letter, and is set small beside the large one."""

CAP_CLASS = "cap"

KINDS = (Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE, Kind.EPILOGUE)
"""The sections that open with a large letter, as in the EPUB."""


@dataclass(frozen=True, slots=True)
class Initials:
    """The large letters of a book; all lengths in points.

    ``reaches`` says of each letter how far the lines beside it are set in, the first line first;
    ``marks`` how wide each opening mark is. ``gap`` is the space behind a letter that is a word by
    itself, ``hang`` how far marks may stand out of the measure.
    """

    reaches: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    marks: Mapping[str, float] = field(default_factory=dict)
    gap: float = 0.0
    hang: float = 0.0


@dataclass(frozen=True, slots=True)
class DropCap:
    """A large letter with the marks before it: what is set, how far it hangs out of the measure,
    and how far each line beside it is set in, in points."""

    text: str
    hang: float
    indents: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Capped:
    """A paragraph's large letter, and what follows it."""

    cap: DropCap
    rest: Inlines


def with_cap(copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """Return a section's copy, which opens with a large letter where it opens with a paragraph."""
    match copies:
        case (Copy(SetText() as text, place) as first, *rest) if not place.frames:
            return (replace(first, matter=replace(text, capped=True)), *rest)
        case _:
            return copies


_MARKS = re.escape(OPENING_MARKS)
_OPENING = re.compile(f"(?P<marks>[{_MARKS}]*)(?P<letter>\\w)(?P<space>[ \u00a0]?)")


def capped(inlines: Inlines, initials: Initials) -> Capped | None:
    """Return a paragraph with its first letter taken out, to be set large.

    None where it opens otherwise than with a capital that the font of large letters has: with a
    figure, a dash, a picture.
    """
    found = _OPENING.match(plain_text(inlines))
    if found is None or found["letter"] not in initials.reaches:
        return None
    rest = _without(inlines, found.end())
    if rest is None:
        return None
    space = " " if found["space"] else ""
    width = sum(initials.marks.get(mark, 0.0) for mark in found["marks"])
    hang = min(width, initials.hang)
    reaches = initials.reaches[found["letter"]]
    wider = width - hang + (initials.gap if space else 0.0)
    # Lines that begin below each other go on doing so.
    straight = reaches[0] == reaches[-1]
    below = wider if straight else width - hang
    indents = (reaches[0] + wider, *(each + below for each in reaches[1:]))
    return Capped(DropCap(found["marks"] + found["letter"] + space, hang, indents), rest)


def _without(inlines: Inlines, count: int) -> Inlines | None:
    """Return inlines without their first characters, None where those are not all plain words."""
    left: list[Inline] = []
    for at, inline in enumerate(inlines):
        if not count:
            return (*left, *inlines[at:])
        match inline:
            case Text(text) | Verbatim(text):
                taken = min(count, len(text))
                if taken < len(text):
                    left.append(replace(inline, text=text[taken:]))
            case Styled(_, children) | Language(_, children) | Link(_, children):
                taken = min(count, len(plain_text(children)))
                rest = _without(children, taken)
                if rest is None:
                    return None
                if rest:
                    left.append(replace(inline, children=rest))
            case PageMark():
                taken = 0
                left.append(inline)
            case _:
                return None
        count -= taken
    return tuple(left)


def cap_xhtml(cap: DropCap) -> str:
    """Return the large letter as it stands at the beginning of its line."""
    style = f"margin-left: -{cap.hang:.2f}pt" if cap.hang else ""
    return element("span", escaped(cap.text), ("class", CAP_CLASS), ("style", style))


def cap_css(line: str, size: float) -> str:
    """Return the rule of large letters in lines of a class; ``size`` is the text's, in points.

    The line's own size and spaces, which composition varies, are nothing to them.
    """
    return (
        f'.{line} .{CAP_CLASS} {{ font-family: "{FAMILY}"; font-size: {size:g}pt; '
        "font-style: normal; font-weight: normal; font-variant: normal; line-height: 0; "
        "letter-spacing: normal; word-spacing: 0 }"
    )
