"""``bookbuild epub``, ``bookbuild pdf``, ``bookbuild build``: make the books."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bookbuild.build.hands import hands_for
from bookbuild.cli.arguments import (
    AsJson,
    AsOf,
    EditionName,
    Final,
    Folder,
    ForAnyShop,
    ForPrinter,
    ForShop,
    Jobs,
    KeepNothing,
    LosePlaces,
    NoCompose,
    Only,
    Output,
    Publish,
    Watch,
    cache_folder,
    day_asked,
    epoch,
    jobs_asked,
    shop_asked,
    today,
)
from bookbuild.cli.made_files import bound_line, file_json, file_line
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    end_progress,
    note,
    note_diagnostics,
    progress,
    say,
    say_json,
    say_long,
    shown_path,
)
from bookbuild.report import BookbuildError, Exit, has_errors

if TYPE_CHECKING:
    from bookbuild.build.books import Built
    from bookbuild.build.presses import Presses
    from bookbuild.build.publishing import Recorded
    from bookbuild.build.request import BuildRequest
    from bookbuild.model.editions import Format

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("epub")(epub)
    app.command("pdf")(pdf)
    app.command("build")(build)


def epub(  # noqa: PLR0913 (the options of a command)
    folder: Folder = _HERE,
    output: Output = None,
    edition: EditionName = "",
    as_of: AsOf = "",
    final: Final = False,
    only: Only = None,
    shop: ForShop = "",
    lose_places: LosePlaces = False,
    json: AsJson = False,
) -> None:
    """Make the EPUB: the book for e-readers and phones.

    For example:  bookbuild epub  or  bookbuild epub my-novel -o my-novel.epub
    """
    from bookbuild.model.editions import Format

    formats = (Format.EPUB,)
    request = _request(folder, formats, output, edition, as_of, final=final)
    asked = replace(request, lose_places=lose_places, only=tuple(only or ()))
    _build(replace(asked, shop=shop_asked(shop, formats)), None, json=json)


def pdf(  # noqa: PLR0913 (the options of a command)
    folder: Folder = _HERE,
    output: Output = None,
    edition: EditionName = "",
    as_of: AsOf = "",
    final: Final = False,
    only: Only = None,
    shop: ForPrinter = "",
    no_compose: NoCompose = False,
    jobs: Jobs = 0,
    no_cache: KeepNothing = False,
    json: AsJson = False,
) -> None:
    """Make the print PDF: the pages of a paperback.

    For example:  bookbuild pdf  or  bookbuild pdf my-novel -o proofs/
    """
    # What is there to compare with is rendered in one process, and anew.
    with hands_for(1 if no_compose else jobs_asked(jobs)) as hands:
        from bookbuild.model.editions import Format

        formats = (Format.PDF,)
        request = _request(folder, formats, output, edition, as_of, final=final)
        request = replace(request, only=tuple(only or ()), compose=not no_compose)
        asked = request if no_compose else _hastened(request, jobs, keep=not no_cache)
        _build(replace(asked, shop=shop_asked(shop, formats)), hands, json=json)


def build(  # noqa: PLR0913 (the options of a command)
    folder: Folder = _HERE,
    output: Output = None,
    edition: EditionName = "",
    as_of: AsOf = "",
    final: Final = False,
    only: Only = None,
    shop: ForAnyShop = "",
    publish: Publish = False,
    lose_places: LosePlaces = False,
    jobs: Jobs = 0,
    no_cache: KeepNothing = False,
    watch: Watch = False,
    json: AsJson = False,
) -> None:
    """Make every edition: the PDF first, then the EPUB.

    For example:  bookbuild build  or  bookbuild build my-novel
    """
    if watch:
        if publish or json:
            message = "--watch goes with neither --publish nor --json. Leave it out to use those."
            raise BookbuildError(message, Exit.USAGE)
        from bookbuild.cli.rebuilding import build_on_every_change

        typed = (folder, output, edition, as_of, final, only, shop, False, lose_places)
        build_on_every_change(folder, lambda: build(*typed, jobs=jobs, no_cache=no_cache))
        return
    with hands_for(jobs_asked(jobs)) as hands:
        from bookbuild.model.editions import Format

        formats = (Format.PDF, Format.EPUB)
        request = _request(folder, formats, output, edition, as_of, final=final)
        request = _hastened(request, jobs, keep=not no_cache)
        asked = replace(request, publish=publish, lose_places=lose_places, only=tuple(only or ()))
        _build(replace(asked, shop=shop_asked(shop, formats)), hands, json=json)


def _request(
    folder: Path,
    formats: tuple[Format, ...],
    output: Path | None,
    edition: str,
    as_of: str,
    *,
    final: bool,
) -> BuildRequest:
    from bookbuild.build.request import BuildRequest

    return BuildRequest(
        folder,
        formats,
        edition,
        output,
        epoch(),
        today=today(),
        as_of=day_asked(as_of),
        final=final,
    )


def _hastened(request: BuildRequest, jobs: int, *, keep: bool) -> BuildRequest:
    return replace(request, jobs=jobs_asked(jobs), cache=cache_folder() if keep else None)


def _build(request: BuildRequest, hands: Presses | None, *, json: bool) -> None:
    from bookbuild.build.books import build_books

    try:
        built = build_books(request, progress, hands)
    finally:
        end_progress()
    if json:
        say_json(_json(built))
    note_diagnostics(() if json else built.diagnostics)
    for file in () if json else built.files:
        say(file_line(file))
        if thick := bound_line(file):
            say(thick)
    for remark in () if json else built.remarks:
        note(remark)
    if built.record and not json:
        _say_published(built.record)
    if built.missing:
        note(f"bookbuild: {built.missing}")
        raise typer.Exit(int(Exit.MACHINE))
    if has_errors(built.diagnostics):
        if not json:
            _say_what_stayed(built)
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _say_published(record: Recorded) -> None:
    say(f"{shown_path(record.path)}  (what readers have; keep it in git)")
    if record.front:
        say()
        say_long(
            f"Before the story stand: {', '.join(record.front)}. From now on these stay as they "
            "are. If a dedication, warnings or an information page shall stand there, too, add it "
            f"now, before anybody has read the book: delete {shown_path(record.path)} and publish "
            "again."
        )


def _say_what_stayed(built: Built) -> None:
    if built.files:
        note("Only this was built; what the errors are about is as it was after the last build.")
    else:
        note("Nothing was built; the books of the last build are as they were.")


def _json(built: Built) -> Json:
    return {
        "files": [file_json(file) for file in built.files],
        "diagnostics": diagnostics_json(built.diagnostics),
        **({"remarks": list(built.remarks)} if built.remarks else {}),
        **({"published": shown_path(built.record.path)} if built.record else {}),
    }
