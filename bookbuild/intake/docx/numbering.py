"""Automatic numbers: what Word prints before a paragraph that is a heading or an item of a list.

A number is an instance of an abstract list with levels; the levels count on through the whole
document, and a level begins anew below a higher one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import VAL, w

_DEEPEST = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NO_NUMBER = ("bullet", "none")
_DASHES = ("—", "–", "―")
"""Word makes a list of lines that begin with a dash; in dialogue it is what the author typed."""
_LARGEST = 30_000


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, its form, its text ("Chapter %1"), its style."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What stands before a paragraph: ``text`` as printed; ``value`` None where nothing counts.

    ``list_id`` and ``level`` (from 0) say which list's item it is. ``typed`` where the number has
    to be written out, since a list that does not begin with 1 would count anew.
    """

    text: str
    value: int | None
    list_id: str
    level: int
    typed: bool = False

    @property
    def is_dash(self) -> bool:
        """Whether it is the dash that begins what somebody says."""
        return self.value is None and bool(self.text)

    @property
    def is_label(self) -> bool:
        """Whether the text is written out: it says more than a number ("Chapter 1")."""
        if self.typed:
            return bool(self.text)
        return self.value is not None and bool(re.search(r"[^\W\d_]{3,}", self.text))


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: tuple[Level, ...]
    restarts: tuple[tuple[int, int], ...] = ()


class Numbering:
    """Counts the numbered paragraphs of a document, which come in order."""

    def __init__(self, root: Node | None) -> None:
        self.lists = _lists(root) if root is not None else {}
        self.by_style = {
            (id, level.style): at
            for id, one in self.lists.items()
            for at, level in enumerate(one.levels)
            if level.style
        }
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def next(self, list_id: str | None, level: int | None, style: str) -> Numbered | None:
        """Return what Word prints before the next paragraph of a list, None for nothing."""
        one = self.lists.get(list_id or "0")
        if one is None or list_id is None:
            return None
        at = level if level is not None else self.by_style.get((list_id, style), 0)
        if not 0 <= at < len(one.levels):
            return None
        counts = self.counts.setdefault(one.abstract, [None] * _DEEPEST)
        self._restart(list_id, one, counts)
        here = one.levels[at]
        count = counts[at]
        counts[at] = here.start if count is None else count + 1
        counts[at + 1 :] = [None] * (_DEEPEST - at - 1)
        text = _text(one.levels, counts, at)
        number = None if here.form in _NO_NUMBER else counts[at]
        if here.form == "none" and not text:
            return None
        return Numbered(text, number, one.abstract, at)

    def _restart(self, list_id: str, one: _List, counts: list[int | None]) -> None:
        if list_id not in self.begun:
            self.begun.add(list_id)
            for level, start in one.restarts:
                if 0 <= level < _DEEPEST:
                    counts[level] = start - 1


def _text(levels: tuple[Level, ...], counts: list[int | None], at: int) -> str:
    if levels[at].form == "bullet":
        return levels[at].text if levels[at].text in _DASHES else ""

    def number(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        if level >= len(levels):
            return ""
        count = counts[level]
        return formed(levels[level].start if count is None else count, levels[level].form)

    return " ".join(_PLACE.sub(number, levels[at].text).split())


def formed(number: int, form: str) -> str:
    """Return a number in a form of Word's; forms of words give figures, which say the same."""
    if not 0 <= number <= _LARGEST:
        return str(number)
    match form:
        case "upperRoman":
            return _roman(number).upper()
        case "lowerRoman":
            return _roman(number)
        case "upperLetter":
            return _letters(number).upper()
        case "lowerLetter":
            return _letters(number)
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (number // worth)
        number %= worth
    return letters or "0"


def _letters(number: int) -> str:
    """The 27th is "aa", the 28th "bb"."""
    return chr(97 + (number - 1) % 26) * min((number - 1) // 26 + 1, 20) if number else ""


def _lists(root: Node) -> dict[str, _List]:
    abstract: dict[str, tuple[Level, ...]] = {}
    linked: dict[str, str] = {}
    styled: dict[str, str] = {}
    for node in root.iterchildren(w("abstractNum")):
        id = value(node, w("abstractNumId"))
        abstract[id] = _levels(node)
        linked[id] = value(node.find(w("numStyleLink")), VAL)
        styled.setdefault(value(node.find(w("styleLink")), VAL), id)
    made: dict[str, _List] = {}
    for node in root.iterchildren(w("num")):
        id = value(node.find(w("abstractNumId")), VAL)
        id = styled.get(linked.get(id, ""), id) if linked.get(id) else id
        if id in abstract:
            made[value(node, w("numId"))] = _overridden(id, abstract[id], node)
    return made


def _levels(node: Node) -> tuple[Level, ...]:
    found = {_int(value(level, w("ilvl")), 0): _level(level) for level in node.iter(w("lvl"))}
    return tuple(found.get(at, Level()) for at in range(_DEEPEST))


def _level(node: Node) -> Level:
    form = node.find(w("numFmt"))
    return Level(
        _int(value(node.find(w("start")), VAL), 1),
        value(form, VAL) or "decimal",
        value(node.find(w("lvlText")), VAL)[:200],
        value(node.find(w("pStyle")), VAL),
    )


def _overridden(id: str, levels: tuple[Level, ...], node: Node) -> _List:
    restarts = []
    made = list(levels)
    for override in node.iterchildren(w("lvlOverride")):
        at = _int(value(override, w("ilvl")), 0)
        start = override.find(w("startOverride"))
        new = override.find(w("lvl"))
        if new is not None and 0 <= at < _DEEPEST:
            made[at] = _level(new)
        if start is not None:
            restarts.append((at, _int(value(start, VAL), 1)))
    return _List(id, tuple(made), tuple(restarts))


def _int(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
