"""Folders of Markdown from other tools: order, titles, what is left out, and no word lost."""

from __future__ import annotations

import importlib.util
import random
import sys
import zipfile
from pathlib import Path

import pytest

from bookbuild.intake.folders import Ordered, Tool, ordered_folder, ordered_pages
from bookbuild.intake.folders.front_matter import front_of
from bookbuild.intake.folders.headings import underlined, with_hashes
from bookbuild.intake.folders.names import title_in_name
from bookbuild.intake.folders.proof import cuts
from bookbuild.intake.folders.staying_out import page_of_a_site, put_by
from bookbuild.intake.folders.whose import arranged_folder
from bookbuild.intake.folders.yaml_lists import BadYaml, read_leniently, read_yaml
from bookbuild.intake.sources import Source
from bookbuild.intake.words import prove
from bookbuild.model.book import Kind
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Severity
from tests.golden import check_golden

FOLDERS = Path(__file__).parent / "folders"
NAMES = sorted(folder.name for folder in FOLDERS.iterdir() if (folder / "source").is_dir())
BENCH = Path(__file__).parents[1] / "bench" / "folders.py"
CORPUS = Path(__file__).parents[1].parent / "shared/corpora/md-necromancers-apprentice"
IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000000"

TOOLS = {
    "ao3": Tool.AO3,
    "bookdown": Tool.BOOKDOWN,
    "crowbook": Tool.CROWBOOK,
    "hugo": Tool.HUGO,
    "jekyll": Tool.JEKYLL,
    "leanpub": Tool.LEANPUB,
    "longform": Tool.LONGFORM,
    "mdbook": Tool.MDBOOK,
    "mkdocs": Tool.MKDOCS,
    "novelwriter": Tool.NOVELWRITER,
    "pandoc": Tool.PANDOC,
    "quarto": Tool.QUARTO,
}


def _ordered(path: Path) -> Ordered:
    ordered = ordered_folder(path)
    assert ordered is not None
    return ordered


def _prove(path: Path) -> None:
    """Prove the pages by the words; an address is none, so the links are not put in yet."""
    arranged = arranged_folder(path)
    assert arranged is not None
    prove(arranged.sources, ordered_pages(arranged, IDENTIFIER), cuts(arranged), ())


def _shown(ordered: Ordered, root: Path) -> str:
    """Return a book as text: what was found, what was left out, and the pages."""
    lines = [f"tool: {ordered.tool.value}", ""]
    lines += [f"{_relative(path, root)}: {why}" for path, why in ordered.left_out]
    lines += ["", *(_relative(str(finding), root) for finding in ordered.findings)]
    lines += ["", *(_relative(str(span), root) for span in ordered.spans)]
    lines += ["", *(f"picture: {picture.path}" for picture in ordered.pictures)]
    for entry in ordered.entries:
        place = f"{_relative(entry.path, root)}:{entry.first_line}"
        lines.append(f"{place}: {entry.kind.value} “{entry.title}” in “{entry.part}”")
    for page in ordered_pages(ordered, IDENTIFIER):
        lines += ["", f"=== {page.name}", page.text.rstrip("\n")]
    return "\n".join(lines) + "\n"


def _relative(text: str, root: Path) -> str:
    return text.replace(f"{root}/", "").replace(f"{root}:", ".:")


def _make(root: Path, **files: str) -> Path:
    for name, text in files.items():
        file = root / f"{name.replace('__', '/')}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("name", NAMES)
def test_each_tools_folder(name: str) -> None:
    root = FOLDERS / name / "source"
    ordered = _ordered(root)
    assert ordered.tool is TOOLS.get(name, Tool.NONE)
    _prove(root)
    check_golden(FOLDERS / name / "expected.txt", _shown(ordered, root))


