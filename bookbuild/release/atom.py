"""News as an Atom feed (RFC 4287): an entry for each section that readers have, the newest first.

An entry's id is made of the book's identifier and the section's own, so that a feed reader knows
an entry again whatever becomes of its title. Nobody is named whom the author's files do not name.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from xml.sax.saxutils import escape

from bookbuild.plan.news_list import NewsLine, NewsList
from bookbuild.release.addresses import lasting_id, rfc3339

_MOST = 50
"""Entries in a feed: feed readers keep older ones themselves."""
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def atom_feed(news: NewsList, stamp: datetime) -> str:
    """Return the feed as XML; ``stamp`` is the date of what has none of its own."""
    told = {each.unit for each in news.lines}
    dated = [
        (_updated(each, stamp, told=each.unit in told), each)
        for each in news.sections
        if each.day or each.unit in told
    ]
    # The newest first; on one day the later section.
    dated.sort(key=lambda pair: pair[0])
    entries = "".join(_entry(each, when, news) for when, each in dated[: -_MOST - 1 : -1])
    newest = max((when for when, _ in dated), default=stamp)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(news.language)}">\n'
        f"<id>{escape(_feed_id(news))}</id>\n"
        f"<title>{escape(news.title)}</title>\n"
        f"<updated>{rfc3339(newest)}</updated>\n"
        f"{_people(news)}{entries}</feed>\n"
    )


def _updated(line: NewsLine, stamp: datetime, *, told: bool) -> datetime:
    """Return when readers got a section, or its revision, which has the book's own date."""
    own = _beginning(line.day) if line.day else stamp
    return max(own, stamp) if told and line.edit is not None else own


def _beginning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _feed_id(news: NewsList) -> str:
    return news.identifier if _IRI.fullmatch(news.identifier) else lasting_id(news.identifier, "")


def _people(news: NewsList) -> str:
    """Return who wrote it: a feed must say so, and a book without an author is its own."""
    names = news.authors or (news.title,)
    return "".join(f"<author><name>{escape(name)}</name></author>\n" for name in names)


def _entry(line: NewsLine, updated: datetime, news: NewsList) -> str:
    published = f"<published>{rfc3339(_beginning(line.day))}</published>\n" if line.day else ""
    return (
        "<entry>\n"
        f"<id>{lasting_id(news.identifier, line.unit)}</id>\n"
        f"<title>{escape(line.name)}</title>\n"
        f"{published}<updated>{rfc3339(updated)}</updated>\n"
        f'<content type="text">{escape(_content(line, news))}</content>\n'
        "</entry>\n"
    )


def _content(line: NewsLine, news: NewsList) -> str:
    """Return what is said of a section: why it was revised, else its summary, else its length."""
    if line.edit is not None:
        return ": ".join(part for part in (news.words.revised, line.reason) if part)
    return line.summary or news.words.count.replace("{count}", f"{line.words:,}") or line.name
