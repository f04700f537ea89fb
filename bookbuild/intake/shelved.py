"""What a folder of Markdown from another tool becomes: a proven folder of bookbuild's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.intake.folder import Folder
from bookbuild.intake.planned import Planned
from bookbuild.intake.report import Finding, MadeSection
from bookbuild.intake.sources import LARGEST
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared, WorkNote
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.intake.folders import Entry, Ordered
    from bookbuild.intake.folders.shelf import Shelf


def prepare_folder(path: Path, identifier: str) -> Prepared | None:
    """Return the folder for another tool's, None where it is only a folder of posted texts.

    Raises `BookbuildError` (exit 1) for what cannot be read, and where a word would be lost.
    """
    from bookbuild.intake.folders import Tool, ordered_folder, ordered_pages

    ordered = ordered_folder(path)
    if ordered is None or not ordered.entries:
        return None
    if ordered.tool is Tool.NONE and _is_posted(path):
        return None
    pages = ordered_pages(ordered, identifier)
    pairs = tuple(zip(pages[1:], ordered.entries, strict=True))
    for page, entry in pairs:
        _prove(page, entry)
    made = tuple(_made(page, entry) for page, entry in pairs)
    findings = (*ordered.findings, *_left_out(ordered))
    planned = tuple(map(_planned, ordered.entries))
    return Prepared(
        Folder(pages, made, ()),
        findings,
        ordered.spans,
        planned,
        ordered.pictures,
        ordered.metadata,
        tuple(WorkNote(note.kind, note.text) for note in ordered.notes),
    )


def _is_posted(path: Path) -> bool:
    """Whether chapters lie in a folder as they were posted, without settings of any tool."""
    from bookbuild.intake.folders.shelf import open_shelf

    shelf = open_shelf(path)
    names = tuple(name for name in shelf.paths if "/" not in name) if shelf else ()
    texts = tuple(name for name in names if name.lower().endswith((".txt", ".text", ".md")))
    return bool(shelf and texts) and not any(_has_settings(shelf, name) for name in texts if shelf)


def _has_settings(shelf: Shelf, name: str) -> bool:
    return shelf.data(name, LARGEST)[:4].rstrip(b"\r\n") == b"---"


def _prove(page: Page, entry: Entry) -> None:
    """What the folder's own proof looked at stands in the file, letter for letter."""
    if entry.text.strip() not in page.text:
        message = f"{entry.path}: Its words would not be those of {page.name}. Nothing was written."
        raise BookbuildError(message, Exit.MANUSCRIPT)


def _made(page: Page, entry: Entry) -> MadeSection:
    front = entry.front
    return MadeSection(
        page.name,
        entry.kind,
        entry.title,
        front.pov,
        False,
        entry.path,
        entry.first_line,
        front.number,
    )


def _planned(entry: Entry) -> Planned:
    return Planned(entry.path, max(entry.first_line, 1), entry.kind, "", entry.title, 1.0)


def _left_out(ordered: Ordered) -> Iterator[Finding]:
    for name, why in ordered.left_out:
        yield Finding(0, name, why, "")
