"""What the markup of a finished EPUB says of its text, feature by feature, for bench/beside.py.

Both sides are read alike. Where two vocabularies say the same, the tables below name both: a
dateline is `se:letter.dateline` at Standard Ebooks, and the class `letter-head` or `dateline` here.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree as Tree

_X = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LEAVES = frozenset(_X + name for name in "p h1 h2 h3 h4 h5 h6 hr".split())
_HEADINGS = frozenset(_X + name for name in "h1 h2 h3 h4 h5 h6".split())
_PROSE = 60
"""A paragraph of so many letters tells a section from others."""
_DATED = re.compile(
    r"\d.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)\w* \d|^(?:later|midnight|morning|night|evening|noon|same day|the same)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """Something marked: its words, the letters by which it is matched, its language or type."""

    words: str
    key: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A paragraph, a heading or a line across, with the elements around it, outermost first."""

    element: Tree.Element
    around: tuple[Tree.Element, ...]

    @property
    def words(self) -> str:
        """Its words on one line."""
        return _words(self.element)


@dataclass(frozen=True, slots=True)
class Document:
    """A content document: its name, its language, its body, and the body's leaves."""

    name: str
    lang: str
    body: Tree.Element
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """An EPUB: its documents in the order of the spine, and its navigation."""

    documents: tuple[Document, ...]
    nav: Tree.Element


Read = Callable[[str], bytes]


def opened_folder(folder: Path) -> Opened:
    """Open an EPUB that lies unpacked in a folder."""
    return _opened(lambda name: (folder / name).read_bytes())


def opened_file(path: Path) -> Opened:
    """Open an EPUB file."""
    with zipfile.ZipFile(path) as book:
        return _opened(book.read)


def _opened(read: Read) -> Opened:
    container = Tree.fromstring(read("META-INF/container.xml"))
    package = next(one.get("full-path", "") for one in container.iter() if one.get("full-path"))
    root = Tree.fromstring(read(package))
    beside = PurePosixPath(package).parent
    items = {one.get("id"): one for one in root.iter() if one.tag.endswith("}item")}
    named = [one.get("idref") for one in root.iter() if one.tag.endswith("}itemref")]
    hrefs = [unquote(items[name].get("href", "")) for name in named]
    nav = next(one for one in items.values() if "nav" in one.get("properties", "").split())
    documents = (_document(href, read(str(beside / href))) for href in hrefs)
    return Opened(tuple(documents), Tree.fromstring(read(str(beside / nav.get("href", "")))))


def _document(name: str, data: bytes) -> Document:
    root = Tree.fromstring(data)
    body = root.find(_X + "body")
    assert body is not None, name
    return Document(name, root.get(_LANG, ""), body, tuple(_leaves(body, ())))


def _leaves(element: Tree.Element, around: tuple[Tree.Element, ...]) -> Iterator[Leaf]:
    for child in element:
        if child.tag in _LEAVES:
            yield Leaf(child, (*around, element))
        else:
            yield from _leaves(child, (*around, element))


