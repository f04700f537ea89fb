"""A text as it was posted, to a manuscript folder.

`import_sources` is the way in. The path of a text through the room::

    files ─ sources ▶ Source ─ posted ▶ Layout ─ recognise ▶ PostedChapter ─ keeping ▶ Kept ─
    folder ▶ Page ─ words (the proof) ─ write ▶ files

- `sources`, `decoding`: the files, as lines. The only module that reads, and its encodings.
- `posted`, `header_block`: lines to `passages`, the paragraphs that everything else looks at.
- `long_text` with `title_page`, `heading_words` and the package `divisions`: a novel in one file.
- `recognise`: a text into chapters, a chapter into head, story and closing note.
- `head` with `head_titles` and `head_notes`: the rules of what stands above a story.
- `chapters`, `credits`, `dates`, `labels`, `marks`, `pov`: one kind of line each.
- `notes` with `phrases`, `promises`: where the author speaks, and what is promised there.
- `keeping`: which promise is kept by which section, and which are still open.
- `folder` with `section_text`, `escape`, `kind_names`, `settings`, `slugs`: what is to be written,
  as strings.
- `work` calls these in order; `report` and `spans` hold what it says of the text.
- `sorting`: which of the sources are texts, and which pages, EPUBs or another tool's folders:
  the packages `web`, `ebooks` and `folders`. `drafted` and `shelved` make files of those
  (`manuscript_text`), and `draft_words` proves that none of their words was lost.
- `planned`: what an import would make, to be looked at before it does.
- `starter`: the start without a text: a new book, and its next section.

Only `sources` reads; only `write` and `starter` write. Everything between is a pure function. The
proof that no word was lost (`words`) is made on every run, before anything is written.
"""

from __future__ import annotations

from pathlib import Path

from bookbuild.intake.planned import Planned
from bookbuild.intake.report import (
    Copy,
    Finding,
    Imported,
    MadeSection,
    Span,
    SpanKind,
    terminal_lines,
)
from bookbuild.intake.sorting import prepare_sources
from bookbuild.intake.write import manuscript_folder, refuse_existing, write_folder

__all__ = [
    "Copy",
    "Finding",
    "Imported",
    "MadeSection",
    "Planned",
    "Span",
    "SpanKind",
    "import_sources",
    "plan_sources",
    "terminal_lines",
]


def import_sources(
    sources: tuple[Path, ...], out: Path, identifier: str, pattern: str = ""
) -> Imported:
    """Make a manuscript folder of texts as they were posted, of saved pages, or of an EPUB.

    ``out`` is the project's folder, or the manuscript folder itself where it is called
    "manuscript"; it is made if it is not there. ``identifier`` is the new book's own, a fresh
    ``urn:uuid:``; ``pattern`` is the author's regular expression for headings, "" where import
    shall find them.

    Raises `BookbuildError`: exit 2 for a wrong command (a missing file, a folder that is there
    already, a pattern that cannot be used), exit 1 for a source that cannot be read or where the
    words would not add up, exit 3 where the folder cannot be written. Then nothing was written.
    """
    refuse_existing(out)
    prepared = prepare_sources(sources, out, identifier, pattern)
    files = write_folder(out, prepared.folder.pages, prepared.pictures)
    return Imported(
        manuscript=manuscript_folder(out),
        files=files,
        sections=prepared.folder.sections,
        findings=prepared.findings,
        spans=prepared.spans,
        copies=prepared.folder.copies,
    )


def plan_sources(sources: tuple[Path, ...], pattern: str = "") -> tuple[Planned, ...]:
    """Return the sections that an import of the sources would make; nothing is written.

    The proof is made here, too. Raises `BookbuildError` as `import_sources` does.
    """
    return prepare_sources(sources, Path("book"), "urn:uuid:", pattern).planned
