"""The whole of an import before anything is written: order, the work's title, and the proof."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.intake.chapters import heading
from bookbuild.intake.cutting import cut_as_wanted
from bookbuild.intake.divisions import PatternRefused
from bookbuild.intake.draft import Picture
from bookbuild.intake.folder import Folder, make_folder
from bookbuild.intake.keeping import keep_promises
from bookbuild.intake.language import guess_language
from bookbuild.intake.plan_file import Wanted
from bookbuild.intake.planned import Planned, planned_chapters
from bookbuild.intake.posted_chapter import PostedChapter, Work
from bookbuild.intake.recognise import chapters_of
from bookbuild.intake.report import Finding, Span
from bookbuild.intake.sources import Gathered, Source
from bookbuild.intake.words import prove
from bookbuild.model.book import BACK_KINDS, Contributor, Kind, Metadata, NoteKind
from bookbuild.report import BookbuildError, Exit

MOST_CHAPTERS = 2_000
"""More chapters than any serial has; it keeps a hostile text within bounded time."""

_UNNAMED = Metadata("", language="")
_LANGUAGES = (
    ("de", "German"),
    ("fr", "French"),
    ("es", "Spanish"),
    ("zh", "Chinese"),
    ("ja", "Japanese"),
)


@dataclass(frozen=True, slots=True)
class WorkNote:
    """The author speaking before or after the whole work, in Markdown."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proven folder, ready to be written, and what is to be said of it.

    ``metadata`` is what the source itself names, with "" for what it does not; ``notes`` are the
    whole work's. Both stand in the folder's book.yaml already.
    """

    folder: Folder
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    planned: tuple[Planned, ...] = ()
    pictures: tuple[Picture, ...] = ()
    metadata: Metadata = _UNNAMED
    notes: tuple[WorkNote, ...] = ()


def prepare(
    gathered: Gathered,
    out: Path,
    identifier: str,
    pattern: str = "",
    wanted: tuple[Wanted, ...] = (),
) -> Prepared:
    """Return the folder for the sources; ``pattern`` is the author's for headings, "" for none.

    ``wanted`` are the sections of a plan: each source is cut at their lines.
    Raises `BookbuildError` (exit 1) where a word would be lost, and exit 2 for a wrong pattern or
    plan.
    """
    recognised = tuple(
        (source, _named(source, _chapters(source, pattern, wanted))) for source in gathered.sources
    )
    if gathered.arranged:
        recognised = tuple(sorted(recognised, key=lambda pair: _rank(pair[1])))
    sources = tuple(source for source, _ in recognised)
    chapters, title = _titled(tuple(c for _, chapters in recognised for c in chapters))
    if len(chapters) > MOST_CHAPTERS:
        message = (
            f"{sources[0].name}: There are {len(chapters):,} chapters, and import takes "
            f"{MOST_CHAPTERS:,}. Import them in several folders."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
    work = _work(sources, chapters, title, out, identifier)
    kept = keep_promises(chapters)
    folder = make_folder(kept, work)
    spans = tuple(span for chapter in chapters for span in chapter.spans)
    prove(sources, folder.pages, spans, folder.copies, folder.notes)
    findings = gathered.findings + tuple(f for chapter in chapters for f in chapter.findings)
    findings += kept.findings + _empty(chapters) + _about(work, sources)
    planned = planned_chapters(chapters)
    return Prepared(folder, findings, spans, planned, metadata=_named_by(work))


def _chapters(
    source: Source, pattern: str, wanted: tuple[Wanted, ...]
) -> tuple[PostedChapter, ...]:
    try:
        chapters = chapters_of(source, pattern)
    except PatternRefused as refused:
        raise BookbuildError(f"--chapters: {refused}", Exit.USAGE) from None
    return cut_as_wanted(source, chapters, pattern, wanted) if wanted else chapters


def _named_by(work: Work) -> Metadata:
    author = (Contributor(work.author),) if work.author else ()
    language = "" if work.language == "en" else work.language
    return Metadata(work.title if work.titled else "", contributors=author, language=language)


def _named(source: Source, chapters: tuple[PostedChapter, ...]) -> tuple[PostedChapter, ...]:
    """Where the text has no heading, the file's name may say the kind and the number."""
    first = chapters[0]
    found = heading(re.sub(r"^\d+[\s._-]+|[_-]+", " ", source.stem).strip())
    if first.head.heading_line or len(chapters) > 1 or not found:
        return chapters
    return (replace(first, head=replace(first.head, kind=found.kind, number=found.number)),)


