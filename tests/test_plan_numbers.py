"""Numbers, labels and names: by language, by the author's word, and typed in titles."""

from __future__ import annotations

import pytest

from bookbuild.model.book import Kind, Matter
from bookbuild.model.editions import Numbering, Presentation
from bookbuild.model.numerals import from_roman, roman
from bookbuild.model.text import plain_text
from bookbuild.plan import outline
from bookbuild.plan.labels import COUNTED, kind_name
from bookbuild.plan.numerals import in_words
from bookbuild.plan.words import NumberForm, vocabularies, vocabulary
from bookbuild.report import Place
from tests.builders import book, plan_checked, plan_epub, promise, section, text_unit


def headings(*titles: str, lang: str = "en", presentation: Presentation | None = None) -> list[str]:
    chapters = (section(title, file=f"{n}.md") for n, title in enumerate(titles, start=1))
    edition = plan_epub(book(*chapters, lang=lang, presentation=presentation))
    return [
        f"{row.label} | {plain_text(row.title)}".strip()
        for row in edition.contents
        if row.label or row.title
    ]


@pytest.mark.parametrize(
    ("lang", "first", "twelfth", "part"),
    [
        ("en", "Chapter One", "Chapter Twelve", "Part One"),
        ("en-GB", "Chapter One", "Chapter Twelve", "Part One"),
        ("de", "Kapitel 1", "Kapitel 12", "Teil 1"),
        ("fr", "Chapitre premier", "Chapitre douze", "Première partie"),
        ("es", "Capítulo uno", "Capítulo doce", "Primera parte"),
        ("it", "Capitolo primo", "Capitolo dodicesimo", "Parte prima"),
        ("pt-BR", "Capítulo um", "Capítulo doze", "Primeira parte"),
        ("nl", "Hoofdstuk 1", "Hoofdstuk 12", "Deel 1"),
        ("sv", "Kapitel 1", "Kapitel 12", "Del 1"),
        ("pl", "Rozdział pierwszy", "Rozdział dwunasty", "Część pierwsza"),
        ("ru", "Глава первая", "Глава двенадцатая", "Часть первая"),
        ("zh-Hans", "第一章", "第十二章", "第一部"),
        ("ja", "第一章", "第十二章", "第一部"),
        ("ko", "제1장", "제12장", "제1부"),
        ("ar", "الفصل الأول", "الفصل الثاني عشر", "الجزء الأول"),
        ("fa", "فصل اول", "فصل دوازدهم", "بخش اول"),
        ("he", "פרק ראשון", "פרק שנים עשר", "חלק ראשון"),
        ("el", "Κεφάλαιο 1", "Κεφάλαιο 12", "Μέρος 1"),
        ("uk", "Розділ перший", "Розділ дванадцятий", "Частина перша"),
        ("tr", "Birinci Bölüm", "On İkinci Bölüm", "Birinci Kısım"),
        ("hi", "अध्याय 1", "अध्याय 12", "भाग 1"),
        ("th", "บทที่ 1", "บทที่ 12", "ภาค 1"),
        ("hu", "Chapter One", "Chapter Twelve", "Part One"),
    ],
)
def test_labels_in_the_language_of_the_book(lang: str, first: str, twelfth: str, part: str) -> None:
    chapters = (section(file=f"{n:02}.md") for n in range(1, 13))
    edition = plan_epub(book(section(kind=Kind.PART, file="part.md"), *chapters, lang=lang))
    assert text_unit(edition, "part").label == part
    assert text_unit(edition, "chapter-01").label == first
    assert text_unit(edition, "chapter-12").label == twelfth


