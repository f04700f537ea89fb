"""``bookbuild import``: whatever an author has becomes a book's folder, or is added to one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from bookbuild.cli.arguments import AsJson
from bookbuild.cli.printing import say, say_json, say_long, shown_path, typed_path
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.intake import Imported, Planned

_PLAN = "--plan"
_HEAD = 200


class _Import(TyperCommand):
    """The command; what follows ``--plan`` may be the plan to carry out, or a source."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put a plan's file behind an option of its own before anything else is read."""
        return super().parse_args(ctx, plan_apart(args))


def plan_apart(args: list[str]) -> list[str]:
    """Return the words of a command in which ``--plan FILE`` is ``--plan-file FILE``.

    A file is a plan if its name ends in .json or its text begins with {; else it is a source.
    """
    made: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            return [*made, word, *words]
        if word.startswith(f"{_PLAN}="):
            made += ["--plan-file", word.removeprefix(f"{_PLAN}=")]
        elif made and made[-1] == _PLAN and _is_plan(word):
            made[-1:] = ["--plan-file", word]
        else:
            made.append(word)
    return made


def _is_plan(word: str) -> bool:
    if word.startswith("-") or word.casefold().endswith(".json"):
        return not word.startswith("-")
    try:
        with Path(word).open("rb") as stream:
            return stream.read(_HEAD).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    except (OSError, ValueError):
        return False


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import", cls=_Import)(import_)


def import_(  # noqa: PLR0913 (the options)
    sources: Annotated[
        list[Path],
        typer.Argument(help="Texts, web pages, Word documents, EPUBs: files, folders, zip files."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The book's folder.", metavar="FOLDER"),
    ] = None,
    update: Annotated[
        bool,
        typer.Option("--update", help="Add to a book that is there what it has not got yet."),
    ] = False,
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
        typer.Option(
            "--plan",
            help="Show the sections that it would make, and write nothing. With a FILE behind it: "
            "carry out this plan.",
        ),
    ] = False,
    plan_file: Annotated[
        Path | None, typer.Option("--plan-file", hidden=True, metavar="FILE")
    ] = None,
    every_line: Annotated[
        bool,
        typer.Option("--every-line", help="List each line that is not in the text, one by one."),
    ] = False,
    json: AsJson = False,
) -> None:
    """Make a book's folder of chapters as they were posted.

    A whole novel in one text, saved web pages, a Word document, an EPUB, and a folder of Markdown
    that another program made are taken, too, and several of them together.

    For example:  bookbuild import last-chapter.txt -o my-novel
    """
    if plan:
        _show_plan(tuple(sources), chapters, plan_file, json=json)
        return
    if json:
        raise BookbuildError("--json: Only a plan is printed so. Add --plan.", Exit.USAGE)
    if output is None:
        raise typer.BadParameter("name the book's folder.", param_hint="-o")
    if update:
        _update(tuple(sources), output, chapters, plan_file, every=every_line)
    else:
        _make(tuple(sources), output, chapters, plan_file, every=every_line)


def _make(
    sources: tuple[Path, ...], output: Path, chapters: str, plan: Path | None, *, every: bool
) -> None:
    from bookbuild.intake import import_sources

    imported = import_sources(sources, output, uuid.uuid4().urn, chapters, plan)
    _say_imported(imported, output, every=every)


def _say_imported(imported: Imported, output: Path, *, every: bool) -> None:
    from bookbuild.intake import terminal_lines

    _say_all(terminal_lines(imported, every))
    say()
    say(f"Written to {shown_path(output)}. Next:")
    say(f"  bookbuild epub {typed_path(output)}")


def _update(
    sources: tuple[Path, ...], output: Path, chapters: str, plan: Path | None, *, every: bool
) -> None:
    from bookbuild.intake import (
        begun_book,
        compared_lines,
        import_into_begun,
        said_lines,
        update_folder,
    )
    from bookbuild.read.manuscript import find_manuscript, read_book

    manuscript = _manuscript(output)
    begun = begun_book(manuscript) if manuscript else None
    if begun:
        imported = import_into_begun(sources, begun, uuid.uuid4().urn, chapters, plan)
        _say_imported(imported, output, every=every)
        return
    book = read_book(output).value if manuscript else None
    if book is None and manuscript:
        message = f"{output}: No chapter can be read here. What is wrong says: bookbuild status"
        raise BookbuildError(f"{message} {typed_path(output)}", Exit.USAGE)
    if book is None:
        message = f"{output}: There is no book here yet. Leave --update out to make one."
        raise BookbuildError(message, Exit.USAGE)
    updated = update_folder(sources, find_manuscript(output), book, chapters, plan)
    _say_all(compared_lines(updated))
    _say_all(map(str, updated.findings))
    say()
    if not updated.files:
        say("Nothing was added: everything is there already.")
        return
    _say_all(said_lines(updated.imported, every, added=True))
    say()
    say(f"Added to {shown_path(output)}:")
    for path in updated.files:
        say(f"  {shown_path(path)}")


def _manuscript(output: Path) -> Path | None:
    from bookbuild.read.manuscript import find_manuscript

    try:
        return find_manuscript(output)
    except BookbuildError:
        return None


def _show_plan(
    sources: tuple[Path, ...], chapters: str, plan_file: Path | None, *, json: bool
) -> None:
    from bookbuild.intake import plan_sources

    planned = plan_sources(sources, chapters, plan_file)
    if json:
        say_json({"sections": [_as_json(each) for each in planned]})
    else:
        _say_all(map(str, planned))


def _as_json(planned: Planned) -> dict[str, str | float]:
    return {
        "source": planned.source,
        "line": planned.line,
        "kind": planned.kind.value,
        "label": planned.label,
        "title": planned.title,
        "confidence": planned.confidence,
    }


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say_long(line)
