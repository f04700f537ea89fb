"""Addresses of links and pictures, and attributes in braces."""

from __future__ import annotations

import re
from urllib.parse import quote

from bookbuild.intake.manuscript_text.tidy_inlines import clean
from bookbuild.model.text import ExternalTarget, Target, UnitTarget, WrittenTarget

_WEB = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_RISKY = re.compile(r"[\s<>`\"\\{}|^]")
_DEEPEST_BRACKETS = 30
_SIGNS = re.compile(r"[\[\]]|&(?=#?\w+;)")
_NAME = re.compile(r"[^\s\"'“”{}=#.,<>][^\s\"'“”{}=,<>]*")
_UNSAFE_IN_PATH = re.compile(r"[\s<>`\"'\\{}|^%#:*_&()\[\]?~]")


def address(target: Target) -> str:
    """Return what stands in a link's round brackets; "" where a book may not lead there."""
    match target:
        case ExternalTarget(url):
            return web_address(url) if _WEB.match(url.strip()) else ""
        case WrittenTarget(file, anchor):
            hash_ = "#" if anchor or not file else ""
            return path_address(file) + hash_ + _UNSAFE_IN_PATH.sub(_percent, anchor)
        case UnitTarget():
            return ""


def web_address(url: str) -> str:
    """Return a web address with its spaces and signs so that it ends where it ends."""
    source = _SIGNS.sub(r"\\\g<0>", _RISKY.sub(_percent, clean(url).strip()))
    return source if _is_balanced(source) else re.sub(r"[()]", r"\\\g<0>", source)


def _is_balanced(source: str) -> bool:
    """Return whether every round bracket has its partner, as an address may have some."""
    depth = 0
    for bracket in re.findall(r"[()]", source):
        depth += 1 if bracket == "(" else -1
        if not 0 <= depth <= _DEEPEST_BRACKETS:
            return False
    return depth == 0


def path_address(path: str) -> str:
    """Return a file's path as a link or a picture names it."""
    coded = _UNSAFE_IN_PATH.sub(_percent, path)
    return "%2F" + coded[1:] if coded.startswith("//") else coded


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def id_attribute(name: str) -> tuple[str, ...]:
    """Return ``#name``, () for no name or one that no attribute can have."""
    return (f"#{name}",) if _NAME.fullmatch(name) else ()


def attribute(key: str, value: str) -> tuple[str, ...]:
    """Return ``key="value"``, () for an empty value."""
    value = attribute_value(value)
    if not value:
        return ()
    quotes = next(pair for pair in _QUOTES if not any(sign in value for sign in pair))
    return (f"{key}={quotes[0]}{value}{quotes[1]}",)


def attribute_value(text: str) -> str:
    """Return a text as an attribute can hold it.

    Attributes know no escapes: braces become round brackets, and a straight double quote a curly
    one where all other kinds of quotes stand beside it.
    """
    value = clean(text).translate(_BRACES).replace("<!--", "<! --").strip()
    every_kind = all(any(sign in value for sign in pair) for pair in _QUOTES)
    return value.replace('"', "”") if every_kind else value


_BRACES = str.maketrans("{}", "()")
_QUOTES = ('""', "''", "“”")
