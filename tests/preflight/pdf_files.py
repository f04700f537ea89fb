"""Small PDFs, written by hand with pikepdf, each with one thing that a printer would mark."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

HALF_LETTER = (396.0, 612.0)
TEXT = b"BT /F1 12 Tf 72 300 Td (The ferry left at nine.) Tj ET"


def book_of(
    *contents: bytes, size: tuple[float, float] = HALF_LETTER, embedded: bool = True
) -> Pdf:
    """Return a PDF with a page for each content, and one simple font F1 of half an em a letter."""
    pdf = Pdf.new()
    font = pdf.make_indirect(_font(pdf, embedded=embedded))
    for content in contents:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Contents=pdf.make_stream(content),
            Resources=Dictionary(Font=Dictionary(F1=font)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def _font(pdf: Pdf, *, embedded: bool) -> Dictionary:
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Ferry"), Flags=32)
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(b"not looked into, for a simple font")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/Ferry"),
        FirstChar=32,
        LastChar=126,
        Widths=Array([500] * 95),
        FontDescriptor=pdf.make_indirect(descriptor),
    )


def with_picture(pdf: Pdf, pixels: int, space: Name = Name.DeviceGray) -> Stream:
    """Put a picture of so many pixels a side into the first page's resources as Im1."""
    parts = {Name.DeviceGray: 1, Name.DeviceRGB: 3, Name.DeviceCMYK: 4}[space]
    image = pdf.make_stream(b"\x00" * (pixels * pixels * parts))
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width = image.Height = pixels
    image.ColorSpace, image.BitsPerComponent = space, 8
    pdf.pages[0].Resources.XObject = Dictionary(Im1=image)
    return image


def saved(pdf: Pdf, folder: Path, lock: Encryption | None = None) -> Path:
    """Write a PDF into a folder."""
    path = folder / "book.pdf"
    data = io.BytesIO()
    pdf.save(data, encryption=lock)
    path.write_bytes(data.getvalue())
    return path
