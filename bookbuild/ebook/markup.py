"""The XML of an EPUB as trees: the one module here that knows lxml.

A document type is taken off before lxml sees the text: no entity but the well-known names of HTML
is resolved, and nothing is looked up anywhere. What is not well-formed is read as far as it makes
sense, and `read` says where it breaks. Lines stay where they are in the file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from bookbuild.ebook.doctype import LONGEST_DOCTYPE, doctype

Element = etree._Element

_OPS = "{http://www.idpf.org/2007/ops}type"
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}\?>")
_DECLARED = re.compile(rb"encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']")
_ENTITY = re.compile(r"&(#?)(\w[\w.:-]{0,60});")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNPARSED = (("<!--", "-->"), ("<![CDATA[", "]]>"))
_MOST_NAMES = 100
_XML_OWN = ("amp", "lt", "gt", "quot", "apos")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a document stops being well-formed, and what the parser says of it."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A document: its root, None where nothing in it makes sense, and its first fault.

    ``entities`` are the names of entities in it that XML itself does not know, with their lines;
    ``has_doctype_entities`` is whether its document type declares any.
    """

    root: Element | None
    fault: Fault | None
    entities: tuple[tuple[str, int], ...]
    has_doctype_entities: bool


def tree(data: bytes) -> Element | None:
    """Return the root of a document, None where there is nothing in it that makes sense."""
    return _parsed(_resolved(_bare(_decoded(data))))[0]


def read(data: bytes) -> Marked:
    """Return a document with what is wrong with it as XML."""
    typed = _decoded(data)
    bare = _bare(typed)
    root, fault = _parsed(_resolved(bare))
    return Marked(root, fault, tuple(_html_entities(bare)), "<!ENTITY" in typed[:LONGEST_DOCTYPE])


def _bare(text: str) -> str:
    """Return the text without its declaration and its document type."""
    return _without_doctype(_DECLARATION.sub(_lines_of, text, count=1).lstrip(" \t\ufeff"))


def _resolved(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _parsed(text: str) -> tuple[Element | None, Fault | None]:
    """Return the root as a reading system would have it, else as far as it makes sense."""
    fault: Fault | None = None
    for lenient in (False, True):
        parser = etree.XMLParser(
            recover=lenient,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root: Element | None = etree.fromstring(text.encode(), parser)
        except etree.XMLSyntaxError as wrong:
            fault = fault or Fault(wrong.lineno or 0, wrong.msg or "it makes no sense")
            continue
        except (etree.LxmlError, ValueError):
            fault = fault or Fault(0, "it makes no sense")
            continue
        if root is not None:
            return root, fault
    return None, fault or Fault(0, "there is nothing in it")


def _html_entities(text: str) -> Iterator[tuple[str, int]]:
    """Yield the first use of each entity that only HTML knows; comments and CDATA hold none."""
    plain_text = _without(_without(text, *_UNPARSED[0]), *_UNPARSED[1])
    seen: set[str] = set()
    for found in _ENTITY.finditer(plain_text):
        name = found[2]
        if not found[1] and name not in _XML_OWN and name not in seen and len(seen) < _MOST_NAMES:
            seen.add(name)
            yield name, plain_text.count("\n", 0, found.start()) + 1


def _without(text: str, opening: str, closing: str) -> str:
    """Return the text without what stands between two marks; its line ends stay."""
    pieces: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        pieces += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + len(closing)
    return "".join((*pieces, text[at:]))


def _lines_of(found: re.Match[str]) -> str:
    """Return the line ends of what is taken out, so that the lines after it keep their numbers."""
    return "\n" * found.group().count("\n")


def _decoded(data: bytes) -> str:
    """Return a document's characters: by its first bytes, then by what it declares, else UTF-8."""
    codec = "utf-8-sig"
    declared = _DECLARED.search(data[:400])
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif declared and not data.startswith(codecs.BOM_UTF8):
        codec = declared[1].decode("ascii")
    try:
        text = data.decode(codec, errors="replace")
    except (LookupError, ValueError):
        text = data.decode(errors="replace")
    return _CONTROLS.sub(" ", text)


def _without_doctype(text: str) -> str:
    """Return the text without its document type, and without all behind one that never ends."""
    found = doctype(text)
    if found is None:
        return text
    start, end = found
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:] if end else text[:start]


def _character(found: re.Match[str]) -> str:
    """Return what stands for an entity: its character, or, where it is none, its own name."""
    if found[1]:
        return found.group() if _is_a_character(found[2]) else " "
    if found[2] in _XML_OWN:
        return found.group()
    known = html5.get(f"{found[2]};")
    return f"&amp;{found[2]};" if known is None or known in ("<", "&") else known


def _is_a_character(number: str) -> bool:
    """Return whether a number names a character; half a pair is something that lxml breaks at."""
    try:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
    except ValueError:
        return False
    return 31 < code < 0xD800 or 0xDFFF < code < 0xFFFE or 0xFFFF < code <= 0x10FFFF


# ------------------------------------------------------------------------------------- looking


def name_of(element: Element) -> str:
    """Return an element's name in small letters, without its namespace; "" for no element."""
    tag: object = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    """Yield the elements in an element."""
    return (child for child in element if name_of(child))


def every(root: Element | None, *names: str) -> Iterator[Element]:
    """Yield all elements of these names, in the order of the document."""
    if root is not None:
        yield from (each for each in root.iter() if name_of(each) in names)


def types(element: Element) -> tuple[str, ...]:
    """Return what a document says that an element is: its epub:type, and its role."""
    said = f"{element.get(_OPS) or ''} {(element.get('role') or '').replace('doc-', '')}"
    return tuple(said.split())


def classes(element: Element) -> tuple[str, ...]:
    """Return the classes of an element."""
    return tuple((element.get("class") or "").split())


def words_of(element: Element | None) -> str:
    """Return the text in an element on one line, "" where there is no element."""
    if element is None:
        return ""
    return plain("".join(str(piece) for piece in element.itertext()))


def plain(text: str) -> str:
    """Return a text on one line, without what no reader sees."""
    return " ".join(text.replace("\u200b", "").replace("\xad", "").split())
