"""How a run of words looks on a page, to the styles of the model."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.intake.web.page import Element
from bookbuild.intake.web.sheet import Declarations
from bookbuild.model.text import Align, ExternalTarget, Style, WrittenTarget

_TAGS = (
    (("em", "i", "cite", "dfn", "var"), Style.EMPHASIS),
    (("b", "strong"), Style.STRONG),
    (("u", "ins"), Style.UNDERLINE),
    (("s", "strike", "del"), Style.STRIKE),
    (("sup",), Style.SUPERSCRIPT),
    (("sub",), Style.SUBSCRIPT),
)
_STYLES = {tag: style for tags, style in _TAGS for tag in tags}
_CODE = ("code", "kbd", "samp", "tt")
LEADS_TO = "leads to"
"""An attribute of our own on a link into the book: the section's provisional file, and a name.

No page can have one, for a name of an attribute holds no space.
"""

_BLOCKS_WITH_BOLD = ("h1", "h2", "h3", "h4", "h5", "h6", "th")


@dataclass(frozen=True, slots=True)
class Format:
    """The look of a run: styles from the outermost, where it leads, its language."""

    styles: tuple[Style, ...] = ()
    link: ExternalTarget | WrittenTarget | None = None
    lang: str = ""
    code: bool = False
    align: Align | None = None
    pre: bool = False


def within(outer: Format, element: Element, decls: Declarations) -> Format:
    """Return the format of what stands in an element, from that of what stands around it."""
    inner = outer
    style = _STYLES.get(element.tag)
    if style:
        inner = _with(inner, style)
    if element.tag in _CODE:
        inner = replace(inner, code=True)
    lang = element.get("lang") or element.get("xml:lang")
    if lang and len(lang) < 20 and lang.replace("-", "").isalnum() and lang.isascii():
        inner = replace(inner, lang=lang)
    if element.tag == "a":
        inner = replace(inner, link=_target(element) or inner.link)
    inner = _aligned(inner, element)
    for name, value in decls:
        inner = _declared(inner, name, value, element.tag)
    return inner


def _with(given: Format, style: Style) -> Format:
    return given if style in given.styles else replace(given, styles=(*given.styles, style))


def _less(given: Format, style: Style) -> Format:
    return replace(given, styles=tuple(each for each in given.styles if each is not style))


def _target(element: Element) -> ExternalTarget | WrittenTarget | None:
    inner = element.get(LEADS_TO)
    if inner:
        file, _, anchor = inner.rpartition(LEADS_TO)
        return WrittenTarget(file, anchor)
    href = element.get("href").strip()
    return ExternalTarget(href) if is_web_address(href) else None


def is_web_address(href: str) -> bool:
    """Return whether an address leads out of the book, to a place that a book may name."""
    plain = href.lower().startswith(("http://", "https://", "mailto:"))
    return plain and not any(c.isspace() or c in '<>"' for c in href)


def leading_to(file: str, anchor: str) -> tuple[str, str]:
    """Return the attribute of a link that leads to a section, or to a named block of it."""
    return LEADS_TO, f"{file}{LEADS_TO}{anchor}"


def _aligned(given: Format, element: Element) -> Format:
    if element.tag == "center":
        return replace(given, align=Align.CENTER)
    align = element.get("align").lower()
    return _declared(given, "text-align", align, element.tag) if align else given


def _declared(given: Format, name: str, value: str, tag: str) -> Format:  # noqa: C901, PLR0911 (the table)
    match name:
        case "font-style" if value.startswith(("italic", "oblique")):
            return _with(given, Style.EMPHASIS)
        case "font-style" if value == "normal":
            return _less(given, Style.EMPHASIS)
        case "font-weight" if tag not in _BLOCKS_WITH_BOLD:
            return _weighed(given, value)
        case "font-variant" | "font-variant-caps" if "small-caps" in value:
            return _with(given, Style.SMALL_CAPS)
        case "text-decoration" | "text-decoration-line":
            return _decorated(given, value)
        case "vertical-align" if value == "super":
            return _with(given, Style.SUPERSCRIPT)
        case "vertical-align" if value == "sub":
            return _with(given, Style.SUBSCRIPT)
        case "text-align" if value == "center":
            return replace(given, align=Align.CENTER)
        case "text-align" if value in ("right", "end"):
            return replace(given, align=Align.RIGHT)
        case "text-align" if value in ("left", "start", "justify"):
            return replace(given, align=None)
        case _:
            return given


def _weighed(given: Format, value: str) -> Format:
    heavy = value in ("bold", "bolder") or (value.isascii() and value.isdecimal() and value >= "6")
    light = value in ("normal", "lighter", "400", "300", "200", "100")
    if heavy and len(value) != 1:
        return _with(given, Style.STRONG)
    return _less(given, Style.STRONG) if light else given


def _decorated(given: Format, value: str) -> Format:
    if "underline" in value:
        given = _with(given, Style.UNDERLINE)
    return _with(given, Style.STRIKE) if "line-through" in value else given
