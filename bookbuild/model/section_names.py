"""Which files of a manuscript are sections, by their names alone."""

from __future__ import annotations

import re

TEXT_ENDINGS = (".md", ".markdown", ".txt")
_NOT_SECTIONS = re.compile(
    r"(?:read-?me|licen[cs]e|copying|change-?log|contributing|code[-_]of[-_]conduct|todo)"
    r"(?:[._-].*)?",
    re.IGNORECASE,
)


def is_section_name(name: str) -> bool:
    """Return whether a file of this name is a section where nothing says otherwise."""
    stem, _, ending = name.rpartition(".")
    return (
        name[0] not in "._"
        and f".{ending.casefold()}" in TEXT_ENDINGS
        and not _NOT_SECTIONS.fullmatch(stem)
    )
