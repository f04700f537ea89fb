"""Drafts of small documents, with what every one of them has to fulfil."""

from __future__ import annotations

from pathlib import Path

from bookbuild.intake.docx import draft_of
from bookbuild.intake.draft import Draft
from bookbuild.intake.draft_words import prove_draft
from bookbuild.intake.manuscript_text import draft_pages
from bookbuild.model.book import Head, Written
from bookbuild.model.text import NoteRef, plain_text
from bookbuild.model.walk import inlines_of, lines_of
from tests.docx_files import Parts, p, pack
from tests.web_words import draft_words

PROSE = (
    "It was a cold day, and the boats lay upside down along the wall. Nobody spoke of the ferry, "
    "and nobody had to. "
)


def read(path: Path) -> Draft:
    """Return a document's draft: no word is lost, in the draft or in its files."""
    draft = draft_of(path)
    assert draft.words == draft_words(draft)
    prove_draft(draft.words, draft_pages(draft))
    for section in written(draft):
        said = (section.blocks, *(note.blocks for note in section.footnotes))
        calls = {i.label for part in said for _, i in inlines_of(part) if isinstance(i, NoteRef)}
        assert calls == {note.label for note in section.footnotes}
    return draft


def made(folder: Path, parts: Parts) -> Draft:
    """Return the draft of a document that is made of parts."""
    return read(pack(folder / "book.docx", parts))


def story(folder: Path, *body: str, parts: Parts | None = None) -> Written:
    """Return the one chapter of a document: a heading, the body, and some prose."""
    from dataclasses import replace

    text = p("Chapter 1", style="Heading1") + "".join(body)
    text += p("Chapter 2", style="Heading1") + p(PROSE)
    draft = made(folder, replace(parts or Parts(""), body=text))
    first, _ = written(draft)
    return first


def written(draft: Draft) -> list[Written]:
    """Return a draft's sections."""
    return [each.section for each in draft.sections if isinstance(each.section, Written)]


def heads(draft: Draft) -> list[Head]:
    """Return what the sections say of themselves."""
    return [section.head for section in written(draft)]


def listed(draft: Draft) -> list[tuple[str, str, str]]:
    """Return each section's kind, number or label, and title."""
    return [(h.kind.value, h.number or h.label, plain_text(h.title)) for h in heads(draft)]


def lines(section: Written) -> list[str]:
    """Return the lines of a section's text."""
    return [plain_text(line) for line in lines_of(section.blocks) if line]


def told(draft: Draft) -> str:
    """Return everything that is said of a draft."""
    return "\n".join(map(str, (*draft.findings, *draft.spans)))
