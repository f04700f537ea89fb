"""Which section is which, and which paragraph, after the author has been at work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.book import Book, Kind, Section
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import NOTHING_PUBLISHED, Published
from bookbuild.model.text import Blocks, Letter
from bookbuild.plan import plan_edition
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.serial.alignment import align
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described
from bookbuild.plan.serial.record import Publication, recorded
from bookbuild.write.epub import make_package
from tests.builders import EBOOK, STAMP, blocks, book, promise, section
from tests.editions import STYLES
from tests.serial.pages import volume
from tests.serial.stories import fresh

ONE = tuple(fresh(n) for n in range(5))
TWO = tuple(fresh(n) for n in range(10, 15))
FIRST = book(
    section("Arrivals", *ONE, file="01-arrivals.md"), section("Storm", *TWO, file="02-storm.md")
)


def published(given: Book, before: Published = NOTHING_PUBLISHED) -> Published:
    occasion = Occasion(STAMP, published=before, lose_places=True)
    edition = plan_edition(given, EBOOK, Format.EPUB, occasion).value
    return recorded(before, given, (Publication(edition),), STAMP.date())


def units(*sections: Section, before: Published | None = None) -> list[str]:
    known = published(FIRST) if before is None else before
    return [each.head.unit for each in identified(book(*sections), known).sections]


# ---------------------------------------------------------------------------- sections


def test_a_renamed_file_is_the_same_section() -> None:
    assert units(section("Arrivals", *ONE, file="first.md"), FIRST.sections[1]) == [
        "arrivals",
        "storm",
    ]


def test_renumbered_files_are_the_same_sections() -> None:
    one = section("Arrivals", *ONE, file="10-arrivals.md")
    two = section("Storm", *TWO, file="20-storm.md")
    assert units(one, two) == ["arrivals", "storm"]


def test_files_that_changed_names_are_told_by_their_words() -> None:
    one = section("Arrivals", *ONE, file="02-storm.md")
    two = section("Storm", *TWO, file="01-arrivals.md")
    assert units(one, two) == ["arrivals", "storm"]


def test_a_changed_title_changes_nothing() -> None:
    assert units(section("Gales", *TWO, file="gales.md"), FIRST.sections[0]) == [
        "storm",
        "arrivals",
    ]


def test_a_rewritten_chapter_is_told_by_its_file() -> None:
    new = tuple(fresh(n) for n in range(20, 25))
    assert units(section("Gales", *new, file="01-arrivals.md"), FIRST.sections[1]) == [
        "arrivals",
        "storm",
    ]


def test_a_rewritten_and_renumbered_chapter_is_told_by_its_name_then_by_its_title() -> None:
    new = tuple(fresh(n) for n in range(20, 25))
    assert units(section("Gales", *new, file="07-arrivals.md"), FIRST.sections[1])[0] == "arrivals"
    assert units(section("Arrivals", *new, file="x.md"), FIRST.sections[1])[0] == "arrivals"


def test_chapters_with_the_same_paragraphs_are_told_by_their_files() -> None:
    twins = book(section("A", *ONE, file="01-a.md"), section("B", *ONE, file="02-b.md"))
    assert units(*twins.sections[::-1], before=published(twins)) == ["b", "a"]


def test_the_authors_own_id_says_it_best() -> None:
    first = book(section("Arrivals", *ONE, file="01.md", id="quay"), FIRST.sections[1])
    known = published(first)
    new = section("Gales", *TWO, file="09-gales.md", id="quay")
    assert units(new, section("Storm", *ONE, file="02-storm.md"), before=known)[0] == "quay"


def test_a_split_chapter_leaves_its_name_with_the_larger_half() -> None:
    one = section("Arrivals", *ONE[:2], file="01-landing.md")
    two = section("Arrivals, too", *ONE[2:], file="02-quay.md")
    assert units(one, two, FIRST.sections[1]) == ["landing", "arrivals", "storm"]


def test_a_removed_section_leaves_its_name_retired() -> None:
    known = published(book(FIRST.sections[1]), published(FIRST))
    assert known.retired == ("arrivals",)
    new = section("Other", fresh(40), file="01-arrivals.md")
    assert units(FIRST.sections[1], new, before=known) == ["storm", "arrivals-2"]
    later = published(book(FIRST.sections[1], new), known)
    assert later.retired == ("arrivals",)
    assert [each.id for each in later.sections] == ["storm", "arrivals-2"]


# -------------------------------------------------------------------------- paragraphs


def named(*texts: str) -> Blocks:
    return name_blocks(blocks(*texts), "u", "u")


def aligned(old: tuple[str, ...], new: tuple[str, ...]) -> list[int | None]:
    """Return for each new text the place of the old one that it is."""
    before = described(named(*old))
    found = align(before, described(named(*new)))
    return [None if one is None else before.index(one) for one in found]


def edited(words: str) -> str:
    return words.replace(words.split()[2], "pebble", 1)


A, B, C, D, E = ONE


@pytest.mark.parametrize(
    ("new", "pairs"),
    [
        ((A, B, C, D), [0, 1, 2, 3]),
        ((TWO[0], A, B, C, D), [None, 0, 1, 2, 3]),
        ((A, B, TWO[0], C, D), [0, 1, None, 2, 3]),
        ((A, B, C, D, TWO[0]), [0, 1, 2, 3, None]),
        ((A, C, D), [0, 2, 3]),
        ((A, edited(B), C, D), [0, 1, 2, 3]),
        ((A, TWO[0], edited(B), C, D), [0, None, 1, 2, 3]),
        ((A, edited(B), TWO[0], C, D), [0, 1, None, 2, 3]),
        ((A, TWO[0], C, D), [0, 1, 2, 3]),
        ((edited(A), edited(B), edited(C), edited(D)), [0, 1, 2, 3]),
        ((A, edited(C), D), [0, 2, 3]),
        ((), []),
        ((TWO[0],), [0]),
    ],
)
def test_paragraphs_are_told_by_their_words_then_by_their_neighbours(
    new: tuple[str, ...], pairs: list[int | None]
) -> None:
    assert aligned((A, B, C, D), new) == pairs


def test_a_moved_paragraph_leaves_its_id_and_takes_nobody_elses() -> None:
    assert aligned((A, B, C, D), (B, C, A, D)) == [1, 2, None, 3]
    assert aligned((A, B, C, D), (TWO[0], B, C, A, D)) == [None, 1, 2, None, 3]
    assert aligned((A, B, C, D), (B, C, A, edited(D))) == [1, 2, None, 3]


def test_repeated_paragraphs_pair_in_their_order() -> None:
    assert aligned(("Yes.", A, "Yes.", B), ("Yes.", A, "Yes.", B)) == [0, 1, 2, 3]
    assert aligned(("Yes.", A, "Yes.", B), ("Yes.", TWO[0], A, "Yes.", B)) == [0, None, 1, 2, 3]
    assert aligned((A, "Yes.", B), (A, "Yes.", "Yes.", B)) == [0, 1, None, 2]


def test_a_long_gap_is_paired_in_its_order() -> None:
    many = tuple(fresh(n) for n in range(100, 350))
    others = tuple(fresh(n) for n in range(400, 650))
    assert aligned(many, others) == list(range(250))


# ---------------------------------------------------------------- promises and their names


def test_a_promise_that_is_still_one_keeps_its_name() -> None:

    first = book(*FIRST.sections, promise("The Lift", "It will come."))
    record = published(first)
    for _ in range(3):
        record = published(first, record)
        assert record.retired == ()
        assert "promised-epilogue" in {unit.id for unit in record.editions[0].units}


def test_the_name_of_a_kept_promise_is_never_given_again() -> None:

    record = published(book(*FIRST.sections, promise("The Lift", "It will come.")))
    kept = section("The Lift", *(fresh(n) for n in range(60, 63)), kind=Kind.EPILOGUE, file="99.md")
    record = published(book(*FIRST.sections, kept), record)
    assert record.retired == ("promised-epilogue",)
    again = book(*FIRST.sections, kept, promise("Once More", "It will come.", file="z.md"))
    found = identified(again, record).sections[-1].head.unit
    assert found == "promised-epilogue-2"


def test_a_name_of_the_authors_stays_with_a_moved_paragraph_and_is_there_once() -> None:

    texts = [replace(block, id=id) for block, id in zip(blocks(*ONE[:3]), "abc", strict=True)]
    first = book(section("Arrivals", *texts, file="01-arrivals.md"))
    moved = book(section("Arrivals", *(texts[1], texts[2], texts[0]), file="01-arrivals.md"))
    occasion = Occasion(STAMP, published=published(first))
    edition = plan_edition(moved, EBOOK, Format.EPUB, occasion).value
    page = volume(make_package(edition, STYLES).value).page("text/arrivals.xhtml")
    assert page
    assert [(line.id, line.words) for line in page.lines][-1] == ("arrivals-a", ONE[0])


def _letter_of(page_of: Book, record: Published) -> tuple[Published, list[tuple[str, str]]]:
    """Publish a book, and return its record with the ids and words of its first page."""
    occasion = Occasion(STAMP, published=record, lose_places=True)
    edition = plan_edition(page_of, EBOOK, Format.EPUB, occasion).value
    page = volume(make_package(edition, STYLES).value).page("text/arrivals.xhtml")
    assert page
    return published(page_of, record), [(line.id, line.words) for line in page.lines]


def test_paragraphs_that_become_a_letter_keep_their_ids_and_leave_their_places() -> None:
    texts = blocks(*ONE)
    letter = Letter((), None, texts[1:4], ())
    record, plain = _letter_of(
        book(section("Arrivals", *texts, file="01-arrivals.md")), NOTHING_PUBLISHED
    )
    wrapped = book(section("Arrivals", texts[0], letter, texts[4], file="01-arrivals.md"))
    record, inside = _letter_of(wrapped, record)
    assert [line for line in inside if line[1]] == plain
    shorter = replace(letter, blocks=letter.blocks[1:])
    without = book(section("Arrivals", texts[0], shorter, texts[4], file="01-arrivals.md"))
    record, left = _letter_of(without, record)
    assert [line for line in left if line[1]] == [plain[0], *plain[2:]]
    assert (plain[1][0], "") in left


def test_a_paragraph_that_leaves_a_letter_for_another_is_new_there() -> None:
    texts = blocks(*ONE)
    first = book(
        section("Arrivals", Letter((), None, texts[:3], ()), *texts[3:], file="01-arrivals.md")
    )
    record, before = _letter_of(first, NOTHING_PUBLISHED)
    moved = book(
        section("Arrivals", Letter((), None, texts[:2], ()), *texts[2:], file="01-arrivals.md")
    )
    _, after = _letter_of(moved, record)
    assert (before[2][0], "") in after
    assert [words for _, words in after if words] == [words for _, words in before]
    assert after[:2] == before[:2]
