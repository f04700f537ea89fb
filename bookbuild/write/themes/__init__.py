"""Themes: how the type of a book looks, in both files.

- `theme`: what a theme is, as values. `classic`, `tender`, `taut`, `wonder`: one each.
- `variants`: large print, small pages, books without fonts of their own.
- `tokens`: a theme's values by the names that the style sheets call them, and the sheets with the
  values in their places.
"""

from __future__ import annotations

from typing import assert_never

from bookbuild.model.edition import Edition
from bookbuild.model.editions import ThemeName
from bookbuild.model.scripts import script_of
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.taut import TAUT
from bookbuild.write.themes.tender import TENDER
from bookbuild.write.themes.theme import Theme
from bookbuild.write.themes.variants import as_typed, for_trim, in_one_family, large_print
from bookbuild.write.themes.wonder import WONDER

__all__ = ["printed_theme", "screen_theme", "theme"]


def theme(name: ThemeName) -> Theme:
    """Return the theme of a name."""
    match name:
        case ThemeName.CLASSIC:
            return CLASSIC
        case ThemeName.TENDER:
            return TENDER
        case ThemeName.TAUT:
            return TAUT
        case ThemeName.WONDER:
            return WONDER
        case _:
            assert_never(name)


def printed_theme(edition: Edition) -> Theme:
    """Return the theme of a printed edition, as its trim and its readers' eyes want it."""
    named = _written(edition)
    sized = for_trim(large_print(named) if edition.large_print else named, edition.trim)
    has_script = script_of(edition.metadata.language).in_book_fonts
    return sized if has_script else in_one_family(sized)


def screen_theme(edition: Edition) -> Theme:
    """Return the theme of an EPUB; one without fonts names none."""
    named = _written(edition)
    return named if edition.carries_fonts else in_one_family(named)


def _written(edition: Edition) -> Theme:
    """Return the theme as the book's language can have it."""
    named = theme(edition.theme)
    language = edition.metadata.language.casefold().partition("-")[0]
    return as_typed(named) if language in _DOTTED else named


_DOTTED = ("az", "tr")
"""Languages in which the capital of i has a dot."""
