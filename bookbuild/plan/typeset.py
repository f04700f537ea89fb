"""Typography over a whole book: every text that is printed passes through here once."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.book import AuthorsNote, Book, Head, Placeholder, Section, Written
from bookbuild.plan.typography import set_blocks, set_inlines, set_text


def typeset(book: Book) -> Book:
    """Return the book with the quotes, dashes and spaces of its language in all its sections.

    Metadata stays as typed, for catalogues; the pages made of it set their own lines.
    """
    lang = book.metadata.language
    return replace(
        book,
        sections=tuple(_section(section, lang) for section in book.sections),
        notes=_notes(book.notes, lang),
    )


def typeset_heads(book: Book) -> Book:
    """Return the book with its headings typeset and nothing else: enough for a list of sections."""
    lang = book.metadata.language
    heads = (replace(section, head=_head(section.head, lang)) for section in book.sections)
    return replace(book, sections=tuple(heads))


def _section(section: Section, lang: str) -> Section:
    head = _head(section.head, lang)
    match section:
        case Written():
            return replace(
                section,
                head=head,
                blocks=set_blocks(section.blocks, lang),
                pov=set_text(section.pov, lang),
                notes=_notes(section.notes, lang),
                warnings=tuple(set_text(text, lang) for text in section.warnings),
                footnotes=tuple(
                    replace(note, blocks=set_blocks(note.blocks, lang))
                    for note in section.footnotes
                ),
            )
        case Placeholder():
            return replace(section, head=head, promise=set_blocks(section.promise, lang))


def _head(head: Head, lang: str) -> Head:
    return replace(
        head,
        title=set_inlines(head.title, lang),
        subtitle=set_inlines(head.subtitle, lang),
        label=set_text(head.label, lang),
    )


def _notes(notes: tuple[AuthorsNote, ...], lang: str) -> tuple[AuthorsNote, ...]:
    return tuple(replace(note, blocks=set_blocks(note.blocks, lang)) for note in notes)
