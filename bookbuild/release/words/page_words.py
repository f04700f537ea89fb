"""What a language has to say before a download page can be written in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """The sentences of the download page, and how its language writes numbers.

    ``language`` is its subtag. ``ebook`` and ``printed`` say what an EPUB and a PDF are for;
    ``pages`` takes ``{count}``, ``kilobytes`` and ``megabytes`` take ``{size}``, ``version`` takes
    ``{version}`` and ``{date}``. ``kindle``, ``kobo`` and ``phones`` say how an EPUB gets there;
    the names of devices and apps stay as they are. ``catalogue`` stands before the feed's address.
    ``decimal`` and ``thousands`` are the marks in a number.
    """

    language: str
    get_the_book: str
    ebook: str
    printed: str
    pages: str
    first_release: str
    how_to_read: str
    kindle: str
    kobo: str
    on_phones: str
    phones: str
    in_apps: str
    catalogue: str
    checksums: str
    about_checksums: str
    version: str
    kilobytes: str = "{size} kB"
    megabytes: str = "{size} MB"
    decimal: str = ","
    thousands: str = "."
