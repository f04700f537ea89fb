"""EPUBCheck and Ace over finished books, and what is said where they are not there."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from bench.validators import ACE_FOLDER, missing
from bookbuild.preflight.epub.inspecting import inspect
from bookbuild.preflight.epub.validators import Answer, Machine, ask_ace, ask_epubcheck
from bookbuild.preflight.epub.validators.machine import entries, entry, run, words
from bookbuild.report import Severity
from tests.commands import DEMONSTRATION, bookbuild
from tests.preflight.books import SOUND, Files, changed, packed

ONE = "EPUB/text/one.xhtml"
NOWHERE = Machine({"PATH": "/nowhere"})
HERE = Machine(dict(os.environ), (ACE_FOLDER,))
needs_ace = pytest.mark.skipif(bool(missing()), reason=missing() or "everything is here")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="EPUBCheck needs Java.")
posix = pytest.mark.skipif(os.name != "posix", reason="The program is a shell script.")


def epubcheck(files: Files, machine: Machine = HERE) -> Answer:
    data = packed(files)
    return ask_epubcheck(data, inspect(data, "book.epub"), machine)


def ace(files: Files, machine: Machine = HERE) -> Answer:
    data = packed(files)
    return ask_ace(data, inspect(data, "book.epub"), machine)


@pytest.mark.slow
@needs_java
def test_epubcheck_names_the_file_and_the_line() -> None:
    assert epubcheck(SOUND) == Answer("EPUBCheck 5.3.0")
    (found,) = epubcheck(changed(ONE, "two.xhtml#two-h", "three.xhtml")).findings
    assert (found.code, found.severity) == ("epubcheck-RSC-007", Severity.ERROR)
    assert str(found.place) == f"{ONE}:15"
    assert found.message.startswith("EPUBCheck: Referenced resource")


@pytest.mark.slow
@needs_java
def test_epubchecks_usages_that_count() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewbox="0 0 1 1"><title>A</title></svg>'
    lowered = changed(ONE, "<p>A", f"<p>{svg}A")
    lowered = changed("EPUB/book.opf", 'one.xhtml"', 'one.xhtml" properties="svg"', lowered)
    assert "epubcheck-RSC-025" in {each.code for each in epubcheck(lowered).findings}


@pytest.mark.slow
@needs_ace
def test_ace_names_the_file_and_the_rule() -> None:
    assert ace(SOUND) == Answer("Ace 1.4.6")
    found = ace(changed(ONE, ' alt="The river with its two landings"', "")).findings
    assert {each.code for each in found} >= {"ace-image-alt"}
    assert {each.place.file for each in found if each.code == "ace-image-alt"} == {ONE}


@pytest.mark.slow
@needs_ace
@needs_java
def test_the_demonstration_is_without_a_fault(tmp_path: Path) -> None:
    """What the issue asks: EPUBCheck, Ace and our own checks are silent."""
    shutil.copytree(DEMONSTRATION, tmp_path / "manuscript")
    assert bookbuild("epub", tmp_path).returncode == 0
    book = next((tmp_path / "dist").glob("*.epub"))
    path = os.pathsep.join((str(ACE_FOLDER / "node_modules" / ".bin"), os.environ["PATH"]))
    done = bookbuild("check", book, environment={"PATH": path})
    assert done.stdout == "Nothing found by bookbuild, EPUBCheck 5.3.0, Ace 1.4.6.\n"
    assert done.returncode == 0


# ------------------------------------------------------------------------ where they are not


def test_what_is_missing_is_said_with_what_installs_it() -> None:
    away = epubcheck(SOUND, NOWHERE)
    assert away.silent == "it is not on this machine"
    assert "Install Java" in away.remedy
    assert ace(SOUND, NOWHERE).remedy == "Install Node.js, then: npm install -g @daisy/ace-cli"


def test_the_command_says_who_looked(tmp_path: Path) -> None:
    book = tmp_path / "ferry.epub"
    book.write_bytes(packed())
    done = bookbuild("check", book, environment={"PATH": "/nowhere"}, cwd=tmp_path)
    first, *others = done.stdout.splitlines()
    assert first == "Nothing found by bookbuild."
    assert [line.split(": ")[0] for line in others] == [
        "EPUBCheck did not look at it",
        "Ace did not look at it",
    ]
    assert done.returncode == 0


def test_as_one_object(tmp_path: Path) -> None:
    book = tmp_path / "ferry.epub"
    book.write_bytes(packed(changed(ONE, "two.xhtml#two-h", "three.xhtml")))
    done = bookbuild("check", book, "--json", "--quick")
    said = json.loads(done.stdout)
    (found,) = said["findings"]
    assert (found["file"], found["line"], found["code"]) == (ONE, 15, "dead-link")
    assert said["validators"] == [
        {"name": "bookbuild", "ran": True, "found": 1, "why": "", "remedy": ""}
    ]
    assert done.returncode == 1


def test_the_options_of_manuscripts_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(packed())
    done = bookbuild("check", tmp_path / "a.epub", "--fix")
    assert done.returncode == 2
    assert "--fix are for a manuscript" in done.stderr
    assert bookbuild("check", tmp_path / "none.epub").returncode == 2


# ---------------------------------------------------------------------------------- hostility


@pytest.mark.parametrize(
    "hostile",
    ["<script>x()</script>", '<img src="https://example.org/a.png" alt="x"/>', "<b>", "&x;<i/>"],
)
def test_ace_gets_nothing_that_runs_or_fetches(hostile: str, tmp_path: Path) -> None:
    program = _program(tmp_path, "echo ran > ran")
    machine = Machine({"PATH": str(program.parent)})
    answer = ace(changed(ONE, "<p>A", f"<p>{hostile}A"), machine)
    if hostile != "&x;<i/>":
        assert answer.silent.startswith("it would open the book in a browser")


@posix
def test_a_validator_that_never_ends_is_stopped(tmp_path: Path) -> None:
    program = _program(tmp_path, "sleep 60 & sleep 60")
    why = run((str(program),), {"PATH": os.environ["PATH"]}, tmp_path, 0.3)
    assert why == "it was not done within 0 seconds"


@posix
def test_a_report_that_makes_no_sense(tmp_path: Path) -> None:
    for said in (
        "",
        "[",
        "[1]",
        '{"assertions": {"a": 1}}',
        '{"assertions": [1, {"assertions": [[]]}]}',
    ):
        text = f"mkdir -p report; printf '%s' '{said}' > report/report.json"
        machine = Machine({"PATH": f"{_program(tmp_path, text).parent}{os.pathsep}/usr/bin:/bin"})
        assert len(ace(SOUND, machine).findings) <= 1


def test_entries_of_anything() -> None:
    assert entry({"a": [1, {"b": "c"}]}, "a", 1, "b") == "c"
    assert entry({"a": 1}, "a", "b") is None
    assert entries("text", "a") == ()
    assert words({"a": "two\n words"}, "a") == "two words"


def _program(folder: Path, text: str) -> Path:
    (folder / "bin").mkdir(exist_ok=True)
    program = folder / "bin" / "ace"
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program
