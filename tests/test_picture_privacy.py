"""Pictures say nothing of their makers, and stay the pictures they were."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from bookbuild.read.picture_privacy import without_remarks

SECRET = "Jane Q. Photographer"
FORMATS = ("image/png", "image/jpeg", "image/webp")


def picture(media_type: str, orientation: int = 1) -> bytes:
    """Return a picture that names its maker wherever its format lets it."""
    image = Image.effect_noise((40, 30), 50).convert("RGB")
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif[0x0112] = orientation
    target = io.BytesIO()
    kind = media_type.removeprefix("image/")
    if kind == "png":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", SECRET)
        image.save(target, "PNG", pnginfo=text, exif=exif)
    elif kind == "jpeg":
        image.save(target, "JPEG", exif=exif, comment=SECRET.encode())
    else:
        image.save(target, "WEBP", exif=exif, xmp=SECRET.encode())
    return target.getvalue()


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_maker_is_gone_and_the_picture_is_the_same(media_type: str) -> None:
    before = picture(media_type)
    assert SECRET.encode() in before
    after = without_remarks(before, media_type)
    assert SECRET.encode() not in after
    with Image.open(io.BytesIO(before)) as old, Image.open(io.BytesIO(after)) as new:
        assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()
    assert without_remarks(after, media_type) == after


def test_a_photograph_keeps_the_side_that_is_up() -> None:
    after = without_remarks(picture("image/jpeg", 6), "image/jpeg", 6)
    assert SECRET.encode() not in after
    with Image.open(io.BytesIO(after)) as image:
        assert dict(image.getexif()) == {0x0112: 6}


def test_what_follows_a_photograph_goes_too() -> None:
    image = Image.effect_noise((40, 30), 50).convert("RGB")
    target = io.BytesIO()
    image.save(target, "JPEG", progressive=True, icc_profile=b"profile")
    after = without_remarks(target.getvalue() + SECRET.encode(), "image/jpeg")
    assert after == target.getvalue()


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\xff"])
def test_what_is_broken_stays_as_it_is(media_type: str, data: bytes) -> None:
    without_remarks(data, media_type)
