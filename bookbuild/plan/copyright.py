"""The copyright page: whose the book is, which edition, and who had a part in it."""

from __future__ import annotations

from datetime import date

from bookbuild.model.addresses import short_address
from bookbuild.model.book import Contributor, Fandom, Matter, Metadata
from bookbuild.model.edition import CopyrightPage, UnitHead
from bookbuild.model.editions import Format
from bookbuild.model.naming import Isbn
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.dates import in_full
from bookbuild.plan.labels import listed
from bookbuild.plan.typography import set_text
from bookbuild.plan.warnings import contains
from bookbuild.plan.words import Vocabulary

Group = tuple[str, ...]


def copyright_page(
    metadata: Metadata,
    rules: TypographyRules,
    isbn: Isbn | None,
    made_as: Format,
    words: Vocabulary,
) -> CopyrightPage:
    """Return the copyright page, its lines in groups that stand apart.

    Fan fiction claims no rights: its page says that it is not for sale, and where it was posted.
    """
    fandom = metadata.fandom
    if fandom:
        opening: tuple[Group, ...] = _fan_fiction(metadata, fandom, made_as, words)
    else:
        opening = (_claim(metadata, words),)
    lines = (
        *opening,
        _edition(metadata),
        (f"ISBN {isbn.printed}" if isbn else "",),
        _credits(metadata.contributors, words),
    )
    groups = (tuple(line for line in group if line) for group in lines)
    set_groups = tuple(
        tuple(set_text(line, metadata.language, rules) for line in group)
        for group in groups
        if group
    )
    head = UnitHead("copyright", Matter.FRONT, words.words.copyright, listed=False)
    return CopyrightPage(head, set_groups)


def _claim(metadata: Metadata, words: Vocabulary) -> Group:
    owners = listed(metadata.authors, words)
    claim = " ".join(part for part in ("©", metadata.year, owners) if part)
    return (claim, metadata.rights or words.phrases.all_rights_reserved)


def _fan_fiction(
    metadata: Metadata, fandom: Fandom, made_as: Format, words: Vocabulary
) -> tuple[Group, ...]:
    phrases = words.phrases
    # In print the information page is at the back, and nobody looks for a warning there.
    warned = contains(metadata.warnings, words) if made_as is Format.PDF else ""
    return (
        (phrases.fan_fiction, metadata.rights),
        (
            _posted(fandom, metadata.language, words),
            phrases.gift.replace("{name}", fandom.gift_for) if fandom.gift_for else "",
            phrases.original.replace("{original}", fandom.original) if fandom.original else "",
        ),
        (warned,),
    )


def _posted(fandom: Fandom, lang: str, words: Vocabulary) -> str:
    day, place = _date(fandom.posted, lang), short_address(fandom.source)
    if place:
        both = words.comma.join(part for part in (place, day) if part)
        return words.phrases.first_posted.replace("{place}", both)
    return words.phrases.first_posted_on.replace("{date}", day) if day else ""


def _date(typed: str, lang: str) -> str:
    try:
        return in_full(date.fromisoformat(typed.strip()), lang)
    except ValueError:
        return typed.strip()


def _edition(metadata: Metadata) -> Group:
    return (metadata.edition_statement, metadata.publisher)


def _credits(contributors: tuple[Contributor, ...], words: Vocabulary) -> Group:
    roles = dict.fromkeys(c.role for c in contributors if c.role != "author")
    return tuple(
        f"{role[:1].upper()}{role[1:]}{words.words.colon}{_names(contributors, role, words)}"
        for role in roles
    )


def _names(contributors: tuple[Contributor, ...], role: str, words: Vocabulary) -> str:
    return words.list_comma.join(c.name for c in contributors if c.role == role)