@pytest.mark.parametrize(
    ("presentation", "label"),
    [
        (Presentation(), "Chapter One"),
        (Presentation(numbering=Numbering.FIGURES), "Chapter 1"),
        (Presentation(numbering=Numbering.ROMAN), "Chapter I"),
        (Presentation(numbering=Numbering.NONE), ""),
        (Presentation(chapter_heading="{number}"), "One"),
        (Presentation(chapter_heading="— {number} —", numbering=Numbering.FIGURES), "— 1 —"),
        (Presentation(chapter_heading="{word} No. {number}"), "Chapter No. One"),
        (Presentation(chapter_heading="{label}:"), "Chapter One:"),
        (Presentation(chapter_heading="Day {number}"), "Day One"),
    ],
)
def test_labels_as_the_author_wants_them(presentation: Presentation, label: str) -> None:
    edition = plan_epub(book(section("Home"), presentation=presentation))
    assert text_unit(edition, "one").label == label


def test_a_chapter_without_number_and_title_still_has_a_name() -> None:
    presentation = Presentation(numbering=Numbering.NONE)
    edition = plan_epub(book(section(), presentation=presentation))
    unit = text_unit(edition, "one")
    assert (unit.label, unit.title, unit.head.name) == ("", (), "Chapter 1")


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        (("", "", ""), ["Chapter One", "Chapter Two", "Chapter Three"]),
        (("0", "", ""), ["Chapter 0", "Chapter One", "Chapter Two"]),
        (("", "none", ""), ["Chapter One", "", "Chapter Two"]),
        (("4", "4.6", ""), ["Chapter Four", "Chapter 4.6", "Chapter Five"]),
        (("", "3½", "IV"), ["Chapter One", "Chapter 3½", "Chapter IV"]),
    ],
)
def test_a_number_of_the_authors_is_taken_as_it_is(
    numbers: tuple[str, ...], labels: list[str]
) -> None:
    chapters = (section("T", file=f"{n}.md", number=number) for n, number in enumerate(numbers))
    assert [line.label for line in outline(book(*chapters))] == labels


def test_a_label_replaces_the_label_and_still_counts() -> None:
    lines = outline(book(section(label="Day One"), section(file="2.md")))
    assert [(line.label, line.figures) for line in lines] == [
        ("Day One", "1"),
        ("Chapter Two", "2"),
    ]


@pytest.mark.parametrize(
    ("lang", "title", "left"),
    [
        ("en", "Chapter One: The Bridge", "The Bridge"),
        ("en", "Chapter One", ""),
        ("en", "CHAPTER ONE", ""),
        ("en", "chapter 1 - the bridge", "the bridge"),
        ("en", "Ch. 1 - Home", "Home"),
        ("en", "Chapter 1 The Bridge", "The Bridge"),
        ("en", "Chapter One – The Bridge: Again", "The Bridge: Again"),
        ("en", "1. The Bridge", "The Bridge"),
        ("en", "1: The Bridge", "The Bridge"),
        ("en", "1", ""),
        ("en", "I. The Bridge", "The Bridge"),
        ("en", "Chapter I: The Bridge", "The Bridge"),
        ("de", "Kapitel 1: Die Brücke", "Die Brücke"),
        ("de", "Kapitel Eins: Die Brücke", "Die Brücke"),
        ("fr", "Chapitre premier : Le pont", "Le pont"),
        ("fr", "Chapitre un", ""),
        ("ru", "Глава первая. Мост", "Мост"),
        ("ru", "Глава 1. Мост", "Мост"),
        ("zh", "第一章 桥", "桥"),
        ("zh", "第1章：桥", "桥"),
        ("ja", "第一章　橋", "橋"),
        ("ko", "제1장: 다리", "다리"),
        ("ar", "الفصل الأول: الجسر", "الجسر"),
        ("fa", "فصل اول: پل", "پل"),
        ("he", "פרק ראשון: הגשר", "הגשר"),
        ("el", "Κεφάλαιο 1: Η γέφυρα", "Η γέφυρα"),
        ("uk", "Розділ перший: Міст", "Міст"),
        ("tr", "Birinci Bölüm: Köprü", "Köprü"),
        ("tr", "1. Bölüm: Köprü", "Köprü"),
        ("th", "บทที่ 1: สะพาน", "สะพาน"),
    ],
)
def test_a_number_typed_in_the_title_is_not_printed_twice(lang: str, title: str, left: str) -> None:
    checked = plan_checked(book(section(title), lang=lang))
    assert checked.diagnostics == ()
    unit = text_unit(checked.value, "one")
    assert plain_text(unit.title) == left
    assert unit.label


