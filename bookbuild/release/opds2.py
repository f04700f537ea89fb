"""The release as an OPDS 2.0 catalogue: JSON with a publication for each edition.

The specification wants no blank values: what a book does not have is not there. The acquisition's
relation is the long one of OPDS 1, which 2.0 allows and every app knows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bookbuild.release.addresses import (
    OPDS1,
    OPDS1_TYPE,
    OPDS2,
    OPDS2_TYPE,
    book_identifier,
    catalogue_id,
    feed_address,
    file_address,
    rfc3339,
    series_place,
)
from bookbuild.release.contents import Release, ReleasedEdition

_PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/jxl")
"""The pictures that OPDS 2.0 asks for; others may stand beside them."""

Value = str | float | Sequence["Value"] | Mapping[str, "Value"]
Object = dict[str, Value]


def catalogue(release: Release) -> str:
    """Return the feed as JSON, with a line's end at its end."""
    feed: Object = {
        "metadata": {
            "identifier": catalogue_id(release),
            "title": release.title,
            "modified": rfc3339(release.stamp),
            "numberOfItems": len(release.editions),
        },
        "links": _feed_links(release),
        "publications": [_publication(release, each) for each in release.editions],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _link(rel: str, href: str, media_type: str) -> Object:
    return {"rel": rel, "href": href, "type": media_type}


def _feed_links(release: Release) -> list[Object]:
    links = [
        _link("self", feed_address(release, OPDS2), OPDS2_TYPE),
        _link("alternate", feed_address(release, OPDS1), OPDS1_TYPE),
    ]
    if release.page_at:
        links.append(_link("alternate", release.page_at, "text/html"))
    return links


def _publication(release: Release, edition: ReleasedEdition) -> Object:
    acquisition = _link(
        "http://opds-spec.org/acquisition/open-access",
        file_address(release, edition.file),
        edition.file.media_type,
    )
    publication: Object = {
        "metadata": _metadata(release, edition),
        "links": [{**acquisition, "title": edition.format.upper(), "size": edition.file.size}],
    }
    if edition.cover and edition.cover.media_type in _PICTURES:
        address = file_address(release, edition.cover)
        publication["images"] = [{"href": address, "type": edition.cover.media_type}]
    return publication


def _metadata(release: Release, edition: ReleasedEdition) -> Object:
    """Return what is known of an edition, without what is not."""
    rows: Object = {
        "@type": "http://schema.org/EBook",
        "identifier": book_identifier(edition),
        "title": edition.title,
        "subtitle": release.subtitle,
        "author": list(release.authors),
        "language": release.language,
        "publisher": release.publisher,
        "modified": rfc3339(release.stamp),
        "published": release.stamp.date().isoformat(),
        "description": release.description,
        "subject": list(release.subjects),
        "numberOfPages": edition.pages,
        "belongsTo": {"series": _series(release)} if release.series_name else "",
        "rights": release.rights or release.fan_fiction,
    }
    return {name: value for name, value in rows.items() if value}


def _series(release: Release) -> Object:
    place = series_place(release)
    number: Object = {} if place is None else {"position": place}
    return {"name": release.series_name, **number}
