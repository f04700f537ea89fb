"""A folder or zip file with chapters as they were posted: which of its files are read, and why not.

Of a folder the files at its top are looked at; of a zip file those, or all of them where there is
none at the top. What stays out is said, each file with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.docx.telling import foreign, is_document
from bookbuild.intake.folders.listing import stem_of
from bookbuild.intake.folders.shelf import LARGEST_PICTURE, Shelf, joined, open_shelf, total_text
from bookbuild.intake.folders.staying_out import page_beside_a_book, put_by
from bookbuild.intake.report import Finding
from bookbuild.intake.source_files import SourceFile
from bookbuild.intake.sources import LARGEST, natural_key
from bookbuild.report import BookbuildError, Exit

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
_PACKED = (".docx", ".epub")
_BEST_FIRST = (*_MARKDOWN, ".docx", *_PAGES, ".epub", ".text", ".txt")
"""What may be a chapter; of one text in several formats the first says most."""
_OF_SITES = frozenset("index toc contents nav navigate 404 about".split())
_FOREIGN = (".doc", ".odt", ".rtf", ".pdf", ".pages")
_LARGEST_PACKED = 40_000_000
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class PostedFolder:
    """The chapters in natural order, and what is to be said of the other files."""

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    shelf: Shelf

    def beside(self, page: Path) -> Callable[[str], bytes | None] | None:
        """Return what reads a picture in a page's folder of a zip file; None for the disk."""
        if self.shelf.archive is None:
            return None
        folder = page.relative_to(self.shelf.place).parent.as_posix()

        def read(path: str) -> bytes | None:
            name = joined("" if folder == "." else folder, path)
            there = name is not None and ".." not in path and self.shelf.has(name)
            return self.shelf.data(name, LARGEST_PICTURE) if name and there else None

        return read


def posted_folder(path: Path) -> PostedFolder:
    """Return the chapters of a folder or zip file.

    Raises `BookbuildError`: exit 1 for a broken or too big one, exit 2 where there is none in it.
    """
    shelf = open_shelf(path)
    if shelf is None:
        raise _nothing(path, (), zipped=True)
    names = _looked_at(shelf)
    reasons = {name: _why_not(shelf, name, names) for name in names}
    files = tuple(_file(shelf, name) for name, why in reasons.items() if not why)
    left_out = tuple(Finding(0, shelf.shown(name), why, "") for name, why in reasons.items() if why)
    if not files:
        raise _nothing(path, left_out, zipped=shelf.archive is not None)
    total_text(shelf, sum(len(file.data or b"") for file in files))
    return PostedFolder(files, left_out, shelf)


def _looked_at(shelf: Shelf) -> tuple[str, ...]:
    """Return the files of which something is said; a saved page's pictures in a zip are not."""
    top = tuple(name for name in shelf.paths if "/" not in name)
    if shelf.archive is None:
        return tuple(sorted(top, key=natural_key))
    deep = not any(name.lower().endswith(_BEST_FIRST) for name in top)
    told = (name for name in (shelf.paths if deep else top) if _is_told(name))
    return tuple(sorted(told, key=natural_key))


def _is_told(name: str) -> bool:
    return name.lower().endswith((*_BEST_FIRST, *_FOREIGN))


def _file(shelf: Shelf, name: str) -> SourceFile:
    if shelf.archive is None:
        return SourceFile(shelf.place / name)
    most = _LARGEST_PACKED if name.lower().endswith(_PACKED) else LARGEST
    return SourceFile(shelf.place / name, shelf.data(name, most))


def _nothing(path: Path, left_out: tuple[Finding, ...], *, zipped: bool) -> BookbuildError:
    place = "zip file" if zipped else "folder"
    message = f"There is no chapter in this {place} that import can read."
    reasons = " ".join(f"{Path(each.source).name}: {each.what}" for each in left_out[:_MOST_TOLD])
    remedy = "Name the files themselves if they are your chapters."
    return BookbuildError(
        " ".join(filter(None, (f"{path}:", message, reasons, remedy))), Exit.USAGE
    )


# ------------------------------------------------------------------------------ what stays out


def _why_not(shelf: Shelf, name: str, names: tuple[str, ...]) -> str:
    """Return why a file is not read, "" where it is."""
    ending = Path(name).suffix.lower()
    if ending not in _BEST_FIRST:
        return _strange(shelf, name, ending)
    if why := put_by(name):
        return why
    if ending in _PAGES and stem_of(name).casefold() in _OF_SITES:
        return "This is a page of the site."
    best = _best_of_its_name(name, names)
    if best != name:
        return f"This was not read, because {Path(best).name} has the same name and says more."
    if ending in _PACKED:
        return _not_packed(shelf, name, ending)
    lines = _lines(shelf, name) if ending in _MARKDOWN else ("?",)
    return page_beside_a_book(name, lines) or ("" if any(lines) else "There is nothing in it.")


def _strange(shelf: Shelf, name: str, ending: str) -> str:
    told = foreign(_file(shelf, name)) if ending in _FOREIGN else ""
    return told or "This was not read, because it is no text, web page, Word document or EPUB."


def _best_of_its_name(name: str, names: tuple[str, ...]) -> str:
    """Return the file that says most among those that are called the same but for their ending."""
    whole = Path(name).with_suffix("")
    same = (other for other in names if Path(other).with_suffix("") == whole)
    readable = (other for other in same if Path(other).suffix.lower() in _BEST_FIRST)
    return min(readable, key=lambda other: _BEST_FIRST.index(Path(other).suffix.lower()))


def _not_packed(shelf: Shelf, name: str, ending: str) -> str:
    """A file is what is in it, whatever it is called."""
    if ending == ".docx" and not is_document(_file(shelf, name)):
        return "It is called .docx, but there is no Word document in it."
    return ""


def _lines(shelf: Shelf, name: str) -> tuple[str, ...]:
    """Return the lines of a text that have something on them; what is no text is told later."""
    data = shelf.data(name, LARGEST)
    return tuple(line for line in data.decode("utf-8", "replace").splitlines() if line.strip())
