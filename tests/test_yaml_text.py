"""YAML as writers type it: what is read, and what is said."""

from __future__ import annotations

import time
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.read.yaml_lines import bend
from bookbuild.read.yaml_text import (
    MOST_CHARACTERS,
    Mapping,
    Node,
    Scalar,
    Sequence,
    _composed,
    _plain_entries,
    compose,
)

TITLES = (
    "No",
    "null",
    "~",
    "12:30",
    "1984",
    "0x10",
    "2026-05-04",
    "Chapter 3: The Fall",
    "'Tis the Season",
    "'Tis the season, y'all",
    "Room # 4",
    "#1 Crush",
    '"Quoted" and more',
    "@home",
    "*starred",
    "*",
    "&c.",
    "!Important",
    "100%",
    "%20",
    "`tick`",
    "[9:41 pm] The Call",
    "[unclosed",
    "{sic} and more",
    '"unclosed',
    "- a dash",
    "? a question",
    "| a bar",
    "> a quote",
    ": a colon",
    "ends with a colon:",
    "C:\\files",
    "don’t, can't",
    "“What?”",
    "<< merge",
    "Ünïcödé 🌊",
)


def value_of(source: str, key: str = "title") -> Node:
    checked = compose(source, "book.yaml")
    assert checked.diagnostics == ()
    return next(entry.value for entry in checked.value.entries if entry.key == key)


def text_of(source: str) -> str:
    node = value_of(source)
    assert isinstance(node, Scalar)
    return node.text


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}


@pytest.mark.parametrize("title", TITLES)
def test_a_value_is_read_as_typed(title: str) -> None:
    assert text_of(f"title: {title}\nauthor: Ann\n") == title


@pytest.mark.parametrize("title", [title for title in TITLES if title != "- a dash"])
def test_an_item_of_a_list_is_read_as_typed(title: str) -> None:
    assert plain(value_of(f"title:\n  - {title}\n  - b\n")) == [title, "b"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("title: 'Don''t: go'", "Don't: go"),
        ('title: "A \\u2014 B"', "A — B"),
        ("title: 'The Fall'  # working title", "The Fall"),
        ("title: The Fall  # working title", "The Fall"),
        ("title: # none yet", ""),
        ("title: one\n  two\n\n  three\n", "one two\nthree"),
        ("title: 'one\n  two'\n", "one two"),
        ("title:\n  one\n  two\n", "one two"),
        ("title: 'Tis\n  the season\n", "'Tis the season"),
        ("title: |\n  one: 1\n\n  two # 2\n", "one: 1\n\ntwo # 2\n"),
        ("title: |-\n    indented\n  less\n", "  indented\nless"),
        ("title: >\n  one\n  two\n\n  three\n", "one two\nthree\n"),
        ("title: |\n  ---\n  \ttab\n", "---\n\ttab\n"),
    ],
)
def test_yaml_means_what_it_means(source: str, text: str) -> None:
    assert text_of(source) == text


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("title: [a, Chapter 3: b, '#c', No]", None),
        ("title: [a, Chapter 3: b, #c, don't]", ["a", "Chapter 3: b", "#c", "don't"]),
        ("title: [a,\n  b]\n", ["a", "b"]),
        ("title:\n- a\n- b\n", ["a", "b"]),
        ("title:\n  - a\n\n  # a remark\n  - b\n", ["a", "b"]),
        ("title:\n  - name: A\n    role: beta\n", [{"name": "A", "role": "beta"}]),
        ("title: {name: A, number: 2}", {"name": "A", "number": "2"}),
        ("title:\n  name: A\n  number: 2: b\n", {"name": "A", "number": "2: b"}),
    ],
)
def test_lists_and_groups(source: str, value: object) -> None:
    if value is not None:
        assert plain(value_of(source)) == value


def test_a_list_in_brackets_knows_how_it_was_typed() -> None:
    node = value_of("title: [Untitled]")
    assert isinstance(node, Sequence)
    assert node.typed == "[Untitled]"


