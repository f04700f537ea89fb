"""One file of the manuscript: a written section or a promised one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from bookbuild.model.book import Head, Kind, NoteKind, Placeholder, Section, Written
from bookbuild.model.text import Block, Blocks, Inlines, PointOfView, Text, plain_text
from bookbuild.read.fields import fold
from bookbuild.read.front_matter import (
    FrontMatter,
    ParagraphStyle,
    Split,
    Status,
    read_front_matter,
    split,
)
from bookbuild.read.kinds import kind_by_file, kind_by_title
from bookbuild.read.markdown import SectionText, read_section
from bookbuild.report import Checked, Diagnostic, Place, error, warning

_FOR_THE_WRITTEN = ("pov", "date", "warnings", "author", "changes")
_FOR_THE_PROMISED = ("expected", "promised-in")
_MARKED = re.compile(r"^[ ]{0,3}(?::::|#|>)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SectionFile:
    """A section with what only its file knows: the name that messages use, and the lines of its
    front matter's keys."""

    section: Section
    shown: str
    front: FrontMatter


def read_section_file(
    source: str, path: str, shown: str, paragraphs: ParagraphStyle
) -> Checked[SectionFile]:
    """Read a file's text.

    ``path`` is the file from the manuscript folder, ``shown`` its name in messages;
    ``paragraphs`` is the book's, which the file may overrule.
    """
    parts = split(source, shown)
    front = read_front_matter(parts.value.yaml, shown, parts.value.yaml_line)
    as_lines = (front.value.paragraphs or paragraphs) is ParagraphStyle.LINES
    body = parts.value
    kind = front.value.kind or kind_by_file(PurePosixPath(path).stem)
    text = _text(body, kind, shown, as_lines=as_lines)
    head = _head(path, front.value, text.value, body.body_line)
    section: Checked[Section]
    if front.value.status is Status.PROMISED:
        section = _promised(head, front.value, text.value, shown)
    else:
        section = _written(head, front.value, text.value, shown)
    diagnostics = (
        *parts.diagnostics,
        *front.diagnostics,
        *text.diagnostics,
        *_two_titles(front.value, text.value, shown),
        *section.diagnostics,
    )
    return Checked(SectionFile(section.value, shown, front.value), diagnostics)


def _text(parts: Split, kind: Kind | None, shown: str, *, as_lines: bool) -> Checked[SectionText]:
    """Read a section's text; the page of an epigraph is one, with whose words it is at its end."""
    if kind is Kind.EPIGRAPH and parts.body.strip() and not _MARKED.search(parts.body):
        wrapped = f"::: epigraph\n{parts.body}\n:::\n"
        return read_section(wrapped, shown, parts.body_line - 1, as_lines)
    return read_section(parts.body, shown, parts.body_line, as_lines)


def _head(path: str, front: FrontMatter, text: SectionText, body_line: int) -> Head:
    title = front.title or text.title
    stem = PurePosixPath(path).stem
    kind = front.kind or kind_by_file(stem) or kind_by_title(plain_text(title)) or Kind.CHAPTER
    return Head(
        file=path,
        kind=kind,
        title=title,
        subtitle=front.subtitle,
        label=front.label,
        number=front.number,
        id=front.id or text.title_id,
        matter=front.matter,
        line=front.line("title") or body_line,
        only=front.only,
    )


def _written(head: Head, front: FrontMatter, text: SectionText, shown: str) -> Checked[Section]:
    draft = front.status is Status.DRAFT
    diagnostics = list(_misplaced(_of_a_promise(front, draft), front, shown, "written"))
    if not text.blocks and head.kind is not Kind.PART:
        diagnostics.append(_empty(shown, draft, bool(text.notes or front.notes)))
    pov, blocks = _opening_pov(front.pov, text.blocks)
    section = Written(
        head=head,
        blocks=_in_language(blocks, front.lang),
        pov=pov,
        day=front.day,
        draft=draft,
        notes=(*front.notes, *text.notes),
        warnings=front.warnings,
        author=front.author,
        changes=front.changes,
        footnotes=text.footnotes,
        promise=_in_language(front.promise, front.lang),
        promised_in=front.promised_in if front.promise else "",
    )
    return Checked(section, tuple(diagnostics))


