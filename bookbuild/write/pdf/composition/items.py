"""A paragraph as pieces, and the points at which a line may end, each with its place in em.

The widths are sums from the paragraph's beginning, so that a line from one break to another is
measured by two subtractions. Words are analysed once each for a build.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from bookbuild.model.text import Inlines
from bookbuild.write.pdf.composition.break_points import Division, Point, cut_points, divided
from bookbuild.write.pdf.composition.faces import TypeFaces, TypeStyle
from bookbuild.write.pdf.composition.hyphens import Hyphens
from bookbuild.write.pdf.composition.inline_runs import (
    Mark,
    Run,
    RunKind,
    Setup,
    Unmeasured,
    runs_of,
)
from bookbuild.write.pdf.composition.type_design import TypeDesign


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece is set: the elements it stands in, the label of the footnote that it calls.

    ``other_family`` is True where another family than the book's first has to show it.
    """

    path: tuple[Mark, ...]
    note: str = ""
    other_family: bool = False


class Break(NamedTuple):
    """A point at which a line may end. (A tuple, because a novel has a quarter of a million.)

    ``before`` is how far the text reaches that stands before it, its hyphen included and what
    hangs out taken off, ``after`` where the text behind it begins, both in em from the paragraph's
    beginning; ``spaces_before`` and ``spaces_after`` count the spaces up to there. ``adds_hyphen``
    is True where the line is to end in a hyphen that the text does not have, ``hyphenated`` where
    it ends in any. A ``forced`` break ends a line whatever is left of it. The line ends before
    character ``end_offset`` of piece ``end_piece``; the next begins with character ``next_offset``
    of ``next_piece``.
    """

    before: float
    after: float
    spaces_before: int
    spaces_after: int
    penalty: float
    hyphenated: bool
    adds_hyphen: bool
    forced: bool
    hang_right: int
    hang_left: int
    end_piece: int
    end_offset: int
    next_piece: int
    next_offset: int


@dataclass(frozen=True, slots=True)
class Items:
    """A paragraph, measured: its pieces and their looks, and its breaks from beginning to end.

    A piece is text that is set in one go: a word, a part of one, or a space. ``texts`` has one for
    each, and ``look_of`` the number of its look. (No object of its own for each: there are many.)
    The first break is the paragraph's beginning, the last one its end. ``space`` is the natural
    space of its plain words in em, ``notes`` the footnotes that it calls: piece and label of each.
    """

    texts: tuple[str, ...]
    look_of: tuple[int, ...]
    looks: tuple[Look, ...]
    breaks: tuple[Break, ...]
    space: float
    notes: tuple[tuple[int, str], ...]


class Part(NamedTuple):
    """A word's text within one run, with the numbers of the run's style and look."""

    text: str
    run: Run
    style: int
    look: int


class _Division(NamedTuple):
    """A division of a measured word: a `Break`, from the word's beginning.

    ``cost`` is what follows in a `Break` after the spaces: from its penalty to ``hang_left``.
    """

    before: float
    after: float
    spaces: int
    cost: tuple[float, bool, bool, bool, int, int]
    piece: int
    offset: int
    next_piece: int
    next_offset: int


class _Word(NamedTuple):
    """A word as measured; ``texts`` are its pieces' texts, for one run each.

    ``is_plain`` is whether it is one piece that the book's first family shows, ``is_suspended``
    whether it ends in a hyphen, as in "pre- and post-war": one more for a ladder.
    """

    texts: tuple[str, ...]
    others: tuple[bool, ...]
    width: float
    spaces: int
    divisions: tuple[_Division, ...]
    hang_left: int
    hang_right: int
    penalty: float
    begins_line: bool
    missing: str
    is_plain: bool
    is_suspended: bool


_SPACES = re.compile("[ \t\r\n]+")
_LEVELLED = str.maketrans({"\u202f": "\u2009"})
_NO_LINE_BEGINS = re.compile(r"[–…,.;:!?)\]”’%]|—(?!\w)")
"""What begins no line; a dash does right before a word: a speaker's, or that of a source."""
_RIGHT_TO_LEFT = ("R", "AL", "AN")


