"""What in a style sheet weak reading systems choke on, or what takes a choice from their readers.

Kobo puts elements of its own around the text, Kindle wants body text at its defaults, old e-ink
devices drop rules that they do not know, and every reader has a night mode and type of any size.
The same rules hold for the sheets that bookbuild ships (a test) and for an author's (warnings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import tinycss2

from bookbuild.report import Diagnostic, Place, warning


class Trouble(Enum):
    """Why something is better left out of an EPUB's sheet; each with what to do instead."""

    BARE = (
        "Kobo puts div and span elements of its own around the text, and this rule would style "
        "them too",
        "Name a class: `.letter p`, `.sign`.",
    )
    SELECTOR = (
        "older readers do not know this selector and skip the whole rule",
        "Name a class, or write one rule for each element.",
    )
    AT_RULE = (
        "older readers do not know it and skip all that stands in it",
        "Write the rules without it.",
    )
    NIGHT = (
        "readers have night modes of their own, which this would fight",
        "Leave colours to the reader; draw lines in currentColor.",
    )
    LAYOUT = (
        "many readers do not know it, and the lines run together or are lost",
        "Use margins, text-align and float.",
    )
    POSITION = (
        "readers cut the text into pages, and what is positioned lands on another page or none",
        "Use margins, text-align and float.",
    )
    SCREEN = (
        "the size of a screen means nothing where the text is cut into pages",
        "Use em or per cent.",
    )
    HEIGHT = (
        "in large type the words do not fit and are cut off",
        "Leave the height out, or use margins and padding.",
    )
    FIXED_SIZE = (
        "readers who need large type could not make it larger",
        "Use em or per cent: `font-size: .9em`.",
    )
    READERS_CHOICE = (
        "it is the reader's to choose, and Kindle sends back books that decide it",
        "Delete it, or set it on a class for a few lines of the book.",
    )
    FORCED = (
        "with !important it overrules what the reader has chosen",
        "Delete !important.",
    )
    VALUE = (
        "older readers do not know it and skip the line",
        "Write the value itself.",
    )
    MOTION = (
        "e-ink screens cannot show it, and it disturbs reading on the others",
        "Delete it.",
    )
    INDENT = (
        "Kindle allows 4em at most, and less is left where the type is large",
        "Use 4em or less.",
    )
    FONT_FORMAT = (
        "Kobo does not read fonts in the WOFF formats",
        "Use TrueType or OpenType (.ttf, .otf).",
    )

    @property
    def why(self) -> str:
        """What happens, as the second half of a sentence."""
        return self.value[0]

    @property
    def remedy(self) -> str:
        """What to write instead, in a sentence."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Weakness:
    """Something in a sheet that weak readers choke on: its line, its words, why."""

    line: int
    found: str
    trouble: Trouble


def warnings_for(css: str, file: str) -> tuple[Diagnostic, ...]:
    """Return what an author is told of a sheet; ``file`` is its path as messages name it."""
    return tuple(
        warning(
            "weak-reader-style",
            Place(file, weakness.line),
            f"`{weakness.found}` is risky in an EPUB: {weakness.trouble.why}.",
            weakness.trouble.remedy,
        )
        for weakness in weaknesses(css)
    )


def weaknesses(css: str) -> tuple[Weakness, ...]:
    """Return everything in a sheet that weak readers choke on, in its order."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    found = (weakness for rule in rules for weakness in _in_rule(rule))
    return tuple(sorted(found, key=lambda weakness: weakness.line))


# ------------------------------------------------------------------------------------- rules

_HOLDING_RULES = ("media", "supports")
_GOOD_AT_RULES = ("charset", "namespace", "font-face", "page", *_HOLDING_RULES)


def _in_rule(rule: Any) -> Iterator[Weakness]:
    match rule.type:
        case "qualified-rule":
            yield from _in_style_rule(rule)
        case "at-rule":
            yield from _in_at_rule(rule)
        case _:
            pass


