"""Marks of what a plain text cannot show: [Illustration: ...], and remarks of its transcribers.

The picture is not there, so the mark is left out with the words of its caption, and listed. The
author is told how to put a picture in its place.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.footnotes.brackets import bracketed
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.spans import stretch, whole

_PICTURE = (
    r"illustrations?|frontispiece|abbildung|ilustraci[oó]n|illustrazione|illustratie"
    r"|ilustra[cç][aã]o|illustrasjon|billede|kuva(?:tus)?|decoration|decorative\s+\w+|vignette"
    r"|picture|插[图圖]|図版"
)
_REMARK = (
    r"transcriber['’]?s?['’]?\s+notes?|anmerkungen? (?:zur transkription|des transkriptors)"
    r"|note (?:du transcripteur|sur la transcription)|nota del transcriptor|blank page"
    r"|opmerking van de bewerker"
)
_OPENING = re.compile(
    rf"\[\s*[*_]*(?:(?P<picture>{_PICTURE})|{_REMARK})\b(?=[\s*_]*[\]:.,(—-]|$)", re.IGNORECASE
)
_WHOLE = re.compile(rf"\[\s*(?:{_PICTURE})\s*(?::[^\[\]]*)?\]\s*", re.IGNORECASE)
_LEFT_PICTURE = "a picture that is not in the text"
_LEFT_REMARK = "a remark of the transcriber"


@dataclass(frozen=True, slots=True)
class WithoutPictures:
    """The passages without marks of pictures; the spans of these; the lines where they stood."""

    passages: tuple[Passage, ...]
    spans: tuple[Span, ...]
    lines: tuple[int, ...]


def without_pictures(source: str, passages: tuple[Passage, ...]) -> WithoutPictures:
    """Return the passages without the marks in brackets; a bracket that never closes is text."""
    waiting = deque(passages)
    kept: list[Passage] = []
    spans: list[Span] = []
    lines: list[int] = []
    while waiting:
        found = _OPENING.match(waiting[0].rows[0].text)
        mark = bracketed(waiting) if found else None
        if not found or not mark:
            passage, cut = _cut_out(source, waiting.popleft())
            kept += (passage,) if passage else ()
            spans += cut
            lines += (span.line for span in cut)
            continue
        lines += (waiting[0].line,) if found["picture"] else ()
        into = _LEFT_PICTURE if found["picture"] else _LEFT_REMARK
        spans += _left_out(source, mark.inside, into)
        for _ in range(mark.taken):
            waiting.popleft()
        if mark.rest:
            waiting.appendleft(mark.rest)
    return WithoutPictures(tuple(kept), tuple(spans), tuple(lines))


def _left_out(source: str, passages: tuple[Passage, ...], into: str) -> Iterator[Span]:
    for passage in passages:
        for row in passage.rows:
            yield whole(source, row, SpanKind.LEFT_OUT, into)


def _cut_out(source: str, passage: Passage) -> tuple[Passage | None, tuple[Span, ...]]:
    """Take marks out of the midst of a paragraph; None where nothing else stood there."""
    if passage.rule or not any("[" in row.text for row in passage.rows):
        return passage, ()
    rows: list[Row] = []
    spans: list[Span] = []
    for row in passage.rows:
        found = tuple(_WHOLE.finditer(row.text))
        spans += (
            stretch(source, row, one.start(), one.end(), SpanKind.LEFT_OUT, _LEFT_PICTURE)
            for one in found
        )
        # As many spaces as signs, so that the columns of what is left stay what they are.
        rows.append(replace(row, text=_WHOLE.sub(_blank, row.text)) if found else row)
    if not spans:
        return passage, ()
    if not any(row.text.strip() for row in rows):
        return None, tuple(spans)
    return _trimmed(passage, rows), tuple(spans)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _trimmed(passage: Passage, rows: list[Row]) -> Passage:
    kept: list[Row] = []
    joints = list(passage.joints)
    for at, row in enumerate(rows):
        text = row.text.strip()
        if text:
            start = row.start + len(row.text) - len(row.text.lstrip())
            kept.append(replace(row, text=text, start=start))
        else:
            del joints[min(at, len(joints) - 1)]
    return replace(passage, rows=tuple(kept), joints=tuple(joints[: len(kept) - 1]))


def picture_findings(source: str, lines: tuple[int, ...]) -> tuple[Finding, ...]:
    """Return what the author is told of the pictures that are not there."""
    if not lines:
        return ()
    many = "One picture is" if len(lines) == 1 else f"{len(lines)} pictures are"
    what = f"{many} only named here, not in the text; the captions are listed."
    remedy = (
        "To show a picture, put its file into images/ and write "
        '![what it shows](images/name.jpg "caption") in that place.'
    )
    return (Finding(lines[0], source, what, remedy),)