def _of_a_promise(front: FrontMatter, draft: bool) -> tuple[str, ...]:
    """Return the keys that say nothing about a written section: one with a promise needs a day."""
    if front.promise and (front.day or draft):
        return ("expected",)
    return ("promise", *_FOR_THE_PROMISED)


def _opening_pov(given: str, blocks: Blocks) -> tuple[str, Blocks]:
    """Return the section's point of view; a line of it that opens the text is the section's own."""
    match blocks:
        case (PointOfView(inlines=(Text(text),)), *rest) if not given:
            return text.strip(), tuple(rest)
        case _:
            return given, blocks


def _promised(head: Head, front: FrontMatter, text: SectionText, shown: str) -> Checked[Section]:
    """Make a placeholder; a note of the author's own is a promise too, and joins its words."""
    notes = (*front.notes, *text.notes)
    before = tuple(b for n in notes if n.kind is not NoteKind.CLOSING for b in n.blocks)
    after = tuple(b for n in notes if n.kind is NoteKind.CLOSING for b in n.blocks)
    promise = _in_language((*front.promise, *before, *text.blocks, *after), front.lang)
    diagnostics = list(_misplaced(_FOR_THE_WRITTEN, front, shown, "promised"))
    if text.footnotes:
        place = Place(shown, text.footnotes[0].line)
        message = "A promised section has no footnotes."
        hint = "Move the words of the footnote into the promise."
        diagnostics.append(error("footnote-in-a-promise", place, message, hint))
    if not promise:
        message = "The section is promised without a word."
        hint = "Write below the three dashes what you have promised your readers."
        diagnostics.append(warning("empty-promise", Place(shown), message, hint))
    expected = front.expected if isinstance(front.expected, date) else None
    placeholder = Placeholder(head, promise, expected, front.promised_in)
    return Checked(placeholder, tuple(diagnostics))


def _in_language(blocks: Blocks, lang: str) -> Blocks:
    if not lang:
        return blocks
    return tuple(_spoken(block, lang) for block in blocks)


def _spoken(block: Block, lang: str) -> Block:
    return block if block.lang else replace(block, lang=lang)


def _empty(shown: str, draft: bool, has_notes: bool) -> Diagnostic:
    message = "There is no story in this file, only notes." if has_notes else "The file is empty."
    if draft:
        return warning("empty-section", Place(shown), message, "Its text is still to come.")
    hint = (
        "Write its text, put `status: promised` at its beginning, or begin its name with _ to "
        "leave it out."
    )
    return error("empty-section", Place(shown), message, hint)


def _misplaced(
    keys: tuple[str, ...], front: FrontMatter, shown: str, status: str
) -> Iterator[Diagnostic]:
    for key in keys:
        if line := front.line(key):
            message = f"`{key}` says nothing about a section that is {status}, and is left out."
            yield warning("misplaced-key", Place(shown, line), message, _instead(key, status))


def _instead(key: str, status: str) -> str:
    if key == "promise":
        return "Add the `date:` on which readers get the section; until then the promise stands."
    if status == "written":
        return "Delete the line, or add `status: promised`."
    return "Delete the line, or take `status: promised` away."


def _two_titles(front: FrontMatter, text: SectionText, shown: str) -> Iterator[Diagnostic]:
    given, typed = _words(front.title), _words(text.title)
    if given and typed and given != typed:
        message = (
            f"The section has two titles: “{plain_text(front.title)}” at the top of the file, and "
            f"“{plain_text(text.title)}” as the text's heading. The first is used."
        )
        hint = "Delete one of them."
        yield warning("two-titles", Place(shown, front.line("title")), message, hint)


def _words(inlines: Inlines) -> str:
    return fold("".join(c for c in plain_text(inlines) if c.isalnum() or c.isspace()))
