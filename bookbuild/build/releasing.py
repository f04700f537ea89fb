"""A release: the books and all that goes out with them, in dist/ together or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from bookbuild.build.books import Built, Progress, build_books
from bookbuild.build.dist import put_in_place, staged
from bookbuild.build.place import project_of, put
from bookbuild.build.publishing import put_record
from bookbuild.build.release_parts import held_editions, held_sections, release_of, texts_of
from bookbuild.build.repository import Repository, repository_of, tagged_elsewhere
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import Format
from bookbuild.model.published import Published
from bookbuild.model.releases import USUAL_RELEASES, ReleaseSettings
from bookbuild.plan.serial.contract import LOSSES
from bookbuild.read.manuscript import BOOK_FILE, find_manuscript
from bookbuild.read.published import PUBLISHED_FILE, read_published, read_record
from bookbuild.release.checksums import SUMS, released_file, sums_text
from bookbuild.release.contents import Release, ReleasedFile
from bookbuild.release.git_commands import git_commands
from bookbuild.release.manifest import MANIFEST, manifest
from bookbuild.release.refusals import Stand, refusals, too_old, unrecorded
from bookbuild.release.version import Version, version_of
from bookbuild.report import (
    BookbuildError,
    Checked,
    Diagnostic,
    Exit,
    Place,
    has_errors,
)


@dataclass(frozen=True, slots=True)
class ReleaseRequest:
    """A release: ``version`` as typed, "" for what the tag of the commit says.

    ``locked`` writes nothing into the manuscript. ``published`` is a record to take in place of
    the manuscript's where it is the later one. ``addresses`` go before those of book.yaml. The rest
    is as in `BuildRequest`.
    """

    folder: Path
    version: str = ""
    locked: bool = False
    published: Path | None = None
    addresses: ReleaseSettings = USUAL_RELEASES
    epoch: datetime | None = None
    today: date | None = None
    as_of: date | None = None
    final: bool = False
    lose_places: bool = False
    jobs: int = 1
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class MadeRelease:
    """A release as it stands in dist/.

    ``record`` is published.yaml in the manuscript, None where it was not to be written;
    ``front`` are the pages before the story, where readers get them for the first time. ``kept``
    is what else stands in ``dist``, and ``commands`` what is typed next, in ``project``;
    ``in_git`` is whether that is in a repository. ``lost`` is whether readers lose their place.
    ``held`` are sections that readers do not get yet, ``editions_held`` editions for some of them.
    """

    release: Release
    files: tuple[ReleasedFile, ...]
    project: Path
    dist: Path
    record: Path | None
    front: tuple[str, ...]
    kept: tuple[str, ...]
    commands: tuple[str, ...]
    in_git: bool
    lost: bool
    held: tuple[str, ...] = ()
    editions_held: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a release is to be, before anything is built."""

    project: Path
    manuscript: Path
    version: Version
    tag: str
    before: Published
    record: Path
    repository: Repository | None
    warnings: tuple[Diagnostic, ...]


def make_release(request: ReleaseRequest, progress: Progress) -> Checked[MadeRelease | None]:
    """Make a release; None where something speaks against it, and dist/ is as it was.

    Raises `BookbuildError` for a folder without a manuscript, a version that is none, a commit
    without a tag where no version is given, and what this machine lacks.
    """
    planned = _planned(request)
    if planned.value is None:
        return Checked(None, planned.diagnostics)
    plan = planned.value
    with staged(plan.project) as stage:
        built = build_books(_build_request(request, plan, stage), progress)
        noticed = (*plan.warnings, *(_told(each, plan) for each in built.diagnostics))
        if built.missing:
            raise BookbuildError(built.missing, Exit.MACHINE)
        if has_errors(noticed) or built.issued is None or built.record is None:
            return Checked(None, noticed)
        release, files = _written(request, plan, built, stage)
        text = (stage / PUBLISHED_FILE).read_bytes()
        record = None if request.locked else plan.manuscript / PUBLISHED_FILE
        kept = put_in_place(stage, plan.project, lambda: _put_record(record, text))
    return Checked(
        MadeRelease(
            release,
            files,
            plan.project,
            plan.project / "dist",
            record,
            built.record.front,
            kept,
            _commands(plan, release.title) if record else (),
            plan.repository is not None,
            lost=any(each.code in LOSSES for each in noticed),
            held=held_sections(built.issued),
            editions_held=held_editions(built.issued),
            remarks=built.remarks,
        ),
        noticed,
    )


