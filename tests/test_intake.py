"""The intake room: posted texts become the folders that `tests/intake` shows, and lose no word.

A case is a folder with `source.txt`, `source.md` or `sources/`. `folder/` holds the files that
import makes of it, `findings.txt` what it says. BOOKBUILD_UPDATE_GOLDEN=1 writes both anew.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bookbuild.intake import SpanKind, import_sources, terminal_lines
from bookbuild.intake.dates import posted_day, promised_day
from bookbuild.intake.decoding import decode
from bookbuild.intake.escape import escaped
from bookbuild.intake.marks import is_rule
from bookbuild.intake.posted import Habit, lay_out
from bookbuild.intake.posted_folder import posted_folder
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.promises import announcement
from bookbuild.intake.report import Copy, Span
from bookbuild.intake.sources import Gathered, Source, gather
from bookbuild.intake.words import Page, body, prove, words_of
from bookbuild.intake.work import prepare
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit

CASES = Path(__file__).parent / "intake"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "last-chapter.txt"
IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
UPDATE = os.environ.get("BOOKBUILD_UPDATE_GOLDEN") == "1"


def case_names() -> list[str]:
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def sources_of(case: Path) -> tuple[Path, ...]:
    for name in ("source.txt", "source.md", "sources"):
        if (case / name).exists():
            return (Path(name),)
    raise AssertionError(f"{case} has no source")


# ----------------------------------------------------------------------------------- the cases


@pytest.mark.parametrize("name", case_names())
def test_case(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES / name
    monkeypatch.chdir(case)
    imported = import_sources(sources_of(case), tmp_path / "the-book", IDENTIFIER)
    found = {file.name: file.read_text(encoding="utf-8") for file in imported.files}
    said = "\n".join(terminal_lines(imported)) + "\n"
    if UPDATE:
        write_golden(case, found, said)
    golden = {p.name: p.read_text(encoding="utf-8") for p in (case / "folder").iterdir()}
    assert found == golden
    assert said == (case / "findings.txt").read_text(encoding="utf-8")


def write_golden(case: Path, found: dict[str, str], said: str) -> None:
    shutil.rmtree(case / "folder", ignore_errors=True)
    (case / "folder").mkdir()
    for name, text in found.items():
        (case / "folder" / name).write_text(text, encoding="utf-8", newline="\n")
    (case / "findings.txt").write_text(said, encoding="utf-8", newline="\n")


def test_the_chapter_that_came_with_the_project(tmp_path: Path) -> None:
    if not SEED.exists():
        pytest.skip("The sample chapter is not beside the project (../shared/seed).")
    imported = import_sources((SEED,), tmp_path / "book", IDENTIFIER)
    chapter, promise = imported.sections
    assert (chapter.pov, chapter.kind, chapter.promised) == ("Clark", Kind.CHAPTER, False)
    assert (promise.kind, promise.promised) == (Kind.EPILOGUE, True)
    text = imported.files[1].read_text(encoding="utf-8")
    notes, story, closing = re.split(
        r"^::: notes\n|\n:::\n\n|\n\n::: \{", text, flags=re.MULTILINE
    )[1:]
    assert notes.startswith("Last chapter, folks!")
    assert notes.count("\n\n") == 0
    assert len(story.split("\n\n")) == 73
    assert closing == '.endnotes until="epilogue"}\nLook for the epilogue tomorrow!\n:::\n'
    settings = "---\nkind: epilogue\nstatus: promised\npromised-in: 01-last-chapter\n---\n\n"
    assert (
        imported.files[2].read_text(encoding="utf-8")
        == settings + "Look for the epilogue tomorrow!\n"
    )
    assert [span.text for span in imported.spans] == ["Note:", "Clark", "'s POV"]


# -------------------------------------------------------------------------- no word is ever lost

PIECES = (
    *(
        "Note: hi",
        "A/N",
        "A/N: thanks for reviewing",
        "(A/N: hm",
        "so)",
        "Clark's POV",
        "POV: Lana",
    ),
    *("Chapter 3: The Fall", "Chapter Two", "Epilogue", "The Fall", "by Inkwell", "Title: Salt"),
    *("***", "xXx", "oOo", "=====", "Look for the epilogue tomorrow!", "TBC", "Please review!"),
    *("Next chapter on Friday. Thanks!", "Posted 3 May 2005", "Disclaimer: none", "Summary: it"),
    *('"Yes," she said.', "It was *late* and _so_ dark.", "::: notes", "# x", "- y", "> z", "1. a"),
    *(
        "    set in",
        "\tset in, too",
        "",
        "",
        "",
        "f**k",
        "a * b",
        "[x](y)",
        "e\u0301te\u0301",
        "nai\u00adve",
    ),
    *(
        "a|b",
        "---|---",
        "\u200bz\u200b",
        "\\",
        "`c`",
        "Author's Note -",
        "Rating: PG",
        "***Bold*** it",
    ),
    *("word " * 14 + "end", "The rain fell on the quay and on the boats, all of them, all night."),
)
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=40)), min_size=1, max_size=25)


def clean(lines: list[str]) -> tuple[str, ...]:
    text = "\n".join(lines).replace("\r", " ")
    text = re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]", " ", text)
    return tuple(text.split("\n"))


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3), st.booleans())
def test_words_in_are_words_out(texts: list[list[str]], markdown: bool) -> None:
    sources = tuple(
        Source(f"{number}.txt", str(number), clean(lines), markdown)
        for number, lines in enumerate(texts)
        if "".join(clean(lines)).strip()
    )
    if sources:
        prepare(Gathered(sources, False, ()), Path("book"), IDENTIFIER)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_source_is_a_message(data: st.DataObject, tmp_path: Path) -> None:
    """Bytes flipped, cut and spliced: a folder or a `BookbuildError`, never anything else."""
    samples = sorted(CASES.glob("*/source.*"))
    encoding = data.draw(st.sampled_from(("utf-8", "utf-16", "cp1252", "utf-8-sig", "utf-16-be")))
    text = data.draw(st.sampled_from(samples)).read_text(encoding="utf-8")
    damaged = bytearray(text.encode(encoding, errors="replace"))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(damaged)))
        cut = data.draw(st.integers(0, 3))
        damaged[at : at + cut] = data.draw(st.binary(max_size=4))
    source = tmp_path / data.draw(st.sampled_from(("a.txt", "a.md")))
    source.write_bytes(bytes(damaged))
    out = tmp_path / "out"
    shutil.rmtree(out, ignore_errors=True)
    refusal = refusal_of(source, out)
    if refusal:
        assert refusal.exit_code in (Exit.MANUSCRIPT, Exit.USAGE)
        assert "would not be those" not in str(refusal)
        assert not out.exists()


def refusal_of(source: Path, out: Path) -> BookbuildError | None:
    try:
        import_sources((source,), out, IDENTIFIER)
    except BookbuildError as refusal:
        return refusal
    return None


def test_the_proof_sees_a_lost_a_changed_and_an_added_word() -> None:
    source = Source("a.txt", "a", ("One two", "three."))
    book = Page("book.yaml", "title: A\n")
    prove((source,), (book, Page("01.md", "One two\nthree.")), (), ())
    for text in ("One three.", "One too three.", "One two three four.", "One two"):
        with pytest.raises(BookbuildError, match="Nothing was written") as refused:
            prove((source,), (book, Page("01.md", text)), (), ())
        assert refused.value.exit_code is Exit.MANUSCRIPT
    with pytest.raises(BookbuildError, match=r"^a\.txt:2: The text has “three” where"):
        prove((source,), (book, Page("01.md", "One two")), (), ())


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("The Herons stood.", True),
        ("The Heron s stood.", True),
        ("TheHerons stood.", False),
        ("The Her ons stood.", False),
        ("The Heronsstood.", False),
        ("The Heron stood.", False),
    ],
)
def test_what_only_a_mark_parts_may_be_one_word(text: str, right: bool) -> None:
    source = Source("a.txt", "a", ("The [[Heron]]s stood.",))
    cut = SpanKind.STRUCTURE
    spans = (
        Span("a.txt", 1, 4, 6, "[[", cut, "a link"),
        Span("a.txt", 1, 11, 13, "]]", cut, "a link"),
    )
    pages = (Page("book.yaml", ""), Page("01.md", text))
    if right:
        prove((source,), pages, spans, ())
        return
    with pytest.raises(BookbuildError, match="would not be those"):
        prove((source,), pages, spans, ())


def test_the_proof_wants_what_was_moved_in_the_settings() -> None:
    source = Source("a.txt", "a", ("Clark's POV", "One."))
    spans = (
        Span("a.txt", 1, 0, 5, "Clark", SpanKind.MOVED, "pov: Clark"),
        Span("a.txt", 1, 5, 11, "'s POV", SpanKind.STRUCTURE, "pov: Clark"),
    )
    book = Page("book.yaml", "title: A\n")
    prove((source,), (book, Page("01.md", "---\npov: Clark\n---\n\nOne.\n")), spans, ())
    with pytest.raises(BookbuildError, match="“Clark” would be lost"):
        prove((source,), (book, Page("01.md", "---\npov: Lana\n---\n\nOne.\n")), spans, ())


def test_the_proof_wants_a_copy_to_be_one() -> None:
    source = Source("a.txt", "a", ("One.", "Soon."))
    pages = (Page("book.yaml", ""), Page("1.md", "One.\n\nSoon.\n"), Page("2.md", "Later.\n"))
    with pytest.raises(BookbuildError, match=r"“Soon\.” would be lost"):
        prove((source,), pages, (), (Copy("a.txt", 2, "Soon.", "2.md", "1.md"),))


def test_words_are_runs_of_letters_and_digits() -> None:
    assert tuple(words_of("Clark’s e\u0301te\u0301, nai\u00adve\u200b x_y 3½")) == (
        *("Clark", "s", "été", "naive", "x", "y", "3½"),
    )


def test_the_body_of_a_file_is_its_text() -> None:
    assert (
        body("---\npov: A\n---\n\n::: notes\nOne.\n:::\n\n\\::: two\n") == "\nOne.\n\n\\::: two\n"
    )


# ------------------------------------------------------------------------------- what is written


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("ab1 .*_#>+-=~`[](){}<>/!&;:|^\\\"'"), max_size=24), max_size=3
    )
)
def test_escaped_text_reads_as_it_was(lines: list[str]) -> None:
    """CommonMark makes one paragraph of it again, whose characters are those of the source.

    Only the marks of emphasis may be gone, and those in pairs.
    """
    text = "\n".join(line.strip() for line in lines if line.strip())
    if not text or any(is_rule(line) for line in text.split("\n")):
        return
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    read = "".join(child.content or ("\n" if "break" in child.type else "") for child in children)
    assert {child.type for child in children} <= {
        *(
            "text",
            "softbreak",
            "text_special",
            "em_open",
            "em_close",
            "strong_open",
            "strong_close",
        ),
    }
    assert re.sub(r"[*_\s]", "", read) == re.sub(r"[*_\s]", "", text)
    marks = len(re.findall(r"[*_]", text)) - len(re.findall(r"[*_]", read))
    assert marks == sum(
        len(child.markup) for child in children if child.type.endswith(("open", "close"))
    )


def test_typed_emphasis_stays_emphasis() -> None:
    kept = ("*so*", "_so_", "**so**", "***so***", "(_so_)", '"*So,*" he said', "*two\nlines*")
    assert tuple(escaped(text) for text in kept) == kept


def test_an_existing_manuscript_is_never_touched(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("It rained.\n", encoding="utf-8")
    import_sources((source,), tmp_path / "book", IDENTIFIER)
    before = (tmp_path / "book/manuscript/01-a.md").read_bytes()
    with pytest.raises(BookbuildError, match="never writes over") as refused:
        import_sources((source,), tmp_path / "book", IDENTIFIER)
    assert refused.value.exit_code is Exit.USAGE
    assert (tmp_path / "book/manuscript/01-a.md").read_bytes() == before
    assert [p.name for p in (tmp_path / "book").iterdir()] == ["manuscript"]


def test_the_manuscript_folder_may_be_named_itself(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("It rained.\n", encoding="utf-8")
    imported = import_sources((source,), tmp_path / "salt_road" / "manuscript", IDENTIFIER)
    assert imported.manuscript == tmp_path / "salt_road" / "manuscript"
    assert "title: Salt road\n" in imported.files[0].read_text(encoding="utf-8")


def test_links_in_the_way_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("It rained.\n", encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book/manuscript").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for out in (tmp_path / "book", tmp_path / "link", tmp_path / "book/manuscript"):
        with pytest.raises(BookbuildError, match="a link to another place"):
            import_sources((source,), out, IDENTIFIER)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("It rained.\n", encoding="utf-8")
    for out in (source, source / "book"):
        with pytest.raises(BookbuildError):
            import_sources((source,), out, IDENTIFIER)
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


# ---------------------------------------------------------------------------------- what is read

REFUSED = (
    (b"PK\x03\x04rest", "a Word, EPUB or zip file"),
    (b"%PDF-1.7", "a PDF"),
    (b"one\ntwo\x00three", r":2: A character here is not text \(U\+0000\)"),
    (b"", "This file is empty"),
    (b" \n\n", "This file is empty"),
    (b"\xff\xfea\x00b", "not text in any encoding"),
    (b"\x81\x8d\x8f\x90", "not text in any encoding"),
)


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_no_text_is_refused(data: bytes, message: str, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_bytes(data)
    with pytest.raises(BookbuildError, match=message) as refused:
        import_sources((source,), tmp_path / "out", IDENTIFIER)
    assert refused.value.exit_code is Exit.MANUSCRIPT
    assert not (tmp_path / "out").exists()


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    wrong: tuple[tuple[Path, ...], ...] = (
        *(
            (),
            (tmp_path / "none.txt",),
            (tmp_path / "empty",),
            (Path("a\0b"),),
            (Path("/dev/zero"),),
        ),
        (tmp_path / "a.txt", tmp_path / "a.txt"),
    )
    for paths in wrong:
        with pytest.raises(BookbuildError) as refused:
            import_sources(paths, tmp_path / "out", IDENTIFIER)
        assert refused.value.exit_code is Exit.USAGE


def test_what_is_too_big_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(BookbuildError, match="more than 20 MB") as refused:
        import_sources((tmp_path / "a.txt",), tmp_path / "out", IDENTIFIER)
    assert refused.value.exit_code is Exit.MANUSCRIPT
    (tmp_path / "b.txt").write_bytes(b"It was a long day.\n\n" * 550_000)
    with pytest.raises(BookbuildError, match=r"more than 10 MB.*--update") as refused:
        import_sources((tmp_path / "b.txt",), tmp_path / "out", IDENTIFIER)
    assert refused.value.exit_code is Exit.MANUSCRIPT


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings(codec: str, said: str) -> None:
    text = "“Déjà vu,” she said—twice.\n"
    decoded = decode(text.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, said)


def test_a_folder_comes_in_natural_order(tmp_path: Path) -> None:
    for name in ("ch10.txt", "ch2.txt", "prologue.md", "_plan.txt", "cover.jpg", ".hidden.txt"):
        (tmp_path / name).write_text("It rained.\n", encoding="utf-8")
    folder = posted_folder(tmp_path)
    assert [file.path.stem for file in folder.files] == ["ch2", "ch10", "prologue"]
    assert sorted(Path(f.source).name for f in folder.findings) == ["_plan.txt", "cover.jpg"]
    imported = import_sources((tmp_path,), tmp_path / "out", IDENTIFIER)
    assert [file.name for file in imported.files[1:]] == [
        *("01-prologue.md", "02-chapter-2.md", "03-chapter-10.md"),
    ]


def test_settings_of_another_tool_are_not_taken_for_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: X\n---\n\nIt rained.\n", encoding="utf-8")
    with pytest.raises(BookbuildError, match="begins with settings"):
        gather((tmp_path / "a.md",))


# --------------------------------------------------------------------------- what is recognised


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Clark's POV", "Clark"),
        ("Clark’s POV:", "Clark"),
        ("James' P.O.V.", "James"),
        ("POV: Clark Kent", "Clark Kent"),
        ("(Lana's point of view)", "Lana"),
        ("*Lana Lang's POV*", "Lana Lang"),
        ("~Clark POV~", "Clark"),
        ("Point of View - Chloe", "Chloe"),
        ("CLARK'S POV", "CLARK"),
        ("Clark and Lana's POV", "Clark and Lana"),
        ("O'Brien's POV", "O'Brien"),
        ("That was Clark's POV", ""),
        ("My POV", ""),
        ("Clark's POV was clear.", ""),
        ("~Clark~", ""),
        ("From my point of view, it was over.", ""),
        ("Clark's", ""),
        ("", ""),
    ],
)
def test_points_of_view(line: str, name: str) -> None:
    found = point_of_view(line)
    assert (found.name if found else "") == name
    assert not found or line[found.start : found.end] == name


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Look for the epilogue tomorrow!", Kind.EPILOGUE),
        ("Epilogue coming soon", Kind.EPILOGUE),
        ("Stay tuned for the epilogue.", Kind.EPILOGUE),
        ("Next chapter on Friday", Kind.CHAPTER),
        ("*The epilogue will be posted next week!*", Kind.EPILOGUE),
        ("Epilogue tomorrow.", Kind.EPILOGUE),
        ("I'll post the next chapter as soon as I can.", Kind.CHAPTER),
        ("Coming up: an interlude", Kind.INTERLUDE),
        ("There will be an epilogue.", Kind.EPILOGUE),
        ("Keep an eye out for the bonus chapter", Kind.BONUS),
        ("Epilogue to follow", Kind.EPILOGUE),
        ("The epilogue should be up in a few days.", Kind.EPILOGUE),
        ("The next chapter of her life began on Friday.", None),
        ("There was no epilogue.", None),
        ('"Look for the epilogue tomorrow!"', None),
        ("He looked for the epilogue.", None),
        ("Epilogue", None),
        ("She would look for the epilogue in the morning.", None),
        ("It was only an epilogue, and he knew it.", None),
        ("Look for the epilogue he wrote.", None),
    ],
)
def test_announcements(line: str, kind: Kind | None) -> None:
    found = announcement(line)
    assert (found.kind if found else None) is kind


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted 3 May 2005", "2005-05-03"),
        ("Date: 2005-05-03", "2005-05-03"),
        ("Published: May 3, 2005", "2005-05-03"),
        ("Posted on: Tuesday, May 3rd, 2005", "2005-05-03"),
        ("Date Posted: 3rd of September 2005", "2005-09-03"),
        ("Posted: 3/5/2005", ""),
        ("Posted 31 February 2005", ""),
        ("The letter was posted 3 May 2005", ""),
    ],
)
def test_posted_days(line: str, day: str) -> None:
    found = posted_day(line)
    assert (found.isoformat() if found else "") == day


@pytest.mark.parametrize(
    ("promise", "day"),
    [
        ("Epilogue tomorrow!", "2005-05-04"),
        ("The day after tomorrow", "2005-05-05"),
        ("Epilogue on Friday", "2005-05-06"),
        ("Epilogue on Tuesday", "2005-05-10"),
        ("in three days", "2005-05-06"),
        ("tonight", "2005-05-03"),
        ("next Friday", ""),
        ("soon", ""),
        ("next week", ""),
    ],
)
def test_promised_days(promise: str, day: str) -> None:
    posted = posted_day("Posted 3 May 2005")
    found = promised_day(promise, posted)
    assert (found.isoformat() if found else "") == day
    assert promised_day(promise, None) is None


def test_rules() -> None:
    rules = (
        "***",
        "* * *",
        "---",
        "~*~",
        "oOo",
        "xXx",
        "xxx",
        "=====",
        "-x-x-x-",
        "•",
        "<><><>",
        "#",
    )
    assert all(is_rule(text) for text in rules)
    assert not any(
        is_rule(text) for text in ("...", "…", "—", "xoxo", "xo", "ok", "1", "", "?!", "***x")
    )


def test_habits() -> None:
    assert lay_out(("One.", "", "Two.")).habit is Habit.BLANK_LINES
    assert lay_out(("One.", "Two.", "Three.")).habit is Habit.LINES
    assert lay_out(("  One.", "  Two.", "  Three.", "  Four.")).habit is Habit.INDENTS


def test_a_gap_in_the_story_is_no_note(tmp_path: Path) -> None:
    """A story in the first person may speak to a "you" behind a gap; that makes it no note."""
    text = "I left.\n\nNobody saw.\n\n\nI will come back, Lana. I love you all.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    imported = import_sources((tmp_path / "a.txt",), tmp_path / "out", IDENTIFIER)
    assert ":::" not in imported.files[1].read_text(encoding="utf-8")
