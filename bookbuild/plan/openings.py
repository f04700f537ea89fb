"""The first words of a chapter, set apart as its lead-in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from bookbuild.model.text import Blocks, Inlines, Paragraph, Style, Styled, Text, plain_text

_WORD = re.compile(r"[^\s—–]+(?:[\u00a0\u202f][^\s—–]+)*")
_LETTER = re.compile(r"\w")
_OPENS_APART = re.compile(r"\s*[\"'“”„‟«»‘‚‹›—–-]")
_PAUSE = re.compile(r"(?:(?<=[,;:.!?…])|(?<=[,;:.!?…][”’»])|(?=[ \u00a0]?[—–…]))")
_LEANS_ON = frozenset(
    """the a an of to in on at by for with from and or but as into than that my his her its our your
    their this these those no not so if when i over under onto through
    across around behind before after about between against until upon toward towards
    without mr. mrs. dr.
    der die das den dem des ein eine einen einem einer und oder von zu im am in mit
    le la les un une des du de et ou à au aux en el los las una y o del al il lo gli i e di da
    het een van en""".split()
)
_FEWEST, _MIDDLE, _MOST = 3, 4, 5
_SHORT_PARAGRAPH = 8


def lead_in(blocks: Blocks) -> Blocks:
    """Return a chapter's blocks with the first three to five words as a `Style.LEAD_IN`.

    Only a chapter that begins with a paragraph has a lead-in, and none that opens with a
    quotation mark, with styled words, with a letter of a script without capitals, or with fewer
    than eight words in all.
    """
    match blocks:
        case (Paragraph(inlines) as first, *rest) if _takes_one(inlines):
            return (replace(first, inlines=_with_lead_in(inlines)), *rest)
        case _:
            return blocks


def _takes_one(inlines: Inlines) -> bool:
    match inlines:
        case (Text(text), *_):
            words = _WORD.findall(plain_text(inlines))
            apart = _OPENS_APART.match(text) or not _has_capitals(text)
            return not apart and len(words) >= _SHORT_PARAGRAPH
        case _:
            return False


def _has_capitals(text: str) -> bool:
    """Return whether the first letter is of a script with small capitals, which a lead-in needs.

    Greek capitals have no accents, and no font takes them off.
    """
    first = next((sign for sign in text if sign.isalpha()), "")
    greek = "\u0370" <= first <= "\u03ff" or "\u1f00" <= first <= "\u1fff"
    return first.lower() != first.upper() and not greek


def _with_lead_in(inlines: Inlines) -> Inlines:
    head = inlines[0]
    assert isinstance(head, Text)
    words = _whole_words(head.text, alone=len(inlines) == 1)
    count = _count(words)
    if not count:
        return inlines
    start, end = words[0].start(), words[count - 1].end()
    parts = (
        Text(head.text[:start]),
        Styled(Style.LEAD_IN, (Text(head.text[start:end]),)),
        Text(head.text[end:]),
    )
    return (*(part for part in parts if part != Text("")), *inlines[1:])


def _whole_words(text: str, alone: bool) -> list[re.Match[str]]:
    """Return the first words of a text; one that runs on into the next node does not count.

    An ellipsis that stands by itself is no word, and nothing beyond it is asked for.
    """
    words: list[re.Match[str]] = []
    for word in islice(_WORD.finditer(text), _MOST + 1):
        if not _LETTER.search(word.group()):
            break
        if not alone and word.end() == len(text):
            break
        words.append(word)
    return words[:_MOST]


def _count(words: list[re.Match[str]]) -> int:
    """Return how many words make the lead-in, 0 where there are too few to choose from."""
    if len(words) < _FEWEST:
        return 0
    for count in range(_FEWEST, len(words) + 1):
        if _PAUSE.match(words[count - 1].string, words[count - 1].end()):
            return count
    for count in (_MIDDLE, _MOST, _FEWEST):
        if count <= len(words) and words[count - 1].group().lower() not in _LEANS_ON:
            return count
    return min(_MIDDLE, len(words))
