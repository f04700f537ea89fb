"""A saved web page, to a `Draft`: `recognise` says whose page it is, `draft_of` reads it.

The path of a page through this package::

    bytes ─ characters ▶ text ─ page ▶ Element tree ─ footnotes ▶ tree ─ sites ▶ Reading ─
    blocks (formats, lines, tables, pictures) ▶ model blocks ─ drafting ▶ Draft

Links within a page (`links`, `anchors`) lead on to the section and the block of their target.
Sites are told apart by what stands in their pages, never by a file's name. A site's module says
which element is what; it converts nothing. What no site claims is listed as left out. The words
of a draft are taken from the page by `visible`, which knows nothing of how blocks are made.
"""

from __future__ import annotations

from bookbuild.intake.web.drafting import draft_of, is_web_page, recognise
from bookbuild.intake.web.joining import joined
from bookbuild.intake.web.reading import Site

__all__ = ["Site", "draft_of", "is_web_page", "joined", "recognise"]
