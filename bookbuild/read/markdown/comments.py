"""HTML comments: the author's private remarks, which never reach a book.

They are taken out before anything else is recognised, so that the text reads as though they had
never been there: a line that holds only a remark is no line at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.read.markdown.findings import Findings
from bookbuild.read.markdown.source_lines import CodeFence, Line

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_LONGEST_LINE_WITH_CODE = 10_000
"""Code is not looked for in longer lines, where the search could take very long."""


def without_comments(lines: list[Line], findings: Findings) -> Iterator[Line]:
    """Yield the lines without their comments; an unclosed comment is an error and stays text."""
    last_end = max((i for i, line in enumerate(lines) if "-->" in line.text), default=-1)
    fence = CodeFence()
    held: Line | None = None  # what stands before a remark that goes on over the line's end
    for i, line in enumerate(lines):
        if held is None:
            if fence.holds(line.text) or "<!--" not in line.text:
                yield line
                continue
            pieces, rest, number = [], line.text, line.number
        else:
            _, end, rest = line.text.partition("-->")
            if not end:
                continue
            pieces, number = [held.text], held.number if held.text.strip() else line.number
        goes_on = _cut(rest, pieces, i < last_end)
        if goes_on is None:
            _report_unclosed(line.number, findings)
        held = Line(_joined(pieces), number) if goes_on else None
        if not goes_on and (text := _joined(pieces)).strip():
            yield Line(text, number)


def _cut(text: str, pieces: list[str], may_go_on: bool) -> bool | None:
    """Add what stands outside of comments to ``pieces``.

    Returns whether the last comment goes on in the next line, None where it never ends.
    """
    code = _code_spans(text)
    position = 0
    while (start := _comment_start(text, position, code)) >= 0:
        end = text.find("-->", start + 2)
        if end < 0:
            pieces.append(text[position:start] if may_go_on else text[position:])
            return True if may_go_on else None
        pieces.append(text[position:start])
        position = end + 3
    pieces.append(text[position:])
    return False


def _code_spans(text: str) -> tuple[tuple[int, int], ...]:
    if "`" not in text or len(text) > _LONGEST_LINE_WITH_CODE:
        return ()
    return tuple(match.span() for match in _CODE_SPAN.finditer(text))


def _comment_start(text: str, position: int, code: tuple[tuple[int, int], ...]) -> int:
    start = text.find("<!--", position)
    while start >= 0:
        inside = next((end for begin, end in code if begin < start < end), None)
        if inside is None and text[start - 1 : start] != "\\":
            break
        start = text.find("<!--", inside or start + 4)
    return start


def _joined(pieces: list[str]) -> str:
    text = pieces[0]
    for piece in pieces[1:]:
        text += piece.lstrip() if not text or text[-1].isspace() else piece
    return text.rstrip() if len(pieces) > 1 and not pieces[-1].strip() else text


def _report_unclosed(line: int, findings: Findings) -> None:
    findings.error(
        "unclosed-comment",
        line,
        "The private remark that begins here with <!-- never ends.",
        "Put --> where it ends.",
    )
