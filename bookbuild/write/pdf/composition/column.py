"""The galley's copy, set: each part of the column with the ways in which it may stand on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from bookbuild.model.text import Block, Heading, Inlines, NoteRef, Paragraph, SceneBreak, Text
from bookbuild.model.walk import inlines_of
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.drop_caps import DropCap, capped
from bookbuild.write.pdf.composition.galley import (
    LABEL,
    Box,
    Copy,
    Hairline,
    Ornament,
    SetText,
)
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Items, Measurer
from bookbuild.write.pdf.composition.pages import Choice, Piece
from bookbuild.write.pdf.composition.settings import LineSetting, Setting
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape, TypeDesign


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph broken into lines, in each number of them that is worth having.

    The letter of a ``cap`` is not among its items, and neither is its text's mark, which is
    ``mark_width`` points wide.
    """

    text: SetText
    items: Items
    shape: Shape
    options: tuple[Setting, ...]
    cap: DropCap | None = None
    mark_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the column: its copy, and its lines where it is a paragraph."""

    copy: Copy
    paragraph: SetParagraph | None = None


@dataclass(frozen=True, slots=True)
class Greedy:
    """A paragraph that is left to the press, and why, as `Unmeasured` says it; where it is
    written. ``capped`` where it should have had a large letter."""

    line: int
    reason: str
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A section's parts, and which paragraphs of it could not be measured."""

    parts: tuple[Part, ...]
    greedy: tuple[Greedy, ...]


MARK_GAP = 0.5
"""Em between a paragraph's mark and its words."""

SetupOf = Callable[[str], Setup]
"""What the words of a paragraph in a language depend on."""


def set_column(
    copies: tuple[Copy, ...],
    measure: float,
    measurer: Measurer,
    design: TypeDesign,
    setup: SetupOf,
) -> Column:
    """Return a section's copy with its paragraphs broken into lines; ``measure`` in points.

    A paragraph that cannot be measured becomes a box.
    """
    parts: list[Part] = []
    greedy: list[Greedy] = []
    small = replace(design, size=design.note)
    for copy in copies:
        if not isinstance(copy.matter, SetText):
            parts.append(Part(copy))
            continue
        room = measure - copy.place.left - copy.place.right
        wanted = copy.matter.capped and design.initials is not None
        words = _Words(copy.matter, room, setup(copy.matter.lang))
        sized = small if copy.place.small else design
        found = (_with_cap(words, measurer, design) if wanted else None) or _paragraph(
            words, measurer, sized
        )
        if isinstance(found, SetParagraph):
            parts.append(Part(copy, found))
        else:
            parts.append(left_to_press(copy, copy.matter))
            greedy.append(Greedy(copy.matter.line, found.reason, wanted))
    return Column(tuple(parts), tuple(greedy))


def left_to_press(copy: Copy, text: SetText) -> Part:
    """Return the part of a paragraph whose lines the press is to break."""
    return Part(replace(copy, matter=_boxed(text), tight=True))


def _boxed(text: SetText) -> Box:
    name = "flush" if text.flush else ""
    mark: Inlines = (Text(f"{text.mark}\u2002"),) if text.mark else ()
    inlines = (*mark, *text.inlines)
    return Box(Paragraph(inlines, id=text.id, lang=text.lang, line=text.line), name=name)


@dataclass(frozen=True, slots=True)
class _Words:
    """A paragraph's words, the room of its lines in points, and what its words depend on."""

    text: SetText
    room: float
    setup: Setup


def _paragraph(words: _Words, measurer: Measurer, design: TypeDesign) -> SetParagraph | Unmeasured:
    text = words.text
    indents = () if text.flush else (design.indent,)
    shape = Shape(words.room, design.size, indents)
    items = measurer.items(text.inlines, words.setup, shape.narrowest)
    if isinstance(items, Unmeasured):
        return items
    mark = measurer.items((Text(text.mark),), words.setup, words.room) if text.mark else None
    width = 0.0 if mark is None or isinstance(mark, Unmeasured) else mark.breaks[-1].before
    options = _worth_having(items, shape, design)
    return SetParagraph(text, items, shape, options, mark_width=width * design.size)


