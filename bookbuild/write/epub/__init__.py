"""An `Edition` becomes an EPUB 3.3.

- `package`: what an EPUB is made of, as values.
- `assembly`: `Edition` ▶ `Package`, pure: pages, pictures, sheets, in reading order.
- `names`, `metadata`, `sorting`, `accessibility`, `navigation`, `stylesheet`, `fonts`: its parts.
- `own_sheets`: what of an author's style sheet an EPUB cannot hold.
- `findings`: what the finished pages show.
- `shops`: what a shop's copy has that the book for all has not, and what the shop refuses.
- `archive`: `Package` ▶ bytes. The only module that imports ebooklib.
"""

from __future__ import annotations

from bookbuild.model.assets import Styles
from bookbuild.model.edition import Edition
from bookbuild.report import Checked
from bookbuild.write.epub.archive import archive
from bookbuild.write.epub.assembly import make_package
from bookbuild.write.epub.package import Package
from bookbuild.write.epub.shops import size_findings

__all__ = ["Package", "make_epub", "make_package"]


def make_epub(edition: Edition, styles: Styles) -> Checked[bytes]:
    """Return the edition as an EPUB file: the same edition and styles give the same bytes.

    Raises `BookbuildError` where a page cannot be made well-formed or two files share a name.
    """
    package = make_package(edition, styles)
    data = archive(package.value)
    too_large = size_findings(edition, package.value, len(data))
    return Checked(data, (*package.diagnostics, *too_large))
