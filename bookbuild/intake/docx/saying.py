"""How a document that cannot be read is refused."""

from __future__ import annotations

from bookbuild.intake.ebooks import container
from bookbuild.report import BookbuildError

DOCUMENT = container.Format(
    "Word document", "Open it in Word or LibreOffice, save it as a new .docx, and import that."
)


def refused(name: str, why: str, remedy: str = "") -> BookbuildError:
    """Return the error for a document that cannot be imported."""
    return container.refused(name, why, remedy, DOCUMENT)
