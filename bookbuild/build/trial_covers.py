"""Covers alone, to look at before one is chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bookbuild.build.books import planned
from bookbuild.build.place import project_of, put
from bookbuild.model.assets import Image
from bookbuild.model.cover import USUAL_COVER, CoverDesign, Design
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.read.manuscript import find_manuscript
from bookbuild.report import BookbuildError, Diagnostic, Exit, Place, has_errors
from bookbuild.write.cover import cover_findings, marketing_cover

_ENDINGS = (".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """Covers to write: the book's own, or drawn ones in the designs that are named.

    ``edition`` is "" for the first one that has an EPUB. ``output`` is a folder, or a file's name
    where there is one cover; None for the project's ``dist/``. ``epoch`` is the date that the
    environment asks for.
    """

    folder: Path
    designs: tuple[Design, ...] = ()
    edition: str = ""
    output: Path | None = None
    epoch: datetime | None = None


@dataclass(frozen=True, slots=True)
class CoverFile:
    """A cover that was written; ``design`` is None for a picture of the author's."""

    path: Path
    design: Design | None
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class Covers:
    """The covers that were written, and what was noticed."""

    files: tuple[CoverFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def make_covers(request: CoverRequest) -> Covers:
    """Write a book's covers alone; nothing is written where the manuscript has errors.

    Raises `BookbuildError` for a folder without a manuscript, an unknown edition, one file's name
    for several covers, or a place that cannot be written to.
    """
    manuscript = find_manuscript(request.folder)
    plan = planned(request.folder, Format.EPUB, request.edition, request.epoch)
    if plan.edition is None or has_errors(plan.diagnostics):
        return Covers((), plan.diagnostics)
    editions = _asked(plan.edition, request.designs)
    paths = _paths(editions, project_of(manuscript), request)
    shown = f"{manuscript.name}/" if manuscript.name == "manuscript" else ""
    files: list[CoverFile] = []
    # What else there is to say of the book, other commands say.
    noticed = [each for each in plan.diagnostics if each.code.startswith("cover-")]
    for edition, path in zip(editions, paths, strict=True):
        noticed.extend(_in_folder(each, shown) for each in cover_findings(edition))
        image = marketing_cover(edition)
        if image is not None:
            put(path, image.data)
            files.append(_file(path, edition, image))
    return Covers(tuple(files), tuple(dict.fromkeys(noticed)))


def _asked(edition: Edition, designs: tuple[Design, ...]) -> tuple[Edition, ...]:
    """Return the edition once for each design, without its picture; else as it is."""
    if not designs:
        return (edition,)
    colours = (edition.metadata.cover_design or USUAL_COVER).colours
    return tuple(
        replace(
            edition,
            cover=None,
            metadata=replace(edition.metadata, cover_design=CoverDesign(design, colours)),
        )
        for design in designs
    )


def _paths(editions: tuple[Edition, ...], project: Path, request: CoverRequest) -> tuple[Path, ...]:
    output = request.output
    if output and output.suffix.lower() in _ENDINGS and not output.is_dir():
        if len(editions) == 1:
            return (output,)
        message = f"{output} is one file, and this makes {len(editions)} covers. Name a folder."
        raise BookbuildError(message, Exit.USAGE)
    if output and output.suffix and not output.is_dir():
        message = f"{output} does not end in .jpg, and covers are JPEGs. Name it so, or a folder."
        raise BookbuildError(message, Exit.USAGE)
    folder = output or project / "dist"
    return tuple(folder / _name(edition, request.designs) for edition in editions)


def _name(edition: Edition, designs: tuple[Design, ...]) -> str:
    """Return a cover's file name; one that is only tried has its design in it."""
    design = f"-{_design(edition).value}" if designs else ""
    return f"{edition.output}-cover{design}.jpg"


def _design(edition: Edition) -> Design:
    return (edition.metadata.cover_design or USUAL_COVER).design


def _file(path: Path, edition: Edition, image: Image) -> CoverFile:
    design = _design(edition) if edition.cover is None else None
    return CoverFile(path, design, image.width, image.height, len(image.data))


def _in_folder(diagnostic: Diagnostic, shown: str) -> Diagnostic:
    """Return a writer's diagnostic with its file as the author types it."""
    place = diagnostic.place
    return replace(diagnostic, place=Place(f"{shown}{place.file}", place.line))
