"""The release as an OPDS 1.2 catalogue: an Atom feed with an entry for each edition.

Reading apps take the books from it, and a feed reader shows what is new. Rules: RFC 4287 for Atom,
the OPDS Catalog 1.2 specification for the links; dates are the book's own, never the clock's.
A series is written with the names of schema.org, as Thorium reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from bookbuild.plan.news_list import NewsLine
from bookbuild.release.addresses import (
    OPDS1,
    OPDS1_TYPE,
    OPDS2,
    OPDS2_TYPE,
    book_identifier,
    catalogue_id,
    entry_id,
    feed_address,
    file_address,
    rfc3339,
    series_place,
)
from bookbuild.release.contents import Release, ReleasedEdition
from bookbuild.release.page_numbers import version_line

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"
  xmlns:dc="http://purl.org/dc/terms/" xmlns:schema="http://schema.org"
"""
_SPEC = "http://opds-spec.org"
_PICTURES = ("image/jpeg", "image/png", "image/gif")
"""The pictures that OPDS allows."""

Attributes = tuple[tuple[str, str], ...]


def catalogue(release: Release) -> str:
    """Return the feed as XML."""
    feed = "".join(
        (
            _element("id", catalogue_id(release)),
            _element("title", release.title),
            _element("subtitle", release.subtitle),
            _element("updated", rfc3339(release.stamp)),
            *_people(release),
            _element("rights", release.rights or release.fan_fiction),
            *_feed_links(release),
            *(_entry(release, each) for each in release.editions),
        )
    )
    return f"{_HEAD}  xml:lang={quoteattr(release.language)}>\n{feed}</feed>\n"


def _element(name: str, text: str, attributes: Attributes = ()) -> str:
    """Return an element on a line of its own, "" for one that would be empty."""
    return f"<{name}{_written(attributes)}>{escape(text)}</{name}>\n" if text else ""


def _empty(name: str, attributes: Attributes) -> str:
    return f"<{name}{_written(attributes)}/>\n"


def _written(attributes: Attributes) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes)


def _link(rel: str, href: str, media_type: str, more: Attributes = ()) -> str:
    return _empty("link", (("rel", rel), ("href", href), ("type", media_type), *more))


def _people(release: Release) -> Iterator[str]:
    """Yield who wrote it: Atom demands somebody, and a book without an author is its own."""
    for name in release.authors or (release.title,):
        yield f"<author><name>{escape(name)}</name></author>\n"


def _feed_links(release: Release) -> Iterator[str]:
    """Yield the links of the feed; it is the whole catalogue, and therefore its own start."""
    here = feed_address(release, OPDS1)
    yield _link("self", here, OPDS1_TYPE)
    yield _link("start", here, OPDS1_TYPE)
    yield _link("alternate", feed_address(release, OPDS2), OPDS2_TYPE)
    if release.page_at:
        yield _link("alternate", release.page_at, "text/html")


def _entry(release: Release, edition: ReleasedEdition) -> str:
    day = release.stamp.date().isoformat()
    parts = (
        _element("id", entry_id(edition)),
        _element("title", edition.title),
        _element("updated", rfc3339(release.stamp)),
        *_people(release),
        _element("dc:identifier", book_identifier(edition)),
        _element("dc:language", release.language),
        _element("dc:issued", day),
        _element("dc:publisher", release.publisher),
        _element("rights", release.rights or release.fan_fiction),
        *(_category(each) for each in release.subjects),
        _series(release),
        _element("summary", release.description, (("type", "text"),)),
        _element("content", _content(release), (("type", "html"),)),
        *_book_links(release, edition),
    )
    return f"<entry>\n{''.join(parts)}</entry>\n"


def _category(subject: str) -> str:
    return _empty("category", (("term", subject), ("label", subject)))


def _series(release: Release) -> str:
    if not release.series_name:
        return ""
    place = series_place(release)
    number = (("schema:position", f"{place:g}"),) if place is not None else ()
    return _empty("schema:Series", (("schema:name", release.series_name), *number))


def _content(release: Release) -> str:
    """Return the blurb, the news and the version as HTML: a paragraph each.

    Apps that find content do not look at the summary, and an entry whose page nobody knows has to
    have content (RFC 4287, 4.1.2).
    """
    news = release.news
    told = [] if release.first else [(news.words.new, news.new), (news.words.revised, news.revised)]
    blurb = (" ".join(each.split()) for each in release.description.split("\n\n"))
    rows = [f"{heading}: {'; '.join(map(_named, lines))}." for heading, lines in told if lines]
    if news.promises:
        rows.append(f"{news.words.promised}: {'; '.join(each.name for each in news.promises)}.")
    written = (*blurb, *rows, version_line(release))
    return "".join(f"<p>{escape(each)}</p>" for each in written if each)


def _named(line: NewsLine) -> str:
    return f"{line.name} ({line.reason.rstrip('.')})" if line.reason else line.name


def _book_links(release: Release, edition: ReleasedEdition) -> Iterator[str]:
    if edition.cover and edition.cover.media_type in _PICTURES:
        address, shown_as = file_address(release, edition.cover), edition.cover.media_type
        yield _link(f"{_SPEC}/image", address, shown_as)
        yield _link(f"{_SPEC}/image/thumbnail", address, shown_as)
    yield _link(
        f"{_SPEC}/acquisition/open-access",
        file_address(release, edition.file),
        edition.file.media_type,
        (("length", str(edition.file.size)), ("title", edition.format.upper())),
    )
