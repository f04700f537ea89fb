"""What other tools' settings say of a book, as bookbuild's metadata.

Only a key that says who wrote the book names its author. Accounts and repositories do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bookbuild.intake.folders.yaml_lists import Node, Settings, texts_of
from bookbuild.model.book import Contributor, Fandom, Metadata
from bookbuild.model.naming import Series

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_ROLES = (("aut", "author"), ("edt", "editor"), ("ill", "illustrator"), ("trl", "translator"))
_FANDOM = ("fandom", "fandoms", "relationship", "relationships", "characters", "content_rating")
_PLACEHOLDERS = ("", "author", "author name", "your name", "author's name", "anonymous author")


def metadata_of(settings: Settings) -> Metadata:
    """Return the metadata in settings that use the common keys: pandoc's, and their likes."""
    return Metadata(
        title=_title(settings),
        subtitle=settings.text("subtitle"),
        contributors=tuple(_people(settings)),
        language=language_of(settings.text("lang", "language", "locale")),
        series=_series(settings),
        publisher=settings.text("publisher"),
        rights=settings.text("rights", "copyright", "license", "licence"),
        description=settings.text("description", "abstract", "summary", "blurb"),
        subjects=settings.texts("subject", "subjects", "keywords"),
        published=day_of(settings.text("date", "date_published", "published", "pubdate")),
        cover=settings.text("cover-image", "cover_image", "cover", "epub-cover-image"),
        fandom=_fandom(settings),
        warnings=settings.texts("content_warning", "content_warnings", "warnings"),
    )


def language_of(text: str) -> str:
    """Return a language tag as BCP 47 writes it, "en" where there is none."""
    tag = text.partition(".")[0]
    if not _LANGUAGE.fullmatch(tag):
        return "en"
    language, *others = re.split("[-_]", tag)
    regions = (other.upper() if len(other) == 2 else other for other in others)
    return "-".join((language.lower(), *regions))


def day_of(text: str) -> date | None:
    """Return a day given as year, month and day, whatever stands behind it; None for others."""
    found = _DAY.match(text.strip())
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def author(*names: str) -> tuple[Contributor, ...]:
    """Return authors of these names; placeholders of a tool's template are no names."""
    clean = (" ".join(name.split()) for name in names)
    return tuple(Contributor(name) for name in clean if name.casefold() not in _PLACEHOLDERS)


def _title(settings: Settings) -> str:
    if settings.text("title"):
        return settings.text("title")
    for node in settings.items("title"):
        if isinstance(node, Settings) and node.text("type") in ("", "main"):
            return node.text("text")
    return ""


def _people(settings: Settings) -> Iterator[Contributor]:
    for key in ("author", "authors", "creator", "creators"):
        for node in settings.items(key):
            yield from _person(node)
    for key, role in (("editor", "editor"), ("translator", "translator")):
        for name in settings.texts(key):
            yield Contributor(name, role)


def _person(node: Node) -> Iterator[Contributor]:
    if isinstance(node, Settings):
        roles = dict(_ROLES)
        said = node.text("role") or "author"
        name = node.text("name", "text") or " ".join(
            (node.settings("name").text("given"), node.settings("name").text("family"))
        )
        role = roles.get(said, said)
        yield from (Contributor(one.name, role) for one in author(name.strip()))
    else:
        yield from author(*texts_of(node))


def _series(settings: Settings) -> Series | None:
    inner = settings.settings("series")
    name = settings.text("series", "belongs-to-collection") or inner.text("name", "title")
    number = settings.text("group-position", "series_index", "series_number") or inner.text(
        "number", "index"
    )
    return Series(name, number) if name else None


def _fandom(settings: Settings) -> Fandom | None:
    if not any(settings.get(key) for key in _FANDOM):
        return None
    return Fandom(
        fandoms=settings.texts("fandom", "fandoms"),
        rating=settings.text("content_rating", "rating"),
        categories=settings.texts("category", "categories"),
        relationships=settings.texts("relationships", "relationship"),
        characters=settings.texts("characters", "character"),
        tags=settings.texts("other_tags", "additional_tags", "tags"),
    )
