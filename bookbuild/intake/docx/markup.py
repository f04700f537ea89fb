"""The XML of a document's parts, as nodes: the one module of this package that imports lxml.

No entity is resolved and nothing is looked up; a part with a document type is refused, since Word
writes none. A part is read in pieces, so that a long document is never in memory as one tree.
The parser itself refuses what is nested more than 256 deep, so that walking a node may recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bookbuild.intake.docx.names import STRICT, TBL, P
from bookbuild.intake.docx.saying import refused

Node = etree._Element
"""A node of a part; its children are nodes, ``text`` is what stands in it."""

_CHUNK = 1 << 18
_DECLARED = re.compile(rb"<\?xml[^<>]*\?>")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse_part(data: bytes, name: str, part: str) -> Node:
    """Return the root of a part. Raises `BookbuildError` (exit 1) where it is no sound XML.

    ``name`` is the document's as messages name it, ``part`` the part's own.
    """
    try:
        parser = _parser()
        root: object = etree.fromstring(_plain(data), parser)
    except (etree.LxmlError, ValueError):
        raise refused(name, f"{part} in it is damaged") from None
    if not isinstance(root, Node):
        raise refused(name, f"{part} in it is empty")
    _refuse_document_type(root, name, part)
    return root


def blocks_of_body(data: bytes, name: str, part: str) -> Iterator[Node]:
    """Yield the paragraphs and tables of a part, the outermost ones, in their order.

    Each is forgotten as soon as the next one is asked for. Raises as `parse_part`, in the middle
    of the part where that is where the damage is.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=(P, TBL),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    data = _plain(data)
    depth, checked = 0, False
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for event, node in parser.read_events():
                if not isinstance(node, Node):
                    continue
                if not checked:
                    _refuse_document_type(node, name, part)
                    checked = True
                depth += 1 if event == "start" else -1
                if event == "end" and not depth:
                    yield node
                    _forget(node)
        parser.close()
    except etree.LxmlError as wrong:
        why = "it is nested deeper than any text" if "depth" in str(wrong) else "it is damaged"
        raise refused(name, f"{part} in it cannot be read: {why}") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _plain(data: bytes) -> bytes:
    """Return a part in UTF-8 and with the usual names of its elements."""
    if data.startswith(_UTF16):
        text = data.decode("utf-16", errors="replace").encode("utf-8")
        data = _DECLARED.sub(b"", text, count=1)
    if b"purl.oclc.org" in data[:20_000]:
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
    return data


def _refuse_document_type(node: Node, name: str, part: str) -> None:
    docinfo: object = node.getroottree().docinfo
    if getattr(docinfo, "doctype", ""):
        why = f"{part} in it has a document type, which no word processor writes"
        raise refused(name, why)


def _forget(node: Node) -> None:
    """Free what was read; the empty elements that are left behind go with it."""
    node.clear()
    above = node.getparent()
    while above is not None and (before := node.getprevious()) is not None:
        if len(before):
            break
        above.remove(before)


def text_in(node: Node, tag: str) -> str:
    """Return the texts of all nodes of a tag within a node."""
    return "".join(found.text or "" for found in node.iter(tag))


def local(node: Node) -> str:
    """Return a node's name without its namespace."""
    return str(node.tag).rpartition("}")[2]


def value(node: Node | None, name: str) -> str:
    """Return an attribute's value, "" where there is none."""
    found = node.get(name) if node is not None else None
    return str(found) if found is not None else ""
