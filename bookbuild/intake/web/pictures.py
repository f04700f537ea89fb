"""Pictures of a page: those it carries with it go into the book, those elsewhere are named."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes

from bookbuild.intake.draft import Picture
from bookbuild.intake.report import Finding
from bookbuild.intake.web.blocks import KEPT_PICTURE
from bookbuild.intake.web.page import Element, inside, rewritten
from bookbuild.intake.web.visible import squeezed

Beside = Callable[[str], bytes | None]
"""Returns the bytes of a file beside the page, by its relative path; None where there is none."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,20}(?:;[^,;]{1,40})*,", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|\\", re.IGNORECASE)
_MOST = 500


@dataclass(frozen=True, slots=True)
class Illustrated:
    """Elements in which the kept pictures are tags of ours, the pictures, and what was lost."""

    elements: tuple[Element, ...]
    pictures: tuple[Picture, ...]
    findings: tuple[Finding, ...]


def nothing_beside(path: str) -> bytes | None:
    """Say that there is no file beside the page."""
    return None


def take_pictures(elements: tuple[Element, ...], name: str, beside: Beside) -> Illustrated:
    """Return the elements with their pictures taken; nothing is fetched from anywhere."""
    pictures: list[Picture] = []
    findings: list[Finding] = []
    changed: list[Element] = []
    for element in elements:
        change: dict[Element, Element | str] = {}
        for image in inside(element, "img"):
            data = _bytes(image.get("src"), beside)
            ending = _ending(data)
            if not ending or len(pictures) >= _MOST:
                findings += _lost(image, name)
                change[image] = ""
                continue
            path = _path(pictures, data, _stem(name), ending)
            change[image] = _kept(image, path)
            if all(picture.path != path for picture in pictures):
                pictures.append(Picture(path, data))
        changed.append(rewritten(element, change) if change else element)
    return Illustrated(tuple(changed), tuple(pictures), tuple(findings))


def _kept(image: Element, path: str) -> Element:
    attributes = (("source", path), ("alt", squeezed(image.get("alt"))))
    return Element(KEPT_PICTURE, attributes, (), image.line)


def _path(pictures: list[Picture], data: bytes, stem: str, ending: str) -> str:
    same = next((picture.path for picture in pictures if picture.data == data), "")
    return same or f"images/{stem}-{len(pictures) + 1:02}.{ending}"


def _stem(name: str) -> str:
    """Return the page's name in small letters, so that two pages' pictures stay apart."""
    last = re.split(r"[/\\]", name)[-1].rpartition(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", last.lower()).strip("-")[:40] or "picture"


def _bytes(source: str, beside: Beside) -> bytes:
    source = source.strip()
    found = _DATA.match(source)
    if found:
        body = source[found.end() :]
        if ";base64" not in found.group().lower():
            return unquote_to_bytes(body)
        try:
            return base64.b64decode(re.sub(r"\s|%0[AaDd]", "", unquote(body)), validate=True)
        except (binascii.Error, ValueError):
            return b""
    path = unquote(source).partition("?")[0].partition("#")[0].removeprefix("./")
    if not path or _ELSEWHERE.match(path) or ".." in re.split(r"[/\\]", path) or "\0" in path:
        return b""
    return beside(path) or b""


def _ending(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((ending for start, ending in _STARTS if data.startswith(start)), "")


def _lost(image: Element, name: str) -> Iterator[Finding]:
    source = image.get("src") or image.get("data-src")
    short = source if len(source) <= 120 else f"{source[:100]}..."
    alt = squeezed(image.get("alt"))[:200]
    described = f' It is described as "{alt}".' if alt else ""
    yield Finding(
        image.line,
        name,
        f"A picture is not in the page and was left out ({short or 'no address'}).{described}",
        "Save it into the folder images/ and name it in the text if the book needs it.",
    )
