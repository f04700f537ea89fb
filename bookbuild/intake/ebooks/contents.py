"""The book's list of contents: nav.xhtml of EPUB 3, or the NCX of EPUB 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake.ebooks.container import Files, resolved
from bookbuild.intake.ebooks.markup import parse_document, parse_list
from bookbuild.intake.ebooks.package import Package
from bookbuild.intake.ebooks.trees import types_of
from bookbuild.intake.web.page import Element, first, inside, kids
from bookbuild.intake.web.visible import text_of

MOST_ENTRIES = 10_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of contents: where it leads, its words, how deep it stands, from 0.

    ``holds`` says whether entries stand below it.
    """

    path: str
    anchor: str
    title: str
    depth: int
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries in order, and what each document is, as the landmarks tell it."""

    entries: tuple[Entry, ...]
    landmarks: tuple[tuple[str, str], ...]


def read_contents(files: Files, package: Package, name: str) -> Contents:
    """Return the list of contents; it is empty where the book has none that can be read.

    A list of EPUB 3 goes before one of EPUB 2, unless it is empty.
    """
    nav = _tree(files, package.nav, name, is_list=False)
    entries = tuple(_of_nav(nav, package.nav)) if nav else ()
    if not entries:
        ncx = _tree(files, package.ncx, name, is_list=True)
        entries = tuple(_of_ncx(ncx, package.ncx)) if ncx else ()
    landmarks = tuple(_landmarks(nav, package.nav)) if nav else ()
    return Contents(entries[:MOST_ENTRIES], (*package.guide, *landmarks))


def _tree(files: Files, path: str, name: str, *, is_list: bool) -> Element | None:
    data = files.read(path) if path else None
    if data is None:
        return None
    parse = parse_list if is_list else parse_document
    return parse(data, f"{name}/{path}").root


def _navs(root: Element, wanted: str) -> Iterator[Element]:
    return (nav for nav in inside(root, "nav") if wanted in types_of(nav))


def _of_nav(root: Element, path: str) -> Iterator[Entry]:
    nav = next(_navs(root, "toc"), None) or first(root, "nav")
    top = first(nav, "ol") if nav else None
    stack = [(item, 0) for item in reversed(kids(top))] if top else []
    while stack:
        item, depth = stack.pop()
        below = tuple(each for list_ in kids(item) if list_.tag == "ol" for each in kids(list_))
        link = next((each for each in kids(item) if each.tag == "a"), None)
        link = link or first_before_list(item)
        if link:
            place, anchor = resolved(path, link.get("href"))
            if place and link.get("href"):
                yield Entry(place, anchor, text_of(link)[:300], min(depth, _DEEPEST), bool(below))
        stack.extend((each, depth + 1) for each in reversed(below))


def first_before_list(item: Element) -> Element | None:
    """Return an item's own link where it stands in a span; what is in the list below is not its."""
    for child in kids(item):
        if child.tag == "ol":
            return None
        found = first(child, "a")
        if found:
            return found
    return None


def _of_ncx(root: Element, path: str) -> Iterator[Entry]:
    top = first(root, "navmap")
    stack = [(point, 0) for point in reversed(_points(top))] if top else []
    while stack:
        point, depth = stack.pop()
        below = _points(point)
        content = next((each for each in kids(point) if each.tag == "content"), None)
        label = next((each for each in kids(point) if each.tag == "navlabel"), None)
        place, anchor = resolved(path, content.get("src")) if content else ("", "")
        if place:
            yield Entry(place, anchor, text_of(label)[:300], min(depth, _DEEPEST), bool(below))
        stack.extend((each, depth + 1) for each in reversed(below))


def _points(element: Element) -> tuple[Element, ...]:
    return tuple(each for each in kids(element) if each.tag == "navpoint")


_NOT_PLACES = ("bodymatter", "frontmatter", "backmatter", "text", "start")


def _landmarks(root: Element, path: str) -> Iterator[tuple[str, str]]:
    """Yield what whole documents are; where the story begins says nothing of its kind."""
    for nav in _navs(root, "landmarks"):
        for link in inside(nav, "a"):
            place, anchor = resolved(path, link.get("href"))
            for kind in types_of(link):
                if place and not anchor and kind not in _NOT_PLACES:
                    yield place, kind
