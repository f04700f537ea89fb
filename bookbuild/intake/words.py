"""The proof that no word was lost: the words of the folder are those of the sources, in order.

A word is a run of letters and digits, after NFC and without U+00AD, U+200B, U+2060 and U+FEFF.
Apostrophes part words here, whichever of them was typed, so that "'s POV" can be taken off
"Clark's POV". The folder is read back from the very strings that are to be written, by the simple
reading in this module: it knows nothing of how they were made.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from bookbuild.intake.report import Copy, Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.report import BookbuildError, Exit

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_FENCE = re.compile(r"\s{0,3}:{3,}")
_VALUE = re.compile(r"(?:title|subtitle|label|pov|author): (?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the new folder: its name, and the whole text that will be written."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the line of its source ("" and 0 for a word of the folder)."""

    text: str
    source: str = ""
    line: int = 0


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text, as this module's docstring defines them."""
    clean = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return (found.group() for found in _WORD.finditer(clean))


def prove(
    sources: tuple[Source, ...],
    pages: tuple[Page, ...],
    spans: tuple[Span, ...],
    copies: tuple[Copy, ...],
) -> None:
    """Raise `BookbuildError` (exit 1), which says where, unless every word is accounted for.

    ``sources`` and ``pages`` are in the order of the book; ``pages`` begin with book.yaml.
    """
    _prove_sequence(sources, pages, spans, copies)
    _prove_moved(pages, spans)
    _prove_copies(pages, copies)


def _prove_sequence(
    sources: tuple[Source, ...],
    pages: tuple[Page, ...],
    spans: tuple[Span, ...],
    copies: tuple[Copy, ...],
) -> None:
    copied = {copy.file for copy in copies}
    there = chain.from_iterable(_source_words(source, spans) for source in sources)
    texts = (page for page in pages[1:] if page.name not in copied)
    here = chain.from_iterable(words_of(body(page.text)) for page in texts)
    for expected, found in zip_longest(there, here):
        if expected is None or found is None or expected.text != found:
            raise _does_not_add_up(expected, found, here)


def _source_words(source: Source, spans: tuple[Span, ...]) -> Iterator[_Word]:
    by_line: dict[int, list[Span]] = {}
    for span in spans:
        if span.source == source.name:
            by_line.setdefault(span.line, []).append(span)
    for number, line in enumerate(source.lines, 1):
        text = _without(line, by_line[number]) if number in by_line else line
        yield from (_Word(word, source.name, number) for word in words_of(text))


def _without(line: str, spans: Iterable[Span]) -> str:
    for span in spans:
        line = line[: span.start] + " " * (span.end - span.start) + line[span.end :]
    return line


def body(text: str) -> str:
    """Return the text of a file without its settings and without the lines that fence a block."""
    lines = text.split("\n")
    if _has_settings(lines):
        lines = lines[lines.index("---", 1) + 1 :]
    return "\n".join(line for line in lines if not _FENCE.match(line))


def _has_settings(lines: list[str]) -> bool:
    return lines[0] == "---" and len(lines) > 1 and bool(re.match(r"[a-z-]+: ", lines[1]))


def _prove_moved(pages: tuple[Page, ...], spans: tuple[Span, ...]) -> None:
    """What was moved stands, word for word, in the settings of some file."""
    values = tuple(tuple(words_of(value)) for page in pages for value in _values(page))
    for span in spans:
        if span.kind is not SpanKind.MOVED:
            continue
        moved = tuple(words_of(span.text))
        if moved and not any(_holds(value, moved) for value in values):
            raise _lost(span.source, span.line, span.text)


def _values(page: Page) -> Iterator[str]:
    lines = page.text.split("\n")
    settings = page.name == "book.yaml"
    if not settings and not _has_settings(lines):
        return
    for line in lines if settings else lines[1 : lines.index("---", 1)]:
        found = _VALUE.fullmatch(line)
        if found:
            value = found["value"]
            yield str(json.loads(value)) if value.startswith('"') else value


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    starts = range(len(words) - len(part) + 1)
    return any(words[start : start + len(part)] == part for start in starts)


def _prove_copies(pages: tuple[Page, ...], copies: tuple[Copy, ...]) -> None:
    """A promised section holds the words of its promise, which the note still holds, too."""
    texts = {
        page.name: tuple(words_of(body(page.text))) for page in pages if _concerns(page, copies)
    }
    for copy in copies:
        words = tuple(words_of(copy.text))
        if not _holds(texts[copy.note_in], words) or not _holds(texts[copy.file], words):
            raise _lost(copy.source, copy.line, copy.text)
    for name in {copy.file for copy in copies}:
        total = sum(len(tuple(words_of(copy.text))) for copy in copies if copy.file == name)
        if total != len(texts[name]):
            raise BookbuildError(f"{name}: {_REFUSED}", Exit.MANUSCRIPT)


def _concerns(page: Page, copies: tuple[Copy, ...]) -> bool:
    return any(page.name in (copy.file, copy.note_in) for copy in copies)


_REFUSED = (
    "The words of the new folder would not be those of the text. Nothing was written. Please "
    "report this, with the lines around the place."
)


def _does_not_add_up(
    expected: _Word | None, found: str | None, rest: Iterable[str]
) -> BookbuildError:
    following = " ".join(chain(() if found is None else (found,), islice(rest, 4)))
    got = f"“{following}”" if following else "nothing more"
    if expected is None:
        message = f"Behind the last word of the text the folder would have {got}. {_REFUSED}"
        return BookbuildError(message, Exit.MANUSCRIPT)
    place = f"{expected.source}:{expected.line}"
    message = (
        f"{place}: The text has “{expected.text}” where the folder would have {got}. {_REFUSED}"
    )
    return BookbuildError(message, Exit.MANUSCRIPT)


def _lost(source: str, line: int, text: str) -> BookbuildError:
    message = f"{source}:{line}: “{text}” would be lost. {_REFUSED}"
    return BookbuildError(message, Exit.MANUSCRIPT)
