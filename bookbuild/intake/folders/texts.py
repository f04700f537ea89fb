"""The texts on a shelf, read once each: lines, front matter, and how many words there are."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.decoding import decode
from bookbuild.intake.folders.front_matter import FileFront, front_of
from bookbuild.intake.folders.listing import stem_of
from bookbuild.intake.folders.shelf import Shelf
from bookbuild.intake.report import Finding
from bookbuild.intake.sources import LARGEST, MOST_LINES, Source, refuse_much_text
from bookbuild.report import BookbuildError, Exit


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's text; ``path`` is the shelf's, ``source.name`` as messages name it."""

    path: str
    source: Source
    front: FileFront
    findings: tuple[Finding, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines below the front matter."""
        return self.source.lines[self.front.body :]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing below the front matter."""
        return not any(line.strip() for line in self.lines)


class Texts:
    """Reads texts from a shelf and keeps them, within the bounds of one import."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._read: dict[str, Sheet] = {}
        self._size = 0

    def sheet(self, path: str) -> Sheet:
        """Return a text. Raises `BookbuildError` for what is no text, and for too much of it."""
        if path not in self._read:
            self._read[path] = self._sheet(path)
        return self._read[path]

    def _sheet(self, path: str) -> Sheet:
        data = self.shelf.data(path, LARGEST)
        self._size += len(data)
        refuse_much_text(self.shelf.place, self._size)
        name = self.shelf.shown(path)
        decoded = decode(data, name)
        text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if text.count("\n") > MOST_LINES:
            message = f"{name}: This file has too many lines: more than {MOST_LINES:,}."
            raise BookbuildError(f"{message} Divide it.", Exit.MANUSCRIPT)
        source = Source(name, stem_of(path), tuple(text.split("\n")), markdown=True)
        return Sheet(path, source, front_of(source), decoded.findings)
