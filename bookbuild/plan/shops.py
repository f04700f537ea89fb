"""A shop's copy of an edition: its name, and what its author should know before it is for sale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from bookbuild.model.edition import Edition, PromiseUnit, TextUnit, Unit
from bookbuild.model.editions import Format
from bookbuild.model.shops import Shop, Terms, file_stem, terms_of
from bookbuild.model.text import ExternalTarget, Link
from bookbuild.model.walk import inlines_of, texts_of
from bookbuild.report import Checked, Diagnostic, Place, warning

_BOOK = Place("book.yaml")

_AMAZON = r"(?:amazon|audible)\.(?:com?\.)?[a-z]{2,3}|amzn\.(?:to|eu|com|asia)|a\.co"
_HOSTS: tuple[tuple[str, Shop | None, str], ...] = (
    ("Amazon", Shop.KDP, _AMAZON),
    ("Kobo", Shop.KOBO, r"kobo\.com|kobobooks\.com"),
    ("Apple", Shop.APPLE, r"(?:books|itunes)\.apple\.com|apple\.co"),
    ("Google Play", Shop.GOOGLE, r"play\.google\.com"),
    ("Barnes & Noble", None, r"barnesandnoble\.com|bn\.com"),
    ("Smashwords", None, r"smashwords\.com"),
)
"""The shops that books link to: a name, the target that it is, and its hosts, without "www."."""


def for_shop(edition: Edition, shop: Shop, taken: tuple[str, ...] = ()) -> Checked[Edition]:
    """Return an edition as a shop's copy, and what to know before it is sold.

    ``taken`` are the names of files that the same build makes; where the shop's own name for this
    one is among them, as with two editions of one ISBN, the edition's says which it is. The
    diagnostics name files within the manuscript folder.
    """
    stem = file_stem(shop, edition.output, edition.isbn)
    if stem in taken:
        stem = file_stem(shop, edition.output, None)
    copy = replace(edition, shop=shop, output=stem)
    if not terms_of(shop).sells:
        return Checked(copy)
    told = (
        *_fan_fiction(edition, terms_of(shop)),
        *_description(edition, terms_of(shop)),
        *_promises(edition),
        *_drafts(edition),
        *_rivals(edition, shop),
    )
    return Checked(copy, told)


def _fan_fiction(edition: Edition, terms: Terms) -> tuple[Diagnostic, ...]:
    if edition.metadata.fandom is None:
        return ()
    message = f"This book says that it is fan fiction, and {terms.name} is a shop: fan fiction is "
    message += "not for sale."
    hint = f"Give it to readers as `bookbuild {edition.format.value}` makes it without --for."
    return (warning("fan-fiction-for-sale", _BOOK, message, hint),)


def _description(edition: Edition, terms: Terms) -> tuple[Diagnostic, ...]:
    most, length = terms.longest_description, len(edition.metadata.description)
    if not most or length <= most:
        return ()
    message = f"The description has {length:,} characters, and {terms.name} takes {most:,}."
    return (warning("long-description", _BOOK, message, "Shorten it for the shop's page."),)


def _promises(edition: Edition) -> tuple[Diagnostic, ...]:
    units = [unit for unit in edition.units if isinstance(unit, PromiseUnit)]
    if not units:
        return ()
    message = f"{_names(units)} promised and not written; who buys a book expects all of it."
    hint = "Write it, or leave promises out of this edition with `promises: omit`."
    return (warning("promise-for-sale", Place(units[0].head.file), message, hint),)


def _drafts(edition: Edition) -> tuple[Diagnostic, ...]:
    units = [unit for unit in edition.units if isinstance(unit, TextUnit) and unit.draft]
    if not units:
        return ()
    message = f"{_names(units)} marked as a draft in the book, and this copy is to be sold."
    hint = "Finish it, or leave out what is still to come with --as-of and a day."
    return (warning("draft-for-sale", Place(units[0].head.file), message, hint),)


def _names(units: list[PromiseUnit] | list[TextUnit]) -> str:
    """Return the subject of a sentence with its verb: "“A”, “B” and 2 others are"."""
    names = [f"“{unit.head.name}”" for unit in units]
    if len(names) == 1:
        return f"{names[0]} is"
    if len(names) == 2:
        return f"{names[0]} and {names[1]} are"
    others = f"{len(names) - 2} {'other' if len(names) == 3 else 'others'}"
    return f"{names[0]}, {names[1]} and {others} are"


# ------------------------------------------------------------------------ links to other shops


def _rivals(edition: Edition, shop: Shop) -> Iterator[Diagnostic]:
    """Yield a warning for each line that sends readers to another shop; paper sends nobody."""
    if edition.format is not Format.EPUB:
        return
    for unit in edition.units:
        for line, url in _addresses(unit):
            rival = _rival(url, shop)
            if rival:
                yield _rival_told(Place(unit.head.file or "book.yaml", line), rival, shop)


def _addresses(unit: Unit) -> Iterator[tuple[int, str]]:
    for blocks in texts_of(unit):
        for line, inline in inlines_of(blocks):
            match inline:
                case Link(ExternalTarget(url), _):
                    yield line, url
                case _:
                    continue


def _rival(url: str, shop: Shop) -> str:
    """Return the name of the shop that an address leads to, "" for none and for the shop itself."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address that is none
        return ""
    for name, target, pattern in _HOSTS:
        if target is not shop and re.fullmatch(rf"(?:.*\.)?(?:{pattern})", host):
            return name
    return ""


def _rival_told(place: Place, rival: str, shop: Shop) -> Diagnostic:
    here = terms_of(shop).name
    message = f"This links to {rival}, and {here} may refuse a book that leads to another shop."
    hint = "Link a page of your own, or make an edition for each shop and set the lines apart with "
    hint += "`{only=...}`."
    return warning("rival-shop", place, message, hint)
