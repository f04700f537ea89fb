"""Posts: the sections of an edition with the boxes that a site's form has for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from bookbuild.model.book import Kind, Matter
from bookbuild.model.edition import Edition, NumberedNote, PlacedNote, TextUnit, Words
from bookbuild.model.text import (
    Align,
    Aligned,
    Block,
    Blocks,
    NoteRef,
    Paragraph,
    PointOfView,
    Style,
    Styled,
    Text,
    plain_text,
)
from bookbuild.model.walk import inlines_of


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A file to put in place: ``path`` is relative, with slashes.

    ``source`` is the author's file that its words come from, within the manuscript folder, ""
    for a file about the whole work. ``box`` is the site's box it is for, "" for none.
    """

    path: str
    text: str
    source: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of the words between the author's own: the tag, and the fixed words."""

    language: str
    words: Words


class BoxKind(Enum):
    """A box of a site's form; the values are AO3's names."""

    SUMMARY = "summary"
    OPENING = "notes"
    TEXT = "text"
    CLOSING = "endnotes"


@dataclass(frozen=True, slots=True)
class Box:
    """What goes into one box.

    ``heading`` labels a note where the site has no box for it, "" for the text. ``footnotes`` are
    those whose words stand below this box; ``called`` are all that the post has, for their numbers.
    """

    kind: BoxKind
    heading: str
    blocks: Blocks
    footnotes: tuple[NumberedNote, ...] = ()
    called: tuple[NumberedNote, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is in the box."""
        return not self.blocks and not self.footnotes


@dataclass(frozen=True, slots=True)
class Post:
    """One section, ready to be posted.

    ``number`` is its place among the sections that can be posted, from 1, and 0 for a note before
    the whole work; ``id`` an ASCII slug. ``title`` is the whole name ("Chapter One: Arrivals");
    ``site_title`` leaves out a number that a site puts there itself, and is "" where nothing is
    left. ``source`` is the author's file, "" for a note on the whole work.
    """

    number: int
    id: str
    title: str
    site_title: str
    source: str
    draft: bool
    boxes: tuple[Box, ...]

    @property
    def name(self) -> str:
        """The name of its file or folder, so that the folder lists posts in their order."""
        return f"{self.number:02}-{self.id}"

    def box(self, kind: BoxKind) -> Box:
        """Return a box, an empty one where the post has nothing for it."""
        return next((box for box in self.boxes if box.kind is kind), Box(kind, "", ()))


@dataclass(frozen=True, slots=True)
class PostExtra:
    """What a post needs to know of a section and an edition's unit does not say.

    ``unit`` is the unit's id, "" for the whole work; ``figures`` the section's number in figures
    ("" for none); ``summary`` and its footnotes are typeset, under the heading that says so.
    """

    unit: str
    figures: str = ""
    heading: str = ""
    summary: Blocks = ()
    footnotes: tuple[NumberedNote, ...] = ()


def posts_of(edition: Edition, extras: tuple[PostExtra, ...]) -> tuple[Post, ...]:
    """Return a post for each written section of the edition that has words, in its order.

    Before them stands the whole work's summary, if it has one. A part's page without a text is
    nothing to post. The edition has its notes with their sections.
    """
    units = tuple(unit for unit in edition.units if isinstance(unit, TextUnit))
    known = {extra.unit: extra for extra in extras}
    extra_of = tuple(known.get(unit.head.id, PostExtra(unit.head.id)) for unit in units)
    made = [
        (unit, extra, boxes)
        for unit, extra in zip(units, extra_of, strict=True)
        if (boxes := _boxes(unit, extra))
    ]
    work = (_work_summary(extra) for extra in extras if not extra.unit and extra.summary)
    return (*work, *_numbered(made))


def _work_summary(extra: PostExtra) -> Post:
    boxes = (replace(_summary(extra), heading=""),)
    return Post(0, "summary", extra.heading, extra.heading, "", draft=False, boxes=boxes)


Made = tuple[TextUnit, PostExtra, tuple[Box, ...]]


def _numbered(made: Iterable[Made]) -> Iterator[Post]:
    number, told = 0, 0
    for unit, extra, boxes in made:
        before = not unit.head.file and unit.kind is Kind.PREFACE
        number += not before
        told += unit.head.matter is Matter.BODY and not unit.draft
        yield Post(
            number=0 if before else number,
            id=unit.head.id,
            title=unit.head.name,
            site_title=_site_title(unit, extra, told + unit.draft),
            source=unit.head.file,
            draft=unit.draft,
            boxes=boxes,
        )


def _site_title(unit: TextUnit, extra: PostExtra, place: int) -> str:
    """Return the title without "Chapter Three" where a site that counts chapters says 3 as well."""
    counted = unit.kind is Kind.CHAPTER and unit.head.matter is Matter.BODY
    if counted and extra.figures == str(place):
        return plain_text(unit.title).strip()
    return unit.head.name


# ------------------------------------------------------------------------------------- boxes


def _boxes(unit: TextUnit, extra: PostExtra) -> tuple[Box, ...]:
    """Return the boxes of a section that have something in them, () for one without words.

    A footnote stands in the first box that calls it, and in the text's where only the title does.
    """
    label = next((note.heading for note in (*unit.opening, *unit.closing)), "")
    bare = (
        Box(BoxKind.OPENING, label, _together(unit.opening)),
        Box(BoxKind.TEXT, "", (*_head(unit), *unit.epigraphs, *unit.blocks)),
        Box(BoxKind.CLOSING, label, _together(unit.closing)),
    )
    said = (_summary(extra), *_with_footnotes(bare, unit.footnotes))
    full = tuple(box for box in said if not box.empty)
    written = bool(unit.blocks or unit.epigraphs or unit.opening or unit.closing)
    return full if written or extra.summary else ()


def _summary(extra: PostExtra) -> Box:
    return Box(BoxKind.SUMMARY, extra.heading, extra.summary, extra.footnotes, extra.footnotes)


def _together(notes: tuple[PlacedNote, ...]) -> Blocks:
    return tuple(block for note in notes for block in note.blocks)


def _head(unit: TextUnit) -> Blocks:
    """Return the lines that stand between a section's title and its text."""
    lines: list[Block] = []
    if unit.subtitle:
        subtitle = Paragraph((Styled(Style.EMPHASIS, unit.subtitle),))
        lines.append(Aligned(Align.CENTER, (subtitle,)))
    if unit.author:
        lines.append(Aligned(Align.CENTER, (Paragraph((Text(unit.author),)),)))
    if unit.pov:
        lines.append(PointOfView((Text(unit.pov),)))
    if unit.contains:
        lines.append(Paragraph((Styled(Style.EMPHASIS, (Text(unit.contains),)),)))
    return tuple(lines)


def _with_footnotes(boxes: tuple[Box, ...], notes: tuple[NumberedNote, ...]) -> Iterator[Box]:
    taken: set[str] = set()
    calls = tuple(_calls(box.blocks, notes) for box in boxes)
    elsewhere = {note.label for note in notes} - set().union(*calls)
    for box, labels in zip(boxes, calls, strict=True):
        own = labels | elsewhere if box.kind is BoxKind.TEXT else labels
        listed = tuple(note for note in notes if note.label in own - taken)
        taken |= own
        yield replace(box, footnotes=listed, called=notes)


def _calls(blocks: Blocks, notes: tuple[NumberedNote, ...]) -> set[str]:
    """Return the labels of the footnotes that blocks call, and that those footnotes call."""
    by_label = {note.label: note for note in notes}
    waiting, found = [blocks], set[str]()
    while waiting:
        for _, inline in inlines_of(waiting.pop()):
            if isinstance(inline, NoteRef) and inline.label in by_label.keys() - found:
                found.add(inline.label)
                waiting.append(by_label[inline.label].blocks)
    return found


# ---------------------------------------------------------------- posts without boxes


@dataclass(frozen=True, slots=True)
class Part:
    """A box of a post that is one run of text, and the lines that part it from its neighbours."""

    box: Box
    divider_above: bool
    divider_below: bool


def parts_of(post: Post) -> Iterator[Part]:
    """Yield the boxes of a post in the order in which they are read."""
    has_text = any(box.kind is BoxKind.TEXT for box in post.boxes)
    for box in post.boxes:
        before = box.kind in (BoxKind.SUMMARY, BoxKind.OPENING)
        after = box.kind is BoxKind.CLOSING
        yield Part(box, has_text and after, has_text and before)
