"""Several pages of one work, to one draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from bookbuild.intake.draft import Draft, DraftSection
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.words import words_of
from bookbuild.model.book import AuthorsNote, NoteKind, Written
from bookbuild.model.text import Blocks, plain_text
from bookbuild.model.walk import lines_of

UNNUMBERED = "none"
"""The number of a section that has none and is not to be counted: a work in one piece."""


def joined(drafts: tuple[Draft, ...]) -> Draft:
    """Return the pages of one work as one draft, chapters in the order of their numbers.

    Where a page's chapter has no number, the pages stay in the order given. A summary that every
    page repeats is kept once, and each repetition is a span. What else a later page says of the
    work stands with its chapter. The metadata are the first page's. Raises `ValueError` for no
    drafts.
    """
    if not drafts:
        raise ValueError("there are no drafts to join")
    head, *others = _ordered(drafts)
    parts = (head, *(_later(draft, head.notes) for draft in others))
    pictures = {picture.path: picture for draft in parts for picture in draft.pictures}
    sections = tuple(chain.from_iterable(draft.sections for draft in parts))
    return Draft(
        head.metadata,
        head.notes,
        tuple(map(_counted, sections)) if others else sections,
        tuple(pictures.values()),
        _words(parts, head.notes),
        tuple(chain.from_iterable(draft.spans for draft in parts)),
        tuple(dict.fromkeys(chain.from_iterable(draft.findings for draft in parts))),
    )


def _words(parts: tuple[Draft, ...], notes: tuple[AuthorsNote, ...]) -> tuple[str, ...]:
    """Return the words of all pages; what the first says of the work at its end is said last."""
    closing = sum(len(_said(note.blocks)) for note in notes if note.kind is NoteKind.CLOSING)
    head, *others = (draft.words for draft in parts)
    end = len(head) - closing
    return (*head[:end], *chain.from_iterable(others), *head[end:])


def _ordered(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    numbers = tuple(_number(draft) for draft in drafts)
    if None in numbers or len(set(numbers)) < len(numbers):
        return drafts
    pairs = zip((number or 0.0 for number in numbers), range(len(drafts)), strict=True)
    return tuple(drafts[at] for _, at in sorted(pairs))


def _number(draft: Draft) -> float | None:
    number = draft.sections[0].section.head.number if draft.sections else ""
    try:
        return float(number)
    except ValueError:
        return None


def _later(draft: Draft, known: tuple[AuthorsNote, ...]) -> Draft:
    """Return a later page: the work's notes that are known already gone, others with its text."""
    told = tuple(_said(note.blocks) for note in known)
    opening = tuple(note for note in draft.notes if note.kind is not NoteKind.CLOSING)
    again = tuple(note for note in draft.notes if _said(note.blocks) in told)
    before = sum(len(_said(note.blocks)) for note in opening if note in again)
    own = tuple(_said(note.blocks) for note in opening if note not in again)
    closing = tuple(note for note in draft.notes if note not in opening)
    after = sum(len(_said(note.blocks)) for note in closing if note in again)
    total = sum(len(_said(note.blocks)) for note in opening)
    words = (*chain.from_iterable(own), *draft.words[total : len(draft.words) - after])
    assert before <= total
    spans = tuple(_repeated(draft, note) for note in again)
    return replace(
        draft,
        notes=(),
        sections=_with_notes(draft.sections, draft.notes, again),
        words=words,
        spans=(*draft.spans, *spans),
    )


def _with_notes(
    sections: tuple[DraftSection, ...],
    notes: tuple[AuthorsNote, ...],
    again: tuple[AuthorsNote, ...],
) -> tuple[DraftSection, ...]:
    own = tuple(note for note in notes if note not in again)
    before = tuple(note for note in own if note.kind is not NoteKind.CLOSING)
    after = tuple(note for note in own if note.kind is NoteKind.CLOSING)
    made = list(sections)
    for at, notes_before, notes_after in ((0, before, ()), (-1, (), after)):
        section = made[at].section if made else None
        if isinstance(section, Written):
            told = (*notes_before, *section.notes, *notes_after)
            made[at] = replace(made[at], section=replace(section, notes=told))
    return tuple(made)


def _said(blocks: Blocks) -> tuple[str, ...]:
    return tuple(chain.from_iterable(words_of(text) for text in _lines(blocks)))


def _lines(blocks: Blocks) -> Iterator[str]:
    return (plain_text(line) for line in lines_of(blocks))


def _repeated(draft: Draft, note: AuthorsNote) -> Span:
    source = draft.sections[0].source if draft.sections else ""
    text = " ".join(_lines(note.blocks))
    into = "said on an earlier page already"
    return Span(source, note.line, 0, len(text), text, SpanKind.LEFT_OUT, into)


def _counted(section: DraftSection) -> DraftSection:
    """A chapter that stood alone on its page is counted beside others."""
    written = section.section
    if written.head.number != UNNUMBERED or not isinstance(written, Written):
        return section
    return replace(section, section=replace(written, head=replace(written.head, number="")))
