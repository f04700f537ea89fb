"""What a theme becomes in large print, and on a small page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.model.editions import Trim
from bookbuild.write.themes.theme import (
    Lettering,
    Letters,
    Line,
    Margins,
    PrintSizes,
    Theme,
    TitlePage,
)

LARGE_SIZE = 16.0
"""The type size of large print in points: what the RNIB and other associations ask at least."""

_LARGE_LEADING = 20.0
_LEAST_LARGE = 14.0
"""No word of a large print book is smaller, in points, but the number of a footnote."""

_DISPLAY_GROWTH = 1.2
"""Headings are large already, and long ones have to find room."""


def large_print(theme: Theme) -> Theme:
    """Return a theme as it is in large print: 16 points, ragged at the right, without hyphens."""
    text = theme.text
    growth = LARGE_SIZE / text.size
    large = replace(
        text,
        size=LARGE_SIZE,
        leading=_LARGE_LEADING,
        indent=round(text.indent * growth, 1),
        ragged=True,
        hyphenated=False,
    )
    small = _scaled(theme.sizes, growth, _DISPLAY_GROWTH, _LEAST_LARGE)
    return replace(theme, text=large, sizes=replace(small, call=11.0))


def in_one_family(theme: Theme) -> Theme:
    """Return a theme whose headings and ornaments are set in the text's own family.

    For books that carry no fonts, or are in a script that the themes' fonts lack.
    """
    plain = _each_lettering(theme, lambda lettering: replace(lettering, family=""))
    return replace(
        plain,
        drop_cap=replace(theme.drop_cap, family=""),
        ornament=replace(theme.ornament, family=""),
    )


def as_typed(theme: Theme) -> Theme:
    """Return a theme that turns no words into capitals.

    For languages with two kinds of i, whose capitals readers and the press mistake.
    """
    return _each_lettering(
        theme,
        lambda lettering: (
            replace(lettering, letters=Letters.AS_TYPED, tracking=0.0)
            if lettering.letters is Letters.CAPITALS
            else lettering
        ),
    )


def _each_lettering(theme: Theme, change: Callable[[Lettering], Lettering]) -> Theme:
    opening, titles, furniture = theme.opening, theme.title_page, theme.furniture
    return replace(
        theme,
        opening=replace(
            opening,
            label=change(opening.label),
            lone_label=change(opening.lone_label),
            title=change(opening.title),
            lead_in=change(opening.lead_in),
            pov=change(opening.pov),
            back_heading=change(opening.back_heading),
        ),
        title_page=TitlePage(
            change(titles.title), change(titles.half_title), change(titles.author)
        ),
        furniture=replace(furniture, head=change(furniture.head), folio=change(furniture.folio)),
    )


_NARROW = 340.0
"""A page narrower than this, in points, is a small one: a mass market paperback's, an A6."""

_SMALL_LEADING = 12.5
_LEAST_SMALL = 7.5
"""The finest type of a small page, in points; print shops want 7 at least."""


def for_trim(theme: Theme, trim: Trim) -> Theme:
    """Return a theme as it is on a page of some size: on a small one all is smaller."""
    if trim.width >= _NARROW:
        return theme
    if theme.text.ragged:
        return replace(theme, margins=_NARROW_MARGINS)
    text = theme.text
    shrunk = _SMALL_LEADING / text.leading
    small = replace(
        text,
        size=round(text.size * (shrunk + 0.02), 1),
        leading=_SMALL_LEADING,
        indent=round(text.indent * shrunk, 1),
    )
    sizes = _scaled(theme.sizes, shrunk + 0.02, shrunk, _LEAST_SMALL)
    return replace(theme, text=small, sizes=sizes, margins=_NARROW_MARGINS)


_NARROW_MARGINS = Margins(inner=46.0, outer=38.0)


def _scaled(sizes: PrintSizes, growth: float, display: float, least: float) -> PrintSizes:
    """Return sizes that have grown with the text, display type less than it."""

    def line(old: Line) -> Line:
        return Line(round(max(old.size * display, least), 1), old.lines)

    def small(old: float) -> float:
        return round(max(old * growth, least), 2)

    return PrintSizes(
        title=line(sizes.title),
        lone_label=line(sizes.lone_label),
        subheading=small(sizes.subheading),
        epigraph=small(sizes.epigraph),
        note=small(sizes.note),
        small=small(sizes.small),
        fine=small(sizes.fine),
        call=round(sizes.call * growth, 1),
        code=small(sizes.code),
        half_title=line(sizes.half_title),
        book_title=line(sizes.book_title),
        long_title=line(sizes.long_title),
        very_long_title=line(sizes.very_long_title),
        subtitle=small(sizes.subtitle),
        author=small(sizes.author),
    )