def _build_request(request: ReleaseRequest, plan: _Plan, stage: Path) -> BuildRequest:
    return BuildRequest(
        request.folder,
        (Format.PDF, Format.EPUB),
        output=stage,
        epoch=request.epoch,
        today=request.today,
        as_of=request.as_of,
        final=request.final,
        publish=True,
        lose_places=request.lose_places,
        jobs=request.jobs,
        cache=request.cache,
        release=plan.version.text,
        before=plan.before,
        record_in=stage,
    )


def _written(
    request: ReleaseRequest, plan: _Plan, built: Built, stage: Path
) -> tuple[Release, tuple[ReleasedFile, ...]]:
    """Write all that goes out beside the books; return it with every file that there is."""
    release = _dated(release_of(built, plan.version, plan.tag, request.addresses), request, stage)
    books = tuple(_described(each.path.name, stage) for each in built.files)
    record = _described(PUBLISHED_FILE, stage)
    texts = texts_of(release)
    others = (record, *(released_file(name, text.encode()) for name, text in texts))
    last = manifest(release, others)
    files = (*books, *others, released_file(MANIFEST, last.encode()))
    for name, text in (*texts, (MANIFEST, last), (SUMS, sums_text(files))):
        put(stage / name, text.encode())
    return release, files


def _dated(release: Release, request: ReleaseRequest, stage: Path) -> Release:
    """Return the release with the day on which readers get it, where that is after the book's own.

    A corrected chapter has the day of its first posting; apps that follow a feed would not look at
    the book again. The day is the record's, so that the same release has the same one ever after.
    """
    day = read_record(stage / PUBLISHED_FILE, PUBLISHED_FILE).value.day
    if request.epoch is not None or day is None:
        return release
    published = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return replace(release, stamp=max(release.stamp, published))


def _told(diagnostic: Diagnostic, plan: _Plan) -> Diagnostic:
    """Return what an update breaks with the record that says so, and the way back there is.

    Where the record is that of this very version, no reader need have it yet.
    """
    if diagnostic.code not in LOSSES:
        return diagnostic
    place, hint = diagnostic.place, diagnostic.hint
    if place.file.endswith(PUBLISHED_FILE):
        place = Place(str(plan.record), place.line)
    if hint and plan.before.release and plan.before.release.version == plan.version.text:
        hint += (
            f" If no reader has {plan.version.text} yet, get {plan.record} back as it was before "
            "that release, and release again."
        )
    return replace(diagnostic, place=place, hint=hint)


def _described(name: str, stage: Path) -> ReleasedFile:
    return released_file(name, (stage / name).read_bytes())


def _put_record(path: Path | None, text: bytes) -> None:
    if path is not None and not (path.exists() and path.read_bytes() == text):
        put_record(path, text)


# ------------------------------------------------------------------------- before anything is built


def _planned(request: ReleaseRequest) -> Checked[_Plan | None]:
    manuscript = find_manuscript(request.folder)
    project = project_of(manuscript)
    repository = repository_of(project, manuscript)
    version, tag = _version(request, repository)
    before = _before(request, manuscript, version)
    stand = _stand(project, manuscript, repository, version)
    noticed = (*before.diagnostics, *refusals(version, stand, locked=request.locked))
    if before.value is None or has_errors(noticed):
        return Checked(None, noticed)
    path, record = before.value
    if record.day is None:
        noticed = (*noticed, *unrecorded(stand, Place(str(path))))
    plan = _Plan(project, manuscript, version, tag, record, path, repository, noticed)
    return Checked(plan)


def _stand(
    project: Path, manuscript: Path, repository: Repository | None, version: Version
) -> Stand:
    book_file = str(manuscript / BOOK_FILE)
    if repository is None:
        return Stand(book_file)
    shown = tuple(str(_as_typed(each, project, manuscript)) for each in repository.changed)
    taken = tagged_elsewhere(project, version.tag)
    return Stand(book_file, repository.tags, taken, repository.others, shown)


