"""The new files of an update: pictures and names that meet none of the book, and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bookbuild.intake.draft import Picture
from bookbuild.intake.leaves import (
    Leaf,
    Names,
    page_of,
    renamed,
    setting_of,
    with_setting,
)
from bookbuild.intake.manuscript_text.kinds import has_to_be_said
from bookbuild.intake.report import MadeSection
from bookbuild.intake.update.matching import Match
from bookbuild.intake.update.there import New, There
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit


def new_pictures(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[New, ...],
    pictures: tuple[Picture, ...],
    manuscript: Path,
) -> tuple[tuple[Picture, ...], tuple[tuple[str, str], ...]]:
    """Return the pictures to write, and the new names of those whose names are taken."""
    texts = [page_of(ours[one.at][0]).text for one in new]
    taken: dict[str, bytes] = {}
    renaming: list[tuple[str, str]] = []
    for picture in pictures:
        if not any(picture.path in text for text in texts):
            continue
        path = _free_path(picture, manuscript, taken)
        if path != picture.path:
            renaming.append((picture.path, path))
        if not (manuscript / path).exists():
            taken[path] = picture.data
    return tuple(Picture(path, data) for path, data in taken.items()), tuple(renaming)


def _free_path(picture: Picture, manuscript: Path, taken: dict[str, bytes]) -> str:
    stem, dot, ending = picture.path.rpartition(".")
    names = (picture.path, *(f"{stem}-{number}{dot}{ending}" for number in range(2, 10_000)))
    for name in names:
        if taken.get(name, picture.data) != picture.data:
            continue
        file = manuscript / name
        if not file.exists() or (file.is_file() and _same_bytes(file, picture.data)):
            return name
    raise BookbuildError(f"{picture.path}: Too many pictures have this name.", Exit.MANUSCRIPT)


def _same_bytes(file: Path, data: bytes) -> bool:
    return file.stat().st_size == len(data) and file.read_bytes() == data


def names_in_book(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    found: list[Match | None],
    new: tuple[New, ...],
    there: tuple[There, ...],
    pictures: tuple[tuple[str, str], ...],
) -> Names:
    """Return what the files, pictures and ids of the source are called in the book."""
    placed = {one.at: one.file for one in new}
    files = tuple(
        (leaf.name, match.file.split(" and ")[0] if match else placed[at])
        for at, ((leaf, _), match) in enumerate(zip(ours, found, strict=True))
    )
    taken = {one.section.head.id for one in there if one.section.head.id}
    promised = {setting_of(one.exchange.leaf, "id") for one in new if one.exchange}
    own = [setting_of(ours[one.at][0], "id") for one in new]
    clashes = [name for name in own if name in taken - promised]
    ids = tuple((name, f"{name}-{len(taken) + at}") for at, name in enumerate(clashes, 2))
    return Names(files=files, pictures=pictures, ids=ids)


def new_pages(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[New, ...],
    there: tuple[There, ...],
    order: tuple[str, ...],
    names: Names,
) -> Iterator[Page]:
    counts = _counts(ours, new, there, order)
    for one in new:
        leaf, made = ours[one.at]
        leaf = replace(renamed(leaf, names), name=one.file)
        leaf = _as_promised(leaf, one.exchange) if one.exchange else _with_kind(leaf, made)
        yield page_of(_counted(leaf, made, counts.get(one.file, 0)))


def _with_kind(leaf: Leaf, made: MadeSection) -> Leaf:
    """A name with a letter behind its number, "03b-part.md", tells the reader no kind."""
    stem = leaf.name.removesuffix(".md")
    if setting_of(leaf, "kind") or not has_to_be_said(made.kind, stem, made.title):
        return leaf
    return with_setting(leaf, "kind", made.kind.value)


def _as_promised(leaf: Leaf, promise: There) -> Leaf:
    """Return a finished section under the id, and with the title, by which it was promised."""
    for key in ("id", "title", "label"):
        value = setting_of(promise.leaf, key)
        if value and not setting_of(leaf, key):
            line = next(one for one in promise.leaf.settings if one.startswith(f"{key}:"))
            leaf = with_setting(leaf, key, "x")
            lines = (line if one == f"{key}: x" else one for one in leaf.settings)
            leaf = replace(leaf, settings=tuple(lines))
    kind = promise.section.head.kind
    said = setting_of(leaf, "kind") or (kind.value if kind is not Kind.CHAPTER else "")
    return with_setting(leaf, "kind", said)


def _counts(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[New, ...],
    there: tuple[There, ...],
    order: tuple[str, ...],
) -> dict[str, int]:
    """Return for each new file the number that counting from the chapter before it gives."""
    known = {one.file: one.known for one in there}
    added = {one.file: ours[one.at][1] for one in new}
    counts: dict[str, int] = {}
    last = 0
    for file in order:
        made = added.get(file)
        counts[file] = last + 1
        if made:
            last = _next(made.kind, made.number, last)
        elif file in known and known[file].number != "none":
            last = _next(known[file].kind, known[file].number, last)
    return counts


def _next(kind: Kind, number: str, last: int) -> int:
    if kind is not Kind.CHAPTER:
        return last
    return int(number) if number.isdecimal() else last + 1


def _counted(leaf: Leaf, made: MadeSection, count: int) -> Leaf:
    """A number is said where counting would give another."""
    said = made.number if made.number.isdecimal() else ""
    if made.kind is not Kind.CHAPTER or not said or setting_of(leaf, "label"):
        return leaf
    return with_setting(leaf, "number", "" if int(said) == count else said)
