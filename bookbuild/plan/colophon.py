"""The colophon that a printed book gets whose author wrote none: the type, and the date."""

from __future__ import annotations

from datetime import datetime

from bookbuild.model.book import Kind, Matter
from bookbuild.model.edition import NO_DATE, ColophonPage, UnitHead
from bookbuild.model.editions import Format
from bookbuild.plan.dates import in_full
from bookbuild.plan.sections import Planned
from bookbuild.plan.words import Vocabulary

TEXT_FONT = "EB Garamond"
"""The family that the print writer sets the text in; a test holds the two together."""


def colophon_page(
    planned: tuple[Planned, ...], made_as: Format, stamp: datetime, lang: str, words: Vocabulary
) -> tuple[ColophonPage, ...]:
    """Return the colophon of a printed book; () for an EPUB, whose type is its reader's choice."""
    own = any(section.section.head.kind is Kind.COLOPHON for section in planned)
    if made_as is Format.EPUB or own:
        return ()
    head = UnitHead("colophon-page", Matter.BACK, words.kinds.colophon, listed=False)
    day = () if stamp == NO_DATE else (in_full(stamp.date(), lang),)
    return (ColophonPage(head, (words.phrases.set_in.replace("{font}", TEXT_FONT), *day)),)
