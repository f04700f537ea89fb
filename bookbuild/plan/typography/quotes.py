"""Quotation marks and apostrophes.

A straight ``'`` may open a quotation, close one, or be an apostrophe; which of them only the whole
paragraph tells. So each reading of each mark has a cost (what stands beside it, what word it
belongs to), a reading of the paragraph costs what its marks cost and what its nesting costs (a
quotation closed that was never opened, or opened and never closed), and the cheapest reading is
set. Marks that are typographic already take part, and stay as they are.
"""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.model.typography import Quotes, TypographyRules
from bookbuild.plan.typography.conventions import Conventions
from bookbuild.plan.typography.elisions import is_dialect
from bookbuild.plan.typography.line import Edit
from bookbuild.plan.typography.marks import APOSTROPHE, MARKS, Mark, Role, mark_at
from bookbuild.plan.typography.readings import Place, cheapest

_ROLES = {APOSTROPHE: Role.APOSTROPHE, "′": Role.PRIME}
_BESIDE = ("", " ", "\n")
_BEFORE_CLOSING = tuple(".,;:!?")
_ANY_MARK = re.compile(f"[{MARKS}]")
_STRAIGHT_DOUBLE = re.compile('"')
_BETWEEN_LETTERS = re.compile(r"'(?<=[^\W_].)(?=[^\W_])")
_BEHIND_FIGURE = re.compile(r"'(?<=\d.)")
_WORN_AND = re.compile(r"(?<=[^\W_])([ \u00a0]?)'(n|N)'(?=[ \u00a0]?[^\W_])")
_FEET = re.compile(r"(?<![\w.])\d{1,2}(?:'(?=\d{1,2}(?!\d))|['’′]\d{1,2}\")")
# The place before a mark is looked at behind it: so `re` runs from mark to mark.
_AT_A_HEAD = r"(?<![^\s—–-].)"
_SINGLE_SPEECH = (
    rf"['‘‚]{_AT_A_HEAD}"
    r"(?=\w)[^'’‘\n]{2,}(?:\w['’]\w[^'’‘\n]*){0,12}[,.!?…]['’]"
)


def quote_edits(
    text: str, conventions: Conventions, rules: TypographyRules, single_speech: bool
) -> tuple[Edit, ...]:
    """Return what turns the straight marks of a paragraph into the language's own.

    ``single_speech`` says that this book's speech stands in single marks, as in British books.
    """
    if '"' not in text and "'" not in text:
        return ()
    certain = _certain(text)
    news = _news(certain, rules)
    unsure = _unsure(text, certain)
    if _is_plain_speech(text, unsure):
        if _wanted(Role.OPEN, rules):
            opening, closing = _outer_pair(conventions)
            news.update(zip(unsure, (opening, closing) * (len(unsure) // 2), strict=True))
    elif unsure:
        dialect = conventions.language == "en" and is_dialect(text)
        marks = tuple([mark_at(text, at, conventions, dialect) for at in unsure])
        for mark, place in zip(marks, cheapest(marks, single_speech), strict=True):
            if mark.char in "\"'" and _wanted(place.role, rules):
                news[mark.at] = _set(mark, place, conventions)
    return tuple([Edit(at, at + 1, new) for at, new in sorted(news.items())])


def _news(certain: dict[int, str], rules: TypographyRules) -> dict[int, str]:
    if rules.apostrophes and rules.primes:
        return dict(certain)
    return {at: new for at, new in certain.items() if _wanted(_ROLES[new], rules)}


def _unsure(text: str, certain: dict[int, str]) -> list[int]:
    """Return the places of the marks that must be weighed."""
    if text.isascii() and text.count("'") == len(certain):
        # Nothing but straight double marks is left, as in most paragraphs: looked for alone, they
        # are found four times as fast.
        return [found.start() for found in _STRAIGHT_DOUBLE.finditer(text)]
    places = [found.start() for found in _ANY_MARK.finditer(text)]
    if len(places) == len(certain):
        return []
    return [at for at in places if at not in certain and not _mid_word(text, at)]


def _is_plain_speech(text: str, unsure: list[int]) -> bool:
    """Return whether these are straight double marks that open and close in turn for certain.

    Half of all speech is so. Weighing the marks would come to the same, and takes far longer.
    """
    if not unsure or len(unsure) % 2:
        return False
    for number, at in enumerate(unsure):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if number % 2:
            sure = (before.isalpha() or before in _BEFORE_CLOSING) and after in _BESIDE
        else:
            sure = before in _BESIDE and after.isalpha()
        if text[at] != '"' or not sure:
            return False
    return True


def _wanted(role: Role, rules: TypographyRules) -> bool:
    match role:
        case Role.OPEN | Role.CLOSE:
            return rules.quotes is not Quotes.AS_TYPED
        case Role.APOSTROPHE:
            return rules.apostrophes
        case Role.PRIME:
            return rules.primes
        case _:
            assert_never(role)


def _certain(text: str) -> dict[int, str]:
    """Return the marks that need no weighing: apostrophes between letters, 'n', feet."""
    if "'" not in text:
        return {}
    places = [found.start() for found in _BETWEEN_LETTERS.finditer(text)]
    if "'n'" in text or "'N'" in text:
        for found in _WORN_AND.finditer(text):
            places += (found.start(2) - 1, found.end(2))
    certain = dict.fromkeys(places, APOSTROPHE)
    if _BEHIND_FIGURE.search(text):
        for found in _FEET.finditer(text):
            at = text.find("'", found.start(), found.end())
            if at >= 0:
                certain[at] = "′"
    return certain


def _mid_word(text: str, at: int) -> bool:
    return (
        text[at] == APOSTROPHE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    )


def _outer_pair(conventions: Conventions) -> tuple[str, str]:
    """Return the characters for two double marks around which no quotation is open."""
    return _opening(conventions.double, conventions), _closing(conventions.double, conventions)


def _set(mark: Mark, place: Place, conventions: Conventions) -> str:
    """Return the characters for a straight mark that was read."""
    if place.role is Role.APOSTROPHE:
        return APOSTROPHE
    if place.role is Role.PRIME:
        return "″" if mark.double else "′"
    if conventions.by_depth:
        inner = place.level % 2 == 1
    else:
        # In English the author's choice of mark stands; elsewhere the depth tells.
        within = place.depth % 2 == 1 and conventions.language != "en"
        inner = not mark.double or within
    pair = conventions.single if inner else conventions.double
    opens = place.role is Role.OPEN
    return _opening(pair, conventions) if opens else _closing(pair, conventions)


def _opening(pair: tuple[str, str], conventions: Conventions) -> str:
    return pair[0] + conventions.inside if pair[0] == "«" else pair[0]


def _closing(pair: tuple[str, str], conventions: Conventions) -> str:
    return conventions.inside + pair[1] if pair[1] == "»" else pair[1]


def speaks_in_single_marks(text: str) -> bool:
    """Return whether the speech in a text stands in single marks more often than in double."""
    if "'" not in text and "‘" not in text:
        return False
    doubles = _word_heads(text, '"“„«')
    # Speech begins at the head of a word: few books have so many single marks there, and to look
    # for whole speeches takes ten times as long.
    if _word_heads(text, "'‘‚") <= doubles:
        return False
    return len(re.findall(_SINGLE_SPEECH, text)) > doubles


def _word_heads(text: str, marks: str) -> int:
    """Return how many of these marks stand at the head of a word, counted one mark at a time:
    `re` runs from one to the next only where a pattern begins with one certain character."""
    return sum(len(re.findall(rf"{mark}{_AT_A_HEAD}\w", text)) for mark in marks if mark in text)
