"""Some sections made by themselves (``--only``), and the page that a sample ends with.

An excerpt is another file and another book to a reading app than the whole, so it has a name and an
identifier of its own, made of the whole's and of what was asked for.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from bookbuild.model.book import Book, Kind, Matter
from bookbuild.model.edition import TextUnit, UnitHead
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.catalogue import derived_identifier, output_name, plain_words
from bookbuild.plan.names import LAST_PAGE, slug
from bookbuild.plan.only import choose
from bookbuild.plan.sections import plan_sections
from bookbuild.plan.typeset import typeset_heads
from bookbuild.plan.typography import set_blocks

_LONGEST_NAME = 60


def unknown_wishes(book: Book, only: tuple[str, ...]) -> tuple[str, ...]:
    """Return a sentence for each thing asked for that is not in the book."""
    if not only:
        return ()
    return choose(plan_sections(typeset_heads(book)).value, only).unknown


def excerpt(
    book: Book, settings: EditionSettings, made_as: Format, only: tuple[str, ...]
) -> EditionSettings:
    """Return an edition with these sections of the story alone; they keep their numbers."""
    if not only:
        return settings
    whole = settings.metadata.identifier or book.metadata.identifier
    known = whole or derived_identifier(book.metadata)
    names = "\x1f".join((known, settings.name, *only))
    identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, names)}"
    asked = slug(" ".join(only))[:_LONGEST_NAME].strip("-") or "excerpt"
    return replace(
        settings,
        sections=only,
        numbering_restarts=False,
        output=f"{output_name(book, settings, made_as)}-{asked}",
        metadata=replace(settings.metadata, identifier=identifier),
    )


def last_page(book: Book, settings: EditionSettings) -> tuple[TextUnit, ...]:
    """Return the page with which an edition ends (``ends-with:``), () where none is asked for."""
    if not settings.ends_with:
        return ()
    blocks = set_blocks(settings.ends_with, book.metadata.language, book.typography)
    name = plain_words(blocks[:1])
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    return (
        TextUnit(
            head=UnitHead(LAST_PAGE, Matter.BACK, short, listed=False),
            kind=Kind.OTHER,
            label="",
            title=(),
            subtitle=(),
            author="",
            pov="",
            contains="",
            draft=False,
            epigraphs=(),
            opening=(),
            blocks=name_blocks(blocks, LAST_PAGE, LAST_PAGE),
            closing=(),
            footnotes=(),
        ),
    )
