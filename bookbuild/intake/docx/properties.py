"""What a paragraph and a run say of their looks, themselves or by a style; None is "not said"."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TypeVar

from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import ASCII, H_ANSI, R_FONTS, VAL, w

_OFF = ("0", "false", "off", "none")
_TOGGLES = {
    w("b"): "bold",
    w("i"): "italic",
    w("caps"): "caps",
    w("smallCaps"): "small_caps",
    w("strike"): "strike",
    w("dstrike"): "strike",
    w("vanish"): "hidden",
}
_SIDES = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}


@dataclass(frozen=True, slots=True)
class RunProps:
    """A run's looks; ``size`` in half points, ``raised`` is "superscript" or "subscript"."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    small_caps: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    raised: str | None = None
    size: int | None = None
    font: str = ""
    lang: str = ""
    lang_bidi: str = ""
    rtl: bool | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class ParaProps:
    """A paragraph's looks; indents and spaces in twentieths of a point, ``outline`` from 0."""

    align: str | None = None
    left: int | None = None
    right: int | None = None
    first: int | None = None
    before: int | None = None
    page_break: bool | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    ruled: bool | None = None
    bidi: bool | None = None
    drop_cap: bool | None = None


_Props = TypeVar("_Props", RunProps, ParaProps)


def over(below: _Props, above: _Props) -> _Props:
    """Return the properties ``below`` with what ``above`` says itself."""
    names = [f.name for f in fields(above)]
    said = {name: v for name in names if (v := getattr(above, name)) is not None and v != ""}
    return replace(below, **said) if said else below


def is_on(node: Node) -> bool:
    """Return whether a property that may be switched off is on."""
    return value(node, VAL).lower() not in _OFF


def run_props(node: Node | None) -> RunProps:  # noqa: C901 (the table)
    """Return what a w:rPr says."""
    if node is None or not len(node):
        return RunProps()
    said: dict[str, bool] = {}
    raised: str | None = None
    size: int | None = None
    font = lang = lang_bidi = style = ""
    for child in node:
        tag = child.tag
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = is_on(child)
        elif tag == w("u"):
            said["underline"] = is_on(child)
        elif tag == w("rtl"):
            said["rtl"] = is_on(child)
        elif tag == w("vertAlign"):
            raised = value(child, VAL)
        elif tag == w("sz"):
            size = _number(value(child, VAL))
        elif tag == R_FONTS:
            font = value(child, ASCII) or value(child, H_ANSI)
        elif tag == w("lang"):
            lang, lang_bidi = value(child, VAL), value(child, w("bidi"))
        elif tag == w("rStyle"):
            style = value(child, VAL)
    return RunProps(
        bold=said.get("bold"),
        italic=said.get("italic"),
        caps=said.get("caps"),
        small_caps=said.get("small_caps"),
        strike=said.get("strike"),
        hidden=said.get("hidden"),
        underline=said.get("underline"),
        raised=raised,
        size=size,
        font=font,
        lang=lang,
        lang_bidi=lang_bidi,
        rtl=said.get("rtl"),
        style=style,
    )


def para_props(node: Node | None) -> ParaProps:
    """Return what a w:pPr says."""
    if node is None or not len(node):
        return ParaProps()
    made = ParaProps()
    for child in node:
        made = _with(made, child)
    return made


def _with(made: ParaProps, child: Node) -> ParaProps:  # noqa: PLR0911 (the table)
    match str(child.tag).rpartition("}")[2]:
        case "jc":
            align = value(child, VAL)
            return replace(made, align=_SIDES.get(align, align))
        case "ind":
            return _indented(made, child)
        case "spacing":
            return replace(made, before=_number(value(child, w("before"))))
        case "pageBreakBefore":
            return replace(made, page_break=is_on(child))
        case "outlineLvl":
            return replace(made, outline=_number(value(child, VAL)))
        case "numPr":
            id, level = child.find(w("numId")), child.find(w("ilvl"))
            number = _number(value(level, VAL)) if level is not None else None
            return replace(made, list_id=value(id, VAL) or None, list_level=number)
        case "pBdr":
            kinds = (value(edge, VAL) for edge in child if str(edge.tag)[-3:] in ("top", "tom"))
            return replace(made, ruled=any(kind not in ("", "nil", "none") for kind in kinds))
        case "bidi":
            return replace(made, bidi=is_on(child))
        case "framePr":
            return replace(made, drop_cap=value(child, w("dropCap")) in ("drop", "margin"))
        case _:
            return made


def _indented(made: ParaProps, node: Node) -> ParaProps:
    left = _first(node, "left", "start")
    right = _first(node, "right", "end")
    first = _first(node, "firstLine")
    hanging = _first(node, "hanging")
    if hanging is not None:
        first = -hanging
    return replace(
        made,
        left=made.left if left is None else left,
        right=made.right if right is None else right,
        first=made.first if first is None else first,
    )


def _first(node: Node, *names: str) -> int | None:
    for name in names:
        number = _number(value(node, w(name)))
        if number is not None:
            return number
    return None


def _number(text: str) -> int | None:
    """Return a measure in twentieths of a point, None for what is none; "1.5in" is strict form."""
    text = text.strip().lower()
    scale = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7}.get(text[-2:])
    digits = text[:-2] if scale else text
    try:
        number = float(digits) * (scale or 1.0) if len(digits) < 12 else None
    except ValueError:
        return None
    return int(number) if number is not None and abs(number) < 1e7 else None
