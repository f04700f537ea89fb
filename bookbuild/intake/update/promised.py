"""The promises of a book that an update meets: which are kept, and which were written over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.leaves import (
    setting_of,
)
from bookbuild.intake.report import Finding, MadeSection, Span, SpanKind
from bookbuild.intake.update.matching import Match
from bookbuild.intake.update.there import New, There
from bookbuild.intake.work import Prepared
from bookbuild.model.book import Kind, Placeholder

_OF_A_PROMISE = frozenset(
    "kind status id promised-in expected title subtitle label number place lang".split()
)


def same_promise(
    made: MadeSection, there: tuple[There, ...], found: list[Match | None], at: int
) -> Match | None:
    """A promise is there where its section is, or where the section that made it was there."""
    same = next((one for one in there if one.known.kind is made.kind), None)
    if same and made.kind is not Kind.CHAPTER:
        return Match(same.file, True, 0)
    promised = next((one for one in there if isinstance(one.section, Placeholder)), None)
    made_in = found[at - 1] if at else None
    return Match(promised.file if promised else made_in.file, True, 0) if made_in else None


def promise_for(made: MadeSection, there: tuple[There, ...], new: list[New]) -> There | None:
    """Return the promise of the book that a new section keeps."""
    if made.promised:
        return None
    taken = {one.file for one in new}
    promised = (
        one for one in there if isinstance(one.section, Placeholder) and one.file not in taken
    )
    for one in promised:
        wanted = re.fullmatch(r"chapter-(\d+)", one.section.head.id)
        other = wanted and made.number.isdecimal() and int(wanted[1]) != int(made.number)
        if one.known.kind is made.kind and not other:
            return one
    return None


def is_only_a_promise(promise: There, there: tuple[There, ...]) -> bool:
    """Whether a file holds nothing but what the note that promised it says, too."""
    keys = {line.partition(":")[0] for line in promise.leaf.settings if line[:1].strip()}
    if not keys <= _OF_A_PROMISE or setting_of(promise.leaf, "status") != "promised":
        return False
    words = f" {' '.join(promise.known.words)} "
    told = (f" {' '.join(one.known.words)} " for one in there if one is not promise)
    return not words.strip() or any(words in each for each in told)


def rewritten(promise: There, made: MadeSection) -> Finding:
    what = (
        f"This file promises the {made.kind.value} that {made.source} brings, and holds more than "
        "the promise, so it was left alone. The finished section has a file of its own."
    )
    return Finding(0, promise.file, what, "Move what you want to keep, and delete this file.")


def kept_promises(new: tuple[New, ...], prepared: Prepared) -> Iterator[Span]:
    for one in new:
        if one.exchange and one.exchange.leaf.body.strip():
            made = prepared.folder.sections[one.at]
            text = " ".join(one.exchange.leaf.body.split())
            into = f"the promise, which {made.source} keeps"
            yield Span(one.file, 1, 0, len(text), text, SpanKind.REPLACED, into)
