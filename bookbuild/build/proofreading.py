"""Proofreading a folder: the book as read, its files as typed, and what the author has silenced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bookbuild.model.book import Book
from bookbuild.proof import Proof, Source, proofread
from bookbuild.proof.galley import shown_file
from bookbuild.read.silences import SILENCES_FILE, read_silences
from bookbuild.read.text_files import read_text


def proofread_manuscript(book: Book, manuscript: Path, *, strict: bool = False) -> Proof:
    """Return what is wrong with a book, but for what silenced.yaml in its folder says is right.

    ``strict`` adds what is only suspected.
    """
    silences = read_silences(manuscript, shown_file(book, SILENCES_FILE))
    proof = proofread(book, sources_of(book, manuscript), silences.value, strict=strict)
    return replace(proof, diagnostics=(*silences.diagnostics, *proof.diagnostics))


def sources_of(book: Book, manuscript: Path) -> tuple[Source, ...]:
    """Return the book's files as they are typed, line by line."""
    sources: list[Source] = []
    for section in book.sections:
        file = shown_file(book, section.head.file)
        text = read_text(manuscript / section.head.file, manuscript, file).value
        if text is not None:
            sources.append(Source(file, tuple(text.split("\n"))))
    return tuple(sources)