# ------------------------------------------------------------------------------ words and types


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, without accents, as lower case."""
    return "".join(one for one in unicodedata.normalize("NFKD", text).casefold() if one.isalnum())


def close_to(one: str, two: str) -> bool:
    """Return whether two keys are the same, a modernised spelling or an abbreviation apart."""
    if one == two:
        return True
    if abs(len(one) - len(two)) > 12:
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.85


def _words(element: Tree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _types(element: Tree.Element) -> tuple[str, ...]:
    return tuple(element.get(_TYPE, "").split())


def _classes(element: Tree.Element) -> tuple[str, ...]:
    return tuple(element.get("class", "").split())


def _is(element: Tree.Element, *names: str) -> bool:
    return any(name in _types(element) or name in _classes(element) for name in names)


def _lines(element: Tree.Element, without: str = "") -> Iterator[str]:
    """Yield the lines of a paragraph, parted by its line breaks, without parts of one type."""
    said = [element.text or ""]
    for child in element:
        if child.tag == _X + "br":
            said.append("\n")
        elif not (without and without in _types(child)):
            said.extend(f"{line}\n" for line in _lines(child, without))
            said[-1] = said[-1].rstrip("\n")
        said.append(child.tail or "")
    for line in "".join(said).split("\n"):
        if letters_of(line):
            yield " ".join(line.split())


def _leaf_items(book: Opened) -> Iterator[tuple[Document, int, Leaf]]:
    for document in book.documents:
        for at, leaf in enumerate(document.leaves):
            yield document, at, leaf


def _next(document: Document, at: int) -> str:
    """Return the letters behind a leaf; a name that bookbuild adds below a heading is none."""
    for leaf in document.leaves[at + 1 :]:
        if letters_of(leaf.words) and not _is(leaf.element, "pov"):
            return letters_of(leaf.words)
    return ""


# -------------------------------------------------------------------------------------- features


def sections(book: Opened) -> Iterator[Item]:
    """Yield each document: a text by its first long paragraph, another page by its type."""
    for document in book.documents:
        types = [name for one in document.body.iter() for name in _types(one) if ":" not in name]
        parted = ("frontmatter", "bodymatter", "backmatter", "title", "fulltitle")
        kind = next((name for name in types if name not in parted), "")
        prose = (letters_of(leaf.words) for leaf in document.leaves)
        long = next((one for one in prose if len(one) >= _PROSE), "")
        told = kind in ("chapter", "epilogue", "preface", "") and long
        yield Item(f"{kind or 'no type'}: {document.name}", long[:_PROSE] if told else kind, kind)


def headings(book: Opened) -> Iterator[Item]:
    """Yield headings, and the lines that Standard Ebooks puts into a header instead."""
    numbered = 0
    for document, at, leaf in _leaf_items(book):
        element = leaf.element
        header = any(one.tag == _X + "header" for one in leaf.around) and not _is(element, "pov")
        if element.tag not in _HEADINGS and not (header and letters_of(leaf.words)):
            continue
        label = next((one for one in element if _is(one, "label")), None)
        if _is(element, "z3998:ordinal") or label is not None:
            numbered += 1
            yield Item(_words(element if label is None else label), f"number {numbered}", "number")
        if _is(element, "z3998:ordinal"):
            continue
        title = next((one for one in element if _is(one, "title")), element)
        if letters_of(_words(title)):
            key = f"{letters_of(_words(title))[:60]} {_next(document, at)[:25]}"
            yield Item(_words(title), key, _heading_of(document, element))


_OWN_PAGES = ("imprint", "halftitlepage", "colophon", "copyright-page", "titlepage")


def _heading_of(document: Document, element: Tree.Element) -> str:
    types = {name for one in document.body.iter() for name in _types(one)}
    if types & set(_OWN_PAGES):
        return "publisher's page"
    return "heading" if element.tag in _HEADINGS else "line"


def letters(book: Opened) -> Iterator[Item]:
    """Yield letters by their first words, without a heading that stands in them."""
    for document in book.documents:
        for element in document.body.iter():
            if "z3998:letter" in _types(element):
                parts = {name for one in element.iter() for name in _types(one)}
                signed = parts & {"z3998:salutation", "z3998:signature"}
                alone = sum(one.tag == _X + "p" for one in element.iter()) == 1
                of = "" if signed else "alone" if alone else "nobody"
                yield Item(_letter_words(element)[:80], _letter_key(element), of)


def _letter_words(letter: Tree.Element) -> str:
    parts = (_words(one) for one in letter if one.tag != _X + "header")
    return " ".join(part for part in parts if part)


def _letter_key(letter: Tree.Element) -> str:
    return letters_of(_letter_words(letter))[:60]


def of_letters(*names: str, without: str = "") -> Callable[[Opened], Iterator[Item]]:
    """Return a feature: the lines of what has one of these types or classes, by their letter."""

    def found(book: Opened) -> Iterator[Item]:
        for document in book.documents:
            for element, key, inside in _with_letters(document.body, "", 0):
                if _is(element, *names):
                    beside = inside - len(letters_of(_words(element)))
                    of = "in a line" if beside > 20 else "in a letter" if key else "told"
                    for line in _lines(element, without):
                        yield Item(line, f"{letters_of(line)} {key[:25]}", of)

    return found


def _with_letters(
    element: Tree.Element, key: str, inside: int
) -> Iterator[tuple[Tree.Element, str, int]]:
    """Yield elements with their letter's key and the letters of the paragraph around them."""
    for child in element:
        own = _letter_key(child) if "z3998:letter" in _types(child) else key
        yield child, own, inside
        long = len(letters_of(_words(child))) if child.tag == _X + "p" else inside
        yield from _with_letters(child, own, long)


