"""The book's CSS in layers: the shared sheet, the EPUB's layer, the author's own over both.

Each layer is a file of its own, so that a mistake in one ends with that file. The author's sheets
are checked for addresses: a book is one file, and what a sheet would fetch is not in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import Any

import tinycss2

from bookbuild.ebook.weak_readers import warnings_for
from bookbuild.model.assets import Styles
from bookbuild.model.scripts import Script, script_of
from bookbuild.report import Checked, Diagnostic, Place, warning
from bookbuild.write.script_css import mirrored, script_css

COVER_CSS = """\
@charset "utf-8";
@page { margin: 0; padding: 0; }
body { margin: 0; padding: 0; text-align: center; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100%; max-height: 100vh; margin: 0 auto; }
"""
"""The cover's page has nothing but its picture, and takes nothing from the book's sheets."""

COVER_SHEET = "css/cover.css"

_INITIAL = ",\n".join(
    f".{kind} .words > div:first-child + div > p.first:first-letter"
    for kind in ("prologue", "chapter", "interlude", "epilogue")
)
_DROP_CAPS = f"""\
@charset "utf-8";

.lead-in {{ letter-spacing: 0; }}
{_INITIAL} {{
  float: left;
  font-size: 3em;
  line-height: .72;
  padding: .06em .06em 0 0;
  font-variant: normal;
  letter-spacing: 0;
}}
@supports (initial-letter: 2) or (-webkit-initial-letter: 2) {{
{_INITIAL} {{
  float: none;
  font-size: inherit;
  line-height: inherit;
  padding: 0 .1em 0 0;
  -webkit-initial-letter: 2;
  initial-letter: 2;
}}
}}
"""
"""A large initial: over two lines of whatever leading a reader has chosen where the engine can
count them, else as a float of about that height."""

_FETCHING_FUNCTIONS = ("url", "src", "image", "image-set", "-webkit-image-set", "expression")
"""The last one is a script of old browsers, which may fetch what it likes."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A style sheet of the book: its path there and its text."""

    href: str
    css: str


def layers(
    styles: Styles, *, drop_caps: bool = False, language: str = "en"
) -> Checked[tuple[Layer, ...]]:
    """Return the sheets in the order in which pages link them, without the empty ones.

    The built-in ones are as the language's script wants them: mirrored, with a layer of its own.

    From the author's own sheets, rules that name a file or an address are left out with a warning
    each: EPUBs hold such files only where the package lists them. So are rules that are no CSS:
    an EPUB that holds them is not valid.
    """
    own_book = _contained(styles.own_book, "styles/book.css")
    own_epub = _contained(styles.own_epub, "styles/epub.css")
    editions = [_contained(sheet.css, sheet.file) for sheet in styles.edition]
    sheets = (
        *_built_in(styles, script_of(language), drop_caps=drop_caps),
        Layer("css/own-book.css", own_book.value),
        Layer("css/own-epub.css", own_epub.value),
        *(Layer(f"css/edition-{n}.css", each.value) for n, each in enumerate(editions, start=1)),
    )
    filled = tuple(layer for layer in sheets if layer.css.strip())
    noticed = chain.from_iterable(each.diagnostics for each in (own_book, own_epub, *editions))
    left_out = tuple(noticed)
    told = {diagnostic.place for diagnostic in left_out}
    risky = (each for each in _risky(styles) if each.place not in told)
    return Checked(filled, (*left_out, *risky))


def _built_in(styles: Styles, script: Script, *, drop_caps: bool) -> tuple[Layer, ...]:
    sheets: tuple[Layer, ...] = (
        Layer("css/book.css", styles.book),
        Layer("css/epub.css", styles.epub),
        Layer("css/drop-caps.css", _DROP_CAPS if drop_caps and script.has_initials else ""),
    )
    if script.right_to_left:
        sheets = tuple(Layer(sheet.href, mirrored(sheet.css)) for sheet in sheets)
    return (*sheets, Layer("css/script.css", script_css(script, printed=False)))


def _risky(styles: Styles) -> tuple[Diagnostic, ...]:
    """Return what weak readers choke on in the author's sheets."""
    named = (
        (styles.own_book, "styles/book.css"),
        (styles.own_epub, "styles/epub.css"),
        *((sheet.css, sheet.file) for sheet in styles.edition),
    )
    shallow = ((css, file) for css, file in named if not _too_deep(css))
    return tuple(chain.from_iterable(warnings_for(css, file) for css, file in shallow))


