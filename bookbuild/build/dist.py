"""dist/ as a whole: the files of a release appear together, or what was there stays."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bookbuild.build.interrupts import interruption_waits
from bookbuild.release.checksums import SUMS, summed_names
from bookbuild.report import BookbuildError, Exit

DIST = "dist"


@contextmanager
def staged(project: Path) -> Iterator[Path]:
    """Give an empty folder beside dist/, which is gone at the end unless it was moved.

    Raises `BookbuildError` where there can be no dist/ in the project's folder.
    """
    # A link would let a manuscript choose which folder of this machine is moved away.
    if (project / DIST).is_symlink() or (project / DIST).is_file():
        message = f"{project / DIST} is no folder of its own. Rename it: a release goes there."
        raise BookbuildError(message, Exit.MACHINE)
    try:
        stage = Path(tempfile.mkdtemp(prefix=".dist-", dir=project))
        stage.chmod(0o755)
    except OSError as refused:
        raise _unwritable(project / DIST, refused) from refused
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def put_in_place(stage: Path, project: Path, finish: Callable[[], None]) -> tuple[str, ...]:
    """Put a staged folder in the place of dist/; return what else there was and still is.

    What an earlier release put there is gone; what it did not is kept. ``finish`` is what belongs
    to it elsewhere: where it fails, dist/ is as it was. Raises `BookbuildError` where dist/ cannot
    be written to.
    """
    dist = project / DIST
    before = stage.with_name(f"{stage.name}-before")
    with interruption_waits():
        try:
            if dist.exists():
                dist.rename(before)
            try:
                stage.rename(dist)
                finish()
            except BaseException:
                _put_back(before, dist, stage)
                raise
            return _kept(before, dist)
        except OSError as refused:
            raise _unwritable(project / DIST, refused) from refused


def _put_back(before: Path, dist: Path, stage: Path) -> None:
    if dist.exists():
        dist.rename(stage)
    if before.exists():
        before.rename(dist)


def _kept(before: Path, dist: Path) -> tuple[str, ...]:
    """Move what no release put into the old folder to the new one, and remove the rest."""
    if not before.exists():
        return ()
    sums = before / SUMS
    known = summed_names(sums.read_text("utf-8", "replace")) if sums.is_file() else ()
    others = sorted(each.name for each in before.iterdir())
    kept = [name for name in others if name not in known and not (dist / name).exists()]
    for name in kept:
        (before / name).rename(dist / name)
    shutil.rmtree(before, ignore_errors=True)
    return tuple(kept)


def _unwritable(path: Path, refused: OSError) -> BookbuildError:
    reason = (refused.strerror or "it refuses").lower()
    return BookbuildError(
        f"{path} cannot be written: {reason}. Make the folder writable.", Exit.MACHINE
    )
