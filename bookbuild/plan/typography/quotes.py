"""Quotation marks and apostrophes.

A straight ``'`` may open a quotation, close one, or be an apostrophe; which of them only the whole
paragraph tells. So each reading of each mark has a cost (what stands beside it, what word it
belongs to), a reading of the paragraph costs what its marks cost and what its nesting costs (a
quotation closed that was never opened, or opened and never closed), and the cheapest reading is
set. Marks that are typographic already take part, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from bookbuild.model.typography import Quotes, TypographyRules
from bookbuild.plan.typography.conventions import Conventions
from bookbuild.plan.typography.elisions import is_dialect
from bookbuild.plan.typography.line import Edit
from bookbuild.plan.typography.marks import APOSTROPHE, MARKS, Mark, Role, mark_at
from bookbuild.plan.typography.readings import Place, cheapest

_ANY_MARK = re.compile(f"[{MARKS}]")
_BETWEEN_LETTERS = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_WORN_AND = re.compile(r"(?<=[^\W_])([ \u00a0]?)'(n|N)'(?=[ \u00a0]?[^\W_])")
_FEET = re.compile(r"(?<![\w.])\d{1,2}(?:'(?=\d{1,2}(?!\d))|['’′]\d{1,2}\")")
_DOUBLE_SPEECH = re.compile(r'(?:^|(?<=[\s—–-]))["“„«]\w', re.MULTILINE)
_SINGLE_SPEECH = re.compile(
    r"(?:^|(?<=[\s—–-]))['‘‚](?=\w)[^'’‘\n]{2,}(?:\w['’]\w[^'’‘\n]*){0,12}[,.!?…]['’]",
    re.MULTILINE,
)


def quote_edits(
    text: str, conventions: Conventions, rules: TypographyRules, single_speech: bool
) -> tuple[Edit, ...]:
    """Return what turns the straight marks of a paragraph into the language's own.

    ``single_speech`` says that this book's speech stands in single marks, as in British books.
    """
    if '"' not in text and "'" not in text:
        return ()
    certain = dict(_certain(text))
    dialect = conventions.language == "en" and is_dialect(text)
    marks = tuple(
        mark_at(text, found.start(), conventions, dialect)
        for found in _ANY_MARK.finditer(text)
        if found.start() not in certain and not _mid_word(text, found.start())
    )
    roles = {APOSTROPHE: Role.APOSTROPHE, "′": Role.PRIME}
    edits = [Edit(at, at + 1, new) for at, new in certain.items() if _wanted(roles[new], rules)]
    for mark, place in zip(marks, cheapest(marks, single_speech), strict=True):
        if mark.char in "\"'" and _wanted(place.role, rules):
            edits.append(Edit(mark.at, mark.at + 1, _set(mark, place, conventions)))
    return tuple(sorted(edits, key=lambda edit: edit.start))


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


def _certain(text: str) -> Iterator[tuple[int, str]]:
    """Yield the marks that need no weighing: apostrophes between letters, 'n', feet."""
    if "'" not in text:
        return
    for found in _BETWEEN_LETTERS.finditer(text):
        yield found.start(), APOSTROPHE
    for found in _WORN_AND.finditer(text):
        yield found.start(2) - 1, APOSTROPHE
        yield found.end(2), APOSTROPHE
    for found in _FEET.finditer(text):
        at = text.find("'", found.start(), found.end())
        if at >= 0:
            yield at, "′"


def _mid_word(text: str, at: int) -> bool:
    return (
        text[at] == APOSTROPHE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    )


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
    opening, closing = conventions.single if inner else conventions.double
    if place.role is Role.OPEN:
        return opening + conventions.inside if opening == "«" else opening
    return conventions.inside + closing if closing == "»" else closing


def speaks_in_single_marks(text: str) -> bool:
    """Return whether the speech in a text stands in single marks more often than in double."""
    if "'" not in text and "‘" not in text:
        return False
    return len(_SINGLE_SPEECH.findall(text)) > len(_DOUBLE_SPEECH.findall(text))