_MOST_LEVELS = 50
"""How deep brackets may stand within each other: no sheet comes near, and the parser must end."""


def _too_deep(css: str) -> int:
    """Return the line in which brackets stand too deep within each other, 0 where none do."""
    line, level = 1, 0
    for found in re.finditer(r"[\n(\[{)\]}]", css):
        match found[0]:
            case "\n":
                line += 1
            case "(" | "[" | "{":
                level += 1
            case _:
                level = max(level - 1, 0)
        if level > _MOST_LEVELS:
            return line
    return 0


def _contained(css: str, file: str) -> Checked[str]:
    """Return a sheet without what would fetch a file, and without what is no CSS; a sheet
    without such is left untouched, one that nobody can have meant is left out."""
    if line := _too_deep(css):
        return Checked("", (_mistake(file, line),))
    rules = tinycss2.parse_stylesheet(css)
    broken = [rule for rule in rules if _is_broken(rule)]
    fetching = [rule for rule in rules if rule not in broken and _fetches(rule)]
    if not (fetching or broken or _is_unclosed(css, rules)):
        return Checked(css)
    kept: list[Any] = []
    for rule in rules:
        if rule in broken:
            continue
        if rule not in fetching:
            kept.append(rule)
        elif rule.type == "qualified-rule":
            rule.content = _declarations_kept(rule.content)
            kept.append(rule)
    left_out = [_left_out(file, rule.source_line) for rule in fetching]
    mistakes = [_mistake(file, rule.source_line) for rule in broken]
    return Checked(tinycss2.serialize(kept), (*left_out, *mistakes))


def _is_broken(rule: Any) -> bool:
    """Return whether a rule holds what no reader of CSS understands."""
    if rule.type == "error" or any(_has_error(token) for token in _within(rule)):
        return True
    if rule.type == "qualified-rule":
        held = tinycss2.parse_blocks_contents(rule.content)
    elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
        held = tinycss2.parse_rule_list(rule.content or [])
        return any(_is_broken(inner) for inner in held)
    else:
        return False
    return any(each.type in ("error", "qualified-rule") for each in held)


def _has_error(token: Any) -> bool:
    return token.type == "error" or any(_has_error(inner) for inner in _within(token))


def _is_unclosed(css: str, rules: list[Any]) -> bool:
    """Return whether the sheet ends within a rule or a remark, which the parser closes."""
    return len(tinycss2.serialize(rules)) > len(css)


def _declarations_kept(content: list[Any]) -> list[Any]:
    """Return a rule's tokens without the declarations that name a file."""
    kept: list[Any] = []
    for declaration in _split(content):
        if not any(_fetches(token) for token in declaration):
            kept += declaration
    return kept


def _split(content: list[Any]) -> list[list[Any]]:
    """Return the tokens in runs that end with a semicolon each."""
    runs: list[list[Any]] = [[]]
    for token in content:
        runs[-1].append(token)
        if token.type == "literal" and token.value == ";":
            runs.append([])
    return runs


def _fetches(node: Any) -> bool:
    """Return whether a rule or a token names a file outside the sheet, however deep within."""
    open_nodes = [node]
    while open_nodes:
        current = open_nodes.pop()
        match current.type:
            case "url" if not current.value.startswith("#"):
                return True
            case "function" if current.lower_name in _FETCHING_FUNCTIONS:
                return True
            case "at-rule" if current.lower_at_keyword == "import":
                return True
            case _:
                open_nodes += _within(current)
    return False


def _within(node: Any) -> list[Any]:
    """Return the tokens that a rule, a function or a block holds."""
    match node.type:
        case "function":
            return list(node.arguments)
        case "at-rule" | "qualified-rule":
            return [*node.prelude, *(node.content or ())]
        case "() block" | "[] block" | "{} block":
            return list(node.content)
        case _:
            return []


def _left_out(file: str, line: int) -> Diagnostic:
    return warning(
        "style-fetches",
        Place(file, line),
        "The style sheet names another file here, and the EPUB holds none of those.",
        "This rule is left out of the EPUB. Write the rule without url() and @import.",
    )


def _mistake(file: str, line: int) -> Diagnostic:
    return warning(
        "style-mistake",
        Place(file, line),
        "Something in the rule that begins here is no CSS, so the EPUB goes without the rule.",
        "Look for a brace, a colon or a semicolon that is missing or stands there twice.",
    )
