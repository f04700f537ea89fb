"""Some sections of a book alone: ``--only``, and the page that a sample ends with."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import ExternalTarget, Link, Text, plain_text
from bookbuild.model.walk import every_inline, lines_of
from bookbuild.plan import plan_edition
from bookbuild.plan.excerpt import excerpt, unknown_wishes
from tests.builders import EBOOK, PRINT, STAMP, book, para, section
from tests.commands import bookbuild, manuscript
from tests.epubcheck import epubcheck

STORY = book(
    *(section(f"Day {n}", f"It rained on day {n}.", file=f"{n:02}-day.md") for n in range(1, 5))
)
ABOUT = """\
title: The Ferry
author: Mary Shelley
identifier: https://example.org/ferry
editions:
  sample:
    formats: epub
    sections: 1..2
    ends-with: "*Read on* at [the ferry](https://example.org/ferry)."
"""


def _chapters(edition: Edition) -> list[str]:
    return [unit.head.name for unit in edition.units if unit.head.file]


def test_chapters_keep_their_numbers() -> None:
    part = excerpt(STORY, EBOOK, Format.EPUB, ("2..3",))
    planned = plan_edition(STORY, part, Format.EPUB, Occasion(STAMP)).value
    assert _chapters(planned) == ["Chapter Two: Day 2", "Chapter Three: Day 3"]


def test_an_excerpt_is_another_file_and_another_book() -> None:
    whole = plan_edition(STORY, EBOOK, Format.EPUB, Occasion(STAMP)).value
    parts = [
        plan_edition(
            STORY, excerpt(STORY, EBOOK, Format.EPUB, (wish,)), Format.EPUB, Occasion(STAMP)
        )
        for wish in ("2", "3", "2")
    ]
    ids = [each.value.identifier for each in parts]
    assert len({whole.identifier, *ids}) == 3
    assert ids[0] == ids[2]
    assert [each.value.output for each in parts[:2]] == ["the-ferry-2", "the-ferry-3"]


def test_without_a_wish_nothing_changes() -> None:
    assert excerpt(STORY, PRINT, Format.PDF, ()) is PRINT
    assert unknown_wishes(STORY, ()) == ()
    assert len(unknown_wishes(STORY, ("9", "2"))) == 1


@pytest.mark.parametrize("settings", [EBOOK, PRINT])
def test_the_last_page_is_the_last(settings: object) -> None:
    link = Link(ExternalTarget("https://example.org/"), (Text("there"),))
    base = EBOOK if settings is EBOOK else PRINT
    ends = replace(base, ends_with=(para('"Read on" ', link, "."),))
    edition = plan_edition(STORY, ends, base.formats[0], Occasion(STAMP)).value
    last = edition.units[-1]
    assert isinstance(last, TextUnit)
    assert [plain_text(line) for line in lines_of(last.blocks)] == ["“Read on” there."]
    inlines = [each for line in lines_of(last.blocks) for each in every_inline(line)]
    assert link in inlines
    assert last.head.name not in [entry.label for entry in edition.contents]


def test_a_sample_ends_with_where_to_read_on(tmp_path: Path) -> None:
    chapters = {f"_0{n}_day": f"# Day {n}\n\nIt rained on day {n}.\n" for n in range(1, 5)}
    folder = manuscript(tmp_path, book=ABOUT, **chapters)
    done = bookbuild("epub", folder, "--edition", "sample")
    assert done.returncode == 0, done.stderr
    made = folder / "dist" / "the-ferry-sample.epub"
    with zipfile.ZipFile(made) as archive:
        page = archive.read("EPUB/text/last-page.xhtml").decode()
        spine = re.findall(r'idref="([^"]+)"', archive.read("EPUB/content.opf").decode())
    assert spine[-1] == "text-last-page"
    assert '<em>Read on</em> at <a class="external" href="https://example.org/ferry">' in page
    assert epubcheck(made.read_bytes()) == ()


def test_an_excerpt_of_a_published_book_loses_nobodys_place(tmp_path: Path) -> None:
    chapters = {f"_0{n}_day": f"# Day {n}\n\nIt rained on day {n}.\n" for n in range(1, 5)}
    folder = manuscript(tmp_path, book=ABOUT, **chapters)
    done = bookbuild("build", "--publish", "--edition", "ebook", folder)
    assert done.returncode == 0, done.stderr
    record = (folder / "manuscript" / "published.yaml").read_bytes()
    part = bookbuild("epub", folder, "--edition", "ebook", "--only", "3")
    assert (part.returncode, part.stderr) == (0, "")
    assert (folder / "manuscript" / "published.yaml").read_bytes() == record
    assert (folder / "dist" / "the-ferry-ebook-3.epub").exists()
    refused = bookbuild("build", "--publish", "--only", "3", folder)
    assert refused.returncode == 2
