"""The download page: one static file, with no script, and nothing that it fetches but its cover.

The cover has to stand beside the page: whoever looks at the page asks no other server for anything.
The page speaks the book's language where `release.words` does, and English otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from bookbuild.plan.words import NewsWords, vocabulary
from bookbuild.release.addresses import (
    OPDS1,
    OPDS1_TYPE,
    OPDS2,
    OPDS2_TYPE,
    feed_address,
    file_address,
    page_folder,
)
from bookbuild.release.contents import Release, ReleasedEdition
from bookbuild.release.page_numbers import size, spoken_by, version_line, whole
from bookbuild.release.words import PageWords, page_words
from bookbuild.render.documents import direction
from bookbuild.render.templates import render_template


@dataclass(frozen=True, slots=True)
class _Download:
    """A file to take: its address, what it is for, and "EPUB, 1.2 MB" in parts."""

    href: str
    media_type: str
    purpose: str
    named: str
    details: tuple[str, ...]
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A section with news: the author's reason for a revision, or what the page says of it."""

    name: str
    reason: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class _News:
    heading: str
    rows: tuple[_Row, ...]


@dataclass(frozen=True, slots=True)
class _Advice:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class _Feed:
    address: str
    media_type: str


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template sees. ``speaks`` is the language of the page's own sentences."""

    speaks: str
    speaks_to: str
    language: str
    direction: str
    title: str
    subtitle: str
    series: str
    authors: str
    length: str
    blurb: tuple[str, ...]
    summary: str
    cover: str
    cover_alt: str
    shared_cover: str
    downloads: tuple[_Download, ...]
    words: PageWords
    news_words: NewsWords
    first: bool
    news: tuple[_News, ...]
    advice: tuple[_Advice, ...]
    feeds: tuple[_Feed, ...]
    version: str
    rights: tuple[str, ...]


def page(release: Release) -> str:
    """Return the page as HTML."""
    words, spoken = page_words(release.language), vocabulary(release.language)
    speaks = spoken_by(release)
    cover = next((each.cover for each in release.editions if each.cover), None)
    blurb = tuple(filter(None, (" ".join(p.split()) for p in release.description.split("\n\n"))))
    folder = page_folder(release)
    context = _Page(
        speaks=speaks,
        speaks_to=direction(speaks) or "ltr",
        language=release.language,
        direction=direction(release.language) or "ltr",
        title=release.title,
        subtitle=release.subtitle,
        series=release.series,
        authors=spoken.list_comma.join(release.authors),
        length=_length(max(each.words for each in release.editions), release, words),
        blurb=blurb,
        summary=blurb[0] if blurb else "",
        cover=quote(cover.name) if cover else "",
        cover_alt=f"{spoken.words.cover}: {release.title}",
        shared_cover=folder + quote(cover.name) if cover and folder else "",
        downloads=tuple(_download(each, release, words) for each in release.editions),
        words=words,
        news_words=release.news.words,
        first=release.first,
        news=_news(release, words),
        advice=_advice(release, words),
        feeds=(
            _Feed(feed_address(release, OPDS1), OPDS1_TYPE),
            _Feed(feed_address(release, OPDS2), OPDS2_TYPE),
        ),
        version=version_line(release),
        rights=tuple(filter(None, (release.publisher, release.rights, release.fan_fiction))),
    )
    return render_template("download-page.html.j2", context)


def _length(count: int, release: Release, words: PageWords) -> str:
    """Return a length in words as the page's language writes it, "" where nobody counts."""
    patterns = release.news.words
    pattern = (count == 1 and patterns.count_one) or patterns.count
    return pattern.replace("{count}", whole(count, words)) if count else ""


def _download(edition: ReleasedEdition, release: Release, words: PageWords) -> _Download:
    pages = words.pages.format(count=whole(edition.pages, words)) if edition.pages else ""
    return _Download(
        href=file_address(release, edition.file),
        media_type=edition.file.media_type,
        purpose=words.printed if edition.format == "pdf" else words.ebook,
        named=_named_apart(edition, release),
        details=(edition.format.upper(), *filter(None, (pages,)), size(edition.file.size, words)),
        name=edition.file.name,
        sha256=edition.file.sha256,
    )


def _named_apart(edition: ReleasedEdition, release: Release) -> str:
    """Return what tells an edition from the others of its format: its title, or its name."""
    if edition.title != release.title:
        return edition.title
    rivals = [each for each in release.editions if each.format == edition.format]
    return edition.name if len(rivals) > 1 else ""


def _news(release: Release, words: PageWords) -> tuple[_News, ...]:
    """Return what is new, revised and promised; of a first release, which is all new, the last."""
    news, known = release.news, release.news.words
    told: tuple[_News, ...] = ()
    if not release.first:
        new = tuple(_Row(each.name, "", _length(each.words, release, words)) for each in news.new)
        revised = tuple(_Row(each.name, each.reason) for each in news.revised)
        told = (_News(known.new, new), _News(known.revised, revised))
    promised = tuple(_Row(each.name, "", each.expected) for each in news.promises)
    return tuple(each for each in (*told, _News(known.promised, promised)) if each.rows)


def _advice(release: Release, words: PageWords) -> tuple[_Advice, ...]:
    """Return how an EPUB gets onto a device; a release without one needs no advice."""
    if not any(each.format == "epub" for each in release.editions):
        return ()
    return (
        _Advice("Kindle", words.kindle),
        _Advice("Kobo", words.kobo),
        _Advice(words.on_phones, words.phones),
    )
