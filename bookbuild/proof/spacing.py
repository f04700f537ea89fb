"""Spaces where none should be, and none where there should be one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.proof.findings import Finding, Fix, Spot, found, shown
from bookbuild.proof.galley import Galley, Passage

_BEFORE = re.compile(
    r"(?<=[^\W_])[”’\"')]?( +)(?P<point>[,;]|[.!?:](?![.!?:\w)(]))(?=[\s”’\"')]|$)"
)
_ELLIPSIS = re.compile(r" *\. ?\.")
_AFTER_COMMA = re.compile(r"[^\W\d_]{2,}(?P<point>[,;])(?=[^\W\d_]{2,}|[IaA]\b)")
_AFTER_END = re.compile(r"[^\W\d_A-Z]{2,}(?P<point>[.!?])(?=[A-Z][a-z]+\b)")
_AFTER_WORD = re.compile(
    r"(?<![\w.])(?P<first>[^\W\d_A-Z]{2,})(?P<point>[.!?])(?P<second>[^\W\d_A-Z]{2,})(?![\w.])"
)
_AFTER_QUOTE = re.compile(r"[^\W\d_][,!?](?P<point>[”\"])(?=[^\W\d_]{2,})")
_BEFORE_QUOTE = re.compile(r"[^\W\d_][,.!?]?(?P<point>“)(?=[^\W\d_])")
_AFTER_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St)(?P<point>\.)(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|net|org|io|edu|gov|txt|exe|jpg|png|pdf|html?)\b", re.I)
_DOUBLE = re.compile(r"(?<=\S)  +(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:…][”’\"')\]*]*$")
_KNOWN = 3
_A_HABIT = 20
_COLUMN = 3
"""From so many spaces on, words are set in columns by hand."""


def spacing(galley: Galley) -> Iterator[Finding]:
    """Yield the spaces before points, missing ones behind them, and doubled ones."""
    for passage in galley.running():
        if passage.lang != "fr":
            yield from _before(passage)
        yield from _missing(passage)
    yield from _run_together(tuple(galley.running()))
    doubled = [each for each in galley.running() if "  " in each.free]
    found_in = [finding for passage in doubled for finding in _doubled(passage)]
    # Whoever types two spaces behind every sentence need not hear of it: the book shows one.
    habit = sum(not finding.sure for finding in found_in) >= _A_HABIT
    yield from (finding for finding in found_in if finding.sure or not habit)


def _before(passage: Passage) -> Iterator[Finding]:
    if " " not in passage.free:
        return
    for match in _BEFORE.finditer(passage.free):
        at = match.start(1)
        if _ELLIPSIS.match(passage.free, at):
            continue
        spot = Spot(passage, at, match.end())
        point = match.group("point")
        fix = Fix(_around(passage, at, match.end("point")), "")
        fix = Fix(fix.old, re.sub(r" +(?=\W+$)", "", fix.old))
        yield found(
            "space-before-point",
            spot,
            f"There is a space before the {_name(point)} in “{shown(fix.old)}”.",
            "Delete the space.",
            fix=fix,
        )


def _around(passage: Passage, at: int, end: int) -> str:
    """Return the word before a space with all that follows up to ``end``."""
    return passage.text[: at + 1].rstrip().split()[-1] + passage.text[at:end]


def _name(point: str) -> str:
    names = {
        ",": "comma",
        ";": "semicolon",
        ".": "full stop",
        "!": "exclamation mark",
        "?": "question mark",
        ":": "colon",
    }
    return names[point]


def _missing(passage: Passage) -> Iterator[Finding]:
    for pattern in (_AFTER_COMMA, _AFTER_END, _AFTER_QUOTE, _AFTER_TITLE):
        for match in pattern.finditer(passage.free):
            spot = _to_word_ends(passage, match.start(), match.end())
            if not _ADDRESS.search(spot.words):
                yield _no_space(spot, match.end("point"), not _is_name(match, passage))
    for match in _BEFORE_QUOTE.finditer(passage.free):
        if passage.lang == "en":
            spot = _to_word_ends(passage, match.start(), match.end())
            yield _no_space(spot, match.start("point"))


def _run_together(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield two words with nothing but a point between, both of which the book has elsewhere."""
    found_in = [
        (passage, match)
        for passage in passages
        for match in _AFTER_WORD.finditer(passage.free)
        if not _ADDRESS.search(Spot(passage, *match.span()).words)
    ]
    if not found_in:
        return
    words = Counter(word for passage in passages for word in _WORD.findall(passage.free))
    for passage, match in found_in:
        known = all(words[match.group(half)] >= _KNOWN for half in ("first", "second"))
        spot = Spot(passage, *match.span())
        message = f"Two words run together in “{shown(match.group())}”."
        hint = "Type a space behind the point, or instead of it."
        yield found("no-space", spot, message, hint, sure=known)


def _to_word_ends(passage: Passage, start: int, end: int) -> Spot:
    while start > 0 and passage.text[start - 1].isalnum():
        start -= 1
    while end < len(passage.text) and passage.text[end].isalnum():
        end += 1
    return Spot(passage, start, end)


def _is_name(match: re.Match[str], passage: Passage) -> bool:
    """Return whether a point may belong to a name, as in a chain of initials."""
    return passage.free[max(0, match.start() - 1) : match.start()] == "."


def _no_space(spot: Spot, at: int, sure: bool = True) -> Finding:
    text = spot.passage.text
    hint = f"Type a space: “{shown(text[spot.start : at] + ' ' + text[at : spot.end])}”."
    message = f"A space is missing in “{shown(spot.words)}”."
    return found("no-space", spot, message, hint, sure=sure)


def _doubled(passage: Passage) -> Iterator[Finding]:
    for match in _DOUBLE.finditer(passage.free):
        start, end = match.span()
        before = passage.text[:start].split()[-1:]
        after = passage.text[end:].split(None, 1)[:1]
        if not before or not after or (passage.lang == "fr" and not after[0][0].isalnum()):
            continue
        sure = not _SENTENCE_END.search(before[0]) and end - start < _COLUMN
        words = f"{before[0]} {after[0]}"
        fix = Fix(before[0] + match.group() + after[0], words)
        message = f"There are {len(match.group())} spaces in “{shown(words)}”."
        spot = Spot(passage, start, end)
        yield found("doubled-space", spot, message, "Leave one.", sure=sure, fix=fix)
