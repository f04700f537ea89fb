"""A book that `bookbuild init` has begun and nobody has written in yet: import takes it up.

It has a book.yaml and no chapter, or none but the one that `init` wrote, as it wrote it. What its
author has filled in in book.yaml stays; what the source says fills in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.intake.report import Finding
from bookbuild.intake.settings import yaml_value
from bookbuild.intake.sources import read_bytes
from bookbuild.intake.starter import (
    FIRST_FILE,
    FIRST_TEXT,
    STANDING_AUTHOR,
    STANDING_LANGUAGE,
    standing_title,
)
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared
from bookbuild.model.book import Metadata
from bookbuild.model.section_names import is_section_name
from bookbuild.report import BookbuildError, Exit

BOOK_FILE = "book.yaml"
_PUBLISHED = "published.yaml"
_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:\s|$)")
_LISTS_SECTIONS = "chapters"


@dataclass(frozen=True, slots=True)
class Begun:
    """A manuscript folder with a book.yaml and no chapter of its author's.

    ``settings`` is its book.yaml as it stands; ``starter`` holds the bytes of the chapter that
    `init` wrote, None where it is gone.
    """

    manuscript: Path
    settings: bytes
    starter: bytes | None


def begun_book(manuscript: Path) -> Begun | None:
    """Return a book that is begun and not written in, None for any other folder or for none.

    Raises `BookbuildError` where a file of it cannot be read.
    """
    names = _names(manuscript)
    sections = tuple(name for name in names if is_section_name(name))
    if BOOK_FILE not in names or _PUBLISHED in names or sections not in ((), (FIRST_FILE,)):
        return None
    settings = _bytes_of(manuscript / BOOK_FILE)
    if settings is None or not _can_be_filled(settings):
        return None
    starter = _bytes_of(manuscript / FIRST_FILE) if sections else None
    if sections and (starter is None or not _is_untouched(starter)):
        return None
    return Begun(manuscript, settings, starter)


def refuse_written_in(manuscript: Path) -> None:
    """Raise `BookbuildError` (exit 2) where the chapter that `init` wrote has been written in."""
    sections = tuple(name for name in _names(manuscript) if is_section_name(name))
    first = _bytes_of(manuscript / FIRST_FILE) if sections == (FIRST_FILE,) else None
    if first is None or _is_untouched(first):
        return
    message = (
        f"{manuscript / FIRST_FILE}: Something of yours stands in this chapter, and import never "
        "writes over a manuscript. Add the new chapters to it with --update; or delete this file, "
        "if nothing in it is to be kept, and import again."
    )
    raise BookbuildError(message, Exit.USAGE)


def _names(manuscript: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(entry.name for entry in manuscript.iterdir()))
    except (OSError, ValueError):
        return ()


def _bytes_of(file: Path) -> bytes | None:
    return None if file.is_symlink() or not file.is_file() else read_bytes(file)


def _is_untouched(starter: bytes) -> bool:
    """Git may have written the other line ends into it; that is no writing of the author's."""
    return starter.replace(b"\r\n", b"\n") == FIRST_TEXT.encode("utf-8")


def _can_be_filled(settings: bytes) -> bool:
    """A list of chapters is a plan of its author's, and other encodings are not touched."""
    try:
        text = settings.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _LISTS_SECTIONS not in {part.key for part in _parts(text)}


# ------------------------------------------------------------------------------------ book.yaml


@dataclass(frozen=True, slots=True)
class _Part:
    """A setting of book.yaml with its lines, or a remark or blank line, whose ``key`` is ""."""

    key: str
    lines: tuple[str, ...]

    @property
    def value(self) -> str:
        """What stands behind the key, as typed; "" where the value goes over several lines."""
        return self.lines[0].partition(":")[2].strip() if len(self.lines) == 1 else ""


def _parts(text: str) -> tuple[_Part, ...]:
    parts: list[_Part] = []
    for line in text.removeprefix("\ufeff").splitlines():
        key = _KEY.match(line)
        if key:
            parts.append(_Part(key[1], (line,)))
        elif not line.strip() or line.startswith("#") or not parts or not parts[-1].key:
            parts.append(_Part("", (line,)))
        else:
            parts[-1] = replace(parts[-1], lines=(*parts[-1].lines, line))
    return tuple(parts)