def _in_at_rule(rule: Any) -> Iterator[Weakness]:
    name, prelude = rule.lower_at_keyword, tinycss2.serialize(rule.prelude).strip()
    if name not in _GOOD_AT_RULES:
        yield Weakness(rule.source_line, f"@{rule.at_keyword}", Trouble.AT_RULE)
    elif "prefers-color-scheme" in prelude.lower():
        yield Weakness(rule.source_line, f"@{name} {prelude}", Trouble.NIGHT)
    elif name == "font-face":
        for declaration in _declarations(rule):
            if "woff" in tinycss2.serialize(declaration.value).lower():
                yield _weak(declaration, Trouble.FONT_FORMAT)
    elif name in _HOLDING_RULES and prelude.lower() != "print":
        held = tinycss2.parse_rule_list(
            rule.content or [], skip_comments=True, skip_whitespace=True
        )
        yield from (weakness for inner in held for weakness in _in_rule(inner))


def _declarations(rule: Any) -> list[Any]:
    held = tinycss2.parse_blocks_contents(
        rule.content or [], skip_comments=True, skip_whitespace=True
    )
    return [each for each in held if each.type == "declaration"]


def _in_style_rule(rule: Any) -> Iterator[Weakness]:
    selectors = _selectors(rule.prelude)
    for selector in selectors:
        trouble = _selector_trouble(selector)
        if trouble:
            yield Weakness(rule.source_line, _written(selector), trouble)
    for declaration in _declarations(rule):
        trouble = _declaration_trouble(declaration, selectors)
        if trouble:
            yield _weak(declaration, trouble)


def _weak(declaration: Any, trouble: Trouble) -> Weakness:
    value = tinycss2.serialize(declaration.value).strip()
    force = " !important" if declaration.important else ""
    return Weakness(declaration.source_line, f"{declaration.name}: {value}{force}"[:80], trouble)


# --------------------------------------------------------------------------------- selectors

_UNKNOWN_SIGNS = ("&", "~")
"""Nesting; and the later sibling, which MuPDF takes for a mistake and skips the rule."""
_INJECTED = ("div", "span", "*")


def _selectors(prelude: list[Any]) -> list[list[Any]]:
    """Return the tokens of each selector in a list of them."""
    selectors: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _written(selector: list[Any]) -> str:
    return str(tinycss2.serialize(selector)).strip()[:80]


def _subject(selector: list[Any]) -> str:
    """Return the last part of a selector, which the rule styles: "p.first" of ".words p.first"."""
    return next(reversed(_parts(selector)), "")


def _parts(selector: list[Any]) -> tuple[str, ...]:
    """Return the parts of a selector between its combinators."""
    written = _written([token for token in selector if token.type != "comment"])
    return tuple(re.sub(r"[>+~]", " ", written).split())


def _is_all_text(selector: list[Any]) -> bool:
    """Return whether a selector names the whole text, and no class of it: "p", "body > p"."""
    parts = [part.lower() for part in _parts(selector)]
    return bool(parts) and parts[-1] in _TEXT_ITSELF and all(each in _WRAPPERS for each in parts)


def _selector_trouble(selector: list[Any]) -> Trouble | None:
    """Return what is wrong with a selector: any pseudo-class with brackets is a risk in MuPDF."""
    signs = any(token.type == "literal" and token.value in _UNKNOWN_SIGNS for token in selector)
    if signs or any(token.type == "function" for token in selector):
        return Trouble.SELECTOR
    return Trouble.BARE if _subject(selector).lower() in _INJECTED else None


# ------------------------------------------------------------------------------ declarations

_TEXT_ITSELF = ("html", "body", "p", ":root")
_WRAPPERS = (*_TEXT_ITSELF, "section", "article", "main", "div")
_PICTURES = ("img", "svg", "hr", "image")
_NO_COLOUR = ("inherit", "currentcolor", "transparent", "none", "initial", "unset")
_LAYOUTS = ("flex", "inline-flex", "grid", "inline-grid", "contents")
_LAYOUT_PROPERTIES = ("flex", "grid", "columns", "column-", "justify-", "align-items", "place-")
_MOTION_PROPERTIES = ("animation", "transition", "transform", "filter")
_SCREEN_UNITS = ("vh", "vw", "vmin", "vmax", "dvh", "svh", "lvh", "dvw", "svw", "lvw", "vi", "vb")
_FIXED_UNITS = ("px", "pt", "pc", "in", "cm", "mm", "q")
_UNKNOWN_FUNCTIONS = ("var", "env", "clamp", "min", "max")
_SIDES = ("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right")
_CHOSEN = ("font-family", "font-size", "font", "line-height", "color", "background-color")
_MOST_INDENT = 4.0


