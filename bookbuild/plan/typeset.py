"""Typography over a whole book: every text that is printed passes through here once."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.book import AuthorsNote, Book, Head, Placeholder, Section, Written
from bookbuild.model.making import Make, at_once
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.typography import set_blocks, set_inlines, set_text


def typeset(book: Book, make: Make = at_once) -> Book:
    """Return the book with the quotes, dashes and spaces of its language in all its sections.

    Metadata stays as typed, for catalogues; the pages made of it set their own lines.
    """
    lang, rules = book.metadata.language, book.typography
    return replace(
        book,
        sections=tuple(_section(section, lang, rules, make) for section in book.sections),
        notes=_notes(book.notes, lang, rules),
    )


def typeset_heads(book: Book) -> Book:
    """Return the book with its headings typeset and nothing else: enough for a list of sections."""
    lang, rules = book.metadata.language, book.typography
    heads = (replace(section, head=_head(section.head, lang, rules)) for section in book.sections)
    return replace(book, sections=tuple(heads))


def _section(section: Section, lang: str, rules: TypographyRules, make: Make) -> Section:
    head = _head(section.head, lang, rules)
    match section:
        case Written():
            return replace(
                section,
                head=head,
                blocks=make(set_blocks, section.blocks, lang, rules),
                pov=set_text(section.pov, lang, rules),
                notes=_notes(section.notes, lang, rules),
                warnings=tuple(set_text(text, lang, rules) for text in section.warnings),
                footnotes=tuple(
                    replace(note, blocks=set_blocks(note.blocks, lang, rules))
                    for note in section.footnotes
                ),
            )
        case Placeholder():
            return replace(section, head=head, promise=set_blocks(section.promise, lang, rules))


def _head(head: Head, lang: str, rules: TypographyRules) -> Head:
    return replace(
        head,
        title=set_inlines(head.title, lang, rules),
        subtitle=set_inlines(head.subtitle, lang, rules),
        label=set_text(head.label, lang, rules),
    )


def _notes(
    notes: tuple[AuthorsNote, ...], lang: str, rules: TypographyRules
) -> tuple[AuthorsNote, ...]:
    return tuple(replace(note, blocks=set_blocks(note.blocks, lang, rules)) for note in notes)
