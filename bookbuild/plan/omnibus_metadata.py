"""What the title page, the copyright page and the catalogues say of several books in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from bookbuild.model.book import Book, Fandom, Metadata
from bookbuild.model.naming import Series

T = TypeVar("T")


def omnibus_metadata(books: tuple[Book, ...], title: str, identifier: str) -> Metadata:
    """Return the metadata of an omnibus: the first book's, with what the others add.

    An omnibus has an identifier of its own, and no ISBN, edition or place in the series of one of
    its books.
    """
    every = tuple(book.metadata for book in books)
    first = every[0]
    days = [each.published for each in every if each.published]
    return replace(
        first,
        title=title,
        subtitle="",
        title_sort="",
        contributors=_all(each.contributors for each in every),
        series=_series(every, title),
        publisher=_said(every, lambda one: one.publisher, ", "),
        rights=_said(every, lambda one: one.rights, " "),
        year=_years(every),
        description=_description(every),
        subjects=_all(each.subjects for each in every),
        identifier=identifier,
        isbns=(),
        published=max(days) if days else None,
        edition_statement="",
        fandom=_fandom(tuple(each.fandom for each in every if each.fandom)),
        warnings=_all(each.warnings for each in every),
    )


def _all(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _said(every: tuple[Metadata, ...], field: Callable[[Metadata], str], between: str) -> str:
    return between.join(dict.fromkeys(filter(None, map(field, every))))


def _series(every: tuple[Metadata, ...], title: str) -> Series | None:
    names = {each.series.name for each in every if each.series}
    name = names.pop() if len(names) == 1 else ""
    return Series(name) if name and name != title else None


def _years(every: tuple[Metadata, ...]) -> str:
    """Return the years of the copyrights: "2019", "2019–2022", "" for none."""
    given = {str(each.published.year) if each.published else "" for each in every}
    years = sorted(filter(None, {*(each.year for each in every), *given}))
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _description(every: tuple[Metadata, ...]) -> str:
    """Return what is said of each of the books, below its title where there are several."""
    said = [each for each in every if each.description]
    if len({each.description for each in said}) < 2:
        return said[0].description if said else ""
    return "\n\n".join(f"{each.title}: {each.description}" for each in said)


def _fandom(fandoms: tuple[Fandom, ...]) -> Fandom | None:
    if not fandoms:
        return None

    def one(field: Callable[[Fandom], str]) -> str:
        return ", ".join(dict.fromkeys(filter(None, map(field, fandoms))))

    return Fandom(
        fandoms=_all(each.fandoms for each in fandoms),
        rating=one(lambda each: each.rating),
        categories=_all(each.categories for each in fandoms),
        relationships=_all(each.relationships for each in fandoms),
        characters=_all(each.characters for each in fandoms),
        tags=_all(each.tags for each in fandoms),
        source=fandoms[0].source,
        posted=one(lambda each: each.posted),
        gift_for=one(lambda each: each.gift_for),
        original=one(lambda each: each.original),
    )
