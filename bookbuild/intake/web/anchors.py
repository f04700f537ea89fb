"""The blocks of a page or a book that links may lead to, and the names they get for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from bookbuild.intake.slugs import slug_of
from bookbuild.intake.web.page import Element, every, kids
from bookbuild.intake.web.visible import BLOCKS, INVISIBLE, text_of

_WHOLE = frozenset("table ul ol menu dir dl blockquote figure pre".split())
"""What is named as a whole, for a name within it has no place in the text's Markdown."""
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_PICTURES = frozenset(("img", "kept-picture", "note-call"))
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


class Chart:
    """A tree's elements in their order, and the blocks among them that can have a name.

    ``without`` are blocks that will not be in the text, ``whole`` those that stay in one piece
    beside lists, tables and the like.
    """

    def __init__(
        self,
        root: Element,
        without: frozenset[Element] = frozenset(),
        whole: frozenset[Element] = frozenset(),
    ) -> None:
        self.above = {child: element for element in every(root) for child in kids(element)}
        self.order = {element: at for at, element in enumerate(every(root))}
        self.blocks = tuple(block for block in _leaves(root, whole) if block not in without)
        self.starts = tuple(self.order[block] for block in self.blocks)
        self.known = frozenset(self.blocks)

    def around(self, element: Element) -> Iterator[Element]:
        """Yield the element, and those around it from the inside out."""
        yield element
        while element in self.above:
            element = self.above[element]
            yield element

    def block(self, element: Element) -> Element | None:
        """Return the block around an element, or the next one after it."""
        for each in self.around(element):
            if each in self.known:
                return each
        at = bisect_left(self.starts, self.order[element])
        return self.blocks[at] if at < len(self.blocks) else None


class Names:
    """The names given so far: a heading's words, the block's own id, or a place's number."""

    def __init__(self) -> None:
        self.given: dict[Element, str] = {}
        self._taken: set[tuple[str, str]] = set()
        self._last: dict[tuple[str, str], int] = {}

    def name(self, section: str, block: Element) -> str:
        """Return a block's name, which is its alone within the section."""
        if block not in self.given:
            stem = _stem(block)
            count = self._last.get((section, stem), 1)
            name = stem if count == 1 else f"{stem}-{count}"
            while (section, name) in self._taken:
                count += 1
                name = f"{stem}-{count}"
            self._taken.add((section, name))
            self._last[section, stem] = count
            self.given[block] = name
        return self.given[block]


def _stem(block: Element) -> str:
    heading = slug_of(text_of(block)) if block.tag in _HEADINGS else ""
    own = block.get("id") if _NAME.fullmatch(block.get("id")) else ""
    return heading or own or "place"


def _leaves(root: Element, passages: frozenset[Element]) -> Iterator[Element]:
    """Yield what will be blocks, in order: paragraphs, headings, and whole lists and passages."""
    showing = _showing(root)
    stack = list(reversed(kids(root)))
    while stack:
        element = stack.pop()
        if element not in showing:
            continue
        inner = [child for child in kids(element) if child.tag in BLOCKS]
        whole = element.tag in _WHOLE or element in passages
        if element.tag in BLOCKS and element.tag != "hr" and (whole or not inner):
            yield element
        elif inner or element.tag not in BLOCKS:
            stack.extend(reversed(kids(element)))


def _showing(root: Element) -> frozenset[Element]:
    """Return the elements of which a reader sees a word or a picture; each is looked at once."""
    found: set[Element] = set()
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        if element.tag in INVISIBLE:
            continue
        if not ready:
            stack.append((element, True))
            stack.extend((child, False) for child in kids(element))
        elif element.tag in _PICTURES or any(
            child.strip() if isinstance(child, str) else child in found
            for child in element.children
        ):
            found.add(element)
    return frozenset(found)
