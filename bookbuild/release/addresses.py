"""Where the files of a release can be had, what its feeds are called, and ids that never change."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from urllib.parse import quote

from bookbuild.release.contents import Release, ReleasedEdition, ReleasedFile

OPDS1 = "opds.xml"
OPDS2 = "opds.json"
PAGE = "index.html"
"""The names of the feeds and of the page: one folder holds all three, and the covers."""
OPDS1_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPDS2_TYPE = "application/opds+json"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>{}|^`\"\\]+")
_ISBN = re.compile(r"(?:urn:isbn:)?([0-9X-]+)", re.IGNORECASE)


def file_address(release: Release, file: ReleasedFile) -> str:
    """Return where a file can be had for ever, relative where it stands beside the page."""
    return release.files_at + quote(file.name)


def page_folder(release: Release) -> str:
    """Return the folder that the page is in, with a slash at its end; "" where nobody knows."""
    return release.page_at.rpartition("/")[0] + "/" if release.page_at else ""


def feed_address(release: Release, name: str) -> str:
    """Return where a feed can be had: beside the page, or among the files, or relative."""
    return (page_folder(release) or release.files_at) + name


def catalogue_id(release: Release) -> str:
    """Return the id of the feed itself, the same in every release and no book's."""
    return lasting_id(release.identifier, "catalogue")


def entry_id(edition: ReleasedEdition) -> str:
    """Return the id of an edition's entry, the same in every release.

    An EPUB and a PDF may share their identifier, and an entry's id is its own (RFC 4287, 4.2.6).
    """
    return lasting_id(edition.identifier, edition.name, edition.format)


def book_identifier(edition: ReleasedEdition) -> str:
    """Return an absolute URI for an edition: its ISBN's, its own, or one made of what it has."""
    known = edition.isbn or edition.identifier
    if isbn := _ISBN.fullmatch(known):
        return f"urn:isbn:{isbn[1].replace('-', '').upper()}"
    return known if _URI.fullmatch(known) else entry_id(edition)


def lasting_id(*names: str) -> str:
    """Return an id made of names, the same whenever they are; it says nothing of them."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(31).join(names))}"


def rfc3339(moment: datetime) -> str:
    """Return a moment as feeds write it, in UTC and to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def series_place(release: Release) -> float | None:
    """Return the book's place in its series as a number, None where it is typed otherwise."""
    typed = release.series_number
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", typed):
        return None
    return float(typed) if "." in typed else int(typed)
