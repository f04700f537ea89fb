"""An SVG drawing made safe: only known elements and attributes, nothing from outside, no end.

A drawing is rewritten from what is known to be harmless (`drawing_names`); what is not known goes.
It is refused where it declares entities, where things stand too deep within each other, or where
its parts refer to each other so that it would be drawn for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import assert_never
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from bookbuild.plates.drawing_names import ATTRIBUTES, PLAIN, PRESENTATION, SVG, XLINK
from bookbuild.plates.drawing_styles import (
    inner_names,
    safe_declarations,
    safe_rules,
    safe_value,
    without_names,
)

MOST_BYTES = 4 * 1024 * 1024
_MOST_ELEMENTS = 100_000
_MOST_DRAWN = 100_000
_MOST_LEVELS = 100
_LARGEST = 10_000_000.0
_LONGER_SIDE = 2000
_ONLY_AROUND = ("a", "switch")
"""Elements that only stand around what is drawn: a link, a choice."""

_CHEAP = ("linearGradient", "radialGradient", "stop", "title", "desc")
_ID = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_CLASSES = re.compile(r"[\w.\s-]*")
_NUMBERS = re.compile(r"[-+\d.eE\s,]*")
_LENGTH = re.compile(r"\s*([+]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|pc|mm|cm|in|)\s*")
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_CONTROLS = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnsafeDrawing(ValueError):
    """A drawing that cannot be made safe; the message says why, for the author."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing made safe, its size in pixels, and the names of what was left out of it."""

    data: bytes
    width: int
    height: int
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Element:
    """An element that is being read; ``cost`` is what it takes to draw it without references."""

    name: str
    id: str
    uses: list[str] = field(default_factory=list)
    cost: int = 1
    text: list[str] = field(default_factory=list)
    opened: _Opened | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """The beginning of an element: its name and attributes, before all ids are known."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Closed:
    """The end of an element."""

    opened: _Opened


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of a style sheet."""

    css: str


def safe_drawing(data: bytes) -> Drawing:
    """Return a drawing with nothing in it but shapes, words and colours.

    The same bytes give the same drawing. Raises `UnsafeDrawing` for what cannot be one.
    """
    if len(data) > MOST_BYTES:
        raise UnsafeDrawing(f"It is larger than {MOST_BYTES // 1024**2} MB.")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = reader.entity
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as problem:
        if isinstance(problem, UnsafeDrawing):
            raise
        raise UnsafeDrawing("It is not well-formed, so no reader would show it.") from None
    return reader.drawing()


