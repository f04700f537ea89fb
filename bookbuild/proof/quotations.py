"""Quotations that are opened and never closed, or closed and never opened, and turned marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bookbuild.proof.findings import Finding, Fix, Spot, found
from bookbuild.proof.galley import MASK, Galley, Passage, Role
from bookbuild.proof.marks import Mark, Pair, marks_in, pairs_of, straight_marks_in

_CLOSERS = ("”", "“", "»", "«", '"')
_OPENERS = "“„«»\"‘'‚‹"
_CERTAIN = re.compile(r"(?<!\w)‘(?=(?:em|tis|twas|til|twere|twould|twill|tisn|twasn)(?!\w))", re.I)
_DECADE = re.compile(r"(?<!\w)‘(?=\d\ds?(?!\w))")
_WORN_AND = re.compile(r"(?<=\w) ?‘n[’‘']? ?(?=\w)", re.I)
_SINGLE_OPEN = re.compile(r"(?<!\w)‘(?=\w)")
_SINGLE_CLOSE = re.compile(r"’(?!\w)")
_NESTED = re.compile(r"(?<!\w)[‘'‚‹](?=\w|[“\"„])")
_FEW_WORDS = 5
_SPOKEN = (Role.PROSE, Role.INSET)
_HINT_TURN = "Turn it round."


class _End(Enum):
    """How a paragraph's quotations come out."""

    EVEN = auto()
    OPEN = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How the marks of a paragraph come out, and the mark that is at fault."""

    end: _End
    fault: Mark | None = None


def quotations(galley: Galley) -> Iterator[Finding]:
    """Yield the quotation marks without a partner, and those that face the wrong way."""
    text = "\n".join(passage.free for passage in galley.passages)
    pairs = pairs_of(galley.language, text, galley.book.typography.quotes)
    passages = galley.passages
    for pair in (*(pair for pair in pairs if pair[0] in text or pair[1] in text), None):
        yield from _of_pair(passages, pair)
    if galley.language == "en":
        for passage in passages:
            if passage.role in (*_SPOKEN, Role.VERSE) and "‘" in passage.free:
                yield from _single(passage)


def _of_pair(passages: Sequence[Passage], pair: Pair | None) -> Iterator[Finding]:
    """Yield what is wrong with one pair of marks; None stands for straight ones."""
    signs = pair or ('"',)
    carried = False
    for number, passage in enumerate(passages):
        if passage.role not in (*_SPOKEN, Role.VERSE):
            continue
        if not any(sign in passage.free for sign in signs):
            carried = carried and passage.role is Role.VERSE
            continue
        marks = marks_in(passage.free, pair) if pair else straight_marks_in(passage.free)
        yield from (_turned(passage, mark, pair) for mark in marks if mark.wrong and pair)
        outcome = _come_out(marks, carried)
        following = passages[number + 1 : number + 2]
        if outcome.fault and not any(mark.wrong for mark in marks):
            yield from _fault(passage, outcome, following)
        carried = outcome.end is _End.OPEN


def _come_out(marks: Sequence[Mark], carried: bool) -> _Outcome:
    """Follow the marks of a paragraph; ``carried`` where the one before left a quotation open."""
    stack: list[Mark] = []
    for mark in marks:
        if mark.opens:
            stack.append(mark)
        elif stack:
            stack.pop()
        elif carried:
            carried = False
        else:
            return _Outcome(_End.BROKEN, mark)
    if not stack:
        return _Outcome(_End.EVEN)
    # Only the last quotation of a paragraph may go on in the next one.
    open_at_end = len(stack) == 1 and stack[0] is marks[-1]
    return _Outcome(_End.OPEN if open_at_end else _End.BROKEN, stack[0])


def _fault(passage: Passage, outcome: _Outcome, following: Sequence[Passage]) -> Iterator[Finding]:
    mark = outcome.fault
    if mark is None:
        return
    next_one = following[0] if following else None
    if outcome.end is _End.OPEN and next_one and _goes_on(next_one):
        return
    spot = Spot(passage, mark.at, mark.at + 1)
    if mark.opens:
        near = spot.with_neighbours(0, 3)
        message = f"The quotation that begins with {_quoted(near)} is not closed."
        hint = "Close it, or open the next paragraph with a quotation mark if the speaker goes on."
        sure = _is_surely_open(passage, mark, outcome.end, next_one)
    else:
        near = spot.with_neighbours(3, 0)
        message = f"The quotation that ends with {_quoted(near)} was never opened."
        hint = "Put an opening quotation mark where it begins."
        sure = _is_sentence(passage)
    yield found("unmatched-quote", spot, message, hint, sure=sure)


def _is_surely_open(passage: Passage, mark: Mark, end: _End, following: Passage | None) -> bool:
    """Return whether a quotation that is not closed should have been.

    It may hold a quotation that holds one again, and then its own marks are within it; or a line
    of verse, a letter's head or its close may follow, and take it to its end.
    """
    if not _is_sentence(passage):
        return False
    if end is _End.BROKEN:
        closes_last = passage.free.rstrip().endswith(_CLOSERS)
        alone = following is None or not _goes_on(following)
        return (alone or closes_last) and not _NESTED.search(passage.free, mark.at)
    return (
        # Only English opens the quotation anew in every paragraph of a speech, without fail.
        passage.lang == "en"
        and following is not None
        and following.role is passage.role
        and following.stream == passage.stream
        and _is_sentence(following)
    )


def _is_sentence(passage: Passage) -> bool:
    """Return whether a passage is prose, and longer than a letter's close or a name."""
    words = len(passage.text.split())
    return passage.role in _SPOKEN and "\n" not in passage.text and words >= _FEW_WORDS