def _declaration_trouble(  # noqa: C901, PLR0911, PLR0912 (the table of rules)
    declaration: Any, selectors: list[list[Any]]
) -> Trouble | None:
    name, tokens = declaration.lower_name, _flat(declaration.value)
    words = tuple(token.lower_value for token in tokens if token.type == "ident")
    units = tuple(token.lower_unit for token in tokens if token.type == "dimension")
    subjects = tuple(map(_subject, selectors))
    of_text = any(map(_is_all_text, selectors))
    of_pictures = all(_element(subject) in _PICTURES for subject in subjects)
    of_cover = all(".cover" in subject or _element(subject) == "img" for subject in subjects)
    match name:
        case _ if name.startswith("--") or _calls(tokens, _UNKNOWN_FUNCTIONS):
            return Trouble.VALUE
        case _ if declaration.important and name in _CHOSEN:
            return Trouble.FORCED
        case "display" if words and words[0] in _LAYOUTS:
            return Trouble.LAYOUT
        case _ if name.startswith(_LAYOUT_PROPERTIES):
            return Trouble.LAYOUT
        case _ if name.startswith(_MOTION_PROPERTIES):
            return Trouble.MOTION
        case "position" if words != ("static",):
            return Trouble.POSITION
        case _ if not of_cover and any(unit in _SCREEN_UNITS for unit in units):
            return Trouble.SCREEN
        case "height" | "max-height" | "min-height" if units and not of_pictures:
            return Trouble.HEIGHT
        case "background" | "background-color" | "color" if words[:1] not in _one_of(_NO_COLOUR):
            return Trouble.NIGHT
        case "font-size" | "font" | "line-height" if any(unit in _FIXED_UNITS for unit in units):
            return Trouble.FIXED_SIZE
        case "font-size" | "font" | "line-height" | "color" if of_text:
            return Trouble.READERS_CHOICE
        case _ if of_text and name in _SIDES and _indents(declaration):
            return Trouble.READERS_CHOICE
        case "font-family" if of_text and "p" in subjects:
            return Trouble.READERS_CHOICE
        case "text-indent" if any(_is_wide(token) for token in tokens):
            return Trouble.INDENT
        case _:
            return None


def _one_of(words: tuple[str, ...]) -> tuple[tuple[str], ...]:
    return tuple((word,) for word in words)


def _flat(tokens: list[Any]) -> list[Any]:
    """Return the tokens of a value, and those within its functions."""
    flat: list[Any] = []
    waiting = list(tokens)
    while waiting:
        token = waiting.pop(0)
        flat.append(token)
        if token.type == "function":
            waiting = [*token.arguments, *waiting]
    return flat


def _calls(tokens: list[Any], names: tuple[str, ...]) -> bool:
    return any(token.type == "function" and token.lower_name in names for token in tokens)


def _element(subject: str) -> str:
    """Return the element that a compound selector names, "" for none: "hr" of "hr.scene"."""
    return subject.partition(".")[0].partition(":")[0].partition("[")[0].partition("#")[0].lower()


def _indents(declaration: Any) -> bool:
    """Return whether a margin or a padding is set at the sides; "auto" and 0 are none."""
    sizes = [
        token
        for token in declaration.value
        if token.type in ("dimension", "percentage", "number", "ident", "function")
    ]
    if declaration.lower_name in ("margin", "padding"):
        sizes = sizes[1::2] or sizes  # top, right, bottom, left; with one value all four
    return any(token.type not in ("function", "ident") and token.value != 0 for token in sizes)


def _is_wide(token: Any) -> bool:
    """Return whether an indent is wider than Kindle allows, to either side."""
    if token.type != "dimension" or token.lower_unit not in ("em", "rem"):
        return False
    return abs(float(token.value)) > _MOST_INDENT
