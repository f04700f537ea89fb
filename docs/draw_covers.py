"""Draws docs/covers.png, the picture of the designs for a book without a cover of its own.

    python docs/draw_covers.py

Each column is a design, each row a book: a short title, a long one, a series, a German one.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageFilter

from bookbuild.model.cover import CoverDesign, Design
from bookbuild.write.cover.designs import lay_out
from bookbuild.write.cover.painting import paint
from bookbuild.write.cover.palette import scheme_for
from bookbuild.write.cover.text import CoverText

BOOKS = (
    CoverText("Emma", "", ("Jane Austen",), "", "en", seed="emma"),
    CoverText(
        "The Strange and True History of a Lamplighter, "
        "and of All That He Saw from the Harbour Wall",
        "Told by himself in the winter of the great frost",
        ("Robert Louis Stevenson",),
        "",
        "en",
        seed="lamplighter",
    ),
    CoverText(
        "The Lantern Road", "", ("Mary Shelley",), "Book Two of The Ferry Years", "en", seed="road"
    ),
    CoverText(
        "Der Schimmel am Deich",
        "Eine Novelle",
        ("Theodor Storm", "Annette von Droste-Hülshoff"),
        "Nordseegeschichten, Band 3",
        "de",
        seed="deich-2",
    ),
)
WIDTH, HEIGHT = 250, 400
GAP = 26
GROUND = (236, 233, 228)
SCALE = 3
"""Covers are painted so many times larger, and made smaller as a reading app makes them."""


def main() -> None:
    """Draw the sheet: a column for each design, a row for each book."""
    designs = tuple(Design)
    columns, rows = len(designs), len(BOOKS)
    size = (columns * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + GAP)
    sheet = Image.new("RGB", size, GROUND)
    for column, design in enumerate(designs):
        for row, book in enumerate(BOOKS):
            place = (GAP + column * (WIDTH + GAP), GAP + row * (HEIGHT + GAP))
            _shadow(sheet, place)
            sheet.paste(_cover(design, book, row), place)
    reduced = sheet.quantize(256, kmeans=2, dither=Image.Dither.NONE)
    reduced.save(Path(__file__).parent / "covers.png", optimize=True)


def _cover(design: Design, book: CoverText, row: int) -> Image.Image:
    # Another seed for each design shows more of a design's schemes.
    scheme = scheme_for(f"{book.seed} {design.value} {row}", CoverDesign(design))
    picture = paint(lay_out(design, book, scheme), WIDTH * SCALE, HEIGHT * SCALE)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _shadow(sheet: Image.Image, place: tuple[int, int]) -> None:
    mask = Image.new("L", sheet.size, 0)
    left, top = place
    mask.paste(90, (left + 2, top + 4, left + WIDTH + 2, top + HEIGHT + 4))
    sheet.paste((60, 55, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(7)))


if __name__ == "__main__":
    main()
