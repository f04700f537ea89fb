"""The files of a manuscript folder, as strings: book.yaml and the sections, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake.keeping import Kept, PromisedSection
from bookbuild.intake.posted_chapter import Footnote, PostedChapter, Work
from bookbuild.intake.report import Copy, MadeSection
from bookbuild.intake.section_text import chapter_slug, chapter_text, promise_slug, promise_text
from bookbuild.intake.settings import yaml_value
from bookbuild.intake.words import NoteMade, Page
from bookbuild.model.book import BACK_KINDS, Kind

FOLDERS_NAME = "# The text names no title, so this is the folder's name. Put the book's title here."
"""The remark of a book.yaml whose title no source names."""


CLOSING_KINDS = (Kind.EPILOGUE, *BACK_KINDS)
"""What stands behind the last chapter, however many are still to come."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files to write, book.yaml first, and what stands in them."""

    pages: tuple[Page, ...]
    sections: tuple[MadeSection, ...]
    copies: tuple[Copy, ...]
    notes: tuple[NoteMade, ...] = ()


def make_folder(kept: Kept, work: Work) -> Folder:
    """Return the files of the folder."""
    width = max(2, len(str(len(kept.chapters) + len(kept.promised))))
    stems = tuple(
        f"{number:0{width}}-{chapter_slug(chapter)}"
        for number, chapter in enumerate(kept.chapters, 1)
    )
    counted = _counted(kept.chapters)
    chapters = tuple(
        Page(f"{stem}.md", chapter_text(chapter, number, name, work))
        for stem, chapter, number, name in zip(stems, kept.chapters, counted, kept.ids, strict=True)
    )
    numbers = _promised_numbers(kept.promised, len(stems), width)
    promised = tuple(
        Page(f"{number:0{width}}-{promise_slug(section)}.md", promise_text(section, stems[-1]))
        for number, section in zip(numbers, kept.promised, strict=True)
    )
    made = tuple(map(_made, chapters, kept.chapters))
    made += tuple(map(_made_promise, promised, kept.promised))
    copies = tuple(
        copy
        for page, section in zip(promised, kept.promised, strict=True)
        for copy in _copies(page, section, chapters[-1])
    )
    notes = tuple(
        note
        for page, chapter in zip(chapters, kept.chapters, strict=True)
        for note in _notes(page, chapter)
    )
    return Folder((_book_page(work), *chapters, *promised), made, copies, notes)


def _promised_numbers(
    promised: tuple[PromisedSection, ...], chapters: int, width: int
) -> tuple[int, ...]:
    """Return the numbers of the promised sections' files.

    What closes the book has the last numbers there are, 99 for an epilogue: the chapters that are
    still to come go before it.
    """
    closing = tuple(section for section in promised if section.kind in CLOSING_KINDS)
    others = tuple(section for section in promised if section.kind not in CLOSING_KINDS)
    first_closing = 10**width - len(closing)
    return tuple(
        first_closing + closing.index(section)
        if section in closing
        else chapters + 1 + others.index(section)
        for section in promised
    )


def _notes(page: Page, chapter: PostedChapter) -> Iterator[NoteMade]:
    for piece in chapter.story:
        if isinstance(piece, Footnote):
            rows = tuple(row for passage in piece.passages for row in passage.rows)
            yield NoteMade(page.name, piece.label, chapter.source, rows)


def _counted(chapters: tuple[PostedChapter, ...]) -> Iterator[int]:
    """Yield the number that bookbuild gives each chapter: the one before it, and one more."""
    last = 0
    for chapter in chapters:
        yield last + int(_is_counted(chapter))
        if _is_counted(chapter):
            last = last + 1 if chapter.head.number is None else chapter.head.number


def _is_counted(chapter: PostedChapter) -> bool:
    head = chapter.head
    return head.kind is Kind.CHAPTER and head.counted and not head.label


def _made(page: Page, chapter: PostedChapter) -> MadeSection:
    return MadeSection(
        file=page.name,
        kind=chapter.head.kind,
        title=chapter.head.title,
        pov=chapter.head.pov,
        promised=False,
        source=chapter.source,
        line=chapter.line,
        number="" if chapter.head.number is None else str(chapter.head.number),
    )


def _made_promise(page: Page, section: PromisedSection) -> MadeSection:
    return MadeSection(
        file=page.name,
        kind=section.kind,
        title="",
        pov="",
        promised=True,
        source=section.source,
        line=section.passages[0].line,
    )


def _copies(page: Page, section: PromisedSection, last: Page) -> tuple[Copy, ...]:
    return tuple(
        Copy(section.source, row.line, row.text, page.name, last.name)
        for passage in section.passages
        for row in passage.rows
    )


def _book_page(work: Work) -> Page:
    title = (*(() if work.titled else (FOLDERS_NAME,)), f"title: {yaml_value(work.title)}")
    author = (
        (f"author: {yaml_value(work.author)}",)
        if work.author
        else (
            "# The text names no author. Add your name or pen name, without the #:",
            "# author: Your Name",
        )
    )
    identifier = (
        "# By this the readers' shelves know the book again. Leave it as it is.",
        f"identifier: {work.identifier}",
    )
    lines = (*title, *author, f"lang: {work.language}", *identifier)
    return Page("book.yaml", "\n".join(lines) + "\n")
