"""An omnibus: several books as one, and nothing of any of them lost."""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model.assets import Image
from bookbuild.model.book import Book, Contributor, Kind, Metadata, Written
from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import Format
from bookbuild.model.naming import Series
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import (
    Blocks,
    Conditional,
    ExternalTarget,
    Figure,
    Footnote,
    Link,
    NoteRef,
    Text,
    UnitTarget,
    WrittenTarget,
    plain_text,
)
from bookbuild.model.walk import every_block, inlines_of, lines_of, texts_of
from bookbuild.plan import plan_edition
from bookbuild.plan.omnibus import ChapterNumbers, OmnibusSettings, derived_from, joined
from bookbuild.plan.omnibus_names import Volume
from bookbuild.read.manuscript import read_book
from bookbuild.write.epub.names import unit_href
from tests.builders import EBOOK, STAMP, book, closing, opening, para, promise, section
from tests.commands import ROOT, bookbuild, manuscript
from tests.epubcheck import epubcheck

NAMES = ("night", "morning", "noon")


def _book(title: str, *sections: object, **others: object) -> Book:
    metadata = Metadata(
        title,
        contributors=(Contributor("Mary Shelley"),),
        series=Series("The Ferries", "1"),
        identifier=f"https://example.org/{title.casefold()}",
    )
    made = book(*sections, about=metadata)  # type: ignore[arg-type]
    return replace(made, name=title.casefold(), **others)  # type: ignore[arg-type]


def _joined(*books: Book, title: str = "", numbers: str = "restart") -> Book:
    volumes = tuple(
        Volume(each, name, f"book-{n}")
        for n, (each, name) in enumerate(zip(books, NAMES, strict=False), start=1)
    )
    return joined(volumes, OmnibusSettings(title, ChapterNumbers(numbers))).value


def _edition(whole: Book, made_as: Format = Format.EPUB) -> Edition:
    name = EBOOK if made_as is Format.EPUB else replace(EBOOK, name="print", formats=(made_as,))
    planned = plan_edition(whole, name, made_as, Occasion(STAMP))
    assert [str(each) for each in planned.diagnostics] == []
    return planned.value


def _names(edition: Edition) -> list[str]:
    return [("  " * unit.head.depth) + unit.head.name for unit in edition.units if unit.head.file]


def _words(blocks: Blocks) -> Iterator[str]:
    for line in lines_of(blocks):
        yield from re.findall(r"\w+", plain_text(line).casefold())


def _all_words(edition: Edition) -> Counter[str]:
    return Counter(
        word for unit in edition.units for text in texts_of(unit) for word in _words(text)
    )


NIGHT = _book(
    "Night",
    section("", "For Ann.", kind=Kind.DEDICATION, file="00-dedication.md"),
    section("Cast Off", "The boat left.", file="01-cast-off.md", notes=(opening("Be kind."),)),
    section("Adrift", "The boat drifted.", file="02-adrift.md", number="7"),
    section("", "It ended.", kind=Kind.EPILOGUE, file="98-epilogue.md"),
    section("", "She lived by the sea.", kind=Kind.ABOUT_THE_AUTHOR, file="99-about.md"),
    section("", "I thank Percy.", kind=Kind.ACKNOWLEDGMENTS, file="99-thanks.md"),
)
MORNING = _book(
    "Morning",
    section("", "For Bysshe.", kind=Kind.DEDICATION, file="00-dedication.md"),
    section("Sea", "", kind=Kind.PART, file="01-part.md"),
    section("Land Ho", "Land came up.", file="01-cast-off.md"),
    section("Chapter Two: Ashore", "They stood.", file="03-ashore.md"),
    promise("", "On Friday.", file="98-epilogue.md"),
    section("", "She lived by the sea.", kind=Kind.ABOUT_THE_AUTHOR, file="99-about.md"),
    section("", "I thank Claire.", kind=Kind.ACKNOWLEDGMENTS, file="99-thanks.md"),
)


def test_every_book_is_a_part_and_what_is_the_same_stands_once() -> None:
    assert _names(_edition(_joined(NIGHT, MORNING))) == [
        "Night",
        "  Dedication",
        "  Chapter One: Cast Off",
        "  Chapter Seven: Adrift",
        "  Epilogue",
        "  Acknowledgments",
        "Morning",
        "  Dedication",
        "Part One: Sea",
        "  Chapter One: Land Ho",
        "  Chapter Two: Ashore",
        "  Epilogue",
        "  Acknowledgments",
        "About the Author",
    ]


