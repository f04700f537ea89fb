"""README and docs, held to what bookbuild does: every example works, nothing is left unsaid.

The examples are taken out of the pages as they stand there, so that a reader who copies one gets
what the page promises.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import typer
from PIL import Image
from typer.core import TyperCommand, TyperGroup, TyperOption

from bookbuild.cli import command_line
from bookbuild.cli.doctor import examine
from bookbuild.model.book import Book, Kind, Matter, Placeholder, Written
from bookbuild.model.editions import (
    Binding,
    ChapterStart,
    ContentsPolicy,
    Format,
    NotesPolicy,
    Numbering,
    PromisesPolicy,
    WhatsNew,
    WorkNotes,
)
from bookbuild.model.text import (
    Block,
    Blocks,
    Inline,
    ListBlock,
    PageMark,
    Style,
    Styled,
    Text,
)
from bookbuild.model.typography import Dashes, Quotes
from bookbuild.model.walk import every_block, inlines_of
from bookbuild.read import front_matter
from bookbuild.read.editions import _NAMED_SIZES
from bookbuild.read.fields import Form
from bookbuild.read.front_matter import ParagraphStyle, Status
from bookbuild.read.manuscript import read_book
from bookbuild.read.markdown import div_names, read_section, spans
from bookbuild.report import Checked

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
WRITING = (PROJECT / "docs" / "writing.md").read_text(encoding="utf-8")
BOOK_YAML = (PROJECT / "docs" / "book-yaml.md").read_text(encoding="utf-8")
GUIDES = "".join(
    page.read_text(encoding="utf-8") for page in sorted((PROJECT / "docs").glob("*.md"))
)
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")

NEEDED = {
    "title": "The Ferry",
    "author": "Mary Shelley",
    "identifier": "https://example.org/ferry",
}
"""What a book.yaml must say, so that nothing is said about what it lacks."""
FONT = files("fontpkg_eb_garamond") / "files" / "EBGaramond[wght].ttf"
ARRIVALS = "# Arrivals\n\n## The quay {#quay}\n\nThe ferry left at nine.\n"
PROMISE = "---\nkind: epilogue\nstatus: promised\n---\n\nSoon.\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of a page; ``line`` is that of its fence."""

    text: str
    line: int


def examples(page: str, language: str) -> tuple[Example, ...]:
    """Return the fenced blocks of a page in one language."""
    fenced = re.compile(r"^(`{3,})([a-z]*)\n(.*?)^\1$", re.DOTALL | re.MULTILINE)
    return tuple(
        Example(match[3], page.count("\n", 0, match.start()) + 1)
        for match in fenced.finditer(page)
        if match[2] == language
    )


def name_of(example: Example) -> str:
    return f"line {example.line}"


def said(checked: Checked[Book | None]) -> list[str]:
    return [str(diagnostic) for diagnostic in checked.diagnostics]


# ------------------------------------------------------------------------------- docs/writing.md

CHAPTERS = examples(WRITING, "markdown")


