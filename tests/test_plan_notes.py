"""Author's notes by policy, footnotes, conditions, warnings, points of view, scene breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bookbuild.model.book import Fandom, Kind
from bookbuild.model.edition import AppendixEntry, NotesAppendix, PlacedNote
from bookbuild.model.editions import EditionSettings, Format, NotesPolicy, Presentation
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import (
    BlankLine,
    Blocks,
    Conditional,
    Epigraph,
    Footnote,
    NoteRef,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
    Text,
    plain_text,
)
from bookbuild.plan import plan_edition
from bookbuild.plan.catalogue import plain_words
from bookbuild.plan.pov import bare_name
from bookbuild.plan.scenes import tidy_scenes
from tests.builders import (
    STAMP,
    blocks,
    book,
    closing,
    mark,
    metadata,
    opening,
    para,
    plan_checked,
    plan_epub,
    plan_print,
    promise,
    promise_unit,
    section,
    summary,
    text_unit,
    unit,
    unit_ids,
)

NOTED = section("", "Story.", notes=(summary("Sum."), opening("Before."), closing("After.")))


def said(notes: tuple[PlacedNote, ...]) -> list[str]:
    return [plain_words(note.blocks) for note in notes]


@pytest.mark.parametrize(
    ("policy", "before", "after"),
    [
        (NotesPolicy.INLINE, ["Before."], ["After."]),
        (NotesPolicy.END, [], ["Before.", "After."]),
        (NotesPolicy.APPENDIX, [], []),
        (NotesPolicy.OMIT, [], []),
    ],
)
def test_notes_stand_where_the_edition_wants_them(
    policy: NotesPolicy, before: list[str], after: list[str]
) -> None:
    edition = plan_epub(book(NOTED), policy)
    one = text_unit(edition, "one")
    assert (said(one.opening), said(one.closing)) == (before, after)
    assert ("authors-notes" in unit_ids(edition)) is (policy is NotesPolicy.APPENDIX)


def test_formats_have_their_own_custom() -> None:
    assert "authors-notes" not in unit_ids(plan_epub(book(NOTED)))
    assert "authors-notes" in unit_ids(plan_print(book(NOTED)))


def appendix(edition_units: tuple[object, ...]) -> tuple[AppendixEntry, ...]:
    return next(unit.entries for unit in edition_units if isinstance(unit, NotesAppendix))


def test_the_appendix_goes_by_chapter() -> None:
    other = section("Home", file="2-home.md")
    third = section("", file="3.md", notes=(closing("Last."),))
    entries = appendix(plan_print(book(NOTED, other, third)).units)
    assert [(entry.unit, entry.name) for entry in entries] == [
        ("one", "Chapter One"),
        ("chapter-3", "Chapter Three"),
    ]
    assert said(entries[0].notes) == ["Before.", "After."]
    ids = [f"authors-notes-one-{mark(words)}" for words in ("Before.", "After.")]
    assert [note.id for note in entries[0].notes] == ids
    assert entries[0].notes[0].blocks[0].id == f"{ids[0]}-p-{mark('Before.')}"


def test_what_is_left_out_is_one_count() -> None:
    second = replace(NOTED, head=replace(NOTED.head, file="2.md"))
    told = plan_checked(book(NOTED, second), notes=NotesPolicy.OMIT).diagnostics
    assert [(d.code, d.place.file) for d in told] == [
        ("summaries-left-out", "manuscript/book.yaml"),
        ("notes-left-out", "manuscript/book.yaml"),
    ]
    assert told[0].message.startswith("2 chapter summaries are left out")
    assert told[1].message.startswith("4 author’s notes are left out")
    assert plan_checked(book(section(notes=(opening("Hi."),)))).diagnostics == ()


def test_the_works_own_notes_are_pages() -> None:
    given = book(section(), notes=(opening("Welcome."), closing("Thanks."), summary("S.")))
    edition = plan_epub(given)
    assert unit_ids(edition)[2:-1] == ["contents", "authors-note", "one", "closing-note"]
    note, last = text_unit(edition, "authors-note"), text_unit(edition, "closing-note")
    assert (note.kind, last.kind) == (Kind.PREFACE, Kind.AFTERWORD)
    assert [(u.label, plain_text(u.title)) for u in (note, last)] == [("", "Author’s note")] * 2
    omitted = plan_epub(given, NotesPolicy.OMIT)
    assert "authors-note" not in unit_ids(omitted)


def test_warnings_never_move_with_notes() -> None:
    warned = replace(NOTED, warnings=("blood", "the sea"))
    for policy in NotesPolicy:
        one = text_unit(plan_epub(book(warned), policy), "one")
        assert one.contains == "Contains: blood, the sea"


def test_the_works_warnings_have_a_page() -> None:
    about = replace(metadata(), warnings=("blood",))
    page = text_unit(plan_print(book(section(), about=about)), "content-notes")
    assert plain_words(page.blocks) == "Contains: blood"
    own = section("", "Read this.", kind=Kind.CONTENT_NOTES, file="content-notes.md")
    page = text_unit(plan_print(book(section(), own, about=about)), "content-notes")
    assert (page.contains, plain_words(page.blocks)) == ("Contains: blood", "Read this.")
    fan = replace(about, fandom=Fandom(("Smallville",)))
    assert "content-notes" not in unit_ids(plan_epub(book(section(), about=fan)))


# -------------------------------------------------------------------------------- footnotes


def test_footnotes_are_numbered_as_the_text_calls_them() -> None:
    chapter = replace(
        section("", para("A", NoteRef("b")), Quote(blocks(para("B", NoteRef("a"))))),
        footnotes=(
            Footnote("a", blocks(para("Alpha", NoteRef("c")))),
            Footnote("b", blocks("Beta")),
            Footnote("c", blocks("Gamma")),
            Footnote("d", blocks("Nobody calls me")),
        ),
    )
    one = text_unit(plan_epub(book(chapter)), "one")
    assert [(n.label, n.number, n.id, n.ref_id) for n in one.footnotes] == [
        (label, number, f"one-n-{mark(words)}", f"one-r-{mark(words)}")
        for label, number, words in (("b", 1, "Beta"), ("a", 2, "Alpha"), ("c", 3, "Gamma"))
    ]
    beta = mark("Beta")
    assert one.footnotes[0].blocks[0].id == f"one-n-{beta}-p-{beta}"


FOOTED = replace(
    section("", para("Story", NoteRef("s")), notes=(opening(para("Hi", NoteRef("n"))),)),
    footnotes=(Footnote("s", blocks("In the story")), Footnote("n", blocks("In the note"))),
)


def test_a_notes_footnotes_go_with_it() -> None:
    inline = text_unit(plan_epub(book(FOOTED)), "one")
    assert [note.label for note in inline.footnotes] == ["n", "s"]
    edition = plan_print(book(FOOTED))
    assert [note.label for note in text_unit(edition, "one").footnotes] == ["s"]
    (entry,) = appendix(edition.units)
    assert [(n.label, n.number, n.id) for n in entry.footnotes] == [
        ("n", 1, f"authors-notes-one-n-{mark('In the note')}")
    ]


def test_footnotes_of_a_printed_appendix_are_numbered_through() -> None:
    second = replace(FOOTED, head=replace(FOOTED.head, file="2.md"))
    first, last = appendix(plan_print(book(FOOTED, second)).units)
    assert [note.number for entry in (first, last) for note in entry.footnotes] == [1, 2]
    assert first.footnotes[0].label != last.footnotes[0].label
    for entry in (first, last):
        paragraph = entry.notes[0].blocks[0]
        assert isinstance(paragraph, Paragraph)
        assert NoteRef(entry.footnotes[0].label) in paragraph.inlines
    ebook = plan_epub(book(FOOTED, second), NotesPolicy.APPENDIX)
    assert [entry.footnotes[0].number for entry in appendix(ebook.units)] == [1, 1]


def test_a_call_of_a_footnote_that_is_not_there_goes() -> None:
    one = text_unit(plan_epub(book(section("", para("A", NoteRef("x"))))), "one")
    assert one.blocks == (replace(para("A"), id=f"one-p-{mark('A')}"),)


# ------------------------------------------------------------------------------- conditions


@pytest.mark.parametrize(
    ("only", "kept"),
    [
        ((), ("ebook", "print", "hardback")),
        (("print",), ("print", "hardback")),
        (("ebook",), ("ebook",)),
        (("EPUB",), ("ebook",)),
        (("pdf", "epub"), ("ebook", "print", "hardback")),
        (("hardback",), ("hardback",)),
        (("posting",), ()),
    ],
)
def test_what_is_meant_for_some_editions(only: tuple[str, ...], kept: tuple[str, ...]) -> None:
    text = Conditional(blocks("Inner."), only=only)
    given = book(
        section("", "Always.", Quote((*blocks("Q."), text)), notes=(opening("Note.", only=only),))
    )
    formats = {"ebook": Format.EPUB, "print": Format.PDF, "hardback": Format.PDF}
    for name, made_as in formats.items():
        settings = EditionSettings(name, (made_as,), NotesPolicy.INLINE)
        one = text_unit(plan_edition(given, settings, made_as, Occasion(STAMP)).value, "one")
        assert ("Inner." in plain_words(one.blocks)) is (name in kept)
        assert bool(one.opening) is (name in kept)


@pytest.mark.parametrize("until", ["epilogue", "Epilogue", "the-end"])
def test_a_kept_promise_leaves_the_book(until: str) -> None:
    noted = section(
        "",
        "Story.",
        Conditional(blocks("Wait for it."), until=until),
        notes=(closing("Tomorrow!", until=until),),
    )
    open_book = plan_epub(book(noted, promise()))
    one = text_unit(open_book, "one")
    assert (plain_words(one.blocks), said(one.closing)) == ("Story. Wait for it.", ["Tomorrow!"])
    kept = section("", kind=Kind.EPILOGUE, file="99-epilogue.md", id="the-end")
    one = text_unit(plan_epub(book(noted, kept)), "one")
    assert (plain_words(one.blocks), one.closing) == ("Story.", ())


# --------------------------------------------------------------------------------- promises


def test_a_promise_says_who_made_it_and_when() -> None:
    about = replace(
        metadata(), fandom=Fandom(("Smallville",), source="https://www.example.org/works/12/")
    )
    given = book(
        section("Home", file="01-home.md", day=date(2005, 5, 3)),
        promise("", "Look out!", promised_in="01-home", expected=date(2005, 5, 4)),
        about=about,
    )
    promised = promise_unit(plan_epub(given), "promised-epilogue")
    assert promised.label == "Epilogue"
    assert promised.attribution == "the author, with Chapter One, 3 May 2005"
    assert promised.expected == "Expected 4 May 2005"
    assert promised.where == "Look for it at example.org/works/12"


@pytest.mark.parametrize(
    ("lang", "attribution"),
    [
        ("en-US", "the author, with Chapter One, May 3, 2005"),
        ("de", "Mary Shelley, zu Kapitel 1, 3. Mai 2005"),
        ("fr", "Mary Shelley, avec «\u00a0Chapitre premier\u00a0», 3 mai 2005"),
        ("zh", "作者，第一章，2005年5月3日"),
    ],
)
def test_a_promise_in_the_language_of_the_book(lang: str, attribution: str) -> None:
    given = book(section(day=date(2005, 5, 3)), promise(promised_in="01-one.md"), lang=lang)
    assert promise_unit(plan_epub(given), "promised-epilogue").attribution == attribution


def test_a_promise_of_which_nothing_is_known() -> None:
    promised = promise_unit(plan_print(book(section(), promise())), "promised-epilogue")
    assert (promised.attribution, promised.expected, promised.where) == ("the author", "", "")


# -------------------------------------------------------------------------- points of view


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Clark's POV", "Clark"),
        ("Clark’s POV", "Clark"),
        ("James' POV", "James"),
        ("CLARK'S P.O.V.", "CLARK"),
        ("Clark's Point of View", "Clark"),
        ("POV: Clark", "Clark"),
        ("Clark POV", "Clark"),
        ("Clark", "Clark"),
        ("Povey", "Povey"),
        ("", ""),
    ],
)
def test_a_point_of_view_is_a_bare_name(typed: str, name: str) -> None:
    assert bare_name(typed) == name


def test_points_of_view_within_a_chapter_look_the_same() -> None:
    chapter = section("", "A.", PointOfView((Text("Lana's POV"),)), "B.", pov="Clark's POV")
    presentation = Presentation(pov_line="{pov}’s POV")
    for pattern, lines in (
        (Presentation(), ("Clark", "Lana")),
        (presentation, ("Clark’s POV", "Lana’s POV")),
    ):
        one = text_unit(plan_epub(book(chapter, presentation=pattern)), "one")
        within = one.blocks[1]
        assert isinstance(within, PointOfView)
        assert (one.pov, plain_text(within.inlines)) == lines


# ---------------------------------------------------------------------- epigraphs and breaks


def test_epigraphs_at_the_opening_stand_under_the_heading() -> None:
    motto = Epigraph(blocks("Water."), (Text("A poet"),))
    one = text_unit(plan_epub(book(section("", motto, "Story.", motto))), "one")
    assert [plain_words(e.blocks) for e in one.epigraphs] == ["Water."]
    assert len(one.blocks) == 2
    page = text_unit(plan_epub(book(section("", motto, kind=Kind.EPIGRAPH))), "one")
    assert (page.epigraphs, len(page.blocks)) == ((), 1)


A, B = blocks("A.", "B.")
BREAK, SPACE = SceneBreak(), BlankLine()


@pytest.mark.parametrize(
    ("given", "tidy"),
    [
        ((BREAK, A, BREAK, BREAK, B, BREAK), (A, BREAK, B)),
        ((A, SPACE, BREAK, SPACE, B), (A, BREAK, B)),
        ((A, SPACE, SPACE, B, SPACE), (A, SPACE, B)),
        ((BREAK,), ()),
        ((), ()),
    ],
)
def test_scene_breaks_part_two_scenes(given: Blocks, tidy: Blocks) -> None:
    assert tidy_scenes(given) == tidy


def test_a_draft_is_marked() -> None:
    draft = replace(section(), draft=True)
    assert text_unit(plan_epub(book(draft)), "one").draft


def test_typography_reaches_titles_text_and_notes() -> None:
    given = book(section("It's Late", "It's me...", notes=(opening("Don't."),)))
    one = text_unit(plan_epub(given), "one")
    assert plain_text(one.title) == "It’s Late"
    assert plain_words(one.blocks) == "It’s me…"
    assert said(one.opening) == ["Don’t."]
    assert unit(plan_epub(given), "one").head.name == "Chapter One: It’s Late"
