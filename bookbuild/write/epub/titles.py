"""The titles of the pages: no two alike, so that who hears them knows which page is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bookbuild.model.edition import ContentsEntry, ContentsPage, Edition


def page_titles(edition: Edition) -> dict[str, str]:
    """Return the title of each unit's page by the unit's id.

    A name that several units have is followed by that of their part, "Interlude (Part Two)", and
    where that does not tell them apart by a number, but for the first of them.
    """
    units = tuple(unit.head for unit in edition.units if not isinstance(unit, ContentsPage))
    names = {head.id: head.name for head in units}
    parts = dict(_parts(edition.contents, names))
    times = Counter(names.values())
    taken = {edition.words.cover, edition.words.contents}
    titles: dict[str, str] = {}
    for id, name in names.items():
        part = parts.get(id, "") if times[name] > 1 else ""
        titles[id] = _free(f"{name} ({part})" if part else name, taken)
        taken.add(titles[id])
    return titles


def _parts(rows: tuple[ContentsEntry, ...], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield for each unit in a part the part's name."""
    for row in rows:
        for child in row.children:
            yield child.unit, names.get(row.unit, "")
        yield from _parts(row.children, names)


def _free(title: str, taken: set[str]) -> str:
    if title not in taken:
        return title
    number = 2
    while f"{title} ({number})" in taken:
        number += 1
    return f"{title} ({number})"
