"""An `Edition` as a print PDF.

The way: `glyphs` and `fonts` see what the text needs; `sheets` turns each unit into a document;
`makeup` lays them in the order of the pages, through the `press`; `pagination` reads which word
begins each page; the `bindery` makes the finished file. `design` holds the page's measures.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.assets import FontFile, Styles
from bookbuild.model.edition import Edition, Pagination
from bookbuild.model.scripts import script_of
from bookbuild.report import BookbuildError, Checked, has_errors
from bookbuild.write.pdf.bindery import bind, strange_fonts
from bookbuild.write.pdf.composing_room import composing_room
from bookbuild.write.pdf.composition.sheet_markup import COMPOSED_CSS
from bookbuild.write.pdf.design import PageDesign, in_squares, page_design
from bookbuild.write.pdf.extent import expected_pages
from bookbuild.write.pdf.fonts import FontFace, font_css, font_faces, running_families, unshown
from bookbuild.write.pdf.glyphs import characters_of, report_unshown
from bookbuild.write.pdf.makeup import make_up
from bookbuild.write.pdf.pagination import paginate
from bookbuild.write.pdf.press import Imprint, Press, Resource
from bookbuild.write.script_css import mirrored, script_css
from bookbuild.write.themes import printed_theme
from bookbuild.write.themes.tokens import in_place, themed, tokens_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, and where each of its pages begins."""

    pdf: bytes
    pagination: Pagination


def make_pdf(edition: Edition, styles: Styles, *, compose: bool = True) -> Checked[Printed | None]:
    """Return the edition as a PDF, None where the fonts lack letters of it.

    Without ``compose`` the press breaks the lines and pages, one after the other.

    Raises `BookbuildError` with `Exit.MACHINE` where Pango is missing, or where a font that nobody
    named ended up in the file.
    """
    characters = characters_of(edition)
    script = script_of(edition.metadata.language)
    theme = printed_theme(edition)
    own_first = not script.in_book_fonts
    faces = font_faces(edition.fonts, characters, own_first=own_first, theme=theme)
    missing = unshown(faces, characters)
    glyphs = report_unshown(edition, missing)
    if has_errors(glyphs):
        return Checked(None, glyphs)
    design = page_design(edition.trim, script, theme)
    pages = expected_pages(edition, design)
    families = running_families(faces, theme)
    design = page_design(edition.trim, script, theme, pages, families)
    press = Press(_css(styles, faces, design, edition.fonts), _resources(edition, faces))
    room = composing_room(edition, press, design, faces, missing, compose=compose)
    book = make_up(edition, press, design, room.cut)
    printed = press.print(tuple(each.laid for each in book.sheets), _imprint(edition))
    front = sum(len(each.laid.pages) for each in book.front)
    bound = bind(printed, front, right_to_left=script.right_to_left)
    _refuse_strange_fonts(bound, faces)
    pagination = paginate(edition, book.sheets)
    return Checked(Printed(bound, pagination), glyphs + room.diagnostics + press.diagnostics)


def _css(
    styles: Styles, faces: tuple[FontFace, ...], design: PageDesign, own: tuple[FontFile, ...]
) -> tuple[str, ...]:
    script = design.script
    styles = themed(styles, design.theme, design.families)
    built_in = (styles.book, styles.print)
    if script.right_to_left:
        built_in = (mirrored(styles.book), mirrored(styles.print))
    layer = (
        in_place(COMPOSED_CSS, tokens_of(design.theme))
        + script_css(script, printed=True, bold=any(font.bold for font in own))
        + in_squares(design)
    )
    editions = (sheet.css for sheet in styles.edition)
    layers = (*built_in, layer, styles.own_book, styles.own_print, *editions)
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
