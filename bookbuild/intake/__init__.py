"""A text as it was posted, to a manuscript folder.

`import_sources` is the way in. The path of a text through the room::

    files ─ sources ▶ Source ─ posted ▶ Layout ─ recognise ▶ PostedChapter ─ keeping ▶ Kept ─
    folder ▶ Page ─ words (the proof) ─ write ▶ files

- `sources`, `decoding`: the files, as lines. The only module that reads, and its encodings.
- `posted`, `header_block`: lines to `passages`, the paragraphs that everything else looks at.
- `recognise`: a text into chapters, a chapter into head, story and closing note.
- `head` with `head_titles` and `head_notes`: the rules of what stands above a story.
- `chapters`, `credits`, `dates`, `labels`, `marks`, `pov`: one kind of line each.
- `notes` with `phrases`, `promises`: where the author speaks, and what is promised there.
- `keeping`: which promise is kept by which section, and which are still open.
- `folder` with `section_text`, `escape`, `kind_names`, `settings`, `slugs`: what is to be written,
  as strings.
- `work` calls these in order; `report` and `spans` hold what it says of the text.
- `starter`: the start without a text: a new book, and its next section.

Only `sources` reads; only `write` and `starter` write. Everything between is a pure function. The
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
