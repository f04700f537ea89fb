"""Footnotes: their order, and what is missing, unused or written twice."""

from __future__ import annotations

from bookbuild.model.text import Footnote
from bookbuild.read.markdown.reading import Reading


def all_footnotes(reading: Reading) -> tuple[Footnote, ...]:
    """Return the section's footnotes in the order of their lines, and report what is amiss."""
    _report_repeated(reading)
    _report_unmatched(reading)
    return tuple(sorted(reading.footnotes, key=lambda note: note.line))


def _report_repeated(reading: Reading) -> None:
    first: dict[str, int] = {}
    for note in reading.footnotes:
        if note.label in first:
            reading.findings.error(
                "repeated-footnote",
                note.line,
                f"The footnote [^{note.label}] is written here and in line {first[note.label]}.",
                "Give one of them another name.",
            )
        first.setdefault(note.label, note.line)


def _report_unmatched(reading: Reading) -> None:
    labels = {note.label for note in reading.footnotes}
    called = {label for label, _ in reading.calls}
    for label, line in reading.calls:
        if label not in labels:
            reading.findings.error(
                "missing-footnote",
                line,
                f"The footnote [^{label}] is called here but written nowhere in this file.",
                f"Write it below the text, as [^{label}]: and its words.",
            )
    for note in reading.footnotes:
        if note.label not in called:
            reading.findings.warning(
                "unused-footnote",
                note.line,
                f"The footnote [^{note.label}] is called nowhere, so it will not be printed.",
                f"Put [^{note.label}] where it belongs, or delete it.",
            )
