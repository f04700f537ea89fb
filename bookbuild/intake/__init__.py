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
- the package `footnotes`: the notes of a plain text, linked to their marks. `picture_marks`:
  [Illustration].
- `setting_apart`, `chinese_verse`, `columns`: verse, quotations, centred lines, by their spaces.
- the package `within`: letters in a story, headings of diaries, datelines, foreign words.
- `keeping`: which promise is kept by which section, and which are still open.
- `folder` with `section_text`, `paragraph_text`, `displayed_text`, `escape`, `kind_names`,
  `settings`, `slugs`: what is to be written, as strings.
- `fences`, `closing`, `own_notes`: an author's own Markdown, made such that the reading room takes
  it; `shown` says whether a section has a text at all, `scene_marks` which lines are scene breaks.
- `work` calls these in order; `report` and `spans` hold what it says of the text.
- `sorting`: which of the sources are texts, and which Word documents, pages, EPUBs or another
  tool's folders: the packages `docx`, `web`, `ebooks` and `folders`. `drafted` and `shelved` make
  files of those (`manuscript_text`), and `draft_words` proves that none of their words was lost.
- `source_files`, `posted_folder`: a file on the disk or in a zip; a folder of chapters, no tool's.
- `planned`: what an import would make, to be looked at before it does; `plan_file` reads a plan
  back, `cutting` cuts texts at its lines, `edited` carries out the rest of it.
- `together` with `loose` and `leaves`: several sources bound as one, letter by letter.
- the package `update`: what a book that is there lacks, and where it goes.
- `folded`: long reports made short.
- `starter`: the start without a text: a new book, and its next section. `begun`: such a new book
  in which nothing is written yet, and which an import takes up.
- the package `workflows`: the file by which a forge builds and publishes the book.

Only `sources` reads; only `write`, `starter` and `workflows` write. Everything between is a pure
function. The proof that no word was lost (`words`) is made on every run, before anything is
written.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bookbuild.intake.begun import BOOK_FILE, Begun, begun_book, refuse_written_in, taken_up
from bookbuild.intake.plan_file import read_plan
from bookbuild.intake.planned import Planned
from bookbuild.intake.report import (
    Copy,
    Finding,
    Imported,
    MadeSection,
    Span,
    SpanKind,
    said_lines,
    terminal_lines,
)
from bookbuild.intake.sorting import prepare_sources
from bookbuild.intake.starter import FIRST_FILE
from bookbuild.intake.update import Compared, Fate, Updated, compared_lines, plan_update
from bookbuild.intake.work import Prepared
from bookbuild.intake.write import (
    add_to_folder,
    exchange_begun,
    exchange_promise,
    manuscript_folder,
    refuse_existing,
    write_folder,
)
from bookbuild.model.book import Book

__all__ = [
    "Begun",
    "Compared",
    "Copy",
    "Fate",
    "Finding",
    "Imported",
    "MadeSection",
    "Planned",
    "Span",
    "SpanKind",
    "Updated",
    "begun_book",
    "compared_lines",
    "import_into_begun",
    "import_sources",
    "plan_sources",
    "said_lines",
    "terminal_lines",
    "update_folder",
]


def import_sources(
    sources: tuple[Path, ...],
    out: Path,
    identifier: str,
    pattern: str = "",
    plan: Path | None = None,
) -> Imported:
    """Make a manuscript folder of texts as they were posted, of pages, EPUBs, folders, and zips.

    ``out`` is the project's folder, or the manuscript folder itself where it is called
    "manuscript"; it is made if it is not there. A book that `init` has begun there, and in which
    nothing is written yet, is taken up. ``identifier`` is the new book's own, a fresh
    ``urn:uuid:``; ``pattern`` is the author's regular expression for headings, "" where import
    shall find them; ``plan`` is a file with a plan that its author has edited, None for none.

    Raises `BookbuildError`: exit 2 for a wrong command (a missing file, a folder that is there
    already, a pattern or plan that cannot be used), exit 1 for a source that cannot be read or
    where the words would not add up, exit 3 where the folder cannot be written. Then nothing was
    written.
    """
    begun = begun_book(manuscript_folder(out))
    if begun and not (out.is_symlink() or manuscript_folder(out).is_symlink()):
        return import_into_begun(sources, begun, identifier, pattern, plan)
    refuse_written_in(manuscript_folder(out))
    refuse_existing(out)
    edited = read_plan(plan) if plan else None
    prepared = prepare_sources(sources, out, identifier, pattern, edited)
    files = write_folder(out, prepared.folder.pages, prepared.pictures)
    return _imported(prepared, manuscript_folder(out), files)


