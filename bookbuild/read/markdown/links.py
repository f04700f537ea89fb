"""Links and the addresses of pictures."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from bookbuild.model.text import ExternalTarget, Inlines, Link, WrittenTarget
from bookbuild.read.markdown.findings import Findings, short

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset({"http", "https", "mailto"})


def link_inlines(token: Token, children: Inlines, line: int, findings: Findings) -> Inlines:
    """Return the link, or its words alone where it leads nowhere that a book may lead."""
    address = str(token.attrs.get("href", "")).strip()
    if title := str(token.attrs.get("title", "")):
        findings.warning(
            "lost-title",
            line,
            f"A link has no title in a book, so “{title}” is left out.",
            "Write the words in the text if the readers should see them.",
        )
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].casefold() in _WEB:
        return (Link(ExternalTarget(normalizeLink(address)), children),)
    if scheme or address.startswith("//"):
        findings.error(
            "link-address",
            line,
            f"The link to {short(address)} leads neither to the web nor into the book.",
            "Begin it with https://, http:// or mailto:, or name a file of the manuscript.",
        )
        return children
    if not address:
        findings.warning(
            "empty-link", line, "This link leads nowhere.", "Put an address in its brackets."
        )
        return children
    file, _, anchor = address.partition("#")
    return (Link(WrittenTarget(_path(file), unquote(anchor)), children),)


def picture_source(token: Token, alt: str, line: int, findings: Findings) -> str:
    """Return a picture's path, "" where it has none that a book could use."""
    address = str(token.attrs.get("src", "")).strip()
    if _SCHEME.match(address) or address.startswith("//"):
        findings.error(
            "remote-image",
            line,
            f"The picture {short(address)} is not in the manuscript, and nothing is downloaded.",
            "Save it in the manuscript folder and write its file name here.",
        )
        return ""
    if not address:
        findings.error(
            "missing-image",
            line,
            f"The picture “{alt}” has no file name." if alt else "A picture has no file name.",
            "Write it in the round brackets: ![what it shows](images/name.jpg).",
        )
    return _path(address)


def _path(address: str) -> str:
    return unquote(address).replace("\\", "/").removeprefix("./")
