"""The marks of footnotes, in the text and at the head of a note, as books have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Style(Enum):
    """The form of a mark. ``NAMED`` and ``PLAIN`` are forms of notes only, not of calls."""

    BRACKET = "[1]"
    PAREN = "(1)"
    BRACE = "{1}"
    SIGN = "*"
    RAISED = "¹"
    MARKDOWN = "[^1]"
    NAMED = "[Footnote 1: ...]"
    PLAIN = "1."


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark from ``start`` to ``end`` of a row; ``key`` is what it says: "1", "A", "*", or ""."""

    style: Style
    key: str
    start: int
    end: int


_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_SIGNS = r"\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶|‖"
_KEY = rf"\d{{1,4}}[a-z]?|[A-Za-z]|[ivxlc]{{2,7}}|{_SIGNS}"
_NOTE = (
    r"footnote|endnote|fn|fu(?:ß|ss)note|voetnoot|fotnot|fodnote|nota al pie|nota a pi[eè]"
    r"|nota de rodap[ée]|note de bas de page|note(?=\s*[#-]?\d)|nota(?=\s*[#-]?\d)"
    r"|anm(?:erkung|\.)(?=\s*[#-]?\d)|сноска|примечание(?=\s*\d)|譯?註|译?注"
)
_CALL = re.compile(
    rf"\[\^(?P<down>[^\]\s]{{1,40}})\](?!:)"
    rf"|\[(?:(?:{_NOTE})[\s.#-]{{0,2}})?(?P<bracket>{_KEY})\](?!\w)"
    rf"|\((?P<paren>\d{{1,3}}|[*†‡]{{1,3}})\)(?!\w)"
    rf"|\{{(?P<brace>\d{{1,3}})\}}(?!\w)"
    rf"|(?P<raised>[{_RAISED}]{{1,3}})"
    rf"|(?P<sign>{_SIGNS})(?![\w*†‡])",
    re.IGNORECASE,
)
_MARK = re.compile(rf"[\[({{*†‡§¶‖{_RAISED}]")
"""What begins a call; most rows have none."""
_NAMED = re.compile(
    rf"(?P<open>\[\s*|\()?\*?(?P<word>{_NOTE})\s*[#-]?\s*(?P<key>{_KEY})?(?!\w)[\s\])]*[:.]?\s*",
    re.IGNORECASE,
)
INLINE_NOTE = re.compile(rf"\[(?:{_NOTE})(?:\s*[#-]?(?:{_KEY}))?\s*:\s*(?=\S)", re.IGNORECASE)
_START = re.compile(
    rf"\[\^(?P<down>[^\]\s]{{1,40}})\]:\s*"
    rf"|\[(?P<bracket>{_KEY})\][.:]?\s*"
    rf"|\((?P<paren>\d{{1,3}}|[*†‡]{{1,3}})\)\s*"
    rf"|\{{(?P<brace>\d{{1,3}})\}}\s*"
    rf"|(?P<raised>[{_RAISED}]{{1,3}})\s*"
    rf"|(?P<sign>{_SIGNS})\s?(?![\s*†‡§])",
)
_PLAIN = re.compile(r"(?P<plain>\d{1,4}|[A-Za-z](?=[.):]))(?:[.):]+\s*|\s+)(?=[^\s\d])")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*\n]{0,2000}?(?<=[^\s*\\])\1(?![\w*])")
_ENUMERATED = re.compile(r"(?:[:;—–]|\b(?:and|or|und|oder|et|ou|y|o|e))\s*$")
_AFTER_WORD = re.compile(r"[\w.,;:!?…\"'”’»)\]_*—-]$")
_STYLES = {
    "down": Style.MARKDOWN,
    "bracket": Style.BRACKET,
    "paren": Style.PAREN,
    "brace": Style.BRACE,
    "raised": Style.RAISED,
    "sign": Style.SIGN,
    "plain": Style.PLAIN,
}
_LOOKED_AT = 200


def marks_in(text: str) -> int:
    """Return how many signs of a row might begin a call."""
    return len(_MARK.findall(text))


