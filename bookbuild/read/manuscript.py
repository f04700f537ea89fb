"""The author's folder to a `Book`, with everything that is wrong in it, all at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bookbuild.model.book import Book, Head, Kind, Metadata, Written
from bookbuild.model.editions import EditionSettings, Presentation
from bookbuild.model.making import Make, at_once
from bookbuild.model.section_names import is_section_name
from bookbuild.read.amounts import MOST_LINES_OF_A_BOOK, text_lines, too_much
from bookbuild.read.book_yaml import BookYaml, read_book_yaml
from bookbuild.read.cross_checks import (
    check_conditions,
    check_editions,
    check_ids,
    check_links,
    check_promises,
    check_speech,
)
from bookbuild.read.expected import with_days
from bookbuild.read.front_matter import FrontMatter
from bookbuild.read.markdown import read_inlines
from bookbuild.read.outline import (
    Listed,
    ListedFile,
    PartTitle,
    check_listed,
    folder_entries,
    missing,
    outline_of_folder,
)
from bookbuild.read.pictures import Named, drawn_covers, read_fonts, read_images
from bookbuild.read.prose import pictures_named, prose_of, prose_of_notes
from bookbuild.read.sections import SectionFile, read_section_file
from bookbuild.read.sheets import Shelves, edition_sheets
from bookbuild.read.text_files import is_folder, read_text
from bookbuild.read.yaml_lines import shorten
from bookbuild.report import (
    BookbuildError,
    Checked,
    Diagnostic,
    Exit,
    Place,
    by_place,
    error,
    has_errors,
    warning,
)

BOOK_FILE = "book.yaml"
MANUSCRIPT = "manuscript"
_COVERS = ("cover.jpg", "cover.jpeg", "cover.png")
_NEAR_NAMES = ("book.yml", "book.yaml", "book.yaml.txt", "metadata.yaml", "metadata.yml")
_MOST_TEXT = 64 * 1024 * 1024
_MOST_OF_A_KIND = 500


@dataclass(frozen=True, slots=True)
class _Folder:
    """The manuscript folder; ``shown`` stands before a file's name in messages."""

    path: Path
    shown: str

    @property
    def book_file(self) -> str:
        return self.shown + BOOK_FILE


def find_manuscript(folder: Path) -> Path:
    """Return the manuscript folder that a project folder holds, or the folder itself.

    Raises `BookbuildError` (`Exit.USAGE`) where there is neither.
    """
    if not os.path.lexists(folder):
        raise BookbuildError(f"There is no folder {folder}. Check its name.", Exit.USAGE)
    if not is_folder(folder):
        message = f"{folder} is not a folder. Name the folder that holds the manuscript."
        raise BookbuildError(message, Exit.USAGE)
    inner = folder / MANUSCRIPT
    names = folder_entries(folder)
    if is_folder(inner) and (os.path.lexists(inner / BOOK_FILE) or BOOK_FILE not in names):
        return inner
    if BOOK_FILE in names or any(is_section_name(name) for name in names):
        return folder
    message = (
        f"There is no manuscript in {folder}: no {BOOK_FILE} and no text files. "
        "Put your chapters there as .md or .txt files, or start with `bookbuild init`."
    )
    raise BookbuildError(message, Exit.USAGE)


def read_book(folder: Path, make: Make = at_once) -> Checked[Book | None]:
    """Read a project folder, or its manuscript folder.

    The diagnostics are in the order of the files. The book is None where there is nothing to make
    one of; where there are errors beside it, it is good for looking at and not for publishing.
    Raises `BookbuildError` where there is no manuscript.
    """
    path = find_manuscript(folder)
    where = _Folder(path, "" if path == folder else f"{path.name}/")
    name = _name(path)
    settings = _settings(where, name, make)
    outline = _outline(where, settings.value)
    files = _with_days(_files(where, outline.value, settings.value, make))
    if not files.value:
        found = (*settings.diagnostics, *outline.diagnostics, *files.diagnostics)
        return Checked(None, by_place((*found, *_nothing_there(where, outline))))
    return _put_together(where, name, settings, outline, files)


def _name(manuscript: Path) -> str:
    return _project(manuscript).name or "book"


def _project(manuscript: Path) -> Path:
    resolved = manuscript.resolve()
    return resolved.parent if resolved.name == MANUSCRIPT else resolved


