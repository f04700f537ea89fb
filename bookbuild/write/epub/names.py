"""What the files in an EPUB are called, and how they point to each other.

Reading systems keep a reader's place by manifest id and file name, so both come from permanent
keys alone: a unit's id, a picture's path. File names are ASCII in small letters, because ebooklib
does not escape them and some systems cannot tell "Map.png" from "map.png".
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bookbuild.model.assets import Image
from bookbuild.model.edition import ContentsPage, Edition, Unit

COVER_PAGE = "cover.xhtml"
NAVIGATION = "nav.xhtml"
NCX_FILE = "toc.ncx"

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}


@dataclass(frozen=True, slots=True)
class NamedImage:
    """A picture with its manifest id and its path in the book."""

    image: Image
    id: str
    href: str


def unit_href(unit: Unit) -> str:
    """Return the path of a unit's file; the contents page is the navigation document itself."""
    return NAVIGATION if isinstance(unit, ContentsPage) else f"text/{unit.head.id}.xhtml"


def unit_resource(unit: Unit) -> str:
    """Return the manifest id of a unit's file."""
    return "nav" if isinstance(unit, ContentsPage) else f"text-{unit.head.id}"


def hrefs_by_unit(edition: Edition) -> dict[str, str]:
    """Return the path of every unit's file by the unit's id."""
    return {unit.head.id: unit_href(unit) for unit in edition.units}


def relative(href: str, base: str) -> str:
    """Return a path of the book as the file at ``base`` writes it."""
    return posixpath.relpath(href, posixpath.dirname(base) or ".")


def named_images(images: Sequence[Image]) -> tuple[NamedImage, ...]:
    """Return the pictures with names that differ; a picture's name comes from its path.

    Where two paths would give one name, the later picture's name ends in a digest of its path;
    "cover" is the cover's.
    """
    taken = {"cover"}
    named = []
    for image in images:
        slug = _slug(image.path)
        if slug in taken:
            slug = f"{slug}-{sha256(image.path.encode()).hexdigest()[:8]}"
        taken.add(slug)
        named.append(NamedImage(image, f"image-{slug}", f"images/{slug}.{ending(image)}"))
    return tuple(named)


def ending(image: Image) -> str:
    """Return the ending of a picture's file name, without the dot."""
    return _ENDINGS.get(image.media_type, "bin")


def _slug(path: str) -> str:
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", path.removeprefix("images/"))
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return slug or f"picture-{sha256(path.encode()).hexdigest()[:8]}"
