"""A page as a tree of plain values: the one module of this room that imports lxml.

lxml only cuts the page into tags here and closes what was left open. Nothing is fetched, no
entity is looked up outside, comments and instructions are dropped, and the tree is ours: it
knows its lines, and walking it needs no recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from bookbuild.report import BookbuildError, Exit

DEEPEST = 1_000
"""The deepest nesting of tags; pages of people who forget to close one stay far below it."""

MOST_ELEMENTS = 120_000
"""The most tags of one page; the longest novel in one page has fewer."""

MOST_TEXT = 5_000_000
"""The most characters of text in one page, which are some 900,000 words."""

LONGEST_RUN = 1_000_000
"""The most characters between two tags that part paragraphs; no paragraph has a fifth of it."""

WITHIN_LINES = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike"
    " strong sub sup tt u var wbr img".split()
)
"""Tags that stand within a paragraph and part none."""

_CHUNK = 65_536


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A tag with what it holds: texts and elements in order; ``line`` counts from 1.

    Two elements are equal only where they are the same one.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]
    line: int

    def get(self, name: str) -> str:
        """Return an attribute's value, "" where there is none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""

    @property
    def classes(self) -> tuple[str, ...]:
        """The names in the class attribute."""
        return tuple(self.get("class").split()) if self.attributes else ()


class _Open:
    """A tag that is being read."""

    __slots__ = ("attributes", "children", "line", "tag")

    def __init__(self, tag: str, attributes: tuple[tuple[str, str], ...], line: int) -> None:
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Element | str] = []


class _Builder:
    """Takes the parser's events and builds the tree."""

    def __init__(self, name: str) -> None:
        self.name, self.line, self.count, self.run, self.all = name, 1, 0, 0, 0
        self.open = [_Open("page", (), 1)]

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST:
            raise _refused(self.name, self.line, f"tags are nested more than {DEEPEST:,} deep")
        if self.count > MOST_ELEMENTS:
            raise _refused(self.name, self.line, f"there are more than {MOST_ELEMENTS:,} tags")
        attributes = tuple((_text(name), _text(value)) for name, value in attrib.items())
        opened = _Open(_text(tag).lower(), attributes, self.line)
        self.run = self.run if opened.tag in WITHIN_LINES else 0
        self.open.append(opened)

    def end(self, tag: str | bytes) -> None:
        if len(self.open) > 1:
            self._close()

    def _close(self) -> None:
        done = self.open.pop()
        element = Element(done.tag, done.attributes, tuple(done.children), done.line)
        self.open[-1].children.append(element)

    def data(self, data: str | bytes) -> None:
        self.run += len(data) if self.open[-1].tag not in ("script", "style") else 0
        if self.run > LONGEST_RUN:
            why = f"there are more than {LONGEST_RUN:,} characters in one paragraph"
            raise _refused(self.name, self.line, why)
        self.all += len(data) if self.open[-1].tag not in ("script", "style") else 0
        if self.all > MOST_TEXT:
            why = f"there are more than {MOST_TEXT:,} characters in it"
            raise _refused(self.name, self.line, why)
        self.open[-1].children.append(_text(data))

    def comment(self, text: str | bytes) -> None:
        """Comments are no part of the text."""

    def close(self) -> Element:
        while len(self.open) > 1:
            self._close()
        root = self.open[0]
        return Element(root.tag, root.attributes, tuple(root.children), root.line)


def _text(given: str | bytes) -> str:
    return given if isinstance(given, str) else given.decode("utf-8", errors="replace")


def parse(text: str, name: str) -> Element:
    """Return the page's tree, its root a tag of our own called "page".

    Raises `BookbuildError` (exit 1) for a page that is nested too deep or has too many tags, and
    where it holds nothing.
    """
    builder = _Builder(name)
    parser = etree.HTMLParser(target=builder, no_network=True, huge_tree=False)
    try:
        for line in text.split("\n"):
            for start in range(0, len(line), _CHUNK):
                parser.feed(line[start : start + _CHUNK])
            parser.feed("\n")
            builder.line += 1
        return _root(parser.close())
    except etree.LxmlError:
        raise _refused(name, builder.line, "no part of it can be read as a web page") from None


def _root(built: object) -> Element:
    assert isinstance(built, Element)
    return built


def _refused(name: str, line: int, why: str) -> BookbuildError:
    message = (
        f"{name}:{line}: This web page cannot be read: {why}. "
        "Save it again from the browser, or copy its text into a text file."
    )
    return BookbuildError(message, Exit.MANUSCRIPT)


# --------------------------------------------------------------------------- looking around


def every(root: Element) -> Iterator[Element]:
    """Yield the element and all within it, in the order of the page."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        if element.children:
            stack.extend([child for child in reversed(element.children) if type(child) is Element])


def inside(root: Element, tag: str = "", id: str = "", cls: str = "") -> Iterator[Element]:
    """Yield the elements within ``root`` that have the tag, the id and the class ("" for any)."""
    for element in every(root):
        if element is root or (tag and element.tag != tag) or (id and element.get("id") != id):
            continue
        if not cls or cls in element.classes:
            yield element


def first(root: Element, tag: str = "", id: str = "", cls: str = "") -> Element | None:
    """Return the first of those that `inside` yields, None where there is none."""
    return next(inside(root, tag, id, cls), None)


def kids(element: Element) -> tuple[Element, ...]:
    """Return the elements that stand directly in an element."""
    return tuple(child for child in element.children if isinstance(child, Element))


def holds(element: Element, wanted: Callable[[Element], bool]) -> bool:
    """Return whether an element, or one within it, is wanted."""
    return any(wanted(each) for each in every(element))


def rewritten(root: Element, change: Mapping[Element, Element | str]) -> Element:
    """Return the tree with some elements replaced; "" takes one away.

    An element in which nothing changes is the same one afterwards.
    """
    done: dict[int, Element | str] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        if element in change:
            done[id(element)] = change[element]
        elif ready:
            done[id(element)] = _copied(element, done)
        else:
            stack.append((element, True))
            stack.extend((child, False) for child in kids(element))
    made = done[id(root)]
    return made if isinstance(made, Element) else root


def _copied(element: Element, done: Mapping[int, Element | str]) -> Element:
    children = tuple(c if isinstance(c, str) else done[id(c)] for c in element.children)
    same = all(new is old for new, old in zip(children, element.children, strict=True))
    if same:
        return element
    return Element(element.tag, element.attributes, children, element.line)