def calls_in(text: str, first: bool) -> Iterator[Sign]:
    """Yield what may be calls in a row; ``first`` where it is the first row of its paragraph.

    A call stands behind a word or its punctuation. Emphasis (*so*), rows of stars and
    enumerations ("these: (1) the rope, and (2) the boat") are none.
    """
    if not _MARK.search(text):
        return
    emphasised = [found.span() for found in _EMPHASIS.finditer(text)] if "*" in text else []
    at = 0
    for found in _CALL.finditer(text):
        style = _STYLES[found.lastgroup or ""]
        if style is Style.SIGN and found["sign"][0] == "*":
            while at < len(emphasised) and emphasised[at][1] <= found.start():
                at += 1
            if at < len(emphasised) and emphasised[at][0] <= found.start():
                continue
        if _may_call(text, found.start(), found.end(), style, first):
            yield Sign(style, _key(found), found.start(), found.end())


def _may_call(text: str, start: int, end: int, style: Style, first: bool) -> bool:
    before = text[max(0, start - 12) : start]
    if not before.strip():
        return not first and style is Style.BRACKET
    if style is Style.PAREN and _ENUMERATED.search(before):
        return False
    if style is not Style.SIGN:
        return bool(_AFTER_WORD.search(before.rstrip()))
    if before[-1].isspace():
        closed = before.rstrip()[-1] in ".,;:!?…\"'”’»)" and len(before) - len(before.rstrip()) == 1
        after = text[end : end + 8].strip()
        return closed and not after.startswith(("*", "†"))
    spaced = re.match(r"\s+[*.]", text[end : end + 8])
    return before[-1] not in "*\\([{“‘«" and bool(_AFTER_WORD.search(before)) and not spaced


def note_start(text: str, listed: bool) -> Sign | None:
    """Return the mark with which a row begins as a note, None for none.

    ``listed`` says that the row stands in a list of notes, where a bare "1." is a mark, too.
    ``end`` is where the note's own words begin.
    """
    head = text[:_LOOKED_AT]
    named = _NAMED.match(head)
    if named and _is_named(named, head):
        return Sign(Style.NAMED, named["key"] or "", 0, named.end())
    found = _START.match(head) or (_PLAIN.match(head) if listed else None)
    if not found or (found.end() == len(text) and found.lastgroup != "bracket"):
        return None
    if found.lastgroup == "sign" and _EMPHASIS.match(text[:5000]):
        return None
    return Sign(_STYLES[found.lastgroup or ""], _key(found), 0, found.end())


def _is_named(found: re.Match[str], head: str) -> bool:
    """ "[Footnote: ...]" needs its bracket or its number, and a colon or a bracket behind them."""
    said = found.group().rstrip()
    if found["open"]:
        return said.endswith(":") or (bool(found["key"]) and said.endswith((".", "]", ")")))
    return bool(found["key"]) and said.endswith((":", ".")) and found.end() < len(head)


def opens_bracket(text: str) -> bool:
    """Return whether a named note stands in square brackets up to its end."""
    found = _NAMED.match(text[:_LOOKED_AT])
    return bool(found and found["open"] and "[" in found["open"] and "]" not in found.group())


def _key(found: re.Match[str]) -> str:
    return found[found.lastgroup or 0].translate(_DIGITS)


def answers(note: Sign, call: Sign) -> bool:
    """Return whether a note of this form may belong to a call of that form with the same key."""
    match note.style:
        case Style.NAMED:
            return call.style is not Style.MARKDOWN
        case Style.PLAIN:
            return call.style in (Style.BRACKET, Style.RAISED, Style.PAREN, Style.BRACE)
        case Style.BRACKET:
            return call.style in (Style.BRACKET, Style.RAISED, Style.SIGN, Style.PAREN)
        case Style.SIGN:
            return call.style in (Style.SIGN, Style.BRACKET, Style.PAREN)
        case Style.PAREN | Style.RAISED:
            return call.style in (Style.PAREN, Style.RAISED, Style.BRACKET)
        case Style.BRACE | Style.MARKDOWN:
            return call.style is note.style


def follows(one: str, two: str) -> bool:
    """Return whether the second key is the next after the first: 2 after 1, B after A."""
    if one.isdecimal() and two.isdecimal():
        return int(two) == int(one) + 1
    if len(one) == len(two) == 1 and one.isalpha() and two.isalpha():
        return ord(two) == ord(one) + 1
    return bool(set(one + two) <= set("*†‡§¶‖"))
