"""What is new: the sections that readers get for the first time, and those that were revised.

Against what was published, or against any earlier state of the manuscript that is put in its place.
The page in the book stands behind everything else, so that no reader's place moves for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bookbuild.model.book import Book, Kind, Matter, Placeholder, Written
from bookbuild.model.edition import ContentsEntry, PromiseUnit, TextUnit, UnitHead
from bookbuild.model.editions import EditionSettings, Format, WhatsNew
from bookbuild.model.published import (
    Edit,
    NewsRecord,
    Published,
    PublishedBlock,
    PublishedEdition,
    PublishedSection,
)
from bookbuild.model.text import Block, Heading, Link, ListBlock, ListItem, Paragraph, Text
from bookbuild.model.text import UnitTarget as Target
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.count import count_section
from bookbuild.plan.names import unit_ids
from bookbuild.plan.serial.alignment import align
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import Vocabulary

PAGE_ID = "whats-new"


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A section with something new: ``edit`` is None for one that readers did not have.

    ``unit`` is its unit's id, ``reason`` the author's, "" for none; ``promised`` where readers had
    a promise of it.
    """

    unit: str
    section: Written
    words: int
    edit: Edit | None = None
    promised: bool = False

    @property
    def reason(self) -> str:
        """Why the author revised the section, "" where nobody says."""
        return self.section.changes if self.edit is not None else ""

    @property
    def day(self) -> date | None:
        """The day on which readers got the section first."""
        return self.section.day


def news(
    book: Book, before: Published, edition: PublishedEdition | None = None
) -> tuple[NewsItem, ...]:
    """Return what is new in a book whose sections were identified against ``before``.

    For the readers of one edition, or of any where none is given; in the order of the manuscript.
    Where nothing changed since the last publication it is what that brought, so that a book that
    is built again says the same.
    """
    found = changed_since(book, before, edition)
    if found:
        return found
    editions = (edition,) if edition else before.editions
    told = (one for each in editions for one in each.news)
    return as_recorded(book, before, {one.unit: Edit() if one.revised else None for one in told})


def changed_since(
    book: Book, before: Published, edition: PublishedEdition | None = None
) -> tuple[NewsItem, ...]:
    """Return what is new and revised since an earlier state, () where nothing is."""
    had = frozenset(unit.id for unit in edition.units if not unit.promised) if edition else None
    known = {each.id: each for each in before.sections if had is None or each.id in had}
    promised = _promised(before)
    return tuple(
        item
        for section in _told(book)
        if (item := _item(section, known.get(section.head.unit), promised)) is not None
    )


def with_news(record: Published, book: Book, before: Published) -> Published:
    """Return the record of a publication with what it brings the readers of each edition."""
    book = identified(book, before)
    return replace(
        record, editions=tuple(_with_news(each, book, before) for each in record.editions)
    )


def _with_news(edition: PublishedEdition, book: Book, before: Published) -> PublishedEdition:
    was = before.edition(edition.name, edition.format)
    if was is None or was is edition:
        return edition
    there = frozenset(unit.id for unit in edition.units)
    items = news(_only(book, there), before, was)
    told = tuple(NewsRecord(each.unit, each.edit is not None) for each in items)
    return replace(edition, news=told)


def _told(book: Book) -> Iterator[Written]:
    """Yield the sections that readers are told of: no drafts, and no part without a text."""
    for section in book.sections:
        if isinstance(section, Written) and not section.draft and section.blocks:
            yield section


def _item(
    section: Written, was: PublishedSection | None, promised: frozenset[str]
) -> NewsItem | None:
    unit, words = section.head.unit, count_section(section).words
    if was is None:
        return NewsItem(unit, section, words, promised=_promise_of(section) in promised)
    edit = _edit(was.blocks, described(section.blocks))
    return None if edit == Edit() else NewsItem(unit, section, words, edit)


def _promised(before: Published) -> frozenset[str]:
    """Return the ids of the promises that readers have or had."""
    units = (unit for edition in before.editions for unit in edition.units)
    return frozenset((*(unit.id for unit in units if unit.promised), *before.retired))


def _promise_of(section: Written) -> str:
    """Return the id that a promise of this section has."""
    return unit_ids((Placeholder(section.head, ()),))[0]


