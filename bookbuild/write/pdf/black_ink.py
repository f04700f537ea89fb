"""A PDF for a press that prints black alone: text in black ink, drawings and pictures in greys.

Black and greys of light (0 0 0 rg) would be printed with four inks, and pictures in colour become
grey at the printer's, who asks nobody how. So all that the press painted in light is put into black
ink here, and every picture into greys, without what can be seen through, on white paper. A picture
has no more than 300 pixels to the inch, which is what printers ask for; none is made larger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, hypot
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bookbuild.model.print_terms import INCH

if TYPE_CHECKING:
    from bookbuild.plates.pixels import Pixels

RESOLUTION = 300
"""Pixels to the inch of a printed picture, at most: KDP and Ingram ask for so many."""


def in_black_ink(pdf: pikepdf.Pdf, *, pictures: bool) -> None:
    """Put black and greys of light into black ink; with ``pictures`` colours and pictures too."""
    for content in _contents(pdf):
        data = content.read_bytes()
        black = (_LIGHT if pictures else _GREY).sub(_ink, data)
        if black != data:
            content.write(black)
    if pictures:
        _shade(pdf)
        _pictures_in_grey(pdf)


# ------------------------------------------------------------------------------- what is drawn

_NUMBER = rb"(\d*\.?\d+)"
_GREY = re.compile(rb"^(\d*\.?\d+) (\1) (\1) (rg|RG)[ \t\r]*$", re.MULTILINE)
"""A grey of the press's, on a line of its own as it writes them; text is never in such a line."""
_LIGHT = re.compile(rb"^%s %s %s (rg|RG)[ \t\r]*$" % ((_NUMBER,) * 3), re.MULTILINE)

_LUMA = (0.299, 0.587, 0.114)
"""How bright red, green and blue are (ITU-R BT.601), as in the greys of pictures."""


def _ink(colour: re.Match[bytes]) -> bytes:
    light = _brightness([float(colour[part]) for part in (1, 2, 3)])
    return f"0 0 0 {round(1.0 - light, 4):g} {'k' if colour[4] == b'rg' else 'K'}".encode()


def _brightness(colour: list[float]) -> float:
    if colour[0] == colour[1] == colour[2]:
        return max(0.0, min(1.0, colour[0]))
    light = sum(share * part for share, part in zip(_LUMA, colour, strict=True))
    return max(0.0, min(1.0, light))


def _contents(pdf: pikepdf.Pdf) -> tuple[pikepdf.Stream, ...]:
    """Return all that draws: the pages' contents, and what they draw again and again."""
    found: list[pikepdf.Stream] = []
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and _draws(each):
            found.append(each)
    for page in pdf.pages:
        contents = page.obj.get(Name.Contents)
        streams = contents if isinstance(contents, Array) else [contents]
        found.extend(each for each in streams if isinstance(each, pikepdf.Stream))
    return tuple(found)


def _draws(stream: pikepdf.Stream) -> bool:
    return stream.get(Name.Subtype) == Name.Form or stream.get(Name.PatternType) == 1


def _shade(pdf: pikepdf.Pdf) -> None:
    """Turn the colours of gradients into greys, and those that groups are mixed in."""
    for each in pdf.objects:
        group = each.get(Name.Group) if isinstance(each, Dictionary | pikepdf.Stream) else None
        if isinstance(group, Dictionary) and group.get(Name.CS) == Name.DeviceRGB:
            group.CS = Name.DeviceGray
        for shading in _shadings(each, 0):
            if shading.get(Name.ColorSpace) == Name.DeviceRGB:
                shading.ColorSpace = Name.DeviceGray
                _step(shading.get(Name.Function))


def _shadings(held: Any, depth: int) -> Iterator[Any]:
    """Yield the gradients that an object is or holds."""
    if not isinstance(held, Dictionary | pikepdf.Stream) or depth > _DEEPEST:
        return
    if Name.ShadingType in held:
        yield held
    for name in _HOLDERS:
        inside = held.get(name)
        if isinstance(inside, Dictionary) and not inside.is_indirect:
            yield from _shadings(inside, depth + 1)
            for each in inside.values():
                if isinstance(each, Dictionary) and not each.is_indirect:
                    yield from _shadings(each, depth + 1)


_HOLDERS = (Name.Resources, Name.Shading, Name.Pattern)
_DEEPEST = 8


