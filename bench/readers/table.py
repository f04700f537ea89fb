"""The sights of a book as lines: a row for each thing, a column for each reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bench.readers.sights import Sight, Words, disagreements

_WIDTH = 22


def table_lines(sights: tuple[Sight, ...]) -> Iterator[str]:
    """Yield the table, then every complaint, opinion and disagreement in its own words."""
    yield _row("", tuple(sight.reader for sight in sights))
    for name, told in _ROWS:
        yield _row(name, tuple(map(told, sights)))
    for sight in sights:
        yield from (f"{sight.reader} complains: {each}" for each in sight.complaints)
        yield from (f"{sight.reader} remarks: {each}" for each in sight.opinions)
    yield from (f"They disagree on {each}" for each in disagreements(sights))


def _row(name: str, cells: tuple[str, ...]) -> str:
    cut = (cell if len(cell) < _WIDTH else cell[: _WIDTH - 2] + "…" for cell in cells)
    return f"{name:<15}" + "".join(f"{cell:<{_WIDTH}}" for cell in cut).rstrip()


def _joined(words: Words | None) -> str:
    return "–" if words is None else "; ".join(words) or "none"


def _counted(words: Words | None) -> str:
    return "–" if words is None else str(len(words))


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)


_ROWS: tuple[tuple[str, Callable[[Sight], str]], ...] = (
    ("complaints", lambda sight: str(len(sight.complaints))),
    ("title", lambda sight: _joined(sight.titles)),
    ("authors", lambda sight: _joined(sight.authors)),
    ("series", lambda sight: _joined(sight.series)),
    ("documents", lambda sight: _number(sight.documents)),
    ("contents rows", lambda sight: _counted(sight.contents)),
    ("landmarks", lambda sight: _joined(sight.landmarks)),
    ("print pages", lambda sight: _number(sight.pages)),
    ("accessibility", lambda sight: _counted(sight.accessibility)),
    ("fonts", lambda sight: _counted(sight.fonts)),
    ("footnotes", lambda sight: sight.notes or "–"),
    ("direction", lambda sight: sight.direction or "–"),
)
