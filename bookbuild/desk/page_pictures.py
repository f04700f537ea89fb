"""A page of a PDF as a picture, drawn at the very size at which it is shown.

The only importer of pypdfium2. pdfium is not made for several threads, whatever the documents, so
one lock stands before all of it; it also sees to it that what several ask for is drawn once.
"""

from __future__ import annotations

from collections import OrderedDict
from io import BytesIO
from threading import Lock

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

NARROWEST = 60
WIDEST = 4000
MOST_KEPT = 64 * 1024 * 1024
"""The most bytes of pictures that are kept."""
_TALLEST = 8000
_COMPRESSION = 1
"""As small as at 3, in half the time; the pictures stay on this machine."""

_PDFIUM = Lock()


class PagePictures:
    """The pages of one PDF as PNG pictures; what was drawn last is kept."""

    def __init__(self, pdf: bytes, most_kept: int = MOST_KEPT) -> None:
        self._pdf = pdf
        self._most_kept = most_kept
        self._document: pypdfium2.PdfDocument | None = None
        self._kept: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        self._bytes_kept = 0

    def png(self, page: int, width: int) -> bytes:
        """Return a page, from 1, as a picture so many pixels wide.

        ``width`` is that of the screen's own pixels, between `NARROWEST` and `WIDEST`. Raises
        `IndexError` for a page that is not there.
        """
        key = page, min(max(width, NARROWEST), WIDEST)
        with _PDFIUM:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            data = _encoded(self._drawn(*key))
            self._keep(key, data)
            return data

    def forget(self) -> None:
        """Give back the memory; what is asked for again is drawn anew."""
        with _PDFIUM:
            self._kept.clear()
            self._bytes_kept = 0
            if self._document is not None:
                self._document.close()
                self._document = None

    def _drawn(self, number: int, width: int) -> Image.Image:
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._pdf)
        if not 1 <= number <= len(self._document):
            raise IndexError(number)
        page = self._document[number - 1]
        try:
            wide, high = page.get_size()
            height = min(max(round(width * high / wide), 1), _TALLEST)
            return _painted(page, width, height)
        finally:
            page.close()

    def _keep(self, key: tuple[int, int], data: bytes) -> None:
        if len(data) > self._most_kept:
            return
        self._kept[key] = data
        self._bytes_kept += len(data)
        while self._bytes_kept > self._most_kept:
            _, oldest = self._kept.popitem(last=False)
            self._bytes_kept -= len(oldest)


def _painted(page: pypdfium2.PdfPage, width: int, height: int) -> Image.Image:
    """Return a page painted on white, without scaling what was painted."""
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        data = bytes(bitmap.buffer)
        return Image.frombytes("RGB", (width, height), data, "raw", "BGRX", bitmap.stride)
    finally:
        bitmap.close()


def _encoded(image: Image.Image) -> bytes:
    red, green, blue = image.split()
    is_grey = not any(
        ImageChops.difference(green, other).getbbox() is not None for other in (red, blue)
    )
    out = BytesIO()
    (green if is_grey else image).save(out, "PNG", compress_level=_COMPRESSION)
    return out.getvalue()
