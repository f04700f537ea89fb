"""What an EPUB is made of, as values: metadata, resources, reading order. Nothing here is a file.

A `Package` holds everything that stands in the archive, finished: each resource is bytes, each
line of metadata is text. The names follow EPUB 3.3 (package document), the fields are in the order
in which they are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

XHTML = "application/xhtml+xml"
"""The media type of every page of the book."""

NCX = "application/x-dtbncx+xml"
"""The media type of the older table of contents, which Kindle still asks for."""

CSS = "text/css"
"""The media type of a style sheet."""


@dataclass(frozen=True, slots=True)
class DublinCore:
    """A Dublin Core element: ``name`` without its prefix ("title"), ``id`` "" where none."""

    name: str
    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """An EPUB 3 ``<meta property>``; ``refines`` is the id of what it says more about.

    Every field but ``property`` and ``text`` is "" where the element lacks the attribute.
    """

    property: str
    text: str
    refines: str = ""
    scheme: str = ""
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class LegacyMeta:
    """An EPUB 2 ``<meta name content>``, for the readers that know nothing newer."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """The metadata of a package; the first ``identifier`` of ``dublin_core`` is the book's."""

    dublin_core: tuple[DublinCore, ...]
    properties: tuple[Property, ...]
    legacy: tuple[LegacyMeta, ...]
    modified: datetime


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book: ``href`` is its path from the package document, in ASCII.

    ``properties`` are the manifest's ("nav", "cover-image", "svg").
    """

    id: str
    href: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of something in the book, as a text file; ``name`` is the file's, in ASCII.

    It lies in the archive's META-INF folder: as a resource no page refers to it, which EPUBCheck
    remarks on, and as a mere file elsewhere calibre's check finds it astray.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class GuideReference:
    """A place that older readers look for: ``type`` is cover, toc or text."""

    type: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Package:
    """A whole EPUB before it is packed.

    ``spine`` holds ids of resources in reading order; ``direction`` is "ltr" or "rtl";
    ``language`` a BCP 47 tag; ``prefix`` says where words come from that EPUB 3 does not know.
    """

    language: str
    direction: str
    metadata: PackageMetadata
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]
    guide: tuple[GuideReference, ...]
    licences: tuple[Licence, ...] = ()
    prefix: str = ""

    def resource(self, href: str) -> Resource | None:
        """Return the resource at a path, None where there is none."""
        return next((item for item in self.resources if item.href == href), None)