def _put_together(
    where: _Folder,
    name: str,
    settings: Checked[BookYaml],
    outline: Checked[tuple[Listed, ...]],
    files: Checked[tuple[SectionFile, ...]],
) -> Checked[Book | None]:
    yaml = _with_cover(where, settings.value)
    notes = prose_of_notes(yaml.notes, where.book_file)
    covers = (*((yaml.cover,) if yaml.cover else ()), *_covers(yaml.editions, where.book_file))
    images = read_images((*covers, *pictures_named((*prose_of(files.value), *notes))), where.path)
    drawn = drawn_covers(covers, images.value)
    fonts = read_fonts(yaml.fonts, where.path) if yaml.fonts else Checked(())
    shelves = Shelves(_project(where.path), where.path, where.shown)
    sheets = edition_sheets(yaml.editions, shelves, where.book_file)
    book = Book(
        name=name,
        metadata=yaml.metadata,
        sections=tuple(file.section for file in files.value),
        notes=yaml.notes,
        presentation=yaml.presentation,
        typography=yaml.typography,
        releases=yaml.releases,
        editions=yaml.editions,
        images=images.value,
        fonts=fonts.value,
        sheets=sheets.value,
        file=where.book_file,
    )
    unread = _unread(outline.value, files.value)
    diagnostics = (
        *settings.diagnostics,
        *outline.diagnostics,
        *files.diagnostics,
        *images.diagnostics,
        *drawn,
        *fonts.diagnostics,
        *sheets.diagnostics,
        *islice(check_ids(files.value), _MOST_OF_A_KIND),
        *islice(check_links(files.value, notes, unread), _MOST_OF_A_KIND),
        *check_promises(files.value),
        *check_speech(files.value, yaml.metadata.language),
        *check_editions(yaml.editions, yaml.metadata, where.book_file),
        *check_conditions(files.value, yaml.notes, yaml.editions, where.book_file),
    )
    return Checked(book, by_place(diagnostics))


def _with_days(files: Checked[tuple[SectionFile, ...]]) -> Checked[tuple[SectionFile, ...]]:
    dated = with_days(files.value)
    return Checked(dated.value, (*files.diagnostics, *dated.diagnostics))


def _covers(editions: tuple[EditionSettings, ...], file: str) -> tuple[Named, ...]:
    """Return the covers that editions have instead of the book's."""
    given = (each for each in editions if each.metadata.cover)
    return tuple(Named(each.metadata.cover, Place(file, each.line)) for each in given)


def _with_cover(where: _Folder, yaml: BookYaml) -> BookYaml:
    """Return the settings with the picture called cover, where they name none and there is one."""
    if yaml.metadata.cover:
        return yaml
    names = folder_entries(where.path)
    there = (name for cover in _COVERS for name in names if name.casefold() == cover)
    cover = next(there, "")
    if not cover:
        return yaml
    named = Named(cover, Place(f"{where.shown}{cover}"))
    return replace(yaml, cover=named, metadata=replace(yaml.metadata, cover=cover))


def _unread(outline: tuple[Listed, ...], files: tuple[SectionFile, ...]) -> tuple[str, ...]:
    """Return the files of the outline that could not be read, which has been said by now."""
    read = {file.section.head.file for file in files}
    paths = (item.path for item in outline if isinstance(item, ListedFile))
    return tuple(path for path in paths if path not in read)


# --------------------------------------------------------------------------------- book.yaml


def _settings(where: _Folder, name: str, make: Make) -> Checked[BookYaml]:
    path = where.path / BOOK_FILE
    if not os.path.lexists(path):
        return Checked(BookYaml(Metadata(""), Presentation()), (_no_book_yaml(where, name),))
    source = read_text(path, where.path, where.book_file)
    if source.value is None:
        return Checked(BookYaml(Metadata(""), Presentation()), source.diagnostics)
    read = make(read_book_yaml, source.value, where.book_file)
    needs = _what_a_book_needs(read.value, where.book_file, name)
    return Checked(read.value, (*source.diagnostics, *read.diagnostics, *needs))


def _title_of(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words) or name


def _no_book_yaml(where: _Folder, name: str) -> Diagnostic:
    message = f"There is no {BOOK_FILE}, so the book has its folder's name and no author."
    lines = (f"title: {_title_of(name)}", "author: Your Name", "lang: en")
    near = next((n for n in folder_entries(where.path) if n.casefold() in _NEAR_NAMES), "")
    if near:
        hint = f"Rename {where.shown}{near} to {BOOK_FILE}."
        return warning("no-book-yaml", Place(where.book_file), message, hint)
    hint = f"Write a file {where.book_file} with three lines:" + "".join(
        f"\n    {line}" for line in lines
    )
    return warning("no-book-yaml", Place(where.book_file), message, hint)


