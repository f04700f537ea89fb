"""Footnotes: numbered by unit, in the order in which the text calls them."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import Blocks, Footnote, Inline, Inlines, NoteRef
from bookbuild.model.walk import every_inline, lines_of
from bookbuild.plan.block_names import distinct, fingerprint, name_blocks
from bookbuild.plan.rebuild import change_inlines


def number_footnotes(
    footnotes: tuple[Footnote, ...],
    texts: Iterable[Blocks],
    prefix: str,
    titles: Iterable[Inlines] = (),
) -> tuple[NumberedNote, ...]:
    """Return the footnotes that the titles and texts call, numbered from 1 as they are called.

    A footnote that only another footnote calls comes after those of the text. The ids are made of
    the note's first words: ``prefix-n-k3x7q`` for the note, ``prefix-r-k3x7q`` for its call. A
    footnote that nothing calls here is left to the text that calls it.
    """
    defined = {note.label: note for note in footnotes}
    waiting = [label for line in titles for label in _calls(line)]
    waiting += [label for text in texts for line in lines_of(text) for label in _calls(line)]
    order: list[str] = []
    while waiting:
        label = waiting.pop(0)
        if label in defined and label not in order:
            order.append(label)
            waiting += [call for line in lines_of(defined[label].blocks) for call in _calls(line)]
    marks = distinct(fingerprint(defined[label].blocks) for label in order)
    return tuple(
        _numbered(defined[label], number, prefix, mark)
        for number, (label, mark) in enumerate(zip(order, marks, strict=True), start=1)
    )


def _calls(line: Inlines) -> tuple[str, ...]:
    return tuple(inline.label for inline in every_inline(line) if isinstance(inline, NoteRef))


def _numbered(note: Footnote, number: int, prefix: str, mark: str) -> NumberedNote:
    id = f"{prefix}-n-{mark}"
    blocks = name_blocks(note.blocks, id, prefix)
    return NumberedNote(note.label, number, id, f"{prefix}-r-{mark}", blocks)


def without_lost_calls(inlines: Inlines, labels: frozenset[str]) -> Inlines:
    """Return the inlines without calls of footnotes that are not there; reading reports those."""

    def kept(inline: Inline) -> Inlines:
        lost = isinstance(inline, NoteRef) and inline.label not in labels
        return () if lost else (inline,)

    return change_inlines(inlines, kept)