@pytest.mark.parametrize(
    "title",
    [
        "1984",
        "Part of Me",
        "Chances",
        "Chapter and Verse",
        "I Was Wrong",
        "9-5",
        "12:30",
        "Mix: A Story",
        "Civic Duty",
        "3 Days Later",
    ],
)
def test_a_title_that_only_looks_like_a_number_is_a_title(title: str) -> None:
    checked = plan_checked(book(section(title)))
    assert checked.diagnostics == ()
    assert plain_text(text_unit(checked.value, "one").title).replace("–", "-") == title


def test_a_typed_number_that_is_none_of_the_order_is_kept() -> None:
    assert headings("Chapter 1: A", "Chapter 1.5: B", "Chapter 2: C") == [
        "Chapter One | A",
        "Chapter 1.5 | B",
        "Chapter Two | C",
    ]


def test_a_typed_number_that_disagrees_is_a_warning_with_its_place() -> None:
    checked = plan_checked(book(section("Chapter Twelve: The Bridge", file="a/12.md")))
    (told,) = checked.diagnostics
    assert (told.code, told.place) == ("number-disagrees", Place("manuscript/a/12.md", 1))
    assert "number: 12" in told.hint
    unit = text_unit(checked.value, "chapter-12")
    assert (unit.label, plain_text(unit.title)) == ("Chapter One", "The Bridge")


def test_a_bare_number_that_disagrees_stays_in_the_title() -> None:
    checked = plan_checked(book(section("24. December")))
    assert [told.code for told in checked.diagnostics] == ["number-disagrees"]
    assert plain_text(text_unit(checked.value, "one").title) == "24. December"
    assert plan_checked(book(section("24. December", number="1"))).diagnostics == ()


def test_without_numbering_titles_stay_as_they_are() -> None:
    presentation = Presentation(numbering=Numbering.NONE)
    assert headings("Chapter 9: Home", presentation=presentation) == ["| Chapter 9: Home"]


@pytest.mark.parametrize(
    ("kind", "title", "label", "left", "name"),
    [
        (Kind.PROLOGUE, "", "Prologue", "", "Prologue"),
        (Kind.PROLOGUE, "Prologue", "Prologue", "", "Prologue"),
        (Kind.PROLOGUE, "The Ferry", "Prologue", "The Ferry", "Prologue: The Ferry"),
        (Kind.PROLOGUE, "Prologue: The Ferry", "Prologue", "The Ferry", "Prologue: The Ferry"),
        (Kind.EPILOGUE, "Epilogue – Home", "Epilogue", "Home", "Epilogue: Home"),
        (Kind.INTERLUDE, "", "Interlude", "", "Interlude"),
        (Kind.INTERLUDE, "Interlude Two", "", "Interlude Two", "Interlude Two"),
        (Kind.ACKNOWLEDGMENTS, "", "", "Acknowledgments", "Acknowledgments"),
        (Kind.ACKNOWLEDGMENTS, "Thank You", "", "Thank You", "Thank You"),
        (Kind.ABOUT_THE_AUTHOR, "", "", "About the Author", "About the Author"),
        (Kind.ALSO_BY, "", "", "Also by Mary Shelley", "Also by Mary Shelley"),
        (Kind.DEDICATION, "", "", "", "Dedication"),
        (Kind.FOREWORD, "On Ferries", "Foreword", "On Ferries", "Foreword: On Ferries"),
        (Kind.OTHER, "", "", "", "One"),
        (Kind.OTHER, "A Page", "", "A Page", "A Page"),
        (Kind.PART, "", "Part One", "", "Part One"),
        (Kind.PART, "Part One", "Part One", "", "Part One"),
    ],
)
def test_headings_of_the_other_kinds(
    kind: Kind, title: str, label: str, left: str, name: str
) -> None:
    unit = text_unit(plan_epub(book(section(title, kind=kind))), "one")
    assert (unit.label, plain_text(unit.title), unit.head.name) == (label, left, name)


