"""A theme's values by the names that the style sheets call them, and the sheets with them in place.

The built-in sheets say ``var(--leading)`` where a theme decides, and in print ``calc()`` with one
product. Both are worked out when a sheet is made: weak readers know neither, and the press would
take its time over them in every paragraph. A declaration whose token is "" goes: there the theme
wants what stands around it. An author's own sheets are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bookbuild.model.assets import Styles
from bookbuild.write.css_text import css_string
from bookbuild.write.themes.theme import Lettering, Letters, Line, Theme


def themed(styles: Styles, theme: Theme, behind: tuple[str, ...] = ()) -> Styles:
    """Return the built-in sheets with a theme's values in their places.

    ``behind`` are the families of running text, () for the theme's: they stand in for letters that
    a heading's family lacks.
    """
    tokens = tokens_of(theme, behind)
    book, epub, printed = (
        in_place(css, tokens) for css in (styles.book, styles.epub, styles.print)
    )
    return replace(styles, book=book, epub=epub, print=printed)


# ------------------------------------------------------------------------------------ tokens


def tokens_of(theme: Theme, behind: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Return each token's value as CSS writes it, "" for what a theme leaves alone."""
    return dict((*_shared(theme, behind or (theme.text.family,)), *_printed(theme)))


def _shared(theme: Theme, behind: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what both files have."""
    opening, titles = theme.opening, theme.title_page
    yield "indent-em", _em(theme.text.indent_em)
    yield "ornament", f'"{_escaped(theme.ornament.characters)}"'
    yield "ornament-family", _family(theme.ornament.family, behind)
    yield "ornament-size", "" if theme.ornament.size == 1 else _em(theme.ornament.size)
    yield "heading-side", "center" if opening.centred else "left"
    yield "promise-inset", "10%" if opening.centred else "0"
    yield from _lettering("label", opening.label, behind)
    yield from _lettering("lone-label", opening.lone_label, behind, opening.label)
    yield from _lettering("title", opening.title, behind)
    yield from _lettering("sole-title", opening.title, behind, opening.lone_label)
    yield from _lettering("back-heading", opening.back_heading, behind, opening.title)
    yield from _lettering("lead-in", opening.lead_in, behind)
    small = opening.lead_in.letters is Letters.SMALL_CAPITALS
    yield "lead-in-features", '"locl" 0' if small else ""
    yield from _lettering("pov", opening.pov, behind)
    yield from _lettering("book-title", titles.title, behind)
    yield from _lettering("half-title", titles.half_title, behind, titles.title)
    yield from _lettering("author", titles.author, behind)


RULE = 0.5
"""How thick a printed rule is, in points: what stands before it and the rule fill the grid."""


def _printed(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield what print alone has, in points."""
    text, sizes = theme.text, theme.sizes
    yield "text-size", _points(text.size)
    yield "leading", _points(text.leading)
    yield "fine-leading", _points(theme.fine_leading)
    yield "indent", _points(text.indent)
    yield "text-side", "left" if text.ragged else "justify"
    yield "hyphens", "auto" if text.hyphenated else "none"
    yield "ruled", _points(text.leading - RULE)
    yield "half-ruled", _points(text.leading / 2 - RULE)
    yield "print-promise-inset", _points(30.0 if theme.opening.centred else 0.0)
    yield "sinkage", _points(theme.opening.sinkage * text.leading)
    lines = (
        *(("print-title", sizes.title), ("print-lone-label", sizes.lone_label)),
        ("print-half-title", sizes.half_title),
        *(("print-book-title", sizes.book_title), ("print-long-title", sizes.long_title)),
        ("print-very-long-title", sizes.very_long_title),
    )
    for name, line in lines:
        yield from _line(name, line, text.leading)
    plain = (
        ("subheading", sizes.subheading),
        *(("epigraph", sizes.epigraph), ("note", sizes.note), ("small", sizes.small)),
        *(("fine", sizes.fine), ("call", sizes.call), ("code", sizes.code)),
        *(("subtitle", sizes.subtitle), ("author", sizes.author)),
    )
    for name, size in plain:
        yield f"print-{name}", _points(size)


def _line(name: str, line: Line, leading: float) -> Iterator[tuple[str, str]]:
    yield name, _points(line.size)
    yield f"{name}-leading", _points(line.lines * leading)


def _lettering(
    name: str, lettering: Lettering, behind: tuple[str, ...], over: Lettering | None = None
) -> Iterator[tuple[str, str]]:
    """Yield how a line is set; ``over`` is the lettering of the element that it would inherit.

    What is as in the text is left alone, or, where something else would be inherited, taken back.
    """
    small = lettering.letters is Letters.SMALL_CAPITALS
    capitals = lettering.letters is Letters.CAPITALS
    was = over or Lettering()
    yield f"{name}-size", "" if lettering.size == was.size == 1 else _em(lettering.size)
    yield f"{name}-family", _family(lettering.family or (was.family and behind[0]), behind)
    yield f"{name}-style", _unless(lettering.italic, was.italic, "italic", "normal")
    yield f"{name}-weight", _unless(lettering.bold, was.bold, "bold", "normal")
    was_small, was_capitals = (
        was.letters is letters for letters in (Letters.SMALL_CAPITALS, Letters.CAPITALS)
    )
    yield f"{name}-caps", _unless(small, was_small, "all-small-caps", "normal")
    yield f"{name}-variant", _unless(small, was_small, "small-caps", "normal")
    yield f"{name}-transform", _unless(capitals, was_capitals, "uppercase", "none")
    tracked, was_tracked = bool(lettering.tracking), bool(was.tracking)
    yield f"{name}-tracking", _unless(tracked, was_tracked, _em(lettering.tracking), "0")


def _unless(wanted: bool, inherited: bool, there: str, taken_back: str) -> str:
    if wanted:
        return there
    return taken_back if inherited else ""


def lettering_css(lettering: Lettering, behind: tuple[str, ...]) -> str:
    """Return the declarations of a line in a page's margin, but for its size; "" for none.

    ``behind`` are the families of running text.
    """
    names = (
        ("family", "font-family"),
        ("style", "font-style"),
        ("weight", "font-weight"),
        ("caps", "font-variant-caps"),
        ("transform", "text-transform"),
        ("tracking", "letter-spacing"),
    )
    said = dict(_lettering("it", lettering, behind))
    return "".join(f"{css}: {said[f'it-{name}']}; " for name, css in names if said[f"it-{name}"])


def _family(family: str, behind: tuple[str, ...]) -> str:
    """Return a family and those that stand in for its missing letters, "" for the text's own."""
    if not family:
        return ""
    names = dict.fromkeys((family, *behind))
    return ", ".join((*(f'"{css_string(name)}"' for name in names), "serif"))


def _escaped(characters: str) -> str:
    """Return characters as CSS has them, beyond ASCII by their numbers."""
    plain = css_string(characters)
    return "".join(each if each.isascii() else f"\\{ord(each):x} " for each in plain).rstrip(" ")


def _em(value: float) -> str:
    return f"{_number(value)}em"


def _points(value: float) -> str:
    return f"{_number(value)}pt"


def _number(value: float) -> str:
    """Return a number as the sheets write it: no nought before the point."""
    written = f"{round(value, 3):g}"
    return written[1:] if written.startswith("0.") else written


# ------------------------------------------------------------------------- values in place

_DECLARATION = re.compile(r"[ \t]*[\w-]+:[^:;{}]*\bvar\(--(?P<name>[\w-]+)\)[^;{}]*;[ \t]*\n?")
_TOKEN = re.compile(r"\bvar\(--(?P<name>[\w-]+)\)")
_PRODUCT = re.compile(r"calc\((?P<times>-?[\d.]+) \* (?P<length>[\d.]+)(?P<unit>pt|em)\)")
_EMPTY_RULE = re.compile(r"^[^\n{}]+\{\s*\}\n", re.MULTILINE)


def in_place(css: str, tokens: Mapping[str, str]) -> str:
    """Return a sheet with each token's value in its place.

    A name that is no token stays: it is one that a sheet of the page defines.
    """

    def kept(declaration: re.Match[str]) -> str:
        names = _TOKEN.findall(declaration[0])
        return "" if any(tokens.get(name) == "" for name in names) else declaration[0]

    filled = _TOKEN.sub(
        lambda token: tokens.get(token["name"], token[0]), _DECLARATION.sub(kept, css)
    )
    return _EMPTY_RULE.sub("", _PRODUCT.sub(_worked_out, filled))


def _worked_out(product: re.Match[str]) -> str:
    return f"{_number(float(product['times']) * float(product['length']))}{product['unit']}"
