"""Finding quoted words in an edition, as a reader quotes them who reports a typo.

Letters and digits count, and nothing else: quotation marks of any sort, capitals, emphasis, line
ends and the ends of paragraphs stand in nobody's way. Where the words stand nowhere, the nearest
passage is looked for. Every step is bounded by the length of the text and of the words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from enum import Enum

from bookbuild.model.edition import (
    AppendixEntry,
    CopyrightPage,
    Edition,
    InformationPage,
    NotesAppendix,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
)
from bookbuild.model.text import Block, Blocks, plain_text
from bookbuild.model.walk import blocks_in, lines_in

MOST_WORDS = 200
"""More quoted words are looked for by their first ones."""
_MOST_FOUND = 200
_MOST_UNKNOWN = 12
"""So many words of the quotation that the book does not have are compared with those it has."""
_CANDIDATES = 24
_ALIKE = 0.6
_WORD = re.compile(r"[^\W_]+")
_CONTEXT = 40


class Exactness(Enum):
    """How well a passage answers: the words themselves, parts of longer words, or only alike."""

    WORDS = "words"
    WITHIN_WORDS = "within words"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in an edition where quoted words stand.

    ``file`` is the author's, "" for a page that bookbuild adds; ``line`` that of the paragraph, 0
    for none; ``unit`` and ``block`` are the ids, ``block`` "" for a heading; ``offset`` counts the
    characters of the block before the words. ``words`` is what stands there, with ``before`` and
    ``after`` around it. ``letters`` are those of the first words, as `letters_of_line` has them.
    """

    file: str
    line: int
    unit: str
    section: str
    block: str
    offset: int
    before: str
    words: str
    after: str
    letters: str


@dataclass(frozen=True, slots=True)
class Found:
    """The passages in the order of the book, and how well they answer."""

    exactness: Exactness
    passages: tuple[Passage, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line of text with the block it stands in; ``base`` is its place in the block's text."""

    file: str
    line: int
    block: str
    base: int
    text: str


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the stream: its piece, its place there, and its letters folded."""

    piece: int
    start: int
    end: int
    letters: str


class _Stream:
    """The words of one text in reading order, as one run of letters; made for one search."""

    def __init__(self, unit: Unit, pieces: tuple[_Piece, ...]) -> None:
        self.unit = unit
        self.pieces = pieces
        self.words = tuple(
            _Word(number, match.start(), match.end(), letters_of_line(match[0]))
            for number, piece in enumerate(pieces)
            for match in _WORD.finditer(piece.text)
        )
        self.letters = "".join(word.letters for word in self.words)
        self.starts: list[int] = []
        count = 0
        for word in self.words:
            self.starts.append(count)
            count += len(word.letters)

    def word_at(self, place: int) -> int:
        """Return the number of the word that has the letter at a place."""
        return bisect_right(self.starts, place) - 1

    def is_bound(self, place: int) -> bool:
        """Return whether a word begins or ends at a place, or needs no space to."""
        if place in (0, len(self.letters)):
            return True
        word = self.word_at(place)
        return self.starts[word] == place or _has_no_spaces(self.letters[place - 1 : place + 1])


def _has_no_spaces(letters: str) -> bool:
    return any(unicodedata.east_asian_width(sign) in "WF" for sign in letters)


def letters_of_line(text: str) -> str:
    """Return the letters and digits of a text, folded so that two ways to type them are one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_WORD.findall(folded))


def find_words(edition: Edition, quoted: str) -> Found:
    """Return every passage with the quoted words, else the nearest one there is.

    The words themselves go first, then words that have them as a part, then what is much alike;
    no passage at all where nothing is.
    """
    asked = tuple(letters_of_line(word) for word in _WORD.findall(quoted)[:MOST_WORDS])
    wanted = "".join(asked)
    if not wanted:
        return Found(Exactness.WORDS, ())
    streams = tuple(_streams(edition))
    for exactness in (Exactness.WORDS, Exactness.WITHIN_WORDS):
        whole = exactness is Exactness.WORDS
        passages = tuple(_matches(streams, wanted, 0 if whole else len(asked)))
        if passages:
            return Found(exactness, passages[:_MOST_FOUND], len(passages) > _MOST_FOUND)
    return Found(Exactness.NEAREST, _nearest(streams, asked))


def _matches(streams: tuple[_Stream, ...], wanted: str, most: int) -> Iterator[Passage]:
    """Yield the passages with these letters.

    They begin and end with a word; where ``most`` is not 0, within words, of which they touch no
    more than so many ("hear" is in "heart" and not in "the art").
    """
    count = 0
    for stream in streams:
        place = stream.letters.find(wanted)
        while place >= 0 and count <= _MOST_FOUND:
            end = place + len(wanted)
            first, last = stream.word_at(place), stream.word_at(end - 1)
            whole = stream.is_bound(place) and stream.is_bound(end)
            if (last - first < most) if most else whole:
                count += 1
                yield _passage(stream, first, last)
            place = stream.letters.find(wanted, place + 1)


def _passage(stream: _Stream, first: int, last: int) -> Passage:
    """Return the passage from one word of a stream to another."""
    begin, end = stream.words[first], stream.words[last]
    piece, other = stream.pieces[begin.piece], stream.pieces[end.piece]
    if begin.piece == end.piece:
        words = piece.text[begin.start : end.end]
    else:
        between = (each.text for each in stream.pieces[begin.piece + 1 : end.piece])
        words = " ".join((piece.text[begin.start :], *between, other.text[: end.end]))
    return Passage(
        file=piece.file,
        line=piece.line,
        unit=stream.unit.head.id,
        section=stream.unit.head.name,
        block=piece.block,
        offset=piece.base + begin.start,
        before=_end_of(piece.text[: begin.start]),
        words=" ".join(words.split()),
        after=_start_of(other.text[end.end :]),
        letters=stream.letters[stream.starts[first] : stream.starts[last] + len(end.letters)],
    )


