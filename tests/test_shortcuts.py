"""The shortcuts of a build come to what the long ways come to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.cli import _COMMANDS, command_line
from bookbuild.model.text import Paragraph, Text
from bookbuild.plan.rebuild import with_id, with_words
from bookbuild.read.amounts import too_much
from bookbuild.read.text_files import _may_have_controls, _without_controls
from bookbuild.render.templates import _bytecode
from bookbuild.write.epub.fonts import _characters

PARAGRAPH = Paragraph((Text("Once"),), line=3, id="p-1", lang="fr")


def _names(words: tuple[str, ...]) -> tuple[str, ...]:
    group = typer.main.get_command(command_line(words))
    return tuple(getattr(group, "commands", {}))


@pytest.mark.parametrize("commands", [commands for _, commands in _COMMANDS])
def test_a_command_is_found_without_the_others(commands: tuple[str, ...]) -> None:
    for command in commands:
        assert _names((command, "--help")) == (command,)


def test_other_words_get_every_command() -> None:
    everything = tuple(name for _, commands in _COMMANDS for name in commands)
    assert _names(()) == _names(("--help",)) == _names(("epubb",)) == everything


def test_a_paragraph_keeps_all_but_what_is_changed() -> None:
    words = (Text("twice"),)
    assert with_words(PARAGRAPH, words) == replace(PARAGRAPH, inlines=words)
    assert with_id(PARAGRAPH, "p-2") == replace(PARAGRAPH, id="p-2")


@given(st.lists(st.text(max_size=8), max_size=4))
def test_the_characters_of_pages_are_all_found(pages: list[str]) -> None:
    assert _characters(tuple(page.encode() for page in pages)) == frozenset("".join(pages))


@given(
    st.text(alphabet="a\n\t\x00\x0b\x1b\x7f\x80\x85\x8d\x92\xa0é…\ufffd\ufffe\uffff", max_size=9)
)
def test_whatever_is_left_out_is_noticed(text: str) -> None:
    changed = _without_controls(text, "a.md")
    assert _may_have_controls(text.encode()) or changed.value == text


def test_what_is_too_much_is_still_counted() -> None:
    assert too_much("a\n" * 200_001, "a.md") is not None
    assert too_much("\n" * 200_001, "a.md") is None
    assert too_much("^[a] " * 10_001, "a.md") is not None


def test_no_bytecode_of_templates_where_python_writes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert _bytecode(tmp_path) is None
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept = _bytecode(tmp_path)
    assert kept is not None
    assert Path(kept.directory) == tmp_path / "__pycache__"
