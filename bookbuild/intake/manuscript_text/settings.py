"""Lines of YAML: keys and values as an author would type them, quoted only where they must be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from bookbuild.intake.manuscript_text.tidy_inlines import clean

_NEEDS_QUOTES = re.compile(r"[\"'\[{|>&!#]|.*[\s]{2}#|[“‘].*[”’]$", re.DOTALL)
_NEEDS_QUOTES_IN_A_LIST = re.compile(r"-(?:\s|$)|[A-Za-z][\w-]*:(?:\s|$)")
_TAME = re.compile(r"[^\W_](?:[^\[\]{}\"'#,\n]*[^\s\[\]{}\"'#,])?")
_WIDEST = 98

Lines = tuple[str, ...]


def setting(key: str, text: str) -> Lines:
    """Return the line of a key with a value, () where there is none."""
    value = _flat(text)
    return (f"{key}: {_quoted(value)}",) if value else ()


def settings(key: str, texts: Iterable[str]) -> Lines:
    """Return a key with several values: in brackets, or each on a line of its own."""
    values = tuple(value for text in texts if (value := _flat(text)))
    if not values:
        return ()
    line = f"{key}: [{', '.join(values)}]"
    if len(line) <= _WIDEST and all(map(_TAME.fullmatch, values)):
        return (line,)
    return (f"{key}:", *(f"  - {item(value)}" for value in values))


def item(text: str) -> str:
    """Return a value behind a hyphen."""
    value = _flat(text)
    return _json(value) if _NEEDS_QUOTES_IN_A_LIST.match(value) else _quoted(value)


def paragraphs(key: str, text: str) -> Lines:
    """Return a key with a text that may have several lines."""
    lines = [clean(line).rstrip() for line in text.strip("\n").split("\n")]
    if len(lines) < 2:
        return setting(key, text)
    return (f"{key}: |", *(f"  {line}" if line else "" for line in lines))


def nested(key: str, lines: Lines) -> Lines:
    """Return a key with keys of its own below it, () where there are none."""
    return (f"{key}:", *(f"  {line}" for line in lines)) if lines else ()


def _flat(text: str) -> str:
    return clean(text).strip()


def _quoted(value: str) -> str:
    return _json(value) if _NEEDS_QUOTES.match(value) else value


def _json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
