"""The cover: the author's, or a typographic one made of the book's own words.

- `text`: the words of a cover.
- `designs`: one module for each design; a design makes a layout of words and colours.
- `page`: what a layout is: words, outlines and fields of colour in their places.
- `rows`, `fitting`, `lettering`: texts in lines, as large as their room allows; type as outlines.
- `ornaments`: rules, frames, flowers.
- `palette`: the schemes of colours, chosen by the author or by the book's identifier.
- `painting`: a layout becomes a picture.
- `artwork`: the author's cover, checked, and as shops take it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bookbuild.model.assets import Image
from bookbuild.model.cover import USUAL_COVER, CoverDesign
from bookbuild.model.edition import Edition, TitlePage
from bookbuild.model.making import Make, at_once
from bookbuild.plates.pixels import jpeg
from bookbuild.report import Checked, Diagnostic, Place, warning
from bookbuild.write.cover.artwork import IDEAL, cover_for_book, cover_for_shops
from bookbuild.write.cover.text import CoverText

if TYPE_CHECKING:
    from bookbuild.write.cover.page import Layout

# What draws covers is imported where one is drawn: most books have their author's.

IN_BOOK = (1560, 2496)
"""Width and height in pixels within the EPUB: below the four megapixels that Apple takes."""

MARKETING = IDEAL
"""Width and height in pixels of a cover for the shops: what KDP calls ideal."""

_LONGEST = 400
"""Characters of a title or subtitle that the cover shows; the book itself has all of them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover's picture and what it says to those who do not see it."""

    image: Image
    alt: str


def cover_of(edition: Edition, make: Make = at_once) -> Checked[Cover]:
    """Return the author's cover, or the one that is drawn where there is none."""
    text = cover_text(edition)
    spoken = cover_words(text)
    if edition.cover is not None:
        own = make(cover_for_book, edition.cover)
        return Checked(Cover(own.value, edition.metadata.cover_alt or spoken), own.diagnostics)
    image = draw_cover(edition, *IN_BOOK)
    return Checked(Cover(image, spoken), _gaps(text))


def cover_findings(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return what `cover_of` would say of an edition's cover, without drawing one."""
    if edition.cover is not None:
        return cover_for_book(edition.cover).diagnostics
    return _gaps(cover_text(edition))


def marketing_cover(edition: Edition) -> Image | None:
    """Return the cover as shops ask for it beside the book, None where it cannot be decoded.

    A drawn one is 1600 by 2560 pixels; the author's is at most so large.
    """
    if edition.cover is not None:
        return cover_for_shops(edition.cover)
    return draw_cover(edition, *MARKETING)


def draw_cover(edition: Edition, width: int, height: int) -> Image:
    """Return a typographic cover as a JPEG; the same edition gives the same bytes."""
    asked = edition.metadata.cover_design or USUAL_COVER
    return _drawn(cover_text(edition), asked, width, height)


@lru_cache(maxsize=4)
def _drawn(text: CoverText, asked: CoverDesign, width: int, height: int) -> Image:
    """Draw a cover; the desk asks for the same one after every change."""
    from bookbuild.write.cover.painting import paint

    picture = paint(_layout(text, asked), width, height)
    return Image("cover.jpg", "image/jpeg", jpeg(picture), width, height)


def cover_layout(edition: Edition) -> Layout:
    """Return the cover that is drawn for an edition, in the design and colours of its author."""
    return _layout(cover_text(edition), edition.metadata.cover_design or USUAL_COVER)


def _layout(text: CoverText, asked: CoverDesign) -> Layout:
    from bookbuild.write.cover.designs import lay_out
    from bookbuild.write.cover.palette import scheme_for

    return lay_out(asked.design, text, scheme_for(text.seed, asked))


def cover_text(edition: Edition) -> CoverText:
    """Return the words of an edition's cover; the series line is the title page's."""
    metadata = edition.metadata
    page = next((unit for unit in edition.units if isinstance(unit, TitlePage)), None)
    series = page.series if page else metadata.series.name if metadata.series else ""
    return CoverText(
        title=_shortened(edition.title),
        subtitle=_shortened(metadata.subtitle),
        authors=metadata.authors,
        series=_shortened(series),
        language=metadata.language,
        fonts=tuple(font.data for font in edition.fonts),
        seed=edition.identifier,
    )


def cover_words(text: CoverText) -> str:
    """Return the cover's words in the order in which they are read, for its description."""
    parts = (text.title, text.subtitle, ", ".join(text.authors), text.series)
    sentences = (part.strip() for part in parts if part.strip())
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in sentences)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _gaps(text: CoverText) -> tuple[Diagnostic, ...]:
    """Return a warning where the cover cannot show some of its words."""
    from bookbuild.write.cover.lettering import typeface

    words = " ".join((text.title, text.subtitle, *text.authors, text.series))
    missing = typeface(430, italic=False, extra=text.fonts).missing(words)
    if not missing:
        return ()
    shown = ", ".join(f"“{each}”" for each in missing[:3])
    shown += f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return (
        warning(
            "cover-letters",
            Place("book.yaml"),
            f"The drawn cover leaves out {shown}: none of its fonts has them.",
            "Put a picture beside book.yaml and name it there, as in “cover: cover.jpg”, or add "
            "a font that has them.",
        ),
    )
