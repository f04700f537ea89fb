"""What web pages, EPUBs and Word documents become: a proven folder, made of a draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bookbuild.intake.draft import Draft, DraftSection
from bookbuild.intake.draft_words import prove_draft
from bookbuild.intake.folder import Folder
from bookbuild.intake.planned import planned_draft
from bookbuild.intake.report import Finding, MadeSection
from bookbuild.intake.source_files import SourceFile
from bookbuild.intake.sources import Listed
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared, WorkNote, name_of
from bookbuild.model.book import NoteKind, Placeholder, Written
from bookbuild.model.text import plain_text
from bookbuild.report import BookbuildError, Exit

_LARGEST_PICTURE = 20_000_000


Beside = Callable[[str], bytes | None]
"""What reads a picture beside a page by its path from there, None for none."""


def prepare_pages(
    listed: Listed, out: Path, identifier: str, beside: tuple[Beside, ...] = ()
) -> Prepared:
    """Return the folder for saved web pages of one work, in the order given.

    ``beside`` reads the pictures of each page where they lie in a zip file, () for the disk.
    Raises `BookbuildError`: exit 1 for a page that cannot be read or where a word would be lost,
    exit 2 for pages of two works.
    """
    from bookbuild.intake.web import draft_of, joined

    readers = beside or tuple(map(_beside, listed.files))
    pairs = zip(listed.contents(), readers, strict=True)
    drafts = tuple(draft_of(data, str(file), near) for (file, data), near in pairs)
    titles = zip(listed.files, drafts, strict=True)
    refuse_two_works(tuple((file, draft.metadata.title) for file, draft in titles))
    return _prepared(joined(drafts), out, identifier)


def refuse_two_works(titled: tuple[tuple[Path, str], ...]) -> None:
    """Raise `BookbuildError` (exit 2) for a page that names another work than the first does."""
    named = [(file, title) for file, title in titled if title]
    for file, title in named[1:]:
        if title.casefold() != named[0][1].casefold():
            message = (
                f"{file}: This page is of “{title}”, and {named[0][0]} is of “{named[0][1]}”. "
                "Import each work into a folder of its own."
            )
            raise BookbuildError(message, Exit.USAGE)


def prepare_ebook(file: SourceFile, out: Path, identifier: str) -> Prepared:
    """Return the folder for an EPUB, a file or unpacked; raises as `prepare_pages`."""
    from bookbuild.intake.ebooks import draft_of

    return _prepared(draft_of(file.path, file.data), out, identifier)


def prepare_document(file: SourceFile, out: Path, identifier: str) -> Prepared:
    """Return the folder for a Word document; raises as `prepare_pages`."""
    from bookbuild.intake.docx import draft_of

    return _prepared(draft_of(file.path, file.data), out, identifier)


def _beside(page: Path) -> Callable[[str], bytes | None]:
    """Return what reads a picture in the page's own folder or below it, never through a link."""
    folder = page.parent

    def read(path: str) -> bytes | None:
        here = folder
        for part in Path(path).parts:
            here = here / part
            if part == ".." or here.is_symlink():
                return None
        try:
            if Path(path).is_absolute() or not here.is_file():
                return None
            return here.read_bytes() if here.stat().st_size <= _LARGEST_PICTURE else None
        except (OSError, ValueError):
            return None

    return read


def _prepared(draft: Draft, out: Path, identifier: str) -> Prepared:
    from bookbuild.intake.manuscript_text import draft_pages

    about = _about(draft)
    named = draft.metadata
    metadata = replace(
        draft.metadata,
        title=draft.metadata.title or name_of(out),
        identifier=draft.metadata.identifier or identifier,
        language=draft.metadata.language or "en",
    )
    draft = replace(draft, metadata=metadata)
    pages = draft_pages(draft)
    prove_draft(draft.words, pages)
    pairs = zip(pages[1:], draft.sections, strict=True)
    made = tuple(_made(page, section) for page, section in pairs)
    findings = (*draft.findings, *about)
    planned = planned_draft(draft.sections)
    return Prepared(
        Folder(pages, made, ()),
        findings,
        draft.spans,
        planned,
        draft.pictures,
        named,
        _work_notes(draft),
    )


def _work_notes(draft: Draft) -> tuple[WorkNote, ...]:
    from bookbuild.intake.manuscript_text.work_notes import work_note

    texts = ((kind, work_note(draft.notes, kind)) for kind in NoteKind)
    return tuple(WorkNote(kind, text) for kind, text in texts if text)


def _made(page: Page, drafted: DraftSection) -> MadeSection:
    head = drafted.section.head
    match drafted.section:
        case Written(pov=pov):
            promised = False
        case Placeholder():
            pov, promised = "", True
    title = plain_text(head.title)
    return MadeSection(
        page.name, head.kind, title, pov, promised, drafted.source, drafted.line, head.number
    )


def _about(draft: Draft) -> tuple[Finding, ...]:
    source = draft.sections[0].source if draft.sections else "book.yaml"
    findings: tuple[Finding, ...] = ()
    if not draft.metadata.title:
        what = "The source names no title for the book, so the folder's name stands in book.yaml."
        findings += (Finding(0, source, what, "Put the title there."),)
    if not draft.metadata.contributors:
        what = "The source names no author."
        findings += (Finding(0, source, what, "Add a line with author: to book.yaml."),)
    return findings
