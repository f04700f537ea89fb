"""``bookbuild release``: the books with all that goes out with them, in dist/."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import (
    AsJson,
    AsOf,
    Final,
    Folder,
    Jobs,
    KeepNothing,
    LosePlaces,
    cache_folder,
    day_asked,
    epoch,
    jobs_asked,
    today,
)
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    end_progress,
    note,
    note_diagnostics,
    note_long,
    progress,
    say,
    say_json,
    say_long,
    shown_path,
    size,
    typed_path,
)
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.build.releasing import MadeRelease, ReleaseRequest
    from bookbuild.model.releases import ReleaseSettings
    from bookbuild.release.contents import ReleasedEdition

_HERE = Path()
_ADDRESS = "https://…"
_MOST_HELD = 5
"""Sections that are named before the rest is counted."""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("release")(release)


def release(  # noqa: PLR0913 (the options of a command)
    folder: Folder = _HERE,
    version: Annotated[
        str,
        typer.Option(
            "--version",
            help="The version that readers get; a tagged commit gives it by itself.",
            metavar="1.3",
        ),
    ] = "",
    as_of: AsOf = "",
    final: Final = False,
    locked: Annotated[
        bool,
        typer.Option("--locked", help="Write nothing into the manuscript: for workflows."),
    ] = False,
    published: Annotated[
        Path | None,
        typer.Option(
            "--published",
            help="The last release's published.yaml, where the manuscript has none or an older.",
            metavar="FILE",
        ),
    ] = None,
    files_at: Annotated[
        str,
        typer.Option(
            "--files-at", help="Where readers get the newest files, for ever.", metavar=_ADDRESS
        ),
    ] = "",
    page_at: Annotated[
        str,
        typer.Option("--page-at", help="Where the download page stands.", metavar=_ADDRESS),
    ] = "",
    lose_places: LosePlaces = False,
    jobs: Jobs = 0,
    no_cache: KeepNothing = False,
    json: AsJson = False,
) -> None:
    """Make a release: the books, notes, checksums, feeds and a page.

    For example:  bookbuild release --version 1.3  or, on a tagged commit,  bookbuild release
    """
    from bookbuild.build.releasing import ReleaseRequest

    _refuse_version(folder)
    request = ReleaseRequest(
        folder,
        version,
        locked=locked,
        published=published,
        addresses=_addresses(files_at, page_at),
        epoch=epoch(),
        today=today(),
        as_of=day_asked(as_of),
        final=final,
        lose_places=lose_places,
    )
    cache = None if no_cache else cache_folder()
    _release(replace(request, jobs=jobs_asked(jobs), cache=cache), json=json)


def _addresses(files_at: str, page_at: str) -> ReleaseSettings:
    from bookbuild.model.releases import ReleaseSettings
    from bookbuild.read.releases import as_folder, is_address, is_folder_address

    if files_at and not is_folder_address(files_at):
        raise _no_address("--files-at", "the address of a folder", files_at)
    if page_at and not is_address(page_at):
        raise _no_address("--page-at", "an address", page_at)
    return ReleaseSettings(as_folder(files_at), page_at)


def _no_address(option: str, wanted: str, typed: str) -> BookbuildError:
    message = f"{option} takes {wanted}, and “{typed}” is none. Write it like {_ADDRESS}"
    return BookbuildError(message, Exit.USAGE)


def _release(request: ReleaseRequest, *, json: bool) -> None:
    from bookbuild.build.releasing import make_release

    try:
        made = make_release(request, progress)
    finally:
        end_progress()
    if json:
        told = _json(made.value) if made.value else {}
        say_json({**told, "diagnostics": diagnostics_json(made.diagnostics)})
    else:
        note_diagnostics(made.diagnostics)
    if made.value is None:
        if not json:
            note("Nothing was released; dist/ and published.yaml are as they were.")
        raise typer.Exit(int(Exit.MANUSCRIPT))
    if not json:
        _say(made.value)


def _refuse_version(folder: Path) -> None:
    """Raise where a version was typed in the folder's place."""
    if re.fullmatch(r"v?\d+(\.\d+)*", folder.name) and not folder.exists():
        message = f"There is no folder {folder}. A version is given as --version {folder}."
        raise BookbuildError(message, Exit.USAGE)


def _say(made: MadeRelease) -> None:
    release = made.release
    say(f"{release.title} {release.version}. Readers get:")
    say()
    for edition in release.editions:
        say(f"  {edition.file.name}  ({_counts(edition)})")
    _say_news(made)
    say()
    for line in _held(made):
        say_long(line)
    say_long(_places(made))
    for remark in made.remarks:
        note_long(remark)
    _say_files(made)
    _say_what_follows(made)


def _counts(edition: ReleasedEdition) -> str:
    pages = f", {edition.pages} pages" if edition.pages else ""
    return f"{size(edition.file.size)}, {edition.words:,} words{pages}"


def _say_news(made: MadeRelease) -> None:
    from bookbuild.release.news_text import plain_news

    news = made.release.news
    say()
    if not news.lines:
        say("No section is new or revised.")
    if not news.lines and news.promises:
        say()
    for line in plain_news(news):
        say(line)


def _held(made: MadeRelease) -> Iterator[str]:
    """Yield what readers do not get, so that nobody looks for it in vain."""
    shown, more = made.held[:_MOST_HELD], len(made.held) - _MOST_HELD
    if shown:
        rest = f", and {more} more" if more > 0 else ""
        yield f"Not in it yet: {', '.join(shown)}{rest}."
    for name in made.editions_held:
        yield (
            f"The edition “{name}” runs ahead and stays at home. `bookbuild build --edition {name} "
            "--publish` makes it for those who get it."
        )


def _places(made: MadeRelease) -> str:
    """Return whether readers keep their place, in a sentence or two."""
    if made.release.first:
        front = f" Before the story stand: {', '.join(made.front)}." if made.front else ""
        return (
            "This is the first release: nothing was published before. From now on the names, the "
            f"order and the places of what is in it stay.{front}"
        )
    if made.lost:
        return "Readers lose their place: the warnings say who, and where."
    return "Every reader’s place is kept."


def _say_files(made: MadeRelease) -> None:
    say()
    count = f"{len(made.files) + 1} files"
    say(f"{shown_path(made.dist)}/  ({count}: the books, and what goes out with them)")
    if made.kept:
        say_long(f"Not of this release, and still in dist/: {', '.join(made.kept)}.")
    if made.record:
        say(f"{shown_path(made.record)}  (what readers have; keep it in git)")


def _say_what_follows(made: MadeRelease) -> None:
    if made.commands:
        say()
        say("What is left to do, with git:")
        here = made.project.resolve() == Path.cwd().resolve()
        for command in (*(() if here else (f"cd {typed_path(made.project)}",)), *made.commands):
            say(f"  {command}")
    elif made.record and not made.in_git:
        say()
        say_long(
            "This book is not in git, so nothing is tagged. Give readers the files in dist/, and "
            "keep published.yaml for the next release."
        )


def _json(made: MadeRelease) -> dict[str, Json]:
    from bookbuild.release.manifest import MANIFEST, manifest_json

    release = made.release
    books = {file.name for each in release.editions for file in (each.file, each.cover) if file}
    names = (*books, MANIFEST)
    others = tuple(file for file in made.files if file.name not in names)
    return {
        **manifest_json(release, others),
        "dist": shown_path(made.dist),
        "published": shown_path(made.record) if made.record else None,
        "places-kept": not made.lost,
        "not-in-it": list(made.held),
        "editions-not-in-it": list(made.editions_held),
        "commands": list(made.commands),
    }