@pytest.mark.parametrize("name", NAMES)
def test_the_new_folder_reads_without_an_error(name: str, tmp_path: Path) -> None:
    ordered = _ordered(FOLDERS / name / "source")
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    for page in ordered_pages(ordered, IDENTIFIER):
        (manuscript / page.name).write_text(page.text, encoding="utf-8")
    for picture in ordered.pictures:
        file = manuscript / picture.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(picture.data)
    read = read_book(tmp_path)
    assert [d for d in read.diagnostics if d.severity is Severity.ERROR] == []
    assert read.value is not None
    kinds = [section.head.kind for section in read.value.sections]
    assert sorted(k.value for k in kinds) == sorted(e.kind.value for e in ordered.entries)


def test_a_zip_file_is_the_same_folder(tmp_path: Path) -> None:
    root = FOLDERS / "mdbook" / "source"
    file = tmp_path / "book.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(root.rglob("*")):
            archive.write(path, Path("salt-road") / path.relative_to(root))
    zipped, plain = _ordered(file), _ordered(root)
    assert [(e.kind, e.title, e.text) for e in zipped.entries] == [
        (e.kind, e.title, e.text) for e in plain.entries
    ]
    assert zipped.pictures == plain.pictures


def test_no_such_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    assert ordered_folder(tmp_path) is None
    assert ordered_folder(tmp_path / "a.txt") is None
    _make(tmp_path, b="Text.")
    (tmp_path / "book.yaml").write_text("title: Ours\n", encoding="utf-8")
    assert ordered_folder(tmp_path) is None


def test_links_that_lead_outside_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret\n\nNobody shall read this.\n", encoding="utf-8")
    book = _make(tmp_path / "book", one="# One\n\nText.")
    (book / "two.md").symlink_to(secret)
    (book / "three").symlink_to(tmp_path)
    ordered = _ordered(book)
    assert "shall" not in "".join(entry.text for entry in ordered.entries)
    assert any(path.endswith("two.md") and "leads out" in why for path, why in ordered.left_out)
    (book / "Book.txt").write_text("one.md\ntwo.md\n", encoding="utf-8")
    with pytest.raises(BookbuildError, match="leads out of the folder"):
        ordered_folder(book)


def test_paths_that_lead_upwards_are_not_followed(tmp_path: Path) -> None:
    _make(tmp_path, outside="Secret.", book__one="# One\n\n![x](../../x.png) Text.")
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    (tmp_path / "book" / "SUMMARY.md").write_text(
        "- [One](one.md)\n- [Out](../outside.md)\n", encoding="utf-8"
    )
    ordered = _ordered(tmp_path / "book")
    assert [entry.title for entry in ordered.entries] == ["One"]
    assert ordered.pictures == ()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.md", b"x" * 30_000_000)
        archive.writestr("../b.md", "Slipped.")
    with pytest.raises(BookbuildError, match="too big"):
        ordered_folder(file)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "a: &x [1]\nb: [*x, *x]\nc: {" * 500,
        "a:\n" + "  - " * 5_000,
        "\t: :\n- a: [}",
    ],
)
def test_hostile_yaml_is_an_error_or_nothing(text: str) -> None:
    read_leniently(text)
    with pytest.raises(BadYaml):
        read_yaml(text)


def test_an_entity_in_a_project_file_is_refused(tmp_path: Path) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "aaa">]><novelWriterXML>&a;</novelWriterXML>'
    (tmp_path / "nwProject.nwx").write_text(text, encoding="utf-8")
    (tmp_path / "a.nwd").write_text("# A\n\nText.", encoding="utf-8")
    with pytest.raises(BookbuildError, match="document type"):
        ordered_folder(tmp_path)


def test_front_matter_that_is_no_yaml() -> None:
    settings = read_leniently(
        "title: Chapter 2: A Storm\nnotes: |\n  One.\n\n  Two: three: four.\n"
    )
    assert settings.text("title") == "Chapter 2: A Storm"
    assert "Two: three: four." in settings.text("notes")
    source = Source("a.md", "a", ("---", "", "A line after a scene break.", "---", "More."))
    assert front_of(source).body == 0


