"""A printer's copy for black ink: pictures in greys, no finer than they are printed."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Picture

from bookbuild.model.assets import Image
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format, Interior
from bookbuild.model.shops import Shop
from bookbuild.model.text import Blocks, Figure, Paragraph, Text
from bookbuild.plates.pixels import Pixels, grey
from bookbuild.read.styles import read_styles
from bookbuild.write.pdf import Printed, make_pdf
from tests.editions import chapter, edition

STYLES = read_styles(Path(__file__).parent / "no such folder").value
RED = (200, 30, 40)
RED_AS_GREY = 82
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
<defs><linearGradient id="g"><stop offset="0" stop-color="#ff0000"/>
<stop offset="1" stop-color="#0000ff"/></linearGradient></defs>
<rect width="200" height="100" fill="url(#g)"/><circle r="40" fill="#ffcc00" stroke="green"/></svg>
"""


def _saved(picture: Picture.Image, format: str) -> bytes:
    target = io.BytesIO()
    picture.save(target, format)
    return target.getvalue()


@cache
def pictures() -> tuple[Image, ...]:
    through = Picture.new("RGBA", (300, 200), (0, 0, 0, 0))
    through.paste((*RED, 255), (0, 0, 150, 200))
    photo = Picture.new("RGB", (2400, 1600), RED)
    grain = Picture.new("L", (40, 30), 120)
    return (
        Image("photo.jpg", "image/jpeg", _saved(photo, "JPEG"), 2400, 1600),
        Image("seal.png", "image/png", _saved(through, "PNG"), 300, 200),
        Image("flat.png", "image/png", _saved(photo.resize((90, 60)).quantize(4), "PNG"), 90, 60),
        Image("grain.png", "image/png", _saved(grain, "PNG"), 40, 30),
        Image("map.svg", "image/svg+xml", DRAWING.encode(), 200, 100),
    )


def planned(interior: Interior = Interior.BLACK) -> Edition:
    blocks = tuple(Figure(each.path, "A picture", id=each.path) for each in pictures())
    text: Blocks = (Paragraph((Text("The ferry ran again."),), id="p"), *blocks)
    book = edition((chapter("ferry", "The Ferry", text),))
    return replace(book, format=Format.PDF, images=pictures(), interior=interior)


@cache
def printed(shop: Shop | None, interior: Interior = Interior.BLACK) -> Printed:
    made = make_pdf(replace(planned(interior), shop=shop), STYLES).value
    assert made is not None
    return made


@dataclass(frozen=True, slots=True)
class Found:
    """A picture of a PDF; ``data`` are its pixels, or a JPEG."""

    width: int
    height: int
    space: str
    jpeg: bool
    masked: bool
    data: bytes


def images_in(copy: Printed) -> list[Found]:
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
        found = [_found(each) for each in streams if each.get("/Subtype") == "/Image"]
    return sorted(found, key=lambda each: -each.width)


def _found(stream: pikepdf.Stream) -> Found:
    jpeg = stream.get("/Filter") == "/DCTDecode"
    data = stream.read_raw_bytes() if jpeg else stream.read_bytes()
    space, masked = str(stream.ColorSpace), "/SMask" in stream
    return Found(int(stream.Width), int(stream.Height), space, jpeg, masked, data)


PRINTERS = (Shop.KDP, Shop.INGRAM)


@pytest.mark.parametrize("shop", PRINTERS)
def test_every_picture_is_grey_and_opaque(shop: Shop) -> None:
    found = images_in(printed(shop))
    assert len(found) == 4
    assert {each.space for each in found} == {"/DeviceGray"}
    assert not any(each.masked for each in found)
    assert b"/DeviceRGB" not in _uncompressed(printed(shop))


def told(shop: Shop | None, interior: Interior = Interior.BLACK) -> list[str]:
    checked = make_pdf(replace(planned(interior), shop=shop), STYLES)
    return [each.place.file for each in checked.diagnostics if each.code == "grey-picture"]


def test_the_pictures_that_lose_their_colours_are_named() -> None:
    assert told(Shop.KDP) == ["photo.jpg", "seal.png", "flat.png", "map.svg"]
    assert told(Shop.KDP, Interior.COLOUR) == []
    assert told(None) == []


def test_a_picture_has_three_hundred_pixels_to_the_inch_at_most() -> None:
    photo, seal, flat, grain = images_in(printed(Shop.KDP))
    assert photo.jpeg
    # As broad as the measure, some 300 points.
    assert 1200 < photo.width < 1300
    assert photo.width * 2 == pytest.approx(photo.height * 3, abs=3)
    assert [each.width for each in (seal, flat, grain)] == [300, 90, 40]


def test_greys_are_those_that_the_eye_sees() -> None:
    _, seal, flat, grain = images_in(printed(Shop.KDP))
    assert (seal.data[0], seal.data[299]) == (RED_AS_GREY, 255)
    assert flat.data[0] == pytest.approx(RED_AS_GREY, abs=12)
    assert set(grain.data) == {120}


def test_drawings_are_in_black_ink() -> None:
    drawn = _uncompressed(printed(Shop.KDP))
    assert b" rg\n" not in drawn
    assert b" RG\n" not in drawn
    assert b"/C0 [" in drawn


def test_the_press_decides_no_page_anew() -> None:
    assert printed(Shop.KDP).pagination == printed(None).pagination


@pytest.mark.parametrize("shop", PRINTERS)
def test_colour_is_kept_where_it_is_asked_for(shop: Shop) -> None:
    found = images_in(printed(shop, Interior.COLOUR))
    assert "/DeviceRGB" in {each.space for each in found}
    assert b"0 0 0 rg" not in _uncompressed(printed(shop, Interior.COLOUR))


def test_the_same_bytes_twice() -> None:
    again = make_pdf(replace(planned(), shop=Shop.KDP), STYLES).value
    assert again is not None
    assert again.pdf == printed(Shop.KDP).pdf


def test_other_copies_keep_their_colours() -> None:
    for copy in (printed(None), printed(Shop.SCREEN)):
        assert "/DeviceRGB" in {each.space for each in images_in(copy)}


@pytest.mark.parametrize("data", [b"", b"12", bytes(7)])
def test_what_is_no_picture_stays(data: bytes) -> None:
    assert grey(Pixels(2, 2, data), None, None) is None


def _uncompressed(copy: Printed) -> bytes:
    with pikepdf.open(io.BytesIO(copy.pdf)) as pdf:
        target = io.BytesIO()
        pdf.save(
            target,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
        return target.getvalue()