def _what_a_book_needs(yaml: BookYaml, file: str, name: str) -> Iterator[Diagnostic]:
    if not yaml.gives("title"):
        message = "The book has no title, so it is called after its folder."
        hint = f"Add a line: `title: {_title_of(name)}`"
        yield warning("no-title", Place(file), message, hint)
    if not yaml.gives("author") and not yaml.metadata.authors:
        hint = "Add a line: `author: Your Name` (a pseudonym is fine)"
        yield warning("no-author", Place(file), "The book has no author.", hint)
    if not yaml.gives("identifier"):
        message = (
            "The book has no identifier, so it gets one made of title and author, and is another "
            "book for its readers' devices as soon as one of the two changes."
        )
        hint = "Add a line `identifier:` with a UUID or an ISBN, and never change it again."
        yield warning("no-identifier", Place(file), message, hint)


# ------------------------------------------------------------------------------------- files


def _outline(where: _Folder, yaml: BookYaml) -> Checked[tuple[Listed, ...]]:
    found = outline_of_folder(where.path, where.shown, yaml.chapters or ())
    if yaml.chapters is None:
        return found
    checked = check_listed(yaml.chapters, found.value, where.book_file, where.shown)
    return Checked(checked.value, (*found.diagnostics, *checked.diagnostics))


def _files(
    where: _Folder, outline: tuple[Listed, ...], yaml: BookYaml, make: Make
) -> Checked[tuple[SectionFile, ...]]:
    files: list[SectionFile] = []
    diagnostics: list[Diagnostic] = []
    left, lines = _MOST_TEXT, 0
    names = tuple(name for name in folder_entries(where.path) if is_section_name(name))
    for item in outline:
        read = (
            _part(item, where)
            if isinstance(item, PartTitle)
            else _file(item, where, yaml, names, make)
        )
        diagnostics.extend(read.diagnostics)
        if read.value is None:
            continue
        files.append(read.value.file)
        left -= read.value.size
        lines += read.value.lines
        if left < 0 or lines > MOST_LINES_OF_A_BOOK:
            diagnostics.append(_too_large(Place(read.value.file.shown), left < 0))
            break
    return Checked(tuple(files), tuple(diagnostics))


def _too_large(place: Place, by_size: bool) -> Diagnostic:
    size = f"{_MOST_TEXT // 1024**2} MB of text" if by_size else f"{MOST_LINES_OF_A_BOOK:,} lines"
    message = f"With this file the manuscript is larger than {size}."
    return error("too-large", place, message, "Divide it into several books.")


@dataclass(frozen=True, slots=True)
class _Read:
    """A section as read, with the size of its text in characters, and its lines with words."""

    file: SectionFile
    size: int
    lines: int


def _file(
    item: ListedFile, where: _Folder, yaml: BookYaml, names: tuple[str, ...], make: Make
) -> Checked[_Read | None]:
    path, shown = where.path / item.path, where.shown + item.path
    if item.line and (refusal := _refusal(item, where, names)):
        return Checked(None, (refusal,))
    source = read_text(path, where.path, shown)
    if source.value is None:
        return Checked(None, source.diagnostics)
    if amount := too_much(source.value, shown):
        return Checked(None, (*source.diagnostics, amount))
    read = make(read_section_file, source.value, item.path, shown, yaml.paragraphs)
    size, lines = len(source.value), text_lines(source.value)
    return Checked(_Read(read.value, size, lines), (*source.diagnostics, *read.diagnostics))


def _refusal(item: ListedFile, where: _Folder, names: tuple[str, ...]) -> Diagnostic | None:
    """Return what is wrong with a path that book.yaml lists, None for nothing."""
    if item.path.startswith(("/", "~")) or ".." in item.path.split("/") or "\0" in item.path:
        message = f"`{shorten(item.path)}` leads out of the manuscript folder."
        hint = "Copy the file into the folder and list it by its name there."
        return error("outside-the-folder", Place(where.book_file, item.line), message, hint)
    if not os.path.lexists(where.path / item.path):
        return missing(item, where.book_file, names)
    return None


def _part(item: PartTitle, where: _Folder) -> Checked[_Read | None]:
    """Make the section of a part that is only a title in book.yaml."""
    title = read_inlines(item.title, where.book_file, item.line)
    head = Head(file=BOOK_FILE, kind=Kind.PART, title=title.value, line=item.line)
    file = SectionFile(Written(head, ()), where.book_file, FrontMatter())
    return Checked(_Read(file, 0, 0), title.diagnostics)


def _nothing_there(where: _Folder, outline: Checked[tuple[Listed, ...]]) -> tuple[Diagnostic, ...]:
    if outline.value or has_errors(outline.diagnostics):
        return ()
    message = "There are no chapters here."
    hint = "Put text files in the folder, such as 01-arrivals.md, one for each chapter."
    place = Place(where.shown.rstrip("/") or ".")
    return (error("empty-manuscript", place, message, hint),)
