"""The plain cover: drawn for any title there is, the same every time."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image as Picture

from bookbuild.model.assets import FontFile, Image
from bookbuild.model.book import Contributor
from bookbuild.model.edition import Edition
from bookbuild.write.cover import IN_BOOK, MARKETING, cover_of, draw_cover
from bookbuild.write.cover.fitting import Room, balanced, fit
from bookbuild.write.cover.lettering import line_width, set_line, typeface
from bookbuild.write.cover.palette import SCHEMES, scheme_for
from tests.editions import METADATA, picture, small_edition

_LONG = "The Strange and True Adventures of a Lamplighter " * 6 + "to the End"


def _edition(title: str, author: str = "Bram Stoker", subtitle: str = "") -> Edition:
    people = (Contributor(author),) if author else ()
    metadata = replace(METADATA, title=title, subtitle=subtitle, contributors=people, series=None)
    return replace(small_edition(), metadata=metadata, title=title)


@pytest.mark.parametrize(
    "book",
    [
        _edition("Emma"),
        _edition(_LONG[:300]),
        _edition("Untitled", author=""),
        _edition("Война и мир", "Лев Толстой"),
        _edition("Ἰλιάς", "Ὅμηρος"),
        _edition("紅樓夢", "曹雪芹"),
        _edition("ألف ليلة وليلة"),
        _edition("👻 e\u0301 \u200b \u202e"),
        _edition("x" * 3000, subtitle="y " * 3000),
        _edition("Word " * 5000),
        _edition(" "),
    ],
    ids=lambda book: book.title[:12],
)
def test_any_title_gives_a_cover(book: Edition) -> None:
    cover = cover_of(book).value.image
    shown = Picture.open(io.BytesIO(cover.data))
    assert shown.size == IN_BOOK == (cover.width, cover.height)
    assert shown.mode == "RGB"
    assert shown.width * shown.height <= 4_000_000
    assert not shown.getexif()


def test_two_covers_are_equal_and_a_larger_one_keeps_the_design() -> None:
    book = small_edition()
    assert draw_cover(book, *IN_BOOK) == draw_cover(book, *IN_BOOK)
    large = draw_cover(book, *MARKETING)
    assert (large.width, large.height) == MARKETING


def test_the_cover_says_its_words_to_those_who_do_not_see_it() -> None:
    assert cover_of(small_edition()).value.alt == (
        "The Lantern Road. A Winter Serial. Bram Stoker. Lanterns."
    )


def test_the_authors_own_cover_is_taken_as_it_is() -> None:
    own = picture("cover.png")
    book = replace(small_edition(), cover=own)
    assert cover_of(book).value.image == own
    described = replace(book, metadata=replace(METADATA, cover_alt="A lamp"))
    assert cover_of(described).value.alt == "A lamp"


@pytest.mark.parametrize(
    ("kind", "mode", "size", "expected"),
    [
        ("JPEG", "RGB", (2500, 4000), (1581, 2529)),
        ("JPEG", "CMYK", (2500, 2500), (2000, 2000)),
        ("PNG", "P", (4000, 500), (3200, 400)),
        ("WEBP", "RGBA", (10, 6400), (5, 3200)),
    ],
)
def test_a_cover_larger_than_shops_take_is_made_smaller(
    kind: str, mode: str, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    target = io.BytesIO()
    Picture.new(mode, size).save(target, kind)
    own = Image("a", f"image/{kind.lower()}", target.getvalue(), *size)
    book = replace(small_edition(), cover=own)
    image = cover_of(book).value.image
    shown = Picture.open(io.BytesIO(image.data))
    assert (shown.format, shown.size) == (kind, expected)
    assert (image.width, image.height) == expected
    assert image.width * image.height <= 4_000_000
    assert cover_of(book).value.image == image


def test_a_large_cover_that_cannot_be_decoded_stays_as_it_is() -> None:
    own = Image("a.jpg", "image/jpeg", b"no picture", 4000, 4000)
    assert cover_of(replace(small_edition(), cover=own)).value.image == own


def test_letters_that_no_font_has_are_told() -> None:
    (told,) = cover_of(_edition("紅 House")).diagnostics
    assert told.code == "cover-letters"
    assert "紅" in told.message
    assert cover_of(_edition("Emma")).diagnostics == ()


def test_a_font_of_the_authors_that_is_none_does_no_harm() -> None:
    fonts = (FontFile("Broken", "fonts/broken.ttf", b"no font at all"),)
    assert cover_of(replace(_edition("紅"), fonts=fonts)).value.image.data


def test_the_ground_comes_from_the_identifier() -> None:
    assert scheme_for("urn:uuid:1") == scheme_for("urn:uuid:1")
    assert len({scheme_for(f"urn:uuid:{n}") for n in range(200)}) == len(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_words_stand_out_from_the_ground(scheme: object) -> None:
    found = next(one for one in SCHEMES if one == scheme)
    assert _contrast(found.ink, found.ground) >= 7
    assert _contrast(found.accent, found.ground) >= 4.5


def _contrast(a: tuple[int, int, int], b: tuple[int, int, int]) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_lines_are_balanced_and_do_not_end_in_a_small_word() -> None:
    words = "Things We Said to the Sea in the Dark".split()
    widths = [float(len(word)) / 2 for word in words]
    assert balanced(words, widths, 3) == ("Things We Said", "to the Sea", "in the Dark")


def test_every_word_of_a_title_is_set() -> None:
    face = typeface(430, italic=False)
    room = Room(1100, 900, 280, 45, 1.1)
    fitted = fit(_LONG, room, lambda text: line_width(text, face))
    assert " ".join(fitted.lines).split() == _LONG.split()
    widest = max(set_line(line, face).width for line in fitted.lines)
    assert widest * fitted.size <= room.width + 0.01


def test_pairs_are_kerned() -> None:
    face = typeface(430, italic=False)
    assert line_width("AV", face) < line_width("A", face) + line_width("V", face) - 0.02
