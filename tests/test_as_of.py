"""As of a day: nothing that readers may not see is in the file, in any form, and all else is.

Every section of the books made here has words of its own wherever words can be: in its title, its
text, its notes, its footnotes, its file's name, its id, its picture's name. So what is in the file
can be told by looking for them.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.build.stamp import book_stamp
from bookbuild.model.book import AuthorsNote, Book, Head, Kind, NoteKind, Placeholder, Written
from bookbuild.model.edition import Edition
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import (
    Blocks,
    Conditional,
    Figure,
    Footnote,
    Link,
    NoteRef,
    Paragraph,
    Text,
    WrittenTarget,
)
from bookbuild.plan import plan_edition
from bookbuild.write.epub import make_epub
from tests.builders import STAMP, book, metadata, promise, section, text_unit, unit_ids, words
from tests.commands import bookbuild
from tests.commands import manuscript as written
from tests.editions import STYLES, picture

FIRST = date(2026, 3, 1)
KINDS = (
    Kind.CHAPTER,
    Kind.CHAPTER,
    Kind.INTERLUDE,
    Kind.PART,
    Kind.EPILOGUE,
    Kind.ABOUT_THE_AUTHOR,
)


def mark(place: int, what: str) -> str:
    """Return a word that stands in one place of one section only."""
    return f"x{what}{'abcdefghijklmnopqrstuvwxyz'[place]}q"


@dataclass(frozen=True, slots=True)
class Plan:
    """A section to be made: ``day`` counts from the first one, None for none."""

    kind: Kind
    day: int | None
    draft: bool
    promised: bool
    promise: bool
    promised_in: int
    link: int
    until: int


plans = st.builds(
    Plan,
    kind=st.sampled_from(KINDS),
    day=st.none() | st.integers(0, 9),
    draft=st.integers(0, 4).map(lambda n: n == 0),
    promised=st.integers(0, 4).map(lambda n: n == 0),
    promise=st.booleans(),
    promised_in=st.integers(-1, 6),
    link=st.integers(0, 6),
    until=st.integers(0, 6),
)


def made(plan: Plan, place: int, count: int) -> Written | Placeholder:
    """Return the section of a plan."""
    head = Head(
        f"{place:02}-{mark(place, 'file')}.md",
        plan.kind,
        words(mark(place, "title")),
        subtitle=words(mark(place, "subtitle")),
        id=mark(place, "id"),
        line=1,
    )
    promised_in = f"{plan.promised_in:02}-{mark(plan.promised_in, 'file')}.md"
    promised_in = promised_in if 0 <= plan.promised_in < count else ""
    said = (Paragraph(words(mark(place, "promise"))),)
    if plan.promised and plan.kind is not Kind.PART:
        return Placeholder(head, said, None, promised_in)
    link = WrittenTarget(f"{plan.link:02}-{mark(plan.link, 'file')}.md", "")
    linked = Link(link, words(mark(place, "link")))
    text: Blocks = (
        Paragraph((*words(mark(place, "text")), linked, NoteRef("1")), id=mark(place, "block")),
        Figure(f"images/{mark(place, 'picture')}.png", mark(place, "alt")),
        Conditional((Paragraph(words(mark(place, "until"))),), until=mark(plan.until, "id")),
    )
    return Written(
        head,
        text,
        pov=mark(place, "pov"),
        day=None if plan.day is None else FIRST + timedelta(days=plan.day),
        draft=plan.draft,
        notes=(AuthorsNote(NoteKind.CLOSING, (Paragraph(words(mark(place, "note"))),)),),
        warnings=(mark(place, "warning"),),
        footnotes=(Footnote("1", (Paragraph(words(mark(place, "footnote"))),)),),
        promise=said if plan.promise else (),
        promised_in=promised_in if plan.promise else "",
    )


WHOLE = (
    *("title", "subtitle", "file", "id", "text", "link", "block", "picture", "alt", "until"),
    *("pov", "note", "warning", "footnote"),
)


Sections = tuple[Written | Placeholder, ...]
SHOWN = ("title", "subtitle", "text", "link", "alt", "pov", "note", "warning", "footnote")


def was_told(place: int, sections: Sections, given: list[Plan], out: set[int]) -> bool:
    """Return whether readers have the section in which a promise was made."""
    passed: set[int] = set()
    while 0 <= (made_in := given[place].promised_in) < len(sections) and made_in not in passed:
        if isinstance(sections[made_in], Written):
            return made_in in out
        passed.add(made_in)
        place = made_in
    return True


def seen(all_of_them: Sections, as_of: date, ahead: int) -> set[int]:
    """Return the places of the written sections that readers have: the rule, said once more."""
    out: set[int] = set()
    for place, each in enumerate(all_of_them):
        if isinstance(each, Placeholder) or each.draft:
            continue
        later = each.day is not None and each.day > as_of
        early = later and ahead and each.head.kind is not Kind.PART
        if later and not early:
            continue
        ahead -= bool(early)
        out.add(place)
    return out


def text_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


@settings(max_examples=120, deadline=None)
@given(st.lists(plans, min_size=1, max_size=7), st.integers(-1, 10), st.integers(0, 2))
def test_nothing_unreleased_is_in_the_file(given: list[Plan], day: int, ahead: int) -> None:
    sections = tuple(made(plan, place, len(given)) for place, plan in enumerate(given))
    images = tuple(picture(f"images/{mark(n, 'picture')}.png", (4, 3)) for n in range(len(given)))
    whole = replace(book(*sections), images=images)
    as_of = FIRST + timedelta(days=day)
    stamp = book_stamp(whole, Path(), None, as_of)
    assert stamp.date() <= as_of
    edition = EditionSettings("ebook", (Format.EPUB,), ahead=ahead)
    planned = plan_edition(whole, edition, Format.EPUB, Occasion(stamp, as_of=as_of)).value
    file = text_of(make_epub(planned, STYLES).value)
    out = seen(sections, as_of, ahead)
    for place, each in enumerate(sections):
        if each.head.kind is Kind.PART:
            check_part(place, sections, given, out, file)
        else:
            check(place, sections, given, out, file)


def check(place: int, sections: Sections, given: list[Plan], out: set[int], file: str) -> None:
    """Hold a section to the rule; ``file`` is everything that is in the EPUB."""
    plan, told = given[place], was_told(place, sections, given, out)
    if isinstance(sections[place], Placeholder):
        assert (mark(place, "promise") in file) is told
        assert (mark(place, "title") in file) is told
        return
    if plan.promise:
        assert (mark(place, "promise") in file) is (place not in out and told)
    if place not in out:
        assert [what for what in WHOLE if mark(place, what) in file] == []
        return
    assert [what for what in SHOWN if mark(place, what) not in file] == []
    if plan.until >= len(given) or given[plan.until].kind is not Kind.PART:
        assert (mark(place, "until") in file) is (plan.until not in out)


def check_part(place: int, sections: Sections, given: list[Plan], out: set[int], file: str) -> None:
    """Hold a part's page to the rule: it stands with its sections, or by its own day."""
    parts = (n for n in range(place + 1, len(given)) if given[n].kind is Kind.PART)
    own = range(place + 1, next(parts, len(given)))
    by_day = given[place].day is not None and place in out
    if any(n in out and given[n].kind is not Kind.ABOUT_THE_AUTHOR for n in own):
        assert mark(place, "title") in file
    elif not any(isinstance(sections[n], Placeholder) or given[n].promise for n in own):
        assert (mark(place, "title") in file) is by_day


