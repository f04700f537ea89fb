"""Posted chapters to the files of a manuscript folder, as strings: book.yaml and the sections."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

from bookbuild.intake.escape import escaped
from bookbuild.intake.keeping import Kept, PromisedSection
from bookbuild.intake.marks import as_scene_break
from bookbuild.intake.posted import Joint, Passage
from bookbuild.intake.posted_chapter import PostedChapter, PostedNote, Viewpoint
from bookbuild.intake.report import Copy, MadeSection
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind, NoteKind

_PLAIN = re.compile(r"[^\W\d_][\w ,.!?’'()&/-]*[\w.!?)’']|[^\W\d_]")
_SPECIAL_WORDS = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Work:
    """What book.yaml says: ``title`` is the source's where ``titled``, else the folder's name."""

    title: str
    titled: bool
    author: str
    language: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Folder:
    """The files to write, book.yaml first, and what stands in them."""

    pages: tuple[Page, ...]
    sections: tuple[MadeSection, ...]
    copies: tuple[Copy, ...]


def make_folder(kept: Kept, work: Work) -> Folder:
    """Return the files of the folder."""
    width = max(2, len(str(len(kept.chapters) + len(kept.promised))))
    stems = tuple(
        f"{number:0{width}}-{slug_of(chapter)}" for number, chapter in enumerate(kept.chapters, 1)
    )
    chapters = tuple(
        Page(
            f"{stem}.md", _chapter_text(chapter, kept.chapters[: index + 1], kept.ids[index], work)
        )
        for index, (stem, chapter) in enumerate(zip(stems, kept.chapters, strict=True))
    )
    first = len(stems) + 1
    promised = tuple(
        Page(f"{number:0{width}}-{_promise_slug(section)}.md", _promise_text(section, stems[-1]))
        for number, section in enumerate(kept.promised, first)
    )
    made = tuple(map(_made, chapters, kept.chapters))
    made += tuple(map(_made_promise, promised, kept.promised))
    copies = tuple(
        copy
        for page, section in zip(promised, kept.promised, strict=True)
        for copy in _copies(page, section, chapters[-1])
    )
    return Folder((_book_page(work), *chapters, *promised), made, copies)


def _made(page: Page, chapter: PostedChapter) -> MadeSection:
    head = chapter.head
    place = (chapter.source, chapter.line)
    return MadeSection(page.name, head.kind, head.title, head.pov, False, *place)


def _made_promise(page: Page, section: PromisedSection) -> MadeSection:
    place = (section.source, section.passages[0].line)
    return MadeSection(page.name, section.kind, "", "", True, *place)


def _copies(page: Page, section: PromisedSection, last: Page) -> tuple[Copy, ...]:
    return tuple(
        Copy(section.source, row.line, row.text, page.name, last.name)
        for passage in section.passages
        for row in passage.rows
    )


# ---------------------------------------------------------------------------------------- names


def slug_of(chapter: PostedChapter) -> str:
    """Return a chapter's part of its file name: its title, its kind or number, or its source's."""
    head = chapter.head
    if head.kind is not Kind.CHAPTER:
        return _slug(head.kind.value)
    if head.title and _slug(head.title):
        return _slug(head.title)
    if head.number is not None:
        return f"chapter-{head.number}"
    return _slug(re.sub(r"^\d+[\s._-]*", "", chapter.stem)) or "chapter"


def _slug(text: str) -> str:
    """Return a text in small ASCII letters, figures and hyphens; "" where nothing is left."""
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss").lower())
    ascii_only = re.sub(r"['’]", "", letters).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", ascii_only)
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= _LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST_SLUG]
    return slug


def _promise_slug(section: PromisedSection) -> str:
    return section.id or _slug(section.kind.value)


# ----------------------------------------------------------------------------------- book.yaml


def _book_page(work: Work) -> Page:
    title = (
        (f"title: {_value(work.title)}",)
        if work.titled
        else (
            "# The text names no title, so this is the folder's name. Put the book's title here.",
            f"title: {_value(work.title)}",
        )
    )
    author = (
        (f"author: {_value(work.author)}",)
        if work.author
        else (
            "# The text names no author. Add your name or pen name, without the #:",
            "# author: Your Name",
        )
    )
    identifier = (
        "# By this the readers' shelves know the book again. Leave it as it is.",
        f"identifier: {work.identifier}",
    )
    lines = (*title, *author, f"lang: {work.language}", *identifier)
    return Page("book.yaml", "\n".join(lines) + "\n")


def _value(text: str) -> str:
    """Return a text as a YAML value: bare where nothing in it could be taken for YAML."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