def import_into_begun(
    sources: tuple[Path, ...],
    begun: Begun,
    identifier: str,
    pattern: str = "",
    plan: Path | None = None,
) -> Imported:
    """Make the manuscript of a book that `init` has begun; the chapter that it wrote makes room.

    What the author has filled in in book.yaml stays there; ``identifier`` is for one without.
    Raises `BookbuildError` as `import_sources` does.
    """
    edited = read_plan(plan) if plan else None
    prepared = prepare_sources(sources, begun.manuscript, identifier, pattern, edited)
    prepared = taken_up(prepared, begun)
    starter = ((FIRST_FILE, begun.starter),) if begun.starter is not None else ()
    before = ((BOOK_FILE, begun.settings), *starter)
    files = exchange_begun(begun.manuscript, prepared.folder.pages, prepared.pictures, before)
    return _imported(prepared, begun.manuscript, files)


def _imported(prepared: Prepared, manuscript: Path, files: tuple[Path, ...]) -> Imported:
    return Imported(
        manuscript=manuscript,
        files=files,
        sections=prepared.folder.sections,
        findings=prepared.findings,
        spans=prepared.spans,
        copies=prepared.folder.copies,
    )


def plan_sources(
    sources: tuple[Path, ...], pattern: str = "", plan: Path | None = None
) -> tuple[Planned, ...]:
    """Return the sections that an import of the sources would make; nothing is written.

    The proof is made here, too. Raises `BookbuildError` as `import_sources` does.
    """
    edited = read_plan(plan) if plan else None
    return prepare_sources(sources, Path("book"), "urn:uuid:", pattern, edited).planned


def update_folder(
    sources: tuple[Path, ...],
    manuscript: Path,
    book: Book,
    pattern: str = "",
    plan: Path | None = None,
) -> Updated:
    """Add to a book the sections of the sources that it has not; no file that is there changes.

    ``manuscript`` is the folder with the files, ``book`` what the reading room found in it. The
    one file that may be replaced is a promise's, by the section that keeps it. Raises
    `BookbuildError` as `import_sources` does.
    """
    edited = read_plan(plan) if plan else None
    prepared = prepare_sources(sources, manuscript, "urn:uuid:", pattern, edited)
    update = plan_update(prepared, book, manuscript)
    files = add_to_folder(manuscript, update.pages, update.pictures)
    files += tuple(
        exchange_promise(manuscript / one.page.name, one.before, one.page)
        for one in update.exchanges
    )
    imported = _imported(prepared, manuscript, files)
    new = tuple(
        one.section for one in update.compared if one.fate in (Fate.ADDED, Fate.KEPT_PROMISE)
    )
    spans = tuple(one for one in imported.spans if _is_of(one.source, one.line, imported, new))
    findings = tuple(
        one
        for one in prepared.findings
        if _is_of(one.source, one.line, imported, new) and "book.yaml" not in one.what + one.remedy
    )
    said = replace(imported, findings=findings, spans=(*spans, *update.spans), copies=())
    return Updated(manuscript, files, update.compared, update.findings, said)


def _is_of(source: str, line: int, imported: Imported, new: tuple[MadeSection, ...]) -> bool:
    """Whether a line of a source lies in one of the sections that were added; 0 is every line."""
    here = [one for one in imported.sections if one.source == source and not one.promised]
    if not line:
        return any(one in new for one in here)
    above = [one for one in here if one.line <= line]
    return bool(above) and above[-1] in new
