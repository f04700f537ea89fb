"""The style sheets: the built-in ones, and the project's own to lay over them."""

from __future__ import annotations

import os
from pathlib import Path

import bookbuild
from bookbuild.model.assets import Styles
from bookbuild.read.manuscript import MANUSCRIPT
from bookbuild.read.text_files import is_folder, read_text
from bookbuild.report import BookbuildError, Checked, Diagnostic

NAMES = ("book.css", "epub.css", "print.css")


def read_styles(manuscript: Path) -> Checked[Styles]:
    """Return the style sheets for a manuscript folder.

    The project's own are in ``styles/`` in the project's folder; where that is the very folder of
    the built-in ones they are not laid over themselves. Raises `BookbuildError` where the
    built-in ones are missing.
    """
    built_in = built_in_folder()
    book, epub, printed = (_built_in(built_in / name) for name in NAMES)
    resolved = manuscript.resolve()
    project = resolved.parent if resolved.name == MANUSCRIPT else resolved
    own = project / "styles"
    if not is_folder(own) or own.resolve() == built_in.resolve():
        return Checked(Styles(book, epub, printed))
    texts: list[str] = []
    diagnostics: list[Diagnostic] = []
    for name in NAMES:
        read = (
            read_text(own / name, project, f"styles/{name}")
            if os.path.lexists(own / name)
            else None
        )
        texts.append(read.value or "" if read else "")
        diagnostics.extend(read.diagnostics if read else ())
    own_book, own_epub, own_print = texts
    styles = Styles(book, epub, printed, own_book, own_epub, own_print)
    return Checked(styles, tuple(diagnostics))


def built_in_folder() -> Path:
    """Return the folder of the built-in style sheets: in an installed package inside it, in a
    checkout beside it."""
    package = Path(bookbuild.__file__).parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def _built_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        message = f"bookbuild's own style sheet {path.name} is missing. Install bookbuild again."
        raise BookbuildError(message) from None
