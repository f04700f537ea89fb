"""The copy for screens: PDF/UA-1 by veraPDF, and what a screen reader says is the manuscript."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from bookbuild.build.books import planned
from bookbuild.model.editions import Format
from bookbuild.model.shops import Shop
from bookbuild.write.pdf import make_pdf
from bookbuild.write.pdf.logical_order import read_order
from tests.commands import manuscript
from tests.spoken import Spoken, spoken
from tests.verapdf import verapdf

_PROJECT = Path(__file__).parents[1]
_PICTURES = Path(__file__).parent / "books" / "pictures" / "manuscript" / "images"

_ABOUT = """title: The Lamp on the Quay
author: Mary Shelley
identifier: https://example.org/lamp
lang: en-GB
drop-caps: yes
notes: Thank you for coming aboard.
"""

_PART = "---\ntitle: Before the Rain\n---\n"

_FIRST = """\
Nobody on the quay remembered afterwards who had lit the lamp, though several of them remembered
extraordinarily well that it had been burning.[^1] The harbourmaster maintained that it was *his*
responsibility, and that a well-known drawing-room in Southampton had a lamp exactly like it."""
_SECOND = """\
It was raining when they left, and the undertaking had been misrepresented to the passengers as an
uncomplicated excursion. They were disproportionately encumbered with umbrellas, and with the
*considerable* expectations of their neighbours, whose understanding of it was conjectural."""

_ARRIVALS = """---
title: Arrivals
notes: This one is for everybody who asked about the dog.
---

::: epigraph
Water does not resist.

— *The Pilot's Almanac*
:::

%s

%s

::: letter
The Inn\\
3 May

Dear Ann,

Bring the boat, and bring whatever provisions the establishment considers indispensable.

Bob
:::

::: {.messages me="Ann"}
[9:41 pm]
Bob: where r u
Ann: nearly
:::

::: system
Strength: 12 (+1)
You have died.
:::

::: verse
The ferry goes over,
  the ferry comes *back*
to the quay.

The water stays.
:::

See [the other chapter](12-departures.md) and <https://example.org/>.

[^1]: The lamp is described, with extraordinary circumstantiality, in the *Almanac*.
""" % (_FIRST, _SECOND)  # noqa: UP031

_CALLED = (
    "The representatives of the neighbouring establishment were congratulating themselves upon "
    "the extraordinary circumspection with which the arrangements had been concluded, "
    "notwithstanding the inconvenience occasioned by the disappearance of paper {number}."
    "[^{number}]"
)

_DEPARTURES = (
    """---
title: Departures
endnotes: The ferry is real. The inn is not.
---

![The river mouth, with soundings in feet](images/river-mouth.png "The river, 1902")

## Towards evening

Every sounding was signed with a ![small anchor](images/anchor.png) and a date.

- a rope
- a lamp

1. Find matches.
2. See [the first chapter](11-arrivals.md).

| Ferry  | Fare |
|--------|-----:|
| *Ann*  |   2s |

> Nobody drowns in an inch of water.

"""
    + "\n\n".join(_CALLED.format(number=number) for number in range(1, 13))
    + "\n\n"
    + "\n\n".join(f"[^{number}]: Paper {number} is kept." for number in range(1, 13))
)


def _screen_copy(folder: Path) -> bytes:
    plan = planned(folder, Format.PDF, "", None)
    assert plan.edition is not None, plan.diagnostics
    made = make_pdf(replace(plan.edition, shop=Shop.SCREEN), plan.styles)
    assert made.value is not None, made.diagnostics
    assert not [each for each in made.diagnostics if each.code == "print-style"]
    return made.value.pdf


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A short book with all that a page can hold."""
    folder = manuscript(
        tmp_path_factory.mktemp("rich"),
        book=_ABOUT,
        _10_part_one=_PART,
        _11_arrivals=_ARRIVALS,
        _12_departures=_DEPARTURES,
    )
    shutil.copytree(_PICTURES, folder / "manuscript" / "images")
    return _screen_copy(folder)


@pytest.fixture(scope="module")
def said(rich: bytes) -> Spoken:
    """What a screen reader says of it."""
    return spoken(rich)


# ------------------------------------------------------------------------------- the validator


def test_verapdf_finds_nothing(rich: bytes, tmp_path: Path) -> None:
    shutil.copytree(_PROJECT / "manuscript", tmp_path / "manuscript")
    for found in verapdf(rich, _screen_copy(tmp_path)):
        assert not found


def test_verapdf_finds_what_is_broken(rich: bytes) -> None:
    def broken(change: str) -> bytes:
        with pikepdf.open(io.BytesIO(rich)) as pdf:
            link = next(link for page in pdf.pages for link in page.get("/Annots", ()))
            match change:
                case "claim":
                    del pdf.Root.Metadata
                case "language":
                    del pdf.Root.Lang
                case "structure":
                    del pdf.Root.StructTreeRoot
                case "contents":
                    del link["/Contents"]
                case "figure":
                    del _first(pdf.Root.StructTreeRoot.K[0], "/Figure")["/Alt"]
                case "note":
                    del _first(pdf.Root.StructTreeRoot.K[0], "/Note")["/ID"]
                case _:
                    raise AssertionError(change)
            changed = io.BytesIO()
            pdf.save(changed)
            return changed.getvalue()

    changes = ("claim", "language", "structure", "contents", "figure", "note")
    found = verapdf(*map(broken, changes))
    rules = [{failure.rule for failure in each} for each in found]
    wanted = ("7.1-8", "7.2-", "7.1-", "7.18.5-2", "7.3-1", "7.9-1")
    for change, have, rule in zip(changes, rules, wanted, strict=True):
        assert any(each.startswith(rule) for each in have), (change, have)


