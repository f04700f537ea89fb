"""The pages that bookbuild adds: titles, copyright, information, colophon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bookbuild.model.book import Contributor, Fandom, Kind, Metadata
from bookbuild.model.edition import (
    ColophonPage,
    CopyrightPage,
    Edition,
    HalfTitlePage,
    InformationPage,
    TitlePage,
)
from bookbuild.model.editions import Format, ThemeName
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import plain_text
from bookbuild.plan.catalogue import isbn_of
from bookbuild.plan.title_pages import short_fandom
from bookbuild.plan.typeface import text_font
from bookbuild.write.themes import theme
from tests.builders import (
    book,
    metadata,
    plan_epub,
    plan_print,
    section,
    summary,
    unit,
    unit_ids,
)

FANDOM = Fandom(
    fandoms=("Smallville (TV 2001)",),
    rating="Teen",
    relationships=("Clark Kent/Lana Lang",),
    characters=("Clark Kent", "Pete Ross"),
    tags=("Angst", "Good-byes"),
    source="https://example.org/s/1/",
    posted="2005-05-03",
    gift_for="Mara",
    original="The Other Ferry",
)
FAN = replace(metadata(), fandom=FANDOM, warnings=("death",))


def planned(about: Metadata, printed: bool = False) -> Edition:
    given = book(section(), about=about, notes=(summary("They part."),))
    return plan_print(given) if printed else plan_epub(given)


def title_of(about: Metadata) -> TitlePage:
    found = unit(planned(about), "title-page")
    assert isinstance(found, TitlePage)
    return found


def copyright_of(about: Metadata, printed: bool = False) -> tuple[tuple[str, ...], ...]:
    found = unit(planned(about, printed), "copyright")
    assert isinstance(found, CopyrightPage)
    return found.groups


def rows_of(about: Metadata, id: str, printed: bool = False) -> list[tuple[str, str]]:
    found = unit(planned(about, printed), id)
    assert isinstance(found, InformationPage)
    return list(found.rows)


def test_title_pages_are_typographic_and_the_catalogue_is_as_typed() -> None:
    about = replace(metadata("It's Late", "Ann O'Hara"), subtitle="A 'Tale'", publisher="Me")
    page = title_of(about)
    assert (page.title, page.subtitle) == ("It’s Late", "A ‘Tale’")
    assert (page.authors, page.publisher) == (("Ann O’Hara",), "Me")
    assert planned(about).title == "It’s Late"
    assert planned(about).metadata.title == "It's Late"
    half = unit(planned(about, printed=True), "half-title")
    assert isinstance(half, HalfTitlePage)
    assert half.title == "It’s Late"


@pytest.mark.parametrize(
    ("lang", "number", "line"),
    [
        ("en", "2", "Book Two of The Ferries"),
        ("en", "2.5", "Book 2.5 of The Ferries"),
        ("en", "", "The Ferries"),
        ("de", "2", "Band 2 der Reihe The Ferries"),
        ("fr", "2", "The Ferries, tome 2"),
    ],
)
def test_series_lines(lang: str, number: str, line: str) -> None:
    about = replace(metadata(lang=lang), series=Series("The Ferries", number))
    assert title_of(about).series == line


@pytest.mark.parametrize(
    ("fandoms", "line"),
    [
        (("Smallville (TV 2001)",), "A Smallville story"),
        (("Avatar: The Last Airbender",), "An Avatar: The Last Airbender story"),
        (("Unicorn Academy",), "A Unicorn Academy story"),
        (("Smallville", "Supergirl (TV 2015)"), "A Smallville and Supergirl story"),
        (("A", "A (TV)"), "An A story"),
        ((), ""),
    ],
)
def test_fandom_lines(fandoms: tuple[str, ...], line: str) -> None:
    fandom = title_of(replace(metadata(), fandom=Fandom(fandoms))).fandom
    assert plain_text(fandom) == line


@pytest.mark.parametrize(
    ("archive", "name"),
    [
        ("Harry Potter - J. K. Rowling", "Harry Potter"),
        ("呪術廻戦 | Jujutsu Kaisen", "Jujutsu Kaisen"),
        ("Spider-Man (Movies)", "Spider-Man"),
        ("(no name)", "(no name)"),
    ],
)
def test_an_archives_name_of_a_fandom(archive: str, name: str) -> None:
    assert short_fandom(archive) == name


# -------------------------------------------------------------------------------- copyright


def test_a_book_of_ones_own_claims_its_rights() -> None:
    about = replace(
        metadata(),
        edition_statement="Second edition",
        publisher="Landing Press",
        isbns=(Isbn("9780000000002", format="epub"), Isbn("9780000000019", edition="print")),
        contributors=(
            Contributor("Mary Shelley"),
            Contributor("Bea", "beta"),
            Contributor("Cy", "beta"),
            Contributor("Di", "cover artist"),
        ),
    )
    assert copyright_of(about) == (
        ("© 2005 Mary Shelley", "All rights reserved."),
        ("Second edition", "Landing Press"),
        ("ISBN 9780000000002",),
        ("Beta: Bea, Cy", "Cover artist: Di"),
    )
    assert ("ISBN 9780000000019",) in copyright_of(about, printed=True)


_ISBNS = (
    Isbn("9780000000002"),
    Isbn("9780000000019", format="epub"),
    Isbn("9780000000026", edition="print", typed="978-0-00-000002-6"),
)


def test_an_edition_and_format_has_one_isbn() -> None:
    about = replace(metadata(), isbns=_ISBNS)
    assert planned(about).isbn == _ISBNS[1]
    assert planned(about, printed=True).isbn == _ISBNS[2]
    assert isbn_of(_ISBNS, "proof", Format.PDF) == _ISBNS[0]
    assert isbn_of(_ISBNS[1:], "proof", Format.PDF) is None
    assert ("ISBN 978-0-00-000002-6",) in copyright_of(about, printed=True)


@pytest.mark.parametrize(
    ("about", "claim"),
    [
        (metadata(author=""), ("© 2005", "All rights reserved.")),
        (
            replace(metadata(), year="2004–2005"),
            ("© 2004–2005 Mary Shelley", "All rights reserved."),
        ),
        (
            replace(metadata(), published=date(2001, 2, 3), rights="CC BY 4.0"),
            ("© 2001 Mary Shelley", "CC BY 4.0"),
        ),
        (metadata(lang="de"), ("© 2005 Mary Shelley", "Alle Rechte vorbehalten.")),
    ],
)
def test_the_claim(about: Metadata, claim: tuple[str, ...]) -> None:
    assert copyright_of(about) == (claim,)


def test_fan_fiction_claims_nothing() -> None:
    groups = copyright_of(FAN)
    assert groups == (
        ("Fan fiction, not for sale. The characters and settings belong to their owners.",),
        (
            "First posted at example.org/s/1, 3\u00a0May 2005",
            "A gift for Mara.",
            "A translation of The Other Ferry.",
        ),
    )
    assert copyright_of(FAN, printed=True) == (*groups, ("Contains: death",))
    only_posted = replace(metadata(), fandom=Fandom(("X",), posted="spring 2005"))
    assert copyright_of(only_posted)[1] == ("First posted spring 2005",)


# ------------------------------------------------------------------------------ information


def test_an_ebook_has_the_information_in_front_and_the_tags_at_the_back() -> None:
    assert rows_of(FAN, "information") == [
        ("Fandom", "Smallville (TV 2001)"),
        ("Rating", "Teen"),
        ("Relationships", "Clark Kent/Lana Lang"),
        ("Warnings", "death"),
        ("Summary", "They part."),
    ]
    assert rows_of(FAN, "story-tags") == [
        ("Characters", "Clark Kent, Pete Ross"),
        ("Tags", "Angst, Good-byes"),
    ]


def test_print_has_all_of_it_at_the_back() -> None:
    names = [name for name, _ in rows_of(FAN, "information", printed=True)]
    assert names == [
        "Fandom",
        "Rating",
        "Relationships",
        "Warnings",
        "Summary",
        "Characters",
        "Tags",
    ]
    assert unit_ids(planned(FAN, printed=True))[-2:] == ["information", "colophon-page"]


def test_lists_have_the_commas_of_their_language() -> None:
    chinese = replace(metadata(lang="zh"), fandom=FANDOM)
    assert ("标签", "Angst、Good-byes") in rows_of(chinese, "story-tags")


# --------------------------------------------------------------------------------- colophon


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ("Set in EB Garamond.", "3 May 2005")),
        ("de", ("Gesetzt aus der EB Garamond.", "3. Mai 2005")),
        ("tlh", ("Set in EB Garamond.", "3 May 2005")),
        ("not a tag", ("Set in EB Garamond.", "3 May 2005")),
    ],
)
def test_print_ends_with_its_type_and_date(lang: str, lines: tuple[str, ...]) -> None:
    page = plan_print(book(section(), lang=lang)).units[-1]
    assert isinstance(page, ColophonPage)
    assert page.lines == lines


def test_the_colophon_names_the_font_that_the_text_is_set_in() -> None:
    assert all(text_font(name) == theme(name).text.family for name in ThemeName)


def test_an_author_who_wrote_a_colophon_has_the_last_word() -> None:
    own = section("", "Set by hand.", kind=Kind.COLOPHON, file="colophon.md")
    assert unit_ids(plan_print(book(section(), own)))[-1] == "colophon"
    assert "colophon-page" not in unit_ids(plan_epub(book(section(), own)))
