"""One import of one mutated source, watched.

Import may refuse a source with a `BookbuildError`, in one line and with nothing written; or it
makes a folder that the reader takes without an error, with or without a plan. An update of it
leaves every file that is there as it is, but for a promise that is kept. Nothing else may happen:
no other exception, no file elsewhere, no socket, no program started, no word of a file beside the
source.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bookbuild.intake import (
    compared_lines,
    import_sources,
    plan_sources,
    said_lines,
    terminal_lines,
    update_folder,
)
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.report import BookbuildError, Severity
from tests.fuzz.cases import Case, case, mutated_plan

_OF_PICTURES = ("bad-picture", "svg-picture")
"""Import copies a picture as it is; that it is damaged is for the reader to say."""
_OWN_MARKUP = ("missing-image", "outside-the-folder", "dangling-link", "nested-too-deep")
"""In an author's own Markdown the links are their own, and so are their mistakes."""
IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000000"
CANARY = "xylophonesesame"
_UNPROVEN = re.compile(r"would not be those|Nothing was written\. Please")


class Ending(Enum):
    """How a trial ended; the last are failures."""

    MADE = "made"
    REFUSED = "refused"
    UNPROVEN = "refused, because the words would not add up"
    """The source could be read, so this is a mistake of import."""
    CRASHED = "an exception"
    STRAYED = "something outside of the new book's folder"
    HALF = "a part of a book left behind"
    OVERWRITTEN = "a file of the book changed by an update"
    UNREADABLE = "a book that cannot be read"
    HUNG = "more than 10 s"
    FAT = "more than 512 MB"

    @property
    def is_good(self) -> bool:
        """Whether import may end so."""
        return self in (Ending.MADE, Ending.REFUSED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the trial with a number ended, and what there is to say of it."""

    number: int
    kind: str
    ending: Ending
    detail: str = ""


class Watch:
    """Hears of everything that the process asks of the machine while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event.startswith(_FORBIDDEN) and not _within_book(event, arguments):
            self.seen.append(f"{event} {arguments!r}"[:300])
            raise PermissionError(event)


def _within_book(event: str, arguments: tuple[object, ...]) -> bool:
    """An update gives a file its name only if it is free, which a link does and no renaming."""
    return event == "os.link" and all("/out/book/" in str(path) for path in arguments[:2])


_FORBIDDEN = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn"),
    *("urllib.", "http.", "ftplib.", "smtplib.", "ctypes.", "os.chmod", "os.chown", "os.link"),
    *("os.symlink", "shutil.", "pickle.", "os.putenv", "os.kill", "exec.compile", "webbrowser."),
)


def run(number: int, watch: Watch, keep: Path | None = None) -> Outcome:
    """Make the source with the number and import it; its files stay in ``keep`` if one is given."""
    root = keep or Path(tempfile.mkdtemp(prefix="bookbuild-fuzz-"))
    try:
        return _run(number, watch, root)
    finally:
        if keep is None:
            shutil.rmtree(root, ignore_errors=True)


def _run(number: int, watch: Watch, root: Path) -> Outcome:
    source, out = root / "source", root / "out" / "book"
    source.mkdir(parents=True)
    out.parent.mkdir()
    for place in (root / "secret.txt", root / "out" / "secret.txt"):
        place.write_text(CANARY, encoding="utf-8")
    made = case(number, source)
    before = tuple(_listing(root))
    watch.seen.clear()
    watch.on = True
    try:
        ending, detail = _imported(made, out)
    finally:
        watch.on = False
    if watch.seen:
        return Outcome(number, made.kind, Ending.STRAYED, watch.seen[0])
    if ending.is_good:
        ending, detail = _looked_at(root, out, before, ending, detail)
    return Outcome(number, made.kind, ending, detail)


