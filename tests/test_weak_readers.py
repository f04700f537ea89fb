"""The style sheets against what weak reading systems choke on: bookbuild's own, and an author's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import tinycss2

from bookbuild.ebook.weak_readers import Trouble, warnings_for, weaknesses
from bookbuild.model.assets import OwnSheet
from bookbuild.read.styles import built_in_folder
from bookbuild.write.epub import make_package
from bookbuild.write.epub.stylesheet import COVER_CSS, layers
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.tokens import in_place, tokens_of
from tests.editions import STYLES, whole_edition


def _shipped(name: str) -> str:
    sheet = (built_in_folder() / name).read_text(encoding="utf-8")
    return in_place(sheet, tokens_of(CLASSIC))


SHEETS = {
    "book.css": _shipped("book.css"),
    "epub.css": _shipped("epub.css"),
    "cover.css": COVER_CSS,
    "drop-caps.css": next(
        layer.css for layer in layers(STYLES, drop_caps=True).value if "drop-caps" in layer.href
    ),
}


# ---------------------------------------------------------------------------- what is shipped


@pytest.mark.parametrize("name", SHEETS)
def test_no_weak_reader_chokes_on_what_is_shipped(name: str) -> None:
    assert weaknesses(SHEETS[name]) == ()


def test_the_sheet_of_the_fonts_is_as_harmless() -> None:
    package = make_package(replace(whole_edition(), carries_fonts=True), STYLES).value
    sheet = package.resource("css/fonts.css")
    assert sheet is not None
    assert weaknesses(sheet.data.decode()) == ()


def test_every_break_is_said_in_the_older_word_too() -> None:
    for name in SHEETS:
        for selector, said in _rules(SHEETS[name]):
            newer = {each for each in said if each.startswith("break-")}
            assert {f"page-{each}" for each in newer} <= set(said), f"{name}: {selector}"


def test_small_capitals_are_there_for_engines_that_know_font_variant_alone() -> None:
    newer = {
        selector
        for name in ("book.css", "epub.css")
        for selectors, said in _rules(SHEETS[name])
        if said.get("font-variant-caps", "normal") != "normal"
        for selector in selectors
    }
    older = {
        selector
        for selectors, said in _rules(SHEETS["epub.css"])
        if said.get("font-variant") == "small-caps"
        for selector in selectors
    }
    known_by_another_name = {"p.draft": ".opening .draft"}
    assert {known_by_another_name.get(each, each) for each in newer} <= older


def test_headings_say_how_they_are_aligned() -> None:
    said = dict(_by_selector("book.css"))
    assert all(said[f"h{level}"]["text-align"] == "center" for level in range(1, 7))


def test_the_text_leaves_the_reader_every_choice() -> None:
    chosen = ("font-size", "line-height", "color", "background", "font-family", "margin-left")
    for name in SHEETS:
        for selector, said in _by_selector(name):
            if selector in ("html", "body", "p") and name != "cover.css":
                assert not set(said) & {*chosen}, f"{name}: {selector}"


def test_a_scene_break_is_drawn_in_the_colour_of_the_text() -> None:
    for _, said in _by_selector("book.css"):
        for name, value in said.items():
            if name.startswith("border") and value not in ("0", "collapse"):
                assert "currentColor" in value
    assert dict(_by_selector("book.css"))["hr.scene"]["color"] == "inherit"


Said = dict[str, str]


def _rules(css: str) -> Iterator[tuple[tuple[str, ...], Said]]:
    """Yield every style rule's selectors and what it says."""
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            written = tinycss2.serialize(rule.prelude)
            yield tuple(each.strip() for each in written.split(",")), _said(rule)


def _said(rule: Any) -> Said:
    held = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return {each.name: tinycss2.serialize(each.value).strip() for each in held}


def _by_selector(name: str) -> Iterator[tuple[str, Said]]:
    """Yield each selector of a sheet once, with all that is said of it."""
    together: dict[str, Said] = {}
    for selectors, said in _rules(SHEETS[name]):
        for selector in selectors:
            together.setdefault(selector, {}).update(said)
    yield from together.items()


# ------------------------------------------------------------------------- what is refused

