"""The words of a finished file, as one stream of letters that two formats can be compared by."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from tests.commands import tool

_XHTML = "{http://www.w3.org/1999/xhtml}"


def letters(text: str) -> str:
    """Return the letters and digits of a text in NFC, as lower case, and nothing between them.

    Spaces and hyphens cannot be told from a PDF with certainty; the order of letters can.
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def epub_words(path: Path) -> str:
    """Return the text of an EPUB's documents in the order of its package."""
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        return " ".join(_document_words(book.read(name)) for name in names)


def _document_words(document: bytes) -> str:
    body = ElementTree.fromstring(document).find(f"{_XHTML}body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def pdf_words(path: Path) -> str:
    """Return the text of a PDF's pages without running heads and folios.

    The crop is that of the default trim: half an inch and a line from head and foot.
    """
    crop = ("-x", "0", "-y", "57", "-W", "396", "-H", "496", "-r", "72")
    return tool("pdftotext", "poppler-utils", "-enc", "UTF-8", *crop, path, "-")