def test_chapters_count_on_where_it_is_asked_for() -> None:
    names = _names(_edition(_joined(NIGHT, MORNING, MORNING, numbers="continue")))
    chapters = [name.strip() for name in names if "Chapter" in name or "Part" in name]
    assert chapters == [
        "Chapter One: Cast Off",
        "Chapter Seven: Adrift",
        "Part One: Sea",
        "Chapter Eight: Land Ho",
        "Chapter Nine: Ashore",
        "Part Two: Sea",
        "Chapter Ten: Land Ho",
        "Chapter Eleven: Ashore",
    ]


def test_an_epilogue_of_the_last_book_stays_in_it() -> None:
    short = _book("Noon", section("Day", "A day."), section("", "End.", kind=Kind.EPILOGUE))
    assert _names(_edition(_joined(NIGHT, short)))[-2:] == ["  Epilogue", "About the Author"]


@pytest.mark.parametrize("made_as", list(Format))
def test_all_words_of_all_books_are_in(made_as: Format) -> None:
    third = _book(
        "Noon", section("Day", "A day.", notes=(closing("Bye."),)), notes=(closing("End."),)
    )
    whole = _all_words(_edition(_joined(NIGHT, MORNING, third), made_as))
    alone = [_all_words(_edition(each, made_as)) for each in (NIGHT, MORNING, third)]
    once = Counter("she lived by the sea".split())
    assert whole == sum(alone, Counter()) - once


def test_one_title_page_one_copyright_and_one_contents() -> None:
    edition = _edition(_joined(NIGHT, MORNING), Format.PDF)
    kinds = Counter(type(unit).__name__ for unit in edition.units)
    assert (kinds["TitlePage"], kinds["CopyrightPage"], kinds["ContentsPage"]) == (1, 1, 1)
    assert edition.title == "The Ferries"


def test_no_two_files_and_no_two_ids_are_the_same() -> None:
    edition = _edition(_joined(NIGHT, NIGHT, MORNING))
    hrefs = [unit_href(unit).casefold() for unit in edition.units]
    assert len(set(hrefs)) == len(hrefs)
    ids = [b.id for u in edition.units for t in texts_of(u) for b in every_block(t) if b.id]
    assert len(set(ids)) == len(ids)


# ------------------------------------------------------------------------------------- links


def _link(file: str, anchor: str) -> Link:
    return Link(WrittenTarget(file, anchor), (Text("there"),))


def _linked(title: str, first: Link) -> Book:
    return _book(
        title,
        section("One", para("Look ", first, "."), file="01-one.md"),
        section("Two", replace(para("The lamp."), id="lamp"), file="02-two.md", id="two"),
        section("Fog", "The fog.", file="03-fog.md"),
    )


@pytest.mark.parametrize(
    ("file", "anchor"),
    [
        ("02-two.md", ""), ("02-two.md", "lamp"), ("", "two"), ("", "lamp"), ("", "fog"),
        ("03-fog.md", ""),
    ],
)  # fmt: skip
def test_links_stay_in_their_book(file: str, anchor: str) -> None:
    given = _linked("Night", _link(file, anchor))
    alone = _targets(_edition(given))
    whole = _edition(_joined(given, replace(_linked("Morning", _link(file, anchor)))))
    files = {unit.head.id: unit.head.file for unit in whole.units}
    texts = {unit.head.id: unit.head.file for unit in _edition(given).units}
    (target,) = alone
    found = _targets(whole)
    assert [files[each.unit] for each in found] == [
        f"{name}/{texts[target.unit]}" for name in ("night", "morning")
    ]
    for each in found:
        unit = next(unit for unit in whole.units if unit.head.id == each.unit)
        anchors = {b.id for text in texts_of(unit) for b in every_block(text)}
        assert not each.anchor or each.anchor in anchors
        assert bool(each.anchor) == bool(target.anchor)


def _targets(edition: Edition) -> list[UnitTarget]:
    return [
        inline.target
        for unit in edition.units
        for text in texts_of(unit)
        for _, inline in inlines_of(text)
        if isinstance(inline, Link) and isinstance(inline.target, UnitTarget)
    ]


