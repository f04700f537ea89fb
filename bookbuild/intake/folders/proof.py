"""The proof that the entries hold every word of their files but for those listed as spans."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, zip_longest

from bookbuild.intake.folders.ordered import Ordered
from bookbuild.intake.report import Span
from bookbuild.intake.sources import Source
from bookbuild.intake.words import body, words_of
from bookbuild.report import BookbuildError, Exit


def prove_entries(ordered: Ordered) -> None:
    """Raise `BookbuildError` (exit 1), which says where, unless every word is accounted for."""
    there = chain.from_iterable(_words(source, ordered.spans) for source in ordered.sources)
    texts = (body("\n" + entry.text) for entry in ordered.entries)
    here = chain.from_iterable(words_of(text) for text in texts)
    for expected, found in zip_longest(there, here):
        word, place = expected or ("", str(ordered.sources[-1].name))
        if word != found:
            message = f"{place}: The text has “{word}” where the section would have “{found}”."
            raise BookbuildError(
                f"{message} Nothing was written. Please report this.", Exit.MANUSCRIPT
            )


def _words(source: Source, spans: tuple[Span, ...]) -> Iterator[tuple[str, str]]:
    by_line: dict[int, list[Span]] = {}
    for span in spans:
        if span.source == source.name:
            by_line.setdefault(span.line, []).append(span)
    for number, line in enumerate(source.lines, 1):
        for span in by_line.get(number, ()):
            line = line[: span.start] + " " * (span.end - span.start) + line[span.end :]
        yield from ((word, f"{source.name}:{number}") for word in words_of(line))