@pytest.mark.parametrize(
    ("line", "below", "top", "is_heading"),
    [
        ("Prologue", "---", True, True),
        ("He left.", "---", True, False),
        ('Always, your friend."', "---", False, False),
        ("The Old House", "-------------", False, True),
        ("The Old House", "---", False, False),
        ("The Old House", "====", False, True),
        ("“Go", "---", True, False),
    ],
)
def test_underlined_headings(line: str, below: str, top: bool, is_heading: bool) -> None:
    assert (underlined(line, below, top=top) is not None) is is_heading


@pytest.mark.parametrize(
    ("line", "first", "words"),
    [
        ("#Chapter Twelve", True, "Chapter Twelve"),
        ("#Chapter Twelve", False, "Chapter Twelve"),
        ("#ferry", False, None),
        ("## The Inn ##", False, "The Inn"),
        ("# (PART) Act One {-}", False, "Act One"),
        ("#", False, None),
    ],
)
def test_headings_with_hashes(line: str, first: bool, words: str | None) -> None:
    found = with_hashes(line, first=first)
    assert (found.text if found else None) == words


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("01 Gift From The Skies", "Gift From The Skies"),
        ("1_Chapter", ""),
        ("2chapitre_0", ""),
        ("chapter-10", ""),
        ("Chapter 3 - The Mill", "The Mill"),
        ("2013-11-02-the-second-day", "The Second Day"),
        ("001", ""),
        ("epilogue", ""),
    ],
)
def test_titles_in_names(stem: str, title: str) -> None:
    assert title_in_name(stem) == title


def test_what_stays_out() -> None:
    assert page_of_a_site("docs/index.md", "Home", ())
    assert page_of_a_site("docs/12-home.md", "Home", ()) == ""
    assert page_of_a_site("docs/x.md", "", ("* [A](a.md)", "* [B](b.md)", "* [C](c.md)"))
    assert put_by("XX old fight.md")
    assert put_by("Xavier.md") == ""
    assert put_by("Resources/people.md")


def test_a_games_brackets_are_no_links(tmp_path: Path) -> None:
    ordered = _ordered(
        _make(
            tmp_path, one="# One\n\n[[Skill gained: Fire]] He read [[Two]].", two="# Two\n\nText."
        )
    )
    assert "[[Skill gained: Fire]] He read [Two](02-two.md)." in ordered.entries[0].text


def test_words_that_a_lost_link_parted_may_join(tmp_path: Path) -> None:
    ordered = _ordered(_make(tmp_path, one="# One\n\nThe sea[side](gone.md)s lay still."))
    _prove(tmp_path)
    assert ordered.entries[0].text == "The seasides lay still.\n"


def test_a_joined_scene_keeps_its_own_notes(tmp_path: Path) -> None:
    scene = "It rained.[^1]\n\n[^1]: In"
    (tmp_path / "book.toml").write_text("[book]\ntitle = 'A'\n", encoding="utf-8")
    ordered = _ordered(_make(tmp_path, one=f"# One\n\n{scene} May.\n\n{scene} June."))
    assert "It rained.[^1-]\n\n[^1-]: In June." in ordered.entries[0].text


_LINKED = {
    "one": "# One\n\nSee [the second](two.md), [Chapter 3](./three.html#the-far-shore 'there')\n"
    "and [below](#later), [home](index.md), [gone](nine.md), [no](javascript:alert(1)).\n\n"
    "## Later\n\n[Web](https://example.org/a) and <a href='two.md'>again</a>, [by label][L].\n\n"
    "[l]: two.md#named",
    "two": "# Two\n\nText.\n\n## A *named* place {#named}\n\nMore. [Up](#two)",
    "three": "# Three\n\nText.\n\n## The Far Shore\n\n[Named](#named), [[two|wiki]], "
    "[[one#Later]].",
}