def test_a_link_out_of_the_book_is_left_alone() -> None:
    link = Link(ExternalTarget("https://example.org/"), (Text("there"),))
    assert _targets(_edition(_joined(_linked("Night", link), MORNING))) == []


def test_footnotes_of_one_label_stay_apart() -> None:
    def noted(text: str) -> Written:
        made = section("One", para("Look", NoteRef("1"), "."))
        return replace(made, footnotes=(Footnote("1", (para(text),), 3),))

    edition = _edition(_joined(_book("Night", noted("Here.")), _book("Morning", noted("There."))))
    notes = [n for u in edition.units if isinstance(u, TextUnit) for n in u.footnotes]
    assert [(note.number, plain_text(next(lines_of(note.blocks)))) for note in notes] == [
        (1, "Here."),
        (1, "There."),
    ]


def test_pictures_of_one_name_stay_apart() -> None:
    def shown(title: str, data: bytes) -> Book:
        picture = Image("images/map.png", "image/png", data, 10, 10)
        figure = Figure("images/map.png", "A map")
        return _book(title, section("One", figure), images=(picture,))

    edition = _edition(_joined(shown("Night", b"a"), shown("Morning", b"b")))
    sources = [b.source for u in edition.units for t in texts_of(u) for b in t
               if isinstance(b, Figure)]  # fmt: skip
    pictures = {image.path: image.data for image in edition.images}
    assert [pictures[source] for source in sources] == [b"a", b"b"]


def test_what_waits_for_a_promise_waits_for_that_of_its_own_book() -> None:
    waiting = Conditional((para("The end comes Friday."),), until="epilogue")
    kept = _book("Night", section("One", "A day.", waiting), NIGHT.sections[3])
    still = _book("Morning", section("One", "A day.", waiting), MORNING.sections[4])
    words = _all_words(_edition(_joined(kept, still)))
    assert words["friday"] == 2  # the note that waits, and the promise itself
    assert _all_words(_edition(_joined(kept, kept)))["friday"] == 0


def test_a_promise_was_made_in_its_own_book() -> None:
    made = promise("", "On Friday.", promised_in="01-one")
    given = _book("Morning", section("Two", "A day."), made)
    edition = _edition(_joined(_linked("Night", _link("", "two")), given))
    said = next(unit for unit in edition.units if unit.head.id.startswith("promised"))
    assert "Chapter One" in getattr(said, "attribution", "")


# ---------------------------------------------------------------------------------- metadata


def test_the_identifier_is_made_of_the_books() -> None:
    whole = _joined(NIGHT, MORNING)
    assert whole.metadata.identifier == derived_from((NIGHT, MORNING))
    assert whole.metadata.identifier.startswith("urn:uuid:")
    assert derived_from((MORNING, NIGHT)) != derived_from((NIGHT, MORNING))


def test_the_metadata_is_that_of_all_books() -> None:
    other = replace(MORNING.metadata, contributors=(Contributor("Percy Shelley"),))
    whole = _joined(
        replace(NIGHT, metadata=replace(NIGHT.metadata, rights="CC BY", year="1818")),
        replace(MORNING, metadata=replace(other, rights="CC BY", year="1831")),
        title="Both",
    ).metadata
    assert whole.authors == ("Mary Shelley", "Percy Shelley")
    assert (whole.rights, whole.year, whole.isbns) == ("CC BY", "1818–1831", ())
    assert whole.series == Series("The Ferries")


FOLDERS = tuple(ROOT / "tests/books" / name for name in ("parts", "pictures", "blocks", "serial"))


@pytest.mark.parametrize("numbers", ["restart", "continue"])
def test_nothing_of_whole_manuscripts_is_lost(numbers: str) -> None:
    books = [read_book(folder).value for folder in FOLDERS]
    volumes = tuple(
        Volume(each, f"of-{n}", f"book-{n}") for n, each in enumerate(filter(None, books))
    )
    whole = joined(volumes, OmnibusSettings("All", ChapterNumbers(numbers))).value
    together = _planned(whole)
    alone = [_planned(volume.book) for volume in volumes]
    assert len(alone) == len(FOLDERS)
    assert _all_words(together) == sum(map(_all_words, alone), Counter())
    assert len(together.images) == len({i.path for i in together.images})
    assert sum(len(each.images) for each in alone) == len(together.images)