# ------------------------------------------------------------------------- what is still promised

KEPT = replace(
    section("Kept", "It ended.", kind=Kind.EPILOGUE, file="99-kept.md", day=date(2026, 4, 1)),
    promise=(Paragraph((Text("Look for it in April!"),)),),
    promised_in="01-one",
)


def as_of(given: Book, day: date) -> Occasion:
    return Occasion(book_stamp(given, Path(), None, day), as_of=day)


def section_ids(edition: Edition) -> list[str]:
    """Return the ids of an edition's units but for the colophon that bookbuild adds."""
    return [id for id in unit_ids(edition) if id != "colophon-page"]


def test_a_section_stands_as_its_promise_until_its_day() -> None:
    one = section("One", file="01-one.md", day=date(2026, 3, 1))
    given = book(one, KEPT)
    edition = EditionSettings("ebook", (Format.EPUB,))
    before = plan_edition(given, edition, Format.EPUB, as_of(given, date(2026, 3, 31))).value
    assert section_ids(before)[-1] == "promised-epilogue"
    after = plan_edition(given, edition, Format.EPUB, as_of(given, date(2026, 4, 1))).value
    assert section_ids(after)[-1] == "kept"


def test_without_a_day_everything_is_there_and_marked() -> None:
    one = section("One", file="01-one.md", day=date(2026, 3, 1))
    given = book(one, KEPT)
    occasion = Occasion(STAMP, today=date(2026, 3, 31))
    edition = plan_edition(given, given.editions[0], Format.EPUB, occasion).value
    assert (text_unit(edition, "one").draft, text_unit(edition, "kept").draft) == (False, True)


