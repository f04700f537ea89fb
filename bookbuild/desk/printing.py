"""The print room of the desk: the pages of the book, printed by processes that stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.desk.proofs import Placed, PrintProof, ProofPage
from bookbuild.model.assets import Styles
from bookbuild.model.edition import Edition
from bookbuild.model.scripts import script_of
from bookbuild.report import Checked

if TYPE_CHECKING:
    from bookbuild.build.presses import Presses
    from bookbuild.write.pdf import Printed
    from bookbuild.write.pdf.part_cache import Cache


class PrintRoom:
    """Prints one book over and over; what did not change is taken from the last time."""

    def __init__(self, jobs: int, cache: Path | None) -> None:
        """Begin with nobody in it: the presses are started when there is something to print."""
        self._jobs = jobs
        self._folder = cache
        self._presses: Presses | None = None
        self._cache: Cache | None = None

    def pages(self, edition: Edition, styles: Styles) -> Checked[PrintProof | None]:
        """Return an edition's pages, None where the fonts lack letters of it.

        Raises `BookbuildError` with `Exit.MACHINE` where Pango is missing.
        """
        from bookbuild.write.pdf import make_pdf

        printed = make_pdf(edition, styles, hands=self._hands(), cache=self.cache())
        if printed.value is None:
            return Checked(None, printed.diagnostics)
        return Checked(_proof(edition, printed.value), printed.diagnostics)

    def close(self) -> None:
        """End the processes."""
        if self._presses is not None:
            self._presses.close()
            self._presses = None

    def _hands(self) -> Presses | None:
        if self._jobs < 2:
            return None
        if self._presses is None:
            from bookbuild.build.presses import Presses

            self._presses = Presses(self._jobs)
        return self._presses

    def cache(self) -> Cache | None:
        """Return where printed parts are kept, None where nothing is."""
        if self._cache is None and self._folder is not None:
            from bookbuild.write.pdf.part_cache import DiskCache

            self._cache = DiskCache(self._folder)
        return self._cache


def _proof(edition: Edition, printed: Printed) -> PrintProof:
    rows = zip(printed.pagination.pages, printed.placed, printed.marks, strict=True)
    return PrintProof(
        printed.pdf,
        edition.trim.width,
        edition.trim.height,
        script_of(edition.metadata.language).right_to_left,
        tuple(
            ProofPage(
                start.page,
                start.folio,
                start.unit,
                tuple(Placed(each.block, each.top, each.bottom) for each in placed),
                marks,
            )
            for start, placed, marks in rows
        ),
    )
