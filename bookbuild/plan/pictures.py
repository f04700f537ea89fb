"""Which pictures an edition ships: those its units show, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.assets import Image
from bookbuild.model.edition import PromiseUnit, TextUnit, Unit
from bookbuild.model.text import Figure, Inlines, Picture
from bookbuild.model.walk import every_block, every_inline, lines_of, texts_of


def shown_images(images: tuple[Image, ...], units: tuple[Unit, ...]) -> tuple[Image, ...]:
    """Return the images that stand in the units, in the order in which the book has them."""
    shown = {source for unit in units for source in _sources(unit)}
    return tuple(image for image in images if image.path in shown)


def cover_image(images: tuple[Image, ...], path: str) -> Image | None:
    """Return the cover's picture, None for a book that has none."""
    return next((image for image in images if path and image.path == path), None)


def _sources(unit: Unit) -> Iterator[str]:
    for line in _titles(unit):
        yield from _in_line(line)
    for blocks in texts_of(unit):
        for block in every_block(blocks):
            if isinstance(block, Figure):
                yield block.source
        for line in lines_of(blocks):
            yield from _in_line(line)


def _titles(unit: Unit) -> tuple[Inlines, ...]:
    match unit:
        case TextUnit() | PromiseUnit():
            return (unit.title, unit.subtitle)
        case _:
            return ()


def _in_line(line: Inlines) -> Iterator[str]:
    yield from (inline.source for inline in every_inline(line) if isinstance(inline, Picture))