def _rank(chapters: tuple[PostedChapter, ...]) -> int:
    """A prologue comes first and an epilogue last, whatever their files are called."""
    kind = chapters[0].head.kind
    match kind:
        case Kind.PROLOGUE:
            return 0
        case Kind.EPILOGUE:
            return 2
        case _:
            return 3 if kind in BACK_KINDS else 1


def _titled(chapters: tuple[PostedChapter, ...]) -> tuple[tuple[PostedChapter, ...], str]:
    """Return the chapters with their own titles, and the work's title, "" where none is certain.

    A title line above a single chapter is the work's. Above one of several it is the chapter's,
    unless there is a heading or an author as well, or all have the same.
    """
    works = {chapter.head.work for chapter in chapters if chapter.head.work}
    if len(chapters) == 1 or (len(works) == 1 and _names_work(chapters)):
        return chapters, next(iter(works), "")
    first = chapters[0].head
    title = first.work if first.work and (first.author or first.heading_line) else ""
    return tuple(_with_own_title(chapter, title) for chapter in chapters), title


def _names_work(chapters: tuple[PostedChapter, ...]) -> bool:
    naming = tuple(chapter.head for chapter in chapters if chapter.head.work)
    return len(naming) > 1 or bool(naming[0].author or naming[0].heading_line)


def _with_own_title(chapter: PostedChapter, title: str) -> PostedChapter:
    head = chapter.head
    if not head.work or head.work == title or head.title:
        return chapter
    return replace(chapter, head=replace(head, title=head.work, work=""))


def _work(
    sources: tuple[Source, ...],
    chapters: tuple[PostedChapter, ...],
    title: str,
    out: Path,
    identifier: str,
) -> Work:
    author = next((chapter.head.author for chapter in chapters if chapter.head.author), "")
    sample = "\n".join(line[:5000] for source in sources for line in source.lines[:400])
    language = guess_language(sample)
    return Work(title or name_of(out), bool(title), author, language, identifier)


def name_of(out: Path) -> str:
    """Return a title from the folder's name as it was typed, never from the folders above it."""
    named = out.parent.name if out.name == "manuscript" else out.name
    words = re.sub(r"[\s_-]+", " ", named).strip(" .")
    if not re.search(r"[^\W_]", words):
        return "Untitled"
    return words[0].upper() + words[1:] if words.islower() else words


def _empty(chapters: tuple[PostedChapter, ...]) -> tuple[Finding, ...]:
    what = "There is no story in this chapter."
    remedy = "If a note swallowed it, move the line ::: that closes the note."
    told = (chapter for chapter in chapters if chapter.head.kind is not Kind.PART)
    empty = (chapter for chapter in told if not chapter.story)
    return tuple(Finding(chapter.line, chapter.source, what, remedy) for chapter in empty)


def _about(work: Work, sources: tuple[Source, ...]) -> tuple[Finding, ...]:
    source = sources[0].name
    language = next((name for code, name in _LANGUAGES if code == work.language), "")
    said = (
        (
            bool(language),
            f"The text seems to be in {language}.",
            "If not, correct lang: in book.yaml.",
        ),
        (
            not work.titled,
            "The text names no title for the book, so the folder's name stands in book.yaml.",
            "Put the title there.",
        ),
        (not work.author, "The text names no author.", "Add a line with author: to book.yaml."),
    )
    return tuple(Finding(0, source, what, remedy) for applies, what, remedy in said if applies)
