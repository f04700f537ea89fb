"""A chapter of twelve paragraphs, what happens to it between releases, and an EPUB around it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace

WORDS = (
    "The ferry left at seven whether or not the ferryman was awake, and most mornings he was not.",
    "Nell kept the tickets in a biscuit tin and the change in another, and never once mixed them.",
    "On the Monday of the flood a goat came aboard alone, paid nothing, and stood at the rail.",
    "Nobody claimed it at the far side. It looked at the landing stage and it looked at the river.",
    "“It has been here <em>before</em>,” said the ferryman, who had opened one eye to say so.",
    "Nell wrote a ticket, because the tin has to agree with the book, and left the name open.",
    "By noon the water was over the second step, and the goat had moved to the middle of the deck.",
    "There are <em>rules about livestock</em> on a board by the wheel, and all of them cost money.",
    "She read them out. The goat heard her to the end, which is more than the council ever did.",
    "At four they took off a family from a roof, two hens, a clock, and a man with no boots on.",
    "The man without boots said that the goat was his, and the goat turned round to look at him.",
    "“Then you owe me for eleven <em>crossings</em>,” said Nell, and she opened the biscuit tin.",
)
"""The chapter as it is published first."""

INSERTED = (
    "A second bell rang on the bank, where there had only ever been one.",
    "Somebody had painted a number on the hull in the night, and it was not theirs.",
)
EDITED = (
    "By two the water was over the third step, and the goat had moved to the middle of the deck."
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, published or not: ``since`` is the release that brought it."""

    id: str
    words: str
    since: int = 1
    gone: bool = False


Release = tuple[Paragraph, ...]
"""What was ever published, in its order; what is gone is still named, so that its place can be
held."""

FIRST: Release = tuple(Paragraph(f"p{n}", words) for n, words in enumerate(WORDS, 1))


def inserted(release: Release, after: str, number: int, since: int) -> Release:
    """Return a release with one more paragraph after that of an id; "" stands for the beginning."""
    new = Paragraph(f"n{number}", INSERTED[number - 1], since)
    at = 0 if not after else [each.id for each in release].index(after) + 1
    return (*release[:at], new, *release[at:])


def removed(release: Release, which: str) -> Release:
    """Return a release without a paragraph."""
    return tuple(replace(each, gone=each.gone or each.id == which) for each in release)


def edited(release: Release, which: str) -> Release:
    """Return a release with other words in a paragraph."""
    return tuple(replace(each, words=EDITED) if each.id == which else each for each in release)


def packed(chapter: str) -> bytes:
    """Return an EPUB of one chapter, the markup of which stands inside ``body``."""
    files = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _PACKAGE,
        "EPUB/nav.xhtml": _page(
            '<nav epub:type="toc"><ol><li><a href="c.xhtml">C</a></li></ol></nav>'
        ),
        "EPUB/c.xhtml": _page(chapter),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _page(inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
        f"<head><title>The Goat</title></head>\n<body>\n{inside}\n</body>\n</html>\n"
    )


_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""

_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6f0c2f2e-5a0b-4b8e-9f6e-0a3d8c1b7e11</dc:identifier>
<dc:title>The Goat</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c" id="ref-c"/></spine>
</package>
"""
