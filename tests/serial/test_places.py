"""Where blocks stand: what was published stays where readers count it."""

from __future__ import annotations

import pytest

from bookbuild.build.published_text import published_text
from bookbuild.model.published import Published, PublishedEdition
from bookbuild.model.shapes import Shape, every_spot
from bookbuild.model.text import Blocks, Paragraph, Text
from bookbuild.plan.serial.places import shape_of


def text(ids: str) -> Blocks:
    """Return a paragraph for each letter."""
    return tuple(Paragraph((Text(f"Words {id}"),), id=id) for id in ids)


def told(*releases: str) -> str:
    """Return the places after releases whose blocks are letters, as published.yaml has them."""
    shape: Shape | None = None
    for release in releases:
        shape = shape_of("unit", text(release), shape)
        assert [s.id for s in every_spot(shape) if not s.gone] == list(release)
    assert shape
    record = Published(editions=(PublishedEdition("e", "epub", "i", "o", shapes=(shape,)),))
    (line,) = (row for row in published_text(record).splitlines() if row.startswith("  - unit: "))
    return line.removeprefix("  - unit: ").replace(":7", "")


@pytest.mark.parametrize(
    ("releases", "places"),
    [
        (["abcd"], "a b c d"),
        (["abcd", "abcde"], "a b c d e"),
        (["abcd", "xabcd"], "(x) a b c d"),
        (["abcd", "abxcd"], "a b+x c d"),
        (["abcd", "abxycd"], "a b+x+y c d"),
        (["abcd", "abxcd", "abyxcd"], "a b+(y)x c d"),
        (["abcd", "abxcd", "abxycd"], "a b+x+y c d"),
        (["abcd", "abxcd", "abyxcd", "abzyxcd"], "a b+((z)y)x c d"),
        (["abcd", "abxcd", "abyxcd", "abyzxcd"], "a b+(y+z)x c d"),
        (["abcd", "xabcd", "yxabcd"], "((y)x) a b c d"),
        (["abcd", "acd"], "a -b c d"),
        (["abcd", "axcd"], "a+x -b c d"),
        (["abcd", "acbd"], "a -b c+b d"),
        (["abcd", "abc"], "a b c -d"),
        (["abcd", "abc", "abce"], "a b c+e -d"),
        (["abcd", "x"], "(x) -a -b -c -d"),
        (["abcd", "x", "xy"], "(x+y) -a -b -c -d"),
        (["abcd", "abxcd", "abcd"], "a b+-x c d"),
        (["abcd", "abxcd", "abcd", "abycd"], "a b+(y)-x c d"),
        (["abcd", "acd", "aycd", "ycd"], "-a+y -b c d"),
    ],
)
def test_what_was_published_stays(releases: list[str], places: str) -> None:
    assert told(*releases) == places