def dates_of_entries(book: Opened) -> Iterator[Item]:
    """Yield the dates in italics with which paragraphs begin: "3 May. Bistritz.", "Later."."""
    for _, _, leaf in _leaf_items(book):
        first = next(iter(leaf.element), None)
        opening = (leaf.element.text or "").strip(" \"“‘'")
        if leaf.element.tag != _X + "p" or first is None or opening:
            continue
        words = _words(first)
        if first.tag in (_X + "i", _X + "em") and _DATED.search(words) and len(words) < 60:
            line = letters_of(next(_lines(leaf.element), ""))
            yield Item(words, line[: len(letters_of(words)) + 25])


def verse_lines(book: Opened) -> Iterator[Item]:
    """Yield the lines of verse."""
    for document in book.documents:
        for element in document.body.iter():
            if "z3998:verse" in _types(element):
                for part in element.iter(_X + "p"):
                    yield from (Item(line, letters_of(line)) for line in _lines(part))


def scene_breaks(book: Opened) -> Iterator[Item]:
    """Yield scene breaks by the words before and behind them."""
    for document in book.documents:
        leaves = document.leaves
        before = ""
        for leaf, behind in pairwise(leaves):
            before = leaf.words or before
            if behind.element.tag == _X + "hr":
                after = _next(document, leaves.index(behind))
                words = f"{before[-40:]} * {after[:30]}"
                yield Item(words, f"{letters_of(before)[-30:]} {after[:30]}")


def languages(book: Opened) -> Iterator[Item]:
    """Yield what is marked as of another language than its document's."""
    for document in book.documents:
        for element in document.body.iter():
            lang = element.get(_LANG, element.get("lang", ""))
            if lang and lang.split("-")[0] != document.lang.split("-")[0]:
                yield Item(_words(element), letters_of(_words(element)), lang)


def diaries(book: Opened) -> Iterator[Item]:
    """Yield diaries and their entries."""
    for document in book.documents:
        for element in document.body.iter():
            for kind in ("z3998:diary", "z3998:diary-entry"):
                if kind in _types(element):
                    words = _words(element)
                    yield Item(words[:60], f"{kind} {letters_of(words)[:60]}", kind)


def landmarks(book: Opened) -> Iterator[Item]:
    """Yield the landmarks by their types."""
    for nav in book.nav.iter(_X + "nav"):
        if "landmarks" in _types(nav):
            for link in nav.iter(_X + "a"):
                yield Item(link.get(_TYPE, ""), link.get(_TYPE, ""))


def depth_of_contents(book: Opened) -> int:
    """Return how many lists stand in one another in the contents."""
    nav = next(one for one in book.nav.iter(_X + "nav") if "toc" in _types(one))
    return _depth(nav)


def _depth(element: Tree.Element) -> int:
    return max((_depth(child) + (child.tag == _X + "ol") for child in element), default=0)


def in_italics(book: Opened) -> frozenset[str]:
    """Return the letters of each run of words that is set in italics."""
    runs = (
        letters_of(_words(element))
        for document in book.documents
        for name in ("i", "em")
        for element in document.body.iter(_X + name)
    )
    return frozenset(runs)


def all_letters(book: Opened) -> str:
    """Return all letters of the book in a row."""
    return "".join(letters_of(_words(document.body)) for document in book.documents)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature's name and how its items are found."""

    name: str
    items: Callable[[Opened], Iterator[Item]]


FEATURES = (
    Feature("sections", sections),
    Feature("headings", headings),
    Feature("letters", letters),
    Feature("salutations", of_letters("z3998:salutation")),
    Feature("datelines", of_letters("se:letter.dateline", "letter-head", "dateline")),
    Feature(
        "valedictions",
        of_letters("z3998:valediction", "valediction", without="z3998:signature"),
    ),
    Feature("signatures", of_letters("z3998:signature")),
    Feature("postscripts", of_letters("z3998:postscript")),
    Feature("dates of entries", dates_of_entries),
    Feature("diaries", diaries),
    Feature("verse lines", verse_lines),
    Feature("scene breaks", scene_breaks),
    Feature("languages", languages),
    Feature("landmarks", landmarks),
)