class _Reader:
    """Reads a drawing's events in order, and writes what is safe of them."""

    def __init__(self) -> None:
        self.parts: list[str | _Opened | _Closed | _Rules] = []
        self.open: list[_Element] = []
        self.skipped = 0
        self.count = 0
        self.size = (300.0, 150.0)
        self.named: dict[str, _Element] = {}
        self.rule_uses: list[str] = []
        self.root = _Element("svg", "")
        self.left_out: dict[str, None] = {}
        self.has_root = False

    # ------------------------------------------------------------------------------- events

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            raise UnsafeDrawing("It declares entities of its own, which pictures must not.")

    def entity(self, *declared: object) -> None:
        raise UnsafeDrawing("It declares entities of its own, which pictures must not.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        space, _, name = tag.rpartition(" ")
        if self.count > _MOST_ELEMENTS:
            raise UnsafeDrawing(f"It has more than {_MOST_ELEMENTS:,} parts.")
        if len(self.open) + self.skipped > _MOST_LEVELS:
            raise UnsafeDrawing(f"More than {_MOST_LEVELS} of its parts stand within each other.")
        if not self.has_root and (space != SVG or name != "svg"):
            raise UnsafeDrawing("It does not begin as an SVG drawing.")
        known = space == SVG and (name in ATTRIBUTES or name == "style")
        within_words = bool(self.open) and self.open[-1].name in (*PLAIN, "style")
        if space == SVG and name in _ONLY_AROUND:
            name, known = "g", True
        if self.skipped or not known or within_words or _is_lost(name, attributes):
            if not self.skipped and space == SVG and name != "metadata":
                self.left_out[f"<{name}>"] = None
            self.skipped += 1
            return
        self._begin(name, attributes)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        element = self.open.pop()
        if element.name == "style":
            rules = safe_rules("".join(element.text))
            self.rule_uses += inner_names(rules)
            self.parts.append(_Rules(rules))
            return
        if element.opened:
            self.parts.append(_Closed(element.opened))
        if self.open and element.name not in ("symbol", "defs", "marker", "pattern", "mask"):
            self.open[-1].cost += element.cost
        # What an element holds is drawn with it, wherever it is drawn.
        if self.open:
            self.open[-1].uses += element.uses

    def words(self, text: str) -> None:
        if self.skipped or not self.open:
            return
        if self.open[-1].name == "style":
            self.open[-1].text.append(text)
        elif self.open[-1].name in ("text", "tspan", *PLAIN):
            self.parts.append(escape(_CONTROLS.sub("", text)))

    # ------------------------------------------------------------------------------ elements

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self.open.append(_Element("style", ""))
            return
        ident = attributes.get("id", "")
        element = _Element(name, ident if _ID.fullmatch(ident) and ident not in self.named else "")
        element.cost = 0 if name in _CHEAP else 1
        kept = self._kept(element, attributes)
        if not self.has_root:
            self.has_root, self.root = True, element
            kept = self._root(kept)
        if element.id:
            self.named[element.id] = element
        self.open.append(element)
        element.opened = _Opened(name, kept)
        self.parts.append(element.opened)

    def _kept(self, element: _Element, attributes: dict[str, str]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for key, raw in attributes.items():
            space, _, name = key.rpartition(" ")
            if space not in ("", XLINK) or (space == XLINK and name != "href"):
                continue
            value = _safe(element, name, _CONTROLS.sub("", raw))
            if value is None:
                if name.startswith("on") or name == "href":
                    self.left_out[name] = None
                continue
            element.uses += inner_names(value)
            if name == "href":
                element.uses.append(value[1:])
            kept["xlink:href" if name == "href" else name] = value
        return kept

    def _root(self, kept: dict[str, str]) -> dict[str, str]:
        """Return the root's attributes with a size in pixels and a view box."""
        width, height = _pixels(kept.get("width", "")), _pixels(kept.get("height", ""))
        box = _box(kept.get("viewBox", ""))
        if box is None:
            box = (0.0, 0.0, width or 300.0, height or 150.0)
        if not (width and height):
            width, height = box[2], box[3]
        factor = min(1.0, _LONGER_SIDE / max(width, height))
        self.size = max(width * factor, 1.0), max(height * factor, 1.0)
        plain = {k: v for k, v in kept.items() if k not in ("x", "y", "version")}
        return {
            "xmlns": SVG,
            "xmlns:xlink": XLINK,
            "version": "1.1",
            **plain,
            "width": _number(self.size[0]),
            "height": _number(self.size[1]),
            "viewBox": " ".join(map(_number, box)),
        }

    # ------------------------------------------------------------------------------- the end

    def drawing(self) -> Drawing:
        """Return the finished drawing; raises `UnsafeDrawing` for one that has no end."""
        if not self.has_root:
            raise UnsafeDrawing("It does not begin as an SVG drawing.")
        self._must_end()
        parts = (_written(part, self.named) for part in self.parts)
        text = '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(parts) + "\n"
        width, height = (max(1, round(side)) for side in self.size)
        return Drawing(text.encode(), width, height, tuple(self.left_out))

    def _must_end(self) -> None:
        """Count what is drawn once every reference is followed, as a program that draws does."""
        costs: dict[str, int] = {}
        drawn = sum(self._cost(use, costs, ()) for use in self.root.uses)
        # Nobody tells here which elements a rule is for; at the worst it is for all of them.
        drawn += sum(self._cost(use, costs, ()) for use in self.rule_uses) * self.count
        if drawn > _MOST_DRAWN:
            raise UnsafeDrawing("Its parts refer to each other so often that it is never drawn.")

    def _cost(self, name: str, costs: dict[str, int], path: tuple[str, ...]) -> int:
        if name in path or len(path) > _MOST_LEVELS:
            raise UnsafeDrawing("Its parts refer to each other in a circle.")
        if name not in self.named:
            return 0
        if name not in costs:
            element = self.named[name]
            within = (self._cost(use, costs, (*path, name)) for use in element.uses)
            costs[name] = min(element.cost + sum(within), _MOST_DRAWN + 1)
        return costs[name]


def _written(part: str | _Opened | _Closed | _Rules, named: dict[str, _Element]) -> str:
    """Return a part as markup, now that all ids are known."""
    match part:
        case str():
            return part
        case _Opened():
            return _opening_tag(part, named)
        case _Closed(opened):
            return f"</{_tag(opened, named)}>"
        case _Rules(css):
            rules = _without_lost(css, named)
            return f"<style>\n{escape(rules)}\n</style>" if rules else ""
        case _:
            assert_never(part)


def _tag(opened: _Opened, named: dict[str, _Element]) -> str:
    """Return an element's name; one that uses what is not there becomes an empty group."""
    lost = opened.name == "use" and opened.attributes.get("xlink:href", "")[1:] not in named
    return "g" if lost else opened.name


def _opening_tag(opened: _Opened, named: dict[str, _Element]) -> str:
    """Return an element's beginning; what is named and not there is as if it were not named."""
    tag = _tag(opened, named)
    kept: dict[str, str] = {}
    for key, value in opened.attributes.items():
        if tag != opened.name and key not in ATTRIBUTES["g"] | PRESENTATION:
            continue
        if key == "xlink:href" and value[1:] not in named:
            continue
        kept[key] = _without_lost(value, named)
    return f"<{tag}{''.join(f' {k}={quoteattr(v)}' for k, v in kept.items())}>"


def _without_lost(css: str, named: dict[str, _Element]) -> str:
    return without_names(css, [name for name in inner_names(css) if name not in named])


def _is_lost(name: str, attributes: dict[str, str]) -> bool:
    """Return whether an element uses another one, and says not which."""
    named = attributes.get("href") or attributes.get(f"{XLINK} href", "")
    return name == "use" and not (named[:1] == "#" and _ID.fullmatch(named[1:]))


def _safe(element: _Element, name: str, value: str) -> str | None:
    """Return an attribute's value where a drawing may have it, else None."""
    if name in PRESENTATION:
        return None if element.name in PLAIN else safe_value(value)
    if name not in ATTRIBUTES[element.name]:
        return None
    match name:
        case "id":
            return element.id or None
        case "style":
            return safe_declarations(value) or None
        case "href":
            return value if value[:1] == "#" and _ID.fullmatch(value[1:]) else None
        case "class":
            return value if _CLASSES.fullmatch(value) else None
        case "viewBox":
            return value if _box(value) else None
        case _:
            plain = re.fullmatch(r"[\w\s.,%()+-]*", value, re.ASCII)
            return value if plain and "url" not in value.casefold() else None


def _pixels(length: str) -> float:
    """Return a length in pixels, 0 where it is none that can be told."""
    found = _LENGTH.fullmatch(length)
    return min(float(found[1]) * _UNITS[found[2]], _LARGEST) if found else 0.0


def _box(text: str) -> tuple[float, float, float, float] | None:
    """Return the four numbers of a view box, None where they are none or not of this world."""
    if not _NUMBERS.fullmatch(text):
        return None
    try:
        x, y, width, height = (float(part) for part in re.split(r"[\s,]+", text.strip()))
    except ValueError:
        return None
    sane = max(abs(x), abs(y), width, height) <= _LARGEST and min(width, height) > 0
    return (x, y, width, height) if sane else None


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
