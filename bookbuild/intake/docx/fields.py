"""Fields: their instructions are not printed, what they show is.

A field may go over many paragraphs (a list of contents), and stand within another one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import FIELD_TYPE

LISTS = frozenset(("TOC", "INDEX", "TOA", "RD", "BIBLIOGRAPHY"))
"""Fields that list what is elsewhere in the book."""
FURNITURE = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "FILENAME"))
"""Fields that say something of the sheet of paper or the file, which no book repeats."""
_MOST = 200
_LONGEST = 2_000
_ADDRESS = re.compile(r"""HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|(\S+))""", re.IGNORECASE)


def kind_of(instruction: str) -> str:
    """Return the name of a field: "TOC" of " TOC \\o ..."."""
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def address_of(instruction: str) -> str:
    """Return the address that a HYPERLINK leads to, "" where it leads into the document."""
    found = _ADDRESS.match(instruction.strip())
    if not found or re.search(r"\\l\b", instruction[: found.start(1)] if found[1] else ""):
        return ""
    return (found[1] or found[2] or "").strip()


@dataclass(slots=True)
class _Open:
    instruction: str = ""
    shows: bool = False


class Fields:
    """The fields that are open at a place of the text."""

    def __init__(self) -> None:
        self.open: list[_Open] = []

    def mark(self, node: Node) -> None:
        """Take notice of a w:fldChar."""
        match value(node, FIELD_TYPE):
            case "begin" if len(self.open) < _MOST:
                self.open.append(_Open())
            case "separate" if self.open:
                self.open[-1].shows = True
            case "end" if self.open:
                self.open.pop()

    def instruct(self, text: str) -> None:
        """Take notice of a piece of a field's instruction."""
        if self.open and not self.open[-1].shows:
            self.open[-1].instruction = (self.open[-1].instruction + text)[:_LONGEST]

    @property
    def silent(self) -> bool:
        """Whether nothing is printed here: in an instruction, or in what only paper needs."""
        return any(not f.shows or kind_of(f.instruction) in FURNITURE for f in self.open)

    @property
    def lists(self) -> bool:
        """Whether this is part of a list of contents."""
        return any(f.shows and kind_of(f.instruction) in LISTS for f in self.open)

    @property
    def address(self) -> str:
        """Return where the innermost link leads, "" where there is none."""
        links = (f for f in reversed(self.open) if kind_of(f.instruction) == "HYPERLINK")
        return next((address_of(f.instruction) for f in links), "")