class Measurer:
    """Measures the paragraphs of one build; keeps every word that it has seen."""

    def __init__(self, faces: TypeFaces, design: TypeDesign) -> None:
        """Take the faces to measure with, and the design that says where words may be divided."""
        self._faces = faces
        self._design = design
        self._hyphens = Hyphens(design.hyphens)
        self._styles: dict[TypeStyle, int] = {}
        self._words: dict[tuple[int, RunKind], dict[str, _Word]] = {}

    def items(self, inlines: Inlines, setup: Setup, narrowest: float) -> Items | Unmeasured:
        """Return a paragraph's items, or why it cannot be measured.

        ``narrowest`` is the room of the narrowest line in em: a wider word may be cut anywhere.
        """
        runs = runs_of(inlines, setup, self._design)
        if isinstance(runs, Unmeasured):
            return runs
        builder = _Builder(self, narrowest)
        for run in runs:
            builder.take(run, self._style(run.style))
        return builder.finished(self.space(setup.base))

    @property
    def middle(self) -> float:
        """How far the middle of a line stands above its baseline, in em."""
        return self._faces.middle

    def space(self, style: TypeStyle) -> float:
        """Return a style's natural space in em, its tracking included."""
        return self._faces.space(style)

    def parts(self, text: str, style: TypeStyle) -> tuple[str, ...]:
        """Return a text cut where another family has to take over."""
        return self._faces.parts(text, style)

    def known(self, run: Run, style: int) -> dict[str, _Word]:
        """Return the words of one run each that were measured in a style so far."""
        return self._words.setdefault((style, run.kind), {})

    def word(self, parts: list[Part]) -> _Word:
        """Return a word measured."""
        if len(parts) > 1:
            return self._measured(parts)
        text, run, style, _ = parts[0]
        known = self.known(run, style)
        found = known.get(text)
        if found is None:
            found = known[text] = self._measured(parts)
        return found

    def cut_word(self, parts: list[Part]) -> _Word:
        """Return a word that may be cut between any two letters."""
        text = "".join(text for text, _, _, _ in parts).translate(_LEVELLED)
        return self._measured(parts, cut_points(divided(text, None, "")[0]))

    def _style(self, style: TypeStyle) -> int:
        return self._styles.setdefault(style, len(self._styles))

    def _measured(self, parts: list[Part], cuts: tuple[Point, ...] = ()) -> _Word:
        typed = "".join(text for text, _, _, _ in parts).translate(_LEVELLED)
        kinds = {run.kind for _, run, _, _ in parts}
        whole = RunKind.WHOLE_WORDS in kinds
        lang = parts[0][1].style.lang
        text, points = divided(typed, None if whole else self._hyphens, lang)
        if cuts:
            inside = {point.offset: point for point in (*cuts, *points)}
            points = tuple(inside[at] for at in sorted(inside))
        return _Ruler(self._faces, self._design, parts).word(text, points)


