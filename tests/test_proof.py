"""The proofreader: one folder for each finding, with the report as its author reads it.

Each ``tests/proof/CODE/manuscript`` holds the slip and what is like it and right; ``report.txt``
is what is found by default, and with ``--strict`` below it. Folders whose name begins with
``nothing`` are texts in which nothing is wrong.
"""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from bookbuild.build.proofreading import sources_of
from bookbuild.proof import CODES, proofread
from bookbuild.proof.findings import Finding, Fix
from bookbuild.proof.fixes import mend
from bookbuild.read.manuscript import read_book
from bookbuild.read.silences import read_silences
from bookbuild.report import Place, has_errors
from tests.commands import DEMONSTRATION, ROOT, bookbuild, manuscript
from tests.golden import check_golden

CASES = Path(__file__).parent / "proof"
NAMES = sorted(folder.name for folder in CASES.iterdir())
ABOUT_SILENCES = ("needless-silence", "silence-without-reason", "unknown-silence")
BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"


def report_of(folder: Path, *, strict: bool) -> tuple[str, ...]:
    read = read_book(folder)
    assert read.value is not None
    assert not has_errors(read.diagnostics)
    inner = folder / "manuscript"
    silences = read_silences(inner, "manuscript/silenced.yaml")
    assert silences.diagnostics == ()
    sources = sources_of(read.value, inner)
    proof = proofread(read.value, sources, silences.value, strict=strict)
    found = (*(finding.diagnostic for finding in proof.findings), *proof.diagnostics)
    return tuple(f"{diagnostic} [{diagnostic.code}]\n" for diagnostic in found)


@pytest.mark.parametrize("name", NAMES)
def test_the_report_is_as_reviewed(name: str) -> None:
    sure, all_of_it = (report_of(CASES / name, strict=strict) for strict in (False, True))
    suspected = [line for line in all_of_it if line not in sure]
    if name.startswith("nothing"):
        assert sure == ()
    else:
        assert any(f"[{name}]" in line for line in sure)
    check_golden(CASES / name / "report.txt", "".join((*sure, "--strict\n", *suspected)))


def test_every_code_has_a_folder() -> None:
    assert {*CODES, *ABOUT_SILENCES} == {name for name in NAMES if not name.startswith("nothing")}


def test_every_code_is_explained() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    assert [code for code in (*CODES, *ABOUT_SILENCES) if f"| `{code}` |" not in page] == []


def test_the_demonstration_has_no_slip() -> None:
    book = read_book(ROOT).value
    assert book is not None
    assert proofread(book, sources_of(book, DEMONSTRATION)).findings == ()


def test_a_finding_stands_on_its_own_line_of_a_wrapped_paragraph(tmp_path: Path) -> None:
    text = "# One\n\nShe *looked* at the\nsea[^1] and at\nthe the boat, and\nwent.\n\n[^1]: So.\n"
    found = checked(tmp_path, text)
    assert [(each.code, each.place.line) for each in found] == [("doubled-word", 5)]


def test_a_finding_across_a_line_end_stands_where_it_begins(tmp_path: Path) -> None:
    found = checked(tmp_path, "# One\n\nShe looked at the\nthe boat and went.\n")
    assert [(each.code, each.place.line) for each in found] == [("doubled-word", 3)]


def checked(folder: Path, text: str, *, strict: bool = False) -> tuple[Finding, ...]:
    book = read_book(manuscript(folder, book=BOOK, _01_one=text)).value
    assert book is not None
    return proofread(book, sources_of(book, folder / "manuscript"), strict=strict).findings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufdd1",
        '"' * 3000,
        "“‘" * 3000,
        "* " * 3000,
        "the " * 5000,
        "a-" * 5000,
        "x" * 5000 + " " * 5000,
        "&" * 5000,
        "[" * 3000,
        "« » „ “ ”" * 500,
        "‘em " * 2000,
        ". " * 5000,
    ],
    ids=lambda text: f"{text[:4]!r}",
)
def test_nonsense_is_read_in_no_time(text: str, tmp_path: Path) -> None:
    start = time.process_time()
    checked(tmp_path, f"A line.\n\n{text}\n\nAnother.\n", strict=True)
    assert time.process_time() - start < 10


