"""Which paragraphs links lead to, of those whose id looks as if no author had given it.

bookbuild's own links lead to units, notes and footnotes alone, and reading refuses an author's link
to a name that nobody wrote. But the name that an author gave may look like a made one:
``::: {#p-intro}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.edition import Edition, PromiseUnit, TextUnit, Unit
from bookbuild.model.text import Inlines, Link, Text, UnitTarget
from bookbuild.model.walk import every_inline, lines_of, texts_of

_MADE_ID = re.compile("-p-[a-z2-7]{5}(-[0-9]+)?$")


def is_made(id: str) -> bool:
    """Whether an id is of the kind that paragraphs get which no author named (`plan.block_names`).

    A paragraph with an id shares its style with no other, nor do its lines: those that no link
    leads to are printed without.
    """
    return _MADE_ID.search(id) is not None


def linked_paragraphs(edition: Edition) -> frozenset[str]:
    """Return the made ids that a link of the edition leads to."""
    return frozenset(
        anchor for unit in edition.units for anchor in _anchors(unit) if is_made(anchor)
    )


def _anchors(unit: Unit) -> Iterator[str]:
    for line in _lines(unit):
        if len(line) == 1 and isinstance(line[0], Text):
            continue  # as most lines are
        for inline in every_inline(line):
            if isinstance(inline, Link) and isinstance(inline.target, UnitTarget):
                yield inline.target.anchor


def _lines(unit: Unit) -> Iterator[Inlines]:
    if isinstance(unit, TextUnit | PromiseUnit):
        yield unit.title
        yield unit.subtitle
    for blocks in texts_of(unit):
        yield from lines_of(blocks)
