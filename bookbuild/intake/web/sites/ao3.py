"""Archive of Our Own: its HTML downloads, and its pages.

Structures: the download templates of otwarchive (``app/views/downloads``) and the work page.
"""

from __future__ import annotations

from bookbuild.intake.web.page import Element, first, inside
from bookbuild.intake.web.reading import Page, Reading
from bookbuild.intake.web.sites import ao3_download, ao3_page


def is_page(root: Element) -> bool:
    """Return whether this is a work of the Archive, downloaded or saved from the site."""
    return _is_download(root) or _is_site(root)


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    return ao3_download.read(page) if _is_download(page.root) else ao3_page.read(page)


def _is_download(root: Element) -> bool:
    preface, chapters = first(root, "div", id="preface"), first(root, "div", id="chapters")
    if preface is None or chapters is None:
        return False
    return first(preface, "dl", cls="tags") is not None or "userstuff" in chapters.classes


def _is_site(root: Element) -> bool:
    if first(root, id="chapters") is None or first(root, cls="userstuff") is None:
        return False
    named = any(each.tag in ("h2", "h3") for each in inside(root, cls="title"))
    return named or first(root, id="workskin") is not None
