"""Which kind of source is which, told by what is in it, and the folder that comes of them all."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import assert_never

from bookbuild.intake.docx.telling import is_document, refuse_foreign
from bookbuild.intake.drafted import (
    Beside,
    prepare_document,
    prepare_ebook,
    prepare_pages,
    refuse_two_works,
)
from bookbuild.intake.plan_file import Plan, Wanted, refuse
from bookbuild.intake.planned import Planned
from bookbuild.intake.report import Finding
from bookbuild.intake.shelved import prepare_folder
from bookbuild.intake.source_files import SourceFile
from bookbuild.intake.sources import (
    Listed,
    Source,
    gather_texts,
    in_natural_order,
    list_files,
    read_bytes,
    refuse_doubles,
)
from bookbuild.intake.work import Prepared, prepare
from bookbuild.report import BookbuildError, Exit

_MAY_BE_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<[\x00]?[!?a-zA-Z]")
_HEAD = 4000


class SourceKind(Enum):
    """What a source is; the value is its name in messages."""

    TEXT = "a text"
    PAGE = "a web page"
    EBOOK = "an EPUB"
    DOCUMENT = "a Word document"
    FOLDER = "a folder of another program"


@dataclass(frozen=True, slots=True)
class _Found:
    """One source: a file, or another tool's folder, which is read whole.

    ``beside`` reads a picture next to it, None where the disk is to be asked.
    """

    kind: SourceKind
    file: SourceFile
    beside: Beside | None = None
    whole: Prepared | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Sources that are read together: texts in a row, pages in a row, else one alone."""

    kind: SourceKind
    found: tuple[_Found, ...]

    def listed(self) -> Listed:
        """Return the files as those who read them want them."""
        files = tuple(one.file.path for one in self.found)
        data = tuple(one.file.data for one in self.found if one.file.data is not None)
        return Listed(files, True, data) if data else list_files(files)


def prepare_sources(
    paths: tuple[Path, ...],
    out: Path,
    identifier: str,
    pattern: str = "",
    plan: Plan | None = None,
) -> Prepared:
    """Return the proven folder for the sources that are named, whatever they are.

    ``plan`` is one that its author has edited, None for none. Raises `BookbuildError`: exit 2
    for a wrong command or plan, exit 1 for what cannot be read or where a word would be lost.
    """
    found, findings = _all_found(paths, identifier)
    groups = tuple(_groups(found))
    _refuse_pattern(pattern, groups)
    folders = tuple(_prepared(group, out, identifier, pattern) for group in groups)
    refuse_two_works(tuple(_works(groups, folders)))
    if plan is None and len(folders) == 1:
        return replace(folders[0], findings=(*findings, *folders[0].findings))
    if plan:
        folders = _cut(groups, folders, out, identifier, pattern, plan)
    return _bound(folders, findings, out, identifier, plan.wanted if plan else ())


def _bound(
    folders: tuple[Prepared, ...],
    findings: tuple[Finding, ...],
    out: Path,
    identifier: str,
    wanted: tuple[Wanted, ...],
) -> Prepared:
    from bookbuild.intake.edited import carried_out
    from bookbuild.intake.together import bound, taken_together, with_promises_kept

    whole = taken_together(folders)
    whole = carried_out(whole, wanted) if wanted else whole
    whole = replace(whole, findings=(*findings, *whole.findings))
    return bound(with_promises_kept(whole), out, identifier)


def _works(groups: tuple[_Group, ...], folders: tuple[Prepared, ...]) -> Iterator[tuple[Path, str]]:
    for group, folder in zip(groups, folders, strict=True):
        if group.kind is SourceKind.PAGE and folder.metadata.title:
            yield group.found[0].file.path, folder.metadata.title


# ------------------------------------------------------------------------------------- finding


def _all_found(
    paths: tuple[Path, ...], identifier: str
) -> tuple[tuple[_Found, ...], tuple[Finding, ...]]:
    if not paths:
        list_files(paths)
    refuse_doubles(paths)
    found: list[_Found] = []
    findings: list[Finding] = []
    for path in in_natural_order(paths):
        sources, said = _found(path, identifier)
        found.extend(sources)
        findings.extend(said)
    refuse_doubles(tuple(one.file.path for one in found))
    return tuple(found), tuple(findings)


def _found(path: Path, identifier: str) -> tuple[tuple[_Found, ...], tuple[Finding, ...]]:
    """Return the sources that a path names: one, or all those in a folder or a zip file."""
    file = SourceFile(path)
    if _is_ebook(file) or is_document(file):
        return (_Found(_kind(file), file),), ()
    refuse_foreign(file)
    if not _may_hold_others(path):
        return (_Found(_kind(file), file),), ()
    if shelved := prepare_folder(path, identifier):
        return (_Found(SourceKind.FOLDER, file, whole=shelved),), ()
    from bookbuild.intake.posted_folder import posted_folder

    folder = posted_folder(path)
    inside = ((each, folder.beside(each.path)) for each in folder.files)
    return tuple(_Found(_kind(each), each, beside) for each, beside in inside), folder.findings


def _may_hold_others(path: Path) -> bool:
    try:
        return path.is_dir() or (path.is_file() and zipfile.is_zipfile(path))
    except (OSError, ValueError):
        return False


