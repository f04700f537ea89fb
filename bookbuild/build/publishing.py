"""Publishing: what readers get is written into published.yaml, and only then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookbuild.build.place import put
from bookbuild.build.published_text import published_text
from bookbuild.model.book import Book, Matter
from bookbuild.model.edition import Edition, Unit
from bookbuild.model.editions import Format
from bookbuild.model.published import Published
from bookbuild.plan.news import with_news
from bookbuild.plan.release_news import as_readers_see, release_record
from bookbuild.plan.serial.record import Publication, recorded
from bookbuild.read.published import PUBLISHED_FILE


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of the record: its file, and whether it is ``new``.

    ``front`` names the pages that stand before the story, which stay as they are from the first
    publication on; () where readers had them already.
    """

    path: Path
    new: bool
    front: tuple[str, ...] = ()


def publish(
    book: Book,
    published: Published,
    publications: tuple[Publication, ...],
    day: date,
    folder: Path,
    release: str = "",
) -> Recorded:
    """Write what readers have from now on into the published.yaml of a folder.

    A publication that changes nothing leaves the record as it was, its day too. ``release`` is the
    version that goes out, "" for none. Raises `BookbuildError` where it cannot be written.
    """
    record = with_news(recorded(published, book, publications, day), book, published)
    if release:
        seen = as_readers_see(book, published, day)
        record = replace(record, release=release_record(seen, published, release))
    path = folder / PUBLISHED_FILE
    changed = replace(record, day=published.day) != published
    if changed or not path.exists():
        put_record(path, published_text(record if changed else published).encode())
    epubs = tuple(one.edition for one in publications if one.edition.format is Format.EPUB)
    fresh = tuple(each for each in epubs if published.edition(each.name, each.format.value) is None)
    return Recorded(path, new=published.day is None, front=_front(fresh[0]) if fresh else ())


def put_record(path: Path, text: bytes) -> None:
    """Write a record to its place. Raises `BookbuildError` where it cannot be written."""
    unsaid = "What readers have is not written down. Make the folder writable and publish again."
    put(path, text, unsaid)


def _front(edition: Edition) -> tuple[str, ...]:
    return tuple(unit.head.name for unit in _before_the_story(edition.units))


def _before_the_story(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.head.matter is Matter.FRONT)