def _quoted(words: str) -> str:
    return f"⟨{' '.join(words.split())}⟩"


def _goes_on(passage: Passage) -> bool:
    begins = passage.free.lstrip(f" {MASK}*_")[:1]
    return passage.role in (*_SPOKEN, Role.VERSE) and begins in tuple(_OPENERS)


def _turned(passage: Passage, mark: Mark, pair: Pair) -> Finding:
    is_opening = not mark.opens
    char, right = (pair[0], pair[1]) if is_opening else (pair[1], pair[0])
    spot = Spot(passage, mark.at, mark.at + 1)
    near = spot.with_neighbours(0, 2) if mark.opens else spot.with_neighbours(2, 0)
    kind = "an opening" if is_opening else "a closing"
    message = f"The mark in {_quoted(near)} is {kind} one and stands where the other should."
    word = spot.words
    fix = Fix(word, word.replace(char, right)) if word.count(char) == 1 else None
    return found("turned-quote", spot, message, _HINT_TURN, fix=fix)


# ------------------------------------------------------------------------------ single marks


def _single(passage: Passage) -> Iterator[Finding]:
    """Yield opening single marks that should be apostrophes, and those that nothing closes."""
    turned: set[int] = set()
    # The second mark of ‘n’ closes nothing.
    bare = _WORN_AND.sub(lambda match: MASK * len(match.group()), passage.free)
    for pattern in (_CERTAIN, _DECADE, _WORN_AND):
        for match in pattern.finditer(passage.free):
            at = match.group().find("‘") + match.start()
            turned.add(at)
            closed = _SINGLE_CLOSE.search(bare, at)
            spot = Spot(passage, at, at + 1)
            message = f"The mark in “{spot.words}” stands for letters left out, and opens instead."
            fix = Fix(spot.words, spot.words.replace("‘", "’", 1)) if not closed else None
            yield found("turned-quote", spot, message, _HINT_TURN, sure=not closed, fix=fix)
    for match in _SINGLE_OPEN.finditer(passage.free):
        at = match.start()
        if at in turned or _SINGLE_CLOSE.search(passage.free, at):
            continue
        spot = Spot(passage, at, at + 1)
        message = f"The quotation that begins with {_quoted(spot.with_neighbours(0, 3))} "
        yield found(
            "unmatched-quote",
            spot,
            message + "is not closed.",
            "Close it, or type ’ where letters are left out.",
            sure=False,
        )
