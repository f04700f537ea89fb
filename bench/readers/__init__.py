"""What real reading systems make of an EPUB: what they complain of and what they see.

    npm ci --prefix bench/places                     once: foliate-js, epub.js, Thorium's parser
    apt-get install --no-install-recommends calibre mupdf-tools    for calibre, Kindle and MuPDF
    python -m bench.readers [BOOK.epub ...]          without a book the demonstration

A reader that is not on the machine is named and left out. From Python: `look` for the sights of
one book, `pictures` for what its pages look like (docs/draw_readers.py draws a sheet of them).
"""

from __future__ import annotations

from bench.places.browser import NoReaders, missing
from bench.readers.camera import Engine, Shot, pictures
from bench.readers.devtools import Screen
from bench.readers.looking import LOOKS, look
from bench.readers.sights import Sight, disagreements

__all__ = [
    "LOOKS",
    "Engine",
    "NoReaders",
    "Screen",
    "Shot",
    "Sight",
    "disagreements",
    "look",
    "missing",
    "pictures",
]
