"""A release made by hand: Frankenstein as a serial, in an EPUB and a PDF, its second release."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from bookbuild.model.published import Edit
from bookbuild.plan.news_list import NewsLine, NewsList, OpenPromise
from bookbuild.plan.words import vocabulary
from bookbuild.release.contents import Release, ReleasedEdition, ReleasedFile

IDENTIFIER = "urn:uuid:7a1f1c1e-2b7e-5d7a-9f5e-0c1f5f6b1818"
BLURB = (
    "A captain bound for the pole takes a stranger from the ice & hears his story.\n\n"
    "What he made, what he ran from, and what now walks behind him: told in letters."
)
FILES = "https://example.org/releases/latest/download/"
PAGE = "https://shelley.example.org/frankenstein/"


def a_file(name: str, media_type: str, size: int) -> ReleasedFile:
    """Return a file of a release; its sum is of its name."""
    return ReleasedFile(name, media_type, size, hashlib.sha256(name.encode()).hexdigest())


COVER = a_file("frankenstein.jpg", "image/jpeg", 184_220)
EPUB = ReleasedEdition(
    name="ebook",
    format="epub",
    title="Frankenstein",
    identifier=IDENTIFIER,
    file=a_file("frankenstein.epub", "application/epub+zip", 1_247_330),
    cover=COVER,
    words=74_975,
)
PDF = ReleasedEdition(
    name="print",
    format="pdf",
    title="Frankenstein",
    identifier=IDENTIFIER,
    file=a_file("frankenstein.pdf", "application/pdf", 2_903_114),
    cover=COVER,
    words=74_975,
    pages=288,
    isbn="978-3-16-148410-0",
)
LETTERS = NewsLine("unit-c-1a", "Letter One", 1_214, date(1818, 1, 1))
REVISED = NewsLine(
    "unit-c-2b", "Letter Two", 1_306, date(1818, 1, 8), Edit(revised=1), "A date was wrong."
)
NEW = NewsLine("unit-c-3c", "Chapter One: <Geneva>", 2_310, date(1818, 2, 1))
PROMISE = OpenPromise("Epilogue", "Expected 1 May 1818", date(1818, 5, 1))


def news(language: str = "en") -> NewsList:
    """Return the news: a new chapter, a revised letter, a promise."""
    return NewsList(
        title="Frankenstein",
        authors=("Mary Shelley",),
        language=language,
        identifier=IDENTIFIER,
        words=vocabulary(language).news,
        lines=(REVISED, NEW),
        promises=(PROMISE,),
        sections=(LETTERS, REVISED, NEW),
    )


def a_release(language: str = "en") -> Release:
    """Return the release in a language; its own words stay English."""
    return Release(
        version="1.3",
        tag="v1.3",
        stamp=datetime(1818, 3, 11, 12, 30, tzinfo=UTC),
        title="Frankenstein",
        subtitle="or, The Modern Prometheus",
        authors=("Mary Shelley",),
        language=language,
        identifier=IDENTIFIER,
        publisher="Lackington & Co.",
        rights="All rights reserved.",
        subjects=("Gothic", "Letters & journals"),
        series="Book Two of The Summer without Sun",
        description=BLURB,
        news=news(language),
        editions=(EPUB, PDF),
        first=False,
        files_at=FILES,
        page_at=PAGE,
        series_name="The Summer without Sun",
        series_number="2",
    )


def bare_release() -> Release:
    """Return the least of releases: one EPUB, no cover, nobody's name, and no address."""
    nothing_told = replace(news(), authors=(), lines=(), promises=())
    return replace(
        a_release(),
        subtitle="",
        authors=(),
        identifier="frankenstein",
        publisher="",
        rights="",
        subjects=(),
        series="",
        description="",
        news=nothing_told,
        editions=(replace(EPUB, identifier="frankenstein", cover=None),),
        first=True,
        files_at="",
        page_at="",
        series_name="",
        series_number="",
    )
