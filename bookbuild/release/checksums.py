"""The files of a release: their types, sizes and sums, and the list that ``sha256sum`` checks."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from bookbuild.release.contents import ReleasedFile

SUMS = "SHA256SUMS"
_MEDIA_TYPES = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "html": "text/html",
    "json": "application/json",
    "md": "text/markdown",
    "xml": "application/xml",
    "yaml": "application/yaml",
}


def released_file(name: str, data: bytes, media_type: str = "") -> ReleasedFile:
    """Return what is to be known of a file; its type is its ending's where none is given."""
    ending = name.rpartition(".")[2]
    known = media_type or _MEDIA_TYPES.get(ending, "application/octet-stream")
    return ReleasedFile(name, known, len(data), sha256(data).hexdigest())


def sums_text(files: Iterable[ReleasedFile]) -> str:
    """Return the list for ``sha256sum --check``, sorted by name."""
    return "".join(f"{each.sha256}  {each.name}\n" for each in sorted(files, key=_name))


def _name(file: ReleasedFile) -> str:
    return file.name


def summed_names(text: str) -> tuple[str, ...]:
    """Return the names that such a list has, those that are plain names of one folder."""
    names = (line[64:].lstrip(" *") for line in text.splitlines() if len(line) > 66)
    return tuple(name for name in names if name and name not in (".", "..") and "/" not in name)
