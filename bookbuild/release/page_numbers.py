"""Numbers and dates in the feeds and on the page, as the book's language writes them."""

from __future__ import annotations

from bookbuild.plan.dates import in_full
from bookbuild.plan.words import is_spoken
from bookbuild.release.contents import Release
from bookbuild.release.words import PageWords, page_words


def spoken_by(release: Release) -> str:
    """Return the language of the sentences about a release: the book's, or else English."""
    return release.language if is_spoken(release.language) else "en"


def version_line(release: Release) -> str:
    """Return the line "Version 1.3, 11 March 1818" in the book's language."""
    day = in_full(release.stamp.date(), spoken_by(release))
    return page_words(release.language).version.format(version=release.version, date=day)


def whole(number: int, words: PageWords) -> str:
    """Return a whole number in groups of three; one of four figures is a group where all are."""
    return f"{number:,}".replace(",", words.thousands)


def size(count: int, words: PageWords) -> str:
    """Return a number of bytes in thousands or, with a decimal, in millions, as shops write it."""
    if count < 999_500:
        return words.kilobytes.format(size=max(1, round(count / 1000)))
    millions = f"{count / 1_000_000:.1f}".replace(".", words.decimal)
    return words.megabytes.format(size=millions)
