"""An `Edition` as a print PDF.

The way: `glyphs` and `fonts` see what the text needs; `sheets` turns each unit into a document;
`makeup` lays them in the order of the pages, through the `press`; `pagination` reads which word
begins each page; the `bindery` makes the finished file. `design` holds the page's measures.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.assets import Styles
from bookbuild.model.edition import Edition, Pagination
from bookbuild.report import BookbuildError, Checked, has_errors
from bookbuild.write.pdf.bindery import bind, strange_fonts
from bookbuild.write.pdf.design import page_design
from bookbuild.write.pdf.fonts import FontFace, font_css, font_faces, unshown
from bookbuild.write.pdf.glyphs import characters_of, report_unshown
from bookbuild.write.pdf.makeup import make_up
from bookbuild.write.pdf.pagination import paginate
from bookbuild.write.pdf.press import Imprint, Press, Resource


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, and where each of its pages begins."""

    pdf: bytes
    pagination: Pagination


def make_pdf(edition: Edition, styles: Styles) -> Checked[Printed | None]:
    """Return the edition as a PDF, None where the fonts lack letters of it.

    Raises `BookbuildError` with `Exit.MACHINE` where Pango is missing, or where a font that nobody
    named ended up in the file.
    """
    characters = characters_of(edition)
    faces = font_faces(edition.fonts, characters)
    missing = unshown(faces, characters)
    glyphs = report_unshown(edition, missing)
    if has_errors(glyphs):
        return Checked(None, glyphs)
    press = Press(_css(styles, faces), _resources(edition, faces))
    book = make_up(edition, press, page_design(edition.trim), missing)
    printed = press.print(tuple(each.laid for each in book.sheets), _imprint(edition))
    bound = bind(printed, sum(len(each.laid.pages) for each in book.front))
    _refuse_strange_fonts(bound, faces)
    pagination = paginate(edition, book.sheets)
    return Checked(Printed(bound, pagination), glyphs + press.diagnostics)


def _css(styles: Styles, faces: tuple[FontFace, ...]) -> tuple[str, ...]:
    editions = (sheet.css for sheet in styles.edition)
    layers = (styles.book, styles.print, styles.own_book, styles.own_print, *editions)
    return tuple(css for css in (font_css(faces), *layers) if css)


def _resources(edition: Edition, faces: tuple[FontFace, ...]) -> tuple[Resource, ...]:
    fonts = (Resource(face.url, "font/ttf", face.data) for face in faces)
    images = (
        Resource(f"bookbuild:images/{image.path}", image.media_type, image.data)
        for image in edition.images
    )
    return (*fonts, *images)


def _imprint(edition: Edition) -> Imprint:
    metadata = edition.metadata
    return Imprint(
        title=edition.title,
        authors=metadata.authors,
        description=metadata.description,
        language=metadata.language,
        keywords=metadata.subjects,
        stamp=edition.stamp,
    )


def _refuse_strange_fonts(bound: bytes, faces: tuple[FontFace, ...]) -> None:
    strange = strange_fonts(bound, {face.family for face in faces})
    if strange:
        raise BookbuildError(
            f"The PDF took a font that nobody named: {', '.join(strange)}. "
            "Remove the font family that your print.css asks for, "
            "or add its file under fonts: in book.yaml."
        )
