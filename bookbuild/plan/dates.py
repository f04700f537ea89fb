"""Dates as the book's language writes them, and what a language is called.

This module alone imports Babel, and only when a date has to be written.
"""

from __future__ import annotations

from datetime import date


def in_full(day: date, lang: str) -> str:
    """Return a date in full: "3 May 2005", "3. Mai 2005", "May 3, 2005" for ``en-US``.

    English of no country has the day first, as LOOK has it; a tag that nobody knows gets English.
    """
    # The import takes long, and most books write no date.
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    if lang.casefold() in {"en", ""}:
        return format_date(day, "d MMMM y", locale="en")
    try:
        locale = Locale.parse(lang.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return format_date(day, "d MMMM y", locale="en")
    return format_date(day, "long", locale=locale)


def language_name(lang: str) -> str:
    """Return the English name of a language, a BCP 47 tag; the tag itself for one unheard of."""
    from babel.core import Locale

    primary = lang.replace("_", "-").split("-")[0].casefold()
    return str(Locale("en").languages.get(primary, lang))
