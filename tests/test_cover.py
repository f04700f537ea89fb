"""The drawn cover: every design, for any title there is, the same every time.

`tests/covers/` has the layout of each design as text: what stands where, in thousandths of the
cover's width.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image as Picture

from bookbuild.model.assets import FontFile
from bookbuild.model.book import Contributor
from bookbuild.model.colours import LEAST_CONTRAST, PALETTE, Colour, contrast, named, readable
from bookbuild.model.cover import CoverDesign, Design
from bookbuild.model.edition import Edition
from bookbuild.write.cover import IN_BOOK, MARKETING, cover_layout, cover_of, draw_cover
from bookbuild.write.cover.designs import lay_out
from bookbuild.write.cover.fitting import Room, balanced, fit
from bookbuild.write.cover.lettering import line_width, set_line, typeface
from bookbuild.write.cover.page import (
    PAGE,
    Family,
    Item,
    Layout,
    Outline,
    Panel,
    Ridge,
    Weave,
    Words,
)
from bookbuild.write.cover.painting import paint
from bookbuild.write.cover.palette import Scheme, scheme_for, schemes
from bookbuild.write.cover.text import CoverText
from tests.editions import METADATA, small_edition
from tests.golden import check_golden

HERE = Path(__file__).parent
DESIGNS = tuple(Design)
_LONG = "The Strange and True Adventures of a Lamplighter " * 6 + "to the End"
_LADEN = CoverText(
    "War and Peace and the Long Winter of the Great Retreat: Being a Full and Faithful Account of "
    "the March to Moscow, the Burning of the City, and the Way Home Again",
    "A Novel in Fifteen Parts, with an Appendix",
    ("Leo Tolstoy", "Mary Wollstonecraft Shelley", "Georgiana Cavendish", "Percy Bysshe Shelley"),
    "Book Twenty-Seven of the Chronicles of the Northern Provinces",
    "en",
)
TEXTS = (
    CoverText("Emma", "", ("Jane Austen",), "", "en"),
    CoverText("It", "", (), "", "en"),
    CoverText("“Wait!”", "", ("Emily Brontë",), "", "en"),
    CoverText("The Lantern Road", "A Winter", ("Mary Shelley",), "Book Two of Roads", "en"),
    CoverText("Der Schimmel am Deich", "Novelle", ("Theodor Storm", "A. von Droste"), "", "de"),
    CoverText("Война и мир", "Роман", ("Лев Толстой",), "Книга первая", "ru"),
    CoverText("Donaudampfschifffahrtsgesellschaft", "", ("E. T. A. Hoffmann",), "", "de"),
    _LADEN,
)


def _edition(title: str, author: str = "Bram Stoker", subtitle: str = "") -> Edition:
    people = (Contributor(author),) if author else ()
    metadata = replace(METADATA, title=title, subtitle=subtitle, contributors=people, series=None)
    return replace(small_edition(), metadata=metadata, title=title)


def _designed(book: Edition, design: Design, *colours: str) -> Edition:
    asked = CoverDesign(design, tuple(named(colour) for colour in colours))
    return replace(book, metadata=replace(book.metadata, cover_design=asked))


def _laid_out(design: Design, text: CoverText, seed: str = "urn:uuid:1") -> Layout:
    return lay_out(design, replace(text, seed=seed), scheme_for(seed, CoverDesign(design)))


# ---------------------------------------------------------------------------------- the picture


@pytest.mark.parametrize(
    "book",
    [
        _edition("Emma"),
        _edition(_LONG[:300]),
        _edition("Untitled", author=""),
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
    assert (shown.format, shown.mode) == ("JPEG", "RGB")
    assert shown.width * shown.height <= 4_000_000
    assert not shown.getexif()
    for design in DESIGNS:
        paint(cover_layout(_designed(book, design)), 100, 160)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
def test_two_covers_are_equal_and_a_larger_one_keeps_the_design(design: Design) -> None:
    book = _designed(small_edition(), design)
    assert draw_cover(book, 400, 640) == draw_cover(book, 400, 640)
    large = draw_cover(book, *MARKETING)
    assert (large.width, large.height) == MARKETING == (1600, 2560)
    small = Picture.open(io.BytesIO(draw_cover(book, *IN_BOOK).data)).resize((50, 80))
    same = Picture.open(io.BytesIO(large.data)).resize((50, 80))
    pairs = zip(small.tobytes(), same.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (50 * 80 * 3) < 2


def test_every_design_differs() -> None:
    scheme = Scheme(named("cream"), named("ink blue"), named("vermilion"))
    pictures = {paint(lay_out(each, TEXTS[3], scheme), 100, 160).tobytes() for each in DESIGNS}
    assert len(pictures) == len(DESIGNS) >= 6


def test_a_landscape_is_another_one_for_every_book() -> None:
    found = {
        paint(_laid_out(Design.LANDSCAPE, TEXTS[0], f"urn:uuid:{n}"), 100, 160).tobytes()
        for n in range(12)
    }
    assert len(found) == 12


# ------------------------------------------------------------------------------------ the layout


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.title[:12])
def test_words_keep_to_the_margins_and_to_themselves(text: CoverText, design: Design) -> None:
    words = _laid_out(design, text).words
    inside = PAGE.inset(30)
    for each in words:
        box = each.box
        assert inside.left <= box.left <= box.right <= inside.right, each.text
        assert inside.top <= box.top <= box.bottom <= inside.bottom, each.text
    for number, one in enumerate(words):
        for other in words[number + 1 :]:
            assert not _overlap(one, other), f"{one.text} / {other.text}"


def _overlap(one: Words, other: Words) -> bool:
    """Return whether capitals and small letters of two lines meet; descenders may reach down."""
    a, b = one.box, other.box
    if one.turned or other.turned:
        return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    across = a.left < b.right and b.left < a.right
    return across and one.baseline > b.top + 1 and other.baseline > a.top + 1


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.title[:12])
def test_every_word_stands_on_the_cover(text: CoverText, design: Design) -> None:
    shown = " ".join(each.text for each in _laid_out(design, text).words).replace("\u00a0", " ")
    wanted = (text.title, text.subtitle, text.series, *text.authors)
    together = "".join(shown.split()).casefold()
    for words in wanted:
        for word in words.split():
            assert word.casefold() in together, word


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
def test_words_can_be_read_in_every_scheme(design: Design) -> None:
    for scheme in schemes(design):
        for each in lay_out(design, TEXTS[3], scheme).words:
            assert contrast(each.colour, each.ground) >= LEAST_CONTRAST, (scheme, each.text)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
def test_words_can_be_read_in_one_colour_of_the_authors(design: Design) -> None:
    for each in PALETTE:
        scheme = scheme_for("", CoverDesign(design, (each.colour,)))
        for words in lay_out(design, TEXTS[3], scheme).words:
            assert contrast(words.colour, words.ground) >= LEAST_CONTRAST, (each.name, words.text)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.value)
def test_the_layout_is_as_reviewed(design: Design) -> None:
    layout = _laid_out(design, TEXTS[3])
    lines = (f"ground {_hex(layout.ground)}", *(_line(item) for item in layout.items))
    check_golden(HERE / "covers" / f"{design.value}.txt", "\n".join(lines) + "\n")


def _line(item: Item) -> str:
    match item:
        case Words():
            turned = " upwards" if item.turned else ""
            where = f"{item.x:.0f} {item.baseline:.0f} size {item.size:.0f} wide {item.width:.0f}"
            return f"words {where}{turned} {_hex(item.colour)} on {_hex(item.ground)}: {item.text}"
        case Panel():
            box = item.box
            sides = f"{box.left:.0f} {box.top:.0f} {box.right:.0f} {box.bottom:.0f}"
            return f"panel {sides} {_hex(item.colour)}"
        case Outline():
            points = [point for contour in item.contours for point in contour]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            sides = f"{min(xs):.0f} {min(ys):.0f} {max(xs):.0f} {max(ys):.0f}"
            return f"outline {sides} {_hex(item.colour)}"
        case Ridge():
            ys = [y for _, y in item.crest]
            return f"ridge {min(ys):.0f} to {max(ys):.0f} {_hex(item.colour)}"
        case Weave():
            return f"weave {item.thread} {_hex(item.dark)} {_hex(item.light)}"


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def test_a_title_from_right_to_left_begins_at_the_right() -> None:
    text = CoverText("אמה", "", ("ג׳יין אוסטן",), "", "he")
    for design in (Design.COLUMN, Design.BANDS, Design.INITIAL):
        layout = _laid_out(design, text)
        assert all(each.x + each.width > 760 for each in layout.words)


# ------------------------------------------------------------------------------------ the words


def test_the_cover_says_its_words_to_those_who_do_not_see_it() -> None:
    assert cover_of(small_edition()).value.alt == (
        "The Lantern Road. A Winter Serial. Bram Stoker. Lanterns."
    )


def test_letters_that_no_font_has_are_told() -> None:
    (told,) = cover_of(_edition("紅 House")).diagnostics
    assert told.code == "cover-letters"
    assert "紅" in told.message
    assert cover_of(_edition("Emma")).diagnostics == ()


def test_a_font_of_the_authors_that_is_none_does_no_harm() -> None:
    fonts = (FontFile("Broken", "fonts/broken.ttf", b"no font at all"),)
    assert cover_of(replace(_edition("紅"), fonts=fonts)).value.image.data


@pytest.mark.parametrize(
    ("title", "initial"),
    [
        ("The Lantern Road", "L"),
        ("Das", "D"),
        ("l’Étranger", "É"),
        ("“Wait!”", "W"),
        ("1984", "1"),
        ("straße", "S"),
        ("…", ""),
        ("", ""),
    ],
)
def test_the_initial_is_that_of_a_word_of_weight(title: str, initial: str) -> None:
    assert CoverText(title, "", (), "", "en").initial == initial


# --------------------------------------------------------------------------------------- colours


def test_the_colours_come_from_the_identifier() -> None:
    for design in DESIGNS:
        asked = CoverDesign(design)
        assert scheme_for("urn:uuid:1", asked) == scheme_for("urn:uuid:1", asked)
        found = {scheme_for(f"urn:uuid:{n}", asked) for n in range(200)}
        assert len(found) == len(schemes(design))


def test_the_authors_colours_are_taken() -> None:
    colours = (named("oxblood"), named("cream"), named("gold"))
    assert scheme_for("x", CoverDesign(Design.BANDS, colours)) == Scheme(*colours)
    two = scheme_for("x", CoverDesign(Design.BANDS, colours[:2]))
    assert (two.ground, two.ink) == colours[:2]


@pytest.mark.parametrize("ground", range(0, 256, 5))
def test_something_can_be_read_on_any_ground(ground: int) -> None:
    for colour in ((ground, ground, ground), (ground, 120, 90), (60, ground, 160)):
        assert contrast(readable((), colour), colour) >= LEAST_CONTRAST


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


# ------------------------------------------------------------------------------------- the lines


def test_lines_are_balanced_and_do_not_end_in_a_small_word() -> None:
    words = "Things We Said to the Sea in the Dark".split()
    widths = [float(len(word)) / 2 for word in words]
    assert balanced(words, widths, 3) == ("Things We Said", "to the Sea", "in the Dark")


def test_lines_end_where_a_reader_pauses() -> None:
    words = "North: A Voyage".split()
    assert balanced(words, [2.5, 0.6, 2.6], 2) == ("North:", "A Voyage")


def test_a_small_word_has_no_line_to_itself_but_on_a_poster() -> None:
    def width(text: str) -> float:
        return len(text) / 2

    room = Room(720, 900, 196, 30, 1.1)
    assert fit("The Lantern Road", room, width).lines == ("The Lantern", "Road")
    stacked = fit("The Lantern Road", replace(room, stacked=True), width)
    assert stacked.lines == ("The", "Lantern", "Road")


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


def test_small_capitals_are_real_or_not_asked_for() -> None:
    face = typeface(500, italic=False)
    assert face.has_small_capitals("Book Two of The Ferry Years")
    assert not face.has_small_capitals("Книга")
    series = [
        each.text
        for each in _laid_out(Design.CLASSIC, TEXTS[5]).words
        if "перв" in each.text.casefold()
    ]
    assert series == ["КНИГА ПЕРВАЯ"]


def test_the_narrow_face_is_narrow() -> None:
    wide = typeface(700, italic=False, family=Family.NOTO)
    narrow = typeface(700, italic=False, family=Family.NOTO, stretch=62.5)
    assert line_width("Lantern", narrow) < 0.85 * line_width("Lantern", wide)


def _strips(layout: Layout) -> Iterator[bytes]:
    yield from (paint(layout, width, width * 8 // 5).tobytes() for width in (60, 61))


def test_odd_sizes_are_painted() -> None:
    for design in DESIGNS:
        assert all(_strips(_laid_out(design, _LADEN)))
