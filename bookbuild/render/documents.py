"""A whole XHTML file around a unit's section."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.render.templates import Markup, render_template


@dataclass(frozen=True, slots=True)
class _Document:
    title: str
    language: str
    direction: str
    stylesheets: tuple[str, ...]
    body_class: str
    body: Markup


def document(
    title: str,
    language: str,
    body: str,
    stylesheets: tuple[str, ...] = (),
    *,
    direction: str = "",
    body_class: str = "",
) -> str:
    """Return a complete XHTML document.

    ``body`` is markup; ``stylesheets`` are hrefs relative to the file; ``direction`` is "rtl" for
    right-to-left books, else "".
    """
    context = _Document(title, language, direction, stylesheets, body_class, Markup(body))
    return render_template("document.xhtml.j2", context)
