"""What is to be built: the command line's words as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bookbuild.model.book import Format


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A build: ``folder`` is the project or its manuscript folder.

    ``formats`` in the order to make them; ``edition`` is "" for every edition; ``output`` is where
    the one file, or the files, are to go, None for the project's ``dist/``. ``epoch`` is the date
    that the environment asks for (``SOURCE_DATE_EPOCH``), None for the book's own.
    """

    folder: Path
    formats: tuple[Format, ...]
    edition: str = ""
    output: Path | None = None
    epoch: datetime | None = None
