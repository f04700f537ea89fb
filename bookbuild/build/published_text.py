"""published.yaml as it is written: YAML of one shape, a line for each thing."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bookbuild.model.edition import AT_END, PageStart
from bookbuild.model.published import (
    Published,
    PublishedBlock,
    PublishedEdition,
    PublishedSection,
    PublishedUnit,
    ReleaseNews,
    ReleaseRecord,
)
from bookbuild.model.shapes import Shape, Spot

_HEAD = """\
# Keep me in git: this is what readers already have.
# bookbuild writes this file when a book is published; there is nothing in it to edit.
"""


def published_text(published: Published) -> str:
    """Return the text of the record; `read.published` reads it back to the same value."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(published))


def _lines(published: Published) -> Iterator[str]:
    if published.day:
        yield f"published: {published.day.isoformat()}"
    if published.release:
        yield from _release(published.release)
    yield "sections:"
    for section in published.sections:
        yield from _section(section)
    yield "editions:"
    for edition in published.editions:
        yield from _edition(edition)
    yield "retired:"
    yield from (f"- {id}" for id in published.retired)


def _release(release: ReleaseRecord) -> Iterator[str]:
    yield f"release: {release.version}{' first' * release.first}"
    if release.news:
        yield "news:"
        yield from (f"- {_brought(one)}" for one in release.news)


def _brought(one: ReleaseNews) -> str:
    """Return ``flood`` for what was new, ``ebb revised 1 2 0 30 4`` for what was revised.

    The numbers are those of paragraphs new, revised and gone, and of words added and removed.
    """
    edit = one.edit
    if edit is None:
        return one.unit
    counts = (edit.new, edit.revised, edit.gone, edit.added, edit.removed)
    return f"{one.unit} revised {' '.join(map(str, counts))}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _section(section: PublishedSection) -> Iterator[str]:
    yield f"- id: {section.id}"
    yield f"  file: {_text(section.file)}"
    yield f"  title: {_text(section.title)}"
    yield "  blocks:"
    yield from (f"  - {_block(block)}" for block in section.blocks)


def _block(block: PublishedBlock) -> str:
    sort = "p" if block.paragraph else "b"
    within = f" in {block.within}" if block.within else ""
    return f"{block.id} {sort} {block.words} {block.digest} {block.sketch:016x}{within}"


def _edition(edition: PublishedEdition) -> Iterator[str]:
    yield f"- name: {_text(edition.name)}"
    yield f"  format: {edition.format}"
    yield f"  identifier: {_text(edition.identifier)}"
    yield f"  output: {_text(edition.output)}"
    yield f"  story: {edition.story}"
    yield "  units:"
    yield from (f"  - {_unit(unit)}" for unit in edition.units)
    yield "  places:"
    yield from (f"  - {shape.of}: {_places(shape)}" for shape in edition.shapes)
    if edition.news:
        yield "  news:"
        yield from (f"  - {one.unit}{' revised' * one.revised}" for one in edition.news)
    if edition.pagination:
        yield "  pages:"
        yield from (f"  - {_page(page)}" for page in edition.pagination.pages)


def _unit(unit: PublishedUnit) -> str:
    return f"{unit.id} promised" if unit.promised else unit.id


def _places(shape: Shape) -> str:
    """Return ``(lead) a:12 b:30+new:9 -gone:7``: what was added stands behind a plus sign."""
    lead = (f"({_run(shape.lead)})",) if shape.lead else ()
    return " ".join((*lead, *map(_place, shape.spots)))


def _place(spot: Spot) -> str:
    return "+".join((_spot(spot), *map(_added, spot.behind)))


def _run(run: tuple[Spot, ...]) -> str:
    return "+".join(map(_added, run))


def _added(spot: Spot) -> str:
    return f"({_run(spot.before)}){_spot(spot)}" if spot.before else _spot(spot)


def _spot(spot: Spot) -> str:
    return f"{'-' if spot.gone else ''}{spot.id}:{spot.length}"


def _page(page: PageStart) -> str:
    start = f"{page.page} {page.folio or '-'} {page.unit or '-'}"
    offset = "end" if page.offset == AT_END else str(page.offset)
    return f"{start} {page.block or '-'} {offset}" if page.block or page.offset else start
