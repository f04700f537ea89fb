"""Every reader that is on the machine looks at a book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.places import browser
from bench.readers import calibre, mupdf, thorium
from bench.readers.in_browser import look_in_epubjs, look_in_foliate
from bench.readers.sights import Sight


@dataclass(frozen=True, slots=True)
class Look:
    """A reader: what is missing to run it, and how it looks at a book."""

    reader: str
    missing: Callable[[], str]
    sight: Callable[[bytes], Sight]


LOOKS = (
    Look("foliate-js", browser.missing, look_in_foliate),
    Look("epub.js", browser.missing, look_in_epubjs),
    Look("Thorium", thorium.missing, thorium.look_in_thorium),
    Look("calibre", calibre.missing, calibre.look_in_calibre),
    Look("AZW3", calibre.missing, calibre.look_in_azw3),
    Look("MuPDF", mupdf.missing, mupdf.look_in_mupdf),
)


def look(book: bytes) -> tuple[Sight, ...]:
    """Return what each reader that is on this machine sees of a book."""
    return tuple(each.sight(book) for each in LOOKS if not each.missing())
