"""What the author has promised and not written yet, as it stands in the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bookbuild.model.addresses import short_address
from bookbuild.model.book import Metadata, Placeholder, Written
from bookbuild.model.edition import PromiseUnit, UnitHead
from bookbuild.model.text import Blocks, Paragraph, Text, plain_text
from bookbuild.plan.dates import in_full
from bookbuild.plan.labels import listed
from bookbuild.plan.names import name_blocks
from bookbuild.plan.sections import Planned
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import Vocabulary


def promise_unit(
    planned: Planned,
    promise: Placeholder,
    others: tuple[Planned, ...],
    metadata: Metadata,
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
        promise=name_blocks(quoted(promise.promise, metadata.language), planned.id, planned.id),
        attribution=_attribution(_made_in(promise.promised_in, others), metadata, words),
        expected=_filled(words.phrases.expected, "{date}", _date(expected, metadata.language)),
        where=_filled(words.phrases.look_for, "{place}", _where(metadata)),
    )


def quoted(promise: Blocks, lang: str) -> Blocks:
    """Return the author's words within the quotation marks of the book's language.

    Each paragraph opens, the last one closes. Words that are no plain paragraphs, or that begin
    with a quotation mark of their own, stay as they are.
    """
    opening, _, closing = set_text('"x"', lang).partition("x")
    paragraphs = [block for block in promise if isinstance(block, Paragraph)]
    own = any(plain_text(block.inlines).startswith(opening) for block in paragraphs)
    if own or not paragraphs or len(paragraphs) < len(promise):
        return promise
    opened = [replace(each, inlines=(Text(opening), *each.inlines)) for each in paragraphs]
    last = replace(opened[-1], inlines=(*opened[-1].inlines, Text(closing)))
    return (*opened[:-1], last)


def _made_in(name: str, others: tuple[Planned, ...]) -> Planned | None:
    """Return the section that a file's name, with or without its ending, or an id means."""
    return next((other for other in others if name and name in _names(other)), None)


def _names(planned: Planned) -> tuple[str, ...]:
    ids = (planned.id, planned.section.head.id)
    path = PurePosixPath(planned.section.head.file)
    if not path.name:  # a part of a chapters: list, or the notes on the whole work
        return ids
    return (*ids, str(path), str(path.with_suffix("")), path.stem)


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