class _Ruler:
    """Measures one word of one or more parts."""

    def __init__(self, faces: TypeFaces, design: TypeDesign, parts: list[Part]) -> None:
        self._faces = faces
        self._design = design
        self._texts = [_cleaned(text) for text, _, _, _ in parts]
        self._runs = [run for _, run, _, _ in parts]
        self._widths = [
            self._width(text, run) for text, run in zip(self._texts, self._runs, strict=True)
        ]

    def word(self, text: str, points: tuple[Point, ...]) -> _Word:
        words = text if self._runs[-1].kind is not RunKind.CALL else self._without_calls()
        letters = sum(map(str.isalpha, words))
        first, last = self._runs[0].style, self._runs[-1].style
        hanging = self._design.hanging
        lonely = letters == 1 and not any(map(str.isdigit, words))
        others = tuple(map(self._is_other, self._texts, self._runs))
        missing = self._missing()
        return _Word(
            texts=tuple(self._texts),
            others=others,
            width=sum(self._widths),
            spaces=sum(each.count(" ") for each in self._texts),
            divisions=tuple(self._division(point, text) for point in points),
            hang_left=self._faces.hang_left(text[:1], first) if hanging else 0,
            hang_right=self._faces.hang_right(text[-1:], last) if hanging else 0,
            penalty=self._design.costs.short_word if lonely else 0.0,
            begins_line=not _NO_LINE_BEGINS.match(text),
            missing=missing,
            is_plain=len(others) == 1 and not others[0] and not missing,
            is_suspended=text.endswith(("-", "\u2010")),
        )

    def _without_calls(self) -> str:
        return "".join(
            text
            for text, run in zip(self._texts, self._runs, strict=True)
            if run.kind is not RunKind.CALL
        )

    def _is_other(self, text: str, run: Run) -> bool:
        return not self._faces.is_first_family(text, run.style)

    def _missing(self) -> str:
        for text, run in zip(self._texts, self._runs, strict=True):
            if text.isascii():
                continue
            if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
                return "letters that run from right to left"
            missing = self._faces.missing(text, run.style)
            if missing:
                return f"“{missing}”, which no font of the book has"
        return ""

    def _width(self, text: str, run: Run) -> float:
        if " " not in text:
            return self._faces.width(text, run.style) if text else 0.0
        parts = text.split(" ")
        spaces = (len(parts) - 1) * self._faces.space(run.style)
        return sum(self._faces.width(part, run.style) for part in parts if part) + spaces

    def _division(self, point: Point, word: str) -> _Division:
        piece, offset, passed = 0, point.offset, 0.0
        while offset > len(self._texts[piece]):
            offset -= len(self._texts[piece])
            passed += self._widths[piece]
            piece += 1
        text, run = self._texts[piece], self._runs[piece]
        adds = point.division in (Division.HYPHEN, Division.NAME, Division.CUT_WORD)
        shown = text[:offset] + ("-" if adds else "")
        rest = text[offset:]
        end = passed + self._widths[piece]
        hanging = self._design.hanging
        right = self._faces.hang_right(shown[-1], run.style) if hanging else 0
        left = self._faces.hang_left(word[point.offset], run.style) if hanging else 0
        hyphenated = adds or point.division is Division.OWN_HYPHEN
        return _Division(
            before=passed + self._width(shown, run) - right / 1000,
            after=end - (self._width(rest, run) if rest else 0.0) + left / 1000,
            spaces=sum(each.count(" ") for each in self._texts[:piece]) + shown.count(" "),
            cost=(self._penalty(point.division), hyphenated, adds, False, right, left),
            piece=piece,
            offset=offset,
            next_piece=piece if rest else piece + 1,
            next_offset=offset if rest else 0,
        )

    def _penalty(self, division: Division) -> float:
        costs = self._design.costs
        match division:
            case Division.HYPHEN:
                return costs.hyphen
            case Division.NAME:
                return costs.name
            case Division.OWN_HYPHEN:
                return costs.own_hyphen
            case Division.DASH:
                return costs.dash
            case Division.SLASH:
                return 2 * costs.own_hyphen
            case Division.CUT | Division.CUT_WORD:
                return 20 * costs.hyphen


def _cleaned(text: str) -> str:
    """Return a text as it is set, without what only says where it may be divided."""
    if text.isascii():
        return text
    return divided(text.translate(_LEVELLED), None, "")[0].replace("\u00a0", " ")