def test_every_node_knows_its_line() -> None:
    checked = compose("a: 1\n\nb:\n  - x\n  - |\n    y\n", "f.md", first_line=10)
    a, b = checked.value.entries
    assert (a.line, b.line) == (10, 12)
    assert isinstance(b.value, Sequence)
    x, y = b.value.items
    assert isinstance(y, Scalar)
    assert (x.line, y.line, y.text_line) == (13, 14, 15)


def test_what_follows_a_mistake_is_read() -> None:
    checked = compose("a: {b: [c}, d]\ne: &f\n  g: h\ni: j\ni: k\n", "f.md")
    assert [d.place.line for d in checked.diagnostics] == [1, 2, 5]
    assert plain(checked.value) == {"i": "j"}


@pytest.mark.parametrize(
    "source",
    [
        "a: &a [x]\nb: {c: *a}\n",
        "a: {<<: *a}\n",
        "a: !!python/object/apply:os.system\n  - ls\n",
        'a: {b: "\\UFFFFFFFF"}\n',
        'a: "\\ud800"\n',
        "a: " + "[" * 5000 + "\n",
        "a: " + "{a: " * 3000 + "\n",
        "- " * 20_000 + "\n",
        "a:" + " " * 100_000 + "b\n",
        "a" + " " * 100_000 + "\n",
        "a: x" + "  #" * 30_000 + "\n",
        "a: " + "'" * 100_000 + "\n",
        'a: ["' * 20_000 + "\n",
        "x" * (MOST_CHARACTERS + 1),
    ],
)
def test_nothing_takes_long_or_breaks(source: str) -> None:
    start = time.process_time()
    for entry in compose(source, "f.md").value.entries:
        str(plain(entry.value)).encode()
    assert time.process_time() - start < 5


@given(st.text(st.sampled_from("ab:#-'\"[]{}&*!|>%@` \n\t,?\\“”"), max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_ends_in_a_traceback(source: str) -> None:
    checked = compose(source, "f.md")
    for diagnostic in checked.diagnostics:
        assert 1 <= diagnostic.place.line <= source.count("\n") + 1


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30))
def test_any_word_can_be_a_title(word: str) -> None:
    quoted = word[0] in "'\"[{|>" or word in ("#",)
    if not quoted:
        assert compose(f"title: {word}", "f.md").value.entries[0].value == Scalar(word, 1, 1)


def test_twenty_thousand_keys_are_compared_in_no_time() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    keys = ["".join(key) for key in islice(product(letters, repeat=4), 20_000)]
    source = "".join(f"{key}:\n" for key in (*keys, keys[0]))
    start = time.process_time()
    checked = compose(source, "book.yaml")
    assert time.process_time() - start < 5
    assert len(checked.value.entries) == 20_000
    assert [diagnostic.code for diagnostic in checked.diagnostics] == ["duplicate-key"]


PLAIN = st.lists(
    st.from_regex(r"[a-z' ]{0,3}[a-z]: ?['\"]?[a-zäß 'x\"#:.,\\-]{0,8}['\"]?", fullmatch=True)
    | st.sampled_from(("", "# a remark", "title: 'Tis", "title:", 'sub: "a" # no', "a\u00a0b: c")),
    max_size=4,
).map("\n".join)


@given(PLAIN)
def test_plain_lines_are_read_as_the_library_reads_them(text: str) -> None:
    bent = bend(text, "a.md", 3)
    by_library = _composed(bent, text.split("\n"), "a.md", 3)
    assert compose(text, "a.md", 3) == by_library


def test_plain_lines_do_without_the_library() -> None:
    read = _plain_entries(bend("title: It's 5 # 1\n\nauthor: 'A ''B'''\nsub:", "a.md").value, 1)
    assert read is not None
    assert [(entry.key, entry.value) for entry in read] == [
        ("title", Scalar("It's 5 # 1", 1, 1)),
        ("author", Scalar("A 'B'", 3, 3)),
        ("sub", Scalar("", 4, 4)),
    ]
