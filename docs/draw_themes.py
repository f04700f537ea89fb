"""Draws docs/themes.png: a title page, a chapter's opening and a page of text in every theme.

    python docs/draw_themes.py classic.pdf tender.pdf taut.pdf wonder.pdf

The files are the demonstration as a PDF, with `theme:` in its book.yaml as they are named; a row is
drawn for each. It takes pdftoppm and pdftotext (poppler).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageFilter

SHOWN = ("A Story in Gross", "You can’t weigh a person", "Then we had the motorhome")
"""Words on the pages that are drawn."""
DPI = 72
GROUND = (236, 233, 228)
GAP = 36


def main() -> None:
    """Draw a row of three pages for each file."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [_row(Path(name), Path(folder)) for name in sys.argv[1:]]
    width, height = rows[0][0].size
    columns = len(SHOWN)
    size = (columns * width + (columns + 1) * GAP, len(rows) * (height + GAP) + GAP)
    sheet = Image.new("RGB", size, GROUND)
    for line, row in enumerate(rows):
        for column, page in enumerate(row):
            place = (GAP + column * (width + GAP), GAP + line * (height + GAP))
            _shadow(sheet, place, page.size)
            sheet.paste(page, place)
    sheet.quantize(64).save(Path(__file__).parent / "themes.png", optimize=True)


def _row(pdf: Path, folder: Path) -> list[Image.Image]:
    return [_page(pdf, _number(pdf, words), folder) for words in SHOWN]


def _number(pdf: Path, words: str) -> int:
    """Return the number of the first page on which these words stand."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = [_letters(page) for page in text.split("\f")]
    return next(number for number, page in enumerate(pages, start=1) if _letters(words) in page)


def _letters(text: str) -> str:
    """Return the letters of a text alone, however they are set and divided."""
    return "".join(each for each in text.casefold() if each.isalpha())


def _page(pdf: Path, number: int, folder: Path) -> Image.Image:
    stem = folder / f"{pdf.stem}-{number}"
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile"]
    subprocess.run([*command, "-f", str(number), str(pdf), str(stem)], check=True)
    return Image.open(stem.with_suffix(".png")).convert("RGB")


def _shadow(sheet: Image.Image, place: tuple[int, int], size: tuple[int, int]) -> None:
    mask = Image.new("L", sheet.size, 0)
    mask.paste(70, (place[0] + 3, place[1] + 6, place[0] + size[0] + 3, place[1] + size[1] + 6))
    sheet.paste((60, 55, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(9)))


if __name__ == "__main__":
    main()
