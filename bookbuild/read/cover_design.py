"""What book.yaml says of the cover that is drawn: its design and its colours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bookbuild.model.colours import LEAST_CONTRAST, PALETTE, Colour, contrast, luminance, named
from bookbuild.model.cover import USUAL_COVER, CoverDesign, Design
from bookbuild.read.fields import Field, Form, choice, fold, texts
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node
from bookbuild.report import Checked, Diagnostic, Place, error, warning

_MOST = 3
_BETWEEN = re.compile(r"\s*,\s*|\s+and\s+")
_NUMBER = re.compile(r"#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"#?([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_OTHER_NAMES = (
    ("dark blue", "navy"),
    ("light blue", "sky"),
    ("blue", "navy"),
    ("dark green", "bottle green"),
    ("green", "bottle green"),
    ("light green", "sage"),
    ("teal", "peacock"),
    ("dark red", "oxblood"),
    ("burgundy", "oxblood"),
    ("red", "vermilion"),
    ("orange", "vermilion"),
    ("pink", "rose"),
    ("purple", "aubergine"),
    ("violet", "aubergine"),
    ("brown", "walnut"),
    ("yellow", "primrose"),
    ("beige", "sand"),
    ("dark grey", "charcoal"),
    ("grey", "slate"),
    ("light grey", "pearl"),
)
"""Everyday names, and the colours of the palette that are meant by them."""


@dataclass(frozen=True, slots=True)
class _Typed:
    """A colour and what the author typed for it."""

    name: str
    colour: Colour


def read_cover_design(form: Form) -> CoverDesign | None:
    """Read ``cover-design`` and ``cover-colours``, which may also stand within the first.

    None where the author says nothing of either.
    """
    asked = form.read("cover-design", cover_design, None)
    colours = form.read_all("cover-colours", cover_colours)
    colours = colours or form.read_all("cover-colors", cover_colours)
    return replace(asked or USUAL_COVER, colours=colours) if colours else asked


def cover_design(node: Node, field: Field) -> Checked[CoverDesign | None]:
    """Read the name of a design, or a group with ``design`` and ``colours``."""
    if not isinstance(node, Mapping):
        name = choice(Design)(node, field)
        return Checked(CoverDesign(name.value) if name.value else None, name.diagnostics)
    form = Form(node, field.file, field.key)
    design = form.read("design", choice(Design), USUAL_COVER.design)
    colours = form.read_all("colours", cover_colours)
    other = form.read_all("colors", cover_colours)
    return Checked(CoverDesign(design, colours or other), form.finish())


def cover_colours(node: Node, field: Field) -> Checked[tuple[Colour, ...] | None]:
    """Read up to three colours, by name or number: ground, ink, accent."""
    listed = texts(node, field)
    if listed.value is None:
        return Checked(None, listed.diagnostics)
    names = [name for typed in listed.value for name in _BETWEEN.split(typed.strip()) if name]
    place = Place(field.file, node.line)
    found = [_Typed(name, colour) for name in names if (colour := _colour(name)) is not None]
    unknown = tuple(_unknown(name, place) for name in names if _colour(name) is None)
    if unknown:
        return Checked(None, unknown[:_MOST])
    if len(found) > _MOST:
        return Checked(None, (_too_many(len(found), field, place),))
    told = _faint(found[0], found[1], place) if len(found) > 1 else ()
    return Checked(tuple(each.colour for each in found), (*listed.diagnostics, *told))


def _colour(name: str) -> Colour | None:
    number = _NUMBER.fullmatch(name)
    short = _SHORT_NUMBER.fullmatch(name) if name.startswith("#") else None
    if number:
        return int(number[1], 16), int(number[2], 16), int(number[3], 16)
    if short:
        return int(short[1] * 2, 16), int(short[2] * 2, 16), int(short[3] * 2, 16)
    folded = fold(name).replace("gray", "grey")
    known = next((each.colour for each in PALETTE if each.name == folded), None)
    meant = next((known for other, known in _OTHER_NAMES if other == folded), None)
    return known if known or meant is None else named(meant)


def _unknown(name: str, place: Place) -> Diagnostic:
    names = [each.name for each in PALETTE]
    near = get_close_matches(fold(name)[:40], names, n=1, cutoff=0.7)
    asked = f"Did you mean `{near[0]}`?" if near else f"Use {', '.join(names)}."
    message = f"“{shorten(name)}” is no colour that bookbuild knows."
    hint = f"{asked} Or write its number, such as #1b2a41."
    return error("unknown-colour", place, message, hint)


def _too_many(count: int, field: Field, place: Place) -> Diagnostic:
    message = f"`{field.key}` takes up to three colours, and here are {count}."
    hint = "Write the ground's, the words' and the ornaments': `[ink blue, cream, gold]`."
    return error("too-many-colours", place, message, hint)


def _faint(ground: _Typed, ink: _Typed, place: Place) -> tuple[Diagnostic, ...]:
    """Return a warning where the title could hardly be read."""
    found = contrast(ground.colour, ink.colour)
    if found >= LEAST_CONTRAST:
        return ()
    message = (
        f"The cover's words could hardly be read: the contrast of “{shorten(ink.name)}” on "
        f"“{shorten(ground.name)}” is {found:.1f}, and {LEAST_CONTRAST} is the least."
    )
    return (warning("cover-contrast", place, message, _better(ground)),)


def _better(ground: _Typed) -> str:
    best = max(("cream", "black"), key=lambda name: contrast(named(name), ground.colour))
    if contrast(named(best), ground.colour) >= LEAST_CONTRAST:
        which = "lighter" if luminance(ground.colour) < 0.3 else "darker"
        return f"Take a {which} second colour, such as {best}."
    return "Take a lighter or a darker first colour."
