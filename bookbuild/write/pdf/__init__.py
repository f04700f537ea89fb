"""An `Edition` as a print PDF.

The way: `glyphs` and `fonts` see what the text needs; the `composing_room` has the sections
composed, and `sheets` turns each unit into a document; `makeup` numbers their pages and orders them
at the `printshop`. That has the parts printed by whoever has hands free (`hands`), each in a
`workroom` with a `press`, or takes them from the `part_cache`; `pagination` reads which word begins
each page; the `bindery` makes one file of the parts. `design` holds the page's measures.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bookbuild.model.assets import FontFile, Styles
from bookbuild.model.edition import Edition, Pagination
from bookbuild.model.scripts import script_of
from bookbuild.report import BookbuildError, Checked, has_errors
from bookbuild.write.pdf.bindery import Binding, Leaf, bind, strange_fonts
from bookbuild.write.pdf.composing_room import composing_room
from bookbuild.write.pdf.composition.sheet_markup import COMPOSED_CSS
from bookbuild.write.pdf.design import PageDesign, in_squares, page_design
from bookbuild.write.pdf.destinations import is_tagged, send
from bookbuild.write.pdf.extent import expected_pages
from bookbuild.write.pdf.fonts import FontFace, font_css, font_faces, running_families, unshown
from bookbuild.write.pdf.glyphs import characters_of, report_unshown
from bookbuild.write.pdf.hands import Hands, OwnHands
from bookbuild.write.pdf.makeup import MadeUp, make_up, printed
from bookbuild.write.pdf.pagination import paginate
from bookbuild.write.pdf.part_cache import Cache, NoCache
from bookbuild.write.pdf.parts import BookWork, PrintedPart
from bookbuild.write.pdf.pictures import printable
from bookbuild.write.pdf.press import Imprint, Resource, complaints
from bookbuild.write.pdf.printshop import PrintShop
from bookbuild.write.script_css import mirrored, script_css
from bookbuild.write.themes import printed_theme
from bookbuild.write.themes.tokens import in_place, themed, tokens_of


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, and where each of its pages begins."""

    pdf: bytes
    pagination: Pagination


def make_pdf(
    edition: Edition,
    styles: Styles,
    *,
    compose: bool = True,
    hands: Hands | None = None,
    cache: Cache | None = None,
) -> Checked[Printed | None]:
    """Return the edition as a PDF, None where the fonts lack letters of it.

    ``hands`` print the parts, this process where there are none; ``cache`` has what was printed
    before. Neither changes a byte of the file. Without ``compose`` the press breaks the lines
    and pages, one after the other.

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
    design = page_design(edition.trim, script, theme, pages, families, edition.binding)
    work = BookWork(
        _in_common(edition),
        _css(styles, faces, design, edition.fonts),
        _resources(edition, faces),
        faces,
        design,
        missing,
        tagged=is_tagged(edition.shop),
    )
    shop = PrintShop(work, hands or OwnHands(), cache or NoCache())
    room = composing_room(edition, shop, design, missing, compose=compose)
    book = make_up(edition, shop, design, room.cut)
    parts = printed(book, shop)
    if cache:
        cache.tidy()
    bound = _bound(edition, book, parts, work)
    _refuse_strange_fonts(bound, faces)
    begun = (
        (sheet.unit, sheet.numbers, part.begins)
        for sheet, part in zip(book.sheets, parts, strict=True)
    )
    heard = (said for part in parts for said in part.heard)
    sent = send(bound, paginate(begun), edition)
    told = glyphs + room.diagnostics + complaints(heard) + sent.diagnostics
    return Checked(Printed(sent.pdf, sent.pagination), told)


def _in_common(edition: Edition) -> Edition:
    """Return what every part depends on: a new chapter or picture changes no other's pages."""
    return replace(
        edition,
        units=(),
        contents=(),
        images=(),
        fonts=(),
        shop=None,
        cover=None,
        page_list=None,
        stamp=datetime(2000, 1, 1, tzinfo=UTC),
    )


def _bound(edition: Edition, book: MadeUp, parts: tuple[PrintedPart, ...], work: BookWork) -> bytes:
    leaves = tuple(
        Leaf(part, each.sheet.bookmark, each.sheet.depth)
        for each, part in zip(book.sheets, parts, strict=True)
    )
    binding = Binding(
        _imprint(edition),
        sum(each.pages for each in book.front),
        {hashlib.sha256(face.data).hexdigest(): face.data for face in work.faces},
        tagged=work.tagged,
        right_to_left=work.design.script.right_to_left,
    )
    return bind(leaves, binding)


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
    return tuple(css for css in (font_css(faces), *layers, _FLOWING) if css)


_FLOWING = "html, body { position: static !important; float: none !important; }"
"""Last of all: a text that is taken out of the flow is cut off at the end of its first page."""


def _resources(edition: Edition, faces: tuple[FontFace, ...]) -> tuple[Resource, ...]:
    fonts = (Resource(face.url, "font/ttf", face.data) for face in faces)
    images = (
        Resource(f"bookbuild:images/{image.path}", image.media_type, printable(image, faces))
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
            "Remove the font family that your print.css or a drawing asks for, "
            "or add its file under fonts: in book.yaml."
        )
