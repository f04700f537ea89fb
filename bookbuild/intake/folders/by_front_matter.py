"""Folders in which each file says its own place: Jekyll's dates, Hugo's weights, AO3's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.folders.front_matter import is_ao3
from bookbuild.intake.folders.listing import (
    Item,
    Listing,
    below,
    files_named,
    folder_of,
    name_of,
    path_key,
    stem_of,
)
from bookbuild.intake.folders.metadata import author, language_of, metadata_of
from bookbuild.intake.folders.ordered import Tool, WorkNote
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.staying_out import page_beside_a_book, put_by
from bookbuild.intake.folders.texts import Sheet, Texts
from bookbuild.intake.folders.yaml_lists import Settings
from bookbuild.model.book import Kind, Metadata, NoteKind

_POST = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-.+")
_CHAPTER_FILE = re.compile(r"(?P<work>.+?)\s*-\s*(?:chapter|ch\.?)\s*\d+", re.IGNORECASE)
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml")


def jekyll(texts: Texts) -> Listing | None:
    """Return the posts in a folder _posts by their dates, None where there are none."""
    shelf = texts.shelf
    posts = [path for path in below(shelf, "") if "_posts" in folder_of(path).split("/")]
    dated = [path for path in posts if _POST.fullmatch(stem_of(path))]
    if not dated:
        return None
    dated.sort(key=lambda path: (_day(texts.sheet(path)), path_key(name_of(path))))
    root = next(path for path in dated).partition("_posts")[0] + "_posts"
    why = "Its name does not begin with a date, as a post's does."
    left = tuple((path, why) for path in posts if not _POST.fullmatch(stem_of(path)))
    return Listing(
        tool=Tool.JEKYLL,
        file="",
        items=tuple(map(Item, dated)),
        metadata=_site(texts, ("_config.yml", "_config.yaml", "_config.toml")),
        root=root,
        named_by_files=True,
        left_out=left,
    )


def _day(sheet: Sheet) -> tuple[int, ...]:
    if sheet.front.day:
        day = sheet.front.day
        return (day.year, day.month, day.day)
    return tuple(int(part) for part in stem_of(sheet.path).split("-")[:3])


def _site(texts: Texts, names: tuple[str, ...]) -> Metadata:
    found = next(iter(files_named(texts.shelf, *names)), "")
    if not found:
        return Metadata("")
    settings = settings_file(texts.shelf, found)
    inner = settings.settings("params")
    name = settings.settings("author").text("name") or inner.settings("author").text("name")
    names = tuple(filter(None, (settings.text("author") or name or inner.text("author"),)))
    return Metadata(
        settings.text("title"),
        contributors=author(*names),
        language=language_of(settings.text("lang", "languageCode", "defaultContentLanguage")),
        description=settings.text("description") or inner.text("description"),
    )


def hugo(texts: Texts) -> Listing | None:
    """Return the pages below content/ by weight, None where there is no such site."""
    shelf = texts.shelf
    config = next(iter(files_named(shelf, *_HUGO)), "")
    pages = [path for path in below(shelf, "") if "content" in folder_of(path).split("/")]
    weighty = any(texts.sheet(path).front.order is not None for path in pages)
    if not pages or not (config or weighty) or not pages:
        return None
    chapters = [path for path in pages if name_of(path).lower() != "_index.md"]
    chapters.sort(key=lambda path: _weights(texts, path))
    return Listing(
        tool=Tool.HUGO,
        file=config,
        items=tuple(_hugo_items(texts, chapters)),
        metadata=_site(texts, _HUGO),
        root=pages[0].partition("content")[0] + "content",
        explicit=False,
        named_by_files=True,
        left_out=tuple(
            (path, "This is a page of the site.")
            for path in pages
            if name_of(path).lower() == "_index.md"
        ),
    )


def _weights(texts: Texts, path: str) -> tuple[tuple[float, object], ...]:
    """Return a page's place: for each folder above it, and for itself, the weight and the name."""
    key: list[tuple[float, object]] = []
    parts = path.split("/")
    for depth in range(1, len(parts)):
        index = "/".join((*parts[:depth], "_index.md"))
        key.append(_weight(texts, index, parts[depth - 1]))
    key.append(_weight(texts, path, parts[-1]))
    return tuple(key)


