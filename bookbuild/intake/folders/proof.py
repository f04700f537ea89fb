"""The proof that the entries hold every word of their files but for those listed as spans."""

from __future__ import annotations

from itertools import chain

from bookbuild.intake.folders.ordered import Ordered
from bookbuild.intake.words import body, prove_words, source_words, words_of


def prove_entries(ordered: Ordered) -> None:
    """Raise `BookbuildError` (exit 1), which says where, unless every word is accounted for.

    A mark that was rewritten may part a word in the source and not in the entry.
    """
    marks = (span for span in ordered.rewrites if not any(words_of(span.text)))
    cut = (*ordered.spans, *marks)
    texts = (body("\n" + entry.text) for entry in ordered.entries)
    prove_words(
        chain.from_iterable(source_words(source, cut) for source in ordered.sources),
        chain.from_iterable(words_of(text) for text in texts),
    )
