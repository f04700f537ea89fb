"""The measures that composition obeys, as values: a theme hands them in, nobody reads CSS.

Lengths are points where a comment says so, and otherwise em of the paragraph's type size.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor

from bookbuild.write.pdf.composition.drop_caps import Initials


@dataclass(frozen=True, slots=True)
class HyphenRules:
    """Which words may be divided: letters of a word, before a hyphen and behind it, at least.

    ``exceptions`` are the author's own divisions, such as "man-u-script"; a word given without a
    hyphen is never divided. ``off`` keeps every word whole; an author's own hyphen still divides.
    """

    word: int = 6
    before: int = 2
    behind: int = 3
    exceptions: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True, slots=True)
class SpaceLimits:
    """The space between words in em: its ideal, how narrow it may get, and how wide without need.

    ``stretch`` is how much wider they are in a line of the largest type, before anything else
    gives; ``wide`` is where a line counts as loose; ``widest`` is what lines may have that are set
    for a page's sake. The values are those of measured good settings; EB Garamond's own
    space is .2.
    """

    ideal: float = 0.215
    narrow: float = 0.127
    stretch: float = 0.04
    wide: float = 0.333
    widest: float = 0.48


_EXACT = 1e-6


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """How far a line's type size may leave the paragraph's, in thousandths of it.

    Neighbouring lines differ by no more than ``contrast`` thousandths of the larger, which sizes
    reach in so many ``steps``: with limits on these steps all of the range can be used.
    """

    small: int = 971
    large: int = 1030
    contrast: int = 15
    steps: int = 2

    @property
    def sizes(self) -> tuple[int, ...]:
        """All sizes, in rising order; the paragraph's own, 1000, is among them.

        Equal ratios lie between them, so that a contrast is as many steps anywhere.
        """
        return _sizes(self)


@lru_cache(maxsize=8)  # asked for each paragraph, of one or two designs
def _sizes(limits: SizeLimits) -> tuple[int, ...]:
    if not limits.contrast:
        return (1000,)
    contrast, steps = 1 - limits.contrast / 1000, limits.steps
    smaller, larger = [1000], [1000]
    while (size := ceil(1000 * contrast ** (len(smaller) / steps) - _EXACT)) >= limits.small:
        # Sizes are whole thousandths: no two may be farther apart by that.
        smaller.append(max(size, ceil(smaller[-steps:][0] * contrast - _EXACT)))
    while (size := floor(1000 / contrast ** (len(larger) / steps) + _EXACT)) <= limits.large:
        larger.append(min(size, floor(larger[-steps:][0] / contrast + _EXACT)))
    return (*reversed(smaller[1:]), *larger)


@dataclass(frozen=True, slots=True)
class Costs:
    """What breaking a paragraph counts against a setting (Knuth and Plass, 1981, demerits).

    ``hyphen``, ``name`` (a hyphen in one), ``own_hyphen`` (the author's), ``dash`` and
    ``short_word`` (a line that ends in "I" or "a") are penalties, to be compared with a line's
    badness: 100 for a line at its limit, 400 for one that gives twice as much. Penalty and badness
    each count with their square. The others are such squares. ``tight`` is the badness of a line in
    the smallest type with the narrowest spaces, which are farther from the ideal than those of
    badness 100 in the largest type. ``runt`` counts twice where the last line is the rest of a
    divided word. ``size`` is what a type size at its limit costs against spaces at theirs, where
    the two share what a line has to give.
    """

    line: float = 5.0
    tight: float = 220.0
    hyphen: float = 350.0
    name: float = 1_200.0
    own_hyphen: float = 120.0
    dash: float = 20.0
    short_word: float = 200.0
    hyphen_pair: float = 20_000.0
    hyphen_before_last: float = 20_000.0
    contrast: float = 8_000.0
    runt: float = 60_000_000.0
    size: float = 0.03


@dataclass(frozen=True, slots=True)
class TypeDesign:
    """How running text is set; the sizes in points, ``fine`` that of footnotes,
    ``note`` that of author's notes in the appendix.

    ``hanging`` lets punctuation stand out of the measure. ``ragged`` sets every space at its
    natural width. ``lead_in_capitals`` is whether a chapter's first words are small capitals,
    ``small_call`` the size of a footnote's call in em. ``initials`` are the large letters with
    which chapters open, None for a book without.
    """

    size: float = 11.0
    leading: float = 15.0
    indent: float = 15.0
    fine: float = 9.0
    note: float = 9.9
    hyphens: HyphenRules = HyphenRules()
    spaces: SpaceLimits = SpaceLimits()
    sizes: SizeLimits = SizeLimits()
    costs: Costs = Costs()
    hanging: bool = True
    ragged: bool = False
    lead_in_capitals: bool = True
    lead_in_tracking: float = 0.03
    raised: float = 0.7
    small_call: float = 0.65
    initials: Initials | None = None


DEFAULT = TypeDesign()


@dataclass(frozen=True, slots=True)
class Shape:
    """How wide each line of a paragraph is, in points.

    ``indents`` are those of the first lines, as many as differ; ``rest`` is that of all others.
    ``size`` is the type size of the paragraph. ``centred`` lines are ragged on both sides.
    """

    measure: float
    size: float
    indents: tuple[float, ...] = ()
    rest: float = 0.0
    ragged: bool = False
    centred: bool = False

    def indent(self, line: int) -> float:
        """Return the indent of a line, counted from 0."""
        return self.indents[line] if line < len(self.indents) else self.rest

    def width(self, line: int) -> float:
        """Return the room of a line, counted from 0, in em."""
        return (self.measure - self.indent(line)) / self.size

    @property
    def narrowest(self) -> float:
        """The room of the narrowest line, in em."""
        return (self.measure - max((*self.indents, self.rest))) / self.size
