"""The proof that no word was lost: the words of the folder are those of the sources, in order.

A word is a run of letters and digits, after NFC and without U+00AD, U+200B, U+2060 and U+FEFF.
In Chinese and Japanese, which have no spaces, every sign is a word.
Apostrophes part words here, whichever of them was typed, so that "'s POV" can be taken off
"Clark's POV". A footnote is a sequence of its own, apart from the text that it is called in; each
must be there once, with a call, and hold the words of its lines.

The folder is read back from the very strings that are to be written, by the simple reading in
this module: it knows nothing of how they were made.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from bookbuild.intake.passages import Row
from bookbuild.intake.report import Copy, Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import whole
from bookbuild.report import BookbuildError, Exit

_SIGNS = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W_{_SIGNS}]+")
_PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")
"""What a word is where all characters are ASCII; finding those is twice as fast."""
_LONG = 100_000
"""The words of a longer text are found one by one, in bounded memory."""
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_FENCE = re.compile(r"\s{0,3}:{3,}")
_NOTE = re.compile(r"\[\^(?P<label>\d+)\]:")
_CALL = re.compile(r"(?<!\\)\[\^(\d+)\](?!:)")
_TONGUE = re.compile(r"(?<!\\)\]\{lang=[a-z-]{2,12}\}")
"""What stands behind words in another language; it is markup, and holds no words."""
_VALUE = re.compile(r"(?:title|subtitle|label|pov|author): (?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the new folder: its name, and the whole text that will be written."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteMade:
    """A footnote that import made: its file and label there, and its rows in the source."""

    file: str
    label: str
    source: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word and the line of its source; ``joined`` where only a mark parts it from the last."""

    text: str
    source: str
    line: int
    joined: bool = False


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text, as this module's docstring defines them."""
    plain = text.isascii()
    clean = text if plain else unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    word = _PLAIN_WORD if plain else _WORD
    if len(clean) < _LONG:
        return iter(word.findall(clean))
    return (found.group() for found in word.finditer(clean))


def prove(
    sources: tuple[Source, ...],
    pages: tuple[Page, ...],
    spans: tuple[Span, ...],
    copies: tuple[Copy, ...],
    notes: tuple[NoteMade, ...] = (),
) -> None:
    """Raise `BookbuildError` (exit 1), which says where, unless every word is accounted for.

    ``sources`` and ``pages`` are in the order of the book; ``pages`` begin with book.yaml.
    """
    by_file = _by_file(notes)
    read = {page.name: _read(page, by_file.get(page.name, ())) for page in pages[1:]}
    copied = {copy.file for copy in copies}
    texts = tuple(text for name, text in read.items() if name not in copied)
    _prove_sequence(sources, texts, spans, notes)
    _prove_notes(sources, read, notes)
    _prove_moved(pages, spans)
    _prove_copies(read, copies)


