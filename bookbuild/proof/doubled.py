"""Words typed twice: "the the"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.proof.findings import Finding, Fix, Spot, found, shown
from bookbuild.proof.galley import Galley, Passage, Role

_PAIR = re.compile(
    r"(?<![\w'’\-–—])([^\W\d_]+(?:['’][^\W\d_]+)*)(\s+)(\1)(?![\w'’\-–—])", re.IGNORECASE
)
_SURE = {
    "en": """the a an and of from into with or but my your our their its at by as if than were we
        they she and because while would could should whose which when where what's""",
    "de": "und ein eine einen von im am vom zum zur mit auf aus bei wenn weil aber oder nicht",
    "fr": "le les un une et du des aux mais dans pour avec que qui est par sur",
    "es": "el los las de del y un una al con por para pero que en",
    "it": "il di un una e del della con per ma nel nella",
    "pt": "de do dos das um uma e com para mas que em",
    "nl": "de van een en met op voor maar te",
    "sv": "och en ett av med på till men som",
    "pl": "i w z na do że się",
    "ru": "и в на с не но из от",
}
"""Words that nobody writes twice on purpose without a point between, by language.

"Had had", "that that", "very very", "nous nous" and "die die" are sentences and not among them.
"""
_KNOWN = {language: frozenset(words.split()) for language, words in _SURE.items()}
_ROLES = (Role.PROSE, Role.INSET)


def doubled_words(galley: Galley) -> Iterator[Finding]:
    """Yield the words that stand twice in a row, across emphasis and line ends."""
    for passage in galley.passages:
        if passage.role in (Role.CODE, Role.BREAK):
            continue
        for pair in _PAIR.finditer(passage.free):
            yield _finding(passage, pair)


def _finding(passage: Passage, pair: re.Match[str]) -> Finding:
    words = shown(pair.group())
    message = f"“{words}” says the same word twice."
    fix = Fix(pair.group(), pair.group(1)) if pair.group(2) == " " else None
    sure = _is_sure(passage, pair)
    return found(
        "doubled-word",
        Spot(passage, pair.start(), pair.end()),
        message,
        "Delete one of the two.",
        sure=sure,
        fix=fix if sure else None,
    )


def _is_sure(passage: Passage, pair: re.Match[str]) -> bool:
    """Return whether two words are certainly one too many.

    A name ("The The") has two capitals; three in a row are a stammer.
    """
    first, second = pair.group(1), pair.group(3)
    word = second.casefold()
    if passage.role not in _ROLES or word not in _KNOWN.get(passage.lang, frozenset()):
        return False
    if second != second.lower() or first[1:] != second[1:]:
        return False
    around = passage.free[max(0, pair.start() - len(word) - 2) : pair.start()]
    behind = passage.free[pair.end() : pair.end() + len(word) + 2]
    near = re.findall(r"\w+", f"{around} {behind}".casefold())
    return word not in near