def _weight(texts: Texts, path: str, name: str) -> tuple[float, object]:
    """A page without a weight stands behind those that have one, as in Hugo."""
    order = texts.sheet(path).front.order if texts.shelf.has(path) else None
    return (order or float("inf"), path_key(name))


def _hugo_items(texts: Texts, chapters: list[str]) -> Iterator[Item]:
    """Yield the pages, and where there are several folders of them a part for each."""
    folders = {folder_of(path) for path in chapters}
    before = ""
    for path in chapters:
        folder = folder_of(path)
        index = f"{folder}/_index.md"
        outermost = name_of(folder) == "content"
        if len(folders) > 1 and folder != before and not outermost and texts.shelf.has(index):
            title = texts.sheet(index).front.title
            if title:
                yield Item("", title, Kind.PART)
        before = folder
        yield Item(path)


# --------------------------------------------------------------------------------------- AO3


def ao3(texts: Texts) -> Listing | None:
    """Return the chapters of the work with the most of them, None where no file is AO3's."""
    sheets = [texts.sheet(path) for path in below(texts.shelf, "") if not put_by(path)]
    ours = [sheet for sheet in sheets if is_ao3(sheet.front.settings)]
    if not ours:
        return None
    chapters = [sheet for sheet in sheets if sheet.front.settings.get("chapter_no")]
    works = [sheet for sheet in ours if sheet not in chapters]
    by_work: dict[str, list[Sheet]] = {}
    for sheet in chapters:
        by_work.setdefault(_work_of(sheet), []).append(sheet)
    if not by_work:
        return _one_shot(works)
    name, mine = max(by_work.items(), key=lambda pair: len(pair[1]))
    mine.sort(key=lambda sheet: (sheet.front.order or 0, path_key(sheet.path)))
    work = next(
        (s for s in works if name in (_folded(s.front.title), _folded(stem_of(s.path)))), None
    )
    work = work or (works[0] if len(works) == 1 else None)
    others = [sheet for sheet in (*works, *chapters) if sheet not in mine and sheet is not work]
    why = "It belongs to another work. Import that one by itself."
    left = [(sheet.path, why) for sheet in others]
    left += (
        [(work.path, "This is the work's own page: its words went into book.yaml.")] if work else []
    )
    return Listing(
        tool=Tool.AO3,
        file="",
        items=tuple(Item(sheet.path) for sheet in mine),
        metadata=_work_metadata(work.front.settings if work else Settings(())),
        root=folder_of(mine[0].path),
        left_out=tuple(left),
        notes=_notes(work) if work else (),
    )


def _one_shot(works: list[Sheet]) -> Listing:
    filled = [sheet for sheet in works if not sheet.is_empty] or works
    work = filled[0]
    why = "It belongs to another work. Import that one by itself."
    return Listing(
        tool=Tool.AO3,
        file="",
        items=(Item(work.path),),
        metadata=_work_metadata(work.front.settings),
        root=folder_of(work.path),
        left_out=tuple((sheet.path, why) for sheet in works if sheet is not work),
    )


def _work_of(sheet: Sheet) -> str:
    named = _CHAPTER_FILE.match(stem_of(sheet.path))
    return _folded(named["work"]) if named else folder_of(sheet.path)


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _work_metadata(settings: Settings) -> Metadata:
    return replace(metadata_of(settings), cover="")


def _notes(work: Sheet) -> tuple[WorkNote, ...]:
    front = work.front.front
    notes = ((NoteKind.OPENING, front.notes), (NoteKind.CLOSING, front.endnotes))
    return tuple(WorkNote(kind, text) for kind, text in notes if text)


def weighted(texts: Texts, paths: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return files by the weights or numbers in their front matter, None where not all have one."""
    fronts = [(texts.sheet(path).front.order, path) for path in paths]
    real = [
        (order, path)
        for order, path in fronts
        if order is not None or not page_beside_a_book(path, texts.sheet(path).lines)
    ]
    if len(real) < 2 or any(order is None for order, _ in real):
        return None
    return tuple(path for _, path in sorted(real, key=lambda one: (one[0] or 0, path_key(one[1]))))
