"""What the breaking of a paragraph yields: the lines of each sensible length, and their cost.

A paragraph can often be set well in more than one number of lines. Its `Settings` keep the best
`Setting` for each number, so that whoever fills the pages can choose. Everything here is a value:
it can be compared, pickled and sent to another process.

An em here is the type size of the paragraph's text; sizes of lines are in thousandths of that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class LineSetting(NamedTuple):
    """One line as it is to be set. (A tuple, because a novel has some tens of thousands.)

    ``start`` and ``end`` are break points of the paragraph's `Items`: the line begins behind the
    one and ends at the other. ``hyphenated`` is True where it ends in a hyphen, ours or the
    author's. ``size`` is the type size in thousandths of the paragraph's; ``gap`` the
    space between plain words, ``natural`` the width of the line's words and natural spaces,
    ``target`` the width to fill, hanging included, all in em of the line's own size. ``hang_left``
    and ``hang_right`` are how far the line stands out of the measure, in thousandths of its em;
    ``indent`` is how far it stands in from the left, in points. ``justified`` is False for a line
    set with natural spaces: a last one, a ragged one, or one that could not be filled. ``notes``
    are the labels of the footnotes called in it.
    """

    start: int
    end: int
    hyphenated: bool
    size: int
    gap: float
    hang_left: int
    hang_right: int
    indent: float
    justified: bool
    natural: float
    target: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a paragraph; fewer ``demerits`` are better.

    ``runt`` is True where the last line is too short to look like one. ``overfull`` is True where
    a line sticks out of the measure, because a word is wider than it.
    """

    lines: tuple[LineSetting, ...]
    demerits: float
    runt: bool = False
    overfull: bool = False

    @property
    def depth(self) -> int:
        """The number of lines."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Settings:
    """The ways to set a paragraph, one for each number of lines, in rising order of that number.

    ``chosen`` is the index of the one with the fewest demerits.
    """

    options: tuple[Setting, ...]
    chosen: int

    @property
    def best(self) -> Setting:
        """The setting that is best where no page has to be filled."""
        return self.options[self.chosen]

    def of_depth(self, lines: int) -> Setting | None:
        """Return the setting in a number of lines, None where there is no sensible one."""
        return next((each for each in self.options if each.depth == lines), None)
