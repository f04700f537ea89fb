"""A composed line as XHTML that WeasyPrint sets exactly so, and the rules that it needs.

A line is one block in which WeasyPrint breaks nothing. One that fills its measure has its spaces
widened by WeasyPrint, which comes to the space that composition found, for that is what is left;
it narrows none, so a line of narrow spaces begins with too narrow ones. Sizes, hanging and indents
come in steps, and a class says each, so that no line needs a `style` attribute. What to mind
(WeasyPrint 70):

- All that is known of an element's style is found again for each kind of element, so few kinds are
  fast: lines share theirs, and a class for each width of space would cost as much as setting them.
- `word-spacing` is halved or doubled, depending on the font's size, for a space with which a text
  node begins or ends, and a node that is only a space is not drawn at all: copied text lacks it. So
  a word joiner, which has no ink and is not copied, stands between such a space and the node's end.
- A no-break space is written as a plain one, and other word joiners are left out: nothing breaks in
  a line.
- An inline of another size, or in another family, would make the line higher: `line-height: 0`.
- Our own hyphen is a plain "-": the usual U+2010 is missing in many fonts.
- An element that crosses a line's end is closed there and opened again on the next line; only the
  first part keeps an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from bookbuild.render.marks import element, escaped
from bookbuild.write.pdf.composition.faces import HANG_STEP
from bookbuild.write.pdf.composition.inline_runs import CALL_CLASS, Mark
from bookbuild.write.pdf.composition.items import Items, Look
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import Shape, TypeDesign

LINE = "l"
"""The class of every composed line; further ones say what is special in it."""
_DIVIDED = "data"
"""The element of a line that ends in a hyphen of ours: so `tag_tree` knows it from an author's."""
_OTHER_FAMILY = "other-family"
_JOINER = "\u2060"
"""What keeps a space from the end of its text node."""
_FILLED = "f"
"""The class of a line whose spaces the press widens until it fills its measure."""
_NARROWED = 0.1
"""The steps in em by which spaces are narrowed before they are widened: one is enough for all lines
but those that have no good setting."""
_EXACT = 1e-6
_USUAL_HANGS = range(HANG_STEP, 301, HANG_STEP)


def line_xhtml(items: Items, line: LineSetting, shape: Shape, opening: str = "") -> str:
    """Return one line as a block of its own; ``opening`` is markup that stands before its words."""
    names = " ".join(line_classes(items, line, shape, opened=bool(opening)))
    tag = _DIVIDED if items.breaks[line.end].adds_hyphen else "span"
    return f'<{tag} class="{names}">{opening}{line_content(items, line)}</{tag}>'


def line_classes(
    items: Items, line: LineSetting, shape: Shape, *, opened: bool = False
) -> tuple[str, ...]:
    """Return the classes of a line: what differs from a plain one of natural spaces.

    One that is ``opened`` by other markup has the very space that composition found: what opens it
    may have spaces that are not to be widened.
    """
    more = line.gap - items.space
    narrowed = max(ceil(-more / _NARROWED - _EXACT), 0)
    named = (
        (f"s{line.size}", line.size != 1000),
        (f"w{_half_thousandths(more)}", line.justified and opened),
        (_FILLED, line.justified and not opened),
        (f"n{narrowed}", line.justified and not opened and narrowed > 0),
        (f"hl{line.hang_left}", line.hang_left > 0),
        (f"hr{line.hang_right}", line.hang_right > 0),
        (f"i{_hundredths(line.indent)}", line.indent > 0),
        ("centred", shape.centred),
    )
    return (LINE, *(name for name, is_so in named if is_so and name != "w0"))


def line_content(items: Items, line: LineSetting) -> str:
    """Return a line's words with the elements that they stand in."""
    written: list[str] = []
    opened: tuple[Mark, ...] = ()
    for text, look in _runs(items, line):
        path = look.path
        shared = _shared(opened, path)
        written.extend(f"</{mark.tag}>" for mark in reversed(opened[shared:]))
        written.extend(_opening(mark) for mark in path[shared:])
        written.append(_words(text, look))
        opened = path
    written.extend(f"</{mark.tag}>" for mark in reversed(opened))
    return "".join(written)


def _words(text: str, look: Look) -> str:
    """Return the text of a run, which neither begins nor ends with a space."""
    if look.other_family:
        return element("span", escaped(text), ("class", _OTHER_FAMILY))
    before, after = (_JOINER if edge == " " else "" for edge in (text[0], text[-1]))
    return f"{before}{escaped(text)}{after}"


