"""Paragraphs composed and laid by the press, and what WeasyPrint made of each line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bookbuild.model.text import Inlines
from bookbuild.render.marks import element
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.faces import ROMAN, TypeFaces, TypeStyle
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Items, Measurer
from bookbuild.write.pdf.composition.line_markup import (
    line_classes,
    line_css,
    line_text,
    line_xhtml,
)
from bookbuild.write.pdf.composition.settings import LineSetting, Setting, Settings
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape, TypeDesign
from bookbuild.write.pdf.fonts import FontFace, font_css, font_faces
from bookbuild.write.pdf.press import Press, Resource

TYPE = f"""
html {{ font-size: {DEFAULT.size}pt; line-height: {DEFAULT.leading}pt; font-kerning: normal;
  font-variant-ligatures: common-ligatures;
  font-variant-numeric: oldstyle-nums proportional-nums }}
body, p {{ margin: 0 }}
p {{ text-align: justify; hyphens: auto; text-indent: {DEFAULT.indent}pt }}
em {{ font-style: italic }} em em {{ font-style: normal }} strong {{ font-weight: bold }}
.small-caps {{ font-variant-caps: small-caps }}
.small-caps:lang(de), .lead-in:lang(de) {{ font-feature-settings: "locl" 0 }}
.lead-in {{ font-variant-caps: all-small-caps; letter-spacing: {DEFAULT.lead_in_tracking}em }}
.underline {{ text-decoration: underline }} code {{ font-family: inherit; font-size: 1em }}
sup, sub {{ font-size: {DEFAULT.raised}em; line-height: 0; font-variant-numeric: lining-nums }}
a {{ color: inherit; text-decoration: none }}
"""
"""What the style sheets say of running text in the default design, whatever the theme."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One line as the press laid it, in points from the left edge of the text."""

    text: str
    left: float
    right: float
    height: float


@cache
def faces_of(characters: frozenset[str] = frozenset()) -> tuple[FontFace, ...]:
    """Return the book's faces; the second family where a character needs it."""
    return font_faces((), characters)


@cache
def measurer(design: TypeDesign = DEFAULT, characters: frozenset[str] = frozenset()) -> Measurer:
    """Return a measurer, one for all tests that ask for the same."""
    return Measurer(TypeFaces(faces_of(characters)), design)


def setup(base: TypeStyle = ROMAN) -> Setup:
    """Return a setup whose links and calls are known."""
    return Setup(lambda target: f"#{target.anchor or target.unit}", lambda label: label, base)


def items_of(
    inlines: Inlines,
    base: TypeStyle = ROMAN,
    narrowest: float = 20.0,
    characters: frozenset[str] = frozenset(),
) -> Items:
    """Return a paragraph's items; it must be measurable."""
    items = measurer(DEFAULT, characters).items(inlines, setup(base), narrowest)
    assert not isinstance(items, Unmeasured)
    return items


def settings_of(inlines: Inlines, shape: Shape, base: TypeStyle = ROMAN) -> Settings:
    """Return a paragraph's settings in the default design."""
    return broken(items_of(inlines, base, shape.narrowest), shape, DEFAULT)


def texts_of(inlines: Inlines, shape: Shape, base: TypeStyle = ROMAN) -> list[str]:
    """Return the lines of the best setting as text."""
    items = items_of(inlines, base, shape.narrowest)
    return [line_text(items, line) for line in broken(items, shape, DEFAULT).best.lines]


@dataclass(frozen=True, slots=True)
class Planned:
    """A paragraph's setting with its items and shape."""

    items: Items
    setting: Setting
    shape: Shape
    lang: str

    @property
    def texts(self) -> list[str]:
        """The lines as text."""
        return [line_text(self.items, line) for line in self.setting.lines]

    def right(self, line: LineSetting) -> float:
        """Return where a filled line is to end, in points."""
        em = self.shape.size * line.size / 1000
        return self.shape.measure + em * line.hang_right / 1000


def lay(planned: list[Planned], faces: tuple[FontFace, ...], *, italic: bool = False) -> list[Laid]:
    """Return the lines that the press lays of these paragraphs, one after the other."""
    names = [
        name
        for each in planned
        for line in each.setting.lines
        for name in line_classes(each.items, line, each.shape)
    ]
    look = "p { font-style: italic } p em, p em em { font-style: normal }" if italic else ""
    css = (
        font_css(faces),
        TYPE,
        line_css(names, DEFAULT),
        look,
    )
    press = Press(css, tuple(Resource(face.url, "font/ttf", face.data) for face in faces))
    page = "@page { size: 500pt 100000pt; margin: 50pt }"
    laid = press.lay(_document(planned), page)
    assert not press.diagnostics
    return [line for each in laid.document.pages for line in _lines(each._page_box)]


def _document(planned: list[Planned]) -> str:
    paragraphs = "".join(
        element(
            "p",
            "".join(line_xhtml(each.items, line, each.shape) for line in each.setting.lines),
            ("lang", each.lang),
            ("style", f"width: {each.shape.measure:g}pt"),
        )
        for each in planned
    )
    return f'<html lang="en"><body>{paragraphs}</body></html>'


def _lines(box: Any) -> Iterator[Laid]:
    if type(box).__name__ == "LineBox":
        texts = [each for each in _leaves(box) if each.text]
        yield Laid(
            "".join(each.text for each in texts).replace("\u2060", ""),
            texts[0].position_x / PX - 50,
            (texts[-1].position_x + texts[-1].width) / PX - 50,
            box.height / PX,
        )
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


PX = 4 / 3
"""CSS pixels in a point: the library's boxes are measured in them."""


def _leaves(box: Any) -> Iterator[Any]:
    if type(box).__name__ == "TextBox":
        yield box
    for child in getattr(box, "children", ()):
        yield from _leaves(child)
