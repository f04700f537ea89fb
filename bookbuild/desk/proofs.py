"""The book as it stands at one moment, as the desk shows it: values, and nothing that moves.

A `Proofs` is the text as it was read last, with the pages that were printed last, which may be
those of an earlier book. Whatever goes wrong while the next one is made, the last one stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bookbuild.report import Diagnostic, by_place, errors_of


@dataclass(frozen=True, slots=True)
class DeskSection:
    """A section as the desk lists it.

    ``unit`` is its id in the EPUB, "" where the edition leaves it out; ``href`` its page there.
    ``standing`` and ``novelty`` are the words of `plan.status`. ``day`` is an ISO date, "" for
    none; ``first_page`` the number of the PDF's page on which it begins, from 1, 0 for none.
    """

    file: str
    line: int
    unit: str
    href: str
    kind: str
    depth: int
    label: str
    name: str
    pov: str
    words: int
    standing: str
    novelty: str
    day: str = ""
    days_late: int = 0
    promised_in: str = ""
    first_page: int = 0


@dataclass(frozen=True, slots=True)
class ServedFile:
    """A file of the EPUB as a reader's device gets it."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EbookProof:
    """The EPUB before it is packed: ``files`` by their paths in the package, ``spine`` in order."""

    language: str
    right_to_left: bool
    files: Mapping[str, ServedFile]
    spine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block stands on a printed page: in points from the page's head.

    ``remarks`` are words for what a typesetter would look at again: "short page", "loose line".
    """

    block: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ProofPage:
    """A page of the PDF: ``folio`` as printed on it, "" for none; ``section`` the unit's id."""

    number: int
    folio: str
    unit: str
    blocks: tuple[Placed, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintProof:
    """The print PDF: its bytes, its pages, and their size in points."""

    pdf: bytes
    width: float
    height: float
    right_to_left: bool
    pages: tuple[ProofPage, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block stands in the author's files."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Proofs:
    """Everything the desk shows.

    ``book`` counts the books that were shown, from 1; ``printed`` which of them the pages are of.
    ``trouble`` is what keeps the newest text from being shown, () for nothing. ``sources`` says
    for each block's id where the author typed it.
    """

    book: int = 0
    printed: int = 0
    title: str = ""
    language: str = "en"
    sections: tuple[DeskSection, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    trouble: tuple[Diagnostic, ...] = ()
    news: tuple[str, ...] = ()
    ebook: EbookProof | None = None
    print: PrintProof | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pages:
    """What came of printing ``book``: the pages, and what was noticed while they were made.

    Where the book could not be printed, the pages are the last ones that could; ``printed`` says
    of which book they are. ``print`` is None where no edition is printed, or none was yet.
    """

    book: int = 0
    printed: int = 0
    print: PrintProof | None = None
    noticed: tuple[Diagnostic, ...] = ()


def with_pages(read: Proofs, pages: Pages) -> Proofs:
    """Return a book as it was read with pages: its own, or those that stay till it is printed."""
    shown = pages.print.pages if pages.print else ()
    first = {page.unit: page.number for page in reversed(shown) if page.unit}
    noticed = pages.noticed if pages.book == read.book else ()
    return replace(
        read,
        printed=pages.printed,
        print=pages.print,
        sections=tuple(replace(each, first_page=first.get(each.unit, 0)) for each in read.sections),
        findings=by_place((*read.findings, *noticed)),
        trouble=(*read.trouble, *errors_of(noticed)),
    )
