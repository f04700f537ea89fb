"""The shape of a posted text: its lines, and the paragraphs that they make.

People post paragraphs in four habits: with a blank line between them (each on one line, or
wrapped), each on a line of its own, or wrapped with the first line set in. The habit is read from
the whole text; a single paragraph decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from bookbuild.intake.columns import columns, first_step
from bookbuild.intake.marks import is_rule
from bookbuild.intake.passages import Joint, Passage, Row

_SPACES = " \t\f\v\x85\xa0\u2028\u2029\u3000\ufeff"
_WRAPS_FROM, _WRAPS_UP_TO = 40, 120
"""No mail program or editor wraps at fewer or more columns; longer lines are whole paragraphs."""
_TERMINAL = 80
"""The width of a full line at most, where no wrapping tells it: a terminal's."""


class Habit(Enum):
    """How the source tells one paragraph from the next."""

    BLANK_LINES = "blank lines"
    LINES = "line ends"
    INDENTS = "indents"


@dataclass(frozen=True, slots=True)
class Layout:
    """The passages of a source, its habit, and the blank lines usual between its paragraphs.

    ``columns`` is the length of a full line; ``indent`` is how far the first line of a paragraph
    is set in.
    """

    passages: tuple[Passage, ...]
    habit: Habit
    usual_space: int
    wrapped: bool
    columns: int = 0
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many columns a full line has, and whether the text was certainly wrapped there.

    ``indent`` is how far the first line of a paragraph is set in.
    """

    columns: int
    wrapped: bool
    indent: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines with no blank line between them; ``indents`` are the columns that each is set in."""

    rows: tuple[Row, ...]
    indents: tuple[int, ...]
    space: int


def lay_out(lines: tuple[str, ...], markdown: bool = False) -> Layout:
    """Return the passages of a text. Markdown is only divided at blank lines and rules."""
    blocks = _blocks(lines, markdown)
    if markdown:
        as_typed = _Measure(0, wrapped=False)
        passages = tuple(p for b in blocks for p in _passages(b, Habit.BLANK_LINES, as_typed))
        return Layout(passages, Habit.BLANK_LINES, _usual(passages), False)
    wrap = _wrap_width(blocks)
    habit = _habit(blocks, bool(wrap))
    indent = _usual_indent(blocks) if habit is Habit.INDENTS else 0
    full = wrap or min(max(_lengths(blocks), default=0), _TERMINAL)
    measure = _Measure(full, bool(wrap), indent)
    passages = tuple(p for block in blocks for p in _passages(block, habit, measure))
    return Layout(passages, habit, _usual(passages), bool(wrap), full, indent)


def _blocks(lines: tuple[str, ...], markdown: bool) -> tuple[_Block, ...]:
    blocks: list[_Block] = []
    rows: list[tuple[Row, int]] = []
    space = 0
    for number, line in enumerate((*lines, ""), 1):
        text = line.strip(_SPACES).strip()
        if text:
            rows.append(_row(line, text, number, markdown))
            continue
        if rows:
            blocks.append(_Block(tuple(r for r, _ in rows), tuple(i for _, i in rows), space))
            rows, space = [], 0
        space += 1
    return tuple(blocks)


def _row(line: str, text: str, number: int, markdown: bool) -> tuple[Row, int]:
    indent = line.index(text)
    width = len(line[:indent].expandtabs(4))
    if markdown:
        return Row(line.rstrip("\r\n"), number, indent=width), width
    return Row(text, number, indent, width), width


def _wrap_width(blocks: tuple[_Block, ...]) -> int:
    """Return the column at which the text was wrapped, 0 where that is not certain.

    A text was wrapped where four of five line ends inside its blocks stand where the next word
    would not have fitted any more, give or take four columns.
    """
    joins = [pair for block in blocks for pair in _joins(block)]
    if len(joins) < 3:
        return 0
    width = max(columns(row.text) for block in blocks if len(block.rows) > 1 for row in block.rows)
    if not _WRAPS_FROM <= width <= _WRAPS_UP_TO:
        return 0
    forced = sum(_reach(one, two) > width - 4 for one, two in joins)
    return width if forced * 5 >= len(joins) * 4 else 0


