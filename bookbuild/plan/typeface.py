"""In which type an edition is set, and whether it carries the fonts."""

from __future__ import annotations

from typing import assert_never

from bookbuild.model.editions import EditionSettings, Format, Presentation, ThemeName
from bookbuild.model.scripts import script_of


def carries_fonts(
    presentation: Presentation, settings: EditionSettings, made_as: Format, language: str
) -> bool:
    """Return whether an edition is an EPUB with fonts in it.

    The edition's own choice comes before the book's. ``language`` is a BCP 47 tag; a book in a
    script that the text's font lacks has none.
    """
    own = settings.embed_fonts
    wanted = presentation.embed_fonts if own is None else own
    return made_as is Format.EPUB and wanted and script_of(language).in_book_fonts


def theme_of(presentation: Presentation, settings: EditionSettings) -> ThemeName:
    """Return an edition's theme: its own choice comes before the book's."""
    return settings.theme or presentation.theme


def text_font(theme: ThemeName) -> str:
    """Return the family that the writers set a theme's text in; a test holds the two together."""
    match theme:
        case ThemeName.CLASSIC:
            return "EB Garamond"
        case ThemeName.TENDER:
            return "Literata"
        case ThemeName.TAUT:
            return "Source Serif"
        case ThemeName.WONDER:
            return "Vollkorn"
        case _:
            assert_never(theme)
