"""Plain words to source: what would be taken for markup at its place is kept as a character."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SIGNS = re.compile(r"\\|`+|\*+|_+|[~^\[\]<>&!]")
_ENTITY = re.compile(r"&#?\w+;")
_TAG = re.compile(r"<[^\s\d]|<\S+@")
_CENTER_END = re.compile(r"</center\s*>$", re.IGNORECASE)
_LAST_WORD_LETTER = 0x0530
_LONGEST_CENSORED = 60


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs stand in a line so often that two of them could belong together."""

    ticks: bool
    tildes: bool
    carets: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words with what stands directly before and behind it ("" at an end of the line).

    ``before_call`` is true where a footnote is called behind it.
    """

    text: str
    before: str
    after: str
    in_brackets: bool = False
    before_call: bool = False


def entity(character: str) -> str:
    """Return a character as the number that stands for it, which no rule of Markdown sees."""
    return f"&#{ord(character)};"


def escaped(words: Words, signs: Signs) -> str:
    """Return the words as the source of a line that reads as them."""
    if not _SIGNS.search(words.text):
        return words.text

    def one(found: re.Match[str]) -> str:
        return _sign(found, words, signs)

    return _SIGNS.sub(one, words.text)


def _sign(found: re.Match[str], words: Words, signs: Signs) -> str:
    run, text = found[0], words.text
    before = text[found.start() - 1] if found.start() else words.before
    after = text[found.end()] if found.end() < len(text) else words.after
    match run[0]:
        case "`":
            return entity("`") * len(run) if signs.ticks else run
        case "*" | "_":
            return run if _is_no_emphasis(found, words, before, after) else _slashed(run)
        case "&":
            return "&amp;" if _ENTITY.match(text, found.start()) else run
        case "~":
            return _slashed(run) if signs.tildes else run
        case "^":
            return _slashed(run) if signs.carets or "[" in (before, after) else run
        case "[" | "]" | "!":
            return _bracket(run, after, words)
        case "<" | ">":
            return _slashed(run) if _is_tag(found, words) else run
        case _:
            return _slashed(run)


def _slashed(run: str) -> str:
    return "".join(f"\\{sign}" for sign in run)


def _bracket(run: str, after: str, words: Words) -> str:
    match run:
        case "[":
            marks = words.in_brackets or after == "^"
        case "]":
            marks = words.in_brackets or after in ("(", "{")
        case _:
            marks = after == "[" and not words.before_call
    return "\\" + run if marks else run


def _is_tag(found: re.Match[str], words: Words) -> bool:
    if found[0] == "<":
        return bool(_TAG.match(words.text, found.start()))
    return bool(_CENTER_END.search(words.text[: found.end()][-40:]))


def _is_no_emphasis(found: re.Match[str], words: Words, before: str, after: str) -> bool:
    """Return whether a run of asterisks or underscores cannot mark emphasis where it stands.

    So it is between spaces, for underscores within a word ("a_b"), and for asterisks within a
    word that holds no others ("f**k").
    """
    if not before.strip() and not after.strip():
        return True
    if found[0][0] == "_":
        return before.isalnum() and after.isalnum()
    if not all(c.isalnum() and ord(c) < _LAST_WORD_LETTER for c in (before, after)):
        return False
    head = words.text[max(0, found.start() - 99) : found.start()]
    tail = words.text[found.end() : found.end() + 99]
    if not (_ends_within(head, words.before) and _ends_within(tail, words.after)):
        return False
    word = re.split(r"\s", head)[-1] + re.split(r"\s", tail, maxsplit=1)[0]
    return "*" not in word and len(word) < _LONGEST_CENSORED


def _ends_within(side: str, beyond: str) -> bool:
    """Return whether a word ends in the words on this side, or with the line."""
    return bool(re.search(r"\s", side)) or not beyond.strip()
