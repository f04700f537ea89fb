"""Sheets as WeasyPrint takes them, without what costs time and serves no sheet.

Two things of its `HTML` are done otherwise (WeasyPrint 70, which pyproject.toml holds on to):

- A sheet is XML, so the parser for XML reads it, which takes a tenth of the time.
- The defaults that lie under all style sheets have rules for every element there is: styles for
  the calls of footnotes, for markers of lists. WeasyPrint finds six styles more for each line of
  a book by them, and sixteen for the margins of each page. What no sheet needs is left out of the
  defaults. A book whose own style sheets may need it gets them whole.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

_PROLOG = "<?xml"
_NAMESPACE = ' xmlns="http://www.w3.org/1999/xhtml"'

_LEFT_OUT = (
    (re.compile(r"^/\* Counters \*/$.*", re.M | re.S), ""),  # the library has them beside this
    (re.compile(r"^::note-.*$", re.M), ""),
    (re.compile(r"^ +@(top|bottom|left|right)-.*$", re.M), ""),
    (re.compile(r"^(:is\([^{]*\) \{|:is\(colgroup|table:is).*$", re.M), ""),
    (re.compile(r"^(\[dir\] |\[dir=(ltr|rtl) i\] [^{]|:link \{).*$", re.M), ""),
    (re.compile(r"^:link, :visited, ", re.M), ""),
    (re.compile(r"^::marker", re.M), "li::marker"),
    (re.compile(r"^::footnote-", re.M), "span.footnote::footnote-"),
)
"""What the library's defaults say of every element, and what is put in its place: one rule is one
line there. Lists and links have their rules in book.css."""

_OWN_NOTE = re.compile(r"span\.footnote(::footnote-\w+)?\s*\{[^}]*\}")
_NEEDS_MORE = re.compile(r"@(top|bottom|left|right)-|\bfootnote\b(?!-part)|\bnote\(|::marker")


def lean_html(library: ModuleType, css: tuple[str, ...]) -> Any:
    """Return the library's class for sheets over these style sheets."""
    whole = any(_NEEDS_MORE.search(_without_own_notes(each)) for each in css)
    defaults = [] if whole else [lean_defaults(library)]

    class LeanHTML(library.HTML):  # type: ignore[misc, name-defined]
        def __init__(self, html: str, base_url: str, url_fetcher: Any) -> None:
            if not html.startswith(_PROLOG):
                super().__init__(string=html, base_url=base_url, url_fetcher=url_fetcher)
                return
            root = ElementTree.fromstring(html.replace(_NAMESPACE, "", 1).encode())
            self.base_url = base_url
            self.url_fetcher = url_fetcher
            self.media_type = "print"
            wrapper = library.cssselect2.ElementWrapper
            self.wrapper_element = wrapper.from_html_root(root, content_language=None)
            self.etree_element = root

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            ua: list[Any] = super()._ua_stylesheets(forms)
            return defaults or ua

    return LeanHTML


@cache
def lean_defaults(library: ModuleType) -> Any:
    """Return the library's defaults without what no sheet needs: of every book the same."""
    css = files("weasyprint").joinpath("css", "html5_ua.css").read_text(encoding="utf-8")
    for what, instead in _LEFT_OUT:
        css = what.sub(instead, css)
    return library.CSS(string=css)


def _without_own_notes(css: str) -> str:
    """Return a style sheet without what print.css says of footnotes."""
    return _OWN_NOTE.sub("", css)
