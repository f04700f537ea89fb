"""The contents: what the edition lists, and whether print has a page for it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bookbuild.model.book import Kind, Matter
from bookbuild.model.edition import (
    ContentsEntry,
    ContentsPage,
    PromiseUnit,
    TextUnit,
    Unit,
    UnitHead,
)
from bookbuild.model.editions import ContentsPolicy, Format
from bookbuild.model.text import (
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Picture,
    Text,
)
from bookbuild.plan.rebuild import change_inlines
from bookbuild.plan.sections import Planned
from bookbuild.plan.words import Vocabulary


def contents_page(
    planned: tuple[Planned, ...], policy: ContentsPolicy, made_as: Format, words: Vocabulary
) -> tuple[ContentsPage, ...]:
    """Return the page that lists the contents, () where a printed book has none."""
    if made_as is Format.PDF and not _prints(planned, policy):
        return ()
    title = words.words.contents
    head = UnitHead("contents", Matter.FRONT, title, listed=False)
    return (ContentsPage(head, title),)


def _prints(planned: tuple[Planned, ...], policy: ContentsPolicy) -> bool:
    match policy:
        case ContentsPolicy.YES:
            return True
        case ContentsPolicy.NO:
            return False
        case ContentsPolicy.AUTO:
            chapters = [p for p in planned if p.section.head.kind is Kind.CHAPTER]
            titled = [p for p in chapters if p.heading.title]
            parts = any(p.section.head.kind is Kind.PART for p in planned)
            return parts or (len(chapters) > 1 and 2 * len(titled) >= len(chapters))
        case _:
            assert_never(policy)


def contents_entries(units: tuple[Unit, ...], made_as: Format) -> tuple[ContentsEntry, ...]:
    """Return the rows of the contents in the order of the pages, chapters within their parts."""
    rows: list[ContentsEntry] = []
    for unit in units:
        if not unit.head.listed:
            continue
        row = _entry(unit, made_as)
        if unit.head.depth and rows:
            rows[-1] = replace(rows[-1], children=(*rows[-1].children, row))
        else:
            rows.append(row)
    return tuple(rows)


def _entry(unit: Unit, made_as: Format) -> ContentsEntry:
    match unit:
        case TextUnit():
            pov = unit.pov if made_as is Format.EPUB and not unit.title else ""
            return _row(unit, pov)
        case PromiseUnit():
            return replace(_row(unit, ""), promised=True)
        case _:
            head = unit.head
            return ContentsEntry(head.id, "", (Text(head.name),), "", False, head.matter)


def _row(unit: TextUnit | PromiseUnit, pov: str) -> ContentsEntry:
    title = plain_line(unit.title)
    if not unit.label and not title:
        title = (Text(unit.head.name),)
        pov = "" if pov == unit.head.name else pov
    return ContentsEntry(unit.head.id, unit.label, title, pov, False, unit.head.matter)


def plain_line(inlines: Inlines) -> Inlines:
    """Return a title as a row has it: no links, no calls of footnotes, on one line."""

    def kept(inline: Inline) -> Inlines:
        match inline:
            case NoteRef() | Picture():
                return ()
            case Link(_, children):
                return children
            case LineBreak():
                return (Text(" "),)
            case _:
                return (inline,)

    return change_inlines(inlines, kept)
