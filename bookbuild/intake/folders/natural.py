"""A folder with no list at all: files in natural order, folders as parts or as chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from posixpath import commonpath

from bookbuild.intake.divisions.headings import read_heading
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.folders.by_front_matter import weighted
from bookbuild.intake.folders.listing import (
    Item,
    Listing,
    below,
    folder_of,
    name_of,
    path_key,
    stem_of,
)
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.names import form_of, rank_in_name, title_in_name
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.pandoc import book_settings
from bookbuild.intake.folders.staying_out import page_beside_a_book, put_by
from bookbuild.intake.folders.texts import Texts
from bookbuild.intake.report import Finding
from bookbuild.model.book import Kind

_SCENE_WORDS = 1_500
"""Files that are shorter than this on the average are scenes, where nothing else tells."""

_PLAIN = frozenset(
    "chapters chapter text texts manuscript src source content story novel book markdown md "
    "scenes writing docs kapitel chapitres capitulos en de fr es".split()
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s*(?P<text>.+?)\s*#*\s*")


class _Role(Enum):
    """What a folder of files is in the book."""

    PLAIN = "a folder"
    PART = "a part"
    CHAPTER = "a chapter, each file a scene"


@dataclass(frozen=True, slots=True)
class _Folder:
    path: str
    role: _Role


def listing(texts: Texts) -> Listing | None:
    """Return the Markdown files of a folder in their order, None where there are none."""
    every = below(texts.shelf, "")
    left = tuple((path, why) for path in every if (why := _why_not(texts, path)))
    out = {path for path, _ in left}
    paths = tuple(path for path in every if path not in out)
    if not paths:
        return None
    in_order = weighted(texts, paths)
    folders = _folders(texts, paths) if in_order is None else ()
    items = tuple(map(Item, in_order)) if in_order else tuple(_items(texts, paths, folders))
    return Listing(
        tool=Tool.NONE,
        file="",
        items=items,
        metadata=metadata_of(book_settings(texts.shelf)),
        named_by_files=True,
        left_out=left,
        findings=tuple(_said(texts, folders)),
    )


def _why_not(texts: Texts, path: str) -> str:
    sheet = texts.sheet(path)
    empty = "There is nothing in it." if sheet.is_empty else ""
    return put_by(path) or page_beside_a_book(path, sheet.lines) or empty


def _said(texts: Texts, folders: tuple[_Folder, ...]) -> Iterator[Finding]:
    what = "There is no list of chapters here, so the files stand in the order of their names."
    yield Finding(0, str(texts.shelf.place), what, "Rename the new files if it is another.")
    for folder in folders:
        if folder.role is not _Role.PLAIN:
            shown = texts.shelf.shown(folder.path)
            yield Finding(0, shown, f"This folder was taken for {folder.role.value}.", "")


def _items(texts: Texts, paths: tuple[str, ...], folders: tuple[_Folder, ...]) -> Iterator[Item]:
    roles = {folder.path: folder.role for folder in folders}
    seen: set[str] = set()
    for path in sorted(paths, key=_place):
        chapter = ""
        for folder in _above(path):
            role = roles.get(folder, _Role.PLAIN)
            if role is _Role.CHAPTER:
                chapter = folder
            elif role is _Role.PART and folder not in seen:
                seen.add(folder)
                if not _is_header(texts, path):
                    yield Item("", _folder_title(folder), Kind.PART, folder=folder)
        if not chapter:
            yield Item(path, kind=Kind.PART if _is_header(texts, path) else None)
        elif chapter in seen:
            yield Item(path, joined=True, titled=False)
        else:
            seen.add(chapter)
            yield Item(path, title_in_name(name_of(chapter)), titled=False)


def _place(path: str) -> tuple[object, ...]:
    """Front matter and a prologue come first, an epilogue last, whatever the alphabet says."""
    *folders, name = path.split("/")
    ranks = [(rank_in_name(part), path_key(part)) for part in (*folders, name.rpartition(".")[0])]
    return tuple(ranks)


def _above(path: str) -> Iterator[str]:
    parts = path.split("/")
    for depth in range(1, len(parts)):
        yield "/".join(parts[:depth])


def _folder_title(folder: str) -> str:
    """A part's title: what its folder is called, number and all where there is nothing else."""
    name = name_of(folder)
    form = form_of(name)
    if form and form.rank <= Rank.PART:
        return re.sub(r"[_-]+", " ", name).strip().capitalize() if name.islower() else name
    return title_in_name(name) or name


def _is_header(texts: Texts, path: str) -> bool:
    """Return whether a file holds a heading and nothing else."""
    filled = [line for line in texts.sheet(path).lines if line.strip()]
    if not filled or len(filled) > 3:
        return False
    return (
        bool(_HEADING.fullmatch(filled[0][:500]))
        and all(_HEADING.fullmatch(line[:500]) or re.fullmatch(r"[-=\s]+", line) for line in filled)
        and not _speaks_of_chapter(filled[0])
    )


def _speaks_of_chapter(line: str) -> bool:
    found = _HEADING.fullmatch(line[:500])
    form = read_heading(found["text"]) if found else None
    return bool(form and form.rank is Rank.CHAPTER and not form.bare)


# ----------------------------------------------------------------------------------- folders


def _folders(texts: Texts, paths: tuple[str, ...]) -> tuple[_Folder, ...]:
    root = commonpath([folder_of(path) or "." for path in paths]) if len(paths) > 1 else ""
    found = sorted({folder for path in paths for folder in _above(path)}, key=path_key)
    roles: dict[str, _Role] = {}
    for folder in found:
        inner = tuple(path for path in paths if path.startswith(f"{folder}/"))
        parent = roles.get(folder_of(folder), _Role.PLAIN)
        around = folder == root or root.startswith(f"{folder}/")
        siblings = sum(folder_of(other) == folder_of(folder) for other in found)
        lonely = siblings == 1 and parent is _Role.PLAIN
        roles[folder] = (
            _Role.PLAIN if around else _role(texts, folder, inner, lonely and parent is _Role.PLAIN)
        )
        if parent is _Role.CHAPTER:
            roles[folder] = _Role.PLAIN
    return tuple(_Folder(path, role) for path, role in roles.items())


def _role(texts: Texts, folder: str, inner: tuple[str, ...], lonely: bool) -> _Role:
    name = name_of(folder)
    if name.lower() in _PLAIN:
        return _Role.PLAIN
    deeper = any(folder_of(path) != folder for path in inner)
    form = form_of(name)
    if form and not form.bare and form.rank <= Rank.PART:
        return _Role.PART
    if deeper:
        return _Role.PLAIN if lonely else _Role.PART
    if form and not form.bare and form.rank >= Rank.CHAPTER:
        return _Role.CHAPTER
    if any(_is_chapter(texts, path) for path in inner):
        return _Role.PLAIN if lonely else _Role.PART
    words = sum(len(line.split()) for path in inner for line in texts.sheet(path).lines)
    if name[:1].isdigit() and words < _SCENE_WORDS * len(inner):
        return _Role.CHAPTER
    return _Role.PLAIN if lonely else _Role.PART


def _is_chapter(texts: Texts, path: str) -> bool:
    form = form_of(stem_of(path))
    if form and form.rank is Rank.CHAPTER and not form.bare:
        return True
    first = next((line for line in texts.sheet(path).lines if line.strip()), "")
    return _speaks_of_chapter(first)
