"""The list that a tool keeps of a book's files, whichever the tool."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bookbuild.intake.folders.ordered import Tool, WorkNote
from bookbuild.intake.folders.shelf import Shelf
from bookbuild.intake.report import Finding
from bookbuild.intake.sources import natural_key
from bookbuild.model.book import Kind, Metadata

TEXT_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd", ".nwd")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: a file, or a part that is only a title there (``path`` is "").

    ``title`` is the list's own, "" for none; ``kind`` and ``number`` are given only where the list
    says them. The text of a ``joined`` file goes on in the section before it. ``titled`` is false
    where the file's first heading is a scene's and not the section's. ``line`` is the list's; a
    part's title may come from a ``folder`` instead.
    """

    path: str
    title: str = ""
    kind: Kind | None = None
    number: str = ""
    joined: bool = False
    titled: bool = True
    line: int = 0
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a tool says of a book: the order, and the book's metadata.

    ``file`` is the list's path ("" where the order comes from elsewhere); files below ``root``
    that it does not name are reported. With ``explicit`` the list names a book's texts only, so
    that a README in it is one; without, site pages are taken out. ``named_by_files`` where a file
    without a heading is called by its name. ``left_out`` is for files the list itself rules out.
    """

    tool: Tool
    file: str
    items: tuple[Item, ...]
    metadata: Metadata
    root: str = ""
    explicit: bool = True
    named_by_files: bool = False
    left_out: tuple[tuple[str, str], ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[WorkNote, ...] = ()


def is_text(path: str) -> bool:
    """Return whether a file is Markdown by its ending."""
    return path.lower().endswith(TEXT_ENDINGS)


def folder_of(path: str) -> str:
    """Return the folder of a path, "" for the shelf itself."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """Return a path's last part."""
    return path.rpartition("/")[2]


def stem_of(path: str) -> str:
    """Return a file's name without its ending."""
    name = name_of(path)
    return name.rpartition(".")[0] or name


def path_key(path: str) -> tuple[tuple[tuple[int, int, str], ...], ...]:
    """Return a key by which files stand in natural order, folder by folder, 2 before 10."""
    return tuple(natural_key(_counted(part)) for part in path.split("/"))


_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORD = re.compile(rf"(?P<word>{'|'.join(reversed(_WORDS))})(?=[\s._-])", re.IGNORECASE)
_CHAPTER_WORD = re.compile(r"(?P<label>chapter|part|ch)[\s._-]+", re.IGNORECASE)


def _counted(name: str) -> str:
    """Put figures for a number that is written out: "two_preface" stands behind "one_title"."""
    label = _CHAPTER_WORD.match(name)
    start = label.end() if label else 0
    found = _NUMBER_WORD.match(name, start)
    if not found:
        return name
    return f"{name[:start]}{_WORDS.index(found['word'].lower())}{name[found.end() :]}"


def nearest_first(paths: Iterable[str]) -> tuple[str, ...]:
    """Return paths with those nearest to the top first."""
    return tuple(sorted(paths, key=lambda path: (path.count("/"), path)))


def files_named(shelf: Shelf, *names: str) -> tuple[str, ...]:
    """Return the files of these names, those nearest to the top first."""
    return nearest_first(path for path in shelf.paths if name_of(path) in names)


def below(shelf: Shelf, root: str) -> tuple[str, ...]:
    """Return the Markdown files in a folder and further down, in natural order."""
    start = f"{root}/" if root else ""
    found = (path for path in shelf.paths if path.startswith(start) and is_text(path))
    return tuple(sorted(found, key=path_key))
