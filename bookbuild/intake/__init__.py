"""A text as it was posted, to a manuscript folder.

`import_sources` is the only way in. The path of a text through the room::

    files ─ sources ▶ Source ─ posted ▶ Layout ─ recognise (chapters, head, notes, pov) ▶
    PostedChapter ─ keeping (promises) ▶ Kept ─ folder (escape) ▶ Page ─ words (proof) ─ write ▶
    files

Only `sources` reads and only `write` writes; everything between them is a pure function. The
proof that no word was lost (`words`) is made on every run, before anything is written.
"""

from __future__ import annotations

from pathlib import Path

from bookbuild.intake.report import (
    Copy,
    Finding,
    Imported,
    MadeSection,
    Span,
    SpanKind,
    terminal_lines,
)
from bookbuild.intake.sources import gather
from bookbuild.intake.work import prepare
from bookbuild.intake.write import manuscript_folder, refuse_existing, write_folder

__all__ = [
    "Copy",
    "Finding",
    "Imported",
    "MadeSection",
    "Span",
    "SpanKind",
    "import_sources",
    "terminal_lines",
]


def import_sources(sources: tuple[Path, ...], out: Path, identifier: str) -> Imported:
    """Make a manuscript folder of texts as they were posted.

    ``out`` is the project's folder, or the manuscript folder itself where it is called
    "manuscript"; it is made if it is not there. ``identifier`` is the new book's own, a fresh
    ``urn:uuid:``. Raises `BookbuildError`: exit 2 for a wrong command (a missing file, a folder
    that is there already), exit 1 for a source that is no text or where the words would not add
    up, exit 3 where the folder cannot be written. Then nothing was written.
    """
    refuse_existing(out)
    gathered = gather(sources)
    prepared = prepare(gathered, out, identifier)
    files = write_folder(out, prepared.folder.pages)
    return Imported(
        manuscript=manuscript_folder(out),
        files=files,
        sections=prepared.folder.sections,
        findings=prepared.findings,
        spans=prepared.spans,
        copies=prepared.folder.copies,
    )
