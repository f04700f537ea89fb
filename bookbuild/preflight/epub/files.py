"""The zip and the manifest: the files are there, named well, listed, and what they claim to be."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from bookbuild.ebook.archive import Archive
from bookbuild.preflight.epub.publication import XHTML, Media, Package, Publication
from bookbuild.report import Diagnostic, Place, error, warning

_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_AWKWARD = re.compile(r"[^A-Za-z0-9._/-]")
_MIMETYPE = b"application/epub+zip"
_SAME = (
    frozenset({"font/ttf", "font/otf", "font/sfnt", "application/vnd.ms-opentype"}),
    frozenset({"font/ttf", "application/font-sfnt", "application/x-font-ttf", "font/sfnt"}),
    frozenset({"font/otf", "application/font-sfnt", "application/x-font-otf"}),
    frozenset({"font/woff", "application/font-woff"}),
    frozenset({"audio/mpeg", "audio/mp3"}),
)
_PAGES_MAY_BE = (XHTML, "image/svg+xml", "application/x-dtbncx+xml")


def container_findings(archive: Archive) -> Iterator[Diagnostic]:
    """Yield what is wrong with the zip itself."""
    yield from _mimetype(archive)
    for name in archive.strange:
        yield error(
            "name-leads-out",
            Place(archive.name),
            f"The file “{name[:100]}” in it has a name that leads out of the book.",
            "Pack the book anew, with plain names.",
        )
    counted = Counter(each.filename.casefold() for each in archive.listed if not each.is_dir())
    for name, times in counted.items():
        if times > 1:
            yield error(
                "same-name",
                Place(archive.name),
                f"{times} files in it are called “{name[:100]}”, but for capitals at most; "
                "readers find one of them.",
                "Rename one.",
            )
    yield from _locks(archive)


def _mimetype(archive: Archive) -> Iterator[Diagnostic]:
    place = Place(archive.name)
    first = archive.listed[0] if archive.listed else None
    if first is None or first.filename != "mimetype":
        what = "The file “mimetype” is not the first in the zip, and that is how readers know it."
    elif first.compress_type != zipfile.ZIP_STORED or first.extra:
        what = "The file “mimetype” is packed; it has to be stored as it is."
    elif archive.read("mimetype") != _MIMETYPE:
        what = f"The file “mimetype” does not say {_MIMETYPE.decode()}, and nothing else."
    else:
        return
    yield error("mimetype", place, what, "Pack the book with a program for EPUBs.")


def _locks(archive: Archive) -> Iterator[Diagnostic]:
    if archive.read("META-INF/rights.xml") is not None:
        yield error(
            "locked",
            Place("META-INF/rights.xml"),
            "The text is locked by a shop's copy protection.",
            "Take the file that the author has.",
        )
    data = archive.read("META-INF/encryption.xml") or b""
    used = re.findall(rb"Algorithm\s*=\s*[\"']([^\"']{1,200})[\"']", data[:1_000_000])
    if any(each.decode(errors="replace") not in _FONT_LOCKS for each in used):
        yield error(
            "locked",
            Place("META-INF/encryption.xml"),
            "Files of the book are encrypted.",
            "Take the file that the author has.",
        )
    elif used:
        yield warning(
            "scrambled-font",
            Place("META-INF/encryption.xml"),
            "Fonts are scrambled; some readers then show none of them.",
            "Embed fonts whose licence allows it, as they are.",
        )


def manifest_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield where the package's list and the files in the zip do not agree."""
    yield from _listed(book)
    yield from _repeated(book.package)
    yield from _unlisted(book)
    yield from _order(book.package)
    for media in book.media:
        yield from _true(media)


def _listed(book: Publication) -> Iterator[Diagnostic]:
    there = set(book.files)
    for item in book.package.items:
        place = Place(book.package.file, item.line)
        if item.file not in there and not item.href.startswith(("http://", "https://")):
            yield error(
                "missing-file",
                place,
                f"The package lists “{item.href[:100]}”, and there is no such file in the book.",
                "Put the file in, or take the line out.",
            )
        if item.file and _AWKWARD.search(item.file):
            yield warning(
                "awkward-name",
                place,
                f"The file “{item.href[:100]}” has signs in its name that some readers stumble at.",
                "Name it with letters a to z, digits and hyphens.",
            )


def _repeated(package: Package) -> Iterator[Diagnostic]:
    ids = Counter(item.id for item in package.items)
    ids.update(meta.id for meta in package.metas if meta.id)
    files = Counter(item.file for item in package.items if item.file)
    for what, counted in (("id", ids), ("file", files)):
        for name, times in counted.items():
            if times > 1:
                yield error(
                    "listed-twice",
                    Place(package.file),
                    f"The {what} “{name[:100]}” stands in the package {times} times.",
                    "Keep one of them.",
                )


def _unlisted(book: Publication) -> Iterator[Diagnostic]:
    known = {item.file for item in book.package.items} | {"mimetype", book.package.file}
    for file in book.files:
        if file not in known and not file.startswith("META-INF/"):
            yield warning(
                "unlisted-file",
                Place(file),
                "The package does not list this file, so no reader will use it.",
                "List it, or leave it out of the book.",
            )


def _order(package: Package) -> Iterator[Diagnostic]:
    items = {item.id: item for item in package.items}
    seen: set[str] = set()
    for turn in package.order:
        place = Place(package.file, turn.line)
        item = items.get(turn.item)
        if item is None:
            what = f"The reading order has “{turn.item[:100]}”, which the package does not list."
            yield error("unknown-page", place, what, "List the file, or take the line out.")
        elif turn.item in seen:
            what = f"The reading order has “{turn.item[:100]}” twice."
            yield error("page-twice", place, what, "Keep one of them.")
        elif item.media_type not in _PAGES_MAY_BE:
            what = f"The reading order has “{item.href[:100]}”, which is no page of text."
            yield error("no-page", place, what, "Show it on a page of its own.")
        seen.add(turn.item)
    if not any(turn.linear for turn in package.order):
        what = "The reading order is empty, so there is nothing to read."
        yield error("no-order", Place(package.file), what, "List the pages in their order.")


def _true(media: Media) -> Iterator[Diagnostic]:
    said, found = media.media_type, media.true_type
    same = any({said, found} <= each for each in _SAME)
    if found and said not in (found, "image/svg+xml") and not same:
        yield error(
            "wrong-type",
            Place(media.file),
            f"The package says that this is {said}, and it is {found}.",
            "Say what it is, or save it again in the other format.",
        )
