# ruff: noqa: T201
"""Draw the pictures of the book ``pictures``: a chart, an anchor, a cover. They are kept in git.

python -m tests.books.draw
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

PLACE = Path(__file__).parent / "pictures" / "manuscript"


def main() -> None:
    """Write the three files anew."""
    for name, picture in (
        ("images/river-mouth.png", _river_mouth()),
        ("images/anchor.png", _anchor()),
        ("cover.png", _cover()),
    ):
        path = PLACE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, optimize=True)
        print(path)


def _river_mouth() -> Image.Image:
    picture = Image.new("1", (240, 160), 1)
    pen = ImageDraw.Draw(picture)
    pen.line([(0, 60), (90, 70), (150, 20), (239, 10)], fill=0, width=2)
    pen.line([(0, 100), (90, 95), (150, 140), (239, 150)], fill=0, width=2)
    for x in range(20, 240, 30):
        pen.ellipse([x - 2, 78, x + 2, 82], fill=0)
    return picture


def _anchor() -> Image.Image:
    picture = Image.new("1", (32, 32), 1)
    pen = ImageDraw.Draw(picture)
    pen.line([(16, 6), (16, 28)], fill=0, width=3)
    pen.arc([4, 8, 28, 29], 20, 160, fill=0, width=3)
    pen.ellipse([12, 1, 20, 8], outline=0)
    return picture


def _cover() -> Image.Image:
    picture = Image.new("P", (300, 480), 0)
    picture.putpalette([24, 48, 72, 230, 220, 200])
    pen = ImageDraw.Draw(picture)
    pen.rectangle([30, 60, 269, 64], fill=1)
    pen.rectangle([30, 416, 269, 420], fill=1)
    pen.polygon([(110, 300), (190, 300), (170, 330), (130, 330)], fill=1)
    pen.polygon([(150, 190), (150, 290), (200, 290)], fill=1)
    return picture


if __name__ == "__main__":
    main()
