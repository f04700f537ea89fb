"""Whether a reader who is in the middle of the old book stays there in the new one.

A place hangs on the book's identifier, the file and its id in the package, on how many files stand
before it, and on which child of which child the paragraph is (measured in reading systems:
`bench/places`). Behind the story's last section nobody is in the middle of anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bookbuild.compare.matching import Pair
from bookbuild.compare.revision import described_passage, paired
from bookbuild.compare.volume import Document, Passage, Standing, Volume
from bookbuild.plan.serial.likeness import ALIKE, agreement


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that readers lose: a stable short name for it, and a sentence."""

    code: str
    message: str


def losses(
    old: Volume, new: Volume, pairs: tuple[Pair, ...], kept: tuple[Pair, ...]
) -> tuple[Loss, ...]:
    """Return what readers of the old book lose; ``kept`` are promises and what keeps them."""
    return tuple(_losses(old, new, pairs, kept))


def _losses(
    old: Volume, new: Volume, pairs: tuple[Pair, ...], kept: tuple[Pair, ...]
) -> Iterator[Loss]:
    if old.identifier != new.identifier:
        message = "The identifier is another: reading apps take this for another book."
        yield Loss("identifier-changed", message)
    now = {id(was): each for was, each in (*pairs, *kept)}
    sections = tuple(each for each in old.story if each.standing is not Standing.PAGE)
    for was in sections:
        if was.standing is not Standing.PROMISE and id(was) not in now:
            message = f"“{was.name}” is not there any more: whoever is in it loses the place."
            yield Loss("section-removed", message)
    yield from _shifted(sections, now)
    for was in sections:
        if was.standing is not Standing.PROMISE and id(was) in now:
            yield from _within(was, now[id(was)])


def _shifted(sections: tuple[Document, ...], now: dict[int, Document]) -> Iterator[Loss]:
    """Yield a loss for each run of sections that are equally far from where they stood."""
    there = tuple((each, now[id(each)].index - each.index) for each in sections if id(each) in now)
    for by, run in groupby(there, key=lambda pair: pair[1]):
        if by:
            yield _moved(tuple(each for each, _ in run), by)


def _moved(run: tuple[Document, ...], by: int) -> Loss:
    more = len(run) - 1
    behind = f" and {counted(more, 'section')} behind it" if more else ""
    verb = "stand" if more else "stands"
    way = "later" if by > 0 else "earlier"
    message = f"“{run[0].name}”{behind} {verb} {counted(abs(by), 'file')} {way}:"
    return Loss("sections-moved", f"{message} whoever is there finds another section.")


def _within(was: Document, now: Document) -> Iterator[Loss]:
    if was.file != now.file:
        message = f"“{was.name}” was in the file {was.file} and is in {now.file} now:"
        yield Loss("file-renamed", f"{message} reading apps lose the place.")
    elif was.item != now.item:
        message = f"“{was.name}” had the id {was.item} in the package and has {now.item} now:"
        yield Loss("item-renamed", f"{message} highlights may end up in another section.")
    pairs = paired(was.text, now.text)
    by_path = {each.path: each for each in now.passages}
    astray = sum(not _stays(a, b, by_path) for a, b in pairs)
    if astray:
        message = f"In “{was.name}” places in {counted(astray, 'paragraph')} lead to other words."
        yield Loss("paragraphs-moved", message)
    named = {(each.id, each.text) for each in now.passages}
    nameless = sum(
        a.text == b.text and bool(a.id) and (a.id, a.text) not in named for a, b in pairs
    )
    if nameless:
        message = f"In “{was.name}” {counted(nameless, 'paragraph')} lost the id that highlights"
        yield Loss("ids-changed", f"{message} hang on.")


def _stays(was: Passage, now: Passage, by_path: dict[tuple[int, ...], Passage]) -> bool:
    """Return whether a place in a paragraph leads to the same words, edited or not."""
    if was.path == now.path:
        return True
    there = by_path.get(was.path)
    if there is not None and there.text == was.text:
        return True
    return not _alike(was, now)


def _alike(was: Passage, now: Passage) -> bool:
    return was.text == now.text or agreement(*map(described_passage, (was, now))) >= ALIKE


def counted(count: int, what: str) -> str:
    """Return a number with its noun: "one file", "12 paragraphs"."""
    return f"one {what}" if count == 1 else f"{count:,} {what}s"