def _as_typed(path: str, project: Path, manuscript: Path) -> Path:
    """Return a path of the project as messages name it: from where the author stands."""
    typed = manuscript.parent if manuscript.resolve() != project else manuscript
    return typed / path


def _version(request: ReleaseRequest, repository: Repository | None) -> tuple[Version, str]:
    """Return the version and its tag, which may be written without a "v"."""
    tags = repository.tags if repository else ()
    if request.version:
        asked = version_of(request.version)
        if asked is None:
            message = (
                f"“{request.version}” is no version. Write numbers with dots between them, "
                "such as --version 1.3 or --version 2026.11."
            )
            raise BookbuildError(message, Exit.USAGE)
        return asked, next((tag for tag in tags if version_of(tag) == asked), asked.tag)
    found = {tag: known for tag in tags if (known := version_of(tag)) is not None}
    if len(set(found.values())) != 1:
        raise BookbuildError(_no_version(tags, tuple(found)), Exit.USAGE)
    tag, version = next(iter(found.items()))
    return version, tag


def _no_version(tags: tuple[str, ...], versions: tuple[str, ...]) -> str:
    if versions:
        return f"This commit has several tags, {', '.join(versions)}. Say which with --version."
    if tags:
        return (
            f"The tag of this commit, {tags[0]}, is no version. Tag it like v1.3, or say the "
            "version with --version 1.3."
        )
    return (
        "A release has a version, and no tag of git gives one here. Say it: "
        "bookbuild release --version 1.0"
    )


def _before(
    request: ReleaseRequest, manuscript: Path, version: Version
) -> Checked[tuple[Path, Published] | None]:
    """Return what readers have: of two records the later one that the version can follow."""
    records = tuple(_records(request, manuscript))
    noticed = tuple(each for _, record in records for each in record.diagnostics)
    if has_errors(noticed):
        return Checked(None, noticed)
    known = [(path, each.value) for path, each in records if each.value.day is not None]
    fitting = [each for each in known if not _is_older(version, each[1])]
    if known and not fitting:
        path, record = known[0]
        released = record.release.version if record.release else ""
        return Checked(None, (too_old(version, released, Place(str(path), _line(path))),))
    nothing = (manuscript / PUBLISHED_FILE, Published())
    return Checked(max(fitting, key=lambda each: _age(each[1]), default=nothing))


def _records(
    request: ReleaseRequest, manuscript: Path
) -> Iterator[tuple[Path, Checked[Published]]]:
    own = manuscript / PUBLISHED_FILE
    yield own, read_published(manuscript, str(own))
    given = request.published
    if given is None:
        return
    if not given.is_file():
        message = f"There is no file {given}. Leave --published out for a first release."
        raise BookbuildError(message, Exit.USAGE)
    yield given, read_record(given, str(given))


def _is_older(version: Version, record: Published) -> bool:
    """Return whether readers have a later version, or the same one written otherwise."""
    released = version_of(record.release.version) if record.release else None
    return released is not None and released != version and not version.is_newer_than(released)


def _age(record: Published) -> tuple[date, tuple[int, ...]]:
    released = version_of(record.release.version) if record.release else None
    return record.day or date.min, released.key if released else ()


def _line(path: Path) -> int:
    lines = path.read_text("utf-8", "replace").splitlines()
    return next((at for at, each in enumerate(lines, 1) if each.startswith("release:")), 0)


# -------------------------------------------------------------------------------- what follows


def _commands(plan: _Plan, title: str) -> tuple[str, ...]:
    """Return what brings the release into git, () where the book is in no repository."""
    now = repository_of(plan.project, plan.manuscript)
    if now is None:
        return ()
    record = (plan.manuscript.resolve() / PUBLISHED_FILE).relative_to(plan.project).as_posix()
    changed = ((record,) if now.record_changed else ()) + now.changed
    tagged = plan.tag in now.tags
    return git_commands(title, plan.tag, changed, tagged=tagged, pushes=now.pushes)
