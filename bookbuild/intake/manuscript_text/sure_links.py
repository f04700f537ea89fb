"""Links whose target has no name in the text any more lead to its section instead."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.manuscript_text.rewriting import with_targets
from bookbuild.model.book import Section, Written
from bookbuild.model.text import Blocks, WrittenTarget
from bookbuild.model.walk import every_block


def with_sure_links(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections; a link to a name that no block of its section has leads to the section.

    A block within a list or a message, and two that were joined, may have lost its own.
    """
    known = frozenset(
        (section.head.file, block.id)
        for section in sections
        for blocks in _texts(section)
        for block in every_block(blocks)
        if block.id
    )
    return tuple(_with_sure_links(section, known) for section in sections)


def _with_sure_links(section: Section, known: frozenset[tuple[str, str]]) -> Section:
    own = section.head.file

    def sure(target: WrittenTarget) -> WrittenTarget:
        file = target.file or own
        lost = own and target.anchor and (file, target.anchor) not in known
        return WrittenTarget(file, "") if lost else target

    return with_targets(section, sure)


def _texts(section: Section) -> Iterator[Blocks]:
    if isinstance(section, Written):
        yield section.blocks
        yield from (note.blocks for note in section.notes)
        yield from (note.blocks for note in section.footnotes)
    else:
        yield section.promise
