"""Hostile manuscripts: an inert book, or a message that names file and line; in bounded time."""

from __future__ import annotations

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.epubcheck import epubcheck
from tests.hostile.folders import BOOK, FOLDERS, Case, Ending, written
from tests.hostile.inertness import css_harm, harm_in
from tests.hostile.pictures import PICTURES
from tests.hostile.pieces import HARMLESS_PIECES, REFUSED_PIECES, SHEET
from tests.hostile.trial import MOST_MEGABYTES, MOST_SECONDS, Trial, tried

_CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.slow else [])
    for case in (*FOLDERS, *PICTURES)
]


@pytest.mark.parametrize("case", _CASES)
def test_a_hostile_manuscript(case: Case, tmp_path: Path) -> None:
    trial = tried(written(tmp_path / "the-ferry", case))
    _is_tame(trial)
    assert trial.code == case.ending.value, trial.said[-2000:]
    assert case.said in trial.said, trial.said[:2000]
    books = [book.read_bytes() for book in tmp_path.rglob("*.epub")]
    assert len(books) == (case.ending is Ending.BOOK)
    assert [harm for book in books for harm in harm_in(book)] == []
    shutil.rmtree(tmp_path / "the-ferry")  # some are large


def _is_tame(trial: Trial) -> None:
    assert "Traceback" not in trial.said
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", trial.said), "a control reaches the terminal"
    assert trial.seconds < MOST_SECONDS
    assert trial.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("name", sorted(REFUSED_PIECES))
def test_a_piece_that_no_book_can_have(name: str, tmp_path: Path) -> None:
    case = Case(name, _text(REFUSED_PIECES[name]), Ending.REFUSED)
    trial = tried(written(tmp_path, case))
    _is_tame(trial)
    assert trial.code == 1
    assert "manuscript/02-harm.md:3: " in trial.said


def test_all_that_is_harmless_in_one_book(tmp_path: Path) -> None:
    trial = tried(_everything(tmp_path))
    _is_tame(trial)
    assert trial.code == 0, trial.said[-3000:]
    (book,) = tmp_path.rglob("*.epub")
    assert harm_in(book.read_bytes()) == ()
    assert epubcheck(book.read_bytes()) == ()


@pytest.mark.slow
def test_all_that_is_harmless_in_print(tmp_path: Path) -> None:
    trial = tried(_everything(tmp_path), "pdf")
    assert trial.code == 0, trial.said[-3000:]
    (book,) = tmp_path.rglob("*.pdf")
    with pikepdf.open(book) as pdf:
        keys = {key for thing in pdf.objects for key in _keys(thing)}
    assert keys.isdisjoint(
        {"/JS", "/JavaScript", "/Launch", "/AA", "/EmbeddedFiles", "/RichMedia", "/SubmitForm"}
    )


def _keys(thing: pikepdf.Object) -> set[str]:
    return set(thing.keys()) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else set()


def _everything(project: Path) -> Path:
    """Write one manuscript with every harmless piece and every picture that a book can have."""
    written(project, Case("", lambda manuscript: None, Ending.BOOK))
    manuscript = project / "manuscript"
    for number, name in enumerate(sorted(HARMLESS_PIECES), start=2):
        text = f"# The {name}\n\n{HARMLESS_PIECES[name]}\n"
        (manuscript / f"{number:02}-{name}.md").write_text(text, encoding="utf-8")
    _pictures(manuscript)
    (manuscript / "book.yaml").write_text(BOOK, encoding="utf-8")
    styles = project / "styles"
    styles.mkdir()
    (styles / "book.css").write_text(SHEET, encoding="utf-8")
    return project


def _pictures(manuscript: Path) -> None:
    shown = ["# The pictures\n"]
    for number, case in enumerate(PICTURES):
        if case.ending is not Ending.BOOK or "million" in case.name or "cover" in case.name:
            continue
        aside = manuscript.parent / "aside"
        aside.mkdir()
        case.write(aside)
        picture = next(file for file in aside.iterdir() if file.suffix != ".md")
        name = f"{number}{picture.suffix}"
        shutil.move(picture, manuscript / name)
        shutil.rmtree(aside)
        shown.append(f"![{case.name}]({name})\n")
    (manuscript / "90-pictures.md").write_text("\n".join(shown), encoding="utf-8")


def _text(piece: str) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        (manuscript / "02-harm.md").write_text(f"# Harm\n\n{piece}", encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("a.xhtml", "<p onclick='x'/>"),
        ("a.xhtml", "<script/>"),
        ("a.xhtml", "<a href='java&#10;script:x'/>"),
        ("a.xhtml", "<a href='&#1;JAVASCRIPT:x'/>".replace("&#1;", "&#9;")),
        ("a.xhtml", "<img src='https://example.com/a.png'/>"),
        ("a.xhtml", "<img src='data:image/png;base64,AA'/>"),
        ("a.xhtml", "<p style='background:u\\72 l(//example.com)'/>"),
        ("a.xhtml", "<a href='../../b'/>"),
        ("a.xhtml", "<form/>"),
        ("a.xhtml", "<x xmlns='urn:x'/>"),
        ("a.svg", "<animate/>"),
        ("a.svg", "<foreignObject/>"),
        ("a.svg", "<style>@import 'a'</style>"),
        ("../a.txt", ""),
        ("a.exe", ""),
    ],
)
def test_the_eyes_are_open(name: str, page: str) -> None:
    space = "http://www.w3.org/2000/svg" if name.endswith("svg") else "http://www.w3.org/1999/xhtml"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, f"<p xmlns='{space}'>{page}</p>")
    assert harm_in(target.getvalue())


def test_a_sheet_is_looked_through() -> None:
    assert list(css_harm("p{background:url(//example.com)}", sheet=True))
    assert list(css_harm("@import 'a.css';", sheet=True))
    assert not list(css_harm("@font-face{src:url(../fonts/a.ttf)}", sheet=True))


def test_nothing_outside_the_folder_is_in_the_book(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("The secret word is Ariel.\n", encoding="utf-8")
    project = written(tmp_path / "the-ferry", Case("", lambda manuscript: None, Ending.BOOK))
    (project / "manuscript" / "02-link.md").symlink_to(secret)
    os.link(secret, project / "manuscript" / "03-hard.txt")  # a file of the folder like any other
    trial = tried(project)
    assert trial.code == 1
    assert "manuscript/02-link.md: " in trial.said
    assert "Ariel" not in trial.said
