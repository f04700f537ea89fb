"""The comparison in words: golden answers, none of them wider than sixty columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.compare.difference import (
    Difference,
    MovedSection,
    NewSection,
    Promises,
    RevisedSection,
    difference,
)
from bookbuild.compare.places import Loss
from bookbuild.compare.reading import read_volume
from bookbuild.compare.revision import Revision
from bookbuild.compare.telling import told
from tests.commands import bookbuild, manuscript
from tests.compare.books import THREE, Chapter, chapter, compared, with_paragraphs
from tests.golden import check_golden

GOLDEN = Path(__file__).parent / "golden"
ONE, TWO, LAST = THREE
NOTE = '<aside epub:type="footnote" id="n1"><p>A kind of boat.</p></aside>'
EDITED = with_paragraphs(
    TWO,
    TWO.paragraphs[0],
    "Boats of the chapter 2 lay drowned in the cold rain that day.",
    *TWO.paragraphs[2:],
    "And nobody had seen it coming at all.",
)


def _update(folder: Path) -> Difference:
    """A chapter more, one revised and renamed."""
    revised = replace(EDITED, title="The Night on Which the Boats Came Home With Nobody Aboard")
    return compared(folder, THREE, (ONE, replace(revised, more=NOTE), LAST, chapter(4)))


def _losing(folder: Path) -> Difference:
    """Everything that loses a place at once."""
    first = with_paragraphs(ONE, "It began before anybody had woken up.", *ONE.paragraphs)
    return compared(folder, THREE, (chapter(9), replace(LAST, file="last.xhtml"), first))


def _many(folder: Path) -> Difference:
    """So many losses that not all of them are named."""
    old = tuple(map(chapter, range(1, 15)))
    return compared(folder, old, tuple(replace(each, file=f"x{each.file}") for each in old))


def _nothing(folder: Path) -> Difference:
    return compared(folder, THREE, THREE)


CASES: dict[str, Callable[[Path], Difference]] = {
    "update": _update,
    "losing": _losing,
    "many": _many,
    "nothing": _nothing,
}


@pytest.mark.parametrize("name", CASES)
def test_told_as_it_was_reviewed(name: str, tmp_path: Path) -> None:
    lines = told(CASES[name](tmp_path))
    check_golden(GOLDEN / f"{name}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", CASES)
def test_no_line_is_too_wide(name: str, tmp_path: Path) -> None:
    assert max(map(len, told(CASES[name](tmp_path)))) <= 60


def test_promises_and_moves_are_told() -> None:
    empty = Difference("", (), (), Promises(), (), (), (), (), ())
    found = replace(
        empty,
        promises=Promises(("Epilogue",), ("Chapter Nine",), ("Bonus",)),
        moved=(MovedSection("Map", ""), MovedSection("Cast", "Map")),
    )
    assert told(found) == (
        *("", "Promised", "  Epilogue", "  Chapter Nine: in other words now"),
        "  Bonus: promised no more, and not there",
        *("", "Moved", "  Map stands first now", "  Cast stands behind “Map” now"),
        *("", "Every reader’s place is kept."),
    )


def test_one_of_each_is_told_in_the_singular() -> None:
    changed = Revision(new=1, added=1, pictures=(1, 2))
    found = Difference(
        "T",
        (NewSection("A", 1),),
        (RevisedSection("B", changed),),
        Promises(),
        *((),) * 4,
        (Loss("x", "One."),),
    )
    assert told(found)[3:9] == (
        "  A (1 word)",
        "",
        "Revised",
        "  B",
        "    paragraph: 1 new; 1 word added",
        "    pictures: 1 new, 2 gone",
    )


# ------------------------------------------------------------------------ books that bookbuild made


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A published book, the same with its epilogue and an edited chapter, and its folder."""
    about = "title: The Ferry\nauthor: Mary Shelley\nidentifier: urn:x:ferry\n"
    chapter_one = "The sea went out that night.\n\nNobody saw it go.\n\nIt was late.\n"
    folder = manuscript(
        tmp_path / "book",
        book=about,
        _01_ebb=f"# Ebb\n\n::: notes\nThe next one comes on Friday.\n:::\n\n{chapter_one}",
        _99_epilogue="---\ntitle: The Lamp\nkind: epilogue\nstatus: promised\n---\n\nSoon.\n",
        _90_thanks="---\nkind: acknowledgments\n---\n\nThank you all.\n",
    )
    made = bookbuild("build", folder, "--edition", "ebook", "--publish", "-o", tmp_path / "1.epub")
    assert made.returncode == 0, made.stderr
    edited = chapter_one.replace("Nobody", "It rained.\n\nHardly anybody")
    manuscript(
        folder,
        _01_ebb=f"# Low Water\n\n{edited}",
        _99_epilogue="---\ntitle: The Lamp\nkind: epilogue\n---\n\nThe lamp went out.\n",
    )
    again = bookbuild("epub", folder, "--lose-places", "-o", tmp_path / "2.epub")
    assert again.returncode == 0, again.stderr
    return tmp_path / "1.epub", tmp_path / "2.epub", folder


def test_an_update_of_a_published_book_keeps_every_place(
    versions: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    old, new, folder = versions
    found = difference(*(read_volume(each.read_bytes(), each.name) for each in (old, new)))
    check_golden(GOLDEN / "published.txt", "\n".join(told(found)) + "\n")
    assert found.losses == ()
    told_here = bookbuild("diff", old, folder, cwd=tmp_path)
    assert told_here.stdout == (GOLDEN / "published.txt").read_text(encoding="utf-8")
    assert told_here.returncode == 0


def test_a_book_of_another_manuscript_needs_an_edition(
    versions: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    other = manuscript(
        tmp_path / "other",
        book="title: Other\nauthor: Mary Shelley\nidentifier: urn:x:other\n",
        _01_one="# One\n\nIt rained.\n",
    )
    unknown = bookbuild("diff", versions[0], other)
    assert unknown.returncode == 2
    assert "No edition of this manuscript has this book's identifier, urn:x:ferry" in unknown.stderr
    named = bookbuild("diff", versions[0], other, "--edition", "ebook")
    assert named.returncode == 1
    assert "The identifier is another" in named.stdout


def test_a_manuscript_with_mistakes_is_not_compared(
    versions: tuple[Path, Path, Path],
) -> None:
    old, _, folder = versions
    manuscript(folder, _02_broken="# Two\n\nA note[^9].\n")
    done = bookbuild("diff", old, folder)
    assert done.returncode == 1
    assert "02-broken.md" in done.stderr
    assert done.stdout == ""


def _chapters(count: int) -> tuple[Chapter, ...]:
    return tuple(map(chapter, range(1, count + 1)))


def test_a_long_book_is_compared_quickly(tmp_path: Path) -> None:
    old = tuple(
        with_paragraphs(each, *(f"Line {n} of {each.title} in the rain." for n in range(200)))
        for each in _chapters(100)
    )
    changed = with_paragraphs(old[50], "New first.", *old[50].paragraphs[:100])
    found = compared(tmp_path, old, (*old[:50], changed, *old[51:]))
    assert [each.name for each in found.revised] == ["Tide 51"]