def line_text(items: Items, line: LineSetting) -> str:
    """Return a line's words as they will stand on paper, calls and hyphens included."""
    return "".join(text for text, _ in _runs(items, line))


def _runs(items: Items, line: LineSetting) -> list[tuple[str, Look]]:
    """Return a line's text, what looks alike in one."""
    begin, end = items.breaks[line.start], items.breaks[line.end]
    runs: list[tuple[list[str], int]] = []
    for at in range(begin.next_piece, min(end.end_piece + 1, len(items.texts))):
        text, look = items.texts[at], items.look_of[at]
        stop = end.end_offset if at == end.end_piece else len(text)
        shown = text[begin.next_offset if at == begin.next_piece else 0 : stop]
        if not shown:
            continue
        if not runs or runs[-1][1] != look:
            runs.append(([], look))
        runs[-1][0].append(shown)
    if end.adds_hyphen:
        runs[-1][0].append("-")
    return [("".join(texts), items.looks[look]) for texts, look in runs]


def _shared(opened: tuple[Mark, ...], path: tuple[Mark, ...]) -> int:
    """Return how many elements stay open from one run to the next."""
    shared = 0
    for one, two in zip(opened, path, strict=False):
        if one != two:
            break
        shared += 1
    return shared


def _opening(mark: Mark) -> str:
    return element(mark.tag, "", *mark.attributes).removesuffix(f"</{mark.tag}>")


def _half_thousandths(width: float) -> str:
    """Return a width in halves of thousandths as a class says it: "n12" for less than nothing."""
    steps = round(width * 2000)
    return f"n{-steps}" if steps < 0 else str(steps)


def _hundredths(points: float) -> int:
    return round(points * 100)


# ------------------------------------------------------------------------------------ rules


def line_css(classes: Iterable[str], design: TypeDesign) -> str:
    """Return the rules of the lines: those that all have, and one for each class.

    The usual classes have theirs whether they are used or not: so nearly all sections have the
    same rules, which are read once then.
    """
    named = sorted({*classes, *_usual_classes(design)} - {LINE})
    return "\n".join((*_base_rules(design), *filter(None, map(_rule, named))))


def _usual_classes(design: TypeDesign) -> Iterator[str]:
    yield from (f"s{size}" for size in design.sizes.sizes)
    yield from (f"{side}{step}" for side in ("hl", "hr") for step in _USUAL_HANGS)
    yield from ("n1", f"i{_hundredths(design.indent)}")


def _base_rules(design: TypeDesign) -> tuple[str, ...]:
    small, raised = f"{design.small_call:g}em", f"{design.raised:g}em"
    return (
        f".{LINE} {{ display: block; white-space: pre; text-indent: 0; text-align: left; "
        "hyphens: manual; letter-spacing: normal }",
        f".{LINE}.{_FILLED} {{ white-space: nowrap; text-align-last: justify }}",
        f".{LINE}.centred {{ text-align: center }}",
        f".{LINE} em, .{LINE} strong, .{LINE} span, .{LINE} .{_OTHER_FAMILY}, .{LINE} code "
        "{ line-height: 0 }",
        f".{LINE} sup, .{LINE} sub {{ font-size: {raised}; line-height: 0 }}",
        f".{LINE} .{CALL_CLASS} {{ font-size: {small}; line-height: 0; vertical-align: super; "
        "font-style: normal; font-weight: normal; font-variant-caps: normal; "
        "font-variant-numeric: lining-nums; letter-spacing: normal }",
    )


def _rule(name: str) -> str:
    """Return the rule of a class, as its name says it; "" for a name that has a rule already."""
    letters = name.rstrip("0123456789")
    figures = name[len(letters) :]
    rules = {
        "s": ("font-size", "em", 1000),
        "w": ("word-spacing", "em", 2000),
        "wn": ("word-spacing", "em", -2000),
        "n": ("word-spacing", "em", -1 / _NARROWED),
        "hl": ("margin-left", "em", -1000),
        "hr": ("margin-right", "em", -1000),
        "i": ("padding-left", "pt", 100),
    }
    if not figures or letters not in rules:
        return ""
    prop, unit, parts = rules[letters]
    value = f"{int(figures) / parts:g}{unit}"
    return f".{LINE}.{name} {{ {prop}: {value} }}"
