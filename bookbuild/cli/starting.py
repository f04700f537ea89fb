"""``bookbuild init`` and ``bookbuild new``: a new book, and its next section."""

from __future__ import annotations

import uuid
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from bookbuild.cli.arguments import Folder
from bookbuild.cli.printing import say, say_long, shown_path, typed_path
from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.intake.workflows import Forge, Source, Workflow

_HERE = Path()


class ForgeName(Enum):
    """A forge as ``--ci`` names it."""

    GITHUB = "github"
    GITLAB = "gitlab"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("init")(init)
    app.command("new")(new)


def init(
    folder: Annotated[
        Path | None, typer.Argument(help="The new book's folder.", show_default=False)
    ] = None,
    ci: Annotated[
        ForgeName | None,
        typer.Option(
            "--ci",
            help="Let GitHub or GitLab build and publish the book; for a book that is there, too.",
            metavar="github|gitlab",
        ),
    ] = None,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            help="With --ci: where the forge gets bookbuild.",
            metavar="OWNER/REPOSITORY@COMMIT",
        ),
    ] = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="With --ci: write over a file that is there.")
    ] = False,
) -> None:
    """Start a book that builds at once.

    For example:  bookbuild init my-novel  or  bookbuild init --ci github
    """
    if ci is None:
        if folder is None:
            message = "A new book needs a folder of its own: bookbuild init my-novel"
            raise BookbuildError(message, Exit.USAGE)
        _refuse_without_ci(source, overwrite=overwrite)
        _start(folder)
        return
    from bookbuild.cli.own_source import source_asked
    from bookbuild.intake.workflows import Forge

    # Before anything is written: a folder that is started and a file that fails is half a thing.
    comes_from = source_asked(source)
    here = folder or _HERE
    if _is_new(here):
        _start(here)
        say()
    _say_workflow(here, Forge(ci.value), comes_from, overwrite=overwrite)


def _refuse_without_ci(source: str, *, overwrite: bool) -> None:
    if source or overwrite:
        name = "--from" if source else "--overwrite"
        message = f"{name} goes with --ci github or --ci gitlab. Add one, or leave it out."
        raise BookbuildError(message, Exit.USAGE)


def _is_new(folder: Path) -> bool:
    """Tell whether there is no book in a folder yet, and one is to be started."""
    from bookbuild.read.manuscript import find_manuscript

    try:
        find_manuscript(folder)
    except BookbuildError:
        return True
    return False


def _start(folder: Path) -> None:
    from bookbuild.intake.starter import start_book

    for path in start_book(folder, uuid.uuid4().urn):
        say(f"wrote {shown_path(path)}")
    say()
    say("Write your title and name into book.yaml and your story over the first chapter. Then:")
    say(f"  bookbuild epub {typed_path(folder)}")


def _say_workflow(folder: Path, forge: Forge, source: Source, *, overwrite: bool) -> None:
    from bookbuild.build.place import project_of
    from bookbuild.intake.workflows import repository_of, write_workflow
    from bookbuild.read.manuscript import find_manuscript

    project = project_of(find_manuscript(folder))
    workflow = write_workflow(forge, project, source, overwrite=overwrite)
    say(_outcome(workflow))
    say()
    say_long(f"It takes bookbuild from {source.repository} at {source.commit}.")
    if not source.is_pinned:
        say_long(
            "A name such as a tag can be moved to other code. The long number of a commit cannot."
        )
    _say_what_follows(forge)
    if repository_of(project) is None:
        say_long("This folder is in no git repository yet. Begin one with: git init")


def _outcome(workflow: Workflow) -> str:
    from bookbuild.intake.workflows import Outcome

    path = shown_path(workflow.path)
    match workflow.outcome:
        case Outcome.WRITTEN:
            return f"wrote {path}"
        case Outcome.EXCHANGED:
            return f"wrote {path} over the one that was there"
        case Outcome.KEPT:
            return f"{path} is there already, word for word; nothing was written"
        case _:
            assert_never(workflow.outcome)


def _say_what_follows(forge: Forge) -> None:
    """Say what the forge does from now on, and what it shows to everybody."""
    from bookbuild.intake.workflows import Forge

    where = "Actions" if forge is Forge.GITHUB else "Build, Pipelines"
    button = (
        'Or open Actions, book, and press "Run workflow".'
        if forge is Forge.GITHUB
        else "Or make the tag in the browser, under Code, Tags."
    )
    say()
    say_long(f"With every push the books are built and can be looked at under {where}.")
    say("To publish version 1.0 for readers, commit what you have written, and then:")
    say("  git tag v1.0")
    say("  git push origin v1.0")
    say_long(button)
    say()
    say_long(
        "Think of who may see the repository. In a public one everybody can read every file: "
        "drafts, chapters that are dated ahead, and those for supporters, though no book shows "
        "them. In a private one nobody else can, and the releases are as private as the rest."
    )


def new(
    title: Annotated[str, typer.Argument(help="The section's title, or its kind.")],
    folder: Folder = _HERE,
    pov: Annotated[
        str, typer.Option("--pov", help="Whose eyes it is seen through.", metavar="NAME")
    ] = "",
) -> None:
    """Begin the next section: a file with the next number and a title.

    For example:  bookbuild new "The Bridge"  or  bookbuild new Interlude --pov Lana
    """
    from bookbuild.intake.starter import next_section
    from bookbuild.read.manuscript import find_manuscript

    path = next_section(find_manuscript(folder), title, pov)
    say(f"wrote {shown_path(path)}")
