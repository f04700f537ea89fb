"""Paragraphs that end without a point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.proof.findings import Finding, Spot, found
from bookbuild.proof.galley import Galley, Passage, Role

_UNENDED = re.compile(r"(?P<word>[^\W_]+)(?P<comma>,?)\s*$")
_FIRST = re.compile(r"[“‘\"'«„»—–¿¡(\[]*(?P<word>\w)")
_FEW_WORDS = 8
_FEW_FOLLOWING = 5
_A_FEW = 2
_A_MANNER = 5
"""So many paragraphs in a hundred without a point are a manner of writing."""


def endings(galley: Galley) -> Iterator[Finding]:
    """Yield the story's paragraphs that end in a bare word, and those that end in a comma."""
    passages = galley.passages
    paragraphs = Counter(p.file for p in passages if p.role is Role.PROSE and p.story)
    found_in = list(_unended(passages))
    bare = Counter(finding.place.file for finding in found_in)
    for finding in found_in:
        file = finding.place.file
        if bare[file] <= _A_FEW or bare[file] * 100 <= _A_MANNER * paragraphs[file]:
            yield finding


def _unended(passages: Sequence[Passage]) -> Iterator[Finding]:
    for number, passage in enumerate(passages):
        if not (passage.story and passage.role is Role.PROSE) or not _is_cased(passage):
            continue
        match = _UNENDED.search(passage.free)
        if not match or passage.free.strip().endswith(":"):
            continue
        words = passage.text.split()
        if len(words) < _FEW_FOLLOWING or not _reads_as_sentence(words):
            continue
        sure = not match.group("comma") and _is_whole(passages, number)
        spot = Spot(passage, match.start(), match.end())
        message = f"The paragraph ends in “{spot.with_neighbours(3, 0)}”, without a point."
        yield found("no-end-point", spot, message, "Put the point that is missing.", sure=sure)


def _is_cased(passage: Passage) -> bool:
    """Return whether a paragraph is in a script whose sentences begin with a capital."""
    return any(char.islower() for char in passage.free[:200])


def _is_whole(passages: Sequence[Passage], number: int) -> bool:
    """Return whether a paragraph is a sentence that the next paragraph does not go on with."""
    passage = passages[number]
    first = _FIRST.match(passage.free)
    if "\n" in passage.text or len(passage.text.split()) < _FEW_WORDS:
        return False
    if not first or not first.group("word").isupper():
        return False
    following = passages[number + 1] if number + 1 < len(passages) else None
    if following is None or following.file != passage.file or following.stream != passage.stream:
        return True
    begins = _FIRST.match(following.free)
    if following.role is not Role.PROSE or not begins or not begins.group("word").isupper():
        return False
    # A few words may be a sign, a name below a letter, a line that is shown.
    return len(following.text.split()) >= _FEW_FOLLOWING


def _reads_as_sentence(words: Sequence[str]) -> bool:
    """Return whether this is a sentence and no title, address or line of a list."""
    if words[-1][-1:].isdigit() or any("://" in word or "www." in word for word in words):
        return False
    return 2 * sum(word[:1].islower() for word in words) > len(words)
