"""Pictures say nothing of their makers, and stay the pictures they were, the right way up."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from bookbuild.read.picture_privacy import UnreadablePicture, cleaned
from bookbuild.read.pictures import Named, read_images, upright
from bookbuild.report import Place

SECRET = b"Jane Q. Photographer"
FORMATS = ("image/png", "image/jpeg", "image/gif", "image/webp")
TURNED = ("image/png", "image/jpeg", "image/webp")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def colours() -> Image.Image:
    """Return four fields, red and green above blue and white, wider than high."""
    image = Image.new("RGB", (64, 48), "white")
    image.paste((255, 0, 0), (0, 0, 32, 24))
    image.paste((0, 255, 0), (32, 0, 64, 24))
    image.paste((0, 0, 255), (0, 24, 32, 48))
    return image


def remarks(orientation: int) -> Image.Exif:
    """Return Exif with a name, a place and a side that is up."""
    exif = Image.Exif()
    exif[0x013B] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[29] = SECRET.decode()
    return exif


def picture(media_type: str, orientation: int = 1) -> bytes:
    """Return a picture that names its maker wherever its format lets it."""
    image, target, exif = colours(), io.BytesIO(), remarks(orientation)
    match media_type:
        case "image/png":
            text = PngImagePlugin.PngInfo()
            text.add_text("Author", SECRET.decode())
            text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
            text.add(b"tIME", b"\x07\xd5\x05\x03\x0c\x00\x00")
            text.add(b"vpAg", SECRET)
            image.save(target, "PNG", pnginfo=text, exif=exif, icc_profile=PROFILE)
        case "image/jpeg":
            image.save(
                target,
                "JPEG",
                exif=exif,
                comment=SECRET,
                xmp=SECRET,
                icc_profile=PROFILE,
                quality=95,
                subsampling=0,
            )
            return _with_segments(target.getvalue())
        case "image/gif":
            frames = [image.transpose(Image.Transpose.ROTATE_180)]
            image.save(target, "GIF", comment=SECRET, save_all=True, append_images=frames, loop=3)
            xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\x00"
            return target.getvalue()[:-1] + xmp + b"\x3b" + SECRET
        case _:
            image.save(target, "WEBP", exif=exif, xmp=SECRET, icc_profile=PROFILE, lossless=True)
    return target.getvalue()


def _with_segments(jpeg: bytes) -> bytes:
    """Return a JPEG with Photoshop's remarks, JFIF's small picture and something at its end."""
    small = b"JFXX\x00\x10" + SECRET
    extra = b"".join(
        b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content
        for marker, content in ((0xE0, small), (0xED, SECRET), (0xE2, b"FPXR\x00" + SECRET))
    )
    return jpeg[:20] + extra + jpeg[20:] + SECRET


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("media_type", FORMATS)
def test_the_maker_is_gone_and_the_picture_is_the_same(media_type: str) -> None:
    before = picture(media_type)
    assert SECRET in before
    after = cleaned(before, media_type)
    assert SECRET not in after
    old, new = opened(before), opened(after)
    assert old.convert("RGB").tobytes() == new.convert("RGB").tobytes()
    assert not new.getexif()
    assert new.info.get("icc_profile") == old.info.get("icc_profile")
    assert set(new.info) <= {
        *("icc_profile", "jfif", "jfif_version", "jfif_unit", "jfif_density"),
        *("version", "background", "duration", "extension", "loop", "timestamp"),
    }
    assert cleaned(after, media_type) == after


def test_a_moving_picture_moves_on() -> None:
    gif = opened(cleaned(picture("image/gif"), "image/gif"))
    assert (gif.info["loop"], getattr(gif, "n_frames", 1)) == (3, 2)
    target = io.BytesIO()
    turned = [colours().transpose(Image.Transpose.ROTATE_180)]
    colours().save(target, "WEBP", save_all=True, append_images=turned, loop=3, xmp=SECRET)
    after = cleaned(target.getvalue(), "image/webp")
    assert SECRET in target.getvalue()
    assert SECRET not in after
    webp = opened(after)
    assert (webp.info["loop"], getattr(webp, "n_frames", 1)) == (3, 2)


def test_a_transparent_picture_stays_transparent() -> None:
    image = Image.new("P", (8, 8), 3)
    target = io.BytesIO()
    image.save(target, "PNG", transparency=3, dpi=(300, 300))
    assert cleaned(target.getvalue(), "image/png") == target.getvalue()


@pytest.mark.parametrize("media_type", TURNED)
@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_picture_is_set_upright(media_type: str, orientation: int) -> None:
    lying = picture(media_type, orientation)
    turned = upright(lying, media_type)
    assert turned == upright(lying, media_type)
    assert SECRET not in turned
    shown = opened(turned)
    assert not shown.getexif()
    assert shown.info["icc_profile"] == PROFILE
    assert shown.size == ((64, 48) if orientation < 5 else (48, 64))
    assert _corners(shown) == _UPRIGHT[orientation]


_UPRIGHT = {2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb"}
"""The fields' colours, row by row, once the first row and column stand where Exif says: 6 is a
picture whose first row is at the right, so that it must be turned clockwise."""


def _corners(image: Image.Image) -> str:
    """Return the colours of the four fields, row by row."""
    right, foot = image.width - 8, image.height - 8
    names = ""
    for place in ((8, 8), (right, 8), (8, foot), (right, foot)):
        pixel = image.convert("RGB").getpixel(place)
        assert isinstance(pixel, tuple)
        names += {(1, 0, 0): "r", (0, 1, 0): "g", (0, 0, 1): "b", (1, 1, 1): "w"}[
            (pixel[0] > 127, pixel[1] > 127, pixel[2] > 127)
        ]
    return names


def test_an_image_of_the_book_has_the_size_that_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(picture("image/jpeg", 6))
    checked = read_images((Named("a.jpg", Place("01.md", 1)),), tmp_path)
    assert checked.diagnostics == ()
    assert [(image.width, image.height) for image in checked.value] == [(48, 64)]


def test_a_photograph_with_a_second_one_behind_it_is_a_photograph(tmp_path: Path) -> None:
    target = io.BytesIO()
    colours().save(target, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    (tmp_path / "a.jpg").write_bytes(target.getvalue())
    checked = read_images((Named("a.jpg", Place("01.md", 1)),), tmp_path)
    assert checked.diagnostics == ()
    (image,) = checked.value
    assert image.media_type == "image/jpeg"
    assert b"MPF\x00" not in image.data
    assert opened(image.data).format == "JPEG"


def test_what_follows_a_photograph_goes_too() -> None:
    image = Image.effect_noise((40, 30), 50).convert("RGB")
    target = io.BytesIO()
    image.save(target, "JPEG", progressive=True, icc_profile=PROFILE)
    assert cleaned(target.getvalue() + SECRET, "image/jpeg") == target.getvalue()


@pytest.mark.parametrize("media_type", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff\xe1", b"\x89PNG\r\n\x1a\n\0\0\0\xff"])
def test_what_is_broken_is_refused(media_type: str, data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        cleaned(data, media_type)


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_picture_cut_off_is_a_message(media_type: str, tmp_path: Path) -> None:
    for length in (12, 60, 200):
        (tmp_path / "a.jpg").write_bytes(picture(media_type)[:length])
        checked = read_images((Named("a.jpg", Place("01.md", 7)),), tmp_path)
        assert checked.value == ()
        assert [d.code for d in checked.diagnostics] == ["bad-picture"]


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("image/jpeg", b"\xff\xd8" + b"\xff" * 3_000_000),
        ("image/jpeg", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000),
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00tEXt\x00\x00\x00\x00" * 300_000),
        ("image/gif", b"GIF89a" + b"\x00" * 7 + b"\x21\xfe\x00" * 1_000_000),
        (
            "image/webp",
            b"RIFF\xff\xff\xff\x00WEBP" + b"ANMF\xff\xff\xff\x00" + b"ANMF\x08\x00\x00\x00" * 9000,
        ),
    ],
    ids=["fill", "comments", "texts", "extensions", "frames in frames"],
)
def test_a_picture_of_nothing_but_remarks_takes_no_time(media_type: str, data: bytes) -> None:
    with contextlib.suppress(UnreadablePicture):
        assert len(cleaned(data, media_type)) < 20


def test_a_part_that_no_reader_may_pass_over_is_refused() -> None:
    png = picture("image/png")
    part = struct.pack(">I", len(SECRET)) + b"ABCD" + SECRET
    part += struct.pack(">I", zlib.crc32(part[4:]))
    with pytest.raises(UnreadablePicture):
        cleaned(png[:33] + part + png[33:], "image/png")


_SAMPLES = {(kind, side): picture(kind, side) for kind in FORMATS for side in (1, 6)}


@settings(max_examples=300, deadline=None)
@given(
    sample=st.sampled_from(sorted(_SAMPLES)),
    flips=st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 255)), min_size=1, max_size=6),
    length=st.integers(0, 6000),
)
def test_flipped_bytes_are_refused_or_cleaned(
    sample: tuple[str, int], flips: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(_SAMPLES[sample][:length] if length % 3 == 0 else _SAMPLES[sample])
    for at, bits in flips:
        if at < len(data):
            data[at] ^= bits
    try:
        clean = upright(bytes(data), sample[0])
    except UnreadablePicture:
        return
    assert cleaned(clean, sample[0]) == clean
