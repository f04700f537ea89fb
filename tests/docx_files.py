"""Word documents for the tests and the bench, put together from parts written by hand."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/></Types>'
)
_OUTSIDE = ' TargetMode="External"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def run(text: str, props: str = "") -> str:
    """Return a run of words; "\\n" is a line break, a tab one; ``props`` are w: elements' names."""
    pieces = []
    for at, line in enumerate(text.split("\n")):
        pieces.append("<w:br/>" if at else "")
        for column, cell in enumerate(line.split("\t")):
            pieces.append("<w:tab/>" if column else "")
            pieces.append(f'<w:t xml:space="preserve">{escape(cell)}</w:t>' if cell else "")
    look = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


BOLD, ITALIC, CAPS, HIDDEN = "<w:b/>", "<w:i/>", "<w:caps/>", "<w:vanish/>"
CENTER = '<w:jc w:val="center"/>'
PAGE = "<w:pageBreakBefore/>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def p(*runs: str, style: str = "", props: str = "") -> str:
    """Return a paragraph of runs; what does not begin with "<" is plain words."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = f"<w:pPr>{named}{props}</w:pPr>" if named or props else ""
    return f"<w:p>{look}{inner}</w:p>"


def style(id: str, name: str, props: str = "", kind: str = "paragraph", based: str = "") -> str:
    """Return a style."""
    below = f'<w:basedOn w:val="{based}"/>' if based else ""
    inner = f'<w:name w:val="{name}"/>{below}{props}'
    return f'<w:style w:type="{kind}" w:styleId="{id}">{inner}</w:style>'


def outline(level: int) -> str:
    """Return a paragraph's properties with an outline level, from 0."""
    return f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>'


STYLES = (
    style("Normal", "Normal").replace("<w:style ", '<w:style w:default="1" ')
    + style("Heading1", "heading 1", outline(0), based="Normal")
    + style("Heading2", "heading 2", outline(1), based="Normal")
    + style("Heading3", "heading 3", outline(2), based="Normal")
    + style("Title", "Title", based="Normal")
    + style("Subtitle", "Subtitle", based="Normal")
    + style("Quote", "Quote", "<w:rPr><w:i/></w:rPr>", based="Normal")
    + style("Thought", "Thought", "<w:rPr><w:i/></w:rPr>", based="Normal")
    + style("Emphasis", "Emphasis", "<w:rPr><w:i/></w:rPr>", kind="character")
    + style("TOC1", "toc 1", based="Normal")
    + style("Verse", "Verse", based="Normal")
)


def level(text: str, form: str = "decimal", start: int = 1, at: int = 0, styled: str = "") -> str:
    """Return a level of a list."""
    linked = f'<w:pStyle w:val="{styled}"/>' if styled else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Return the part with numbered lists: the first has the id 1, and so on."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>'
        for at, levels in enumerate(lists, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return f"<w:numbering {_NAMES}>{abstract}{nums}</w:numbering>"


def item(list_id: int, at: int = 0) -> str:
    """Return the property that puts a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>'


def notes(kind: str, *texts: str) -> str:
    """Return the part with footnotes or endnotes: ``kind`` is "footnote", ids begin with 1."""
    separator = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>SEP</w:t></w:r></w:p></w:{kind}>'
    )
    inner = "".join(
        f'<w:{kind} w:id="{at}">{text if text.startswith("<") else p(text)}</w:{kind}>'
        for at, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {_NAMES}>{separator}{inner}</w:{kind}s>"


def call(id: int, kind: str = "footnote") -> str:
    """Return the run that calls a note."""
    return f'<w:r><w:{kind}Reference w:id="{id}"/></w:r>'


def field(instruction: str, shown: str) -> str:
    """Return a field with its result, which is runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def drawing(relation: str, alt: str = "", attribute: str = "embed") -> str:
    """Return a run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{escape(alt)}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:{attribute}="{relation}"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def box(*paragraphs: str) -> str:
    """Return a run with a text box, in the new form and, beside it, in the old one."""
    text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{text}'
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{text}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: Iterable[str], headed: bool = False) -> str:
    """Return a table of paragraphs or plain words."""
    made = []
    for at, row in enumerate(rows):
        cells = "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        top = "<w:trPr><w:tblHeader/></w:trPr>" if headed and not at else ""
        made.append(f"<w:tr>{top}{cells}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a small picture."""
    rows = b"".join(b"\0" + bytes((80, 120, 160)) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@dataclass(frozen=True, slots=True)
class Parts:
    """What a document is made of; "" for a part that it does not have.

    ``relations`` are those of the text: id, kind, target, and whether the target is outside.
    """

    body: str
    styles: str = STYLES
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    header: str = ""
    properties: str = ""
    relations: tuple[tuple[str, str, str, bool], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    defaults: str = ""


def properties(title: str = "", creator: str = "", language: str = "", keywords: str = "") -> str:
    """Return a document's core properties."""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        f"<dc:language>{language}</dc:language><cp:keywords>{escape(keywords)}</cp:keywords>"
        "<cp:lastModifiedBy>Somebody Else</cp:lastModifiedBy></cp:coreProperties>"
    )


def document(body: str) -> str:
    """Return the part with the text."""
    return f"{_HEAD}<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def pack(path: Path, parts: Parts) -> Path:
    """Write a document."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{parts.defaults}</w:rPr></w:rPrDefault>"
        "</w:docDefaults>"
    )
    relations = list(parts.relations)
    texts = {"word/document.xml": document(parts.body)}
    for name in ("styles", "numbering", "footnotes", "endnotes", "header"):
        part: str = getattr(parts, name)
        if part:
            part = f"<w:styles {_NAMES}>{defaults}{part}</w:styles>" if name == "styles" else part
            texts[f"word/{name}.xml"] = _HEAD + part
            relations.append((f"rel-{name}", name, f"{name}.xml", False))
    top = [("rId1", f"{_RELATIONS}/officeDocument", "word/document.xml")]
    if parts.properties:
        texts["docProps/core.xml"] = _HEAD + parts.properties
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
        top.append(("rId2", f"{kind}/core-properties", "docProps/core.xml"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations_part((*one, False) for one in top))
        full = ((id, f"{_RELATIONS}/{kind}", target, out) for id, kind, target, out in relations)
        archive.writestr("word/_rels/document.xml.rels", relations_part(full))
        for name, text in texts.items():
            archive.writestr(name, text)
        for name, data in parts.files:
            archive.writestr(name, data)
    return path


def relations_part(relations: Iterable[tuple[str, str, str, bool]]) -> str:
    """Return a part of relationships: id, type, target, outside."""
    inner = "".join(
        f'<Relationship Id="{id}" Type="{kind}" Target="{escape(target)}"'
        f"{_OUTSIDE if outside else ''}/>"
        for id, kind, target, outside in relations
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'
