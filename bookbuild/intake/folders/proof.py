"""The proof that the entries hold every word of their files but for those listed as spans."""

from __future__ import annotations

from itertools import chain

from bookbuild.intake.folders.ordered import Ordered
from bookbuild.intake.report import Span
from bookbuild.intake.words import body, prove_words, source_words, spans_by_source, words_of

_MARK = 200
"""A line that was written in another way shows so much of itself; a mark is shorter."""


def prove_entries(ordered: Ordered) -> None:
    """Raise `BookbuildError` (exit 1), which says where, unless every word is accounted for."""
    cut = spans_by_source(cuts(ordered))
    texts = (body("\n" + entry.text) for entry in ordered.entries)
    prove_words(
        chain.from_iterable(
            source_words(source, cut.get(source.name, ())) for source in ordered.sources
        ),
        chain.from_iterable(words_of(text) for text in texts),
    )


def cuts(ordered: Ordered) -> tuple[Span, ...]:
    """Return what is in no entry: the spans, and marks that may part a word of the source."""
    marks = (one for one in ordered.rewrites if one.end - one.start < _MARK)
    return (*ordered.spans, *(one for one in marks if not any(words_of(one.text))))
