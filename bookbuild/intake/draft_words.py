"""The proof for drafts: the words of the files are those of the source, in the same order.

The files are read back by the simple reading in this module, from the very strings that are to be
written. It knows nothing of how they were made: marks are taken off, whatever is left is words. A
mark within a word may part it here and not there; then the letters of both sides count.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import combining

from bookbuild.intake.words import Page, words_of
from bookbuild.report import BookbuildError, Exit

_FENCE = re.compile(r"\s*:{3,}")
_CODE_FENCE = re.compile(r"\s*(`{3,})\s*$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]: ?")
_ITEM = re.compile(r"(?P<margin>(?:> ?|\s)*)(?P<number>\d{1,9})[.)](?=\s)")
_HEADING_END = re.compile(r"(#{1,6} .*?)\s\{[^{}]*\}\s*$")
_KEY = re.compile(r"([a-z-]+):(?: (.*))?")
_ADDRESS = r"(?:[^()\\\s]|\\.|\((?:[^()\\\s]|\\.)*\))*"
_CAPTION = r"""(?:\s+(?P<caption>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))?"""
_MARKUP = re.compile(
    rf"!\[(?:[^\[\]\\]|\\.)*\]\({_ADDRESS}{_CAPTION}\)(?:\{{[^{{}}]*\}})?"
    r"|\\(?P<sign>[^\w\s])"
    r"|(?P<entity>&\#?\w+;)"
    r"|(?<!`)(?P<ticks>`++)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\[\^[^\]\s]+\]"
    rf"|\]\({_ADDRESS}\)"
    r"|\]\{[^{}]*\}"
    r"|<(?P<bare>https?://[^<>\s]+)>"
    r"|(?P<line><br>)|</?(?:i|b|u|s|sup|sub)>"
    r"|(?<![^\W_])[*_]+(?=[^\W_])|(?<=[^\W_])[*_]+(?![^\W_])|(?<=\w)\*+(?=\w)"
    r"|\[|~~|[~^]"
)
_MOST_REGROUPED = 12


def prove_draft(words: Sequence[str], pages: tuple[Page, ...]) -> None:
    """Raise `BookbuildError` (exit 1) unless the pages hold exactly these words, in order.

    ``pages`` begin with book.yaml and are in the order of the book.
    """
    found, places = _words_of_pages(pages)
    if found == list(words):
        return
    here = there = 0
    while here < len(words) and there < len(found):
        if words[here] == found[there]:
            here, there = here + 1, there + 1
            continue
        step = _regrouped(words, here, found, there)
        if step is None:
            raise _differs(words, here, found, there, places)
        here, there = here + step[0], there + step[1]
    if here < len(words) or there < len(found):
        raise _differs(words, here, found, there, places)


def _regrouped(
    words: Sequence[str], here: int, found: Sequence[str], there: int
) -> tuple[int, int] | None:
    """Return how many words on each side have the same letters, None where they have not."""
    one, other = words[here], found[there]
    first = second = 1
    while one != other and first + second < _MOST_REGROUPED:
        if len(one) < len(other) and here + first < len(words) and other.startswith(one):
            one, first = one + words[here + first], first + 1
        elif len(other) < len(one) and there + second < len(found) and one.startswith(other):
            other, second = other + found[there + second], second + 1
        else:
            return None
    return (first, second) if one == other else None


def _differs(
    words: Sequence[str],
    here: int,
    found: Sequence[str],
    there: int,
    places: tuple[tuple[int, str], ...],
) -> BookbuildError:
    source = " ".join(words[here : here + 5]) or "nothing more"
    folder = " ".join(found[there : there + 5]) or "nothing more"
    at = max(min(there, len(found) - 1), 0)
    place = next((name for start, name in reversed(places) if start <= at), "book.yaml")
    message = (
        f"{place}: The source has “{source}” where the folder would have “{folder}”. The words "
        "of the new folder would not be those of the source. Nothing was written. Please report "
        "this, with the words around the place."
    )
    return BookbuildError(message, Exit.MANUSCRIPT)


def _words_of_pages(pages: tuple[Page, ...]) -> tuple[list[str], tuple[tuple[int, str], ...]]:
    """Return the words of all files, and with which of them each file begins, by number."""
    book, *sections = pages
    found = list(_noted(book, ("summary", "notes")))
    places = [(0, "book.yaml")]
    for page in sections:
        places.append((len(found), page.name))
        found.extend(map(sys.intern, _words(_body(page.text))))  # A book repeats its words.
    places.append((len(found), "book.yaml"))
    found.extend(_noted(book, ("endnotes",)))
    return found, tuple(places)


def _noted(book: Page, keys: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of the work's notes, which are values of book.yaml."""
    key, value = "", list[str]()
    values: dict[str, list[str]] = {}
    for line in book.text.split("\n"):
        found = _KEY.match(line)
        if found:
            key, value = found[1], [found[2] or ""]
            values[key] = value
        elif key:
            value.append(line)
    for name in keys:
        yield from _words(_value(values.get(name, [])))


