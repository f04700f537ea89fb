"""An EPUB (2 or 3), to a `Draft`: `draft_of` is the only way in.

The path of a book through this package::

    zip or folder ─ container ▶ Files ─ package, about ▶ Package, Metadata ─ contents ▶ Contents ─
    markup, documents ▶ Document ─ line_numbers ─ notes ▶ Annotated ─ pictures ─
    dividing (trees) ▶ Group ─ judging (kinds, titles) ▶ Judged ─ links ▶ Links ─
    writing (passages) ▶ Draft

What a book says of itself decides: its list of contents, epub:type and roles, the landmarks; then
its headings; then its looks. Only `markup` imports lxml. Blocks and words are made by the web
package's `blocks` and `visible`, so that the two know nothing of each other here either.
"""

from __future__ import annotations

from bookbuild.intake.ebooks.drafting import draft_of

__all__ = ["draft_of"]
