"""Any other page, by its main text: the box that holds most of the paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.report import Finding, SpanKind
from bookbuild.intake.web.page import Element, every, first, inside, kids
from bookbuild.intake.web.reading import Chapter, Page, Piece, Reading, Title
from bookbuild.intake.web.sites.fields import contributors_of, leftover, moved
from bookbuild.intake.web.titles import heading_pieces, names_chapter, title_of
from bookbuild.intake.web.visible import INVISIBLE, squeezed, text_of
from bookbuild.model.book import Metadata

_FURNITURE_TAGS = ("nav", "aside", "footer", "form", "button")
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav(?:bar|igation)?|menu|sidebar|footer|comments?|respond|share|sharing|social"
    r"|breadcrumbs?|pagination|pager|related|advert\w*|ads?|cookies?|newsletter|subscribe|toolbar"
    r"|widget|jp-relatedposts|sharedaddy|post-meta|entry-meta|screen-reader-text)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BY = re.compile(r"(?:written )?by[: ]\s*(?P<name>[^|,;:]{2,60})", re.IGNORECASE)
_SITE_AFTER = re.compile(r"\s+(?:[|–—·•»]|::|-)\s+.*")
_ENOUGH = 0.75


def is_page(root: Element) -> bool:
    """Every page is one, so this is asked last."""
    return True


def read(page: Page) -> Reading:
    """Return what stands where on the page: headings that say "Chapter" begin chapters."""
    root = page.root
    main = _main(first(root, "body") or root)
    without = tuple(_furniture(main))
    title, title_pieces = _title(root, main)
    author, author_pieces = _author(root, main, title)
    gone = frozenset((*without, *(piece.element for piece in (*title_pieces, *author_pieces))))
    chapters, pieces = _chapters(root, main, gone)
    dropped = tuple(
        p for e in without for p in leftover(e, text_of(e), "site furniture") if text_of(e)
    )
    taken = {piece.element for piece in pieces}
    first_pieces = tuple(p for p in (*title_pieces, *author_pieces) if p.element not in taken)
    heads = tuple(p.element for p in (*first_pieces, *pieces) if p.element is not main)
    return Reading(
        Metadata(title, contributors=contributors_of((author,)), language=""),
        chapters,
        pieces=(*first_pieces, *pieces, *dropped),
        without=(*without, *heads),
        findings=_findings(page, author),
        covered=(main,),
    )


def _main(body: Element) -> Element:
    """Go down from the body as long as one box holds three quarters of what the last one held."""
    sizes = _sizes(body)
    here = next((e for e in inside(body, "article") if sizes[e] * 2 > sizes[body]), body)
    while True:
        inner = max((k for k in kids(here) if _is_box(k)), key=lambda kid: sizes[kid], default=None)
        if inner is None or sizes[inner] < _ENOUGH * sizes[here] or not sizes[inner]:
            return here
        here = inner


def _is_box(element: Element) -> bool:
    return element.tag in ("div", "section", "main", "article", "center", "td", "tr", "tbody") or (
        element.tag in ("table", "form", "span", "font")
    )


def _sizes(root: Element) -> dict[Element, int]:
    """Return how many characters of text each element holds, site furniture not counted."""
    sizes: dict[Element, int] = {}
    for element in reversed(tuple(every(root))):
        if element.tag in INVISIBLE or _is_furniture(element):
            sizes[element] = 0
            continue
        own = sum(len(child.strip()) for child in element.children if isinstance(child, str))
        linked = element.tag == "a"
        sizes[element] = (0 if linked else own) + sum(sizes[kid] for kid in kids(element))
    return sizes


def _is_furniture(element: Element) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return element.tag != "aside" or bool(_FURNITURE.search(element.get("class")))
    names = f"{element.get('class')} {element.get('id')}"
    return element.tag in ("div", "section", "ul", "p", "header", "span") and bool(
        _FURNITURE.search(names)
    )


def _furniture(main: Element) -> Iterator[Element]:
    stack = list(reversed(kids(main)))
    while stack:
        element = stack.pop()
        if _is_furniture(element):
            yield element
        else:
            stack.extend(reversed(kids(element)))


# ---------------------------------------------------------------------------- title, author


def _title(root: Element, main: Element) -> tuple[str, tuple[Piece, ...]]:
    """Return the title from the page's first heading, else from what the page calls itself."""
    heading = next((h for h in inside(root, "h1") if text_of(h)), None)
    if heading is not None and not names_chapter(text_of(heading)):
        text = text_of(heading)
        return text, moved(heading, text, "title")
    named = first(root, "title")
    text = squeezed("".join(c for c in named.children if isinstance(c, str))) if named else ""
    text = _SITE_AFTER.sub("", text)[:300]
    return ("" if names_chapter(text) else text), ()


