"""A draft to the files of a manuscript folder: book.yaml, and a file for each section."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.intake.draft import Draft
from bookbuild.intake.manuscript_text.book import book_yaml
from bookbuild.intake.manuscript_text.rewriting import NewName, with_files
from bookbuild.intake.manuscript_text.sections import section_text
from bookbuild.intake.manuscript_text.sure_links import with_sure_links
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind, Placeholder, Section
from bookbuild.model.text import plain_text


def draft_pages(draft: Draft) -> tuple[Page, ...]:
    """Return book.yaml and the sections' files in their order, named "01-arrivals.md".

    A draft's sections have provisional files in their heads, or none ("" or a name of the source);
    links and promises that name these are led to the new ones.
    """
    sections = with_sure_links(tuple(one.section for one in draft.sections))
    names = _names(sections)
    moved = tuple(
        NewName(section.head.file, name)
        for section, name in zip(sections, names, strict=True)
        if section.head.file
    )
    pages = (
        Page(name, section_text(_moved(section, name, moved), draft.metadata.language))
        for section, name in zip(sections, names, strict=True)
    )
    return (Page("book.yaml", book_yaml(draft.metadata, draft.notes)), *pages)


def _moved(section: Section, name: str, moved: tuple[NewName, ...]) -> Section:
    new = with_files(section, moved)
    new = replace(new, head=replace(new.head, file=name))
    if isinstance(new, Placeholder):
        made_in = (one.new for one in moved if new.promised_in in (one.old, _stem(one.old)))
        new = replace(new, promised_in=_stem(next(made_in, new.promised_in)))
    return new


def _stem(name: str) -> str:
    return re.sub(r"\.(?:md|markdown|txt|x?html?)$", "", name)


def _names(sections: tuple[Section, ...]) -> tuple[str, ...]:
    width = max(2, len(str(len(sections))))
    slugs = (_section_slug(section, number) for number, section in enumerate(sections, 1))
    return tuple(f"{number:0{width}}-{slug}.md" for number, slug in enumerate(slugs, 1))


def _section_slug(section: Section, number: int) -> str:
    head = section.head
    if head.kind not in (Kind.CHAPTER, Kind.OTHER):
        return slug_of(head.kind.value)
    said = slug_of(plain_text(head.title)) or slug_of(head.label)
    typed = slug_of(head.number) if head.number != "none" else ""
    return said or (f"chapter-{typed or number}" if head.kind is Kind.CHAPTER else "section")