def test_a_promised_chapter_holds_its_number() -> None:
    sections = (section(), promise(kind=Kind.CHAPTER, file="2.md"), section(file="3.md"))
    labels = [line.label for line in outline(book(*sections))]
    assert labels == ["Chapter One", "Chapter Two", "Chapter Three"]


def test_a_chapter_outside_the_story_has_no_number() -> None:
    extra = section("Deleted Scene", file="extra.md", matter=Matter.BACK)
    lines = outline(book(extra, section()))
    assert [(line.label, line.name) for line in lines] == [
        ("Chapter One", "Chapter One"),
        ("", "Deleted Scene"),
    ]


def test_the_outline_shows_sections_as_the_author_wrote_them() -> None:
    (line,) = outline(book(section("Chapter One: It's Late", file="x.md")))
    assert plain_text(line.head.title) == "Chapter One: It's Late"
    assert (line.number, line.figures, line.label) == ("One", "1", "Chapter One")
    assert line.name == "Chapter One: It’s Late"


# ------------------------------------------------------------------------------- the numbers


@pytest.mark.parametrize("number", [1, 4, 9, 14, 40, 90, 399, 1984, 3999])
def test_roman_numbers_come_back(number: int) -> None:
    assert from_roman(roman(number)) == number
    assert from_roman(roman(number).lower()) == number


@pytest.mark.parametrize("letters", ["", "IIII", "VX", "ABC", "IC", "MMMMM"])
def test_what_is_no_roman_number(letters: str) -> None:
    assert from_roman(letters) is None


@pytest.mark.parametrize(
    ("number", "language", "form", "feminine", "words"),
    [
        (21, "en", NumberForm.CARDINAL, False, "Twenty-One"),
        (112, "en", NumberForm.CARDINAL, False, "One Hundred and Twelve"),
        (3, "es", NumberForm.ORDINAL, True, "tercera"),
        (22, "pl", NumberForm.ORDINAL, True, "dwudziesta druga"),
        (3, "pl", NumberForm.ORDINAL, True, "trzecia"),
        (23, "ru", NumberForm.ORDINAL, True, "двадцать третья"),
        (1, "fr", NumberForm.ORDINAL, True, "première"),
        (2, "fr", NumberForm.CARDINAL, False, "deux"),
        (10, "zh", NumberForm.CARDINAL, False, "十"),
        (20, "zh", NumberForm.CARDINAL, False, "二十"),
        (105, "zh", NumberForm.CARDINAL, False, "一百零五"),
        (1010, "zh", NumberForm.CARDINAL, False, "一千零一十"),
        (7, "de", NumberForm.FIGURES, False, "7"),
    ],
)
def test_numbers_in_words(
    number: int, language: str, form: NumberForm, feminine: bool, words: str
) -> None:
    assert in_words(number, language, form, feminine) == words


@pytest.mark.parametrize("spoken", vocabularies(), ids=lambda spoken: spoken.language)
def test_every_language_names_every_kind(spoken: object) -> None:
    for words in vocabularies():
        if words is spoken:
            for kind in Kind:
                assert kind_name(kind, words, ("A",)) or kind is Kind.OTHER
            assert all(words.counted(kind).word for kind in COUNTED)


def test_an_unknown_language_speaks_english() -> None:
    assert vocabulary("tlh").language == "en"
    assert vocabulary("PT_br").language == "pt"
    assert vocabulary("").language == "en"


def test_a_title_that_is_only_the_chapters_number_is_not_printed_twice() -> None:
    assert headings("One", "two", "1984", "Three") == [
        "Chapter One |",
        "Chapter Two |",
        "Chapter Three | 1984",
        "Chapter Four | Three",
    ]
