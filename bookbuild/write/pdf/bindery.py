"""The bindery: the printed sheets become the finished file. The only importer of pikepdf."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def bind(printed: bytes, front_pages: int, *, right_to_left: bool = False) -> bytes:
    """Return the PDF with its page labels, the same bytes for the same input.

    The first ``front_pages`` pages are labelled i, ii, iii, the others 1, 2, 3, so that a reader's
    page field shows what is printed. ``right_to_left`` has two-page views begin at the right.
    """
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        pdf.Root.PageLabels = Dictionary(Nums=Array(_labels(front_pages)))
        if right_to_left:
            preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
            preferences.Direction = Name.R2L
            pdf.Root.ViewerPreferences = preferences
        if "/Producer" in pdf.docinfo:
            pdf.docinfo[Name.Producer] = String("bookbuild")
        bound = io.BytesIO()
        pdf.save(bound, deterministic_id=True, linearize=False)
        return bound.getvalue()


def _labels(front_pages: int) -> list[int | Dictionary]:
    front: list[int | Dictionary] = [0, Dictionary(S=Name.r)] if front_pages else []
    return [*front, front_pages, Dictionary(S=Name.D)]


def strange_fonts(bound: bytes, families: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fonts in a PDF that belong to none of the families."""
    known = tuple(_bare(family) for family in families)
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        names = {name for page in pdf.pages for name in _font_names(page)}
    return tuple(sorted(name for name in names if not _bare(name).startswith(known)))


def _font_names(page: pikepdf.Page) -> Iterator[str]:
    for font in page.resources.get("/Font", Dictionary()).values():
        name = str(font.get("/BaseFont", "")).lstrip("/")
        yield name.partition("+")[2] or name


def _bare(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
