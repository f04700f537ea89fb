"""What should not be published, said before anything is built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.release.version import Version, version_of
from bookbuild.report import Diagnostic, Place, error, warning


@dataclass(frozen=True, slots=True)
class Stand:
    """How a manuscript stands in git as it is released.

    ``book_file`` is book.yaml as messages name it. ``tags`` are those of the commit that is
    checked out, () where there is no git; ``taken`` is whether the version's tag is on another
    commit. ``others`` are the tags of other commits. ``changed`` are the files that readers get
    otherwise than the commit has them.
    """

    book_file: str
    tags: tuple[str, ...] = ()
    taken: bool = False
    others: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def refusals(version: Version, stand: Stand, *, locked: bool) -> tuple[Diagnostic, ...]:
    """Return what speaks against a release, as errors and warnings with what to do."""
    return (*_tags(version, stand), *_uncommitted(version, stand, locked=locked))


def unrecorded(stand: Stand, place: Place) -> tuple[Diagnostic, ...]:
    """Return the warning for a first release that is most likely none."""
    versions = tuple(tag for tag in stand.others if version_of(tag) is not None)
    if not versions:
        return ()
    message = (
        f"There is a tag {versions[-1]}, so readers may have a release, and no record says what is "
        "in it: whether they keep their place is not looked at."
    )
    hint = "Put back the published.yaml of that release, or name it with --published."
    return (warning("no-record", place, message, hint),)


def too_old(version: Version, released: str, place: Place) -> Diagnostic:
    """Return the error for a version that does not follow the one that readers have."""
    message = f"Readers have version {released}, and {version.text} does not come after it."
    hint = (
        "Take a higher one with --version; to make an old release again, check out its tag "
        "with its own published.yaml."
    )
    return error("version-not-newer", place, message, hint)


def _tags(version: Version, stand: Stand) -> Iterator[Diagnostic]:
    place = Place(stand.book_file)
    others = tuple(tag for tag in stand.tags if version_of(tag) not in (None, version))
    fitting = any(version_of(tag) == version for tag in stand.tags)
    if others and not fitting:
        message = f"This commit has the tag {others[0]}, and the release is to be {version.text}."
        hint = "Leave --version out to release what the tag says, or commit and tag anew."
        yield error("tag-does-not-fit", place, message, hint)
    elif stand.taken:
        message = f"There is a tag {version.tag} already, on another commit: readers may have it."
        hint = f"Take a higher version, or go to that commit with `git checkout {version.tag}`."
        yield error("tag-taken", place, message, hint)


def _uncommitted(version: Version, stand: Stand, *, locked: bool) -> Iterator[Diagnostic]:
    """Yield what a tagged commit does not have; before the tag is there, it may come with it."""
    if not any(version_of(tag) == version for tag in stand.tags):
        return
    report = error if locked else warning
    message = (
        "This is not as the tagged commit has it, so that the tag says what readers do not get."
    )
    hint = "Commit it and tag that commit, or get it back with `git restore`."
    for file in stand.changed:
        yield report("not-in-the-commit", Place(file), message, hint)
