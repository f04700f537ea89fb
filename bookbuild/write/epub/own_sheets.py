"""The author's own CSS, as an EPUB can hold it: without addresses, and without what is no CSS."""

from __future__ import annotations

import re
from typing import Any

import tinycss2

from bookbuild.ebook.weak_readers import warnings_for
from bookbuild.report import Checked, Diagnostic, Place, warning

_FETCHING_FUNCTIONS = ("url", "src", "image", "image-set", "-webkit-image-set", "expression")
"""The last one is a script of old browsers, which may fetch what it likes."""

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


def risky(css: str, file: str) -> tuple[Diagnostic, ...]:
    """Return what weak readers choke on in a sheet; ``file`` is its path as messages name it."""
    return () if _too_deep(css) else warnings_for(css, file)


def contained(css: str, file: str) -> Checked[str]:
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
