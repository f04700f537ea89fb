"""Fields that several sites give in much the same way: languages, dates, names, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element
from bookbuild.intake.web.reading import Piece, Title
from bookbuild.intake.web.titles import names_chapter, title_of
from bookbuild.model.book import Contributor

_LANGUAGES = (
    ("en", ("english",)),
    ("de", ("german", "deutsch")),
    ("fr", ("french", "français")),
    ("es", ("spanish", "español")),
    ("it", ("italian", "italiano")),
    ("pt", ("portuguese", "português europeu", "português")),
    ("pt-BR", ("português brasileiro",)),
    ("pl", ("polish", "polski")),
    ("ru", ("russian", "русский")),
    ("nl", ("dutch", "nederlands")),
    ("sv", ("swedish", "svenska")),
    ("da", ("danish", "dansk")),
    ("no", ("norwegian", "norsk")),
    ("fi", ("finnish", "suomi")),
    ("cs", ("czech", "čeština")),
    ("hu", ("hungarian", "magyar")),
    ("tr", ("turkish", "türkçe")),
    ("el", ("greek", "ελληνικά")),
    ("uk", ("ukrainian", "українська")),
    ("id", ("indonesian", "bahasa indonesia")),
    ("vi", ("vietnamese", "tiếng việt")),
    ("ja", ("japanese", "日本語")),
    ("ko", ("korean", "한국어")),
    ("zh", ("chinese", "中文-普通话 國語", "中文-普通话", "中文")),
    ("la", ("latin", "lingua latina")),
    ("he", ("hebrew", "עברית")),
    ("ar", ("arabic", "العربية")),
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def language_of(name: str) -> str:
    """Return the BCP 47 tag of a language that is named in English or in itself, "" for others."""
    known = name.strip().casefold()
    return next((tag for tag, names in _LANGUAGES if known in names), "")


def day_of(text: str) -> date | None:
    """Return the first day in a text that is written 2026-03-01, None where there is none."""
    found = _DAY.search(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def day_of_seconds(seconds: str) -> date | None:
    """Return the day of a time in seconds since 1970 (UTC), None where the text is none."""
    if not re.fullmatch(r"\d{1,11}", seconds, re.ASCII):
        return None
    return datetime.fromtimestamp(int(seconds), UTC).date()


def contributors_of(names: tuple[str, ...]) -> tuple[Contributor, ...]:
    """Return the authors by these names, once each."""
    return tuple(Contributor(name) for name in dict.fromkeys(names) if name)


def moved(element: Element, text: str, into: str) -> tuple[Piece, ...]:
    """Return the piece of a text that became a field, () for no text."""
    return (Piece(element, text, SpanKind.MOVED, f"{into}: {text}"),) if text else ()


def structure(element: Element, text: str, into: str) -> tuple[Piece, ...]:
    """Return the piece of a text that became structure, () for no text."""
    return (Piece(element, text, SpanKind.STRUCTURE, into),) if text else ()


def leftover(element: Element, text: str, into: str) -> tuple[Piece, ...]:
    """Return the piece of a text that is left out, () for no text."""
    return (Piece(element, text, SpanKind.LEFT_OUT, into),) if text else ()


def byline(element: Element, text: str, names: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the pieces of a line such as "by A, B"."""
    rest = text
    for name in names:
        rest = rest.replace(name, " ", 1)
        yield from moved(element, name, "author")
    if any(map(str.isalnum, rest)):
        yield from structure(element, " ".join(rest.split()), "author")


def site_title(text: str) -> Title:
    """Return a chapter's title from a site that counts chapters itself.

    "Chapter 3: Chapter Three" is number 3 and no title; "Chapter 1: Prologue" is a prologue, and
    "Chapter 2: Chapter One" is number 1: where the author counts, too, the author is right.
    """
    outer = title_of(text)
    return title_of(outer.words) if outer.words and names_chapter(outer.words) else outer
