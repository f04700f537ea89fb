"""Everything that is looked at in a PDF, for a printer, a screen, or any printer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bookbuild.model.print_terms import print_terms
from bookbuild.model.shops import Shop, terms_of
from bookbuild.preflight.pdf.document_findings import document_findings
from bookbuild.preflight.pdf.looking import survey
from bookbuild.preflight.pdf.page_findings import page_findings, usual_trim
from bookbuild.preflight.pdf.screen_findings import screen_findings
from bookbuild.preflight.pdf.survey import Survey
from bookbuild.report import Diagnostic

ANY_PRINTER = "a printer"


@dataclass(frozen=True, slots=True)
class PdfInspection:
    """What was found, and the book's measures: ``width`` and ``height`` of the page in points.

    ``fonts`` are the names of those that are used.
    """

    findings: tuple[Diagnostic, ...]
    pages: int
    width: float
    height: float
    fonts: tuple[str, ...]


def inspect_pdf(path: Path, name: str, shop: Shop | None) -> PdfInspection:
    """Look at a PDF; ``name`` is its file as messages name it.

    Raises `Unopened` for what cannot be looked into.
    """
    seen = survey(path)
    width, height = usual_trim(seen)
    return PdfInspection(
        findings=findings(seen, name, shop),
        pages=len(seen.pages) + seen.left_out,
        width=width,
        height=height,
        fonts=tuple(sorted({font.name for font in seen.fonts})),
    )


def findings(seen: Survey, name: str, shop: Shop | None) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a PDF that was surveyed."""
    terms = print_terms(shop)
    if terms is None:
        return tuple(screen_findings(seen, name))
    called = terms_of(shop).name if shop else ANY_PRINTER
    return (
        *document_findings(seen, terms, name, called),
        *page_findings(seen, terms, name, called),
    )
