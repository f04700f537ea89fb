"""The author's own cover: what is said of it, and what becomes of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image as Picture
from PIL import ImageCms

from bookbuild.model.assets import Image
from bookbuild.write.cover import cover_findings, cover_of, marketing_cover
from bookbuild.write.cover.artwork import cover_for_book, cover_for_shops
from tests.editions import METADATA, picture, small_edition


def _cover(
    kind: str, mode: str, size: tuple[int, int], colour: object = 0, **options: object
) -> Image:
    target = io.BytesIO()
    Picture.new(mode, size, colour).save(target, kind, **options)  # type: ignore[arg-type]
    return Image(f"cover.{kind.lower()}", f"image/{kind.lower()}", target.getvalue(), *size)


def _shown(image: Image) -> Picture.Image:
    shown = Picture.open(io.BytesIO(image.data))
    shown.load()
    return shown


def _codes(image: Image) -> list[str]:
    return [each.code for each in cover_for_book(image).diagnostics]


@pytest.mark.parametrize(
    ("kind", "mode", "size", "expected"),
    [
        ("JPEG", "RGB", (2500, 4000), (1581, 2529)),
        ("JPEG", "CMYK", (2500, 2500), (2000, 2000)),
        ("JPEG", "L", (1000, 1600), (1000, 1600)),
        ("PNG", "P", (4000, 500), (3200, 400)),
        ("PNG", "RGB", (1000, 1600), (1000, 1600)),
        ("PNG", "I;16", (1000, 1600), (1000, 1600)),
        ("PNG", "LA", (1000, 1600), (1000, 1600)),
        ("PNG", "1", (1000, 1600), (1000, 1600)),
        ("GIF", "P", (1000, 1600), (1000, 1600)),
        ("WEBP", "RGBA", (10, 6400), (5, 3200)),
    ],
)
def test_the_cover_in_the_book_is_what_every_shop_takes(
    kind: str, mode: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    own = _cover(kind, mode, size)
    image = cover_for_book(own).value
    shown = _shown(image)
    assert (shown.format, shown.mode, shown.size) == ("JPEG", "RGB", expected)
    assert (image.width, image.height, image.media_type) == (*expected, "image/jpeg")
    assert image.path.endswith(".jpg")
    assert image.width * image.height <= 4_000_000
    assert cover_for_book(own).value == image, "the same bytes every time"


def test_a_cover_that_is_right_keeps_its_bytes() -> None:
    own = _cover("JPEG", "RGB", (1500, 2400))
    checked = cover_for_book(own)
    assert checked.value is own
    assert checked.diagnostics == ()


def test_the_edition_has_the_authors_cover_and_its_description() -> None:
    book = replace(small_edition(), cover=_cover("JPEG", "RGB", (1000, 1600)))
    assert cover_of(book).value.image == book.cover
    described = replace(book, metadata=replace(METADATA, cover_alt="A lamp"))
    assert cover_of(described).value.alt == "A lamp"
    assert cover_findings(book) == ()


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        ((625, 1000), []),
        ((624, 1000), ["cover-small"]),
        ((625, 999), ["cover-small"]),
        ((1600, 1600), ["cover-shape"]),
        ((1600, 2000), []),
        ((1000, 2000), []),
        ((1000, 2100), ["cover-shape"]),
        ((500, 400), ["cover-small", "cover-shape"]),
    ],
)
def test_size_and_shape_are_told(size: tuple[int, int], codes: list[str]) -> None:
    assert _codes(_cover("JPEG", "RGB", size)) == codes


def test_the_message_names_the_file_and_what_to_do() -> None:
    (told,) = cover_for_book(_cover("JPEG", "RGB", (400, 640))).diagnostics
    assert str(told) == (
        "cover.jpeg: The cover is 400 × 640 pixels, and shops take none below 625 × 1000. "
        "Draw or export it larger, best 1600 × 2560."
    )


def test_a_printing_presss_colours_are_told_and_changed() -> None:
    own = _cover("JPEG", "CMYK", (1000, 1600), (0, 255, 255, 0))
    assert _codes(own) == ["cover-colours"]
    red, green, blue = _pixel(_shown(cover_for_book(own).value))
    assert red > 200 > 60 > max(green, blue)


def test_what_is_transparent_becomes_white() -> None:
    own = _cover("PNG", "RGBA", (1000, 1600), (200, 0, 0, 0))
    assert _codes(own) == ["cover-transparent"]
    assert min(_pixel(_shown(cover_for_book(own).value))) > 250
    assert _codes(_cover("PNG", "RGBA", (1000, 1600), (200, 0, 0, 255))) == []


def test_sixteen_bits_of_grey_become_eight() -> None:
    own = _cover("PNG", "I;16", (1000, 1600), 0x8000)
    assert _pixel(_shown(cover_for_book(own).value))[0] == pytest.approx(128, abs=2)


def test_colours_are_moved_to_srgb() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = srgb.replace(b"sRGB", b"mine").replace("sRGB".encode("utf-16-be"), b"m\0i\0n\0e\0")
    swapped = other.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    own = _cover("JPEG", "RGB", (1000, 1600), (90, 120, 60), icc_profile=swapped, quality=95)
    image = _shown(cover_for_book(own).value)
    assert "icc_profile" not in image.info
    assert _pixel(image) != (90, 120, 60)
    same = _cover("JPEG", "RGB", (1000, 1600), (90, 120, 60), icc_profile=srgb)
    assert cover_for_book(same).value is same


def test_a_broken_profile_is_passed_over() -> None:
    own = _cover("JPEG", "RGB", (1000, 1600), (90, 120, 60), icc_profile=b"no profile at all")
    assert _pixel(_shown(cover_for_book(own).value))[1] == pytest.approx(120, abs=3)


def test_a_moving_cover_shows_its_first_frame() -> None:
    frames = [Picture.new("P", (1000, 1600), n) for n in (1, 2)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    own = Image("cover.gif", "image/gif", target.getvalue(), 1000, 1600)
    assert _codes(own) == ["cover-moves"]
    assert _shown(cover_for_book(own).value).format == "JPEG"


def test_a_cover_that_cannot_be_decoded_stays_as_it_is() -> None:
    whole = _cover("JPEG", "RGB", (1000, 1600), quality=95)
    for data in (b"no picture", whole.data[: len(whole.data) // 2]):
        own = replace(whole, data=data)
        checked = cover_for_book(own)
        assert checked.value == own
        assert [each.code for each in checked.diagnostics] == ["cover-broken"]
        assert cover_for_shops(own) is None


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3200, 5120), (1600, 2560)),
        ((1600, 2560), (1600, 2560)),
        ((800, 1280), (800, 1280)),
        ((2000, 2500), (2000, 2500)),
        ((4000, 5000), (2048, 2560)),
    ],
)
def test_the_picture_for_shops(size: tuple[int, int], expected: tuple[int, int]) -> None:
    image = cover_for_shops(_cover("PNG", "RGB", size))
    assert image is not None
    assert (image.width, image.height) == _shown(image).size == expected


def test_the_drawn_picture_for_shops() -> None:
    image = marketing_cover(small_edition())
    assert image is not None
    assert (image.width, image.height) == (1600, 2560)
    small = marketing_cover(replace(small_edition(), cover=picture("cover.png")))
    assert small is not None
    assert (small.width, small.height) == (40, 30)


def _pixel(image: Picture.Image) -> tuple[int, int, int]:
    found = image.getpixel((500, 800))
    assert isinstance(found, tuple)
    red, green, blue = found
    return int(red), int(green), int(blue)