def taken_up(prepared: Prepared, begun: Begun) -> Prepared:
    """Return the folder as it goes into a book that is begun, with its book.yaml filled in."""
    text = begun.settings.decode("utf-8")
    own = _parts(text)
    book, *sections = prepared.folder.pages
    new = {part.key: part for part in _parts(book.text) if part.key}
    standing = _standing(begun.manuscript)
    filled = [_filled(part, new, prepared.metadata, standing) for part in own]
    known = {part.key for part in own}
    filled += [part for key, part in new.items() if key not in known]
    page = Page(BOOK_FILE, _joined(text, own, tuple(filled)))
    return replace(
        prepared,
        folder=replace(prepared.folder, pages=(page, *sections)),
        findings=(_said(begun), *_findings(prepared, own, standing)),
    )


def _joined(text: str, before: tuple[_Part, ...], after: tuple[_Part, ...]) -> str:
    """Return the text of the parts; a book.yaml in which nothing changed stays as it is."""
    if before == after:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + "".join(f"{line}{end}" for part in after for line in part.lines)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What `init` wrote for the author to write over, as typed in book.yaml."""

    title: str
    author: str = STANDING_AUTHOR
    lang: str = STANDING_LANGUAGE


def _standing(manuscript: Path) -> _Standing:
    return _Standing(yaml_value(standing_title(manuscript)))


def _is_standing(part: _Part, standing: _Standing) -> bool:
    """Whether a setting says what `init` wrote, so that its author has said nothing yet."""
    match part.key:
        case "title":
            return part.value == standing.title
        case "author":
            return part.value == standing.author
        case "lang":
            return part.value == standing.lang
        case _:
            return False


def _names_it(key: str, named: Metadata) -> bool:
    match key:
        case "title":
            return bool(named.title)
        case "author":
            return bool(named.authors)
        case "lang":
            return bool(named.language)
        case _:
            return False


def _filled(part: _Part, new: dict[str, _Part], named: Metadata, standing: _Standing) -> _Part:
    if _is_standing(part, standing) and _names_it(part.key, named):
        return new.get(part.key, part)
    return part


# ------------------------------------------------------------------------------- what is said


def _said(begun: Begun) -> Finding:
    what = "The book that init began was taken up, with what you have written into book.yaml."
    gone = f"Its chapter {FIRST_FILE} was as init wrote it, and made room."
    return Finding(0, str(begun.manuscript), what, gone if begun.starter is not None else "")


def _findings(prepared: Prepared, own: tuple[_Part, ...], standing: _Standing) -> Iterator[Finding]:
    """Yield what is still true of the book, and what the source says otherwise than its author."""
    said = {part.key: part for part in own if part.key and not _is_standing(part, standing)}
    open_author = "author" not in said and any(part.key == "author" for part in own)
    for finding in prepared.findings:
        if "names no author" in finding.what and open_author:
            remedy = f"Write yours over “{STANDING_AUTHOR}” in book.yaml."
            yield replace(finding, remedy=remedy)
        elif not _is_settled(finding, said):
            yield finding
    named = prepared.metadata
    for key, names in (("title", (named.title,)), ("author", named.authors)):
        if key in said and not all(_says(said[key], name) for name in names):
            new = ", ".join(names)
            what = f"The source names another {key}: “{new}”."
            yield Finding(0, BOOK_FILE, what, "book.yaml was left as it is; change it there.")


def _says(part: _Part, name: str) -> bool:
    """Whether a setting is this name, or a list with the name in it; nothing is in every one."""
    if not name:
        return True
    if len(part.lines) == 1 and not part.value.startswith("["):
        return part.value.strip("\"'").casefold() == name.casefold()
    return name.casefold() in "\n".join(part.lines).casefold()


def _is_settled(finding: Finding, said: dict[str, _Part]) -> bool:
    """Whether a finding asks for what the author has said in book.yaml already."""
    return (
        ("names no title" in finding.what and "title" in said)
        or ("names no author" in finding.what and "author" in said)
        or ("correct lang:" in finding.remedy and "lang" in said)
    )
