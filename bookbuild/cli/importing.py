"""``bookbuild import``: a text as it was posted becomes a book's folder."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Annotated

import typer

from bookbuild.cli.arguments import AsJson
from bookbuild.cli.printing import say, say_json, shown_path, typed_path
from bookbuild.report import BookbuildError, Exit


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import")(import_)


def import_(
    sources: Annotated[
        list[Path],
        typer.Argument(help="Texts, saved web pages, or an EPUB: files, or folders."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The new book's folder.", metavar="FOLDER"),
    ] = None,
    chapters: Annotated[
        str,
        typer.Option(
            "--chapters",
            help="A regular expression: every line in which it is found is a chapter's heading.",
            metavar="PATTERN",
        ),
    ] = "",
    plan: Annotated[
        bool,
        typer.Option("--plan", help="Show the sections that it would make, and write nothing."),
    ] = False,
    json: AsJson = False,
) -> None:
    """Make a book's folder of chapters as they were posted.

    A whole novel in one text, saved web pages, an EPUB, and a folder of Markdown that another
    program made are taken, too.

    For example:  bookbuild import last-chapter.txt -o my-novel
    """
    from bookbuild.intake import import_sources, terminal_lines

    if plan:
        _show_plan(tuple(sources), chapters, json=json)
        return
    if json:
        raise BookbuildError("--json: Only a plan is printed so. Add --plan.", Exit.USAGE)
    if output is None:
        raise typer.BadParameter("name the new book's folder.", param_hint="-o")

    imported = import_sources(tuple(sources), output, uuid.uuid4().urn, chapters)
    for line in terminal_lines(imported):
        say(line)
    say()
    say(f"Written to {shown_path(output)}. Next:")
    say(f"  bookbuild epub {typed_path(output)}")


def _show_plan(sources: tuple[Path, ...], chapters: str, *, json: bool) -> None:
    from bookbuild.intake import plan_sources

    planned = plan_sources(sources, chapters)
    if not json:
        for each in planned:
            say(str(each))
        return
    say_json(
        {
            "sections": [
                {
                    "source": each.source,
                    "line": each.line,
                    "kind": each.kind.value,
                    "label": each.label,
                    "title": each.title,
                    "confidence": each.confidence,
                }
                for each in planned
            ]
        }
    )