def _edit(old: tuple[PublishedBlock, ...], new: tuple[PublishedBlock, ...]) -> Edit:
    """Return what was done to the blocks of a section; ``Edit()`` where they are the same."""
    if tuple(each.digest for each in old) == tuple(each.digest for each in new):
        return Edit()
    pairs = tuple(zip(align(old, new), new, strict=True))
    there = {was.id for was, _ in pairs if was is not None}
    gone = tuple(was for was in old if was.id not in there)
    fresh = tuple(now for was, now in pairs if was is None)
    edited = tuple((was, now) for was, now in pairs if was and was.digest != now.digest)
    return Edit(
        new=sum(block.paragraph for block in fresh),
        revised=sum(now.paragraph for _, now in edited),
        gone=sum(block.paragraph for block in gone),
        added=sum(block.words for block in fresh)
        + sum(max(0, now.words - was.words) for was, now in edited),
        removed=sum(block.words for block in gone)
        + sum(max(0, was.words - now.words) for was, now in edited),
    )


def as_recorded(
    book: Book, before: Published, edits: Mapping[str, Edit | None]
) -> tuple[NewsItem, ...]:
    """Return the news that a record tells of: by unit what was done to it, None for a new one."""
    promised = _promised(before)
    return tuple(
        _recorded(section, edits[section.head.unit], promised)
        for section in _told(book)
        if section.head.unit in edits
    )


def _recorded(section: Written, edit: Edit | None, promised: frozenset[str]) -> NewsItem:
    unit, words = section.head.unit, count_section(section).words
    return NewsItem(unit, section, words, edit, edit is None and _promise_of(section) in promised)


# ------------------------------------------------------------------------------ within the book


@dataclass(frozen=True, slots=True)
class News:
    """What is new in an edition, and the ways in which it shows that."""

    items: tuple[NewsItem, ...]
    ways: tuple[WhatsNew, ...]


def news_in(
    book: Book,
    there: frozenset[str],
    settings: EditionSettings,
    format: Format,
    before: Published,
) -> News:
    """Return the news that an edition with the sections ``there`` is to show.

    There are none where it shows none, and none where no earlier publication of it is known.
    """
    edition = before.edition(settings.name, format.value)
    if not settings.whats_new or edition is None:
        return News((), ())
    return News(news(_only(book, there), before, edition), settings.whats_new)


def _only(book: Book, there: frozenset[str]) -> Book:
    """Return the book with the sections of these units."""
    return replace(book, sections=tuple(s for s in book.sections if s.head.unit in there))


def whats_new_page(
    shown: News,
    units: tuple[TextUnit | PromiseUnit, ...],
    lang: str,
    rules: TypographyRules,
    words: Vocabulary,
) -> tuple[TextUnit, ...]:
    """Return the page that says what is new in the edition, () where it has none."""
    there = {unit.head.id: unit for unit in units}
    told = tuple((each, there[each.unit].head.name) for each in shown.items if each.unit in there)
    if WhatsNew.PAGE not in shown.ways or not told:
        return ()
    new = tuple(_row(item, name, "") for item, name in told if item.edit is None)
    revised = tuple(
        _row(item, name, set_text(item.reason, lang, rules))
        for item, name in told
        if item.edit is not None
    )
    blocks = (*_part(words.news.new, new), *_part(words.news.revised, revised))
    return (_page(words.news.title, name_blocks(blocks, PAGE_ID, PAGE_ID)),)


def _part(title: str, rows: tuple[ListItem, ...]) -> tuple[Block, ...]:
    return (Heading(level=1, inlines=(Text(title),)), ListBlock(items=rows)) if rows else ()


def _row(item: NewsItem, name: str, reason: str) -> ListItem:
    link = Link(Target(item.unit, ""), (Text(name),))
    said = (Text(f": {reason}"),) if reason else ()
    return ListItem((Paragraph(inlines=(link, *said)),))


def _page(title: str, blocks: tuple[Block, ...]) -> TextUnit:
    return TextUnit(
        head=UnitHead(PAGE_ID, Matter.BACK, title),
        kind=Kind.OTHER,
        label="",
        title=(Text(title),),
        subtitle=(),
        author="",
        pov="",
        contains="",
        draft=False,
        epigraphs=(),
        opening=(),
        blocks=blocks,
        closing=(),
        footnotes=(),
    )


def marked_contents(
    entries: tuple[ContentsEntry, ...], shown: News, words: Vocabulary
) -> tuple[ContentsEntry, ...]:
    """Return the contents with a mark behind the sections that readers did not have."""
    if WhatsNew.MARKS not in shown.ways:
        return entries
    new = frozenset(item.unit for item in shown.items if item.edit is None)
    return tuple(_marked(entry, new, words.news.mark) for entry in entries)


def _marked(entry: ContentsEntry, new: frozenset[str], mark: str) -> ContentsEntry:
    children = tuple(_marked(child, new, mark) for child in entry.children)
    entry = replace(entry, children=children)
    if entry.unit not in new:
        return entry
    if entry.title:
        return replace(entry, title=(*entry.title, Text(mark)))
    if entry.pov:
        return replace(entry, pov=entry.pov + mark)
    return replace(entry, label=entry.label + mark)