def test_links_follow_their_texts(tmp_path: Path) -> None:
    ordered = _ordered(_make(tmp_path, **_LINKED))
    _prove(tmp_path)
    three, two, one = (ordered.entries[at] for at in (1, 2, 0))
    assert one.title == "One"
    assert [entry.title for entry in ordered.entries] == ["One", "Three", "Two"]
    assert one.text == (
        "See [the second](03-two.md), [Chapter 3](02-three.md#the-far-shore)\n"
        "and [below](#later), home, gone, no.\n\n"
        "## Later {#later}\n\n[Web](https://example.org/a) and [again](03-two.md), "
        "[by label](03-two.md#named).\n"
    )
    assert "## The Far Shore {#the-far-shore}" in three.text
    assert (
        "[Named](03-two.md#named), [wiki](03-two.md), [one > Later](01-one.md#later)" in three.text
    )
    assert "## A *named* place {#named}" in two.text
    assert "[Up](03-two.md)" in two.text
    assert any("became plain words (3)" in finding.what for finding in ordered.findings)
    for page in ordered_pages(ordered, IDENTIFIER):
        (tmp_path / "manuscript").mkdir(exist_ok=True)
        (tmp_path / "manuscript" / page.name).write_text(page.text, encoding="utf-8")
    read = read_book(tmp_path / "manuscript")
    assert not [each for each in read.diagnostics if each.severity is Severity.ERROR]


def test_weights_beat_names(tmp_path: Path) -> None:
    ordered = _ordered(
        _make(
            tmp_path,
            a="---\norder: 3\n---\nLast.",
            b="---\norder: 1\n---\nFirst.",
            c="---\norder: 2\n---\nSecond.",
        )
    )
    assert [entry.text.strip() for entry in ordered.entries] == ["First.", "Second.", "Last."]


def test_two_pictures_of_one_name_stay_two(tmp_path: Path) -> None:
    root = _make(tmp_path, a__one="![](m.png)\n\nOne.", b__two="![](m.png)\n\nTwo.")
    (root / "a" / "m.png").write_bytes(b"1")
    (root / "b" / "m.png").write_bytes(b"2")
    ordered = _ordered(root)
    assert [(p.path, p.data) for p in ordered.pictures] == [("m.png", b"1"), ("m_.png", b"2")]


def test_an_untold_author_is_not_guessed() -> None:
    ordered = _ordered(FOLDERS / "mkdocs" / "source")
    assert ordered.metadata.authors == ("Wil Orme",)
    assert "example.org" not in "".join(p.text for p in ordered_pages(ordered, IDENTIFIER))


_PIECES = (
    "# A", "#Chapter Two", "## b", "---", "***", "text", "more text.", "", "", "<!-- x", "-->",
    "[//]: # (c)", "![a](b.png)", "![a](http://x/y.png)", "[[x|y]]", "[[x]]z", "<div align=center>",
    "</div>", "<p>", "```", "```{r}", "::: notes", ":::", "{.x}", "| a", "| b |", "C> x",
    "\\newpage",
    "===", "Title", "-----", "%%x%%", "{{ y }}", "a<span>b</span>c", "[q][r]", "[r]: http://z",
    "title: x", "+++", "@pov: Jo", "% c", ">> x <<", "### s", "<img src='b.png' alt='w'>", "^1",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_no_word_is_lost_whatever_stands_there(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    (tmp_path / "b.png").write_bytes(b"x")
    for number in range(6):
        lines = chance.choices(_PIECES, k=chance.randrange(1, 40))
        ending = chance.choice(("md", "nwd")) if seed % 3 == 0 else "md"
        (tmp_path / f"{number}-x.{ending}").write_text("\n".join(lines), encoding="utf-8")
    try:
        ordered = ordered_folder(tmp_path)
    except BookbuildError as wrong:
        assert "There is no text" in str(wrong)  # noqa: PT017
        return
    if ordered:
        _prove(tmp_path)
        assert not any("\ue000" in page.text for page in ordered_pages(ordered, IDENTIFIER))


def test_bench_against_the_gold_order() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the novel is not here (../shared/corpora)")
    spec = importlib.util.spec_from_file_location("bench_folders", BENCH)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = bench
    spec.loader.exec_module(bench)
    assert bench._measure(CORPUS)
    kinds = [entry.kind for entry in _ordered(CORPUS).entries]
    assert kinds == [Kind.PROLOGUE, *[Kind.CHAPTER] * 20]
