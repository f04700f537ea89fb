"""A section to the text of its file: the lines on top, the notes, the text, the footnotes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePosixPath

from bookbuild.intake.manuscript_text.blocks import block_lines
from bookbuild.intake.manuscript_text.fences import Lines, conditions, fenced
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.intake.manuscript_text.kinds import has_to_be_said
from bookbuild.intake.manuscript_text.rewriting import NewName, with_labels
from bookbuild.intake.manuscript_text.settings import setting, settings
from bookbuild.intake.manuscript_text.tidy_blocks import tidy_blocks, without_outer_breaks
from bookbuild.intake.manuscript_text.tidy_inlines import tidy, without_notes
from bookbuild.intake.shown import shows_text
from bookbuild.model.book import AuthorsNote, Head, Kind, NoteKind, Placeholder, Section, Written
from bookbuild.model.text import (
    Blocks,
    Footnote,
    Heading,
    Paragraph,
    PointOfView,
    Text,
    plain_text,
)

_LABEL = re.compile(r"[\w.+*†‡§-]{1,100}")
_HASHTAG = re.compile(r"#{1,6}[^\s#]")
_PLAIN = re.compile(r"[ ]{0,3}(?::::|#|>)")
_ID = re.compile(r"[^\W\d_][\w.-]*")


def section_text(section: Section, language: str) -> str:
    """Return the whole text of a section's file; ``language`` is the book's.

    The file's name is the section's own: where it or the title says the kind, the front matter
    does not. The words are all written; see `tidy_blocks` for what is said in another way.
    """
    section = _with_opening_pov(section)
    match section:
        case Written(head, blocks):
            text = _in_book(blocks, language)
            notes, footnotes = section.notes, section.footnotes
        case Placeholder(head, promise):
            text, notes, footnotes = _in_book(promise, language), (), ()
    lang = _common_language(text)
    text = tuple(replace(one, lang="") if lang and one.lang == lang else one for one in text)
    body = _body(text, notes, footnotes)
    if isinstance(section, Written) and head.kind is not Kind.PART and not shows_text(body):
        section = replace(section, draft=True)  # The reader takes an empty section for a mistake.
    front = (*_head(head, lang), *_of_its_own(section))
    if head.kind is Kind.EPIGRAPH and body and not any(map(_PLAIN.match, body)):
        body = fenced("", (), body)
    return _file(front, body)


def blocks_text(blocks: Blocks, footnotes: tuple[Footnote, ...] = ()) -> str:
    """Return blocks and the footnotes they call as the text of a file without front matter."""
    return _file((), _body(tidy_blocks(blocks), (), footnotes))


def _file(front: Lines, body: Lines) -> str:
    top = ("---", *front, "---") if front else ()
    between = ("",) if top and body else ()
    return "".join(f"{line}\n" for line in (*top, *between, *body))


# ---------------------------------------------------------------------------- front matter


def _head(head: Head, lang: str) -> Lines:
    title = tidy(without_notes(head.title))
    stem = PurePosixPath(head.file).stem
    kind = head.kind.value if has_to_be_said(head.kind, stem, plain_text(title)) else ""
    return (
        *setting("title", one_line(title)),
        *setting("subtitle", one_line(tidy(without_notes(head.subtitle)))),
        *setting("kind", kind),
        *setting("number", head.number),
        *setting("label", head.label),
        *setting("place", head.matter.value if head.matter else ""),
        *setting("id", head.id if _ID.fullmatch(head.id) else ""),
        *setting("lang", lang),
    )


def _of_its_own(section: Section) -> Lines:
    match section:
        case Written():
            return (
                *setting("pov", section.pov),
                *setting("date", section.day.isoformat() if section.day else ""),
                *setting("author", section.author),
                *settings("warnings", section.warnings),
                *setting("status", "draft" if section.draft else ""),
            )
        case Placeholder():
            return (
                "status: promised",
                *setting("promised-in", section.promised_in),
                *setting("expected", section.expected.isoformat() if section.expected else ""),
            )


def _with_opening_pov(section: Section) -> Section:
    """Return a section with a line that opens it and says whose eyes we look through as its own."""
    match section:
        case Written(_, (PointOfView((Text(pov),)), *others)) if not section.pov:
            return replace(section, pov=pov, blocks=tuple(others))
        case _:
            return section


def _in_book(blocks: Blocks, language: str) -> Blocks:
    """Return a section's blocks; that one is in the book's language need not be said."""
    return tuple(
        replace(block, lang="") if language and block.lang == language else block
        for block in tidy_blocks(blocks)
    )


def _common_language(blocks: Blocks) -> str:
    """Return the language of most blocks if all have one of their own, else ""."""
    languages = Counter(block.lang for block in blocks)
    if not languages or "" in languages:
        return ""
    return languages.most_common(1)[0][0]


# ------------------------------------------------------------------------------------ body


def _body(blocks: Blocks, notes: tuple[AuthorsNote, ...], footnotes: tuple[Footnote, ...]) -> Lines:
    """Return the lines of tidy blocks with the notes around them, which are tidied here."""
    labels = _new_labels(footnotes)
    text = without_outer_breaks(with_labels(blocks, labels))
    opening = tuple(takewhile(lambda note: note.kind is not NoteKind.CLOSING, notes))
    parts = (
        *(_note(note) for note in with_labels(opening, labels)),
        _text(text),
        *(_footnote(note, labels) for note in footnotes),
        *(_note(note) for note in with_labels(notes[len(opening) :], labels)),
    )
    lines = [line for part in parts if part for line in ("", *part)][1:]
    if lines and _HASHTAG.match(lines[0]):
        lines[0] = "\\" + lines[0]  # on the first line of a file it would be its title
    return tuple(lines)


def _text(blocks: Blocks) -> Lines:
    """Return the lines of the text; a heading that opens it must not become its title."""
    lines = block_lines(blocks)
    if blocks and isinstance(blocks[0], Heading) and lines[0].startswith("#"):
        return (*fenced("", (), lines[:1]), *lines[1:])
    return lines


def _note(note: AuthorsNote) -> Lines:
    blocks = without_outer_breaks(tidy_blocks(note.blocks))
    attributes = conditions(note.only, note.until)
    return fenced(note.kind.value, attributes, block_lines(blocks)) if blocks else ()


def _footnote(note: Footnote, labels: tuple[NewName, ...]) -> Lines:
    label = next((name.new for name in labels if name.old == note.label), note.label)
    blocks = tidy_blocks(with_labels(note.blocks, labels))
    lines = block_lines(blocks)
    if not blocks or not isinstance(blocks[0], Paragraph):
        lines = ("", *lines)  # only words can stand behind the colon
    further = (f"    {line}" if line else "" for line in lines[1:])
    return (f"[^{label}]: {lines[0]}".rstrip(), *further)


def _new_labels(footnotes: tuple[Footnote, ...]) -> tuple[NewName, ...]:
    """Return new labels for those that cannot be typed."""
    taken = {note.label for note in footnotes}
    free = (f"n{number}" for number in range(1, 2 * len(footnotes) + 2))
    unused = (label for label in free if label not in taken)
    return tuple(
        NewName(note.label, next(unused)) for note in footnotes if not _LABEL.fullmatch(note.label)
    )