def _first(element: pikepdf.Object, kind: str) -> pikepdf.Object:
    found = _find(element, kind)
    assert found is not None
    return found


def _find(element: pikepdf.Object, kind: str) -> pikepdf.Object | None:
    if str(element.S) == kind:
        return element
    kids = element.get("/K", pikepdf.Array())
    for kid in kids.as_list() if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found = _find(kid, kind)
            if found is not None:
                return found
    return None


# ------------------------------------------------------------------------------- what is said


def test_all_words_are_said_in_order(said: Spoken) -> None:
    heard = _words(said.text)
    at = heard.index("Nobody")
    for typed in (_FIRST, _SECOND):
        words = _words(typed.replace("[^1]", "1").replace("*", ""))
        assert heard[at : at + len(words)] == words
        at += len(words)
    assert "The ferry goes over, the ferry comes back to the quay." in said.text
    assert "misrepresented to the passengers as an uncomplicated excursion." in said.text
    assert "disproportionately encumbered" in said.text
    assert "a well-known drawing-room in Southampton had a lamp exactly like it." in said.text


def test_a_paragraph_over_two_pages_is_one(said: Spoken) -> None:
    paragraphs = [text for kind, text in said.blocks if kind == "P"]
    called = [text for text in paragraphs if "congratulating" in text]
    assert len(called) == 12
    for number, text in enumerate(called, 1):
        assert text.startswith("The representatives of the")
        assert text.endswith(f"disappearance of paper {number}.{number}")


def test_running_heads_and_folios_are_not_said(said: Spoken) -> None:
    assert said.text.count("The Lamp on the Quay") == 2  # half title, title page
    assert not re.search(r"^\d+$", said.text, re.M)


def test_notes_stand_behind_the_paragraph(said: Spoken) -> None:
    notes = [text for kind, text in said.blocks if kind == "Note"]
    assert notes[0].startswith("1. The lamp is described, with extraordinary circumstantiality,")
    assert len(notes) == 13


def test_headings_lists_tables_and_pictures(said: Spoken) -> None:
    headings = [block for block in said.blocks if re.fullmatch("H[1-6]", block[0])]
    assert ("H1", "Chapter One Arrivals") in headings
    assert ("H2", "Towards evening") in headings
    assert {"L", "LI", "LBody", "Table", "TH", "TD", "Figure", "Caption"} <= said.kinds
    assert said.pictures == ("The river mouth, with soundings in feet", "small anchor")


def test_a_table_over_pages_is_one(tmp_path: Path) -> None:
    rows = "\n".join(f"| Ann {number} | {number} shillings |" for number in range(1, 101))
    table = f"| [Ferry](#fares) | Fare |\n|---|---|\n{rows}"
    text = f"Before.\n\n{table}\n\n## Fares {{#fares}}\n\nBehind.\n"
    made = _screen_copy(manuscript(tmp_path, book=_ABOUT, _01_rows=text))
    assert verapdf(made) == ((),)
    said = spoken(made)
    assert [text for kind, text in said.blocks if kind == "TH"] == ["Ferry", "Fare"]
    assert [text for kind, text in said.blocks if kind == "TD"][198:] == [
        "Ann 100",
        "100 shillings",
    ]


def test_links_say_their_words(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        said = [str(link.Contents) for link in links]
        tree = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        assert {str(tree[int(link.StructParent)].S) for link in links} == {"/Link"}
    assert "Chapter One Arrivals 3" in said
    assert "the other chapter" in said
    assert "https://example.org/" in said


def test_the_tree_and_the_pages_agree(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as pdf:
        tree = pdf.Root.StructTreeRoot
        rows = dict(pikepdf.NumberTree(tree.ParentTree).items())
        for page in pdf.pages:
            marked = set(map(int, re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())))
            parents = rows[int(page.obj.StructParents)].as_list()
            known = {at for at, each in enumerate(parents) if isinstance(each, pikepdf.Dictionary)}
            assert marked == known
        ids = pikepdf.NameTree(tree.IDTree)
        assert len(list(ids.keys())) == 13


def _words(text: str) -> list[str]:
    return text.replace("’", "'").replace("\\", " ").split()


# --------------------------------------------------------------------------- right to left


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("She read the word םולש aloud.", "She read the word שלום aloud."),
        ("two: םלוע םולש.", "two: שלום עולם."),
        ("plain", "plain"),
    ],
)
def test_words_from_right_to_left_in_a_line(shown: str, read: str) -> None:
    assert read_order(shown) == read


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        (".12 דומעב ארק אוה", "הוא קרא בעמוד 12."),
        ("Ann הל ארק אוה", "הוא קרא לה Ann"),
    ],
)
def test_a_line_from_right_to_left(shown: str, read: str) -> None:
    assert read_order(shown, right_to_left=True) == read
