"""The pictures that the text shows: kept under images/ with plain names, once each."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote

from bookbuild.intake.draft import Picture
from bookbuild.intake.ebooks.container import Files
from bookbuild.intake.report import Finding
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.web.blocks import KEPT_PICTURE
from bookbuild.intake.web.page import Element, inside, rewritten

MOST_PICTURES = 2_000

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,20};base64,", re.IGNORECASE)


class Album:
    """The pictures taken so far, and what is said of those that were not."""

    def __init__(self, files: Files, cover: str) -> None:
        self.files = files
        self.cover_path = cover
        self.taken: dict[str, str] = {}
        self.pictures: dict[str, Picture] = {}
        self.same: dict[bytes, str] = {}
        self.findings: list[Finding] = []

    def cover(self, source: str) -> str:
        """Return the new path of the cover's picture, "" where there is none that can be kept."""
        if not self.cover_path:
            return ""
        new = self._take(self.cover_path, "cover")
        if not new:
            what = f"The cover ({self.cover_path}) is no PNG, JPEG, GIF or WebP, and was left out."
            if self.files.read(self.cover_path) is None:
                what = f"The cover ({self.cover_path}) is not in the book."
            remedy = "Save it as a JPEG and name it in book.yaml: cover: images/cover.jpg."
            self.findings.append(Finding(0, source, what, remedy))
        return new

    def hung(self, root: Element, source: str) -> Element:
        """Return a tree in which the kept pictures are tags of ours, and others are gone."""
        change: dict[Element, Element | str] = {}
        for image in inside(root, "img"):
            new = self._take(image.get("src"), "")
            if new:
                attributes = (("source", new), ("alt", image.get("alt")))
                change[image] = Element(KEPT_PICTURE, attributes, (), image.line)
            else:
                self.findings.extend(_lost(image, source, self.files))
                change[image] = ""
        return rewritten(root, change) if change else root

    def _take(self, path: str, stem: str) -> str:
        if not path:
            return ""
        if path not in self.taken:
            data = self._bytes(path)
            ending = ending_of(data)
            new = ""
            if ending and len(self.pictures) < MOST_PICTURES:
                new = self.same.get(data) or self._named(stem or _stem(path), ending)
                self.pictures.setdefault(new, Picture(new, data))
                self.same[data] = new
            self.taken[path] = new
        return self.taken[path]

    def _bytes(self, path: str) -> bytes:
        found = _DATA.match(path)
        if not found:
            return self.files.read(path) or b""
        try:
            return base64.b64decode(unquote(path[found.end() :]), validate=True)
        except (binascii.Error, ValueError):
            return b""

    def _named(self, stem: str, ending: str) -> str:
        numbers = (f"-{number}" if number > 1 else "" for number in range(1, MOST_PICTURES + 2))
        paths = (f"images/{stem}{number}.{ending}" for number in numbers)
        return next(path for path in paths if path not in self.pictures)


def _stem(path: str) -> str:
    if _DATA.match(path):
        return "picture"
    return slug_of(path.rpartition("/")[2].rpartition(".")[0]) or "picture"


def ending_of(data: bytes) -> str:
    """Return the ending for a picture's file by what it begins with, "" for no picture."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for start, ending in _STARTS if data.startswith(start)), "")


def _lost(image: Element, source: str, files: Files) -> Iterator[Finding]:
    path, named = image.get("src"), image.get("named")
    shown = path if path and not path.startswith("data:") else named[:120]
    described = f' It is described as "{image.get("alt")[:200]}".' if image.get("alt") else ""
    remedy = "Save it into the folder images/ and name it in the text if the book needs it."
    if shown.lower().endswith((".svg", "svg")):
        what = f"A drawing (SVG) was left out ({shown}).{described}"
        remedy = "Save it as a PNG in the folder images/ and name it in the text."
    elif path and files.read(path) is not None:
        what = f"A picture is no PNG, JPEG, GIF or WebP, and was left out ({shown}).{described}"
    else:
        what = f"A picture is not in the book and was left out ({shown or 'no name'}).{described}"
    yield Finding(image.line, source, what, remedy)
