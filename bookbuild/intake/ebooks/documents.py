"""The documents of a book in their order, each made ready for reading.

Addresses of pictures become paths in the book, page numbers of the printed book are taken out,
drawings give up the photographs they wrap, and what is only a page's direction is no alignment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.ebooks.container import Files, refused, resolved
from bookbuild.intake.ebooks.markup import MOST_ELEMENTS, Marked, parse_document
from bookbuild.intake.ebooks.package import Package
from bookbuild.intake.ebooks.trees import transformed, types_of
from bookbuild.intake.encodings import finding
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.web.page import Element, first, inside
from bookbuild.intake.web.sheet import Sheet, read_sheet
from bookbuild.intake.web.visible import squeezed, text_of

MOST_TEXT = 8_000_000
"""The most bytes of all documents together, which are some 1,400,000 words."""

_RIGHT_TO_LEFT = (
    "ar",
    "arc",
    "ckb",
    "dv",
    "fa",
    "he",
    "iw",
    "ji",
    "ks",
    "ku",
    "ps",
    "ug",
    "ur",
    "yi",
)
_SCRIPTS = ((re.compile("[\u0590-\u05ff]"), "he"), (re.compile("[\u0600-\u06ff]"), "ar"))
_TO_THE_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end|start)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its path in the book, its name in messages, its body, its style, its language.

    ``calls_itself`` is the title in its head.
    """

    path: str
    name: str
    body: Element
    sheet: Sheet
    lang: str
    calls_itself: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The documents in their order, and what was taken out of them."""

    documents: tuple[Document, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]


def load_documents(files: Files, package: Package, name: str, lang: str) -> Loaded:
    """Return the documents of the reading order. Raises `BookbuildError` where they are too big.

    ``name`` is the book's as messages name it, ``lang`` the book's language ("" if unknown).
    """
    loader = _Loader(files, name, lang)
    documents = tuple(made for path in package.spine if (made := loader.document(path)) is not None)
    if not documents:
        raise refused(name, "none of the documents in its reading order is in it")
    return Loaded(documents, tuple(loader.spans), tuple(loader.findings))


class _Loader:
    """Reads one document after the other and counts what they hold."""

    def __init__(self, files: Files, name: str, lang: str) -> None:
        self.files, self.name, self.lang = files, name, lang
        self.left, self.bytes = MOST_ELEMENTS, MOST_TEXT
        self.sheets: dict[str, Sheet] = {}
        self.spans: list[Span] = []
        self.findings: list[Finding] = []

    def document(self, path: str) -> Document | None:
        source = f"{self.name}/{path}"
        data = self.files.read(path)
        if data is None:
            what = "This document is in the reading order, and not in the book."
            self._say(source, what, "Look whether a chapter is missing.")
            return None
        self.bytes -= len(data)
        if self.bytes < 0:
            raise refused(self.name, f"it has more than {MOST_TEXT // 1_000_000} MB of text")
        marked = parse_document(data, source, max(self.left, 1))
        self.left -= marked.tags
        self._say_how(marked, source)
        return self._made(marked.root, path, source)

    def _say(self, source: str, what: str, remedy: str) -> None:
        self.findings.append(Finding(0, source, what, remedy))

    def _say_how(self, marked: Marked, source: str) -> None:
        if not marked.sound:
            what = "This document is not well-formed and was read as a browser would read it."
            self._say(source, what, "Look through what it became.")
        if not marked.encoding.mark:
            self.findings += finding(source, marked.encoding)

    def _made(self, root: Element, path: str, source: str) -> Document:
        html, found = first(root, "html") or root, first(root, "body")
        body = found or Element("body", (), html.children, html.line)
        lang = language_of(body) or language_of(html)
        hebrew = self._is_right_to_left(html, body, lang)
        dresser = _Dresser(path, source, self.lang, hebrew)
        dressed = transformed(body, dresser.dress)
        self.spans += dresser.spans
        title = squeezed("".join(c for t in inside(html, "title") for c in _texts(t)))
        sheet = self._sheet(html, path)
        return Document(path, source, dressed, _turned(sheet) if hebrew else sheet, lang, title)

    def _is_right_to_left(self, html: Element, body: Element, lang: str) -> bool:
        declared = body.get("dir") or html.get("dir")
        return declared.lower() == "rtl" or is_right_to_left(lang or self.lang)

    def _sheet(self, html: Element, path: str) -> Sheet:
        """Return the style sheets that a document names, in their order, and its own."""
        names = tuple(
            resolved(path, link.get("href"))[0]
            for link in inside(html, "link")
            if "stylesheet" in link.get("rel").lower().split()
            and "alternate" not in link.get("rel").lower()
        )
        own = "\n".join(c for style in inside(html, "style") for c in _texts(style))
        key = "\n".join((*names, own))
        if key not in self.sheets:
            css = "\n".join((*map(self._css, names), own))
            style = Element("style", (), (css,), 1)
            self.sheets[key] = read_sheet(Element("page", (), (style,), 1))
        return self.sheets[key]

    def _css(self, path: str) -> str:
        data = self.files.read(path) if path else None
        return (data or b"")[:300_000].decode("utf-8", errors="replace")


def _texts(element: Element) -> Iterator[str]:
    return (child for child in element.children if isinstance(child, str))


def language_of(element: Element) -> str:
    """Return the language that an element names, "" for none."""
    lang = element.get("xml:lang") or element.get("lang")
    return lang if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}", lang) else ""


def is_right_to_left(lang: str) -> bool:
    """Return whether a language is written from right to left."""
    return lang.partition("-")[0].lower() in _RIGHT_TO_LEFT


def _turned(sheet: Sheet) -> Sheet:
    """Where lines begin at the right, to stand at the right is no alignment."""
    classes = (
        (name, tuple(d for d in decls if d not in (("text-align", "right"), ("text-align", "end"))))
        for name, decls in sheet.classes
    )
    return Sheet(tuple((name, decls) for name, decls in classes if decls))


class _Dresser:
    """Changes the elements of one document, leaves first."""

    def __init__(self, path: str, source: str, lang: str, from_right: bool) -> None:
        self.path, self.source, self.lang, self.from_right = path, source, lang, from_right
        self.spans: list[Span] = []

    def dress(self, element: Element) -> Element | str:
        match element.tag:
            case "svg" | "object" | "embed":
                return self._drawing(element)
            case "img" | "image":
                return self._picture(element)
            case _ if "pagebreak" in types_of(element):
                return self._page_number(element)
            case _:
                return self._spoken(element)

    def _picture(self, element: Element) -> Element:
        href = element.get("src") or element.get("href")
        if href.strip().lower().startswith("data:"):
            source = href
        else:
            source = resolved(self.path, href)[0] if href else ""
        alt = squeezed(element.get("alt") or element.get("title"))
        attributes = (("src", source), ("alt", alt), ("named", href[:200]))
        return Element("img", attributes, (), element.line)

    def _drawing(self, element: Element) -> Element | str:
        """A drawing gives up the photographs in it; of its own lines only the words are named."""
        photographs = tuple(inside(element, "img"))
        if photographs:
            return Element("span", (), photographs, element.line)
        if element.tag == "svg":
            attributes = (("src", ""), ("alt", _drawn(element)), ("named", "a drawing, SVG"))
            return Element("img", attributes, (), element.line)
        if element.get("data") or element.get("src"):
            named = element.get("data") or element.get("src")
            inner = Element("img", (("src", named), ("alt", text_of_children(element))), (), 0)
            return self._picture(replace(inner, line=element.line))
        return element

    def _page_number(self, element: Element) -> str:
        text = text_of(element)
        if any(map(str.isalnum, text)):
            into = "the number of a page of the printed book"
            span = Span(
                self.source, element.line, 0, len(text), text[:300], SpanKind.LEFT_OUT, into
            )
            self.spans.append(span)
        return ""

    def _spoken(self, element: Element) -> Element:
        """Return an element with its language where it is another than the book's."""
        attributes = element.attributes
        if not any(name in ("xml:lang", "lang", "dir", "style", "align") for name, _ in attributes):
            return element
        lang = language_of(element)
        if not lang and element.get("dir").lower() == "rtl" and not self.from_right:
            text = text_of(element)
            lang = next((tag for script, tag in _SCRIPTS if script.search(text)), "")
        kept = [(n, self._style(n, v)) for n, v in attributes if n not in ("xml:lang", "lang")]
        if lang and not _same(lang, self.lang):
            kept.append(("lang", lang))
        return Element(element.tag, tuple(kept), element.children, element.line)

    def _style(self, name: str, value: str) -> str:
        if not self.from_right:
            return value
        if name == "align":
            return "" if value.lower() == "right" else value
        return _TO_THE_RIGHT.sub("", value) if name == "style" else value


def _drawn(element: Element) -> str:
    words = (t for tag in ("title", "text") for e in inside(element, tag) for t in _texts(e))
    return squeezed(" ".join(words))[:300]


def text_of_children(element: Element) -> str:
    """Return the words within an element that a page never shows by itself."""
    return text_of(Element("div", (), element.children, element.line))[:300]


def _same(one: str, other: str) -> bool:
    """British English within an English book is no other language."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
