"""``bookbuild diff``: what readers of an EPUB get with another one, or with the manuscript."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bookbuild.cli.arguments import AsJson, AsOf, EditionName, day_asked, epoch, today
from bookbuild.cli.printing import Json, diagnostics_json, note_diagnostics, say, say_json
from bookbuild.report import Exit

if TYPE_CHECKING:
    from bookbuild.compare.difference import Difference
    from bookbuild.compare.revision import Revision

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("diff")(diff)


def diff(
    old: Annotated[
        Path, typer.Argument(help="The EPUB that readers have.", metavar="OLD", show_default=False)
    ],
    new: Annotated[
        Path,
        typer.Argument(
            help="The EPUB they would get, or the book's folder.",
            metavar="NEW",
            show_default="the manuscript here",
        ),
    ] = _HERE,
    edition: EditionName = "",
    as_of: AsOf = "",
    json: AsJson = False,
) -> None:
    """Say what readers of an EPUB get with the next one.

    And whether they keep their place: if one loses it, the exit code is 1.

    For example:  bookbuild diff old.epub new.epub  or  bookbuild diff old.epub
    """
    from bookbuild.build.comparing import CompareRequest, compare
    from bookbuild.compare.telling import told

    day = day_asked(as_of) or today()
    compared = compare(CompareRequest(old, new, edition, day, epoch()))
    if compared.value is None:
        if json:
            say_json({"diagnostics": diagnostics_json(compared.diagnostics)})
        else:
            note_diagnostics(compared.diagnostics)
        raise typer.Exit(int(Exit.MANUSCRIPT))
    if json:
        say_json(_json(compared.value))
    else:
        for line in told(compared.value):
            say(line)
    if compared.value.losses:
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _json(found: Difference) -> Json:
    return {
        "title": found.title,
        "new": [
            {"name": each.name, "words": each.words, "promised": each.promised}
            for each in found.new
        ],
        "revised": [{"name": each.name, **_revision_json(each.revision)} for each in found.revised],
        "promises": {
            "made": list(found.promises.made),
            "changed": list(found.promises.changed),
            "gone": list(found.promises.gone),
        },
        "renamed": [{"from": was, "to": now} for was, now in found.renamed],
        "moved": [{"name": each.name, "behind": each.behind} for each in found.moved],
        "removed": list(found.removed),
        "also": list(found.about),
        "losses": [{"code": each.code, "message": each.message} for each in found.losses],
        "kept": not found.losses,
    }


def _revision_json(revision: Revision) -> dict[str, Json]:
    return {
        "paragraphs": {
            "new": revision.new,
            "revised": revision.revised,
            "removed": revision.gone,
        },
        "words": _edit_json((revision.added, revision.removed)),
        "notes": _edit_json(revision.notes or (0, 0)),
        "footnotes": _edit_json(revision.footnotes or (0, 0)),
        "pictures": _edit_json(revision.pictures),
    }


def _edit_json(edit: tuple[int, int]) -> Json:
    return {"added": edit[0], "removed": edit[1]}
