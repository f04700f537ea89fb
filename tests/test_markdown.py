"""The Markdown of the read room: cases as files, words that are never lost, bounded work.

Each file in tests/text/ is one case: prose that says what is shown, a line with a dot, the source,
a line with a dot, the blocks. "Option: paragraphs are lines" in the prose sets that option. With
BOOKBUILD_UPDATE_GOLDEN=1 the blocks are written anew, to be reviewed.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bookbuild.model.book import NoteKind
from bookbuild.model.text import Blocks, plain_text
from bookbuild.model.walk import every_block, lines_in
from bookbuild.read.markdown import SectionText, read_inlines, read_note, read_section
from tests.text_dump import dump_inlines, dump_section

FOLDER = Path(__file__).parent / "text"
CASES = sorted(FOLDER.glob("*/*.test"))
BENDS = {
    "asterisks-that-censor",
    "code",
    "comments",
    "headings",
    "html-tags",
    "lists",
    "paragraphs-as-lines",
    "reference-definitions",
    "scene-breaks",
    "setext-headings",
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    prose, source, expected = re.split(r"^\.\n", text, maxsplit=2, flags=re.MULTILINE)
    checked = read_section(source, "x.md", 1, "Option: paragraphs are lines" in prose)
    found = dump_section(checked.value, checked.diagnostics)
    if os.environ.get("BOOKBUILD_UPDATE_GOLDEN"):
        case.write_text(f"{prose}.\n{source}.\n{found}", encoding="utf-8")
    else:
        assert found == expected


def test_every_bend_of_commonmark_has_cases() -> None:
    assert {case.parent.name for case in CASES} >= BENDS


# ------------------------------------------------------------------------- nothing is lost


def words_of(text: SectionText) -> str:
    """Return all letters and figures of a section in reading order, footnotes and notes last."""
    parts = [plain_text(text.title), _words(text.blocks)]
    parts += [_words(note.blocks) for note in text.footnotes]
    parts += [_words(note.blocks) for note in text.notes]
    return "".join(re.findall(r"[^\W_]+", " ".join(parts)))


def _words(blocks: Blocks) -> str:
    lines = (line for block in every_block(blocks) for line in lines_in(block))
    return " ".join(plain_text(line) for line in lines)


MARKERS = ["*", "**", "***", "_", "__", "~", "~~", "^", "`", "<", ">", "<i>", "</i>", "<B>", "</b>"]
MARKERS += ["<center>", "</center>", "<br>", "<hr>", "<div>", "\\", "\\*", "'", '"', "…", "(", ")"]
MARKERS += [
    "#",
    "##",
    "-",
    "- ",
    "+",
    "* ",
    "> ",
    "---",
    "***\n",
    "\n",
    "\n\n",
    " ",
    "  \n",
    "    ",
]
MARKERS += ["!", "&", "&amp", ";", ".", "—", "]", "|", "|-|-|", "\t", "~*~", "```", "\n```\n", ":"]
PIECE = st.sampled_from([*MARKERS, "word", "été", "x", "Öl", "слово", "字", "two words"])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECE, max_size=40).map("".join), st.booleans())
def test_no_word_is_lost(source: str, lines: bool) -> None:
    assume(not re.search(r"```[ \t]*[a-z]", source))  # a language's name is no word of the book
    assume(":::" not in source)  # nor is a div's
    visible = re.sub(r"(?i)</?(?:i|b|br|hr|center)\s*>", "", source)
    found = words_of(read_section(source, "x.md", 1, lines).value)
    found = re.sub(r"(?i)</?(?:i|b|br|hr|center)\s*>", "", found)
    assert _without_tag_names(found) == _without_tag_names("".join(re.findall(r"[^\W_]+", visible)))


def _without_tag_names(words: str) -> str:
    """Leave out the letters of tag names: unbalanced tags are words, balanced ones are not."""
    return re.sub(r"[ibrhcentBR]|amp|div", "", words)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_nothing_breaks(source: str) -> None:
    read_section(source, "x.md")
    read_inlines(source, "x.md", 1)
    read_note(source, NoteKind.OPENING, "x.md", 1)


def test_a_line_alone() -> None:
    checked = read_inlines("The *Bridge* & 'Tis \\'", "book.yaml", 3)
    assert dump_inlines(checked.value) == "The <emphasis>Bridge</> & 'Tis <verbatim '>"


def test_lines_are_the_files_own() -> None:
    text = "a\n\n<!-- x\n\ny -->\n\n[b](javascript:x)\n"
    checked = read_section(text, "x.md", 5)
    assert [block.line for block in checked.value.blocks] == [5, 11]
    assert [d.place.line for d in checked.diagnostics] == [11]


def test_control_characters_are_one_error_and_leave_the_text() -> None:
    checked = read_section("a\0b\n\nc\x07d\x0be\n", "x.md")
    assert [plain_text(line) for b in checked.value.blocks for line in lines_in(b)] == [
        "ab",
        "cd e",
    ]
    assert [str(d) for d in checked.diagnostics] == [
        "x.md:1: Here stands a character that cannot be printed (U+0000). There are 3 such"
        " characters in this file. Delete it, or save the file again as plain text in UTF-8."
    ]


# --------------------------------------------------------------------------- bounded work


@pytest.mark.parametrize(
    "source",
    [
        "[" * 20_000,
        "![" * 20_000,
        "^[" * 20_000,
        "[^" * 20_000,
        "![" * 2_000 + "](a)" * 2_000,
        "^[a" * 2_000 + "]" * 2_000,
        "[a" * 20_000 + "]{.sc}",
        "*a **b " * 5_000,
        "~a^a" * 10_000,
        ">" * 20_000,
        "- " * 20_000 + "a",
        "<i>a" * 10_000 + "</i>" * 10_000,
        "<center>\n" * 10_000,
        "::: a\n" * 10_000 + ":::\n" * 10_000,
        "::: verse\n" * 10_000,
        "[^a]: " * 10_000,
        "<!--" * 20_000,
        "word " * 400_000,
    ],
    ids=lambda source: repr(source[:12]),
)
def test_hostile_text_takes_little_time(source: str) -> None:
    start = time.process_time()
    read_section(source, "x.md")
    assert time.process_time() - start < 10
