"""Corrections in a file: a few characters on one line each, where there is no second way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bookbuild.proof.findings import Finding, Fix


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's text with its corrections made, and the findings that they settle."""

    text: str
    fixed: tuple[Finding, ...]


def mend(text: str, findings: Iterable[Finding]) -> Mended:
    """Make the corrections of ``findings`` in a file's text, line ends and all.

    A correction is made only where its old words stand on the finding's line just once, so that
    none is made at the wrong place.
    """
    # Lines as everybody counts them: a form feed or a separator is no end of one.
    lines = text.split("\n")
    if "\r" in text.replace("\r\n", ""):
        return Mended(text, ())
    fixed: list[Finding] = []
    for finding in findings:
        at = finding.place.line - 1
        if finding.fix and 0 <= at < len(lines) and _is_plain(lines[at], finding.fix):
            lines[at] = lines[at].replace(finding.fix.old, finding.fix.new, 1)
            fixed.append(finding)
    return Mended("\n".join(lines), tuple(fixed))


def _is_plain(line: str, fix: Fix) -> bool:
    unseen = not fix.new and not fix.old.isprintable()
    return fix.old in line if unseen else line.count(fix.old) == 1
