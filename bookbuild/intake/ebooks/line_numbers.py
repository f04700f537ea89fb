"""Numbers that a printed edition sets beside every tenth line of a poem: no words of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.ebooks.documents import Document
from bookbuild.intake.ebooks.trees import parents, short_text, types_of
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.web.page import Element, inside, rewritten

_CALLED = re.compile(r"(?:l|ln|line|verse)[_-]?(?:num|number|no|nr)|linenumber|lnum", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """A document without the numbers of its lines, which the spans list."""

    document: Document
    spans: tuple[Span, ...]


def without_line_numbers(document: Document) -> Unnumbered:
    """Return a document in which no line of verse ends in its own number."""
    numbers = tuple(_numbers(document.body))
    if not numbers:
        return Unnumbered(document, ())
    spans = tuple(_span(document, number) for number in numbers)
    change: dict[Element, Element | str] = dict.fromkeys(numbers, "")
    return Unnumbered(replace(document, body=rewritten(document.body, change)), spans)


def _numbers(body: Element) -> Iterator[Element]:
    """Yield what is called a line's number, is one, and is not the whole of its line."""
    above: dict[Element, Element] = {}
    for element in inside(body, "span"):
        names = (*element.classes, *types_of(element))
        if any(_CALLED.fullmatch(name) for name in names) and _NUMBER.fullmatch(
            short_text(element)
        ):
            above = above or parents(body)
            if element in above and short_text(above[element]) != short_text(element):
                yield element


def _span(document: Document, number: Element) -> Span:
    text = short_text(number)
    into = "the number of a line of verse"
    return Span(document.name, number.line, 0, len(text), text, SpanKind.LEFT_OUT, into)
