"""Who tells a chapter, where its heading says so.

"JONATHAN HARKER'S JOURNAL--_continued_" is told by Jonathan Harker; "The Story Continued by
Marian Halcombe" by her. A letter's writer is not taken: what follows may be by others. Where
chapters are called by people's names, in turn, the name is whose eyes we look through.
"""

from __future__ import annotations

import re
from collections import Counter

from bookbuild.intake.pov import point_of_view

_TOLD = (
    "journal|diary|narrative|narration|account|statement|testimony|memoir|memoirs|confession"
    "|confessions|notebook|note-book|log|memorandum|story|tale|version"
)
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|M|Mme|Prof|Capt|Col|St)\.? )?[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,3}?"
_POSSESSIVE = re.compile(
    rf"(?P<name>{_NAME})['’]s? (?:[\w-]+ )?(?:{_TOLD})(?:\W.*)?", re.IGNORECASE
)
_BY = re.compile(
    r".{0,60}\b(?:begun|continued|concluded|resumed|told|related|narrated|spoken|dictated|kept)"
    rf" by (?P<name>{_NAME})[.)\]]*",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:the )?(?:journal|diary|narrative|account|statement|testimony|confessions?) of"
    rf" (?P<name>{_NAME} {_NAME})[.)\]]*",
    re.IGNORECASE,
)
_TAGEBUCH = re.compile(
    rf"(?:le |il |el |das )?(?:journal de|diario de|diario di|diário de|tagebuch von|dagboek van)"
    rf" (?P<name>{_NAME})[.)\]]*",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    "the a an my his her their our your its this that another someone nobody old new young ship "
    "captain doctor sailor soldier prisoner widow mother father traveller stranger murderer".split()
)
_SMALL = frozenset("of de la le von van der di da du the and".split())
_MARKS = re.compile(r"[*_]")
_LONGEST = 120


def narrator(title: str) -> str:
    """Return whose point of view a chapter's title names for certain, "" for nobody."""
    plain = _MARKS.sub("", title).strip(" .([")
    if not plain or len(plain) > _LONGEST:
        return ""
    seen = point_of_view(plain)
    if seen:
        return _cased(seen.name)
    for rule in (_BY, _POSSESSIVE, _TAGEBUCH, _OF):
        found = rule.fullmatch(plain)
        if found and _is_person(found["name"]):
            return _cased(found["name"])
    return ""


def _is_person(name: str) -> bool:
    words = name.split()
    if words[0].lower() in _NOBODY:
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def _cased(name: str) -> str:
    """A name in capitals is set as names are: "JONATHAN HARKER", "Jonathan Harker"."""
    if not name.isupper():
        return name
    words = re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name)
    return re.sub(r"\bMc([a-z])", lambda mac: "Mc" + mac[1].upper(), words)


def names_in_turn(titles: tuple[str, ...]) -> frozenset[str]:
    """Return the titles that are names of those who tell the chapters in turn.

    So it is where there are four chapters or more, nine in ten are called by one or two words,
    and at least half of the chapters share their name with another.
    """
    plain = [_MARKS.sub("", title).strip(" .") for title in titles if title]
    if len(plain) < 4 or len(plain) * 10 < len(titles) * 7:
        return frozenset()
    times = Counter(plain)
    short = [title for title in plain if _may_be_name(title)]
    shared = sum(n for title, n in times.items() if n > 1 and _may_be_name(title))
    if len(short) * 10 < len(plain) * 9 or shared * 2 < len(plain) or len(times) < 2:
        return frozenset()
    return frozenset(title for title in short)


def _may_be_name(title: str) -> bool:
    words = title.split()
    if words and words[0].lower() in _NOBODY:
        return False
    return 1 <= len(words) <= 2 and all(w.isalpha() and w[0].isupper() for w in words)


def as_name(title: str) -> str:
    """Return a title that is a name in the letters of a name."""
    return _cased(_MARKS.sub("", title).strip(" ."))
