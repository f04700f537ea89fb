"""Finding quoted words: read the folder, plan the EPUB and the printed book, look in both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bookbuild.build.stamp import book_stamp
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition, Pagination
from bookbuild.model.editions import EBOOK, EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.plan import plan_edition
from bookbuild.plan.finding import Exactness, Found, Passage, find_words
from bookbuild.plan.found_places import as_published, line_within, page_of, same_passage
from bookbuild.plan.number import file_as_typed
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.read.styles import read_styles
from bookbuild.read.text_files import read_text
from bookbuild.report import BookbuildError, Diagnostic, Exit, by_place
from bookbuild.write.epub.names import unit_href

_EPUB_FOLDER = "EPUB"


@dataclass(frozen=True, slots=True)
class FindRequest:
    """What to look for: ``words`` as a reader quotes them; ``pages`` makes the PDF for its pages.

    ``folder`` is the project or its manuscript folder.
    """

    folder: Path
    words: str
    pages: bool = False
    epoch: datetime | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: the number printed on it, "" for none, and the sheet's side from 1.

    ``published`` says that it is one of the book that readers have.
    """

    folio: str
    number: int
    published: bool


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with the words: the author's file as typed, and its line, 0 for the whole file.

    ``href`` is the file in the EPUB, ``anchor`` the id in it. ``page`` is None where none is known.
    """

    file: str
    line: int
    section: str
    href: str
    anchor: str
    page: Page | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in the order of the book; ``more`` where these are only the first.

    ``printed`` is whether the book has a printed edition at all.
    """

    exactness: Exactness
    places: tuple[FoundPlace, ...]
    diagnostics: tuple[Diagnostic, ...]
    more: bool = False
    printed: bool = True


@dataclass(frozen=True, slots=True)
class _Paper:
    """The printed edition, what was found in it, and where its pages begin.

    ``same`` are the ids of what stands as it was published; None where ``pages`` are those of a
    PDF made just now.
    """

    edition: Edition
    found: tuple[Passage, ...]
    pages: Pagination | None
    same: frozenset[str] | None


def find_in_book(request: FindRequest) -> Finding:
    """Look for words in the EPUB of a book, and say where each place is.

    Raises `BookbuildError` for a folder without a manuscript, words without a letter, a book
    without an EPUB, or where the PDF is asked for and cannot be made on this machine.
    """
    if not any(sign.isalnum() for sign in request.words):
        raise BookbuildError("There are no words to look for. Quote some of the text.", Exit.USAGE)
    manuscript = find_manuscript(request.folder)
    read = read_book(request.folder)
    book = read.value
    if book is None:
        return Finding(Exactness.WORDS, (), by_place(read.diagnostics))
    published = read_published(manuscript, file_as_typed(PUBLISHED_FILE, book))
    stamp = book_stamp(book, manuscript, request.epoch)
    occasion = Occasion(stamp, published=published.value, lose_places=True)
    edition = _edition(book, Format.EPUB, occasion)
    found = find_words(edition, request.words)
    paper = _paper(book, occasion, request, found) if found.passages else None
    typed = _Typed(book, manuscript)
    return Finding(
        found.exactness,
        tuple(typed.place(_place(each, edition, paper), each) for each in found.passages),
        by_place((*read.diagnostics, *published.diagnostics)),
        found.more,
        printed=_settings(book, Format.PDF) is not None,
    )


def _settings(book: Book, format: Format) -> EditionSettings | None:
    """Return the edition that most readers have in a format: `EBOOK`, else the first one."""
    made = [each for each in book.editions if format in each.formats]
    return next((each for each in made if each.name == EBOOK), next(iter(made), None))


def _edition(book: Book, format: Format, occasion: Occasion) -> Edition:
    settings = _settings(book, format)
    if settings is None:
        raise BookbuildError("No edition of this book is made as EPUB.", Exit.USAGE)
    return plan_edition(book, settings, format, occasion).value


def _paper(book: Book, occasion: Occasion, request: FindRequest, found: Found) -> _Paper | None:
    """Return the printed edition with the same words looked for in it, None without one."""
    settings = _settings(book, Format.PDF)
    record = settings and occasion.published.edition(settings.name, Format.PDF.value)
    pages = record.pagination if record else None
    if settings is None or not (pages or request.pages):
        return None
    edition = _edition(book, Format.PDF, occasion)
    words = request.words if found.exactness is not Exactness.NEAREST else found.passages[0].words
    same = as_published(book, occasion.published)
    if request.pages:
        return _Paper(edition, find_words(edition, words).passages, _made(edition, request), None)
    return _Paper(edition, find_words(edition, words).passages, pages, same)


def _made(edition: Edition, request: FindRequest) -> Pagination | None:
    """Make the PDF for its pages alone."""
    from bookbuild.build.interrupts import interruption_waits

    with interruption_waits():
        from bookbuild.write.pdf import make_pdf
        from bookbuild.write.pdf.press import load

        load()
    styles = read_styles(find_manuscript(request.folder))
    printed = make_pdf(edition, styles.value).value
    return printed.pagination if printed else None


def _place(passage: Passage, edition: Edition, paper: _Paper | None) -> FoundPlace:
    hrefs = {unit.head.id: unit_href(unit) for unit in edition.units}
    return FoundPlace(
        file=passage.file,
        line=passage.line,
        section=passage.section,
        href=f"{_EPUB_FOLDER}/{hrefs[passage.unit]}",
        anchor=passage.block or passage.unit,
        page=_page(passage, paper) if paper else None,
        before=passage.before,
        words=passage.words,
        after=passage.after,
    )


def _page(passage: Passage, paper: _Paper) -> Page | None:
    if paper.pages is None:
        return None
    if paper.same is not None and not {passage.block, passage.unit} & paper.same:
        return None
    there = same_passage(passage, paper.found)
    start = page_of(there, paper.edition, paper.pages) if there else None
    return Page(start.folio, start.page, paper.same is not None) if start else None


class _Typed:
    """Turns places into what the author types; reads each file once. Made for one search."""

    def __init__(self, book: Book, manuscript: Path) -> None:
        self._book = book
        self._manuscript = manuscript
        self._lines: dict[str, tuple[str, ...]] = {}

    def place(self, place: FoundPlace, passage: Passage) -> FoundPlace:
        """Return a place with its file as typed, and the very line of the words."""
        if not place.file:
            return replace(place, file=self._book.file)
        line = line_within(self._source(place.file), place.line, passage.letters)
        return replace(place, file=file_as_typed(place.file, self._book), line=line)

    def _source(self, file: str) -> tuple[str, ...]:
        if file not in self._lines:
            text = read_text(self._manuscript / file, self._manuscript, file).value or ""
            self._lines[file] = tuple(text.split("\n"))
        return self._lines[file]
