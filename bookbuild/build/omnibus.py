"""An omnibus: read several folders, join their books, and make one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bookbuild.build.books import Built, Progress, make_of_book
from bookbuild.build.request import BuildRequest
from bookbuild.build.stamp import book_stamp
from bookbuild.model.assets import Image
from bookbuild.model.book import Book
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.plan.names import slug
from bookbuild.plan.omnibus import OmnibusSettings, joined, series_name
from bookbuild.plan.omnibus_names import Volume
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.pictures import Named, read_images
from bookbuild.read.styles import read_styles
from bookbuild.report import (
    BookbuildError,
    Diagnostic,
    Exit,
    Place,
    by_place,
    has_errors,
    warning,
)

_FEWEST = 2
COVER = "omnibus-cover"
"""The path that the picture of ``--cover`` has in the book; its ending is its own."""


@dataclass(frozen=True, slots=True)
class OmnibusRequest:
    """An omnibus to make of the books in some folders, in their order.

    ``output`` is a folder, or the one file where one format is asked for. ``cover`` is a picture,
    None for the first book's.
    """

    folders: tuple[Path, ...]
    output: Path
    formats: tuple[Format, ...]
    settings: OmnibusSettings
    cover: Path | None = None
    epoch: datetime | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class OmnibusMade:
    """What was made, of which title and identifier ("" where nothing could be)."""

    built: Built
    title: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    """A folder and what was read in it."""

    folder: Path
    book: Book
    stamp: datetime


def make_omnibus(request: OmnibusRequest, progress: Progress) -> OmnibusMade:
    """Make one book of several; nothing is written where one of the manuscripts has errors.

    Raises `BookbuildError` for fewer than two folders, books in several languages, books without a
    common series where no title is given, or a place that cannot be written to.
    """
    if len(request.folders) < _FEWEST:
        raise BookbuildError("An omnibus is made of two books or more. Name them.", Exit.USAGE)
    progress("reading")
    volumes, noticed = _read_all(request)
    if has_errors(noticed):
        return OmnibusMade(Built((), noticed))
    _refuse_languages(volumes)
    _refuse_without_title(volumes, request)
    parts = _volumes(volumes)
    book = joined(tuple(parts), request.settings)
    cover = _cover(request)
    whole = _with_cover(book.value, cover) if cover else book.value
    own = tuple(read_styles(find_manuscript(one.folder)) for one in volumes)
    styles = own[0]
    occasion = Occasion(max(one.stamp for one in volumes), today=request.today)
    order = BuildRequest(Path(), request.formats, output=request.output)
    built = make_of_book(whole, styles.value, occasion, order, progress)
    others = tuple(
        _other_styles(one)
        for one, its in zip(volumes, own, strict=True)
        if its.value != styles.value
    )
    found = (*book.diagnostics, *built.diagnostics)
    typed = (_as_typed(each, parts, volumes) for each in found)
    told = by_place((*noticed, *styles.diagnostics, *others, *typed))
    made = replace(built, diagnostics=told)
    return OmnibusMade(made, whole.metadata.title, whole.metadata.identifier)


def _read_all(request: OmnibusRequest) -> tuple[tuple[_Read, ...], tuple[Diagnostic, ...]]:
    found: list[_Read] = []
    noticed: list[Diagnostic] = []
    for folder in request.folders:
        read = read_book(folder)
        noticed.extend(_within(folder, each) for each in read.diagnostics)
        if read.value is not None:
            stamp = book_stamp(read.value, find_manuscript(folder), request.epoch)
            found.append(_Read(folder, read.value, stamp))
    return tuple(found), by_place(noticed)


def _within(folder: Path, diagnostic: Diagnostic) -> Diagnostic:
    place = diagnostic.place
    return replace(diagnostic, place=Place(f"{folder}/{place.file}", place.line))


def _as_typed(diagnostic: Diagnostic, volumes: list[Volume], read: tuple[_Read, ...]) -> Diagnostic:
    """Return a diagnostic on the omnibus with the file of the folder that it is about."""
    folder, _, file = diagnostic.place.file.partition("/")
    for volume, one in zip(volumes, read, strict=True):
        if file and volume.folder == folder:
            within = one.book.file.rpartition("/")[0]
            path = one.folder / within / file
            return replace(diagnostic, place=Place(str(path), diagnostic.place.line))
    return diagnostic


def _volumes(read: tuple[_Read, ...]) -> list[Volume]:
    """Return the books with a name for the files of each, no two the same."""
    volumes: list[Volume] = []
    taken: set[str] = set()
    for number, one in enumerate(read, start=1):
        name = slug(one.book.name) or "book"
        folder = f"{name}-{number}" if name in taken else name
        taken.add(folder)
        volumes.append(Volume(one.book, folder, f"book-{number}"))
    return volumes


def _refuse_languages(read: tuple[_Read, ...]) -> None:
    tongues = {one.book.metadata.language.casefold().partition("-")[0] for one in read}
    if len(tongues) == 1:
        return
    said = ", ".join(f"{one.folder} ({one.book.metadata.language})" for one in read)
    message = (
        f"These books are not in one language: {said}. An omnibus has one, for its labels, "
        "quotation marks and hyphens. Correct `lang:` in book.yaml, or leave the other book out."
    )
    raise BookbuildError(message, Exit.USAGE)


def _refuse_without_title(read: tuple[_Read, ...], request: OmnibusRequest) -> None:
    if request.settings.title or series_name(tuple(one.book for one in read)):
        return
    message = (
        "These books name no common series, so the omnibus has no title. Give it one: "
        '--title "The Whole Story"'
    )
    raise BookbuildError(message, Exit.USAGE)


def _other_styles(one: _Read) -> Diagnostic:
    message = "This book has styles of its own, which are not used: the first book's are."
    return warning("other-styles", Place(str(one.folder)), message)


def _cover(request: OmnibusRequest) -> Image | None:
    """Read the picture for the cover; raise where it is none."""
    if request.cover is None:
        return None
    named = Named(request.cover.name, Place(str(request.cover)))
    read = read_images((named,), request.cover.parent)
    if not read.value:
        problem = read.diagnostics[0] if read.diagnostics else None
        said = f"{problem.message} {problem.hint}" if problem else "It is no picture."
        raise BookbuildError(f"{request.cover}: {said}", Exit.USAGE)
    return read.value[0]


def _with_cover(book: Book, cover: Image) -> Book:
    path = f"{COVER}{Path(cover.path).suffix}"
    metadata = replace(book.metadata, cover=path, cover_alt="")
    images = (*book.images, replace(cover, path=path))
    return replace(book, metadata=metadata, images=images)
