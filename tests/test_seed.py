"""The text the project was started for: imported, surveyed, and made into both books."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands import bookbuild, shared
from tests.epubcheck import epubcheck
from tests.letters import epub_words, letters, pdf_words


@pytest.fixture(scope="module")
def seed() -> Path:
    return shared("seed/last-chapter.txt")


@pytest.fixture(scope="module")
def project(seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed") / "departure"
    done = bookbuild("import", seed, "-o", folder)
    assert done.returncode == 0, done.stderr
    built = bookbuild("build", folder)
    assert built.returncode == 0, built.stderr
    return folder


def test_status_shows_what_the_author_posted(project: Path) -> None:
    said = json.loads(bookbuild("status", project, "--json").stdout)
    chapter, epilogue = said["sections"]
    assert (chapter["kind"], chapter["pov"], chapter["status"]) == ("chapter", "Clark", "written")
    assert chapter["notes"] == {"before": 1, "after": 1}
    assert chapter["paragraphs"] == 73
    assert (epilogue["kind"], epilogue["status"]) == ("epilogue", "promised")
    promise = (project / "manuscript" / epilogue["file"]).read_text(encoding="utf-8")
    assert "Look for the epilogue tomorrow!" in promise


def test_every_word_stands_in_the_epub(seed: Path, project: Path) -> None:
    source = re.sub(r"^(Note:|Clark's POV)", "", seed.read_text(encoding="utf-8"), flags=re.M)
    made = epub_words(project / "dist" / "departure.epub")
    assert _story(source) in letters(made)
    for words in ("Last chapter, folks!", "month or next.", "Clark", "Look for the epilogue"):
        assert letters(words) in letters(made)


def test_every_word_stands_in_the_pdf(seed: Path, project: Path) -> None:
    made = letters(pdf_words(project / "dist" / "departure.pdf"))
    assert _story(seed.read_text(encoding="utf-8")) in made
    note = seed.read_text(encoding="utf-8").splitlines()[0].removeprefix("Note:")
    assert letters(note) in made
    assert made.count(letters("Look for the epilogue tomorrow")) == 2


def test_the_epub_is_valid(project: Path) -> None:
    assert epubcheck((project / "dist" / "departure.epub").read_bytes()) == ()


def _story(text: str) -> str:
    """Return the letters of the story alone: what follows the point of view, without the note."""
    story = text.split("POV", 1)[-1] if "POV" in text else text.split("next.", 1)[-1]
    return letters(story.rsplit("Look for the epilogue", 1)[0])
