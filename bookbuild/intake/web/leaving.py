"""What of a page is no part of the work: every visible word of it is listed, with its line."""

from __future__ import annotations

from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.web.page import Element, every, kids
from bookbuild.intake.web.reading import Piece
from bookbuild.intake.web.sheet import Sheet, hidden_in
from bookbuild.intake.web.visible import INVISIBLE, squeezed, text_of

_LONGEST = 300
"""A span shows so much of a longer stretch, and three dots."""


def span_of(piece: Piece, name: str) -> Span:
    """Return a piece as a span of its source; its columns are those of its own text."""
    return _span(name, piece.element.line, piece.text, piece.kind, piece.into)


def _span(name: str, line: int, text: str, kind: SpanKind, into: str) -> Span:
    text = squeezed(text)
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return Span(name, line, 0, len(text), shown, kind, into)


def left_out(
    root: Element,
    taken: frozenset[Element],
    pieces: tuple[Piece, ...],
    sheet: Sheet,
    name: str,
) -> tuple[Span, ...]:
    """Return a span for each stretch of the page that neither text nor a piece accounts for.

    Stretches are as large as they can be. What the page hides, and programs, are none.
    """
    done = taken | frozenset(piece.element for piece in pieces)
    around = _around(root, done)
    hidden = frozenset(hidden_in(root, sheet))
    spans: list[Span] = []
    stack: list[Element | tuple[int, str]] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, tuple):
            line, text = here
        elif here in done or here in hidden or here.tag in INVISIBLE:
            continue
        elif here in around:
            stack.extend(
                (here.line, child) if isinstance(child, str) else child
                for child in reversed(here.children)
            )
            continue
        else:
            line, text = here.line, text_of(here)
        if any(map(str.isalnum, text)):
            spans.append(_span(name, line, text, SpanKind.LEFT_OUT, "site furniture"))
    return tuple(spans)


def _around(root: Element, done: frozenset[Element]) -> frozenset[Element]:
    """Return the elements that hold one of those that are done."""
    above = {child: element for element in every(root) for child in kids(element)}
    found: set[Element] = {root}
    for element in done:
        here = above.get(element)
        while here is not None and here not in found:
            found.add(here)
            here = above.get(here)
    return frozenset(found)
