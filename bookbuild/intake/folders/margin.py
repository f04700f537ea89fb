"""What is noted while a text is rewritten: spans, changes of marks, findings, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookbuild.intake.report import Finding, Span, SpanKind

MOST_FINDINGS = 100
"""How much is said about one file; nobody reads more."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the rewritten text; ``line`` is its number in the file, 0 for an inserted one.

    A heading has a ``level``, and ``text`` is its words alone; ``start`` and ``end`` are their
    columns in the file's line. ``mark`` says what else stands there: "part", "unnumbered" or
    "title page" for a heading, "pov" for a line that names whose eyes we look through, "remark"
    for a private one. ``path`` is the file's on the shelf, ``name`` what a heading's author called
    it for links.
    """

    text: str
    line: int = 0
    level: int = 0
    start: int = 0
    end: int = 0
    mark: str = ""
    path: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture on the shelf, and the path that the text gives it in the new folder."""

    path: str
    target: str


@dataclass(slots=True)
class Margin:
    """The notes on one file, whose name is as messages print it."""

    name: str
    spans: list[Span] = field(default_factory=list)
    rewrites: list[Span] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def cut(self, line: int, start: int, text: str, into: str, kind: SpanKind) -> None:
        """Note that ``text``, which begins at a column of a line, is not in the new text.

        Without a letter or a digit in it, only marks were changed.
        """
        span = Span(self.name, line, start, start + len(text), text.strip(), kind, into)
        worded = any(char.isalnum() for char in text)
        (self.spans if worded else self.rewrites).append(span)

    def changed(self, line: int, text: str, into: str) -> None:
        """Note that a line is written in another way, with the same words."""
        structure = SpanKind.STRUCTURE
        span = Span(self.name, line, 0, len(text), text.strip()[:200], structure, into)
        self.rewrites.append(span)

    def say(self, line: int, what: str, remedy: str) -> None:
        """Note a finding, once for a file however often it is made."""
        same = any(found.what == what for found in self.findings)
        if not same and len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(line, self.name, what, remedy))
