"""The plan: from the manuscript as written to the book as it stands in one edition.

Everything is decided here, once, and nothing is read or written: order, numbers, labels, ids,
where notes and promises stand, footnotes, links, typography. The passes run in the order in which
`plan_edition` lists them; each is a module named after what it decides.
"""

from __future__ import annotations

from bookbuild.model.book import Book, Placeholder
from bookbuild.model.edition import Edition, TextUnit, Unit
from bookbuild.model.editions import EditionSettings, Format, PromisesPolicy
from bookbuild.model.making import Make, at_once
from bookbuild.model.naming import Isbn
from bookbuild.model.occasion import Occasion
from bookbuild.plan.catalogue import catalogued, isbn_of, output_name, work_summary
from bookbuild.plan.colophon import colophon_page
from bookbuild.plan.conditions import audience, meant_for, select
from bookbuild.plan.contents import contents_entries, contents_page
from bookbuild.plan.copyright import copyright_page
from bookbuild.plan.excerpt import last_page
from bookbuild.plan.information import back_information, front_information
from bookbuild.plan.labels import unspoken
from bookbuild.plan.links import resolve_links
from bookbuild.plan.news import News, marked_contents, news_in, whats_new_page
from bookbuild.plan.notes import (
    left_out,
    notes_appendix,
    notes_places,
    with_work_notes,
)
from bookbuild.plan.order import AddedPages, arrange
from bookbuild.plan.pictures import cover_image, shown_images
from bookbuild.plan.promises import open_promises, overdue
from bookbuild.plan.sections import Planned, SectionLine, outline
from bookbuild.plan.selection import nothing_taken, plan_taken, taken, with_units_of
from bookbuild.plan.serial.contract import broken
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.title_pages import half_title_page, title_page
from bookbuild.plan.typeface import carries_fonts, theme_of
from bookbuild.plan.typeset import typeset
from bookbuild.plan.typography import set_text
from bookbuild.plan.units import Setting, section_units
from bookbuild.plan.visible import marked, released, still_promised, visible
from bookbuild.plan.warnings import with_warnings
from bookbuild.plan.words import vocabulary
from bookbuild.report import Checked

__all__ = ["SectionLine", "outline", "output_name", "plan_edition"]


def plan_edition(
    book: Book,
    settings: EditionSettings,
    format: Format,
    occasion: Occasion,
    make: Make = at_once,
) -> Checked[Edition]:
    """Return the book as it stands in one edition and format.

    Whatever the book, there is an edition of it; an error among the diagnostics says that it
    should not be given to readers.
    """
    day, words = occasion.as_of, vocabulary(book.metadata.language)
    # Who is who: the ids by which readers know the sections, and their authors' own names.
    whole = identified(still_promised(book, day, settings.ahead), occasion.published, make)
    known = with_units_of(book, whole)
    # What readers may see; without a day the author sees everything, and drafts are marked.
    out = released(whole, visible(book, day, settings.ahead))
    seen = out if day else marked(out, occasion.today)
    # What of it this edition is for, and what it takes.
    readers = audience(out, settings, format)
    takes = taken(meant_for(known, readers), settings)
    meant = select(catalogued(seen, settings, occasion), readers)
    # How it reads: notes and warnings in their places, then the typography, order and numbers.
    places = notes_places(settings, format)
    read = typeset(with_warnings(with_work_notes(meant, places, words), words), make)
    planned = plan_taken(read, takes.value, settings)
    # The pages: units, contents, pictures, each with what readers have of it.
    before = occasion.published.edition(settings.name, format.value)
    fonts = carries_fonts(read.presentation, settings, format, read.metadata.language)
    theme = theme_of(read.presentation, settings)
    setting = Setting(read, words, places, format, before, fonts, theme)
    edition = _edition(planned.value, setting, settings, occasion, whole)
    return Checked(
        edition,
        (
            *takes.diagnostics,
            *left_out(meant_for(known, readers), places),
            *planned.diagnostics,
            *unspoken(read),
            *(() if takes.diagnostics else nothing_taken(read, planned.value, settings, day)),
            *(open_promises(planned.value, read) if occasion.final or settings.final else ()),
            *overdue(planned.value, day or occasion.today, read),
            *broken(edition, known, occasion),
        ),
    )


def _edition(
    planned: tuple[Planned, ...],
    setting: Setting,
    settings: EditionSettings,
    occasion: Occasion,
    whole: Book,
) -> Edition:
    if settings.promises is PromisesPolicy.OMIT:
        planned = tuple(each for each in planned if not isinstance(each.section, Placeholder))
    book, words, format = setting.book, setting.words, setting.made_as
    metadata = book.metadata
    isbn = isbn_of(metadata.isbns, settings.name, format)
    there = frozenset(each.id for each in planned)
    shown = news_in(whole, there, settings, format, occasion.published)
    last = last_page(book, settings)
    units = _units(planned, setting, isbn, occasion, shown, last)
    return Edition(
        name=settings.name,
        format=format,
        metadata=metadata,
        title=set_text(metadata.title, metadata.language, book.typography),
        identifier=metadata.identifier,
        words=words.words,
        units=units,
        contents=marked_contents(contents_entries(units, format), shown, words),
        images=shown_images(book.images, units),
        cover=cover_image(book.images, metadata.cover),
        fonts=book.fonts,
        stamp=occasion.stamp,
        trim=settings.trim,
        chapter_start=book.presentation.chapter_start,
        output=output_name(book, settings, format),
        isbn=isbn,
        carries_fonts=setting.carries_fonts,
        drop_caps=book.presentation.drop_caps,
        theme=setting.theme,
        large_print=settings.large_print,
        pages_multiple=settings.pages_multiple,
        binding=settings.binding,
        interior=settings.interior,
    )


def _units(
    planned: tuple[Planned, ...],
    setting: Setting,
    isbn: Isbn | None,
    occasion: Occasion,
    shown: News,
    last: tuple[TextUnit, ...],
) -> tuple[Unit, ...]:
    """Return the units in the order of the pages, every link in them resolved."""
    metadata, words, made_as = setting.book.metadata, setting.words, setting.made_as
    rules = setting.book.typography
    summary = work_summary(setting.book)
    sections = section_units(planned, setting)
    pages = AddedPages(
        half_title=half_title_page(metadata, rules, made_as, words),
        title=(title_page(metadata, rules, words),),
        copyright=(copyright_page(metadata, rules, isbn, made_as, words),),
        front_information=front_information(metadata, rules, summary, made_as, words),
        contents=contents_page(planned, setting.book.presentation.contents, made_as, words),
        notes=notes_appendix(planned, setting.notes, words, made_as),
        whats_new=whats_new_page(shown, sections, metadata.language, rules, words),
        back_information=back_information(metadata, rules, summary, made_as, words),
        colophon=colophon_page(planned, setting, occasion.stamp),
    )
    arranged = (*arrange(sections, pages, made_as), *last)
    return resolve_links(arranged, planned)
