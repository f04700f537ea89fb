"""A written section as it stands in the edition: its notes placed, its blocks and footnotes named.

Links still lead where the author wrote: they are resolved when every unit is there (`links`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.book import Book, Kind, Matter, Placeholder, Written
from bookbuild.model.edition import PromiseUnit, TextUnit, UnitHead
from bookbuild.model.editions import Format, ThemeName
from bookbuild.model.published import PublishedEdition
from bookbuild.model.shapes import Shape
from bookbuild.model.text import Blocks, Epigraph
from bookbuild.model.walk import placed_texts
from bookbuild.plan.footnotes import number_footnotes
from bookbuild.plan.notes import NotesPlaces, deal_notes, notes_in_appendix, place_notes
from bookbuild.plan.openings import lead_in
from bookbuild.plan.pov import pov_line, set_pov_lines
from bookbuild.plan.promises import promise_unit
from bookbuild.plan.scenes import tidy_scenes
from bookbuild.plan.sections import Planned
from bookbuild.plan.serial.places import is_plain, shape_of
from bookbuild.plan.typography import set_text
from bookbuild.plan.warnings import contains
from bookbuild.plan.words import Vocabulary

_STORY = (Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE, Kind.EPILOGUE, Kind.OTHER)
_UNLISTED = (Kind.DEDICATION, Kind.EPIGRAPH)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for all units of an edition: the book, its words, its notes' place, its format.

    ``published`` is the edition as readers have it, None where they have none; ``carries_fonts`` is
    whether it is an EPUB with fonts in it; ``theme`` is how its type looks.
    """

    book: Book
    words: Vocabulary
    notes: NotesPlaces
    made_as: Format
    published: PublishedEdition | None = None
    carries_fonts: bool = False
    theme: ThemeName = ThemeName.CLASSIC


def section_units(
    planned: tuple[Planned, ...], setting: Setting
) -> tuple[TextUnit | PromiseUnit, ...]:
    """Return the units of the sections, in their order."""
    return tuple(_unit(section, planned, setting) for section in planned)


def _unit(
    planned: Planned, others: tuple[Planned, ...], setting: Setting
) -> TextUnit | PromiseUnit:
    match planned.section:
        case Written() as section:
            return _text_unit(planned, section, setting)
        case Placeholder() as promise:
            book = setting.book
            return promise_unit(
                planned, promise, others, book.metadata, book.typography, setting.words
            )


def _text_unit(planned: Planned, section: Written, setting: Setting) -> TextUnit:
    id, kind, heading = planned.id, section.head.kind, planned.heading
    book = setting.book
    pattern = set_text(book.presentation.pov_line, book.metadata.language, book.typography)
    named = set_pov_lines(section.blocks, pattern)
    epigraphs = _epigraphs(named, kind)
    blocks = _text(named[len(epigraphs) :], kind, planned.matter)
    dealt = deal_notes(section.notes, setting.notes)
    linked = setting.made_as is Format.EPUB
    opening = place_notes(dealt.opening, f"{id}-before", id, setting.words)
    closing = place_notes(dealt.closing, f"{id}-after", id, setting.words)
    texts = (epigraphs, *(n.blocks for n in opening), blocks, *(n.blocks for n in closing))
    titles = (heading.title, section.head.subtitle)
    return TextUnit(
        head=_head(planned, section),
        kind=kind,
        label=heading.label,
        title=heading.title,
        subtitle=section.head.subtitle,
        author=section.author,
        pov=pov_line(section.pov, pattern),
        contains=contains(section.warnings, setting.words),
        draft=section.draft,
        epigraphs=epigraphs,
        opening=opening,
        blocks=blocks,
        closing=closing,
        footnotes=number_footnotes(section.footnotes, texts, id, titles),
        shapes=tuple(_shapes(id, blocks, setting)),
        notes_at=notes_in_appendix(id, dealt.appendix) if dealt.appendix and linked else None,
    )


def _shapes(id: str, blocks: Blocks, setting: Setting) -> Iterator[Shape]:
    """Yield the places in texts that were published, where blocks do not just follow each other."""
    if setting.published is None or setting.made_as is Format.PDF:
        return
    published = {shape.of: shape for shape in setting.published.shapes}
    for of, text in placed_texts(id, blocks):
        shape = shape_of(of, text, published.get(of))
        if not is_plain(shape, text):
            yield shape


def _head(planned: Planned, section: Written) -> UnitHead:
    return UnitHead(
        id=planned.id,
        matter=planned.matter,
        name=planned.heading.name,
        depth=planned.depth,
        listed=section.head.kind not in _UNLISTED,
        file=section.head.file,
    )


def _epigraphs(blocks: Blocks, kind: Kind) -> tuple[Epigraph, ...]:
    """Return the epigraphs with which a section opens; the epigraph's own page keeps its text."""
    if kind is Kind.EPIGRAPH:
        return ()
    epigraphs: list[Epigraph] = []
    for block in blocks:
        if not isinstance(block, Epigraph):
            break
        epigraphs.append(block)
    return tuple(epigraphs)


def _text(blocks: Blocks, kind: Kind, matter: Matter) -> Blocks:
    blocks = tidy_scenes(blocks)
    return lead_in(blocks) if kind in _STORY and matter is Matter.BODY else blocks
