"""A whole XHTML file around a unit's section."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.scripts import script_of
from bookbuild.render.templates import Markup, render_template


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Document:
    title: str
    language: str
    direction: str
    stylesheets: tuple[str, ...]
    body: Markup


def document(title: str, language: str, body: str, stylesheets: tuple[str, ...] = ()) -> str:
    """Return a complete XHTML document.

    ``body`` is markup; ``stylesheets`` are hrefs relative to the file.
    """
    context = _Document(title, language, direction(language), stylesheets, Markup(body))
    return render_template("document.xhtml.j2", context)


def direction(language: str) -> str:
    """Return "rtl" for a language (a BCP 47 tag) that is written from right to left, else ""."""
    return "rtl" if script_of(language).right_to_left else ""
