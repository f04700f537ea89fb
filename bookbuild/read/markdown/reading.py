"""What one reading knows while it goes through the tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bookbuild.model.book import AuthorsNote
from bookbuild.model.text import Footnote
from bookbuild.read.markdown.findings import Findings


@dataclass(slots=True)
class Reading:
    """The state of one reading: what was found so far beside the blocks themselves.

    ``env`` is the Markdown library's scratch space; ``calls`` are footnotes' labels with the
    lines on which they are called; ``heading_shift`` is taken from every heading's level.
    """

    findings: Findings
    env: dict[str, Any] = field(default_factory=dict)
    footnotes: list[Footnote] = field(default_factory=list)
    notes: list[AuthorsNote] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    inline_notes: int = 0
    heading_shift: int = 0
    depth_reported: bool = False

    def next_inline_label(self) -> str:
        """Return the label of a footnote that is written in the line; no author can type it."""
        self.inline_notes += 1
        return f"inline {self.inline_notes}"

    def report_depth(self, line: int) -> None:
        """Report, once, that markup is nested too deeply."""
        if not self.depth_reported:
            self.findings.error(
                "nested-too-deep",
                line,
                "Here more than 50 pieces of markup stand within one another.",
                "Write it more simply.",
            )
        self.depth_reported = True
