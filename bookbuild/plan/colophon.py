"""The colophon of a book whose author wrote none: the type, and the date of a printed one."""

from __future__ import annotations

from datetime import datetime

from bookbuild.model.book import Kind, Matter
from bookbuild.model.edition import NO_DATE, ColophonPage, UnitHead
from bookbuild.model.editions import Format
from bookbuild.model.scripts import script_of
from bookbuild.plan.dates import in_full
from bookbuild.plan.sections import Planned
from bookbuild.plan.typeface import text_font
from bookbuild.plan.units import Setting

LICENCE = "SIL Open Font License 1.1"
"""What the themes' fonts may be handed on under: an EPUB does. A test holds it to the writer's."""


def colophon_page(
    planned: tuple[Planned, ...], setting: Setting, stamp: datetime
) -> tuple[ColophonPage, ...]:
    """Return the colophon of a printed book, or of an EPUB that carries its fonts.

    () for an EPUB without, whose type is its reader's choice, and where the author wrote one.
    """
    own = any(section.section.head.kind is Kind.COLOPHON for section in planned)
    printed = setting.made_as is Format.PDF
    if own or not (printed or setting.carries_fonts):
        return ()
    words = setting.words
    head = UnitHead("colophon-page", Matter.BACK, words.kinds.colophon, listed=False)
    type_ = words.phrases.set_in.replace("{font}", _family(setting))
    return (ColophonPage(head, (type_, *(_day(stamp, setting) if printed else (LICENCE,)))),)


def _family(setting: Setting) -> str:
    """Return what the text is set in: the author's font where bookbuild's lack the script."""
    book = setting.book
    own = () if script_of(book.metadata.language).in_book_fonts else book.fonts
    return own[0].family if own else text_font(setting.theme)


def _day(stamp: datetime, setting: Setting) -> tuple[str, ...]:
    return () if stamp == NO_DATE else (in_full(stamp.date(), setting.book.metadata.language),)