def _end_of(text: str) -> str:
    text = text.lstrip()
    if len(text) <= _CONTEXT:
        return text
    return "…" + text[-_CONTEXT:].partition(" ")[2]


def _start_of(text: str) -> str:
    text = text.rstrip()
    if len(text) <= _CONTEXT:
        return text
    return text[:_CONTEXT].rpartition(" ")[0] + "…"


# -------------------------------------------------------------------------- the nearest passage


def _nearest(streams: tuple[_Stream, ...], asked: tuple[str, ...]) -> tuple[Passage, ...]:
    """Return the passage whose words are most like those asked for, () where none is much like."""
    likely = _likely(streams, asked)
    wanted = " ".join(asked)
    best: tuple[float, _Stream, int] | None = None
    for stream, first in _windows(streams, likely, len(asked)):
        window = stream.words[first : first + len(asked)]
        matcher = SequenceMatcher(None, wanted, " ".join(each.letters for each in window))
        ratio = matcher.ratio()
        if ratio >= _ALIKE and (best is None or ratio > best[0]):
            best = (ratio, stream, first)
    if best is None:
        return ()
    _, stream, first = best
    return (_passage(stream, first, min(first + len(asked), len(stream.words)) - 1),)


def _likely(streams: tuple[_Stream, ...], asked: tuple[str, ...]) -> Counter[str]:
    """Return the book's words that may be meant, those that stand seldom weighing more."""
    known = Counter(word.letters for stream in streams for word in stream.words)
    weights: Counter[str] = Counter()
    unknown = [word for word in dict.fromkeys(asked) if word not in known]
    for word in asked:
        if word in known:
            weights[word] = _weight(known[word])
    for word in unknown[:_MOST_UNKNOWN]:
        near = [each for each in known if abs(len(each) - len(word)) <= 2]
        for each in get_close_matches(word, near, n=3, cutoff=0.7):
            weights[each] = max(weights[each], _weight(known[each]))
    return weights


def _weight(count: int) -> int:
    return max(1000 // count, 1)


def _windows(
    streams: tuple[_Stream, ...], likely: Counter[str], size: int
) -> Iterator[tuple[_Stream, int]]:
    """Yield the runs of as many words that have most of what is likely, the best ones of all."""
    found: list[tuple[int, int, int]] = []
    for number, stream in enumerate(streams):
        inside: deque[int] = deque()
        total = 0
        for place, word in enumerate(stream.words):
            weight = likely.get(word.letters, 0)
            inside.append(weight)
            total += weight
            if len(inside) > size:
                total -= inside.popleft()
            if total:
                found.append((total, number, max(place - size + 1, 0)))
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    for _, number, first in found[:_CANDIDATES]:
        yield streams[number], first


# ------------------------------------------------------------------------------ all that is read


def _streams(edition: Edition) -> Iterator[_Stream]:
    """Yield every text of an edition; words that stand in two texts are in none of them."""
    for unit in edition.units:
        for pieces in _texts(unit):
            if any(piece.text for piece in pieces):
                yield _Stream(unit, tuple(pieces))


def _texts(unit: Unit) -> Iterator[list[_Piece]]:
    file = unit.head.file
    match unit:
        case TextUnit():
            yield [*_lines(file, _heading_of(unit)), *_pieces(unit.epigraphs, file)]
            yield from _notes(unit.opening, file)
            yield list(_pieces(unit.blocks, file))
            yield from _notes(unit.closing, file)
            yield from (list(_pieces(note.blocks, file)) for note in unit.footnotes)
        case PromiseUnit():
            heading = (unit.label, plain_text(unit.title), plain_text(unit.subtitle))
            yield list(_lines(file, heading))
            yield list(_pieces(unit.promise, file))
        case NotesAppendix(entries=entries):
            for entry in entries:
                yield from _entry(entry)
        case TitlePage():
            yield list(_lines("", (unit.title, unit.subtitle, *unit.authors, unit.series)))
        case CopyrightPage(groups=groups):
            yield list(_lines("", (line for group in groups for line in group)))
        case InformationPage(rows=rows):
            yield list(_lines("", (cell for row in rows for cell in row)))
        case _:
            return


def _heading_of(unit: TextUnit) -> tuple[str, ...]:
    titles = (plain_text(unit.title), plain_text(unit.subtitle))
    return (unit.label, *titles, unit.author, unit.pov, unit.contains)


def _notes(notes: tuple[PlacedNote, ...], file: str) -> Iterator[list[_Piece]]:
    for note in notes:
        yield list(_pieces(note.blocks, file))


def _entry(entry: AppendixEntry) -> Iterator[list[_Piece]]:
    yield from _notes(entry.notes, "")
    yield from (list(_pieces(note.blocks, "")) for note in entry.footnotes)


def _lines(file: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[_Piece]:
    yield from (_Piece(file, 0, "", 0, line) for line in lines if line)


def _pieces(blocks: Blocks, file: str) -> Iterator[_Piece]:
    """Yield the lines of blocks in reading order, each with the innermost block that has an id."""
    for block in blocks:
        yield from _pieces(blocks_in(block), file)
        yield from _own(block, file)


def _own(block: Block, file: str) -> Iterator[_Piece]:
    base = 0
    for line in lines_in(block):
        text = plain_text(line)
        yield _Piece(file, block.line, block.id, base, text)
        base += len(text) + 1
