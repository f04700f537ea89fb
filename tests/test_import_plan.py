"""An author's edited plan: shown, edited, carried out; and what does not fit is said at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bookbuild.cli import command_line
from bookbuild.cli.importing import plan_apart
from bookbuild.intake import Imported, SpanKind, import_sources
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
PARAGRAPH = (
    "The ferry left the quay a little after nine, with a cold wind from the north, and nobody on\n"
    "deck looked back at the town, which lay grey and small below its hill. There were sheep on\n"
    "the slope, and a dog, and a man who did not wave to anybody at all that morning.\n"
)
TEXT = "\n".join([PARAGRAPH] * 8)
NOVEL = "\n\n\n".join(
    (
        f"CHAPTER I.\n\nThe Quay\n\n{TEXT}",
        f"CHAPTER II.\n\nThe Crossing\n\n{TEXT}",
        f"The Letter\n\nDear Mara, it is cold here.\n\n{TEXT}",
        f"CHAPTER III.\n\nThe Island\n\n{TEXT}",
        f"CHAPTER IV.\n\nThe Return\n\n{TEXT}",
    )
)
PAGES = """<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main>
<h1>Chapter {0}: {1}</h1>
<p>The sea was <i>wide</i>, and the ferry small, and nobody on deck said a word to anybody.</p>
<p>A dog stood in the bow. It looked at the island, where there was another dog.</p>
</main></body></html>
"""
Entry = dict[str, str | int | float]
Edit = Callable[[list[Entry]], None]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("ferry.txt").write_text(NOVEL, encoding="utf-8")
    return tmp_path


def line_of(text: str) -> int:
    return NOVEL.split("\n").index(text) + 1


def shown(*words: str) -> list[Entry]:
    said = CliRunner().invoke(command_line(), ["import", *words, "--plan", "--json"])
    assert said.exit_code == 0, said.output
    sections: list[Entry] = json.loads(said.stdout)["sections"]
    return sections


def carried_out(edit: Edit, *words: str) -> Imported:
    sections = shown(*(words or ("ferry.txt",)))
    edit(sections)
    Path("plan.json").write_text(json.dumps({"sections": sections}, indent=2), encoding="utf-8")
    sources = tuple(map(Path, words or ("ferry.txt",)))
    return import_sources(sources, Path("book"), IDENTIFIER, plan=Path("plan.json"))


def refused(text: str, *words: str) -> str:
    Path("plan.json").write_text(text, encoding="utf-8")
    sources = tuple(map(Path, words or ("ferry.txt",)))
    with pytest.raises(BookbuildError) as wrong:
        import_sources(sources, Path("book"), IDENTIFIER, plan=Path("plan.json"))
    assert wrong.value.exit_code is Exit.USAGE
    assert not Path("book").exists()
    return str(wrong.value)


def read(name: str) -> str:
    return Path("book", "manuscript", name).read_text(encoding="utf-8")


# --------------------------------------------------------------------------------- carried out


def test_a_plan_that_was_not_edited_makes_the_same_folder() -> None:
    import_sources((Path("ferry.txt"),), Path("plain"), IDENTIFIER)
    carried_out(lambda _: None)
    for file in Path("plain/manuscript").iterdir():
        text = file.read_text(encoding="utf-8").replace("Plain", "Book")
        assert read(file.name) == text


def test_titles_kinds_and_labels_are_the_plans() -> None:
    def edit(sections: list[Entry]) -> None:
        sections[0] |= {"title": "The Old Quay"}
        sections[1] |= {"kind": "interlude", "label": ""}
        sections[2] |= {"label": "Chapter 7"}

    done = carried_out(edit)
    assert [(one.kind, one.title) for one in done.sections] == [
        (Kind.CHAPTER, "The Old Quay"),
        (Kind.INTERLUDE, "The Crossing"),
        (Kind.CHAPTER, "The Island"),
        (Kind.CHAPTER, "The Return"),
    ]
    assert "kind: interlude" in read("02-interlude.md") or "interlude" in done.sections[1].file
    assert "number: 7" in read("03-the-island.md")
    assert "number: 4" in read("04-the-return.md")
    replaced = {(one.text, one.line) for one in done.spans if one.kind is SpanKind.REPLACED}
    assert ("The Quay", line_of("The Quay")) in replaced


def test_a_section_taken_out_joins_the_one_before_with_its_heading() -> None:
    def edit(sections: list[Entry]) -> None:
        del sections[2]

    done = carried_out(edit)
    assert len(done.sections) == 3
    assert "CHAPTER III.\n\nThe Island\n\nThe ferry left" in read(done.sections[1].file)


def test_a_section_is_added_at_a_line() -> None:
    line = line_of("The Letter")

    def edit(sections: list[Entry]) -> None:
        new: Entry = {"source": "ferry.txt", "line": line, "kind": "interlude"}
        sections.insert(2, new | {"label": "", "title": "The Letter"})

    done = carried_out(edit)
    letter = done.sections[2]
    assert (letter.kind, letter.title, letter.line) == (Kind.INTERLUDE, "The Letter", line)
    assert "title: The Letter\n" in read(letter.file)
    assert read(letter.file).split("---\n")[-1].startswith("\nDear Mara, it is cold here.")


def test_a_line_that_says_more_than_the_title_stays_in_the_text() -> None:
    line = line_of("Dear Mara, it is cold here.")

    def edit(sections: list[Entry]) -> None:
        new: Entry = {"source": "ferry.txt", "line": line, "kind": "interlude", "title": "A Letter"}
        sections.insert(2, new)

    done = carried_out(edit)
    assert "\nDear Mara, it is cold here." in read(done.sections[2].file)
    assert "The Letter" in read(done.sections[1].file)


def test_pages_are_renamed_and_joined() -> None:
    for number, title in ((1, "Sea"), (2, "Storm"), (3, "Shore")):
        Path(f"{number}.html").write_text(PAGES.format(number, title), encoding="utf-8")

    def edit(sections: list[Entry]) -> None:
        sections[0] |= {"title": "The Sea", "kind": "prologue"}
        del sections[1]

    done = carried_out(edit, "1.html", "2.html", "3.html")
    assert [one.file for one in done.sections] == ["01-prologue.md", "02-shore.md"]
    assert "## Chapter 2: Storm" in read("01-prologue.md") or "## Storm" in read("01-prologue.md")
    assert "title: The Sea" in read("01-prologue.md")
    assert "number: 3" in read("02-shore.md")


# ------------------------------------------------------------------------------ what does not fit


def test_everything_that_is_wrong_is_said_at_once() -> None:
    said = refused(
        """{"sections": [
  {"source": "ferry.txt", "line": 1, "kind": "chapitre"},
  {"source": "furry.txt", "line": 1, "kind": "chapter"},
  {"source": "ferry.txt", "line": 99999, "kind": "chapter"},
  {"source": "ferry.txt", "line": 2, "kind": "chapter"},
  {"source": "ferry.txt", "kind": 3, "title": ["x"]},
  7
]}
"""
    ).split("\n")
    assert [one.split(" ", 1)[0] for one in said] == [
        "plan.json:2:",
        "plan.json:3:",
        "plan.json:4:",
        "plan.json:5:",
        "plan.json:5:",
        "plan.json:6:",
        "plan.json:6:",
        "plan.json:6:",
        "plan.json:7:",
    ]
    assert "Did you mean “chapter”?" in said[0]
    assert "none of the sources" in said[1]
    assert "lines, so nothing begins on line 99999" in said[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "plan.json:1: This is no plan"),
        ("[]", "plan.json:1: This is no plan"),
        ('{"sections": [\n{"source": "ferry.txt"\n"line": 1}]}', "plan.json:3: The plan cannot"),
        ('{"sections": [', "plan.json:1: The plan cannot be read"),
        ('{"sections": []}', "There is no section in this plan"),
        ('{"sections": [' + "[" * 100_000, "plan.json:1:"),
    ],
)
def test_a_file_that_is_no_plan_is_a_message(text: str, said: str) -> None:
    assert said in refused(text)


def test_two_sections_on_one_line_are_refused() -> None:
    entry = json.dumps(shown("ferry.txt")[0])
    said = refused(f'{{"sections": [\n{entry},\n{entry}]}}')
    assert said.startswith("plan.json:3: Line 1 of ferry.txt begins a section already")


def test_the_first_section_cannot_be_taken_out() -> None:
    entry = json.dumps(shown("ferry.txt")[1])
    assert "would stand in no section" in refused(f'{{"sections": [\n{entry}]}}')


def test_a_page_cannot_be_cut_at_a_line() -> None:
    Path("1.html").write_text(PAGES.format(1, "Sea"), encoding="utf-8")
    first = shown("1.html")[0]
    other = first | {"line": 4}
    text = f'{{"sections": [\n{json.dumps(first)},\n{json.dumps(other)}]}}'
    assert "only a plain text can be cut anywhere" in refused(text, "1.html")


# -------------------------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["a.txt", "--plan"], ["a.txt", "--plan"]),
        (["--plan", "ferry.txt"], ["--plan", "ferry.txt"]),
        (["a.txt", "--plan", "--json"], ["a.txt", "--plan", "--json"]),
        (["a.txt", "--plan", "p.json", "-o", "b"], ["a.txt", "--plan-file", "p.json", "-o", "b"]),
        (["a.txt", "--plan=p.txt"], ["a.txt", "--plan-file", "p.txt"]),
        (["a.txt", "--plan", "edited"], ["a.txt", "--plan-file", "edited"]),
        (["--", "--plan", "p.json"], ["--", "--plan", "p.json"]),
    ],
)
def test_what_follows_the_option_is_a_plan_or_a_source(typed: list[str], meant: list[str]) -> None:
    Path("edited").write_text('{"sections": []}', encoding="utf-8")
    assert plan_apart(typed) == meant
