"""Addresses in a book: which of its files, and which place in it, a link means."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from bookbuild.ebook.zips import leads_out


def resolved(base: str, href: str) -> tuple[str, str]:
    """Return the file and the anchor that an address in the file ``base`` names.

    The file is "" for addresses outside of the book.
    """
    address, _, anchor = href.strip().partition("#")
    if ":" in address.split("/")[0] or address.startswith(("/", "\\")):
        return "", ""
    path = unquote(address.partition("?")[0])
    if not path:
        return base, unquote(anchor)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return ("", "") if leads_out(name) else (name, unquote(anchor))
