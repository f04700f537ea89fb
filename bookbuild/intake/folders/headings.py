"""Headings as other dialects write them: without a space, closed, underlined, with attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.divisions.headings import read_heading

_HASHES = re.compile(
    r" {0,3}(?P<hashes>#{1,6})(?P<flag>!?)(?P<space>[ \t]*)(?P<text>.*?)"
    r"(?:[ \t]+#+)?(?P<attributes>[ \t]*\{[^{}]*\})?(?:[ \t]+#+)?[ \t]*"
)
_PART = re.compile(r"-#[ \t]+(?P<text>.+?)[ \t]*")
_PART_MARK = re.compile(r"\(PART\\?\*?\)\s*")
"""bookdown's way to say that a heading is a part's."""
_UNDERLINE = re.compile(r"(?P<double>={2,})[ \t]*|(?P<single>-{2,})[ \t]*")
_SENTENCE_END = tuple(".,;:!?…\"'”’»)—-*_")
_QUOTES = tuple("\"'“‘«„»—")
_NAME = re.compile(r"(?:^|[\s{])#([^\s{}#.=]+)")
_UNNUMBERED = re.compile(r"(?:^|[\s{])(?:-|\.unnumbered)(?:[\s}]|$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its words and their columns, what else was said of it, its name."""

    level: int
    text: str
    start: int
    end: int
    mark: str = ""
    name: str = ""


def with_hashes(line: str, *, first: bool) -> Heading | None:
    """Return the heading that a line with # is, None for a hashtag and all other lines.

    Without a space behind the # it is one where it opens the file (``first``), has two or more of
    them, or speaks of a chapter.
    """
    part = _PART.fullmatch(line)
    if part:
        return Heading(1, part["text"], *part.span("text"), mark="part")
    if "#" not in line[:4]:
        return None
    found = _HASHES.fullmatch(line[:2000])
    if not found or not found["text"] or found["text"].startswith("#"):
        return None
    tight = not found["space"]
    label = read_heading(found["text"])
    if tight and not first and len(found["hashes"]) == 1 and not (label and not label.bare):
        return None
    mark, start = _mark(found), found.start("text")
    if part := _PART_MARK.match(found["text"]):
        start += part.end()
    text = line[start : found.end("text")]
    named = _NAME.search(found["attributes"] or "")
    name = named[1] if named else ""
    end = found.end("text")
    return Heading(len(found["hashes"]), text, start, end, mark, name) if text else None


def _mark(found: re.Match[str]) -> str:
    if found["flag"] and found["space"]:
        return "title page" if len(found["hashes"]) == 1 else "unnumbered"
    attributes = found["attributes"] or ""
    if ".part" in attributes or _PART_MARK.match(found["text"]):
        return "part"
    return "unnumbered" if _UNNUMBERED.search(attributes) else ""


def underlined(line: str, below: str, *, top: bool) -> Heading | None:
    """Return the heading that a line with a rule below it is, None where it is prose.

    ``===`` always makes one. ``---`` below prose is a scene break: it makes a heading only at the
    ``top`` of a file, or where it is drawn as long as the words above it, and only below words
    that are no sentence.
    """
    rule = _UNDERLINE.fullmatch(below[:2000])
    text = line.strip()
    if not rule or not text or len(text) > 150 or not any(char.isalnum() for char in text):
        return None
    start = line.index(text)
    if rule["double"]:
        return Heading(1, text, start, start + len(text))
    if text.endswith(_SENTENCE_END) or text.startswith(_QUOTES):
        return None
    drawn = len(rule["single"]) >= 4 and abs(len(rule["single"]) - len(text)) <= 2
    if not (top or drawn):
        return None
    return Heading(2, text, start, start + len(text))


def spoken(line: str) -> Heading | None:
    """Return the heading that a line without any mark but emphasis is: "**Chapter 3**"."""
    text = line.strip().strip("*_ \t")
    form = read_heading(text) if 0 < len(text) <= 80 else None
    if not form or text.endswith((",", ";")):
        return None
    whole = not form.rest or line.strip() != text
    if form.bare and (form.rest or not line.strip().startswith("*")):
        return None
    if not whole and not re.match(r"\s*[:.–—-]", text[len(form.label) :]):
        return None
    start = line.index(text)
    return Heading(2, text, start, start + len(text))