def test_a_book_has_not_come_out_before_its_date() -> None:
    about = replace(metadata(), published=date(2027, 1, 1))
    given = book(section(day=date(2026, 3, 1)), about=about)
    occasion = as_of(given, date(2026, 3, 2))
    edition = plan_edition(given, given.editions[0], Format.EPUB, occasion).value
    assert (edition.metadata.published, edition.metadata.year) == (None, "2026")


def test_a_day_on_which_there_is_nothing_to_read() -> None:
    given = book(section(day=date(2026, 3, 1)))
    occasion = as_of(given, date(2026, 2, 1))
    told = plan_edition(given, given.editions[0], Format.EPUB, occasion).diagnostics
    assert [str(each) for each in told] == [
        "manuscript/book.yaml: There is nothing that readers may see on 2026-02-01. "
        "Build a later day."
    ]


# --------------------------------------------------------------------------------- promises


def test_a_promise_is_overdue_from_the_day_after_its_day() -> None:
    given = book(section(), promise("The End", "Tomorrow!", expected=date(2026, 11, 12)))
    told = {
        day: [
            each.message
            for each in plan_edition(
                given, given.editions[0], Format.EPUB, Occasion(STAMP, today=date(2026, 11, day))
            ).diagnostics
        ]
        for day in (12, 13, 22)
    }
    assert told == {
        12: [],
        13: ["“Epilogue: The End” was expected 2026-11-12, 1 day ago."],
        22: ["“Epilogue: The End” was expected 2026-11-12, 10 days ago."],
    }


BOOK = """\
title: The Ferry
author: Mary Shelley
identifier: https://example.org/ferry
date: 2026-05-03
"""
SOON = "---\nkind: {kind}\nstatus: promised\n---\n\nSoon.\n"


@pytest.mark.parametrize("command", ["epub", "build"])
def test_a_final_edition_has_no_open_promise(command: str, tmp_path: Path) -> None:
    written(
        tmp_path,
        book=BOOK,
        _01_one="The ferry left.\n",
        _98_end=SOON.format(kind="epilogue"),
        _99_more=SOON.format(kind="bonus"),
    )
    done = bookbuild(command, "--final", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "dist").exists()) == (1, False)
    assert "manuscript/98-end.md:5: “Epilogue” is promised and not written" in done.stderr
    assert "manuscript/99-more.md" in done.stderr


def test_an_edition_of_book_yaml_can_be_final(tmp_path: Path) -> None:
    final = "editions:\n  ebook:\n    final: yes\n"
    promised = SOON.format(kind="epilogue")
    written(tmp_path, book=BOOK + final, _01_one="The ferry left.\n", _99_end=promised)
    assert bookbuild("epub", cwd=tmp_path).returncode == 1


def test_a_day_that_is_none_is_a_wrong_command(tmp_path: Path) -> None:
    written(tmp_path, book=BOOK, _01_one="The ferry left.\n")
    done = bookbuild("epub", "--as-of", "tomorrow", cwd=tmp_path)
    assert done.returncode == 2
    assert "--as-of takes a day, and “tomorrow” is none." in done.stderr
