"""The XML of a book to our own tree: the one module of this package that imports lxml.

Strictly first, as a reading system does it; what is not well-formed is read again as a browser
would read it, and a word is said. A document type is taken off before lxml sees the text: no
entity but the well-known names of HTML is resolved, and nothing is looked up anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from sys import intern

from lxml import etree

from bookbuild.ebook.doctype import doctype
from bookbuild.intake.ebooks.container import refused
from bookbuild.intake.encodings import Encoding
from bookbuild.intake.web.characters import characters
from bookbuild.intake.web.page import DEEPEST, LONGEST_RUN, WITHIN_LINES, Element, every
from bookbuild.intake.web.page import parse as parse_page

MOST_ELEMENTS = 150_000
"""The most tags of all documents of one book; a novel of 640,000 words has about 30,000."""

_CHUNK = 65_536
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_ENTITY = re.compile(r"&(#?)([A-Za-z0-9]{1,40});")
_LOOSE = re.compile(r"&(?![A-Za-z0-9#]{1,40};)")
_CLOSED_TAG = re.compile(r"<([A-Za-z][\w:.-]{0,60})([^<>]{0,2000}?)/>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_XML_OWN = ("amp", "lt", "gt", "quot", "apos")
_PREFIXES = (
    ("http://www.idpf.org/2007/ops", "epub:"),
    ("http://www.w3.org/XML/1998/namespace", "xml:"),
    ("http://www.idpf.org/2007/opf", "opf:"),
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A document's tree, its encoding, and whether it was well-formed."""

    root: Element
    encoding: Encoding
    sound: bool
    tags: int


def parse_document(data: bytes, name: str, most: int = MOST_ELEMENTS) -> Marked:
    """Return the tree of an XHTML document, its root a tag of our own called "page".

    Tags are in small letters and without their namespace; of attributes only "epub:type",
    "xml:lang" and the "opf:" ones keep a prefix. Raises `BookbuildError` (exit 1) where there are
    too many tags or they are nested too deep.
    """
    text, encoding = _prepared(data, name)
    builder = _Builder(name, most)
    try:
        return Marked(_fed(builder, text, lenient=False), encoding, True, builder.count)
    except etree.LxmlError:
        open_tags = _CLOSED_TAG.sub(_opened, _LOOSE.sub("&amp;", text))
        root = _namespaced(parse_page(open_tags, name))
        return Marked(root, encoding, False, sum(1 for _ in every(root)))


def parse_list(data: bytes, name: str) -> Marked:
    """Return the tree of a package document or a list of contents, as `parse_document` does.

    What is not well-formed is read as far as it makes sense.
    """
    text, encoding = _prepared(data, name)
    builder = _Builder(name, MOST_ELEMENTS)
    try:
        return Marked(_fed(builder, text, lenient=False), encoding, True, builder.count)
    except etree.LxmlError:
        builder = _Builder(name, MOST_ELEMENTS)
    try:
        return Marked(_fed(builder, text, lenient=True), encoding, False, builder.count)
    except etree.LxmlError:
        return Marked(builder.close(), encoding, False, builder.count)


def _prepared(data: bytes, name: str) -> tuple[str, Encoding]:
    chars = characters(data, name)
    text = _DECLARATION.sub(_as_spaces, _without_doctype(chars.text), count=1).lstrip(" ")
    return _ENTITY.sub(_entity, text), chars.encoding


def _opened(found: re.Match[str]) -> str:
    """A browser does not know that "<a/>" is closed."""
    tag = found[1]
    return found.group() if tag.lower() in _VOID else f"<{tag}{found[2]}></{tag}>"


def _fed(builder: _Builder, text: str, *, lenient: bool) -> Element:
    parser = etree.XMLParser(
        target=builder,
        recover=lenient,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
    )
    for line in text.split("\n"):
        for start in range(0, len(line), _CHUNK):
            parser.feed(line[start : start + _CHUNK])
        parser.feed("\n")
        builder.line += 1
    built: object = parser.close()
    assert isinstance(built, Element)
    return built