def _planned(given: Book) -> Edition:
    return plan_edition(given, EBOOK, Format.EPUB, Occasion(STAMP)).value


TITLES = st.sampled_from(("", "Home", "Chapter 3: Fog", "7", "The Lamp"))
KINDS = st.sampled_from(
    (Kind.CHAPTER, Kind.PART, Kind.INTERLUDE, Kind.EPILOGUE, Kind.DEDICATION, Kind.AFTERWORD,
     Kind.ALSO_BY, Kind.PROLOGUE)
)  # fmt: skip
SECTIONS = st.lists(st.tuples(TITLES, KINDS, st.integers(0, 3)), min_size=1, max_size=6)


@given(st.lists(SECTIONS, min_size=2, max_size=3), st.sampled_from(("restart", "continue")))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_whatever_the_books(
    books: list[list[tuple[str, Kind, int]]], numbers: str
) -> None:
    made = [
        _book(
            f"Book {n}",
            *(
                section(title, f"Words {n} {m}.", "The lamp.", kind=kind, file=f"{m:02}-{word}.md",
                        id=f"id{word}" if word else "")
                for m, (title, kind, word) in enumerate(each)
            ),
        )
        for n, each in enumerate(books)
    ]  # fmt: skip
    planned = plan_edition(
        _joined(*made, numbers=numbers), EBOOK, Format.EPUB, Occasion(STAMP)
    ).value
    words = _all_words(planned)
    for n, each in enumerate(books):
        for m in range(len(each)):
            assert words[str(n)] > 0
            assert words[str(m)] > 0
    assert words["words"] == sum(map(len, books))
    ids = [unit.head.id for unit in planned.units]
    assert len(set(ids)) == len(ids)


# ------------------------------------------------------------------------------- the command


def _png(side: int = 800) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_

    rows = zlib.compress(b"".join(b"\0" + b"\x20\x60\x80" * side for _ in range(side)))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _folders(tmp_path: Path, second: str = "lang: en\n") -> tuple[Path, Path]:
    series = "author: Mary Shelley\nseries:\n  name: The Ferries\n"
    one = f"title: Night\n{series}identifier: https://example.org/night\n"
    two = f"title: Morning\n{series}identifier: https://example.org/morning\n{second}"
    night = manuscript(
        tmp_path / "night", book=one, _01_one="# Off\n\nIt left[^1].\n\n[^1]: Late.\n"
    )
    more = manuscript(
        tmp_path / "morning", book=two, _01_one="# Home\n\nThere[^1].\n\n[^1]: Now.\n"
    )
    return night, more


def test_the_epub_is_valid_and_the_same_every_time(tmp_path: Path) -> None:
    folders = _folders(tmp_path)
    (tmp_path / "front.png").write_bytes(_png())
    outputs = [tmp_path / "a.epub", tmp_path / "b.epub"]
    for output in outputs:
        done = bookbuild("omnibus", *folders, "-o", output, "--cover", tmp_path / "front.png")
        assert done.returncode == 0, done.stderr
        assert "urn:uuid:" in done.stdout
    first, second = (each.read_bytes() for each in outputs)
    assert first == second
    assert epubcheck(first) == ()


def test_the_pdf_is_made(tmp_path: Path) -> None:
    done = bookbuild("omnibus", *_folders(tmp_path), "-o", tmp_path / "both.pdf")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "both.pdf").read_bytes().startswith(b"%PDF")


def test_books_in_two_languages_are_refused(tmp_path: Path) -> None:
    done = bookbuild("omnibus", *_folders(tmp_path, "lang: de\n"), "-o", tmp_path / "x.epub")
    assert done.returncode == 2
    assert "not in one language" in done.stderr
    assert not (tmp_path / "x.epub").exists()


def test_a_manuscript_with_mistakes_is_named(tmp_path: Path) -> None:
    night, morning = _folders(tmp_path)
    manuscript(morning, _02_two="Look[^9].\n")
    done = bookbuild("omnibus", "night", "morning", "-o", "x.epub", cwd=tmp_path)
    assert done.returncode == 1
    assert "morning/manuscript/02-two.md:1" in done.stderr
    assert not (tmp_path / "x.epub").exists()
    assert night.exists()