def _author(root: Element, main: Element, title: str) -> tuple[str, tuple[Piece, ...]]:
    """Return the author whom a line "by NAME" below the title names.

    What a program wrote into the page's head is no author: it may be whoever owns the machine.
    """
    if not title:
        return "", ()
    seen = False
    for element in every(root):
        if element.tag not in (*_HEADINGS, "p", "div", "span", "address"):
            continue
        text = text_of(element)
        if seen and len(text) > 200 and element.tag == "p":
            return "", ()
        found = _BY.fullmatch(text) if len(text) <= 80 else None
        if seen and found and found["name"][:1].isupper():
            name = found["name"].strip()
            by = Piece(element, text[: found.start("name")], SpanKind.STRUCTURE, "author")
            return name, (by, *moved(element, name, "author"))
        seen = seen or text == title
    return "", ()


# -------------------------------------------------------------------------------- chapters


def _chapters(
    root: Element, main: Element, gone: frozenset[Element]
) -> tuple[tuple[Chapter, ...], tuple[Piece, ...]]:
    parts = tuple(_parts(main, gone))
    if not parts:
        return _single(root, main, gone)
    chapters: list[Chapter] = []
    pieces: list[Piece] = []
    for head, text in parts:
        if head is None and not text_of(text, gone):
            continue
        said = title_of(text_of(head)) if head else Title(number="none")
        pieces += heading_pieces(head, text_of(head), said) if head else ()
        line = head.line if head else text.line
        chapters.append(Chapter(said, (text,), line, confidence=0.9))
    return tuple(chapters), tuple(pieces)


def _single(
    root: Element, main: Element, gone: frozenset[Element]
) -> tuple[tuple[Chapter, ...], tuple[Piece, ...]]:
    head = next((h for h in inside(root) if _is_head(h) and h not in gone), None)
    if head is None:
        return (Chapter(Title(number="none"), (main,), main.line, confidence=0.8),), ()
    said = title_of(text_of(head))
    pieces = tuple(heading_pieces(head, text_of(head), said))
    return (Chapter(said, (main,), head.line, confidence=0.9),), pieces


def _is_head(element: Element) -> bool:
    return element.tag in _HEADINGS and names_chapter(text_of(element))


def _parts(main: Element, without: frozenset[Element]) -> Iterator[tuple[Element | None, Element]]:
    """Yield the headings that stand directly in the main text, each with what follows it."""
    heads = tuple(kid for kid in kids(main) if _is_head(kid) and kid not in without)
    if len(heads) < 2:
        return
    head: Element | None = None
    held: list[Element | str] = []
    line = main.line
    for child in (*main.children, None):
        if child is None or child in heads:
            yield head, Element("div", (), tuple(held), line)
            held = []
            if isinstance(child, Element):
                head, line = child, child.line
        else:
            held.append(child)


def _findings(page: Page, author: str) -> tuple[Finding, ...]:
    what = "This page is of no site that import knows, so its main text was taken."
    remedy = "See what was left out below; the words in the list are not in the book."
    findings = [Finding(0, page.name, what, remedy)]
    metas = (e for e in inside(page.root, "meta") if e.get("name").lower() == "author")
    named = next((squeezed(meta.get("content")) for meta in metas), "")
    if named and named != author:
        what = "The page's details name a person whom the text does not name as the author."
        findings.append(Finding(0, page.name, what, "If it is, write author: into book.yaml."))
    return tuple(findings)