def _by_file(notes: tuple[NoteMade, ...]) -> dict[str, tuple[NoteMade, ...]]:
    found: dict[str, list[NoteMade]] = {}
    for note in notes:
        found.setdefault(note.file, []).append(note)
    return {file: tuple(some) for file, some in found.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    """A file read back: its text, and its notes by label, each with the number of its calls."""

    text: str
    notes: dict[str, str]
    calls: Counter[str]


def _read(page: Page, made: tuple[NoteMade, ...]) -> _Read:
    """Take the notes that import made out of a file, and the marks that call them."""
    if not made:
        return _Read(body(page.text), {}, Counter())
    labels = {note.label for note in made}
    text: list[str] = []
    notes: dict[str, list[str]] = {}
    open_note: list[str] | None = None
    for line in page.text.split("\n"):
        begins = _NOTE.match(line)
        if begins and begins["label"] in labels:
            open_note = notes.setdefault(begins["label"], [])
            open_note.append(line[begins.end() :])
        elif open_note is not None and (not line or line.startswith("    ")):
            open_note.append(line[4:])
        else:
            open_note = None
            text.append(line)
    calls = Counter(found[1] for found in _CALL.finditer(page.text))
    told = {label: _uncalled(_unfenced(lines), labels) for label, lines in notes.items()}
    return _Read(_uncalled(body("\n".join(text)), labels), told, calls)


def _uncalled(text: str, labels: set[str]) -> str:
    return _CALL.sub(lambda found: " " if found[1] in labels else found[0], text)


def _prove_notes(
    sources: tuple[Source, ...], read: dict[str, _Read], notes: tuple[NoteMade, ...]
) -> None:
    """Every note is there once, is called, and holds the words of its lines."""
    lines = {source.name: source.lines for source in sources}
    for note in notes:
        there = [word for row in note.rows for word in words_of(_cut(lines[note.source], row))]
        here = list(words_of(read[note.file].notes.get(note.label, "")))
        if there != here or not read[note.file].calls[note.label]:
            row = note.rows[0]
            raise _lost(note.source, row.line, row.text[:60])


def _cut(lines: tuple[str, ...], row: Row) -> str:
    return lines[row.line - 1][row.start : row.start + len(row.text)]


def _prove_sequence(
    sources: tuple[Source, ...],
    texts: tuple[_Read, ...],
    spans: tuple[Span, ...],
    notes: tuple[NoteMade, ...],
) -> None:
    taken = spans + tuple(_note_spans(notes))
    by_source = spans_by_source(taken)
    there = chain.from_iterable(
        source_words(source, by_source.get(source.name, ())) for source in sources
    )
    prove_words(there, chain.from_iterable(words_of(read.text) for read in texts))


def prove_words(there: Iterable[SourceWord], here: Iterable[str]) -> None:
    """Raise `BookbuildError` (exit 1) unless the words of the folder are those of the source.

    What only a mark parts in the source may be one word or several in the folder.
    """
    found = iter(here)
    for run in _runs(there):
        word = next(found, None)
        if word != run[0].text or len(run) > 1:
            _prove_run(run, word, found)
    for word in found:
        raise _does_not_add_up(None, word, found)


def _prove_run(run: tuple[SourceWord, ...], first: str | None, rest: Iterator[str]) -> None:
    """Words that only marks part may stand in the folder as they are, or some of them joined."""
    whole_run = "".join(word.text for word in run)
    ends = tuple(accumulate(len(word.text) for word in run))
    at, word = 0, first
    while True:
        goes_on = word is not None and whole_run.startswith(word, at)
        if word is None or not goes_on or at + len(word) not in ends:
            raise _does_not_add_up(run[0], word, rest)
        at += len(word)
        if at == len(whole_run):
            return
        word = next(rest, None)


def _runs(words: Iterable[SourceWord]) -> Iterator[tuple[SourceWord, ...]]:
    """Yield words one by one, but those that only marks part together."""
    run: list[SourceWord] = []
    for word in words:
        if run and not word.joined:
            yield tuple(run)
            run.clear()
        run.append(word)
    if run:
        yield tuple(run)


def _note_spans(notes: tuple[NoteMade, ...]) -> Iterator[Span]:
    for note in notes:
        for row in note.rows:
            yield whole(note.source, row, SpanKind.NOTE, "a footnote")


def spans_by_source(spans: Iterable[Span]) -> dict[str, list[Span]]:
    """Return the spans of each source, by its name."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(span.source, []).append(span)
    return found


def source_words(source: Source, spans: Iterable[Span]) -> Iterator[SourceWord]:
    """Yield the words of a source that none of its spans takes out of the text."""
    by_line: dict[int, list[Span]] = {}
    for span in spans:
        by_line.setdefault(span.line, []).append(span)
    for number, line in enumerate(source.lines, 1):
        if number not in by_line:
            told = _TONGUE.sub("]", line) if source.markdown else line
            yield from (SourceWord(word, source.name, number) for word in words_of(told))
            continue
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", _without(line, by_line[number])))
        text = _TONGUE.sub("]", text) if source.markdown else text
        last = -1
        for found in _WORD.finditer(text):
            joined = (
                last > 0 and found.start() > last and not text[last : found.start()].strip(_CUT)
            )
            yield SourceWord(found.group(), source.name, number, joined)
            last = found.end()


_CUT = "\x1f"
"""Stands for what a span takes away; no text has it."""


def _without(line: str, spans: Iterable[Span]) -> str:
    """Cut the spans, which may overlap."""
    pieces: list[str] = []
    last = 0
    for span in sorted(spans, key=lambda span: span.start):
        start = max(last, span.start)
        pieces.append(line[last:start])
        last = max(last, span.end)
        pieces.append(_CUT * (last - start))
    return "".join((*pieces, line[last:]))


def body(text: str) -> str:
    """Return the text of a file without its settings and without the lines that fence a block."""
    lines = text.split("\n")
    if _has_settings(lines):
        lines = lines[lines.index("---", 1) + 1 :]
    return _unfenced(lines)


def _unfenced(lines: list[str]) -> str:
    return _TONGUE.sub("]", "\n".join(line for line in lines if not _FENCE.match(line)))


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


def _prove_copies(read: dict[str, _Read], copies: tuple[Copy, ...]) -> None:
    """A promised section holds the words of its promise, which the note still holds, too."""
    concerned = {name for copy in copies for name in (copy.file, copy.note_in)}
    texts = {name: tuple(words_of(read[name].text)) for name in concerned}
    for copy in copies:
        words = tuple(words_of(copy.text))
        if not _holds(texts[copy.note_in], words) or not _holds(texts[copy.file], words):
            raise _lost(copy.source, copy.line, copy.text)
    for name in {copy.file for copy in copies}:
        total = sum(len(tuple(words_of(copy.text))) for copy in copies if copy.file == name)
        if total != len(texts[name]):
            raise BookbuildError(f"{name}: {_REFUSED}", Exit.MANUSCRIPT)


_REFUSED = (
    "The words of the new folder would not be those of the text. Nothing was written. Please "
    "report this, with the lines around the place."
)


def _does_not_add_up(
    expected: SourceWord | None, found: str | None, rest: Iterable[str]
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
