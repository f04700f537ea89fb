"""Small EPUBs for tests, packed with zipfile."""

from __future__ import annotations

import zipfile
from pathlib import Path

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
PNG = b"\x89PNG\r\n\x1a\n-"
JPEG = b"\xff\xd8\xff\xe0-"


def page(body: str, head: str = "", lang: str = "en") -> str:
    """Return an XHTML document."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{lang}"><head><title>t</title>{head}'
        f"</head>\n{body if body.startswith('<body') else f'<body>{body}</body>'}</html>"
    )


def nav(items: str) -> str:
    """Return a list of contents of EPUB 3 with the given items."""
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>')


def link(href: str, words: str, below: str = "") -> str:
    """Return an item of a list of contents."""
    inner = f"<ol>{below}</ol>" if below else ""
    return f'<li><a href="{href}">{words}</a>{inner}</li>'


def ncx(points: str) -> str:
    """Return a list of contents of EPUB 2."""
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'


def point(src: str, words: str, below: str = "") -> str:
    """Return an entry of an NCX."""
    label = f"<navLabel><text>{words}</text></navLabel>"
    return f'<navPoint id="x">{label}<content src="{src}"/>{below}</navPoint>'


METADATA = (
    "<dc:title>The Ferry</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language>"
)


def opf(
    documents: tuple[str, ...],
    metadata: str = METADATA,
    more: str = "",
    spine: str = "",
    guide: str = "",
) -> str:
    """Return a package document that lists the documents in their order."""
    items = "".join(
        f'<item id="d{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(documents)
    )
    refs = "".join(f'<itemref idref="d{at}"/>' for at in range(len(documents)))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:opf="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}{more}</manifest><spine{spine}>{refs}</spine>{guide}</package>"
    )


NAV_ITEM = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
NCX_ITEM = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'


def pack(path: Path, files: dict[str, str | bytes]) -> Path:
    """Write an EPUB with the files given and a container."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        if "META-INF/container.xml" not in files:
            archive.writestr("META-INF/container.xml", CONTAINER)
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def book(path: Path, documents: dict[str, str], contents: str = "", **more: str) -> Path:
    """Write an EPUB of documents (name and body) with the items of its list of contents."""
    files: dict[str, str | bytes] = {f"EPUB/{n}": page(body) for n, body in documents.items()}
    items = contents or "".join(link(name, "") for name in documents)
    files["EPUB/nav.xhtml"] = nav(items)
    given = more.get("metadata", METADATA)
    files["EPUB/book.opf"] = opf(tuple(documents), given, NAV_ITEM + more.get("items", ""))
    return pack(path, files)
