"""What is written into a manuscript's files is read back as the same."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.intake.draft import Draft, DraftSection
from bookbuild.intake.manuscript_text import blocks_text, book_yaml, draft_pages, section_text
from bookbuild.intake.manuscript_text import kinds as kinds_written
from bookbuild.intake.manuscript_text.rewriting import NewName, with_labels
from bookbuild.intake.manuscript_text.tidy_blocks import tidy_blocks
from bookbuild.intake.scene_marks import MARKS
from bookbuild.intake.words import words_of
from bookbuild.model.book import (
    AuthorsNote,
    Contributor,
    Fandom,
    Head,
    Kind,
    Metadata,
    Placeholder,
    Section,
    Written,
)
from bookbuild.model.naming import Series
from bookbuild.model.text import (
    Blocks,
    Footnote,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Text,
    WrittenTarget,
    plain_text,
)
from bookbuild.model.walk import lines_of
from bookbuild.read import kinds as kinds_read
from bookbuild.read.book_yaml import read_book_yaml
from bookbuild.read.front_matter import ParagraphStyle
from bookbuild.read.manuscript import read_book
from bookbuild.read.markdown import read_section, scene_breaks
from bookbuild.read.sections import read_section_file
from tests import strategies
from tests.golden import check_golden
from tests.manuscript_text_cases import BOOK, BOOK_NOTES, CASES, SECTIONS, Case
from tests.manuscript_texts import comparable

HERE = Path(__file__).parent
GOLDEN = HERE / "manuscript_text"
READ_CASES = sorted((HERE / "text").glob("*/*.test"))
UNDELAYED = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

# ---------------------------------------------------------------------------- any blocks


def check_round_trip(blocks: Blocks, footnotes: tuple[Footnote, ...]) -> None:
    source = blocks_text(blocks, footnotes)
    read = read_section(source, "01-x.md").value
    assert read.title == ()
    assert len(read.footnotes) == len(footnotes)
    labels = tuple(
        NewName(note.label, new.label) for note, new in zip(footnotes, read.footnotes, strict=True)
    )
    there = (blocks, *(note.blocks for note in footnotes))
    expected = comparable(*(with_labels(text, labels) for text in there))
    found = comparable(read.blocks, *(note.blocks for note in read.footnotes))
    assert found == expected, f"{found}\n{expected}\n{source}"


@given(strategies.blocks, strategies.footnotes)
@settings(UNDELAYED, max_examples=200)
def test_any_blocks_are_read_back(blocks: Blocks, footnotes: tuple[Footnote, ...]) -> None:
    check_round_trip(blocks, footnotes)


@pytest.mark.slow
@given(strategies.blocks, strategies.footnotes)
@settings(UNDELAYED, max_examples=2000)
def test_many_blocks_are_read_back(blocks: Blocks, footnotes: tuple[Footnote, ...]) -> None:
    check_round_trip(blocks, footnotes)


@given(strategies.inlines())
@settings(UNDELAYED, max_examples=300)
def test_any_words_are_read_back(inlines: Inlines) -> None:
    check_round_trip((Paragraph(inlines), Paragraph(inlines)), ())


@given(strategies.blocks)
@settings(UNDELAYED, max_examples=200)
def test_tidy_blocks_keep_their_words_and_stay_as_they_are(blocks: Blocks) -> None:
    tidied = tidy_blocks(blocks)
    assert tidy_blocks(tidied) == tidied
    assert sorted(_words(tidied)) == sorted(_words(blocks))


def _words(blocks: Blocks) -> list[str]:
    """Return the words; once they are tidy, numbers of lists and times can be among them."""
    said = " ".join(_speakable(plain_text(line)) for line in lines_of(blocks))
    return [word for word in words_of(said) if word not in ("1", "5", "6", "7", "Yesterday")]


# ------------------------------------------------------------------------------- examples


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_construct(case: Case) -> None:
    check_golden(GOLDEN / f"{case.name}.md", blocks_text(case.blocks, case.footnotes))
    check_round_trip(case.blocks, case.footnotes)


@pytest.mark.parametrize("case", READ_CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_read_is_written_and_read_again(case: Path) -> None:
    prose, source, _ = re.split(r"^\.\n", case.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    read = read_section(source, "x.md", 1, "Option: paragraphs are lines" in prose).value
    check_round_trip(read.blocks, read.footnotes)


def test_letters_of_a_known_shape_keep_their_parts() -> None:
    case = next(case for case in CASES if case.name == "letters")
    read = read_section(blocks_text(case.blocks), "x.md").value
    assert _without_lines(read.blocks) == case.blocks


def _without_lines(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_without_lines, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _without_lines(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **(fields | ({"line": 0} if "line" in fields else {})))
    return value


# ------------------------------------------------------------------------------- sections


@pytest.mark.parametrize(("name", "section"), SECTIONS, ids=[name for name, _ in SECTIONS])
def test_section(name: str, section: Section) -> None:
    text = section_text(section, "en")
    check_golden(GOLDEN / f"{name}.md", text)
    read = read_section_file(text, section.head.file, section.head.file, ParagraphStyle.BLANK)
    assert not read.diagnostics
    assert _without_lines(read.value.section) == section


@given(
    st.builds(
        Head,
        st.sampled_from(("01-x.md", "02-interlude-2.md", "99-epilogue.md", "07-map.md", "a.md")),
        st.sampled_from(Kind),
        st.one_of(strategies.inlines(notes=False), st.just((Text("Part Two"),)), st.just(())),
    ),
    strategies.texts,
    st.lists(strategies.texts, max_size=3).map(tuple),
    st.lists(strategies.authors_notes, max_size=3).map(tuple),
)
@settings(UNDELAYED, max_examples=200)
def test_any_section_is_read_back(
    head: Head, pov: str, warnings: tuple[str, ...], notes: tuple[AuthorsNote, ...]
) -> None:
    blocks = (Paragraph((Text("It was raining."),)),)
    section = Written(head, blocks, pov=pov, warnings=warnings, notes=notes)
    text = section_text(section, "en")
    read = read_section_file(text, head.file, head.file, ParagraphStyle.BLANK).value.section
    assert isinstance(read, Written)
    assert read.head.kind is head.kind
    assert comparable((Heading(1, read.head.title),)) == comparable((Heading(1, head.title),))
    assert [_flat(read.pov)] == [_flat(pov)]
    assert list(read.warnings) == [flat for one in warnings if (flat := _flat(one))]
    kept = [note for note in notes if tidy_blocks(note.blocks) and _is_said(note)]
    assert [(n.kind, n.until, n.only) for n in read.notes] == [
        (n.kind, n.until, n.only) for n in kept
    ]
    found = comparable(read.blocks, *(note.blocks for note in read.notes))
    assert found == comparable(blocks, *(note.blocks for note in kept))


def _flat(text: str) -> str:
    return _speakable(text).strip()


def _speakable(text: str) -> str:
    spaced = re.sub(r"[\t\n\r\u2028\u2029\x0b\x0c\x1c-\x1f\x85]+", " ", text)
    return re.sub("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "", spaced)


def _is_said(note: AuthorsNote) -> bool:
    return bool(comparable(note.blocks)[0])


# --------------------------------------------------------------------------------- the folder


def test_book_yaml(tmp_path: Path) -> None:
    text = book_yaml(BOOK, BOOK_NOTES)
    check_golden(GOLDEN / "book.yaml", text)
    (tmp_path / "book.yaml").write_text(text, "utf-8")
    (tmp_path / "01.md").write_text("Rain.\n", "utf-8")
    read = read_book(tmp_path)
    assert read.value
    assert read.value.metadata == BOOK
    assert [note.kind for note in read.value.notes] == [note.kind for note in BOOK_NOTES]


@given(
    st.builds(
        Metadata,
        title=strategies.texts,
        subtitle=strategies.texts,
        contributors=st.lists(
            st.builds(Contributor, strategies.texts, st.sampled_from(("beta", "- x"))), max_size=3
        ).map(tuple),
        series=st.none() | st.builds(Series, strategies.texts),
        description=strategies.texts,
        subjects=st.lists(strategies.texts, max_size=3).map(tuple),
        fandom=st.none()
        | st.builds(
            Fandom,
            st.lists(strategies.texts, min_size=1, max_size=2).map(tuple),
            tags=st.lists(strategies.texts, max_size=3).map(tuple),
        ),
    )
)
@settings(UNDELAYED, max_examples=200)
def test_any_metadata_is_read_back(metadata: Metadata) -> None:
    read = read_book_yaml(book_yaml(metadata, ()), "book.yaml").value.metadata
    assert _all_flat(read) == _all_flat(metadata)


def _all_flat(metadata: Metadata) -> object:
    people = [(_flat(c.name), c.role) for c in metadata.contributors if _flat(c.name)]
    series = _flat(metadata.series.name) if metadata.series else ""
    fandom = metadata.fandom
    tags = (
        [[_flat(t) for t in each if _flat(t)] for each in (fandom.fandoms, fandom.tags)]
        if fandom
        else []
    )
    texts = (metadata.title, metadata.subtitle, metadata.description)
    subjects = [_flat(one) for one in metadata.subjects if _flat(one)]
    return (*map(_flat, texts), people, series, [t for t in tags if t], subjects)


def test_draft_pages_have_names_in_order_and_links_follow() -> None:
    link = Link(WrittenTarget("ch2.xhtml", "quay"), (Text("there"),))
    quay = Paragraph((Text("The quay."),), id="quay")
    gone = Link(WrittenTarget("ch2.xhtml", "gone"), (Text("here"),))
    sections: tuple[Section, ...] = (
        Written(Head("ch1.xhtml", Kind.PROLOGUE), (Paragraph((link,)),)),
        Written(Head("ch2.xhtml", Kind.CHAPTER, (Text("Überfahrt, die"),)), (quay,)),
        Written(Head("ch3.xhtml", Kind.CHAPTER, (Text("第三章"),)), (Paragraph((gone,)),)),
        Placeholder(Head("", Kind.EPILOGUE), (Paragraph((Text("Soon!"),)),), None, "ch2"),
    )
    drafts = tuple(DraftSection(section, "book.epub", 1) for section in sections)
    draft = Draft(Metadata("The Ferry"), (), drafts, (), (), (), ())
    pages = draft_pages(draft)
    assert [page.name for page in pages] == [
        "book.yaml",
        "01-prologue.md",
        "02-uberfahrt-die.md",
        "03-chapter-3.md",
        "04-epilogue.md",
    ]
    assert pages[1].text == "[there](02-uberfahrt-die.md#quay)\n"
    assert "::: {#quay}\nThe quay.\n:::\n" in pages[2].text
    assert "[here](02-uberfahrt-die.md)\n" in pages[3].text
    assert "promised-in: 02-uberfahrt-die\n" in pages[4].text
    assert "kind:" not in "".join(page.text for page in pages)


# ------------------------------------------------------------------- the read room's own words


def test_the_signs_of_scene_breaks_are_those_of_the_reader() -> None:
    assert MARKS == scene_breaks._MARKS


@pytest.mark.parametrize("name", sorted(kinds_read._BY_NAME))
def test_a_name_that_speaks_of_a_kind_is_known_here(name: str) -> None:
    for title in (name, name.title(), f"{name}: Rain", f"{name} Two", f"{name} 3"):
        if kinds_read.kind_by_title(title) not in (None, Kind.CHAPTER):
            assert kinds_written.speaks_of_a_kind(title)
    for stem in (name, name.replace(" ", "-"), f"03-{name.replace(' ', '_')}-two"):
        said = kinds_read.kind_by_file(stem)
        assert said in (None, Kind.CHAPTER) or kinds_written.has_to_be_said(Kind.CHAPTER, stem, "")


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_that_is_not_written_is_in_the_file_name(kind: Kind) -> None:
    stem = f"03-{kind.value.replace(chr(39), '').replace(' ', '-')}"
    if kind is not Kind.CHAPTER and not kinds_written.has_to_be_said(kind, stem, ""):
        assert kinds_read.kind_by_file(stem) is kind