def _as_spaces(found: re.Match[str]) -> str:
    """Keep the lines where they are."""
    return re.sub(r"[^\n]", " ", found.group())


def _without_doctype(text: str) -> str:
    """Return the text without its document type; one that never ends stays, lest words be lost."""
    found = doctype(text)
    if found is None or not found[1]:
        return text
    start, end = found
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _entity(found: re.Match[str]) -> str:
    if found[1]:
        return found.group() if _is_character(found[2]) else " "
    if found[2] in _XML_OWN:
        return found.group()
    known = html5.get(f"{found[2]};")
    if known is None or known in "<&":
        return f"&amp;{found[2]};"
    return known


def _is_character(number: str) -> bool:
    """Whether a number names a character that a text may hold; half a pair crashes lxml."""
    try:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
    except ValueError:
        return True  # Not a number at all: the parser says so.
    return not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF


class _Open:
    """A tag that is being read."""

    __slots__ = ("attributes", "children", "line", "tag")

    def __init__(self, tag: str, attributes: tuple[tuple[str, str], ...], line: int) -> None:
        self.tag, self.attributes, self.line = tag, attributes, line
        self.children: list[Element | str] = []

    def closed(self) -> Element:
        return Element(self.tag, self.attributes, tuple(self.children), self.line)


class _Builder:
    """Takes the parser's events and builds the tree."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most, self.line, self.count, self.run = name, most, 1, 0, 0
        self.open = [_Open("page", (), 1)]
        self.same: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {}

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST:
            raise refused(f"{self.name}:{self.line}", f"tags are nested more than {DEEPEST} deep")
        if self.count > self.most:
            raise refused(self.name, f"there are more than {MOST_ELEMENTS:,} tags in it")
        attributes = tuple((_attribute(_text(n)), _text(v)) for n, v in attrib.items())
        attributes = self.same.setdefault(attributes, attributes)
        opened = _Open(intern(_local(_text(tag))), attributes, self.line)
        self.run = self.run if opened.tag in WITHIN_LINES else 0
        self.open.append(opened)

    def end(self, tag: str | bytes) -> None:
        done = self.open.pop()
        self.open[-1].children.append(done.closed())

    def data(self, data: str | bytes) -> None:
        self.run += len(data) if self.open[-1].tag not in ("script", "style") else 0
        if self.run > LONGEST_RUN:
            why = f"there are more than {LONGEST_RUN:,} characters in one paragraph of it"
            raise refused(f"{self.name}:{self.line}", why)
        self.open[-1].children.append(_text(data))

    def comment(self, text: str | bytes) -> None:
        """Comments are no part of the text."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """Instructions are no part of the text."""

    def close(self) -> Element:
        while len(self.open) > 1:
            self.end("")
        return self.open[0].closed()


def _text(given: str | bytes) -> str:
    return given if isinstance(given, str) else given.decode("utf-8", errors="replace")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def _attribute(name: str) -> str:
    space, _, local = name.removeprefix("{").rpartition("}")
    prefix = next((prefix for address, prefix in _PREFIXES if address == space), "")
    return prefix + local


def _namespaced(root: Element) -> Element:
    """Return a tree that was read as a browser does it: "dc:title" is a title, as in XML."""
    done: dict[int, Element] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        inner = [child for child in element.children if isinstance(child, Element)]
        if not ready:
            stack.append((element, True))
            stack.extend((child, False) for child in inner)
            continue
        children = tuple(c if isinstance(c, str) else done.pop(id(c)) for c in element.children)
        attributes = tuple((_written(name), value) for name, value in element.attributes)
        tag = element.tag.rpartition(":")[2]
        done[id(element)] = Element(tag, attributes, children, element.line)
    return done[id(root)]


def _written(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return name if prefix in ("epub", "xml", "opf") else local
