"""Links within a saved page: to the section, and to the block in it, where their target stands.

Links to the web stay. One that leads nowhere on the page keeps its words and is counted; what
became a footnote is none any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from bookbuild.intake.report import Finding
from bookbuild.intake.web.anchors import Chart, Names
from bookbuild.intake.web.blocks import ANCHOR
from bookbuild.intake.web.formats import is_web_address, leading_to
from bookbuild.intake.web.page import Element, every, inside, kids
from bookbuild.intake.web.visible import text_of


@dataclass(frozen=True, slots=True)
class Told:
    """An element of a page's text, and the provisional file of the section in which it stands;
    ``file`` is "" for what links cannot lead to: the work's own notes."""

    element: Element
    file: str


@dataclass(frozen=True, slots=True)
class Led:
    """The elements in the same order, links led on; the files that links lead to; findings."""

    elements: tuple[Element, ...]
    files: frozenset[str]
    findings: tuple[Finding, ...]


def lead_links(texts: Sequence[Told], name: str) -> Led:
    """Return a page's texts with the links in them leading to where their targets ended up."""
    links = [
        (text, link)
        for text in texts
        for link in inside(text.element, "a")
        if link.get("href").strip() and not is_web_address(link.get("href").strip())
    ]
    if not links:
        return Led(tuple(text.element for text in texts), frozenset(), ())
    finder = _Finder(texts, frozenset(_anchor(link) for _, link in links))
    change: dict[Element, tuple[str, str]] = {}
    lost = 0
    for text, link in links:
        target = finder.find(_anchor(link))
        if target:
            file, anchor = target
            change[link] = leading_to("" if file == text.file and anchor else file, anchor)
        else:
            lost += bool(text_of(link))
    change |= {block: (ANCHOR, given) for block, given in finder.names.given.items()}
    elements = tuple(_with(text.element, change) for text in texts)
    return Led(elements, frozenset(finder.used), _said(lost, name))


def _said(lost: int, name: str) -> tuple[Finding, ...]:
    if not lost:
        return ()
    what = f"Links that lead to no place of the story became plain words ({lost})."
    return (Finding(0, name, what, "Make them anew where the book needs them."),)


def _anchor(link: Element) -> str:
    """Return the place on the same page that a link names, "" for any other address."""
    href = link.get("href").strip()
    return unquote(href[1:]) if href.startswith("#") else ""


class _Finder:
    """Looks up the places that links name."""

    def __init__(self, texts: Sequence[Told], wanted: frozenset[str]) -> None:
        self.names = Names()
        self.used: set[str] = set()
        self.charts: dict[Element, Chart] = {}
        self.places: dict[str, tuple[Told, Element, bool]] = {}
        begun: set[str] = set()
        for text in texts:
            first = text.file not in begun
            begun.add(text.file)
            for element in every(text.element):
                for name in (element.get("id"), element.get("name")):
                    if name and name in wanted:
                        self.places.setdefault(name, (text, element, first))

    def find(self, anchor: str) -> tuple[str, str] | None:
        """Return the section's file and the block's name ("" for its beginning)."""
        if not anchor or anchor not in self.places:
            return None
        text, element, first = self.places[anchor]
        if not text.file:
            return None
        self.used.add(text.file)
        if text.element not in self.charts:
            self.charts[text.element] = Chart(text.element)
        chart = self.charts[text.element]
        block = chart.block(element)
        if block is None or (first and block is chart.blocks[0]):
            return text.file, ""
        return text.file, self.names.name(text.file, block)


def _with(root: Element, change: dict[Element, tuple[str, str]]) -> Element:
    """Return a tree with attributes added, leaves first."""
    done: dict[Element, Element] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        if not ready:
            stack.append((element, True))
            stack.extend((child, False) for child in kids(element))
            continue
        children = tuple(c if isinstance(c, str) else done[c] for c in element.children)
        same = all(new is old for new, old in zip(children, element.children, strict=True))
        more = (change[element],) if element in change else ()
        if not same or more:
            attributes = (*element.attributes, *more)
            done[element] = Element(element.tag, attributes, children, element.line)
        else:
            done[element] = element
    return done[root]
