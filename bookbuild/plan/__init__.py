"""The plan: from the manuscript as written to the book as it stands in one edition.

Everything is decided here, once, and nothing is read or written: order, numbers, labels, ids,
where notes and promises stand, footnotes, links, typography. The passes run in the order in which
`plan_edition` lists them; each is a module named after what it decides.
"""

from __future__ import annotations

from datetime import datetime

from bookbuild.model.book import Book, EditionSettings, Format, Isbn
from bookbuild.model.edition import Edition, Unit
from bookbuild.plan.catalogue import catalogued, isbn_of, output_name, work_summary
from bookbuild.plan.colophon import colophon_page
from bookbuild.plan.conditions import audience, select
from bookbuild.plan.contents import contents_entries, contents_page
from bookbuild.plan.copyright import copyright_page
from bookbuild.plan.information import back_information, front_information
from bookbuild.plan.links import resolve_links
from bookbuild.plan.notes import left_out, notes_appendix, notes_policy, with_work_notes
from bookbuild.plan.order import AddedPages, arrange
from bookbuild.plan.pictures import cover_image, shown_images
from bookbuild.plan.sections import Planned, SectionLine, outline, plan_sections
from bookbuild.plan.title_pages import half_title_page, title_page
from bookbuild.plan.typeset import typeset
from bookbuild.plan.typography import set_text
from bookbuild.plan.units import Setting, section_units
from bookbuild.plan.warnings import with_warnings
from bookbuild.plan.words import vocabulary
from bookbuild.report import Checked

__all__ = ["SectionLine", "outline", "output_name", "plan_edition"]


def plan_edition(
    book: Book, settings: EditionSettings, format: Format, stamp: datetime
) -> Checked[Edition]:
    """Return the book as it stands in one edition and format.

    ``stamp`` is the book's own date in UTC. The diagnostics are warnings only: whatever the book,
    there is an edition of it.
    """
    words = vocabulary(book.metadata.language)
    policy = notes_policy(settings, format)
    book = catalogued(book, stamp)
    book = select(book, audience(book, settings, format))
    told = left_out(book, policy)
    book = with_work_notes(book, policy, words)
    book = with_warnings(book, words)
    book = typeset(book)
    planned = plan_sections(book)
    setting = Setting(book, words, policy, format)
    metadata = book.metadata
    isbn = isbn_of(metadata.isbns, settings.name, format)
    units = _units(planned.value, setting, isbn, stamp)
    edition = Edition(
        name=settings.name,
        format=format,
        metadata=metadata,
        title=set_text(metadata.title, metadata.language),
        identifier=metadata.identifier,
        words=words.words,
        units=units,
        contents=contents_entries(units, format),
        images=shown_images(book.images, units),
        cover=cover_image(book.images, metadata.cover),
        fonts=book.fonts,
        stamp=stamp,
        trim=settings.trim,
        chapter_start=book.presentation.chapter_start,
        output=output_name(book, settings, format),
        isbn=isbn,
    )
    return Checked(edition, (*told, *planned.diagnostics))


def _units(
    planned: tuple[Planned, ...], setting: Setting, isbn: Isbn | None, stamp: datetime
) -> tuple[Unit, ...]:
    """Return the units in the order of the pages, every link in them resolved."""
    metadata, words, made_as = setting.book.metadata, setting.words, setting.made_as
    summary = work_summary(setting.book)
    pages = AddedPages(
        half_title=half_title_page(metadata, made_as, words),
        title=(title_page(metadata, words),),
        copyright=(copyright_page(metadata, isbn, made_as, words),),
        front_information=front_information(metadata, summary, made_as, words),
        contents=contents_page(planned, setting.book.presentation.contents, made_as, words),
        notes=notes_appendix(planned, setting.notes, words),
        back_information=back_information(metadata, summary, made_as, words),
        colophon=colophon_page(planned, made_as, stamp, metadata.language, words),
    )
    return resolve_links(arrange(section_units(planned, setting), pages, made_as), planned)