# --------------------------------------------------------------------------------- silences


SILENCE = "- code: doubled-word\n  file: 01-one.md\n  words: the the\n  reason: A band.\n"


def test_a_silenced_finding_is_not_said(tmp_path: Path) -> None:
    project = manuscript(tmp_path, book=BOOK, _01_one="I like the the the band, and the the sea.\n")
    (project / "manuscript" / "silenced.yaml").write_text(SILENCE)
    assert report_of(project, strict=True) == ()
    assert bookbuild("check", project).returncode == 0


def test_silences_may_stand_below_a_key(tmp_path: Path) -> None:
    (tmp_path / "silenced.yaml").write_text(f"# Mine.\nsilenced:\n{SILENCE}")
    (silence,) = read_silences(tmp_path, "silenced.yaml").value
    assert (silence.code, silence.words, silence.line) == ("doubled-word", "the the", 3)


def test_silences_keep_their_lines(tmp_path: Path) -> None:
    (tmp_path / "silenced.yaml").write_text(f"# Mine.\n\n{SILENCE}{SILENCE}")
    read = read_silences(tmp_path, "silenced.yaml")
    assert read.diagnostics == ()
    assert [silence.line for silence in read.value] == [3, 7]


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "\n\n"])
def test_a_file_of_silences_may_be_empty(text: str, tmp_path: Path) -> None:
    (tmp_path / "silenced.yaml").write_text(text)
    read = read_silences(tmp_path, "silenced.yaml")
    assert (read.value, read.diagnostics) == ((), ())


def test_what_is_wrong_with_a_silence_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "silenced.yaml").write_text("- code: doubled-word\n  word: the the\n- nonsense\n")
    read = read_silences(tmp_path, "silenced.yaml")
    assert [(each.code, each.place.line) for each in read.diagnostics] == [
        ("unknown-key", 2),
        ("wrong-type", 3),
    ]


# ------------------------------------------------------------------------------- corrections


def finding(line: int, old: str, new: str) -> Finding:
    return Finding("doubled-space", Place("01-one.md", line), "", "", fix=Fix(old, new))


def test_a_correction_changes_its_characters_and_no_others() -> None:
    text = "One  two.\r\nThree , four.\r\n"
    mended = mend(text, (finding(1, "One  two.", "One two."), finding(2, "Three ,", "Three,")))
    assert mended.text == "One two.\r\nThree, four.\r\n"
    assert len(mended.fixed) == 2


def test_a_correction_that_fits_twice_is_not_made() -> None:
    text = "a  b and a  b\n"
    assert mend(text, (finding(1, "a  b", "a b"),)).text == text


def test_a_line_that_is_not_there_is_not_corrected() -> None:
    assert mend("One.\n", (finding(7, "One", "Two"), finding(0, "One", "Two"))).fixed == ()


def test_what_is_corrected_is_found_no_more(tmp_path: Path) -> None:
    text = "The ferry left  at nine , they\nsaid, on the the qu\u200bay.\n"
    project = manuscript(tmp_path, book=BOOK, _01_one=text)
    done = bookbuild("check", project, "--fix", "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["fixed"]) == 4
    chapter = project / "manuscript" / "01-one.md"
    assert chapter.read_text("utf-8") == "The ferry left at nine, they\nsaid, on the quay.\n"
    assert bookbuild("check", project).stdout == "Nothing found.\n"


def test_a_book_that_cannot_be_read_is_one_object_too(tmp_path: Path) -> None:
    project = manuscript(tmp_path, book=BOOK)
    done = bookbuild("check", project, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["findings"] == []


def test_nothing_is_written_without_being_asked(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(CASES / "doubled-space", project)
    before = {path: path.read_bytes() for path in project.rglob("*.*")}
    bookbuild("check", project, "--strict")
    assert {path: path.read_bytes() for path in project.rglob("*.*")} == before
