"""A small EPUB without a fault, as text, and what becomes of it with one."""

from __future__ import annotations

import zipfile
from io import BytesIO

from PIL import Image

_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="en" xml:lang="en">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{sheet}"/>
</head>
<body>
{body}
</body>
</html>
"""


def _page(title: str, body: str, sheet: str = "../book.css") -> str:
    return _PAGE.format(title=title, body=body, sheet=sheet)


PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:7d8a1c2e-0000-4000-8000-000000000001</dc:identifier>
<dc:title id="title">The Ferry</dc:title>
<dc:language>en</dc:language>
<dc:creator id="creator1">Mary Shelley</dc:creator>
<dc:date>2026-05-04</dc:date>
<dc:source id="print">urn:isbn:9780000000002</dc:source>
<meta property="source-of" refines="#print">pagination</meta>
<meta property="dcterms:modified">2026-05-04T12:00:00Z</meta>
<meta property="file-as" refines="#creator1">Shelley, Mary</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">ARIA</meta>
<meta property="schema:accessibilityFeature">pageNavigation</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">All of it can be read aloud.</meta>
<meta name="cover" content="cover"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="css" href="book.css" media-type="text/css"/>
<item id="cover" href="cover.jpg" media-type="image/jpeg" properties="cover-image"/>
<item id="map" href="map.png" media-type="image/png"/>
</manifest>
<spine toc="ncx">
<itemref idref="nav"/>
<itemref idref="one"/>
<itemref idref="two"/>
</spine>
<guide>
<reference type="text" title="Beginning" href="text/one.xhtml"/>
</guide>
</package>
"""

NAV = _page(
    "Contents",
    """<nav epub:type="toc" role="doc-toc">
<h1>Contents</h1>
<ol>
<li><a href="text/one.xhtml">One</a></li>
<li><a href="text/two.xhtml"><em>Two</em></a></li>
</ol>
</nav>
<nav epub:type="landmarks">
<ol>
<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>
<li><a epub:type="bodymatter" href="text/one.xhtml">Begin</a></li>
</ol>
</nav>
<nav epub:type="page-list" role="doc-pagelist">
<ol>
<li><a href="text/one.xhtml#page-1">1</a></li>
<li><a href="text/two.xhtml#page-2">2</a></li>
</ol>
</nav>""",
    "book.css",
)

ONE = _page(
    "One",
    """<section id="one" epub:type="chapter" role="doc-chapter" aria-labelledby="one-h">
<span id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page 1. "></span>
<h1 id="one-h">One</h1>
<h2 id="quay">The quay</h2>
<p>A ferry<a id="ref-1" epub:type="noteref" role="doc-noteref" href="#note-1">1</a> came.</p>
<p><img src="../map.png" alt="The river with its two landings"/></p>
<p>See <a href="two.xhtml#two-h">the next</a>, or <a href="https://example.org/">elsewhere</a>.</p>
<aside id="note-1" epub:type="footnote" role="doc-footnote">
<p><a href="#ref-1" role="doc-backlink">1.</a> It is out of use.</p>
</aside>
</section>""",
)

TWO = _page(
    "Two",
    """<section id="two" epub:type="chapter" role="doc-chapter" aria-labelledby="two-h">
<h1 id="two-h">Two</h1>
<p>Nobody<span id="page-2" epub:type="pagebreak" role="doc-pagebreak" aria-label="2"></span>
came.</p>
</section>""",
)

NCX = """<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
<head><meta name="dtb:uid" content="urn:uuid:7d8a1c2e-0000-4000-8000-000000000001"/></head>
<docTitle><text>The Ferry</text></docTitle>
<navMap>
<navPoint id="p1"><navLabel><text>One</text></navLabel><content src="text/one.xhtml"/></navPoint>
<navPoint id="p2"><navLabel><text>Two</text></navLabel><content src="text/two.xhtml"/></navPoint>
</navMap>
</ncx>
"""

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
CSS = "p.first {\n  text-indent: 0;\n}\n"

Files = tuple[tuple[str, bytes], ...]


def picture(width: int, height: int, form: str, mode: str = "RGB") -> bytes:
    """Return a picture of one colour."""
    out = BytesIO()
    Image.new(mode, (width, height)).save(out, form)
    return out.getvalue()


SOUND: Files = (
    ("mimetype", b"application/epub+zip"),
    ("META-INF/container.xml", CONTAINER.encode()),
    ("EPUB/book.opf", PACKAGE.encode()),
    ("EPUB/nav.xhtml", NAV.encode()),
    ("EPUB/text/one.xhtml", ONE.encode()),
    ("EPUB/text/two.xhtml", TWO.encode()),
    ("EPUB/toc.ncx", NCX.encode()),
    ("EPUB/book.css", CSS.encode()),
    ("EPUB/cover.jpg", picture(1000, 1600, "JPEG")),
    ("EPUB/map.png", picture(60, 40, "PNG")),
)
"""The book without a fault, in the order of its zip."""


def with_file(name: str, data: bytes, files: Files = SOUND) -> Files:
    """Return the book with one file more, or another one."""
    if any(name == each for each, _ in files):
        return tuple((each, data if each == name else old) for each, old in files)
    return (*files, (name, data))


def changed(name: str, old: str, new: str, files: Files = SOUND) -> Files:
    """Return the book with some words in one of its files written otherwise."""
    text = next(data for each, data in files if each == name).decode()
    assert old in text
    return with_file(name, text.replace(old, new).encode(), files)


def packed(files: Files = SOUND) -> bytes:
    """Return the files as a zip; the first is stored, the others are packed."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files):
            archive.writestr(name, data, zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED)
    return out.getvalue()
