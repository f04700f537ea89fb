"""published.yaml: read back as it was written, and damage is one clear message with its line."""

from __future__ import annotations

import string
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from bookbuild.build.published_text import published_text
from bookbuild.model.edition import PageStart, Pagination
from bookbuild.model.published import (
    NOTHING_PUBLISHED,
    Edit,
    Published,
    PublishedBlock,
    PublishedEdition,
    PublishedSection,
    PublishedUnit,
    ReleaseNews,
    ReleaseRecord,
)
from bookbuild.model.shapes import Shape, Spot, every_spot
from bookbuild.model.text import Blocks
from bookbuild.plan.serial.places import shape_of
from bookbuild.read.published import PUBLISHED_FILE, parse_published, read_published
from tests.serial.test_places import text

_ids = st.text(string.ascii_lowercase + string.digits + "-", max_size=9).map(lambda s: f"k{s}")
_lengths = st.integers(0, 10**6)
_words = st.text(max_size=12)
_blocks = st.builds(
    PublishedBlock,
    _ids,
    st.booleans(),
    _lengths,
    st.integers(0, 2**48 - 1).map(lambda n: f"{n:012x}"),
    st.integers(0, 2**64 - 1),
    st.one_of(st.just(""), _ids),
)
_sections = st.builds(
    PublishedSection, _ids, _words, _words, st.lists(_blocks, max_size=3).map(tuple)
)
_flat = st.builds(Spot, _ids, _lengths, st.booleans())
_added = st.recursive(
    _flat,
    lambda inner: st.builds(
        Spot, _ids, _lengths, st.booleans(), st.lists(inner, max_size=2).map(tuple)
    ),
    max_leaves=6,
)
_runs = st.lists(_added, max_size=3).map(tuple)
_spots = st.builds(Spot, _ids, _lengths, st.booleans(), behind=_runs)
_shapes = st.builds(Shape, _ids, _runs, st.lists(_spots, max_size=3).map(tuple))
_pages = st.one_of(
    st.builds(
        PageStart, _lengths, st.sampled_from(("", "iv", "12")), st.just(""), st.just(""), st.just(0)
    ),
    st.builds(PageStart, _lengths, st.just("3"), _ids, _ids, _lengths),
)
_editions = st.builds(
    PublishedEdition,
    _words,
    st.sampled_from(("epub", "pdf")),
    _words,
    _words,
    st.lists(st.builds(PublishedUnit, _ids, st.booleans()), max_size=4).map(tuple),
    _lengths,
    st.lists(_shapes, max_size=3).map(tuple),
    pagination=st.one_of(
        st.none(), st.lists(_pages, min_size=1, max_size=3).map(lambda p: Pagination(tuple(p)))
    ),
)
_counts = st.integers(0, 10**9 - 1)
_edits = st.builds(Edit, _counts, _counts, _counts, _counts, _counts)
_releases = st.builds(
    ReleaseRecord,
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}", fullmatch=True),
    st.booleans(),
    st.lists(st.builds(ReleaseNews, _ids, st.one_of(st.none(), _edits)), max_size=3).map(tuple),
)
_records = st.builds(
    Published,
    st.one_of(st.none(), st.dates()),
    st.lists(_sections, max_size=3, unique_by=lambda each: each.id).map(tuple),
    st.lists(_editions, max_size=3, unique_by=lambda each: (each.name, each.format)).map(tuple),
    st.lists(_ids, max_size=3).map(tuple),
    st.one_of(st.none(), _releases),
)


@given(_records)
@settings(max_examples=150)
def test_a_record_is_read_back_as_it_was_written(record: Published) -> None:
    assert parse_published(published_text(record)) == record


# -------------------------------------------------------------------------------- damage

