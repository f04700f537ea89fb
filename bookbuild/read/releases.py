"""``releases`` of book.yaml: where readers find a release, and what goes out with it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bookbuild.model.releases import USUAL_RELEASES, ReleaseSettings
from bookbuild.read.fields import Field, Form, plain_word, yes_or_no
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node
from bookbuild.report import Checked, Place, error

_CLEAN = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
"""The characters of an address (RFC 3986); others are written with percent signs."""


def releases(node: Node, field: Field) -> Checked[ReleaseSettings | None]:
    """Read the two addresses, and whether editions that run ahead go out, too."""
    if not isinstance(node, Mapping):
        message = "`releases` has lines of its own below it: `files:`, `page:`, `ahead:`."
        hint = "Write `releases:` alone, and below it `  files: https://…`"
        return Checked(None, (error("wrong-type", Place(field.file, node.line), message, hint),))
    form = Form(node, field.file, field.key)
    found = ReleaseSettings(
        form.read("files", _files, ""),
        form.read("page", _page, ""),
        form.read("ahead", yes_or_no, default=False),
    )
    return Checked(found if found != USUAL_RELEASES else None, form.finish())


def as_folder(address: str) -> str:
    """Return the address of a folder with the slash at its end."""
    return address if not address or address.endswith("/") else f"{address}/"


def is_folder_address(typed: str) -> bool:
    """Return whether a text is an address that a file's name can be put behind."""
    return is_address(typed) and not re.search(r"[?#]", typed)


def is_address(typed: str) -> bool:
    """Return whether a text is an address on the web that readers can rely on: https, a host.

    One with a name or a password before the host is none: it would be public.
    """
    if not _CLEAN.fullmatch(typed):
        return False
    try:
        parts = urlsplit(typed)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and "@" not in parts.netloc


def _files(node: Node, field: Field) -> Checked[str | None]:
    read = _page(node, field)
    if read.value is None or is_folder_address(read.value):
        return Checked(as_folder(read.value or "") or None, read.diagnostics)
    message = f"`{field.key}` is the address of a folder, and “{shorten(read.value)}” goes further."
    hint = "Leave out what stands from the ? or # on."
    return Checked(None, (error("bad-address", Place(field.file, node.line), message, hint),))


def _page(node: Node, field: Field) -> Checked[str | None]:
    word = plain_word(node, field)
    if word.value is None or is_address(word.value):
        return word
    message = f"“{shorten(word.value)}” is no address for readers."
    hint = f"Write it in full: `{field.key}: https://example.org/…`"
    return Checked(None, (error("bad-address", Place(field.file, node.line), message, hint),))
