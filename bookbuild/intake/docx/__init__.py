"""A Word document (.docx), to a `Draft`: `draft_of` is the only way in.

The path of a document through this package::

    zip ─ package ▶ Package ─ markup ▶ nodes ─ paragraphs (looks, styles, numbering, fields,
    symbols) ▶ Para, Grid ─ notes ─ headings (titles, likely) ▶ Division ─ front ▶ Front ─
    gaps, building (grids) ▶ blocks ─ drafting, told ▶ Draft

What is read is what Word would print with all changes accepted and no markup shown. Only `markup`
imports lxml. `witness` reads the words a second time, from the same nodes and by the simplest
rules, and bears witness to the rest. `telling` says which files are documents at all, and loads
nothing.

A paragraph's number counts the paragraphs of the document's body from 1, empty ones and those in
tables included; it is the ``line`` of sections, spans and findings.
"""

from __future__ import annotations

from pathlib import Path

from bookbuild.intake.draft import Draft
from bookbuild.intake.source_files import SourceFile


def draft_of(path: Path, data: bytes | None = None) -> Draft:
    """Return what a Word document gives. Nothing is written, and nothing fetched.

    ``data`` is what is in it where it lies in a zip file, None where it lies on the disk.

    Raises `BookbuildError`: exit 2 for no such file, exit 1 for a document that cannot be read.
    """
    from bookbuild.intake.docx.drafting import draft_of as drafted

    return drafted(SourceFile(path, data))


__all__ = ["draft_of"]