def _joins(block: _Block) -> tuple[tuple[Row, Row], ...]:
    """Return the neighbouring rows that could be one paragraph: no rule, the second not set in."""
    least = min(block.indents)
    pairs = zip(block.rows, block.rows[1:], block.indents, block.indents[1:], strict=False)
    return tuple(
        (one, two)
        for one, two, here, there in pairs
        if there <= min(here, least) and not is_rule(one.text) and not is_rule(two.text)
    )


def _reach(one: Row, two: Row) -> int:
    """Return how many columns the first row would have with the next row's first word on it."""
    return columns(one.text) + first_step(two.text)


def _lengths(blocks: tuple[_Block, ...]) -> tuple[int, ...]:
    return tuple(columns(row.text) for block in blocks for row in block.rows)


def _usual_indent(blocks: tuple[_Block, ...]) -> int:
    """Return how far most of the lines that are set in are set in."""
    counts = Counter(indent for block in blocks for indent in block.indents if indent >= 2)
    return max(counts, key=lambda indent: (counts[indent], -indent), default=0)


def _habit(blocks: tuple[_Block, ...], wrapped: bool) -> Habit:
    gaps = len(blocks) - 1
    steps = [step for block in blocks for step in pairwise(block.indents)]
    set_in = sum(there > here or here == there >= 2 for here, there in steps)
    if set_in >= 2 and set_in > gaps and (wrapped or set_in * 2 > len(steps)):
        return Habit.INDENTS
    if not wrapped and len(steps) >= max(1, 4 * gaps) and _whole_sentences(blocks):
        return Habit.LINES
    return Habit.BLANK_LINES


_SENTENCE_END = re.compile(r"""[.!?…:;,—–-]["'”’»)\]*_~]*$""")


def _whole_sentences(blocks: tuple[_Block, ...]) -> bool:
    """Return whether most lines end as paragraphs do, so that they may be paragraphs."""
    rows = [row for block in blocks for row in block.rows]
    return sum(bool(_SENTENCE_END.search(row.text[-12:])) for row in rows) * 2 > len(rows)


def _passages(block: _Block, habit: Habit, measure: _Measure) -> tuple[Passage, ...]:
    groups: list[list[Row]] = []
    for index, row in enumerate(block.rows):
        if index == 0 or _begins(block, index, habit, measure.indent):
            groups.append([row])
        else:
            groups[-1].append(row)
    spaces = (block.space, *(0 for _ in groups[1:]))
    return tuple(
        _passage(tuple(group), space, measure) for group, space in zip(groups, spaces, strict=True)
    )


def _begins(block: _Block, index: int, habit: Habit, usual: int) -> bool:
    """Lines that are set in deeper than a paragraph's first line belong together: verse, a list."""
    if is_rule(block.rows[index].text) or is_rule(block.rows[index - 1].text):
        return True
    match habit:
        case Habit.LINES:
            return True
        case Habit.INDENTS:
            before, here = block.indents[index - 1], block.indents[index]
            deep = here >= usual + 2
            return deep != (before >= usual + 2) or (not deep and here >= 2)
        case Habit.BLANK_LINES:
            return False


def _passage(rows: tuple[Row, ...], space: int, measure: _Measure) -> Passage:
    joints = tuple(_joint(one, two, measure) for one, two in pairwise(rows))
    return Passage(rows, joints, space, len(rows) == 1 and is_rule(rows[0].text))


def _joint(one: Row, two: Row, measure: _Measure) -> Joint:
    """A line that ends far from the margin was ended by the author."""
    if _reach(one, two) <= 0.7 * measure.columns:
        return Joint.BREAK
    return Joint.FLOW if measure.wrapped else Joint.KEEP


def _usual(passages: tuple[Passage, ...]) -> int:
    """Return the number of blank lines that most paragraphs have before them."""
    counts = Counter(passage.space for passage in passages[1:] if not passage.rule)
    return max(counts, key=lambda space: (counts[space], -space), default=1)
