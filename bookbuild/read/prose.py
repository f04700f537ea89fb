"""The manuscript's texts, one after the other: for whoever looks through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.book import AuthorsNote, Placeholder, Written
from bookbuild.model.text import Blocks, Figure, Picture
from bookbuild.model.walk import every_block, inlines_of
from bookbuild.read.pictures import Named
from bookbuild.read.sections import SectionFile
from bookbuild.report import Place


@dataclass(frozen=True, slots=True)
class Prose:
    """Some blocks of the manuscript, with the file they come from as messages name it."""

    shown: str
    blocks: Blocks


def prose_of(files: tuple[SectionFile, ...]) -> tuple[Prose, ...]:
    """Return every text of the sections, with their notes and footnotes, in order."""
    return tuple(Prose(file.shown, blocks) for file in files for blocks in texts_of(file))


def prose_of_notes(notes: tuple[AuthorsNote, ...], shown: str) -> tuple[Prose, ...]:
    """Return the texts of the whole work's notes."""
    return tuple(Prose(shown, note.blocks) for note in notes)


def texts_of(file: SectionFile) -> Iterator[Blocks]:
    """Yield the texts of a section: its own, its notes, its footnotes and its promise."""
    match file.section:
        case Written() as written:
            yield written.blocks
            yield from (note.blocks for note in written.notes)
            yield from (note.blocks for note in written.footnotes)
            yield written.promise
        case Placeholder() as promised:
            yield promised.promise


def pictures_named(prose: tuple[Prose, ...]) -> tuple[Named, ...]:
    """Return every picture that the texts name, in order, with its place."""
    return tuple(
        Named(path, Place(text.shown, line)) for text in prose for path, line in _pictures(text)
    )


def _pictures(prose: Prose) -> Iterator[tuple[str, int]]:
    for block in every_block(prose.blocks):
        if isinstance(block, Figure) and block.source:
            yield block.source, block.line
    for line, inline in inlines_of(prose.blocks):
        if isinstance(inline, Picture) and inline.source:
            yield inline.source, line