REFUSED = (
    ("div { margin: 0; }", Trouble.BARE),
    (".letter span { color: inherit; }", Trouble.BARE),
    ("* { margin: 0; }", Trouble.BARE),
    ("p:has(em) { margin: 0; }", Trouble.SELECTOR),
    (":is(h1, h2) { margin: 0; }", Trouble.SELECTOR),
    (".a:where(.b) { margin: 0; }", Trouble.SELECTOR),
    (".a:nth-last-child(2) { margin: 0; }", Trouble.SELECTOR),
    (".a:not(.b) { margin: 0; }", Trouble.SELECTOR),
    (".a ~ .b { margin: 0; }", Trouble.SELECTOR),
    ("@import 'more.css';", Trouble.AT_RULE),
    ("@layer base { p { margin: 0; } }", Trouble.AT_RULE),
    ("@container (width > 3em) { p { margin: 0; } }", Trouble.AT_RULE),
    ("@media (prefers-color-scheme: dark) { p { margin: 0; } }", Trouble.NIGHT),
    (".sign { background-color: #eee; }", Trouble.NIGHT),
    (".sign { background: silver; }", Trouble.NIGHT),
    (".sign { color: #333; }", Trouble.NIGHT),
    (".system { display: flex; }", Trouble.LAYOUT),
    (".system { display: grid; }", Trouble.LAYOUT),
    (".verse { column-count: 2; }", Trouble.LAYOUT),
    (".signature { position: absolute; }", Trouble.POSITION),
    (".sign { margin-top: 20vh; }", Trouble.SCREEN),
    (".sign { width: 50vw; }", Trouble.SCREEN),
    (".sign { height: 10em; }", Trouble.HEIGHT),
    (".sign { max-height: 200px; }", Trouble.HEIGHT),
    (".sign { font-size: 12px; }", Trouble.FIXED_SIZE),
    (".sign { font: 12pt serif; }", Trouble.FIXED_SIZE),
    (".sign { line-height: 14px; }", Trouble.FIXED_SIZE),
    ("p { font-size: 1.1em; }", Trouble.READERS_CHOICE),
    ("body { line-height: 1.5; }", Trouble.READERS_CHOICE),
    ("body { margin: 5%; }", Trouble.READERS_CHOICE),
    ("body p { margin-left: 1em; }", Trouble.READERS_CHOICE),
    ("p { font-family: Georgia; }", Trouble.READERS_CHOICE),
    (".letter { font-size: 2em !important; }", Trouble.FORCED),
    (".letter { --tone: red; }", Trouble.VALUE),
    (".letter { margin: var(--wide); }", Trouble.VALUE),
    (".letter { margin: clamp(1em, 2em, 3em); }", Trouble.VALUE),
    (".letter { transition: all 1s; }", Trouble.MOTION),
    ("p { text-indent: 5em; }", Trouble.INDENT),
    ('@font-face { font-family: "A"; src: url("a.woff2"); }', Trouble.FONT_FORMAT),
)


@pytest.mark.parametrize(("css", "trouble"), REFUSED)
def test_each_is_found_at_its_line(css: str, trouble: Trouble) -> None:
    found = weaknesses(f"/* one\n two */\n\n{css}\n")
    assert [(each.line, each.trouble) for each in found] == [(4, trouble)]


def test_each_trouble_has_an_example() -> None:
    assert {trouble for _, trouble in REFUSED} == set(Trouble)


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0; text-indent: 1.2em; }",
        ".letter p { margin-left: 1em; font-size: .9em; font-family: monospace; }",
        ".words > div > p { text-indent: 0; }",
        "p.first { margin: 0 1em; }",
        "body { font-family: serif; hyphens: auto; }",
        "hr.scene { height: 1.5em; color: inherit; }",
        "img.inline { height: 1em; }",
        "p.gone { height: 0; }",
        ".sign { border: 1px solid currentColor; background: transparent; }",
        ".cover img { max-height: 100vh; }",
        "@media print { .sign { position: absolute; } }",
        '@namespace epub "http://www.idpf.org/2007/ops";',
        "@supports (initial-letter: 2) { .first { float: none; } }",
        ".verse { text-indent: -1.5em; }",
        "no css at all",
        "",
    ],
)
def test_what_is_harmless_passes(css: str) -> None:
    assert weaknesses(css) == ()


# ------------------------------------------------------------------------ what authors are told


def test_an_author_is_told_file_and_line_and_what_to_do() -> None:
    said = warnings_for(".sign {\n  color: red;\n}\n", "styles/epub.css")
    assert [str(each) for each in said] == [
        "styles/epub.css:2: `color: red` is risky in an EPUB: readers have night modes of their "
        "own, which this would fight. Leave colours to the reader; draw lines in currentColor."
    ]


def test_every_sheet_of_the_author_is_read_and_none_is_changed() -> None:
    styles = replace(
        STYLES,
        own_book="div { margin: 0; }",
        own_epub="p { font-size: 1.2em; }",
        own_print="p { position: absolute; }",
        edition=(OwnSheet("large", "styles/large.css", "\np { line-height: 2; }"),),
    )
    made = layers(styles)
    places = [(str(each.place), each.code) for each in made.diagnostics]
    assert places == [
        ("styles/book.css:1", "weak-reader-style"),
        ("styles/epub.css:1", "weak-reader-style"),
        ("styles/large.css:2", "weak-reader-style"),
    ]
    assert [layer.css for layer in made.value][-3:] == [
        "div { margin: 0; }",
        "p { font-size: 1.2em; }",
        "\np { line-height: 2; }",
    ]


@pytest.mark.parametrize("css", ["@media a {" * 3000, "p { x: " + "(" * 5000, ".a { " * 3000])
def test_a_sheet_of_brackets_is_left_out_and_told(css: str) -> None:
    made = layers(replace(STYLES, own_epub=f"\n{css}"))
    assert [f"{each.place} {each.code}" for each in made.diagnostics] == [
        "styles/epub.css:2 style-mistake"
    ]
    assert "css/own-epub.css" not in [layer.href for layer in made.value]
