"""Long reports made short: what is of one kind on one line, with the numbers of all its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.intake.report import Finding, Span

_MANY = 4
"""So many of a kind are said in one line."""
_MANY_FINDINGS = 6
_NEAR = 8
"""Lines with no more blank ones between them are together."""
_LONGEST_EXAMPLE = 40
_LONGEST_TEXT = 120
_QUOTED = re.compile(r"“[^”]*”|\d+")


def folded_spans(spans: tuple[Span, ...]) -> Iterator[str]:
    """Yield a line for each kind of words that are not in the text, in the order of their first.

    The numbers of all lines stand in it, those in a row as 12–34.
    """
    kinds: dict[tuple[str, str, str], list[Span]] = {}
    for span in spans:
        key = (span.source, span.kind.value, span.into.partition(": ")[0])
        kinds.setdefault(key, []).append(span)
    few = {key for key, alike in kinds.items() if len(alike) < _least(key[1])}
    for span in spans:
        source, kind, into = key = (span.source, span.kind.value, span.into.partition(": ")[0])
        if key in few:
            yield str(replace(span, text=_shortened(span.text, _LONGEST_TEXT)))
        alike = kinds.pop(key, []) if key not in few else []
        if not alike:
            continue
        lines = [span.line for span in alike]
        near = _NEAR if kind == "left out" else 1
        ranges = line_ranges(lines, near)
        word = f"{_counted(source)}{'s' * (not ranges.isdecimal())}"
        yield f"{source}, {word} {ranges}: {_example(alike[0].text)} {kind}: {into}."


def _counted(source: str) -> str:
    """Return what a source is counted in: a Word document has no lines that stay."""
    return "paragraph" if source.lower().endswith((".docx", ".docm", ".dotx")) else "line"


def line_ranges(lines: Iterable[int], near: int = 1) -> str:
    """Return line numbers as a reader notes them: "1–34, 50"; ``near`` joins what is so close."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line - runs[-1][1] <= near:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in runs)


def _least(kind: str) -> int:
    """What was left out is said in ranges as soon as there are two lines of it."""
    return _MANY if kind != "left out" else _MANY // 2


def _example(text: str) -> str:
    return f'"{_shortened(text, _LONGEST_EXAMPLE)}" and the like'


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def folded_findings(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the findings; of many that say the same the first, and the places of the others."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(_said(finding), []).append(finding)
    for finding in findings:
        alike = kinds[_said(finding)]
        if len(alike) < _MANY_FINDINGS or finding is alike[0]:
            yield str(finding)
        if len(alike) >= _MANY_FINDINGS and finding is alike[0]:
            yield f"  The same in {len(alike) - 1} more places: {', '.join(_places(alike[1:]))}."


def _said(finding: Finding) -> tuple[str, str]:
    return _QUOTED.sub("", finding.what), finding.remedy


def _places(findings: list[Finding]) -> Iterator[str]:
    by_source: dict[str, list[int]] = {}
    for finding in findings:
        by_source.setdefault(finding.source, []).append(finding.line)
    for source, lines in by_source.items():
        said = line_ranges(line for line in lines if line)
        yield f"{source}:{said}" if said else source