def _with_cap(words: _Words, measurer: Measurer, design: TypeDesign) -> SetParagraph | None:
    """Return a paragraph that opens with a large letter; None where it cannot, or is too short for
    one: a line at least has to stand below it."""
    initials = design.initials
    opening = capped(words.text.inlines, initials) if initials else None
    if opening is None:
        return None
    beside = len(opening.cap.indents)
    shape = Shape(words.room, design.size, opening.cap.indents)
    items = measurer.items(opening.rest, words.setup, shape.narrowest)
    if isinstance(items, Unmeasured):
        return None
    options = _worth_having(items, shape, design)
    if min(setting.depth for setting in options) <= beside:
        return None
    return SetParagraph(words.text, items, shape, options, opening.cap)


def _worth_having(items: Items, shape: Shape, design: TypeDesign) -> tuple[Setting, ...]:
    settings = broken(items, shape, design, sized=False)
    best = settings.best
    return tuple(each for each in settings.options if _is_worth(each, best))


_TOO_BAD = 12_000_000.0
"""Demerits beyond the best setting's that no page is worth: two pages a line short."""
_RUNT = 4_000_000.0
"""What a last line of one short word costs a page that it fills: nobody turns back for it, while
facing pages that are short are seen from afar. Where no page gains by it, `Costs` forbid it."""


def _is_worth(setting: Setting, best: Setting) -> bool:
    if setting is best:
        return True
    if setting.overfull or (setting.runt and not best.runt and setting.lines[-2].hyphenated):
        return False
    return _beyond(setting, best) < _TOO_BAD


def _beyond(setting: Setting, best: Setting) -> float:
    """Return what a setting costs a page beside the best one."""
    more = setting.demerits - best.demerits
    return max(more - DEFAULT.costs.runt, 0.0) + _RUNT if setting.runt and not best.runt else more


# ------------------------------------------------------------------------------------ pieces


@dataclass(frozen=True, slots=True)
class Heights:
    """What the press measured: the height of each box by the number of its part, in points.

    ``at_head`` has those that are higher at the head of a page, ``spread`` those that the press
    divides over several pages. ``notes`` is how many lines each footnote has, by its label.
    """

    boxes: Mapping[int, float]
    notes: Mapping[str, int]
    at_head: Mapping[int, float] = field(default_factory=dict)
    spread: Mapping[int, Spread] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spread:
    """How much the press needs for a box higher than a page: full ``pages`` of so many ``lines``,
    and points on the ``last``."""

    pages: int
    lines: int
    last: float

    def piece(self, leading: float, *, binds: bool = False) -> Piece:
        """Return the box as the page optimiser takes it."""
        lines = self.pages * self.lines + grid_lines(self.last, leading)
        return Piece((Choice(lines),), binds=binds, fills=True, heads=True)


_SPACED = 400_000.0
"""What a line more around a box or an ornament costs: to fill a page, the usual way of makers-up.
"""
_BREAK = (Choice(3), Choice(4, _SPACED), Choice(2, 2 * _SPACED))
"""A scene break: its ornament between two blank lines, or what is near to that. A hairline has as
much."""
_AT_HEAD = 2
"""At the head of a page the ornament stands on the first line."""
_HYPHEN_AT_FOOT = 100_000.0
_CAP_AT_FOOT = 1e9
"""What it costs to end a page beside a large letter: more than any other way to fill it."""


def pieces(column: Column, heights: Heights, leading: float) -> tuple[Piece, ...]:
    """Return the column as the page optimiser takes it."""
    found: list[Piece] = []
    below = 0
    for number, part in enumerate(column.parts):
        # A scene break has its own blank lines, and so has a hairline.
        airy = _is_ornament(column.parts, number - 1) or _is_break(part)
        above = 0 if airy else max(below, part.copy.above)
        found.append(replace(_piece(number, part, heights, leading), above=above))
        below = part.copy.below
    return tuple(found)


def _is_ornament(parts: tuple[Part, ...], number: int) -> bool:
    return number >= 0 and isinstance(parts[number].copy.matter, Ornament | Hairline)


