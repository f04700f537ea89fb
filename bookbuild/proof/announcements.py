"""Announcements that have gone stale: "epilogue tomorrow" in a book that has its epilogue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.book import Book, Kind, Section, Written
from bookbuild.model.text import Block, Blocks, Conditional
from bookbuild.model.walk import blocks_in, every_block
from bookbuild.proof.findings import Finding, Spot, found
from bookbuild.proof.galley import Galley, Passage, shown_file

_ANNOUNCED = (
    (Kind.EPILOGUE, re.compile(r"\bepilogue\b", re.IGNORECASE)),
    (Kind.AFTERWORD, re.compile(r"\bafterword\b", re.IGNORECASE)),
    (Kind.BONUS, re.compile(r"\bbonus (?:chapter|scene|story)\b", re.IGNORECASE)),
)
"""What a book has one of, so that one that is written is the one that was announced."""
_TO_COME = re.compile(
    r"\b(?:tomorrow|soon|coming|is next|up next|still to come|on its way|will (?:be|follow|come)"
    r"|next (?:week|month|time|year|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|in an? (?:few )?(?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?…]+")


def stale_announcements(galley: Galley) -> Iterator[Finding]:
    """Yield notes that announce what is written by now and would not leave the book by themselves.

    English alone, and the author's notes alone: in a story somebody may say such a thing.
    """
    if galley.language != "en":
        return
    book = galley.book
    leaving = frozenset(_leaving(book))
    places = {shown_file(book, each.head.file): n for n, each in enumerate(book.sections)}
    notes = frozenset(_notes(book))
    for passage in galley.running():
        key = (passage.file, passage.line)
        if passage.story or key in leaving or key not in notes:
            continue
        later = book.sections[places.get(passage.file, -1) + 1 :]
        yield from _announcements(passage, later)


def _announcements(passage: Passage, later: tuple[Section, ...]) -> Iterator[Finding]:
    for sentence in _SENTENCE.finditer(passage.free):
        for kind, name in _ANNOUNCED:
            named = name.search(sentence.group())
            if named and _TO_COME.search(sentence.group()) and _is_written(kind, later):
                start = sentence.start() + named.start()
                spot = Spot(passage, start, start + len(named.group()))
                message = f"This announces the {kind.value}, which is written by now."
                hint = (
                    f"Delete the note, or let it leave by itself: put it between `::: {{.endnotes "
                    f'until="{kind.value}"}}` and `:::`.'
                )
                yield found("stale-announcement", spot, message, hint)


def _is_written(kind: Kind, later: tuple[Section, ...]) -> bool:
    return any(
        isinstance(section, Written) and section.head.kind is kind and not section.draft
        for section in later
    )


def _notes(book: Book) -> Iterator[tuple[str, int]]:
    """Yield the places of all blocks of the author's notes, the whole work's among them."""
    for file, blocks, _ in _noted(book):
        yield from ((file, block.line) for block in every_block(blocks))


def _leaving(book: Book) -> Iterator[tuple[str, int]]:
    """Yield the places of the blocks that leave the book when a promise is kept."""
    for file, blocks, until in _noted(book):
        for block in blocks:
            yield from ((file, line) for line in _lines_that_leave(block, bool(until)))


def _noted(book: Book) -> Iterator[tuple[str, Blocks, str]]:
    for note in book.notes:
        yield book.file, note.blocks, note.until
    for section in book.sections:
        for note in section.notes if isinstance(section, Written) else ():
            yield shown_file(book, section.head.file), note.blocks, note.until


def _lines_that_leave(block: Block, leaves: bool) -> Iterator[int]:
    leaves = leaves or (isinstance(block, Conditional) and bool(block.until))
    if leaves:
        yield block.line
    for inner in blocks_in(block):
        yield from _lines_that_leave(inner, leaves)