def read_as_chapter(example: Example, folder: Path) -> Checked[Book | None]:
    """Read an example among an earlier chapter and a promised epilogue."""
    texts = {
        "book.yaml": "".join(f"{key}: {value}\n" for key, value in NEEDED.items()),
        "01-arrivals.md": ARRIVALS,
        "05-example.md": example.text,
        "99-epilogue.md": PROMISE,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in re.findall(r"!\[[^]]*\]\(([^\s)]+)", example.text):
        draw(folder / path)
    return read_book(folder)


def draw(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("L", (30, 20)).save(path)


def test_the_page_has_examples() -> None:
    assert len(CHAPTERS) > 30


@pytest.mark.parametrize("example", CHAPTERS, ids=name_of)
def test_every_chapter_is_read_without_a_word(example: Example, tmp_path: Path) -> None:
    assert said(read_as_chapter(example, tmp_path)) == []


def test_the_chapters_show_every_block_and_inline(tmp_path: Path) -> None:
    shown = {type(found) for found in everything_shown(tmp_path)}
    assert {kind.__name__ for kind in get_args(Block)} <= {kind.__name__ for kind in shown}
    written = {kind.__name__ for kind in get_args(Inline)} - {PageMark.__name__}
    assert written <= {kind.__name__ for kind in shown}


def test_the_chapters_show_every_style(tmp_path: Path) -> None:
    shown = {found.style for found in everything_shown(tmp_path) if isinstance(found, Styled)}
    assert shown == set(Style) - {Style.LEAD_IN}


def test_nothing_in_the_chapters_stays_markup_by_mistake(tmp_path: Path) -> None:
    words = "".join(found.text for found in everything_shown(tmp_path) if isinstance(found, Text))
    assert re.findall(r":::|\]\{|\*\*\w|```|<!--|\[\^", words) == []


def test_lists_have_the_items_that_are_typed(tmp_path: Path) -> None:
    lists = [found for found in everything_shown(tmp_path) if isinstance(found, ListBlock)]
    assert [len(block.items) for block in lists] == [3, 2]


def everything_shown(folder: Path) -> Iterator[Block | Inline]:
    for number, example in enumerate(CHAPTERS):
        inner = folder / str(number)
        inner.mkdir()
        book = read_as_chapter(example, inner).value
        assert book is not None
        for blocks in texts_of(book):
            yield from every_block(blocks)
            yield from (inline for _, inline in inlines_of(blocks))


def texts_of(book: Book) -> Iterator[Blocks]:
    for section in book.sections:
        match section:
            case Written():
                yield section.blocks
                yield from (note.blocks for note in section.notes)
                yield from (note.blocks for note in section.footnotes)
            case Placeholder():
                yield section.promise


# ----------------------------------------------------------------------------- docs/book-yaml.md

SETTINGS = examples(BOOK_YAML, "yaml")


def read_as_book_yaml(example: Example, folder: Path) -> Checked[Book | None]:
    """Read an example with the keys that every book needs, and with the files that it names."""
    given = set(re.findall(r"^([a-z-]+):", example.text, re.MULTILINE))
    needed = (f"{key}: {value}\n" for key, value in NEEDED.items() if key not in given)
    text = "".join([example.text, *needed])
    (folder / "book.yaml").write_text(text, encoding="utf-8")
    for name in re.findall(r"[\w./-]+\.md", example.text) or ["01-arrivals.md"]:
        write_chapter(folder / name)
    for name in re.findall(r"[\w./-]+\.(?:jpg|png)", example.text):
        draw(folder / name)
    for name in re.findall(r"[\w./-]+\.css", example.text):
        (folder / name).write_text("p { margin: 0; }\n", encoding="utf-8")
    for name in re.findall(r"[\w./-]+\.(?:ttf|otf)", example.text):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(FONT.read_bytes())
    return read_book(folder)


def write_chapter(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(ARRIVALS, encoding="utf-8")


def test_the_other_page_has_examples() -> None:
    assert len(SETTINGS) > 10


@pytest.mark.parametrize("example", SETTINGS, ids=name_of)
def test_every_book_yaml_is_read_without_a_word(example: Example, tmp_path: Path) -> None:
    assert said(read_as_book_yaml(example, tmp_path)) == []


# --------------------------------------------------------------------------------- nothing unsaid


def test_every_key_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = keys_asked_for(tmp_path, monkeypatch)
    assert asked >= {"trim", "gift-for", "sort", "part", *front_matter.KEYS}
    pages = WRITING + BOOK_YAML
    assert [key for key in sorted(asked) if f"`{key}`" not in pages] == []


def keys_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return every key that the room asks for while it reads the examples of both pages."""
    asked: set[str] = set()
    entry = Form._entry

    def remember(form: Form, key: str) -> object:
        asked.add(key)
        return entry(form, key)

    monkeypatch.setattr(Form, "_entry", remember)
    for number, example in enumerate(SETTINGS):
        inner = folder / f"settings-{number}"
        inner.mkdir()
        read_as_book_yaml(example, inner)
    inner = folder / "chapter"
    inner.mkdir()
    read_as_chapter(CHAPTERS[0], inner)
    return asked


CHOICES: tuple[type[Enum], ...] = (
    *(ChapterStart, ContentsPolicy, Format, Kind, Matter, NotesPolicy, Numbering),
    *(PromisesPolicy, WorkNotes, WhatsNew, Binding),
    *(ParagraphStyle, Status, Quotes, Dashes),
)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.__name__)
def test_every_choice_is_named(choice: type[Enum]) -> None:
    pages = WRITING + BOOK_YAML
    assert [one.value for one in choice if f"`{one.value}`" not in pages] == []


def test_every_kind_of_section_is_explained() -> None:
    explained = WRITING.split("## The kinds of sections")[1].split("\n## ")[0]
    assert [kind.value for kind in Kind if f"`{kind.value}`" not in explained] == []


def test_every_page_size_is_named() -> None:
    names = [name for name, _ in _NAMED_SIZES]
    assert [name for name in names if f"`{name}`" not in BOOK_YAML.casefold()] == []


def test_every_block_is_named() -> None:
    named = re.findall(r"::: (?:\{\.)?([a-z]+)", WRITING)
    assert sorted(set(div_names.NAMES) - set(named)) == []


def test_every_attribute_is_named() -> None:
    assert [key for key in (*div_names._KEYS, "me") if f"`{key}=" not in WRITING] == []
    assert {"smallcaps", "underline"} <= set(spans._CLASSES)


# -------------------------------------------------------------------------------- the command line


Named = tuple[str, TyperCommand | TyperGroup]
"""A command with the word that calls it, "" for the command line itself."""


def commands() -> tuple[Named, ...]:
    group = typer.main.get_command(command_line())
    assert isinstance(group, TyperGroup)
    inner = ((name, each) for name, each in group.commands.items())
    typed = ((name, each) for name, each in inner if isinstance(each, TyperCommand))
    return (("", group), *typed)


def shown_commands() -> tuple[Named, ...]:
    return tuple((name, command) for name, command in commands() if not command.hidden)


def hidden_commands() -> tuple[Named, ...]:
    return tuple((name, command) for name, command in commands() if command.hidden)


def test_every_command_is_in_the_readme() -> None:
    names = [name for name, _ in shown_commands()]
    assert {"epub", "pdf", "build", "init", "new", "import", "status", "doctor"} <= set(names)
    assert [name for name in names if f"| `bookbuild {name}".rstrip() not in README] == []


def test_hidden_commands_are_for_contributors() -> None:
    hidden = [name for name, _ in hidden_commands()]
    assert [name for name in hidden if f"`bookbuild {name}" not in CONTRIBUTING] == []


def test_every_option_is_named() -> None:
    assert unnamed(shown_commands(), README + GUIDES) == []


def unnamed(those: tuple[Named, ...], pages: str) -> list[str]:
    return [
        f"{name} {option.opts[0]}"
        for name, command in those
        for option in command.params
        if isinstance(option, TyperOption) and not option.hidden
        if not any(re.search(rf"(?<![\w-]){re.escape(o)}(?![\w-])", pages) for o in option.opts)
    ]


def test_every_command_has_an_example_in_its_help() -> None:
    without = [
        name
        for name, command in shown_commands()
        if name and f"For example:  bookbuild {name}" not in (command.help or "")
    ]
    assert without == []


# ---------------------------------------------------------------------------------------- README


def sessions() -> tuple[str, ...]:
    return tuple(re.findall(r"<!-- example -->\n```console\n(.*?)```", README, re.DOTALL))


def has_pango() -> bool:
    return all(finding.there for finding in examine() if "Pango" in finding.what)


def test_the_readmes_commands_print_what_it_says(tmp_path: Path) -> None:
    """Run the console examples as they are typed, one after the other, in one folder."""
    assert len(sessions()) >= 2
    here = tmp_path
    for session in sessions():
        for typed, expected in commands_in(session):
            words = shlex.split(typed)
            if words[0] == "cd":
                here = here / words[1]
                continue
            if words[:2] == ["bookbuild", "pdf"] and not has_pango():
                pytest.skip("Pango is not installed, so the PDF cannot be made")
            assert words[0] == "bookbuild"
            assert_printed(run(words[1:], here), expected)


def commands_in(session: str) -> Iterator[tuple[str, str]]:
    for part in session.split("$ ")[1:]:
        typed, _, expected = part.partition("\n")
        yield typed, expected


def run(words: list[str], here: Path) -> str:
    command = [sys.executable, "-m", "bookbuild", *words]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command,
        cwd=here,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    printed = done.stdout.decode()
    assert done.returncode == 0, printed
    return printed


def assert_printed(printed: str, expected: str) -> None:
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    assert re.fullmatch(pattern, printed.strip()), f"{printed}\nis not\n{expected}"


def test_the_readmes_files_are_read_without_a_word(tmp_path: Path) -> None:
    indented = re.findall(r"(?<=\n\n)((?:    .*\n|\n)+)", README)
    texts = [re.sub(r"^    ", "", text, flags=re.MULTILINE) for text in indented]
    chapter, promise = (text for text in texts if text.lstrip("\n").startswith("---\n"))
    needed = "".join(f"{key}: {value}\n" for key, value in NEEDED.items())
    (tmp_path / "book.yaml").write_text(needed, encoding="utf-8")
    (tmp_path / "01-arrivals.md").write_text(chapter, encoding="utf-8")
    (tmp_path / "99-epilogue.md").write_text(promise, encoding="utf-8")
    read = read_book(tmp_path)
    assert said(read) == []
    assert read.value is not None
    assert [type(section) for section in read.value.sections] == [Written, Placeholder]


def test_the_message_in_the_readme_is_one_that_is_given() -> None:
    found = re.search(r"^    (manuscript/\S+?):(\d+): .*$", README, re.MULTILINE)
    assert found
    source = "\n" * (int(found[2]) - 1) + "The ferry[^2] was late.\n"
    read = read_section(source, found[1])
    assert [str(diagnostic) for diagnostic in read.diagnostics] == [found[0].strip()]


# ----------------------------------------------------------------------------------------- links

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{page.name}" for page in sorted((PROJECT / "docs").glob("*.md"))),
)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    path = PROJECT / page
    prose = re.sub(r"^(`{3,})[a-z]*\n.*?^\1$", "", path.read_text("utf-8"), flags=re.M | re.S)
    targets = re.findall(r"(?<!`)\[[^]`]+\]\(([^)\s:]+)\)", prose)
    assert [target for target in targets if not leads_somewhere(target, path)] == []


def leads_somewhere(target: str, page: Path) -> bool:
    file, _, anchor = target.partition("#")
    path = page.parent / file if file else page
    if not path.exists() or not anchor:
        return path.exists()
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
