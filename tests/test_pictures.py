"""Pictures of the text: formats that readers know, sizes that shops take, drawings made safe."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from bookbuild.model.assets import Image as BookImage
from bookbuild.plates.drawing import UnsafeDrawing, safe_drawing
from bookbuild.plates.screens import for_screens
from bookbuild.read.pictures import Named, read_images
from bookbuild.report import Place
from tests.hostile.pictures import field, saved

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'


def _read(folder: Path, name: str, data: bytes) -> BookImage:
    (folder / name).write_bytes(data)
    checked = read_images((Named(name, Place("01.md", 1)),), folder)
    assert checked.diagnostics == ()
    return checked.value[0]


def _book_image(picture: Image.Image, kind: str, **options: object) -> BookImage:
    data = saved(picture, kind, **options)
    return BookImage("a", f"image/{kind.lower()}", data, *picture.size)


@pytest.mark.parametrize(
    ("kind", "mode", "becomes"),
    [
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGB", "image/jpeg"),
        ("TIFF", "RGB", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("GIF", "P", "image/gif"),
    ],
)
def test_a_format_becomes_one_that_readers_know(
    tmp_path: Path, kind: str, mode: str, becomes: str
) -> None:
    image = _read(tmp_path, f"a.{kind.lower()}", saved(field(mode), kind))
    assert (image.media_type, image.width, image.height) == (becomes, 60, 40)


def test_a_small_picture_keeps_its_bytes() -> None:
    for kind in ("PNG", "JPEG", "GIF"):
        image = _book_image(field("P" if kind == "GIF" else "RGB"), kind)
        assert for_screens(image).value is image


@pytest.mark.parametrize("size", [(4000, 3000), (5000, 200), (1000, 6000)])
def test_a_large_picture_is_made_smaller_in_its_shape(size: tuple[int, int]) -> None:
    small = for_screens(_book_image(field(size=size), "PNG")).value
    assert small.width * small.height <= 4_000_000
    assert max(small.width, small.height) <= 3200
    assert small.width / small.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_a_photograph_as_png_becomes_a_jpeg_and_a_drawing_does_not() -> None:
    soft = Image.effect_noise((140, 100), 90).resize((1400, 1000), Image.Resampling.BICUBIC)
    bands = [soft, soft.rotate(90).resize(soft.size), soft.rotate(180)]
    assert for_screens(_book_image(Image.merge("RGB", bands), "PNG")).value.media_type == (
        "image/jpeg"
    )
    assert for_screens(_book_image(field(size=(3000, 3000)), "PNG")).value.media_type == "image/png"


def test_a_picture_of_noise_is_saved_too() -> None:
    bands = [Image.effect_noise((2500, 2000), 90) for _ in range(3)]
    small = for_screens(_book_image(Image.merge("RGB", bands), "JPEG", quality=95)).value
    assert small.width * small.height <= 4_000_000


def test_colours_become_those_of_screens() -> None:
    for mode in ("CMYK", "RGB"):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
        options: dict[str, object] = {} if mode == "CMYK" else {"icc_profile": lab}
        new = for_screens(_book_image(field(mode), "JPEG", **options)).value
        with Image.open(io.BytesIO(new.data)) as picture:
            assert picture.mode == "RGB"
            assert "icc_profile" not in picture.info


def test_a_drawing_keeps_its_shapes_and_names() -> None:
    drawing = safe_drawing(
        _SVG.format(
            '<title>A boat</title><style>.a{fill:red}</style><g id="a" class="a">'
            '<path d="M0 0L9 9z"/></g><use href="#a" x="5"/><text x="1">A &amp; B</text>'
        ).encode()
    )
    assert (drawing.width, drawing.height, drawing.left_out) == (40, 20, ())
    for part in (b"A boat", b".a{fill:red}", b'd="M0 0L9 9z"', b'xlink:href="#a"', b"A &amp; B"):
        assert part in drawing.data
    assert safe_drawing(drawing.data).data == drawing.data


def test_a_drawing_that_is_none_is_refused() -> None:
    for text in ("", "<svg/>", "<html/>", _SVG.format("<g>"), "\x00"):
        with pytest.raises(UnsafeDrawing):
            safe_drawing(text.encode())
