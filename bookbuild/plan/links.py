"""Links within the book, resolved to the units and blocks they mean.

A link that leads nowhere was reported when the manuscript was read; here its words stay and the
link goes. The same holds for a link to what this edition leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from posixpath import normpath
from typing import NamedTuple

from bookbuild.model.edition import (
    AppendixEntry,
    NotesAppendix,
    NumberedNote,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    Unit,
)
from bookbuild.model.text import (
    Inline,
    Inlines,
    Link,
    NoteRef,
    Style,
    Styled,
    Text,
    UnitTarget,
    WrittenTarget,
)
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan.block_names import own_anchor
from bookbuild.plan.footnotes import without_lost_calls
from bookbuild.plan.notes import APPENDIX_ID
from bookbuild.plan.rebuild import ChangeInlines, change_inlines, with_inlines
from bookbuild.plan.sections import Planned


class _Address(NamedTuple):
    """A name that a link may give, and what it means; ``anchor`` is "" for a unit's beginning."""

    name: str
    target: UnitTarget


@dataclass(frozen=True, slots=True)
class Register:
    """Everything in an edition that a link may lead to: files, sections' ids, blocks' ids."""

    files: tuple[_Address, ...]
    sections: tuple[_Address, ...]
    blocks: tuple[_Address, ...]


def register(units: tuple[Unit, ...], planned: tuple[Planned, ...]) -> Register:
    """Return what the links of an edition may lead to."""
    files = tuple(
        _Address(p.section.head.file, UnitTarget(p.id, "")) for p in planned if p.section.head.file
    )
    names = (
        _Address(name, UnitTarget(p.id, ""))
        for p in planned
        for name in (p.section.head.id, p.id)
        if name
    )
    return Register(files, tuple(names), tuple(_anchors(units)))


def _anchors(units: tuple[Unit, ...]) -> Iterator[_Address]:
    for unit in units:
        for blocks in texts_of(unit):
            for block in every_block(blocks):
                if block.id:
                    yield _Address(block.id, UnitTarget(unit.head.id, block.id))


def resolve_links(units: tuple[Unit, ...], planned: tuple[Planned, ...]) -> tuple[Unit, ...]:
    """Return the units with every link resolved, and no call of a footnote that is not there."""
    finder = _Finder(register(units, planned))
    return tuple(_resolved(unit, finder) for unit in units)


class _Finder:
    """Looks names up in a register; made for one edition."""

    def __init__(self, known: Register) -> None:
        self._files = {address.name: address.target for address in known.files}
        self._sections = {address.name: address.target for address in known.sections}
        self._blocks = {address.name: address.target for address in known.blocks}
        self._units = tuple(target.unit for target in self._files.values())

    def find(self, target: WrittenTarget, unit: str) -> UnitTarget | None:
        """Return what a link in this unit means, None where it means nothing in the edition."""
        if target.file:
            found = self._files.get(normpath(target.file))
            return found and (self._within(found.unit, target.anchor) if target.anchor else found)
        if not target.anchor:
            return UnitTarget(unit, "")
        here = self._within(unit, target.anchor) or self._sections.get(target.anchor)
        return here or next(
            filter(None, (self._within(u, target.anchor) for u in self._units)), None
        )

    def _within(self, unit: str, anchor: str) -> UnitTarget | None:
        own_section = self._sections.get(anchor)
        if own_section and own_section.unit == unit:
            return own_section
        in_the_notes = own_anchor(f"{APPENDIX_ID}-{unit}", anchor)
        return self._blocks.get(own_anchor(unit, anchor)) or self._blocks.get(in_the_notes)


def _resolved(unit: Unit, finder: _Finder) -> Unit:
    match unit:
        case TextUnit():
            change = _change(finder, unit.head.id, unit.footnotes)
            return _text_unit(unit, change)
        case PromiseUnit():
            change = _change(finder, unit.head.id, ())
            title, subtitle = change(unit.title), change(unit.subtitle)
            promise = with_inlines(unit.promise, change)
            return replace(unit, title=title, subtitle=subtitle, promise=promise)
        case NotesAppendix():
            return replace(unit, entries=tuple(_entry(entry, finder) for entry in unit.entries))
        case _:
            return unit


def _text_unit(unit: TextUnit, change: ChangeInlines) -> TextUnit:
    epigraphs = tuple(
        replace(
            epigraph,
            blocks=with_inlines(epigraph.blocks, change),
            attribution=change(epigraph.attribution),
        )
        for epigraph in unit.epigraphs
    )
    return replace(
        unit,
        title=change(unit.title),
        subtitle=change(unit.subtitle),
        epigraphs=epigraphs,
        opening=_notes(unit.opening, change),
        blocks=with_inlines(unit.blocks, change),
        closing=_notes(unit.closing, change),
        footnotes=_footnotes(unit.footnotes, change),
    )


def _entry(entry: AppendixEntry, finder: _Finder) -> AppendixEntry:
    change = _change(finder, entry.unit, entry.footnotes, APPENDIX_ID)
    notes, footnotes = _notes(entry.notes, change), _footnotes(entry.footnotes, change)
    return replace(entry, notes=notes, footnotes=footnotes)


def _notes(notes: tuple[PlacedNote, ...], change: ChangeInlines) -> tuple[PlacedNote, ...]:
    return tuple(replace(note, blocks=with_inlines(note.blocks, change)) for note in notes)


def _footnotes(notes: tuple[NumberedNote, ...], change: ChangeInlines) -> tuple[NumberedNote, ...]:
    return tuple(replace(note, blocks=with_inlines(note.blocks, change)) for note in notes)


def _change(
    finder: _Finder, unit: str, footnotes: tuple[NumberedNote, ...], home: str = ""
) -> Callable[[Inlines], Inlines]:
    """Return what resolves a unit's inlines, for one walk in the order of the text.

    A footnote that is called again is a link to itself: its call has one place and one id.
    ``home`` is the unit that holds the footnotes, where it is another.
    """
    known = {note.label: note for note in footnotes}
    labels = frozenset(known)
    called: set[str] = set()

    def link(inline: Inline) -> Inlines:
        match inline:
            case NoteRef(label) if label in called:
                number = Styled(Style.SUPERSCRIPT, (Text(str(known[label].number)),))
                return (Link(UnitTarget(home or unit, known[label].id), (number,)),)
            case NoteRef(label):
                called.add(label)
                return (inline,)
            case Link(WrittenTarget() as target, children):
                found = finder.find(target, unit)
                return (replace(inline, target=found),) if found else children
            case _:
                return (inline,)

    def change(inlines: Inlines) -> Inlines:
        if len(inlines) == 1 and isinstance(inlines[0], Text):
            return inlines  # as in most lines, nothing leads anywhere
        return change_inlines(without_lost_calls(inlines, labels), link)

    return change
