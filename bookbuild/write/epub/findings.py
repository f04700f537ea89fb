"""What the finished pages show: which pictures they use, and what may be said of their access."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from bookbuild.report import BookbuildError

_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class PageFindings:
    """What one page holds: its pictures' addresses as written, how many say what they must to
    those who cannot see them, roles."""

    pictures: tuple[str, ...]
    described: int
    roles: bool


def page_findings(name: str, xhtml: bytes) -> PageFindings:
    """Return what a page holds. Raises `BookbuildError` where the page is not well-formed."""
    root = parsed(name, xhtml)
    pictures = tuple(root.iter(f"{_XHTML}img"))
    return PageFindings(
        pictures=tuple(str(picture.get("src", "")) for picture in pictures),
        described=sum(
            str(picture.get("alt", "")).strip() != "" or picture.get("role") == "presentation"
            for picture in pictures
        ),
        roles=any("role" in element.attrib for element in root.iter(f"{_XHTML}*")),
    )


def parsed(name: str, data: bytes) -> etree._Element:
    """Return a document parsed as XML, without entities, DTDs or the network.

    ``name`` is what the error calls the document. Raises `BookbuildError` where it is not
    well-formed: no reading system would show it.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        raise BookbuildError(
            f"“{name}” did not become a valid page of the EPUB ({problem.msg}). "
            "If this is a picture, save it again as SVG or PNG; if not, please report it."
        ) from problem


def together(findings: Iterable[PageFindings]) -> PageFindings:
    """Return the findings of all pages as one, each picture once for every place it stands."""
    pages = tuple(findings)
    return PageFindings(
        pictures=tuple(picture for page in pages for picture in page.pictures),
        described=sum(page.described for page in pages),
        roles=any(page.roles for page in pages),
    )
