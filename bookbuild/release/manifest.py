"""``release.json``: what a release is, for programs. Its shape is described in docs/releasing.md.

A later bookbuild may add keys; what a key means changes with the number of ``schema`` only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bookbuild import __version__
from bookbuild.plan.news_list import NewsLine
from bookbuild.release.contents import Release, ReleasedEdition, ReleasedFile

MANIFEST = "release.json"
_SCHEMA = 1

Json = Mapping[str, "Json"] | Sequence["Json"] | str | float | None


def manifest(release: Release, others: tuple[ReleasedFile, ...]) -> str:
    """Return the manifest as JSON; ``others`` are the files that are no edition's."""
    return json.dumps(manifest_json(release, others), ensure_ascii=False, indent=2) + "\n"


def manifest_json(release: Release, others: tuple[ReleasedFile, ...]) -> dict[str, Json]:
    """Return the manifest as an object."""
    return {
        "schema": _SCHEMA,
        "bookbuild": __version__,
        "version": release.version,
        "tag": release.tag,
        "date": release.stamp.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "first": release.first,
        "title": release.title,
        "authors": list(release.authors),
        "language": release.language,
        "identifier": release.identifier,
        "editions": [_edition(each) for each in release.editions],
        "files": [_file(each) for each in sorted(others, key=lambda each: each.name)],
        "new": [_line(each) for each in release.news.new],
        "revised": [_line(each) for each in release.news.revised],
        "promised": [
            {"name": each.name, "expected": each.day.isoformat() if each.day else ""}
            for each in release.news.promises
        ],
    }


def _edition(edition: ReleasedEdition) -> dict[str, Json]:
    return {
        "name": edition.name,
        "format": edition.format,
        "title": edition.title,
        "identifier": edition.identifier,
        "isbn": edition.isbn,
        "pages": edition.pages,
        "words": edition.words,
        **_file(edition.file),
        "cover": _file(edition.cover) if edition.cover else None,
    }


def _file(file: ReleasedFile) -> dict[str, Json]:
    return {
        "file": file.name,
        "media-type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
    }


def _line(line: NewsLine) -> dict[str, Json]:
    return {
        "id": line.unit,
        "name": line.name,
        "words": line.words,
        **({"changes": line.reason} if line.edit else {}),
    }
