"""An `Edition` as a print PDF.

The way: `glyphs` and `fonts` see what the text needs; the `composing_room` has the sections
composed, and `sheets` turns each unit into a document; `makeup` numbers their pages and orders them
at the `printshop`. That has the parts printed by whoever has hands free (`hands`), each in a
`workroom` with a `press`, or takes them from the `part_cache`, whose keys name the versions that
`libraries` tells; `pagination` reads which word begins each page; the `bindery` makes one file of
the parts (`joined_fonts`; for screen readers `joined_tags`, of `tag_tree`, `tagged_words` and
`logical_order`), and `destinations` the copies of it for those who print or read it (`black_ink`).
`design` holds the page's measures, `initials` makes the font of the large letters with which
chapters may open, `emoji` tells the press which signs are text. The press has its library with
`lean_html` and `late_fonttools`, which spare what no book needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bookbuild.model.assets import FontFile, Styles
from bookbuild.model.edition import Edition, Pagination
from bookbuild.model.editions import ChapterStart, Interior
from bookbuild.model.scripts import script_of
from bookbuild.model.shops import Shop
from bookbuild.report import BookbuildError, Checked, has_errors
from bookbuild.write.interrupts import interruption_waits
from bookbuild.write.pdf.composing_room import composing_room
from bookbuild.write.pdf.composition.composed_css import COMPOSED_CSS
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.design import PageDesign, in_squares, page_design
from bookbuild.write.pdf.extent import expected_pages
from bookbuild.write.pdf.fonts import (
    FontFace,
    font_css,
    font_faces,
    kept_cuts,
    running_families,
    static_faces,
    unshown,
)
from bookbuild.write.pdf.glyphs import characters_of, report_unshown
from bookbuild.write.pdf.hands import Hands, OwnHands
from bookbuild.write.pdf.makeup import MadeUp, make_up, printed
from bookbuild.write.pdf.pagination import paginate
from bookbuild.write.pdf.part_cache import Cache, NoCache
from bookbuild.write.pdf.parts import BookWork, PlacedPage, PrintedPart
from bookbuild.write.pdf.pictures import printable
from bookbuild.write.pdf.press import Imprint, Resource, complaints
from bookbuild.write.pdf.printshop import NotObeyedError, PrintShop
from bookbuild.write.script_css import mirrored, script_css
from bookbuild.write.themes import printed_theme
from bookbuild.write.themes.tokens import in_place, themed, tokens_of

if TYPE_CHECKING:
    from bookbuild.write.pdf.destinations import Sent
    from bookbuild.write.pdf.initials import LargeLetters


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, and where each of its pages begins.

    For each page, ``placed`` is which block stands where on it, and ``marks`` what a typesetter
    would look at again, in a word or two.
    """

    pdf: bytes
    pagination: Pagination
    placed: tuple[PlacedPage, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()


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
    if hands is None:
        with OwnHands() as own:
            return _made(edition, styles, own, cache or NoCache(), compose=compose)
    return _made(edition, styles, hands, cache or NoCache(), compose=compose)


def _made(
    edition: Edition, styles: Styles, hands: Hands, cache: Cache, *, compose: bool
) -> Checked[Printed | None]:
    characters = characters_of(edition)
    script = script_of(edition.metadata.language)
    theme = printed_theme(edition)
    own_first = not script.in_book_fonts
    faces_of = static_faces if isinstance(cache, NoCache) else kept_cuts(cache)
    faces = font_faces(
        edition.fonts, characters, own_first=own_first, theme=theme, faces_of=faces_of
    )
    missing = unshown(faces, characters)
    glyphs = report_unshown(edition, missing)
    if has_errors(glyphs):
        return Checked(None, glyphs)
    design = page_design(edition.trim, script, theme)
    pages = expected_pages(edition, design)
    families = running_families(faces, theme)
    design = page_design(edition.trim, script, theme, pages, families, edition.binding)
    letters = _large_letters(edition, faces, design, characters) if compose else None
    faces = (*faces, letters.face) if letters else faces
    work = BookWork(
        _in_common(edition),
        _css(styles, faces, design, edition.fonts),
        _resources(edition, faces),
        faces,
        design,
        missing,
        tagged=edition.shop is Shop.SCREEN,
        initials=letters.initials if letters else None,
    )
    shop = PrintShop(work, hands, cache)
    room = composing_room(edition, shop, design, missing, compose=compose)
    _load_bindery()
    try:
        book = make_up(edition, shop, design, room.cut)
    except NotObeyedError:
        room = room.by_the_press()
        book = make_up(edition, shop, design, room.cut)
    cache.tidy()  # now: the first parts are still being printed
    bound, parts = _bound(edition, book, shop, work)
    begun = (
        (sheet.unit, sheet.numbers, part.begins)
        for sheet, part in zip(book.sheets, parts, strict=True)
    )
    heard = (said for part in parts for said in part.heard)
    sent = _sent(bound, paginate(begun), edition)
    told = glyphs + room.diagnostics(_sides(book)) + complaints(heard) + sent.diagnostics
    placed = tuple(page for part in parts for page in part.placed)
    return Checked(Printed(sent.pdf, sent.pagination, placed, tuple(_marks(book, shop))), told)


def _sides(book: MadeUp) -> dict[str, Side]:
    """Return the side on which each unit begins."""
    return {sheet.unit: Side(sheet.numbers.first % 2) for sheet in book.sheets}


def _marks(book: MadeUp, shop: PrintShop) -> Iterator[tuple[str, ...]]:
    """Yield for each page of the book what was marked in composing it."""
    for sheet in book.sheets:
        text = shop.composed(sheet.unit, Side(sheet.numbers.first % 2))
        marks = text.marks if text else ()
        for page in range(sheet.pages):
            yield tuple(mark for at, mark in marks if at == page)


def _large_letters(
    edition: Edition, faces: tuple[FontFace, ...], design: PageDesign, characters: frozenset[str]
) -> LargeLetters | None:
    """Return the large letters with which chapters open, None for a book without."""
    if not (edition.drop_caps and design.script.cased):
        return None
    from bookbuild.write.pdf.initials import large_letters  # which few books have

    rectos = edition.chapter_start is ChapterStart.RIGHT and not design.script.right_to_left
    return large_letters(faces, design, characters, rectos=rectos)


def _in_common(edition: Edition) -> Edition:
    """Return what every part depends on: a new chapter or picture changes no other's pages."""
    return replace(
        edition,
        units=(),
        contents=(),
        images=(),
        fonts=(),
        shop=None,
        interior=Interior.BLACK,
        cover=None,
        page_list=None,
        stamp=datetime(2000, 1, 1, tzinfo=UTC),
    )


def _bound(
    edition: Edition, book: MadeUp, shop: PrintShop, work: BookWork
) -> tuple[bytes, tuple[PrintedPart, ...]]:
    """Return the book, and its parts in order.

    The parts that are there go into the bindery while others are printed.
    """
    from bookbuild.write.pdf.bindery import Bindery, Binding, Leaf

    binding = Binding(
        _imprint(edition),
        sum(each.pages for each in book.front),
        {hashlib.sha256(face.data).hexdigest(): face.data for face in work.faces},
        tagged=work.tagged,
        right_to_left=work.design.script.right_to_left,
    )
    bindery = Bindery(binding)
    parts: dict[int, PrintedPart] = {}
    for place, part in printed(book, shop, in_order=work.tagged):
        parts[place] = part
        bindery.take(place, part)
    _refuse(bindery.strange_fonts({face.family for face in work.faces}))
    bound = bindery.bound(tuple(Leaf(e.sheet.bookmark, e.sheet.depth) for e in book.sheets))
    return bound, tuple(parts[place] for place in sorted(parts))


def _load_bindery() -> None:
    """Load what binds and sends the book, while the first sections are composed."""
    with interruption_waits():
        import bookbuild.write.pdf.bindery
        import bookbuild.write.pdf.destinations  # noqa: F401


def _sent(bound: bytes, pagination: Pagination, edition: Edition) -> Sent:
    from bookbuild.write.pdf.destinations import send

    return send(bound, pagination, edition)


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


def _refuse(strange: tuple[str, ...]) -> None:
    """Raise where there are fonts that nobody named."""
    if strange:
        raise BookbuildError(
            f"The PDF took a font that nobody named: {', '.join(strange)}. "
            "Remove the font family that your print.css or a drawing asks for, "
            "or add its file under fonts: in book.yaml."
        )
