"""Posted chapters and promises to the texts of their sections' files."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.intake.closing import closed
from bookbuild.intake.displayed_text import displayed_lines
from bookbuild.intake.escape import escaped
from bookbuild.intake.fences import has_colons, unfenced
from bookbuild.intake.footnotes.places import with_calls, with_inline_notes, without_calls
from bookbuild.intake.keeping import PromisedSection
from bookbuild.intake.kind_names import names_a_kind
from bookbuild.intake.marks import as_scene_break
from bookbuild.intake.own_notes import with_own_labels, without_calls_in
from bookbuild.intake.paragraph_text import paragraph_text
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import (
    Displayed,
    Footnote,
    Piece,
    PostedChapter,
    PostedNote,
    Viewpoint,
    Work,
)
from bookbuild.intake.settings import section_file, yaml_value
from bookbuild.intake.shown import shows_text
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.within import with_languages
from bookbuild.model.book import Kind, NoteKind


def chapter_slug(chapter: PostedChapter) -> str:
    """Return a chapter's part of its file name: its title, its kind or number, or its source's."""
    head = chapter.head
    if head.kind is Kind.OTHER:
        return slug_of(head.title) or "title-page"
    if head.kind is not Kind.CHAPTER:
        return slug_of(head.kind.value)
    if head.title and slug_of(head.title):
        return slug_of(head.title)
    if head.said and slug_of(head.label):
        return slug_of(head.label)
    if head.number is not None:
        return f"chapter-{head.number}"
    return slug_of(re.sub(r"^\d+[\s._-]*", "", chapter.stem)) or "chapter"


def promise_slug(section: PromisedSection) -> str:
    """Return a promised section's part of its file name."""
    return section.id or slug_of(section.kind.value)


def chapter_text(chapter: PostedChapter, counted: int, name: str, work: Work) -> str:
    """Return the text of a chapter's file.

    ``counted`` is the number that counting gives the chapter, ``name`` the id by which a note
    elsewhere calls it, "" for none.
    """
    head = chapter.head
    settings: list[str] = []
    settings += [f"title: {_marked_up(head.title, chapter.markdown)}"] if head.title else []
    if head.work and head.work not in (work.title, head.title):
        settings.append(f"subtitle: {_marked_up(head.work, chapter.markdown)}")
    settings += _kind_settings(chapter, counted)
    settings += [f"id: {name}"] if name and name != head.kind.value else []
    settings += [f"pov: {yaml_value(head.pov)}"] if head.pov else []
    settings += [f"date: {head.day.isoformat()}"] if head.day else []
    settings += (
        [f"author: {yaml_value(head.author)}"] if head.author not in ("", work.author) else []
    )
    story = _story(chapter, work.language)
    if head.kind is not Kind.PART and not shows_text("\n\n".join(story).split("\n")):
        settings.append("status: draft")  # The reader takes an empty section for a mistake.
    before = (_note(note, chapter.markdown) for note in head.notes)
    behind = (_note(note, chapter.markdown) for note in chapter.closing)
    text = with_inline_notes(section_file(tuple(settings), (*before, *story, *behind)))
    called = any(isinstance(piece, Footnote) for piece in chapter.story)
    return with_calls(text) if called else text


def _story(chapter: PostedChapter, language: str) -> tuple[str, ...]:
    """Return the blocks of a chapter's text; what is open in Markdown is closed."""
    blocks = tuple(_piece(piece, chapter.markdown) for piece in chapter.story)
    if not chapter.markdown:
        return tuple(with_languages(block, language) for block in blocks)
    if not blocks:
        return blocks
    lines = with_own_labels(closed("\n\n".join(blocks).split("\n")))
    return ("\n".join(lines),) if lines else ()


def _marked_up(title: str, markdown: bool) -> str:
    return yaml_value(without_calls_in(title) if markdown else escaped(title))


def _kind_settings(chapter: PostedChapter, counted: int) -> list[str]:
    """A number is written only where counting would give another."""
    head = chapter.head
    if head.kind is not Kind.CHAPTER:
        settings = [f"kind: {head.kind.value}"]
        settings += [f"label: {yaml_value(head.label)}"] if head.label else []
        return settings + ([f"place: {head.matter.value}"] if head.matter else [])
    settings = ["kind: chapter"] if names_a_kind(chapter_slug(chapter), head.title) else []
    if head.label:
        settings.append(f"label: {yaml_value(head.label)}")
    if not head.counted:
        return [*settings, "number: none"]
    if head.label:
        return settings
    if head.number is not None and head.number != counted:
        settings.append(f"number: {head.number}")
    return settings


def promise_text(section: PromisedSection, promised_in: str) -> str:
    """Return the text of a promised section's file: the promise in its author's words."""
    settings = [f"kind: {section.kind.value}", "status: promised"]
    settings += [f"id: {section.id}"] if section.id else []
    settings += [f"promised-in: {promised_in}"]
    settings += [f"expected: {section.expected.isoformat()}"] if section.expected else []
    return section_file(tuple(settings), tuple(_promise(p) for p in section.passages))


def _promise(passage: Passage) -> str:
    """A promise calls no footnotes: those belong to the note that it was made in."""
    rows = (replace(row, text=without_calls(row.text)) for row in passage.rows)
    return _paragraph(replace(passage, rows=tuple(rows)), False)


def _note(note: PostedNote, markdown: bool) -> str:
    match note.kind:
        case NoteKind.SUMMARY:
            opening = "::: summary"
        case NoteKind.OPENING:
            opening = "::: notes"
        case NoteKind.CLOSING if note.until:
            opening = f'::: {{.endnotes until="{note.until}"}}'
        case NoteKind.CLOSING:
            opening = "::: endnotes"
    inside = "\n\n".join(_paragraph(passage, markdown) for passage in note.passages)
    return f"{opening}\n{inside}\n:::"


def _piece(piece: Piece, markdown: bool) -> str:
    match piece:
        case Viewpoint():
            return f"::: pov\n{escaped(piece.name)}\n:::"
        case Footnote():
            return _footnote(piece, markdown)
        case Displayed():
            return "\n".join(displayed_lines(piece))
        case Passage():
            return _paragraph(piece, markdown)


def _footnote(note: Footnote, markdown: bool) -> str:
    """A note's paragraphs are set in by four; the first stands behind its label."""
    text = "\n\n".join(_paragraph(passage, markdown) for passage in note.passages)
    lines = (f"    {line}" if line else "" for line in text.split("\n"))
    return f"[^{note.label}]: " + "\n".join(lines).lstrip(" ")


def _paragraph(passage: Passage, markdown: bool) -> str:
    if passage.rule:
        return as_scene_break(passage.rows[0].text)
    if markdown:
        return "\n".join(map(_as_typed, passage.rows))
    return paragraph_text(passage)


def _as_typed(row: Row) -> str:
    """What stood behind a label opens no block, though it now stands at the line's beginning."""
    cut_off = row.start > 0 and has_colons(row.text)
    return f"\\{row.text}" if cut_off else unfenced(row.text)
