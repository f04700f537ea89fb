"""How the files that a command made are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookbuild.cli.printing import Json, shown_path, size
from bookbuild.model.shops import terms_of

if TYPE_CHECKING:
    from bookbuild.build.books import BuiltFile


def file_line(file: BuiltFile) -> str:
    """Return a file's path with its size, and its pages where it has some."""
    pages = f", {file.pages} pages" if file.pages else ""
    if file.shop:
        kind = f", {'' if file.format else 'the cover '}for {terms_of(file.shop).name}"
    else:
        kind = "" if file.format else ", the cover for shops"
    return f"{shown_path(file.path)}  ({size(file.size)}{pages}{kind})"


def file_json(file: BuiltFile) -> Json:
    """Return a file as JSON has it."""
    pages = {"pages": file.pages} if file.pages else {}
    listed = {"page-list": file.listed} if file.listed else {}
    return {
        "path": shown_path(file.path),
        "format": file.format.value if file.format else "cover",
        "bytes": file.size,
        **pages,
        **listed,
        **({"shop": file.shop.value} if file.shop else {}),
    }
