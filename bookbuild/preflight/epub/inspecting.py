"""Our own checks, all of them, over the bytes of an EPUB."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.ebook.archive import Archive
from bookbuild.preflight.epub.access import access_findings
from bookbuild.preflight.epub.catalogue import catalogue_findings
from bookbuild.preflight.epub.contents import contents_findings
from bookbuild.preflight.epub.files import container_findings, manifest_findings
from bookbuild.preflight.epub.links import fetches, link_findings
from bookbuild.preflight.epub.opening import open_publication
from bookbuild.preflight.epub.pages import page_findings
from bookbuild.preflight.epub.publication import Publication
from bookbuild.preflight.epub.shops import shop_findings
from bookbuild.report import Diagnostic, Place, warning

MOST_OF_A_KIND = 100
"""How many findings of one code are told; the others are counted."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What our own checks found, and what other validators have to know of the book.

    ``files`` are the names of its files, ``package`` is that of the package document,
    ``covers`` those of the cover pictures, ``pages`` how many pages there are. ``inert`` is whether
    nothing in the book runs or fetches anything, as far as could be seen, so that a browser may
    open it.
    """

    name: str
    findings: tuple[Diagnostic, ...]
    files: frozenset[str]
    package: str
    covers: frozenset[str]
    pages: int
    inert: bool


def inspect(data: bytes, name: str) -> Inspection:
    """Look at an EPUB; ``name`` is its file as messages name it.

    Raises `BookbuildError` (exit 1) for what is no EPUB, or no harmless one.
    """
    archive = Archive(data, name)
    book = open_publication(archive, len(data))
    found = (
        *container_findings(archive),
        *manifest_findings(book),
        *catalogue_findings(book),
        *access_findings(book),
        *page_findings(book),
        *link_findings(book),
        *contents_findings(book),
        *shop_findings(book),
    )
    inert = not archive.strange and _is_inert(book)
    findings = tuple(bounded(found, name))
    return Inspection(
        name=name,
        findings=findings,
        files=frozenset(book.files),
        package=book.package.file,
        covers=frozenset(
            each.file for each in book.package.items if "cover-image" in each.properties
        ),
        pages=len(book.pages),
        inert=inert,
    )


def _is_inert(book: Publication) -> bool:
    """Return whether every page was looked into, and nothing that runs was seen."""
    looked_into = {page.file for page in book.pages}
    turns = all(file in looked_into for file in book.turns)
    still = not any(page.active or page.fault for page in book.pages)
    return turns and still and not fetches(book)


def bounded(found: Iterable[Diagnostic], name: str) -> Iterator[Diagnostic]:
    """Yield the findings of each code up to a limit, then how many are left out."""
    times: Counter[str] = Counter()
    for each in found:
        times[each.code] += 1
        if times[each.code] <= MOST_OF_A_KIND:
            yield each
    for code, number in times.items():
        if number > MOST_OF_A_KIND:
            what = f"{number - MOST_OF_A_KIND:,} more of the kind {code} are in the book."
            yield warning("more-of-these", Place(name), what, "Mend those that are listed first.")