def _kind(file: SourceFile) -> SourceKind:
    if _is_ebook(file):
        return SourceKind.EBOOK
    if is_document(file):
        return SourceKind.DOCUMENT
    if not file.is_there():
        list_files((file.path,))
    data = read_bytes(file.path) if file.data is None else file.data
    return SourceKind.PAGE if _is_page_text(data, str(file.path)) else SourceKind.TEXT


def _is_page_text(data: bytes, name: str) -> bool:
    if not _MAY_BE_PAGE.match(data[:_HEAD]):
        return False
    from bookbuild.intake.web import is_web_page

    return is_web_page(data, name)


def _is_ebook(file: SourceFile) -> bool:
    """Whether a source is an EPUB: a zip file whose container says so, or such a folder."""
    try:
        if file.is_folder():
            return (file.path / "META-INF" / "container.xml").is_file()
        head = file.beginning(100) if file.is_there() else b""
        if not head.startswith(b"PK\x03\x04"):
            return False
        if file.path.suffix.lower() == ".epub" or _begins_as_ebook(head):
            return True
        with file.opened() as stream, zipfile.ZipFile(stream) as archive:
            return "META-INF/container.xml" in archive.NameToInfo
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


def _begins_as_ebook(head: bytes) -> bool:
    """Whether a zip file's first member says so; an EPUB in a zip file would say it further on."""
    return head[30:38] == b"mimetype" and b"application/epub" in head[38:]


# ------------------------------------------------------------------------------------- reading


def _groups(found: tuple[_Found, ...]) -> Iterator[_Group]:
    """Yield texts that follow each other as one group, and pages; every other source is its own."""
    together = (SourceKind.TEXT, SourceKind.PAGE)
    for (kind, _), run in groupby(found, lambda one: (one.kind, one.file.data is None)):
        members = tuple(run)
        if kind in together:
            yield _Group(kind, members)
        else:
            yield from (_Group(kind, (one,)) for one in members)


def _prepared(
    group: _Group, out: Path, identifier: str, pattern: str, wanted: tuple[Wanted, ...] = ()
) -> Prepared:
    first = group.found[0]
    match group.kind:
        case SourceKind.TEXT:
            return prepare(gather_texts(group.listed()), out, identifier, pattern, wanted)
        case SourceKind.PAGE:
            beside: tuple[Beside, ...] = tuple(one.beside for one in group.found if one.beside)
            return prepare_pages(group.listed(), out, identifier, beside)
        case SourceKind.EBOOK:
            return prepare_ebook(first.file, out, identifier)
        case SourceKind.DOCUMENT:
            return prepare_document(first.file, out, identifier)
        case SourceKind.FOLDER:
            assert first.whole is not None
            return first.whole
        case _:
            assert_never(group.kind)


def _refuse_pattern(pattern: str, groups: tuple[_Group, ...]) -> None:
    if pattern and not any(group.kind is SourceKind.TEXT for group in groups):
        message = (
            f"--chapters: The pattern is for plain texts, and this is {groups[0].kind.value}, "
            "which says itself where its chapters begin. Leave the option out."
        )
        raise BookbuildError(message, Exit.USAGE)


# ------------------------------------------------------------------------------- an edited plan


def _cut(
    groups: tuple[_Group, ...],
    folders: tuple[Prepared, ...],
    out: Path,
    identifier: str,
    pattern: str,
    plan: Plan,
) -> tuple[Prepared, ...]:
    """Return the folders with their texts cut where the plan says; nothing else is changed yet."""
    texts = tuple(
        source
        for group in groups
        if group.kind is SourceKind.TEXT
        for source in gather_texts(group.listed()).sources
    )
    proposed = tuple(planned for folder in folders for planned in folder.planned)
    refuse((*plan.wrong, *_misfits(texts, proposed, plan.wanted)))
    return tuple(
        _prepared(group, out, identifier, pattern, plan.wanted)
        if group.kind is SourceKind.TEXT
        else folder
        for group, folder in zip(groups, folders, strict=True)
    )


def _misfits(
    texts: tuple[Source, ...], proposed: tuple[Planned, ...], wanted: tuple[Wanted, ...]
) -> Iterator[str]:
    lines = {source.name: source.lines for source in texts}
    known = dict.fromkeys(planned.source for planned in proposed)
    begun = {(planned.source, planned.line) for planned in proposed}
    for one in wanted:
        place = f"{one.file}:{one.line_at}"
        if one.source not in known:
            yield (
                f"{one.file}:{one.source_at}: “{one.source}” is none of the sources that were "
                f"named. There {'are' if len(known) > 1 else 'is'}: {', '.join(list(known)[:8])}."
            )
        elif (one.source, one.line) in begun:
            continue
        elif one.source not in lines:
            yield (
                f"{place}: No section begins on line {one.line} of {one.source}, and only a plain "
                "text can be cut anywhere. Take the line from the printed plan."
            )
        elif one.line > len(lines[one.source]):
            yield (
                f"{place}: {one.source} has {len(lines[one.source])} lines, so nothing begins on "
                f"line {one.line}. Correct the number."
            )
        elif not lines[one.source][one.line - 1].strip():
            yield (
                f"{place}: Line {one.line} of {one.source} is blank. Give the line of the heading, "
                "or that of the first words."
            )
