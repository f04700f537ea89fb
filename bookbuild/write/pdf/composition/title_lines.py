"""Chapter titles of several lines: as narrow as they can be without another line.

So no line has a word or two and the others all the rest. The press knows the width of a title's
letters, so it tries a long one in narrower and narrower rooms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bookbuild.model.edition import TextUnit
from bookbuild.render.units import ComposedText, unit_body
from bookbuild.render.view import View
from bookbuild.write.pdf.composition.composable import Composable
from bookbuild.write.pdf.press import Size

_ROOMS = (92, 84, 76, 68, 60, 52)
"""The rooms that are tried, in hundredths of the measure."""
_ALL = 100
_ID = re.compile(' (?:id|aria-labelledby)="[^"]*"')
_TITLE = '<span class="title"'
_NEAR = 0.1

PROBE = f'<header class="opening"><h1>{_TITLE} data-part="probe/title">X</span></h1></header>'
"""A title of one line, to compare others with."""

SizesOf = Callable[[Sequence[str]], Mapping[str, Size]]
"""Has the press measure openings, one below the other."""


def with_named_title(html: str, unit: Composable) -> str:
    """Return a section's markup with a name for the press to measure its title by."""
    if not (isinstance(unit, TextUnit) and unit.title):
        return html
    return html.replace(_TITLE, f'{_TITLE} data-part="{unit.head.id}/title"', 1)


def is_broken(unit: Composable, sizes: Mapping[str, Size]) -> bool:
    """Whether a unit has a title that was measured to take more than a line."""
    title, line = sizes.get(f"{unit.head.id}/title"), sizes["probe/title"]
    return title is not None and title.height > line.height + _NEAR


def title_styles(broken: Sequence[Composable], view: View, sizes_of: SizesOf) -> Mapping[str, str]:
    """Return the rules of the openings whose titles of several lines are to be narrower than the
    measure, by their units' ids."""
    if not broken:
        return {}
    sizes = sizes_of([_tried(unit, view, room) for unit in broken for room in (_ALL, *_ROOMS)])
    found: dict[str, str] = {}
    for unit in broken:
        most = _height(sizes, unit, _ALL) + _NEAR
        rooms = [room for room in _ROOMS if _height(sizes, unit, room) <= most]
        if rooms:
            found[unit.head.id] = _style(rooms[-1])
    return found


def _tried(unit: Composable, view: View, room: int) -> str:
    """Return an opening with its title in a room."""
    shown = unit_body(unit, view, ComposedText(_name(unit, room), _style(room), ""))
    return _ID.sub("", shown)


def _height(sizes: Mapping[str, Size], unit: Composable, room: int) -> float:
    return sizes[_name(unit, room)].height


def _name(unit: Composable, room: int) -> str:
    return f"{unit.head.id}/title/{room}"


def _style(room: int) -> str:
    return f"--title-room: {room}%"
