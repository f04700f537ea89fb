"""What no byte of an EPUB may be, looked for without the eyes of bookbuild itself.

Every member is read, every document of markup parsed by expat with nothing fetched, every style
sheet looked through as text.
"""

from __future__ import annotations

import io
import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

_XHTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_OPS = "http://www.idpf.org/2007/ops"
_XML = "http://www.w3.org/XML/1998/namespace"
_XLINK = "http://www.w3.org/1999/xlink"
_MARKUP = (".xhtml", ".html", ".htm", ".svg", ".xml", ".opf", ".ncx")
_NAMESPACES = {
    ".xhtml": {"", _XHTML, _OPS, _XML},
    ".svg": {"", _SVG, _XLINK, _XML},
}
_FORBIDDEN = {
    *("script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button"),
    *("textarea", "select", "base", "style", "template", "slot", "portal", "audio", "video"),
    *("animate", "animatemotion", "animatetransform", "set", "animatecolor", "handler"),
    *("foreignobject", "listener", "noscript", "marquee", "dialog", "canvas"),
}
_LEADING = {"href", "src", "data", "action", "formaction", "poster", "srcset", "cite", "longdesc"}
_WORDS = {"alt", "title", "aria-label", "content", "name"}
"""Attributes whose values are words for readers."""

_LINKS_OUT = ("http:", "https:", "mailto:")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_CSS_OUT = re.compile(
    r"url\s*\(|@import|expression\s*\(|behavior\s*:|-moz-binding|javascript|image-set|\bsrc\s*\(",
    re.IGNORECASE,
)
_CSS_INNER_URL = re.compile(r"""url\(\s*["']?(?:\.\./)?[\w-][\w./-]*["']?\s*\)""")
_PICTURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
}
_FONTS = (".ttf", ".otf", ".woff")
_OTHERS = ("mimetype", "META-INF/LICENCES", ".txt")


def harm_in(epub: bytes) -> tuple[str, ...]:
    """Return what an EPUB holds that is not inert, one line each, () for nothing."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = archive.namelist()
        found = list(_names(names))
        for info in archive.infolist():
            if info.external_attr >> 16 & 0o170000 not in (0, 0o100000):
                found.append(f"{info.filename}: not an ordinary file")
            found += _member(info.filename, archive.read(info), frozenset(names))
    return tuple(found)


def _names(names: list[str]) -> Iterator[str]:
    folded = [unicodedata.normalize("NFC", name).casefold() for name in names]
    if len(set(folded)) < len(folded):
        yield "two members have one name"
    for name in names:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", name) or ".." in name.split("/"):
            yield f"{name!r}: not a plain name"


def _member(name: str, data: bytes, names: frozenset[str]) -> list[str]:
    ending = posixpath.splitext(name)[1]
    if ending in _MARKUP:
        return [f"{name}: {harm}" for harm in _markup(name, ending, data, names)]
    if ending == ".css":
        return [f"{name}: {harm}" for harm in css_harm(data.decode(), sheet=True)]
    if ending in _PICTURES:
        good = data.startswith(_PICTURES[ending])
        return [] if good and b"<script" not in data.lower() else [f"{name}: not a plain picture"]
    known = ending in _FONTS or name.startswith("META-INF/") or name == "mimetype"
    return [] if known or ending == ".txt" else [f"{name}: a file of no known kind"]


def css_harm(css: str, *, sheet: bool = False) -> Iterator[str]:
    """Yield what a style sheet or a style attribute fetches or runs."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    plain = re.sub(
        r"\\([0-9a-fA-F]{1,6})\s?", lambda found: chr(int(found[1], 16) % 0x110000), plain
    )
    plain = re.sub(r'"[^"]*"', '""', plain) if not sheet else plain
    fonts = _CSS_INNER_URL.sub("", plain) if sheet else plain
    fonts = re.sub(r"url\(\s*#[\w.-]+\s*\)", "", fonts)
    for found in _CSS_OUT.finditer(fonts):
        yield f"style: {fonts[max(found.start() - 20, 0) : found.end() + 40]!r}"


def _markup(name: str, ending: str, data: bytes, names: frozenset[str]) -> list[str]:
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    allowed = _NAMESPACES.get(ending)
    text: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        space, _, local = tag.rpartition(" ")
        if allowed is not None and space not in allowed:
            found.append(f"namespace {space}")
        if local.casefold() in _FORBIDDEN and not (ending == ".svg" and local == "style"):
            found.append(f"<{local}>")
        text.clear()
        for key, value in attributes.items():
            found.extend(_attribute(name, local, key.rpartition(" ")[2], value, names))

    def end(tag: str) -> None:
        if tag.endswith(" style"):
            found.extend(css_harm("".join(text)))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.EntityDeclHandler = lambda *declared: found.append(f"entity {declared[0]}")
    parser.ProcessingInstructionHandler = lambda *words: found.append(f"instruction {words}")
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        found.append(f"not well-formed: {problem}")
    return found


def _attribute(name: str, tag: str, key: str, value: str, names: frozenset[str]) -> Iterator[str]:
    folded = key.casefold()
    if folded.startswith("on") or folded == "http-equiv":
        yield f"<{tag} {key}>"
    if folded == "style" and value:
        yield from css_harm(value)
    bare = "".join(c for c in value if c.isprintable() and not c.isspace()).casefold()
    if folded in _LEADING and tag != "meta":
        yield from _address(name, tag, key, bare, value, names)
    elif re.match(r"(?:javascript|vbscript|data):", bare) and folded not in _WORDS:
        yield f"<{tag} {key}={value[:60]!r}>"


def _address(
    name: str, tag: str, key: str, bare: str, value: str, names: frozenset[str]
) -> Iterator[str]:
    if _SCHEME.match(bare):
        if not (tag == "a" and bare.startswith(_LINKS_OUT)):
            yield f"<{tag} {key}={value[:60]!r}>"
        return
    if bare.startswith(("//", "/", "\\")):
        yield f"<{tag} {key}={value[:60]!r}>"
        return
    path = unquote(value.partition("#")[0])
    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    if there not in names:
        yield f"<{tag} {key}={value[:60]!r}> leads to nothing in the book"