# ------------------------------------------------------------------------------------- sections


def _chapter_text(
    chapter: PostedChapter, so_far: tuple[PostedChapter, ...], name: str, work: Work
) -> str:
    head = chapter.head
    settings: list[str] = []
    if head.title:
        title = head.title if chapter.markdown else escaped(head.title)
        settings.append(f"title: {_value(title)}")
    if head.work and head.work not in (work.title, head.title):
        settings.append(
            f"subtitle: {_value(head.work if chapter.markdown else escaped(head.work))}"
        )
    settings += _kind_settings(chapter, so_far)
    settings += [f"id: {name}"] if name and name != head.kind.value else []
    settings += [f"pov: {_value(head.pov)}"] if head.pov else []
    settings += [f"date: {head.day.isoformat()}"] if head.day else []
    settings += [f"author: {_value(head.author)}"] if head.author not in ("", work.author) else []
    blocks = [_note(note, chapter.markdown) for note in head.notes]
    blocks += [_piece(piece, chapter.markdown) for piece in chapter.story]
    blocks += [_note(note, chapter.markdown) for note in chapter.closing]
    return _file(tuple(settings), tuple(blocks))


def _kind_settings(chapter: PostedChapter, so_far: tuple[PostedChapter, ...]) -> list[str]:
    """A number is written only where counting would give another."""
    head = chapter.head
    if head.kind is not Kind.CHAPTER:
        return [f"kind: {head.kind.value}"]
    names_a_kind = _slug_names_kind(slug_of(chapter))
    settings = ["kind: chapter"] if names_a_kind else []
    if head.label:
        return [*settings, f"label: {_value(head.label)}"]
    counted = sum(c.head.kind is Kind.CHAPTER and not c.head.label for c in so_far)
    if head.number is not None and head.number != counted:
        settings.append(f"number: {head.number}")
    return settings


def _slug_names_kind(slug: str) -> bool:
    words = slug.split("-")
    kinds = {word for kind in Kind for word in _slug(kind.value).split("-")} - {"chapter"}
    return any(word in kinds for word in words)


def _promise_text(section: PromisedSection, promised_in: str) -> str:
    settings = [f"kind: {section.kind.value}", "status: promised"]
    settings += [f"id: {section.id}"] if section.id else []
    settings += [f"promised-in: {promised_in}"]
    settings += [f"expected: {section.expected.isoformat()}"] if section.expected else []
    return _file(tuple(settings), tuple(_paragraph(p, False) for p in section.passages))


def _file(settings: tuple[str, ...], blocks: tuple[str, ...]) -> str:
    front = "---\n" + "\n".join(settings) + "\n---\n" if settings else ""
    text = "\n\n".join(blocks)
    return front + ("\n" if front and text else "") + (text + "\n" if text else "")


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


def _piece(piece: Passage | Viewpoint, markdown: bool) -> str:
    if isinstance(piece, Viewpoint):
        return f"::: pov\n{escaped(piece.name)}\n:::"
    return _paragraph(piece, markdown)


def _paragraph(passage: Passage, markdown: bool) -> str:
    if passage.rule:
        return as_scene_break(passage.rows[0].text)
    if markdown:
        return "\n".join(row.text for row in passage.rows)
    text = escaped(_joined(passage))
    return text.replace(_BREAK_MARK + "\n", "\\\n")


_BREAK_MARK = "\x00"
"""Stands for the author's own line end while the text is escaped. No source holds it."""


def _joined(passage: Passage) -> str:
    pieces = [passage.rows[0].text]
    for joint, row in zip(passage.joints, passage.rows[1:], strict=True):
        pieces += (_between(joint, pieces[-1], row.text), row.text)
    return "".join(pieces)


def _between(joint: Joint, before: str, after: str) -> str:
    """A line that was wrapped behind a hyphen or a dash goes on without a space."""
    match joint:
        case Joint.BREAK:
            return _BREAK_MARK + "\n"
        case Joint.KEEP:
            return "\n"
        case Joint.FLOW:
            glued = re.search(r"[^\W_]-$|\S--$|[^\W_]—$", before[-3:]) and after[0].isalnum()
            return "" if glued else " "
