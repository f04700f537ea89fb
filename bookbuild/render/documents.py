"""A whole XHTML file around a unit's section."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.render.templates import Markup, render_template

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ps sd syr ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr"})


@dataclass(frozen=True, slots=True)
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
    first, *rest = language.casefold().split("-")
    if "latn" in rest:
        return ""
    return "rtl" if first in _RIGHT_TO_LEFT or _RIGHT_TO_LEFT_SCRIPTS & {*rest} else ""
