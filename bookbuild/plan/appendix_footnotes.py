"""The footnotes of a printed appendix: several entries share a page, and none of them a number.

In an EPUB each entry has its footnotes below it, and counts its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model.edition import AppendixEntry
from bookbuild.model.text import Blocks, Inline, Inlines, NoteRef
from bookbuild.plan.rebuild import change_inlines, with_inlines


def numbered_through(entries: tuple[AppendixEntry, ...]) -> tuple[AppendixEntry, ...]:
    """Return the entries with their footnotes numbered from the first entry to the last.

    Authors label the notes of every chapter alike: each label is there once afterwards.
    """
    return tuple(_numbered(entries))


def _numbered(entries: tuple[AppendixEntry, ...]) -> Iterator[AppendixEntry]:
    count = 0
    taken: set[str] = set()
    for entry in entries:
        labels = {note.label: _free(note.label, taken) for note in entry.footnotes}
        taken.update(labels.values())
        yield _relabelled(entry, labels, count)
        count += len(entry.footnotes)


def _free(label: str, taken: set[str]) -> str:
    while label in taken:
        label += "'"
    return label


def _relabelled(entry: AppendixEntry, labels: dict[str, str], before: int) -> AppendixEntry:
    def call(inline: Inline) -> Inlines:
        if isinstance(inline, NoteRef):
            return (replace(inline, label=labels.get(inline.label, inline.label)),)
        return (inline,)

    def called(blocks: Blocks) -> Blocks:
        return with_inlines(blocks, lambda inlines: change_inlines(inlines, call))

    footnotes = tuple(
        replace(
            note,
            label=labels[note.label],
            number=before + note.number,
            blocks=called(note.blocks),
        )
        for note in entry.footnotes
    )
    notes = tuple(replace(note, blocks=called(note.blocks)) for note in entry.notes)
    return replace(entry, notes=notes, footnotes=footnotes)