class _Builder:
    """Puts a paragraph's items together, word after word."""

    def __init__(self, measurer: Measurer, narrowest: float) -> None:
        self._measurer = measurer
        self._narrowest = narrowest
        self._texts: list[str] = []
        self._look_of: list[int] = []
        self._looks: dict[Look, int] = {}
        self._breaks: list[Break] = []
        self._parts: list[Part] = []
        self._space: tuple[float, int] | None = None
        self._at = 0.0
        self._spaces = 0
        self._last: _Word | None = None
        self._has_calls = False
        self._missing = ""

    def take(self, run: Run, style: int) -> None:
        """Take the next run; its style's number with it."""
        match run.kind:
            case RunKind.CALL:
                self._has_calls = True
                self._parts.append(Part(run.text, run, style, self._look(run)))
            case RunKind.LINE_END:
                self._end_word()
                self._space = None
                self._force()
            case RunKind.WORDS | RunKind.WHOLE_WORDS:
                self._take_words(run, style)

    def finished(self, space: float) -> Items | Unmeasured:
        """Return the items, or why there are none; ``space`` is that of plain words."""
        self._end_word()
        if self._missing:
            return Unmeasured(self._missing)
        if self._last is not None or not self._breaks:
            self._force()
        return Items(
            texts=tuple(self._texts),
            look_of=tuple(self._look_of),
            looks=tuple(self._looks),
            breaks=tuple(self._breaks),
            space=space,
            notes=self._notes() if self._has_calls else (),
        )

    def _notes(self) -> tuple[tuple[int, str], ...]:
        looks = tuple(self._looks)
        notes = ((at, looks[look].note) for at, look in enumerate(self._look_of))
        return tuple((at, note) for at, note in notes if note)

    def _take_words(self, run: Run, style: int) -> None:
        """Take words and what parts them; those between two spaces are whole, the others wait."""
        text, look = run.text, self._look(run)
        words = text.split(" ") if text.isprintable() else _SPACES.split(text)
        space = (self._measurer.space(run.style), look)
        known = self._measurer.known(run, style)
        self._take_word(words[0], run, style, look)
        for word in words[1:-1]:
            self._end_word()
            self._open_space(space)
            found = known.get(word)
            if found is not None and found.is_plain and found.width <= self._narrowest:
                self._add_plain_word(found, look)
            else:
                self._take_word(word, run, style, look)
        if len(words) > 1:
            self._end_word()
            self._open_space(space)
            self._take_word(words[-1], run, style, look)

    def _take_word(self, word: str, run: Run, style: int, look: int) -> None:
        """Take what may be a whole word, or the part of one that stands in a run."""
        if word.isascii():
            if word:
                self._parts.append(Part(word, run, style, look))
        else:
            parts = self._measurer.parts(word, run.style)
            self._parts.extend(Part(part, run, style, look) for part in parts)

    def _open_space(self, space: tuple[float, int]) -> None:
        if self._space is None and self._last is not None:
            self._space = space

    def _begin(self, hang: int = 0) -> None:
        first = Break(0.0, hang / 1000, 0, 0, 0.0, False, False, True, 0, hang, 0, 0, 0, 0)
        self._breaks.append(first)

    def _force(self) -> None:
        if not self._breaks:
            self._begin()
        at, spaces, end = self._at, self._spaces, len(self._texts)
        forced = Break(at, at, spaces, spaces, 0.0, False, False, True, 0, 0, end, 0, end, 0)
        self._breaks.append(forced)
        self._last = None

    def _end_word(self) -> None:
        if not self._parts:
            return
        word = self._measurer.word(self._parts)
        if word.width > self._narrowest:
            word = self._measurer.cut_word(self._parts)
        self._missing = self._missing or word.missing
        self._add_space(word)
        self._texts.extend(word.texts)
        for part, other in zip(self._parts, word.others, strict=True):
            self._look_of.append(self._look(part.run, other=True) if other else part.look)
        self._add_breaks(word)
        self._parts = []

    def _add_plain_word(self, word: _Word, look: int) -> None:
        """Add a word that is known to be whole and of one piece, as nearly all are."""
        self._add_space(word)
        self._texts.append(word.texts[0])
        self._look_of.append(look)
        self._add_breaks(word)

    def _look(self, run: Run, *, other: bool = False) -> int:
        return self._looks.setdefault(Look(run.path, run.note, other), len(self._looks))

    def _add_space(self, word: _Word) -> None:
        """Add the space that stands before a word, if there is one."""
        if not self._breaks:
            self._begin(word.hang_left)
        if self._space is None:
            return
        width, look = self._space
        self._space = None
        before, spaces, last = self._at, self._spaces, self._last
        self._at += width
        self._spaces += 1
        at = len(self._texts)
        self._texts.append(" ")
        self._look_of.append(look)
        if last is None or not word.begins_line:
            return
        right, left = last.hang_right, word.hang_left
        ends, begins = before - right / 1000, self._at + left / 1000
        place = (right, left, at, 0, at + 1, 0)
        cost = (last.penalty, last.is_suspended, False, False)
        # The tuple itself: by way of `Break` it takes three times as long.
        self._breaks.append(tuple.__new__(Break, (ends, begins, spaces, spaces + 1, *cost, *place)))

    def _add_breaks(self, word: _Word) -> None:
        """Add the breaks within the word whose pieces were added last, and pass it."""
        first, at = len(self._texts) - len(word.texts), self._at
        for before, after, within, cost, piece, offset, next_piece, next_offset in word.divisions:
            spaces = self._spaces + within
            ends = (at + before, at + after, spaces, spaces)
            place = (first + piece, offset, first + next_piece, next_offset)
            self._breaks.append(tuple.__new__(Break, (*ends, *cost, *place)))
        self._at += word.width
        self._spaces += word.spaces
        self._last = word
