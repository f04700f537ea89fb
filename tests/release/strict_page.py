"""A page read by a parser that forgives nothing: every element closed, in order, once by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "path"}
"""Elements without an end; `path` is written `<path/>`."""


@dataclass(slots=True)
class Element:
    """An element of a page: its name, attributes, own text and children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def every(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these names, in order; all for no name."""
        for child in self.children:
            if not names or child.name in names:
                yield child
            yield from child.every(*names)

    def one(self, name: str) -> Element:
        """Return the one element of a name."""
        (found,) = self.every(name)
        return found

    def words(self) -> str:
        """Return all text in the element, its spaces as one each."""
        return " ".join(" ".join((self.text, *(each.words() for each in self.children))).split())


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def strict(page: str) -> Element:
    """Return the root of a page; raise AssertionError where anything is not closed in order."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.open == [parser.root], f"<{parser.open[-1].name}> stays open"
    return parser.root.one("html")
