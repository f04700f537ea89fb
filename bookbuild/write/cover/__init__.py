"""The cover: the author's, or a plain typographic one made of the book's own words.

- `composition`: the design: frame, title, ornament, author.
- `fitting`: lines and size of a title.
- `lettering`: type as outlines, filled.
- `palette`: colours, chosen by the book's identifier.
- `scaling`: the author's cover at a size that shops take.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from bookbuild.model.assets import Image
from bookbuild.model.edition import Edition, TitlePage
from bookbuild.report import Checked, Diagnostic, Place, warning
from bookbuild.write.cover.composition import CoverText, compose
from bookbuild.write.cover.lettering import typeface
from bookbuild.write.cover.palette import scheme_for
from bookbuild.write.cover.scaling import scaled

IN_BOOK = (1560, 2496)
"""Width and height in pixels within the EPUB: below the four megapixels that Apple takes."""

MARKETING = (1600, 2560)
"""Width and height in pixels of a cover for the shops: what KDP calls ideal."""

_LONGEST = 400
"""Characters of a title or subtitle that the cover shows; the book itself has all of them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover's picture and what it says to those who do not see it."""

    image: Image
    alt: str


def cover_of(edition: Edition) -> Checked[Cover]:
    """Return the author's cover, or the one that is drawn where there is none."""
    text = cover_text(edition)
    spoken = cover_words(text)
    if edition.cover is not None:
        return Checked(Cover(scaled(edition.cover), edition.metadata.cover_alt or spoken))
    image = draw_cover(edition, *IN_BOOK)
    return Checked(Cover(image, spoken), _gaps(text))


def draw_cover(edition: Edition, width: int, height: int) -> Image:
    """Return a plain typographic cover as a JPEG; the same edition gives the same bytes."""
    text = cover_text(edition)
    picture = compose(text, scheme_for(edition.identifier), width, height)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=90, subsampling=0, optimize=True, progressive=False)
    return Image("cover.jpg", "image/jpeg", buffer.getvalue(), width, height)


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
    words = " ".join((text.title, text.subtitle, *text.authors, text.series))
    missing = typeface(430, italic=False, extra=text.fonts).missing(words)
    if not missing:
        return ()
    shown = ", ".join(missing[:8]) + (" and others" if len(missing) > 8 else "")
    return (
        warning(
            "cover-letters",
            Place("book.yaml"),
            f"The plain cover has no letters for: {shown}.",
            "Put a picture beside book.yaml and name it there, as in “cover: cover.jpg”, or add "
            "a font that has them.",
        ),
    )
