"""Which pictures have colours."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Picture

from bookbuild.model.assets import Image
from bookbuild.plates.colours import is_coloured

RED = (200, 30, 40)


def image(picture: Picture.Image, format: str = "PNG") -> Image:
    target = io.BytesIO()
    picture.save(target, format)
    return Image("a", f"image/{format.lower()}", target.getvalue(), *picture.size)


def drawing(inside: str) -> Image:
    text = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    return Image("a.svg", "image/svg+xml", text.encode(), 9, 9)


def test_a_photo_with_a_red_corner_has_colours() -> None:
    photo = Picture.new("RGB", (2000, 1000), (90, 90, 90))
    assert not is_coloured(image(photo, "JPEG"))
    photo.paste(RED, (0, 0, 100, 100))
    assert is_coloured(image(photo, "JPEG"))
    assert is_coloured(image(photo))
    assert is_coloured(image(photo.quantize(8)))
    assert is_coloured(image(photo.convert("CMYK"), "JPEG"))
    assert not is_coloured(image(photo.convert("L")))


def test_a_scan_on_yellowed_paper_is_grey_and_colours_that_nobody_sees_are_none() -> None:
    assert not is_coloured(image(Picture.new("RGB", (50, 50), (240, 236, 224))))
    assert not is_coloured(image(Picture.new("RGBA", (50, 50), (*RED, 0))))
    assert is_coloured(image(Picture.new("RGBA", (50, 50), (*RED, 200))))


@pytest.mark.parametrize(
    ("inside", "coloured"),
    [
        ('<rect fill="#c81e28"/>', True),
        ("<rect style='stroke: rgb(200, 30, 40)'/>", True),
        ('<stop stop-color="teal"/>', True),
        ("<style>rect { fill: navy; }</style>", True),
        ('<rect fill="#777" stroke="black"/>', False),
        ('<rect fill="none" stroke="currentColor"/><text>fill in red</text>', False),
    ],
)
def test_a_drawing_has_the_colours_that_it_is_painted_with(inside: str, *, coloured: bool) -> None:
    assert is_coloured(drawing(inside)) is coloured


def test_what_is_no_picture_has_no_colours() -> None:
    assert not is_coloured(Image("a.png", "image/png", b"nothing", 1, 1))
