"""The title page of a long text, and the header that a library puts above it.

The title and the author move to book.yaml. Whatever else stands there is kept: it becomes a
section before the story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.credits import byline, labelled_author, labelled_title
from bookbuild.intake.divisions import LeftOut
from bookbuild.intake.passages import Passage
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import whole, worded

_WORD = re.compile(r"[^\W_]+")
_BY = ("by", "von", "par", "de", "por", "di", "door", "av", "af", "od")
_FARTHEST = 60
_LONGEST_TITLE = 12
_MUCH_WHITE = 3
_WORDS_OF_DEDICATION = 40
_DEDICATION = re.compile(
    r"(?:(?:this (?:book|story|volume) is )?(?:\w+ly )?(?:dedicated|inscribed) )?to\b"
    r"|in memory of\b|für\b|dem andenken\b|meiner?m?\b|gewidmet\b|à (?:mon|ma|mes|la mémoire)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The work's title and author ("" for none), the spans of their lines, and what is left."""

    title: str
    author: str
    spans: tuple[Span, ...]
    rest: tuple[Passage, ...]


def library_header(source: Source, left: tuple[LeftOut, ...]) -> tuple[str, str]:
    """Return the title and the author that the library's header names, "" for what it does not."""
    title = author = ""
    for one in left:
        for number in range(one.first_line, min(one.last_line, _FARTHEST) + 1):
            line = source.lines[number - 1].strip()
            titled, written = labelled_title(line), labelled_author(line)
            if titled and not title:
                title = " ".join((titled.name, *_wrapped(source, number)))
            if written and not author:
                author = written.name
    return title, author


def _wrapped(source: Source, number: int) -> tuple[str, ...]:
    """A long title goes on in the next line, set in."""
    after = source.lines[number] if number < len(source.lines) else ""
    return (after.strip(),) if re.match(r"\s{3,}\S", after) else ()


def read_title_page(
    source: Source, passages: tuple[Passage, ...], known: tuple[str, str]
) -> TitlePage:
    """Return what the passages before the first heading say of the whole work.

    ``known`` are the title and the author as the library's header has them. Without one, the
    first line is the title where the second is an author ("by Ann").
    """
    title, author = known if known[0] else _typed(passages, known[1])
    said = (_words(title), _words(author))
    rest = tuple(passage for passage in passages if not _is_said(passage, said))
    gone = tuple(passage for passage in passages if _is_said(passage, said))
    spans = tuple(
        _span(source, passage, at, title, author)
        for passage in gone
        for at in range(len(passage.rows))
    )
    return TitlePage(title, author, worded(spans), rest)


def _typed(passages: tuple[Passage, ...], author: str) -> tuple[str, str]:
    rows = tuple(row for passage in passages for row in passage.rows)[:2]
    if len(rows) < 2:
        return "", author
    named = labelled_author(rows[1].text) or byline(rows[1].text)
    titled = labelled_title(rows[0].text)
    title = titled.name if titled else rows[0].text.strip(" *_#~=")
    if not named or len(title.split()) > _LONGEST_TITLE:
        return "", author
    return title, named.name


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _is_said(passage: Passage, said: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether a passage says nothing but the title, the author's name, or "by"."""
    title, author = said
    here = tuple(word.casefold() for row in passage.rows for word in _WORD.findall(row.text))
    labels = (*_BY, "title", "author")
    if not title or not here or len(here) > len(title) + len(author) + 3:
        return False
    named = here[0] in _BY and len(here) > 1 and set(here[1:]) >= set(author) != set()
    plain = tuple(word for word in here if word not in labels)
    return named or all(word in title or word in author for word in plain)


def _span(source: Source, passage: Passage, at: int, title: str, author: str) -> Span:
    row = passage.rows[at]
    here = " ".join(_WORD.findall(row.text))
    for value, into in ((title, "the book's title"), (author, "the author")):
        if here and f" {here} " in f" {' '.join(_WORD.findall(value))} ":
            return whole(source.name, row, SpanKind.MOVED, into)
    return whole(source.name, row, SpanKind.STRUCTURE, "the title page")


# ---------------------------------------------------------------------------- what stands below it


@dataclass(frozen=True, slots=True)
class FrontPart:
    """Passages that stand together before the first heading; whether they dedicate the book."""

    passages: tuple[Passage, ...]
    dedicates: bool = False


def front_parts(rest: tuple[Passage, ...]) -> tuple[FrontPart, ...]:
    """Part a dedication from what else a title page has.

    It stands with much white above and below, begins with "To", and has a few short lines.
    """
    starts = [0, *(at for at, one in enumerate(rest) if at and one.space >= _MUCH_WHITE)]
    blocks = [rest[start:end] for start, end in zip(starts, (*starts[1:], len(rest)), strict=True)]
    parts: list[FrontPart] = []
    for block in blocks:
        dedicates = _dedicates(block)
        if parts and not dedicates and not parts[-1].dedicates:
            parts[-1] = FrontPart((*parts[-1].passages, *block))
        else:
            parts.append(FrontPart(block, dedicates))
    return tuple(part for part in parts if part.passages)


def _dedicates(block: tuple[Passage, ...]) -> bool:
    rows = tuple(row.text for passage in block for row in passage.rows)
    if not 1 < sum(len(row.split()) for row in rows) <= _WORDS_OF_DEDICATION:
        return False
    begins = _DEDICATION.match(rows[0].strip(" *_"))
    return bool(begins) and not any(sign.isdigit() for row in rows for sign in row)