def _imported(made: Case, out: Path) -> tuple[Ending, str]:
    try:
        plan = _plan(made, out) if made.planned else None
        imported = import_sources(made.paths, out, IDENTIFIER, made.pattern, plan)
        tuple(terminal_lines(imported))
    except BookbuildError as refused:
        return _refused(refused)
    except BaseException:  # whatever it is, it is what this looks for
        return Ending.CRASHED, traceback.format_exc()
    told = any("no story" in finding.what for finding in imported.findings)
    ending, detail = _readable(made, out, told)
    return _updated(made, out) if made.later and ending is Ending.MADE else (ending, detail)


def _plan(made: Case, out: Path) -> Path:
    """Write the plan of the import, mutated, beside the sources; return its path."""
    sections = tuple(
        {
            "source": each.source,
            "line": each.line,
            "kind": each.kind.value,
            "label": each.label,
            "title": each.title,
        }
        for each in plan_sources(made.paths, made.pattern)
    )
    path = out.parent / "plan.json"
    path.write_bytes(mutated_plan(json.dumps({"sections": sections}), made.chance))
    return path


def _refused(refused: BookbuildError) -> tuple[Ending, str]:
    said = str(refused)
    return (Ending.UNPROVEN if _UNPROVEN.search(said) else Ending.REFUSED), said


def _readable(made: Case, out: Path, told: bool) -> tuple[Ending, str]:
    try:
        read = read_book(out)
    except BaseException:  # a reader that fails is as bad as a folder that is wrong
        return Ending.UNREADABLE, traceback.format_exc()
    wrong = [
        str(each)
        for each in read.diagnostics
        if each.severity is Severity.ERROR and not (each.code == "empty-section" and told)
        if each.code not in (*_OF_PICTURES, *(_OWN_MARKUP if made.markdown else ()))
    ]
    if wrong or read.value is None:
        return Ending.UNREADABLE, "\n".join(wrong[:5]) or "there is no book"
    return Ending.MADE, ""


def _updated(made: Case, out: Path) -> tuple[Ending, str]:
    """Bring the book up to date with the later sources; a refusal leaves it as it was."""
    book = read_book(out).value
    assert book is not None
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    kept: tuple[Path, ...] = ()
    try:
        updated = update_folder(made.later, find_manuscript(out), book, made.pattern)
        tuple(compared_lines(updated))
        tuple(said_lines(updated.imported, added=True))
        kept = updated.files
    except BookbuildError as refused:
        if _refused(refused)[0] is Ending.UNPROVEN:
            return Ending.UNPROVEN, str(refused)
    except BaseException:
        return Ending.CRASHED, traceback.format_exc()
    changed = (
        file for file, data in before.items() if not file.exists() or file.read_bytes() != data
    )
    lost = [str(file) for file in changed if b"status: promised" not in before[file]]
    more = [str(file) for file in out.rglob("*") if file.is_file() and file not in (*before, *kept)]
    if lost or more:
        return Ending.OVERWRITTEN, "\n".join((*lost, *more)[:5])
    told = any(b"\nstatus: draft" in file.read_bytes() for file in kept)
    return _readable(made, out, told)


def _looked_at(
    root: Path, out: Path, before: tuple[str, ...], ending: Ending, detail: str
) -> tuple[Ending, str]:
    """Look at everything around the book: nothing may have changed, and nothing have got in."""
    own = ("out/book", "out/plan.json ")
    after = tuple(line for line in _listing(root) if not line.startswith(own))
    if after != before:
        changed = sorted(set(after) ^ set(before))
        return Ending.STRAYED, "\n".join(changed[:5])
    if ending is not Ending.MADE and out.exists():
        return Ending.HALF, detail
    told = [
        file for file in out.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()
    ]
    if told or CANARY in detail:
        return Ending.STRAYED, f"it read a file beside the source: {told[:1]}"
    return ending, detail


def _listing(root: Path) -> Iterator[str]:
    """Yield a line for each thing in a folder: its path, its size, when it was changed."""
    for path in sorted(root.rglob("*")):
        about = path.lstat()
        shown = path.relative_to(root).as_posix()
        if path.is_dir() and not path.is_symlink():
            yield shown
        else:
            yield f"{shown} {about.st_size} {about.st_mtime_ns}"
