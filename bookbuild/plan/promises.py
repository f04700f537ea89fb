"""What the author has promised and not written yet, as it stands in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bookbuild.model.addresses import short_address
from bookbuild.model.book import Book, Metadata, Placeholder, Written
from bookbuild.model.edition import PromiseUnit, UnitHead
from bookbuild.model.text import Blocks, Paragraph, Text, plain_text
from bookbuild.model.typography import Quotes, TypographyRules
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.dates import in_full
from bookbuild.plan.labels import listed
from bookbuild.plan.number import file_as_typed
from bookbuild.plan.sections import Planned
from bookbuild.plan.typography import outer_marks
from bookbuild.plan.visible import section_named
from bookbuild.plan.words import Vocabulary
from bookbuild.report import Diagnostic, Place, error, warning


def promise_unit(
    planned: Planned,
    promise: Placeholder,
    others: tuple[Planned, ...],
    metadata: Metadata,
    rules: TypographyRules,
    words: Vocabulary,
) -> PromiseUnit:
    """Return the unit of a promised section: the author's words, who said them, and when."""
    expected = promise.expected
    return PromiseUnit(
        head=UnitHead(
            planned.id,
            planned.matter,
            planned.heading.name,
            planned.depth,
            file=promise.head.file,
        ),
        kind=promise.head.kind,
        label=planned.heading.label,
        title=planned.heading.title,
        subtitle=promise.head.subtitle,
        promise=name_blocks(
            quoted(promise.promise, metadata.language, rules), planned.id, planned.id
        ),
        attribution=_attribution(_made_in(promise.promised_in, others), metadata, words),
        expected=_filled(words.phrases.expected, "{date}", _date(expected, metadata.language)),
        where=_filled(words.phrases.look_for, "{place}", _where(metadata)),
    )


def quoted(promise: Blocks, lang: str, rules: TypographyRules) -> Blocks:
    """Return the author's words within the quotation marks of the book's language.

    Each paragraph opens, the last one closes. Words that are no plain paragraphs, or that begin
    with a quotation mark of their own, stay as they are.
    """
    # These marks are ours and not the author's, so they are never straight.
    straight = rules.quotes is Quotes.AS_TYPED
    shown = replace(rules, quotes=Quotes.LANGUAGE) if straight else rules
    opening, closing = outer_marks(lang, shown)
    paragraphs = [block for block in promise if isinstance(block, Paragraph)]
    own = any(plain_text(block.inlines).startswith((opening, '"')) for block in paragraphs)
    if own or not paragraphs or len(paragraphs) < len(promise):
        return promise
    opened = [replace(each, inlines=(Text(opening), *each.inlines)) for each in paragraphs]
    last = replace(opened[-1], inlines=(*opened[-1].inlines, Text(closing)))
    return (*opened[:-1], last)


def _made_in(name: str, others: tuple[Planned, ...]) -> Planned | None:
    """Return the section that a file's name, with or without its ending, or an id means."""
    section = section_named(name, tuple(other.section for other in others))
    named = (other for other in others if other.section is section or (name and other.id == name))
    return next(named, None)


def _attribution(made_in: Planned | None, metadata: Metadata, words: Vocabulary) -> str:
    phrases = words.phrases
    who = phrases.the_author or listed(metadata.authors, words)
    if made_in is None:
        return who
    heading = made_in.heading
    where = phrases.with_section.replace("{section}", heading.label or heading.name)
    written = made_in.section
    day = written.day if isinstance(written, Written) else None
    return words.comma.join(part for part in (who, where, _date(day, metadata.language)) if part)


def _date(day: date | None, lang: str) -> str:
    return in_full(day, lang) if day else ""


def _where(metadata: Metadata) -> str:
    return short_address(metadata.fandom.source) if metadata.fandom else ""


def _filled(pattern: str, field: str, value: str) -> str:
    return pattern.replace(field, value) if value else ""


# --------------------------------------------------------------------------- open and overdue


def open_promises(planned: tuple[Planned, ...], book: Book) -> tuple[Diagnostic, ...]:
    """Return an error for each promise in an edition that is to have none left."""
    return tuple(
        error(
            "open-promise",
            Place(file_as_typed(section.section.head.file, book), section.section.head.line),
            f"“{section.heading.name}” is promised and not written, and a final edition has no "
            "promises left.",
            "Write it, delete its file, or build without `final`.",
        )
        for section in planned
        if isinstance(section.section, Placeholder)
    )


def overdue(planned: tuple[Planned, ...], today: date | None, book: Book) -> tuple[Diagnostic, ...]:
    """Return a warning for each promise whose day is over; () where nobody knows today's."""
    told: list[Diagnostic] = []
    for each in planned:
        match each.section:
            case Placeholder(expected=date() as expected) as promise if today and expected < today:
                told.append(_overdue(promise, each.heading.name, expected, today, book))
            case _:
                continue
    return tuple(told)


def _overdue(
    promise: Placeholder, name: str, expected: date, today: date, book: Book
) -> Diagnostic:
    place = Place(file_as_typed(promise.head.file, book), promise.head.line)
    message = f"“{name}” was expected {late(expected, today)}."
    hint = "Write it, or give it another day with `expected:`; readers see that day."
    return warning("promise-overdue", place, message, hint)


def late(expected: date, today: date) -> str:
    """Return a day that is over, and for how long: "2026-11-12, 10 days ago"."""
    days = (today - expected).days
    return f"{expected.isoformat()}, {days} {'day' if days == 1 else 'days'} ago"