def _step(function: Any) -> None:
    """Turn a gradient's function, or those that it is stitched of, from three parts into one."""
    if isinstance(function, Array):
        for each in function:
            _step(each)
    elif isinstance(function, Dictionary) and Name.Functions in function:
        _step(function.Functions)
    elif isinstance(function, Dictionary):
        for end in (Name.C0, Name.C1):
            parts = function.get(end)
            if isinstance(parts, Array) and len(parts) == len(_LUMA):
                light = _brightness([float(part) for part in parts])
                function[end] = Array([round(light, 4)])


# ---------------------------------------------------------------------------------- pictures


@dataclass(frozen=True, slots=True)
class _Printed:
    """How large a picture is printed at most, in points."""

    width: float
    height: float


def _pictures_in_grey(pdf: pikepdf.Pdf) -> None:
    sizes: dict[tuple[int, int], _Printed] = {}
    for page in pdf.pages:
        _measure(page.obj, (1.0, 0.0, 0.0, 1.0), sizes, 0)
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and _is_picture(each):
            _put_into_grey(each, sizes.get(each.objgen))


def _is_picture(stream: pikepdf.Stream) -> bool:
    return stream.get(Name.Subtype) == Name.Image and not stream.get(Name.ImageMask, False)


Turn = tuple[float, float, float, float]
"""How a picture's sides are drawn: the place of its right edge, and of its upper one."""


def _measure(drawn: Any, turn: Turn, sizes: dict[tuple[int, int], _Printed], depth: int) -> None:
    """Find how large the pictures of a page, or of what a page draws, are printed."""
    resources = drawn.get(Name.Resources, Dictionary())
    objects = resources.get(Name.XObject, Dictionary())
    if not objects or depth > _DEEPEST:
        return
    kept: list[Turn] = []
    for instruction in pikepdf.parse_content_stream(drawn):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                kept.append(turn)
            case "Q" if kept:
                turn = kept.pop()
            case "cm":
                turn = _turned(tuple(float(part) for part in operands[:4]), turn)
            case "Do":
                each = objects.get(str(operands[0]))
                if each is None:
                    continue
                if each.get(Name.Subtype) == Name.Form:
                    own = each.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0]))
                    inner = _turned(tuple(float(own[at]) for at in range(4)), turn)
                    _measure(each, inner, sizes, depth + 1)
                else:
                    _note(each.objgen, turn, sizes)
            case _:
                pass


def _turned(by: tuple[float, ...], turn: Turn) -> Turn:
    a, b, c, d = by
    e, f, g, h = turn
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)


def _note(name: tuple[int, int], turn: Turn, sizes: dict[tuple[int, int], _Printed]) -> None:
    width, height = hypot(turn[0], turn[1]), hypot(turn[2], turn[3])
    before = sizes.get(name, _Printed(0.0, 0.0))
    sizes[name] = _Printed(max(width, before.width), max(height, before.height))


def _put_into_grey(picture: pikepdf.Stream, printed: _Printed | None) -> None:
    """Put one picture into greys; one that is so already, and not too fine, stays as it is."""
    least = _least_pixels(picture, printed)
    from bookbuild.plates.pixels import grey  # which few books need

    mask = picture.get(Name.SMask)
    through = mask if isinstance(mask, pikepdf.Stream) else None
    is_grey = picture.get(Name.ColorSpace) == Name.DeviceGray
    if is_grey and through is None and least is None:
        return
    found = grey(_pixels(picture), _pixels(through) if through is not None else None, least)
    if found is None:
        return
    for name in (Name.SMask, Name.DecodeParms, Name.Decode):
        if name in picture:
            del picture[name]
    picture.Width, picture.Height = found.width, found.height
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    if found.is_jpeg:
        picture.write(found.data, filter=Name.DCTDecode)
    else:
        picture.write(found.data)


def _least_pixels(picture: pikepdf.Stream, printed: _Printed | None) -> tuple[int, int] | None:
    """Return the pixels that a picture needs, None where it has no more than that."""
    if printed is None:
        return None
    width, height = int(picture.Width), int(picture.Height)
    across = printed.width / INCH * RESOLUTION / width
    down = printed.height / INCH * RESOLUTION / height
    share = max(across, down)
    if share >= 1 - _NEARLY:
        return None
    return max(ceil(width * share), 1), max(ceil(height * share), 1)


_NEARLY = 0.02
"""So little too fine is right."""


def _pixels(picture: pikepdf.Stream) -> Pixels:
    """Return a picture's pixels as the press wrote them: a JPEG, or one byte for each part."""
    from bookbuild.plates.pixels import Pixels

    width, height = int(picture.Width), int(picture.Height)
    if picture.get(Name.Filter) == Name.DCTDecode:
        return Pixels(width, height, picture.read_raw_bytes(), is_jpeg=True)
    return Pixels(width, height, picture.read_bytes())
