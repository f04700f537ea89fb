"""The style sheets that editions name: files in the project's ``styles/`` or in the manuscript."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bookbuild.model.assets import OwnSheet
from bookbuild.model.editions import EditionSettings
from bookbuild.read.text_files import read_text
from bookbuild.read.yaml_lines import shorten
from bookbuild.report import Checked, Diagnostic, Place, error


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where style sheets may be: the project's folder and the manuscript folder in it.

    ``shown`` stands before a file of the manuscript in messages: "manuscript/" or "".
    """

    project: Path
    manuscript: Path
    shown: str


def edition_sheets(
    editions: tuple[EditionSettings, ...], shelves: Shelves, book_file: str
) -> Checked[tuple[OwnSheet, ...]]:
    """Return every style sheet that an edition names, once each."""
    sheets: dict[str, OwnSheet] = {}
    told: list[Diagnostic] = []
    for edition in editions:
        for name in edition.css:
            if name in sheets:
                continue
            read = _sheet(name, shelves, Place(book_file, edition.line))
            told.extend(read.diagnostics)
            if read.value:
                sheets[name] = read.value
    return Checked(tuple(sheets.values()), tuple(told))


def _sheet(name: str, shelves: Shelves, named_at: Place) -> Checked[OwnSheet | None]:
    if not name.casefold().endswith(".css"):
        message = f"`{shorten(name)}` is no style sheet: its name does not end in .css."
        hint = "Write: `css: large.css`, a file in the folder styles/."
        return Checked(None, (error("bad-style-file", named_at, message, hint),))
    beside = name.removeprefix("styles/")
    places = (
        (shelves.project / "styles", beside, f"styles/{beside}", f"styles/{beside}"),
        (shelves.manuscript, name, f"{shelves.shown}{name}", name),
    )
    for root, path, shown, within in places:
        if _is_within(root / path, root) and os.path.lexists(root / path):
            css = read_text(root / path, root, shown)
            return Checked(OwnSheet(name, within, css.value or ""), css.diagnostics)
    message = f"The style sheet `{shorten(name)}` is not there."
    hint = "Put it in the folder styles/ beside the manuscript folder, or correct the name."
    return Checked(None, (error("missing-style-file", named_at, message, hint),))


def _is_within(path: Path, root: Path) -> bool:
    return ".." not in path.parts and "\0" not in str(path) and path.is_relative_to(root)
