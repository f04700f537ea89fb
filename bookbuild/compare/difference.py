"""What a reader of one EPUB gets with another: the whole comparison, as values."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.compare.matching import Pair, kept_promises, matched
from bookbuild.compare.places import Loss, losses
from bookbuild.compare.revision import NO_REVISION, Revision, revision
from bookbuild.compare.volume import Document, Standing, Volume


@dataclass(frozen=True, slots=True)
class NewSection:
    """A section that was not there; ``promised`` where the old book promised it."""

    name: str
    words: int
    promised: bool = False


@dataclass(frozen=True, slots=True)
class RevisedSection:
    """A section whose text, notes or pictures changed, by its new name."""

    name: str
    revision: Revision


@dataclass(frozen=True, slots=True)
class MovedSection:
    """A section in another place of the order; ``behind`` is "" where it stands first now."""

    name: str
    behind: str


@dataclass(frozen=True, slots=True)
class Promises:
    """The names of promised sections: promised now, promised in other words, and taken back."""

    made: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a reader of the old book gets with the new one.

    ``renamed`` are old and new names; ``removed`` are names of sections; ``about`` says what else
    changed, in a few words each ("the cover"). ``losses`` is () where every place is kept.
    """

    title: str
    new: tuple[NewSection, ...]
    revised: tuple[RevisedSection, ...]
    promises: Promises
    renamed: tuple[tuple[str, str], ...]
    moved: tuple[MovedSection, ...]
    removed: tuple[str, ...]
    about: tuple[str, ...]
    losses: tuple[Loss, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether readers get what they have."""
        changes = (self.new, self.revised, self.renamed, self.moved, self.removed, self.about)
        return self.promises == Promises() and not any(changes) and not self.losses


def difference(old: Volume, new: Volume) -> Difference:
    """Return what a reader of the old book gets with the new one."""
    pairs = matched(old, new)
    sections = tuple(pair for pair in pairs if _is_section(pair[1]))
    added = _only_in(new, tuple(now for _, now in pairs))
    kept = kept_promises(old, pairs, added)
    keeping = {id(section) for _, section in kept}
    gone = _only_in(old, tuple(was for was, _ in (*pairs, *kept)))
    return Difference(
        title=new.title or old.title,
        new=tuple(
            NewSection(each.name, each.words, id(each) in keeping)
            for each in added
            if _is_section(each)
        ),
        revised=tuple(_revised(sections)),
        promises=_promises(pairs, added, gone),
        renamed=tuple((was.name, now.name) for was, now in sections if was.name != now.name),
        moved=tuple(_moved(sections)),
        removed=tuple(each.name for each in gone if _is_section(each)),
        about=tuple(_about(old, new, pairs, added, gone)),
        losses=losses(old, new, pairs, kept),
    )


def _is_section(document: Document) -> bool:
    return document.standing not in (Standing.PAGE, Standing.PROMISE)


def _only_in(volume: Volume, known: tuple[Document, ...]) -> tuple[Document, ...]:
    there = {id(each) for each in known}
    return tuple(each for each in volume.documents if id(each) not in there)


def _revised(sections: tuple[Pair, ...]) -> Iterator[RevisedSection]:
    for was, now in sections:
        found = revision(was, now)
        if found != NO_REVISION:
            yield RevisedSection(now.name, found)


def _promises(
    pairs: tuple[Pair, ...], added: tuple[Document, ...], gone: tuple[Document, ...]
) -> Promises:
    return Promises(
        made=tuple(each.name for each in added if each.standing is Standing.PROMISE),
        changed=tuple(
            now.name
            for was, now in pairs
            if now.standing is Standing.PROMISE and _texts(was) != _texts(now)
        ),
        gone=tuple(each.name for each in gone if each.standing is Standing.PROMISE),
    )


def _texts(document: Document) -> tuple[str, ...]:
    return (document.name, *(each.text for each in document.passages))


def _moved(sections: tuple[Pair, ...]) -> Iterator[MovedSection]:
    """Yield the sections that left their place among the others: as few as explain the order."""
    staying = _longest_rise([was.index for was, _ in sections])
    before = ""
    for place, (_, now) in enumerate(sections):
        if place not in staying:
            yield MovedSection(now.name, before)
        before = now.name


def _longest_rise(numbers: list[int]) -> frozenset[int]:
    """Return the places of the longest run of numbers in which each is higher than the last."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [place]
    run: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        run.add(place)
        place = before[place]
    return frozenset(run)


def _about(
    old: Volume,
    new: Volume,
    pairs: tuple[Pair, ...],
    added: tuple[Document, ...],
    gone: tuple[Document, ...],
) -> Iterator[str]:
    """Yield what changed beside the sections; the contents page follows them by itself."""
    before = dict(old.facts)
    yield from (name for name, said in new.facts if before.get(name, "") != said)
    if old.cover != new.cover:
        yield "the cover"
    if old.look != new.look:
        yield "the look (styles or fonts)"
    contents = ("nav", "toc")
    for was, now in pairs:
        page = now.standing is Standing.PAGE and now.item not in contents
        if page and (_texts(was), was.pictures) != (_texts(now), now.pictures):
            yield f"the page “{now.name}”"
    for what, documents in (("new", added), ("gone", gone)):
        pages = (each for each in documents if each.standing is Standing.PAGE and each.passages)
        yield from (f"the page “{each.name}” ({what})" for each in pages)
