"""Emoji in print: those that the book's font has are set in it, the others are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.write.pdf.emoji import as_text
from tests.commands import bookbuild, manuscript, tool

_TEXT = "# One\n\nYes 👍 and ☝️ or ✋🏽, ❗ and ❓, ❤️ 😀 and 👩‍👧, 1️⃣ thing.\n\n> 👌 It was late.\n"


@pytest.mark.parametrize("composed", [True, False])
def test_they_are_set_in_the_books_font_or_left_out(tmp_path: Path, *, composed: bool) -> None:
    book = "title: T\nauthor: Mary Shelley\nlang: en\n"
    folder = manuscript(tmp_path, book=book, _01_one=_TEXT)
    out = tmp_path / "book.pdf"
    how = () if composed else ("--no-compose",)
    made = bookbuild("pdf", str(folder), "-o", str(out), *how)
    assert made.returncode == 0, made.stderr
    for left_out in ("U+2764", "U+1F467", "1 more"):
        assert left_out in made.stderr
    for not_named in ("U+FE0F", "U+200D", "U+20E3", "U+1F3FD", "U+1F44D", "U+270B"):
        assert not_named not in made.stderr
    printed = tool("pdftotext", "poppler-utils", "-enc", "UTF-8", out, "-")
    words = " ".join(printed.replace("\ufe0e", "").split())
    assert "Yes 👍 and ☝ or ✋, ❗ and ❓, and , 1 thing." in words
    assert "👌 It was late." in words


def test_what_is_no_emoji_stays() -> None:
    assert as_text("“Two” hearts — ❦ ♪ ✓ é") == "“Two” hearts — ❦ ♪ ✓ é"
    assert as_text("👍 ☝\ufe0e") == "👍\ufe0e ☝\ufe0e"
