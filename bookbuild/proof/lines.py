"""From a paragraph's first line to the line on which a finding stands.

A `Book` knows where each paragraph begins and no more. Many authors break their lines by hand, so
the words around a finding are looked for in the file itself, from that line on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from bookbuild.proof.findings import Context, Finding
from bookbuild.report import Place

_WORD = re.compile(r"[^\W_]+")
_MORE = 60
"""How many words more than its own a paragraph may have in the file: markup has words too."""


@dataclass(frozen=True, slots=True)
class Source:
    """A section's file as it is typed; ``file`` is as messages name it."""

    file: str
    lines: tuple[str, ...]


def at_their_lines(findings: Iterable[Finding], sources: tuple[Source, ...]) -> tuple[Finding, ...]:
    """Return the findings, each at its own line as far as its file is among the sources."""
    by_file = {source.file: source for source in sources}
    return tuple(
        _at_its_line(finding, by_file.get(finding.place.file))
        for finding in findings
        if not _is_meant(finding, by_file.get(finding.place.file))
    )


def _is_meant(finding: Finding, source: Source | None) -> bool:
    """Return whether the author put a backslash before the mark that is found."""
    if not finding.mark or source is None or not finding.place.line:
        return False
    typed = "\n".join(takewhile(str.strip, source.lines[finding.place.line - 1 :]))
    mark = re.escape(finding.mark)
    pattern = re.escape(finding.words).replace(mark, rf"(?<!\\){mark}")
    return f"\\{finding.mark}" in typed and not re.search(pattern, typed)


def _at_its_line(finding: Finding, source: Source | None) -> Finding:
    line = finding.place.line
    if source is None or finding.context is None or not 0 < line <= len(source.lines):
        return finding
    if line == len(source.lines) or not source.lines[line].strip():
        return finding
    exact = _line_of(finding.context, source, line)
    return replace(finding, place=Place(finding.place.file, exact)) if exact else finding


def _line_of(context: Context, source: Source, first: int) -> int:
    """Return the line from ``first`` on where the context stands, 0 where it is not there."""
    words = tuple(_words(source, first, context.length + _MORE))
    for before, after in _narrower(context):
        wanted = (*before, *after)
        for at in range(len(words) - len(wanted) + 1):
            if words[at][0] == wanted[0] and _same(words, at, wanted):
                return words[min(at + len(before), len(words) - 1)][1]
    return 0


def _narrower(context: Context) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the words to look for, fewer every time: there may be markup among them."""
    for size in (4, 2, 1):
        before, after = context.before[-size:], context.after[:size]
        if before or after:
            yield before, after


def _same(words: tuple[tuple[str, int], ...], at: int, wanted: tuple[str, ...]) -> bool:
    return all(words[at + n][0] == word for n, word in enumerate(wanted))


def _words(source: Source, first: int, most: int) -> Iterator[tuple[str, int]]:
    count = 0
    for number in range(first, len(source.lines) + 1):
        for word in _WORD.findall(source.lines[number - 1]):
            yield word, number
            count += 1
        if count > most:
            return
