"""An edition becomes a package: pages rendered, pictures named, metadata and navigation written."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.model.assets import Image, Styles
from bookbuild.model.edition import ContentsPage, Edition, Unit
from bookbuild.model.editions import Format
from bookbuild.model.making import Make, at_once
from bookbuild.model.text import UnitTarget
from bookbuild.plates.screens import for_screens
from bookbuild.render.documents import direction, document
from bookbuild.render.marks import element, void
from bookbuild.render.units import unit_body
from bookbuild.render.view import View
from bookbuild.report import Checked, Diagnostic
from bookbuild.write.cover import Cover, cover_of
from bookbuild.write.epub.accessibility import BookFacts
from bookbuild.write.epub.findings import PageFindings, page_findings, together
from bookbuild.write.epub.fonts import (
    FONT_SHEET,
    EmbeddedFont,
    embedded_fonts,
    font_licences,
    font_resources,
    font_sheet,
    type_use,
)
from bookbuild.write.epub.metadata import package_metadata
from bookbuild.write.epub.names import (
    COVER_PAGE,
    NAVIGATION,
    NCX_FILE,
    NamedImage,
    ending,
    hrefs_by_unit,
    named_images,
    relative,
    unit_href,
    unit_resource,
)
from bookbuild.write.epub.navigation import guide, navigation_page, ncx_page
from bookbuild.write.epub.package import CSS, NCX, XHTML, Package, Resource
from bookbuild.write.epub.shops import (
    cover_findings_for,
    has_cover_page,
    picture_findings,
    shop_prefix,
    shop_properties,
)
from bookbuild.write.epub.stylesheet import COVER_CSS, COVER_SHEET, Layer, layers
from bookbuild.write.epub.titles import page_titles
from bookbuild.write.themes import screen_theme
from bookbuild.write.themes.tokens import themed

_COVER_ID = "cover-image"
_MOVING = ("image/gif", "image/webp", "image/svg+xml")


def make_package(edition: Edition, styles: Styles, make: Make = at_once) -> Checked[Package]:
    """Return the package of an edition, with a cover made for it where it has none."""
    styles = themed(styles, screen_theme(edition))
    cover = cover_of(edition, make)
    sheets = layers(styles, drop_caps=edition.drop_caps, language=edition.metadata.language)
    screened = tuple(make(for_screens, image) for image in edition.images)
    pictures = named_images(tuple(each.value for each in screened))
    pages = _pages(edition, pictures, _linked(edition, sheets.value))
    fonts = _fonts(edition, styles, pages)
    used = _used(pages, pictures)
    facts = _facts(edition, pages, used)
    metadata = package_metadata(edition, facts, _COVER_ID)
    asked = shop_properties(edition)
    package = Package(
        language=edition.metadata.language,
        direction=direction(edition.metadata.language) or "ltr",
        metadata=replace(metadata, properties=(*metadata.properties, *asked)),
        resources=(
            *_cover_resources(edition, cover.value),
            *(page.resource for page in pages),
            Resource("ncx", NCX_FILE, NCX, ncx_page(edition).encode()),
            *_sheet_resources(edition, (*_font_layers(fonts.value), *sheets.value)),
            *font_resources(fonts.value),
            *(_picture(picture) for picture in used),
        ),
        spine=_spine(edition),
        guide=guide(edition),
        licences=font_licences(fonts.value),
        prefix=shop_prefix(asked),
    )
    told = (told for each in screened for told in each.diagnostics)
    own = (*sheets.diagnostics, *fonts.diagnostics, *cover.diagnostics, *told)
    return Checked(package, (*own, *_shop_findings(edition, cover.value, used)))


def _spine(edition: Edition) -> tuple[str, ...]:
    cover = ("cover",) if has_cover_page(edition) else ()
    return (*cover, *(unit_resource(unit) for unit in edition.units))


def _shop_findings(
    edition: Edition, cover: Cover, used: Sequence[NamedImage]
) -> tuple[Diagnostic, ...]:
    images = (cover.image, *(picture.image for picture in used))
    return (*cover_findings_for(edition), *picture_findings(edition, images))


@dataclass(frozen=True, slots=True)
class _Page:
    """A finished page and what was found in it."""

    resource: Resource
    findings: PageFindings


# ------------------------------------------------------------------------------------- pages


def _pages(
    edition: Edition, pictures: Sequence[NamedImage], sheets: Sequence[str]
) -> tuple[_Page, ...]:
    """Return every page but the cover; the contents page is the navigation document."""
    hrefs = hrefs_by_unit(edition)
    addresses = {named.image.path: named.href for named in pictures}
    units = tuple(unit for unit in edition.units if not isinstance(unit, ContentsPage))
    titles = page_titles(edition)
    texts = tuple(
        _unit_page(unit, titles[unit.head.id], edition, hrefs, addresses, sheets) for unit in units
    )
    return (_navigation(edition, sheets), *texts)


def _page(resource: Resource) -> _Page:
    return _Page(resource, page_findings(resource.href, resource.data))


def _navigation(edition: Edition, sheets: Sequence[str]) -> _Page:
    xhtml = navigation_page(edition, tuple(sheets))
    return _page(Resource("nav", NAVIGATION, XHTML, xhtml.encode(), ("nav",)))


def _unit_page(
    unit: Unit,
    title: str,
    edition: Edition,
    hrefs: Mapping[str, str],
    addresses: Mapping[str, str],
    sheets: Sequence[str],
) -> _Page:
    href = unit_href(unit)
    xhtml = document(
        title,
        edition.metadata.language,
        unit_body(unit, _view(href, edition, hrefs, addresses)),
        tuple(relative(sheet, href) for sheet in sheets),
    )
    return _page(Resource(unit_resource(unit), href, XHTML, xhtml.encode()))


def _view(
    href: str, edition: Edition, hrefs: Mapping[str, str], addresses: Mapping[str, str]
) -> View:
    """Return how the page at ``href`` sees the book."""

    def link_to(target: UnitTarget) -> str:
        there = hrefs[target.unit]
        if there == href and target.anchor:
            return f"#{target.anchor}"
        fragment = f"#{target.anchor}" if target.anchor else ""
        return relative(there, href) + fragment

    return View(
        format=Format.EPUB,
        language=edition.metadata.language,
        words=edition.words,
        contents=edition.contents,
        link_to=link_to,
        image_src=lambda path: relative(addresses[path], href),
        page_of=lambda unit: "",
        substitutes={},
    )


# ------------------------------------------------------------------------------------- cover


def _cover_resources(edition: Edition, cover: Cover) -> tuple[Resource, ...]:
    image = cover.image
    href = f"images/cover.{ending(image)}"
    picture = void("img", ("role", "doc-cover"), ("src", href), ("alt", cover.alt))
    xhtml = document(
        edition.words.cover,
        edition.metadata.language,
        element(
            "section",
            f"\n{picture}\n",
            ("class", "cover"),
            ("epub:type", "cover"),
            ("id", "cover"),
            ("aria-label", edition.words.cover),
        )
        + "\n",
        (COVER_SHEET,),
    )
    file = Resource(_COVER_ID, href, image.media_type, image.data, ("cover-image",))
    if not has_cover_page(edition):
        return (file,)
    return (Resource("cover", COVER_PAGE, XHTML, xhtml.encode()), file)


# --------------------------------------------------------------------- sheets, fonts, pictures


def _linked(edition: Edition, sheets: Sequence[Layer]) -> tuple[str, ...]:
    """Return the sheets that pages link; that of the fonts is made once the pages are known."""
    fonts = (FONT_SHEET,) if edition.carries_fonts else ()
    return (*fonts, *(sheet.href for sheet in sheets))


def _fonts(
    edition: Edition, styles: Styles, pages: Sequence[_Page]
) -> Checked[tuple[EmbeddedFont, ...]]:
    if not edition.carries_fonts:
        return Checked(())
    use = type_use(tuple(page.resource.data for page in pages), styles)
    return embedded_fonts(edition.fonts, use, screen_theme(edition))


def _font_layers(fonts: tuple[EmbeddedFont, ...]) -> tuple[Layer, ...]:
    return (Layer(FONT_SHEET, font_sheet(fonts)),) if fonts else ()


def _sheet_resources(edition: Edition, sheets: Sequence[Layer]) -> tuple[Resource, ...]:
    files = (*sheets, *((Layer(COVER_SHEET, COVER_CSS),) if has_cover_page(edition) else ()))
    return tuple(
        Resource(f"css-{posixpath.basename(sheet.href)[:-4]}", sheet.href, CSS, sheet.css.encode())
        for sheet in files
    )


def _used(pages: Sequence[_Page], pictures: Sequence[NamedImage]) -> tuple[NamedImage, ...]:
    """Return the pictures that some page shows; the cover's file is packed on its own."""
    shown = {
        posixpath.normpath(posixpath.join(posixpath.dirname(page.resource.href), source))
        for page in pages
        for source in page.findings.pictures
    }
    return tuple(picture for picture in pictures if picture.href in shown)


def _picture(picture: NamedImage) -> Resource:
    image: Image = picture.image
    return Resource(picture.id, picture.href, image.media_type, image.data)


def _facts(edition: Edition, pages: Sequence[_Page], used: Sequence[NamedImage]) -> BookFacts:
    found = together(page.findings for page in pages)
    return BookFacts(
        pictures=len(found.pictures),
        described=found.described,
        roles=found.roles,
        moving=any(picture.image.media_type in _MOVING for picture in used),
        pages=edition.page_list is not None,
    )
