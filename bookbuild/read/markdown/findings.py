"""What is noticed while one text is read, with the file's own line numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bookbuild.report import Diagnostic, Place, error, warning


@dataclass(slots=True)
class Findings:
    """Collects the diagnostics of one reading.

    ``lines`` gives for each line that the parser sees (from 0) the line of the file it came from.
    """

    file: str
    lines: Sequence[int]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def line_of(self, parsed: int) -> int:
        """Return the file's line for a line of the parser, counted from 0."""
        if not self.lines:
            return 0
        return self.lines[min(parsed, len(self.lines) - 1)]

    def error(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Note a mistake that stops the build."""
        self.diagnostics.append(error(code, Place(self.file, line), message, hint))

    def warning(self, code: str, line: int, message: str, hint: str = "") -> None:
        """Note something that the author should know and that stops nothing."""
        self.diagnostics.append(warning(code, Place(self.file, line), message, hint))


def short(written: str) -> str:
    """Return what an author wrote, for a message: 60 characters of it at most."""
    return written if len(written) <= 60 else written[:59] + "…"