def _is_break(part: Part) -> bool:
    matter = part.copy.matter
    return isinstance(matter, Ornament) and isinstance(matter.block, SceneBreak)


def _piece(number: int, part: Part, heights: Heights, leading: float) -> Piece:
    copy = part.copy
    if part.paragraph is not None:
        choices = tuple(_choices(part.paragraph, heights.notes))
        return Piece(choices, divisible=not copy.whole, binds=copy.binds)
    match copy.matter:
        case Ornament(SceneBreak()):
            # Those of a page that are wider or narrower than usual are all so: see `Piece.even`.
            return Piece(_BREAK, divisible=False, binds=True, head=_AT_HEAD, leads=True, even=True)
        case Ornament():
            return Piece((Choice(1),), divisible=False, binds=True, head=_AT_HEAD, leads=True)
        case Hairline(above):
            return Piece(_BREAK, divisible=False, binds=True, head=_AT_HEAD, leads=not above)
        case Box() as box:
            return _box(number, copy, box, heights, leading)
        case _:
            raise AssertionError(copy)


def _box(number: int, copy: Copy, box: Box, heights: Heights, leading: float) -> Piece:
    """Return a box. A paragraph that stands on the grid is divided by the press where it fills a
    page, for no line of it is known."""
    if number in heights.spread:
        return heights.spread[number].piece(leading, binds=copy.binds)
    points = heights.boxes[number]
    lines = grid_lines(points, leading)
    notes = sum(heights.notes.get(label, 0) for label in calls_in(box.block))
    called = (*(0,) * (lines - 1), notes) if notes else ()
    if is_divided(copy, box, points, leading):
        return Piece((Choice(lines, notes=called),), binds=copy.binds, fills=True)
    choices = [Choice(lines, notes=called)]
    if copy.below and not copy.tight:  # between two messages nothing is to fill a page
        choices.append(Choice(lines + 1, _SPACED, notes=(*called, 0) if called else ()))
    head = heights.at_head.get(number)
    at_head = None if head is None else grid_lines(head, leading)
    leads = isinstance(box.block, Heading) or box.name == LABEL
    return Piece(tuple(choices), divisible=False, binds=copy.binds, head=at_head, leads=leads)


_DIVIDED = 6
"""Lines of a paragraph that was not measured from which on it may be divided."""


def is_divided(copy: Copy, box: Box, points: float, leading: float) -> bool:
    """Whether the press divides a box: a paragraph, each line of which stands on the grid."""
    if copy.whole or not isinstance(box.block, Paragraph) or points < _DIVIDED * leading:
        return False
    return abs(points / leading - round(points / leading)) < _ON_GRID


_ON_GRID = 0.02


def calls_in(block: Block) -> tuple[str, ...]:
    """Return the labels of the footnotes that are called in a block."""
    inlines = (inline for _, inline in inlines_of((block,)))
    return tuple(dict.fromkeys(each.label for each in inlines if isinstance(each, NoteRef)))


def calls_of(inlines: Inlines) -> tuple[str, ...]:
    """Return the labels of the footnotes that are called in a line."""
    return calls_in(Paragraph(inlines))


def grid_lines(points: float, leading: float) -> int:
    """Return how many lines of the grid a height takes; a hair more than whole lines is whole."""
    return max(ceil(points / leading - 0.02), 1)


def _choices(paragraph: SetParagraph, notes: Mapping[str, int]) -> Iterator[Choice]:
    best = min(paragraph.options, key=lambda setting: setting.demerits)
    beside = len(paragraph.cap.indents) if paragraph.cap else 0
    kept = (_CAP_AT_FOOT,) * (beside - 1)
    for setting in paragraph.options:
        foot = tuple(_HYPHEN_AT_FOOT if line.hyphenated else 0.0 for line in setting.lines)
        yield Choice(
            setting.depth,
            _beyond(setting, best),
            foot=kept + foot[len(kept) :],
            notes=_called(setting.lines, notes),
        )


def _called(lines: tuple[LineSetting, ...], notes: Mapping[str, int]) -> tuple[int, ...]:
    if not any(line.notes for line in lines):
        return ()
    return tuple(sum(notes.get(label, 0) for label in line.notes) for line in lines)
