"""What is to be built: the command line's words as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bookbuild.model.editions import Format
from bookbuild.model.published import Published
from bookbuild.model.shops import Shop


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A build: ``folder`` is the project or its manuscript folder.

    ``formats`` in the order to make them; ``edition`` is "" for every edition; ``output`` is where
    the one file, or the files, are to go, None for the project's ``dist/``. ``epoch`` is the date
    that the environment asks for (``SOURCE_DATE_EPOCH``), None for the book's own.
    ``today`` is the day of the build, None where nobody asks; ``as_of`` the day whose readers the
    book is for, None for the author's own look at everything. ``final`` refuses open promises.
    ``publish`` writes published.yaml, and ``lose_places`` lets through what readers lose by it.
    ``compose`` is whether lines and pages of a PDF are composed, not broken one by one.
    ``only`` is what of the story is asked for, () for all of it (`plan.only`). ``shop`` is the one
    that the copy is for, a screen among them, None for the book that is right for all. ``jobs`` is
    how many processes print the PDF, 1 for this one alone; ``cache`` the folder where printed parts
    are kept, None where nothing is kept. Neither changes a byte of a book.
    ``release`` is the version that is published, "" for none. ``before`` is the record of what
    readers have, None for the manuscript's own; ``record_in`` the folder where the new one goes,
    None for the manuscript.
    """

    folder: Path
    formats: tuple[Format, ...]
    edition: str = ""
    output: Path | None = None
    epoch: datetime | None = None
    today: date | None = None
    as_of: date | None = None
    final: bool = False
    publish: bool = False
    lose_places: bool = False
    compose: bool = True
    only: tuple[str, ...] = ()
    shop: Shop | None = None
    jobs: int = 1
    cache: Path | None = None
    release: str = ""
    before: Published | None = None
    record_in: Path | None = None
