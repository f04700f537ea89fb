"""``bookbuild news``: what is new since the last publication, for the text of a release."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, AsOf, EditionName, Folder, day_asked, epoch, today
from bookbuild.cli.printing import (
    Json,
    diagnostics_json,
    note,
    note_diagnostics,
    say,
    say_json,
    shown_path,
)
from bookbuild.report import Exit, Severity

if TYPE_CHECKING:
    from bookbuild.build.news import Told
    from bookbuild.model.published import Edit
    from bookbuild.plan.news_list import NewsLine, NewsList

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("news")(news)


def news(  # noqa: PLR0913 (the options of a command)
    folder: Folder = _HERE,
    since: Annotated[
        str,
        typer.Option("--since", help="Since this git tag or commit.", metavar="TAG"),
    ] = "",
    edition: EditionName = "",
    as_of: AsOf = "",
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, for the text of a release.")
    ] = False,
    atom: Annotated[
        Path | None,
        typer.Option("--atom", help="Write a feed of the sections to a file.", metavar="FILE"),
    ] = None,
    json: AsJson = False,
) -> None:
    """List what is new and revised since the book was last published.

    For example:  bookbuild news  or  bookbuild news --since v1.3 --markdown
    """
    from bookbuild.build.news import NewsRequest, what_is_new

    day = day_asked(as_of) or today()
    found = what_is_new(NewsRequest(folder, since, edition, day, epoch()))
    errors = tuple(each for each in found.diagnostics if each.severity is Severity.ERROR)
    if json:
        told = _json(found.value) if found.value else {}
        say_json({**told, "diagnostics": diagnostics_json(errors)})
    else:
        note_diagnostics(errors)
    if found.value is None:
        raise typer.Exit(int(Exit.MANUSCRIPT))
    if not json:
        _say(found.value, markdown=markdown, quiet=atom is not None)
    if atom is not None:
        _write_feed(found.value, atom, json=json)


def _say(told: Told, *, markdown: bool, quiet: bool) -> None:
    from bookbuild.release.news_text import markdown_news, plain_news

    if quiet:
        return
    if told.first:
        note("Nothing was published yet, so everything is new. `bookbuild build --publish`")
        note("writes down what readers have; --since TAG asks git instead.")
    if not told.news.lines:
        note("Nothing is new.")
    for line in markdown_news(told.news) if markdown else plain_news(told.news):
        say(line)


def _write_feed(told: Told, path: Path, *, json: bool) -> None:
    from bookbuild.build.place import put
    from bookbuild.release.atom import atom_feed

    put(path, atom_feed(told.news, told.stamp).encode())
    if not json:
        say(shown_path(path))


def _json(told: Told) -> dict[str, Json]:
    found: NewsList = told.news
    return {
        "title": found.title,
        "first": told.first,
        "new": [_line_json(each) for each in found.new],
        "revised": [_line_json(each) for each in found.revised],
        "promised": [
            {"name": each.name, "expected": each.day.isoformat() if each.day else ""}
            for each in found.promises
        ],
    }


def _line_json(line: NewsLine) -> Json:
    return {
        "id": line.unit,
        "name": line.name,
        "words": line.words,
        "date": line.day.isoformat() if line.day else "",
        "promised": line.promised,
        **({"changes": line.reason, **_edit_json(line.edit)} if line.edit else {}),
    }


def _edit_json(edit: Edit) -> dict[str, Json]:
    return {
        "paragraphs": {"new": edit.new, "revised": edit.revised, "removed": edit.gone},
        "added": edit.added,
        "removed": edit.removed,
    }