SOUND = published_text(
    Published(
        date(2026, 5, 3),
        (
            PublishedSection(
                "arrivals",
                "01-arrivals.md",
                "Arrivals",
                (PublishedBlock("arrivals-p-k3x7q", True, 12, "0123456789ab", 2**60),),
            ),
        ),
        (
            PublishedEdition(
                "ebook",
                "epub",
                "urn:uuid:1",
                "the-ferry",
                (PublishedUnit("arrivals"), PublishedUnit("promised-epilogue", True)),
                1,
                (Shape("arrivals", (), (Spot("arrivals-p-k3x7q", 60),)),),
                Pagination((PageStart(1, "1", "arrivals", "arrivals-p-k3x7q", 0),)),
            ),
        ),
        ("storm",),
        ReleaseRecord("1.3", news=(ReleaseNews("arrivals", Edit(1, 2, 0, 30, 4)),)),
    )
)
UNLIKE = {
    "a word in the day": ("published: 2026-05-03", "published: 2026-05-0x"),
    "no such day": ("published: 2026-05-03", "published: 2026-02-31"),
    "a version that is none": ("release: 1.3", "release: one"),
    "a word behind the version": ("release: 1.3", "release: 1.3 last"),
    "news without a release": ("release: 1.3\n", ""),
    "half an edit": ("revised 1 2 0 30 4", "revised 1 2"),
    "an unknown key": ("retired:", "buried:"),
    "a key twice": ("retired:", "sections:"),
    "a list without its key": ("sections:\n", ""),
    "an indented key": ("editions:", "  editions:"),
    "half a title": ('title: "Arrivals"', 'title: "Arriv'),
    "a title that is a list": ('title: "Arrivals"', 'title: ["Arrivals"]'),
    "no file": ('  file: "01-arrivals.md"\n', ""),
    "a short digest": ("0123456789ab", "0123"),
    "a count that is none": (" p 12 ", " p twelve "),
    "a count without end": (" p 12 ", f" p {'9' * 5000} "),
    "other digits": (" p 12 ", " p ١٢ "),
    "an unknown sort": (" p 12 ", " q 12 "),
    "a story that is none": ("story: 1", "story: one"),
    "no story": ("  story: 1\n", ""),
    "a unit with a space": ("promised-epilogue promised", "promised epilogue promised"),
    "a place without length": ("arrivals-p-k3x7q:60", "arrivals-p-k3x7q"),
    "an open bracket": ("arrivals: arrivals-p", "arrivals: (arrivals-p"),
    "a closed bracket": ("-k3x7q:60", "-k3x7q:60)"),
    "a plus at the end": ("-k3x7q:60", "-k3x7q:60+"),
    "words between places": ("-k3x7q:60", "-k3x7q:60 and more"),
    "a page that is none": ("- 1 1 arrivals", "- first 1 arrivals"),
    "an edited list": ("- storm", "- the storm"),
    "brackets without end": ("arrivals: arrivals-p", f"arrivals: {'(' * 5000}arrivals-p"),
}


def read(folder: Path, source: str) -> tuple[Published, list[str]]:
    (folder / PUBLISHED_FILE).write_text(source, encoding="utf-8")
    found = read_published(folder, "manuscript/published.yaml")
    return found.value, [str(each) for each in found.diagnostics]


def test_a_sound_record_is_no_trouble(tmp_path: Path) -> None:
    record, said = read(tmp_path, SOUND)
    assert said == []
    assert published_text(record) == SOUND


def test_windows_line_ends_are_no_damage(tmp_path: Path) -> None:
    (tmp_path / PUBLISHED_FILE).write_bytes(SOUND.replace("\n", "\r\n").encode())
    found = read_published(tmp_path, "manuscript/published.yaml")
    assert found.diagnostics == ()
    assert published_text(found.value) == SOUND


@pytest.mark.parametrize("what", UNLIKE)
def test_damage_is_one_message_with_its_line(what: str, tmp_path: Path) -> None:
    was, now = UNLIKE[what]
    assert SOUND.count(was) == 1 or was == "retired:"
    record, said = read(tmp_path, SOUND.replace(was, now))
    assert record == NOTHING_PUBLISHED
    (message,) = said
    assert message.startswith("manuscript/published.yaml:")
    assert "This line of the record of what was published is not as bookbuild wrote it." in message
    assert message.endswith("Get the file back as it was: git checkout manuscript/published.yaml")


def test_two_sections_with_one_id_are_damage(tmp_path: Path) -> None:
    start, end = SOUND.index("- id: arrivals"), SOUND.index("editions:")
    _, (message,) = read(tmp_path, SOUND[:end] + SOUND[start:end] + SOUND[end:])
    assert message.startswith("manuscript/published.yaml:13:")


@pytest.mark.parametrize("marks", ["<<<<<<< HEAD", "=======", ">>>>>>> new-chapter"])
def test_a_merge_that_was_not_finished_is_said(marks: str, tmp_path: Path) -> None:
    _, (message,) = read(tmp_path, SOUND.replace("retired:", f"{marks}\nretired:"))
    assert "An unfinished merge has left its marks here" in message


@given(st.data())
@settings(max_examples=100)
def test_whatever_is_cut_or_changed_there_is_no_traceback(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND)))
    end = data.draw(st.integers(start, min(len(SOUND), start + 40)))
    put = data.draw(st.text('():+- "9a\n', max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        record, said = read(Path(folder), SOUND[:start] + put + SOUND[end:])
    assert len(said) <= 1
    if said:
        assert record == NOTHING_PUBLISHED


def test_a_file_that_was_cut_is_damage(tmp_path: Path) -> None:
    lines = SOUND.splitlines(keepends=True)
    fine = [n for n in range(len(lines)) if not read(tmp_path, "".join(lines[:n]))[1]]
    # Behind "retired:" an item of the last list may be missing, and nothing before it.
    assert fine == [len(lines) - 1]


def test_the_same_spot_again_and_again_can_be_read_back() -> None:
    shape = shape_of("unit", text("ab"), None)
    ids = [f"k{n}" for n in range(150)]
    for n in range(len(ids)):
        blocks = (*text("a"), *text_of(ids[: n + 1][::-1]), *text("b"))
        shape = shape_of("unit", blocks, shape)
        assert [s.id for s in every_spot(shape)] == [b.id for b in blocks]
    record = Published(editions=(PublishedEdition("e", "epub", "i", "o", shapes=(shape,)),))
    assert parse_published(published_text(record)) == record


def text_of(ids: list[str]) -> Blocks:
    return tuple(replace(block, id=id) for id in ids for block in text("x"))