def _value(lines: list[str]) -> list[str]:
    if not lines:
        return []
    first, *others = lines
    if first.startswith('"'):
        return [str(json.loads(first))]
    return [first, *others] if first != "|" else [line.removeprefix("  ") for line in others]


def _body(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[0] == "---" and "---" in lines[1:]:
        lines = lines[lines.index("---", 1) + 1 :]
    return lines


def _words(lines: list[str]) -> Iterator[str]:
    """Yield the words of Markdown lines: the text, then notes after it, then its footnotes."""
    text: list[str] = []
    footnotes: list[str] = []
    counted: dict[str, int] = {}
    code = ""
    inside = False
    for line in lines:
        opened = _FOOTNOTE.match(line) if not code else None
        if opened:
            inside, line = True, line[opened.end() :]
        elif inside and line.strip() and not line.startswith("    "):
            inside = False
        into = footnotes if inside else text
        fence = _CODE_FENCE.match(line)
        if fence and code in ("", fence[1]):
            code = "" if code else fence[1]
            into.append("")
        elif code:
            into.append(_literal(line))
        else:
            into.append("" if _FENCE.match(line) else _without_marks(line, counted))
    yield from chain.from_iterable(words_of(part) for part in _paragraphs((*text, "", *footnotes)))


def _literal(line: str) -> str:
    """Return a line of code so that nothing in it is taken for a mark; accents stay."""
    return re.sub(r"[^\w\s]", lambda sign: sign[0] if combining(sign[0]) else " ", line)


def _without_marks(line: str, counted: dict[str, int]) -> str:
    """Return a line without what stands before or behind its words.

    A number is the mark of a list where it is 1 or goes on from the one above it; ``counted``
    keeps the last of each margin.
    """
    headed = _HEADING_END.match(line)
    line = headed[1] if headed else line
    item = _ITEM.match(line)
    if not item:
        if re.match(r"(?:> ?)*[^\s>]", line):
            counted.clear()
        return line
    margin, number = item["margin"], int(item["number"])
    if number != 1 and counted.get(margin) != number - 1:
        return line
    counted[margin] = number
    return line[item.end() :]


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without their marks; nothing that is marked goes over the end of a line."""
    for line in lines:
        yield _MARKUP.sub(_plain, line)


def _plain(found: re.Match[str]) -> str:
    if found["sign"]:
        return found["sign"]
    if found["entity"]:
        return html.unescape(found["entity"])
    if found["code"]:
        return found["code"]
    if found["bare"]:
        return found["bare"]
    if found["caption"]:
        once = re.sub(r"\\([^\w\s])", r"\1", found["caption"][1:-1])
        return f" {_MARKUP.sub(_plain, once)} "
    return " " if found["line"] else ""
