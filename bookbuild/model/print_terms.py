"""What printers take, and how thick a book is: measures of the printed page, all from the printers.

KDP's help pages G201834180, G201857950, GYEKAVKMSE23PFTM and GVBQ3CMEQW3W2VL6; IngramSpark's "File
requirements for print books" and the Lightning Source guide, version 13. Lengths are points (72 to
the inch) unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.shops import Shop, terms_of

INCH = 72.0
"""Points to the inch."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A printer's paper: its name, the inches that one page adds to the spine, and what it holds.

    A page is one side of a leaf. ``most_pages`` is what the printer binds of it.
    """

    name: str
    inches: float
    most_pages: int


@dataclass(frozen=True, slots=True)
class PrintTerms:
    """What a printer takes.

    ``safe`` is how far ink that is not cut off must stand from the three trimmed edges; ``bleed``
    how far it reaches beyond the trim where it is cut off. ``gutters`` are pairs of a number of
    pages and the least inner margin of a book of more than so many, thickest first. ``bare`` is
    whether links, bookmarks and particulars have to go, ``last_blank`` whether the last page has to
    be. ``pages_least`` and ``pages_most`` bound the book, ``resolution`` is the least of a picture
    in pixels to the inch, ``least_type`` the smallest type. ``largest_file`` is bytes, 0 for any.
    """

    safe: float
    gutters: tuple[tuple[int, float], ...]
    bleed: float = 9.0
    bare: bool = True
    last_blank: bool = False
    pages_least: int = 2
    pages_most: int = 0
    papers: tuple[Paper, ...] = ()
    resolution: int = 300
    least_type: float = 0.0
    largest_file: int = 0

    def gutter(self, pages: int) -> float:
        """Return the least inner margin of a book of so many pages."""
        return next((least for above, least in self.gutters if pages > above), 0.0)


_KDP_GUTTERS = ((700, 63.0), (500, 54.0), (300, 45.0), (150, 36.0), (0, 27.0))

KDP_PAPERS = (Paper("white", 0.002252, 828), Paper("cream", 0.0025, 776))
"""KDP's papers for black ink; its own cover template has the last word."""

_KDP = PrintTerms(
    safe=18.0,
    gutters=_KDP_GUTTERS,
    pages_least=24,
    pages_most=828,
    papers=KDP_PAPERS,
    least_type=7.0,
    largest_file=650_000_000,
)
# Of Ingram's papers no thickness is known: its cover template says how wide a spine is.
_INGRAM = PrintTerms(
    safe=36.0,
    gutters=((0, 9.0),),
    last_blank=True,
    pages_least=18,
    pages_most=1_050,
)
_ANY = PrintTerms(safe=18.0, gutters=_KDP_GUTTERS, bare=False)


def print_terms(shop: Shop | None) -> PrintTerms | None:
    """Return what a shop that prints takes, None for one that does not print.

    Without a shop: what no printer would want otherwise.
    """
    match shop:
        case None:
            return _ANY
        case Shop.KDP:
            return _KDP
        case Shop.INGRAM:
            return _INGRAM
        case Shop.KOBO | Shop.APPLE | Shop.GOOGLE | Shop.SCREEN:
            return None


def printers_gutter(pages: int) -> float:
    """Return the least inner margin that suits every printer, in points: KDP wants more."""
    return _KDP.gutter(max(pages, 1))


GLUE = 9.0
"""What a glued spine takes of each page: an eighth of an inch.

Lightning Source wants as much without ink at the bind edge, and Cummings Printing's technical note
002, "Designing Perfect Bound Pages", measures as much that is lost to the eye. KDP's table counts
it in already; a binder's own margins do not.
"""


@dataclass(frozen=True, slots=True)
class Spine:
    """How thick a book is on a paper: ``paper`` names it with its printer, ``width`` in inches."""

    paper: str
    width: float

    @property
    def millimetres(self) -> float:
        """The width in millimetres."""
        return self.width * 25.4


def spines(pages: int, shop: Shop | None) -> tuple[Spine, ...]:
    """Return how thick a book of so many pages is on the papers that are known.

    Without a shop on KDP's, for a first idea; () for a shop whose papers are not known.
    """
    printer = shop or Shop.KDP
    terms = print_terms(printer)
    papers = terms.papers if terms else ()
    name = terms_of(printer).name
    return tuple(Spine(f"{name} {each.name}", pages * each.inches) for each in papers)
