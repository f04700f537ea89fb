"""Quotations that go on over paragraphs: each opens the marks, the last one closes them."""

from __future__ import annotations

from enum import Enum

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}
_BEHIND = " _*.,;!?—–-)"


class Reach(Enum):
    """How far the quotation reaches that a paragraph opens."""

    OPEN = "it goes on in the next paragraph"
    CLOSED = "it ends where the paragraph ends"
    WITHIN = "it ends within the paragraph, as in dialogue"


def reach(text: str, mark: str) -> Reach:
    """Return how far a quotation reaches; ``text`` opens with ``mark``.

    The source of the rule is the printers' custom for quoted letters, which authors of plain
    texts follow: marks at every paragraph's beginning, and at the last one's end.
    """
    bare = text.lstrip("_* ")[1:]
    closers = _CLOSERS[mark]
    times = sum(bare.count(one) for one in closers)
    if mark == '"':
        if times % 2 == 0:
            return Reach.OPEN
        return Reach.CLOSED if times == 1 and _ends_with(bare, closers) else Reach.WITHIN
    last = max(bare.rfind(one) for one in closers)
    if last < 0 or bare.rfind(mark) > last:
        return Reach.OPEN
    alone = times == 1 and mark not in bare
    if alone:
        return Reach.CLOSED if _ends_with(bare, closers) else Reach.WITHIN
    if bare.count(mark) == times:
        return Reach.OPEN
    return Reach.WITHIN


def _ends_with(text: str, closers: str) -> bool:
    return text.rstrip(_BEHIND).endswith(tuple(closers))
