"""What an author does all through a document: marks between scenes, empty lines, the usual look."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.intake.docx.paras import Item, Para
from bookbuild.intake.marks import is_rule

_LONGEST_MARK = 8
_SPEECH = set("?!.…,;:—–-―\"“”„«»‹›'‘’()[]")
_OFTEN = 2
_SPACED = 0.4
"""Where so many paragraphs in a hundred have empty ones between them, these are only space."""
_FEW = 0.15
_MANY_MARKS = 2
_REPEATED_PICTURE = 3


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of a document.

    ``size`` is the usual size of letters in half points, ``left`` the usual indent. ``marks`` are
    what parts scenes though no other book uses it so. ``gap`` is the fewest empty paragraphs in a
    row that part scenes, 0 where none do; ``typed`` says that marks are typed for it.
    """

    size: int
    left: int
    align: str
    marks: frozenset[str]
    gap: int
    typed: bool


def habits_of(items: Sequence[Item]) -> Habits:
    """Return what holds for most of a document."""
    paras = tuple(item for item in items if isinstance(item, Para))
    sizes: Counter[int] = Counter()
    lefts: Counter[int] = Counter()
    aligns: Counter[str] = Counter()
    for para in paras:
        if len(para.text) > 40 and not para.look.level:
            sizes[para.look.size] += len(para.text)
            lefts[para.look.left] += len(para.text)
            aligns[para.look.align] += len(para.text)
    marks = _marks(paras)
    typed = sum(is_rule(p.text) or p.text in marks or p.look.role == "break" for p in paras)
    gaps = tuple(_gaps(paras, marks))
    return Habits(
        _usual(sizes, 0),
        _usual(lefts, 0),
        aligns.most_common(1)[0][0] if aligns else "",
        marks,
        _gap(gaps),
        typed >= _MANY_MARKS,
    )


def _usual(counts: Counter[int], otherwise: int) -> int:
    return counts.most_common(1)[0][0] if counts else otherwise


def _marks(paras: Sequence[Para]) -> frozenset[str]:
    """Signs that stand alone in the middle, again and again: a cent sign, a Psi."""
    found = Counter(p.text for p in paras if p.look.align == "center" and _may_be_mark(p.text))
    return frozenset(text for text, times in found.items() if times >= _OFTEN)


def _may_be_mark(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST_MARK or any(len(part) > 3 for part in text.split()):
        return False
    letters = [char for char in text if char.isalnum()]
    greek = all(unicodedata.name(char, "").startswith("GREEK") for char in letters)
    return len(letters) <= 1 and greek and not set(text.replace(" ", "")) <= _SPEECH


def _gaps(paras: Sequence[Para], marks: frozenset[str]) -> Iterator[int]:
    """Yield how many empty paragraphs stand between each two of running text."""
    last: Para | None = None
    empty = 0
    for para in paras:
        if para.empty:
            empty += 1
            continue
        if last is not None and _runs(last, marks) and _runs(para, marks) and not para.look.page:
            yield empty
        last, empty = para, 0


def _runs(para: Para, marks: frozenset[str]) -> bool:
    return len(para.text) > 20 and not para.look.level and not is_mark(para, marks)


def is_mark(para: Para, marks: frozenset[str]) -> bool:
    """Return whether a paragraph is nothing but a sign between scenes."""
    return bool(para.text) and not para.pictures and (is_rule(para.text) or para.text in marks)


def _gap(gaps: Sequence[int]) -> int:
    """Return the fewest empty paragraphs that part scenes."""
    spaced = sum(gap > 0 for gap in gaps)
    if not spaced or not gaps:
        return 0
    if spaced <= _SPACED * len(gaps):
        return 1
    usual = Counter(gap for gap in gaps if gap).most_common(1)[0][0]
    wider = sum(gap > usual for gap in gaps)
    return usual + 1 if 0 < wider <= _FEW * len(gaps) else 0


def ornaments(sources: Sequence[str]) -> frozenset[str]:
    """Return the pictures that stand so often that they can only be ornaments between scenes."""
    times = Counter(sources)
    return frozenset(source for source, n in times.items() if n >= _REPEATED_PICTURE)


BYLINE = re.compile(
    r"(?:by|von|par|de|por|di|door|av|af|od|autor:|author:)\s+(?P<name>\S.{1,60})", re.IGNORECASE
)
"""A line that names the author; that what follows is a name has to be looked at."""
