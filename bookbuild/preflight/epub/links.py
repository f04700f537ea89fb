"""Where links lead: to something that is there, and from a footnote back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.ebook.addresses import resolved
from bookbuild.preflight.epub.publication import Link, Page, Publication
from bookbuild.report import Diagnostic, Place, error, warning

_FOLLOWED = ("a", "area")
_REMOTE = ("http:", "https:", "ftp:", "//", "file:")
_CALLS = ("noteref", "doc-noteref")
_NOTES = ("footnote", "doc-footnote")
_CUT = 100


@dataclass(frozen=True, slots=True)
class _Ground:
    """What links may lead to: files, the ids in each page, the files that are read in order."""

    files: frozenset[str]
    ids: dict[str, frozenset[str]]
    turns: frozenset[str]


def link_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield the links that lead nowhere, and the footnotes that are linked one way only."""
    ground = _Ground(
        frozenset(book.files),
        {page.file: frozenset(id for id, _ in page.ids) for page in book.pages},
        frozenset(book.turns),
    )
    for page in book.pages:
        for link in page.links:
            yield from _one(page, link, ground)
    yield from _of_sheets(book, ground)
    yield from _of_guide(book, ground)
    yield from _notes(book)


def _one(page: Page, link: Link, ground: _Ground) -> Iterator[Diagnostic]:
    place = Place(page.file, link.line)
    followed = link.element in _FOLLOWED
    href = link.href.strip()
    if href.lower().startswith(_REMOTE):
        if not followed:
            yield _remote(place, href)
        elif href.lower().startswith("file:"):
            yield _dead(place, href, "names a file on somebody's disk")
        return
    file, anchor = resolved(page.file, href)
    if not file:
        if ":" not in href.split("/", maxsplit=1)[0]:
            yield _dead(place, href, "leads out of the book")
    elif file not in ground.files:
        yield _dead(place, href, "names a file that is not in the book")
    elif followed and file in ground.ids:
        if anchor and anchor not in ground.ids[file]:
            yield _dead(place, href, "names a place that is not there")
        elif file not in ground.turns:
            yield error(
                "link-off-the-order",
                place,
                f"The link “{href[:_CUT]}” leads to a page that is not in the reading order.",
                "Put the page into the order, or take the link out.",
            )


def _dead(place: Place, href: str, why: str) -> Diagnostic:
    what = f"The link “{href[:_CUT]}” {why}."
    return error("dead-link", place, what, "Correct it, or take it out.")


def _remote(place: Place, href: str) -> Diagnostic:
    return error(
        "fetches-something",
        place,
        f"“{href[:_CUT]}” would have to be fetched from the net; readers and shops refuse that.",
        "Put the file into the book.",
    )


def _of_sheets(book: Publication, ground: _Ground) -> Iterator[Diagnostic]:
    for sheet in book.sheets:
        for each in sheet.addresses:
            place = Place(sheet.file, each.line)
            if each.href.lower().startswith(_REMOTE):
                yield _remote(place, each.href)
            elif _is_missing(sheet.file, each.href, ground):
                yield _dead(place, each.href, "names a file that is not in the book")


def _is_missing(sheet: str, href: str, ground: _Ground) -> bool:
    inner = not href or href.lower().startswith(("data:", "#"))
    return not inner and resolved(sheet, href)[0] not in ground.files


def fetches(book: Publication) -> bool:
    """Return whether a page or a sheet would fetch something from the net."""
    loaded = (
        link.href for page in book.pages for link in page.links if link.element not in _FOLLOWED
    )
    styled = (each.href for sheet in book.sheets for each in sheet.addresses)
    return any(href.strip().lower().startswith(_REMOTE) for href in (*loaded, *styled))


def _of_guide(book: Publication, ground: _Ground) -> Iterator[Diagnostic]:
    for _, href in book.package.guide:
        file, anchor = resolved(book.package.file, href)
        known = ground.ids.get(file)
        if file not in ground.files or (anchor and known is not None and anchor not in known):
            yield _dead(Place(book.package.file), href, "of the guide leads nowhere")


# --------------------------------------------------------------------------------- footnotes


def _notes(book: Publication) -> Iterator[Diagnostic]:
    """Yield the notes that nothing calls, and those from which no link leads back."""
    calls: dict[tuple[str, str], list[tuple[Page, Link]]] = {}
    reached: dict[str, set[tuple[str, str]]] = {}
    for page in book.pages:
        for link in page.links:
            if link.element not in _FOLLOWED:
                continue
            target = resolved(page.file, link.href)
            reached.setdefault(page.file, set()).add(target)
            if any(type in _CALLS for type in link.types):
                calls.setdefault(target, []).append((page, link))
    for target, callers in calls.items():
        yield from _without_return(target, callers, reached)
    yield from _never_called(book, frozenset(calls))


def _without_return(
    target: tuple[str, str],
    callers: list[tuple[Page, Link]],
    reached: dict[str, set[tuple[str, str]]],
) -> Iterator[Diagnostic]:
    page, link = callers[0]
    there = reached.get(target[0], set())
    if target[1] and not any((page.file, link.owner) in there for page, link in callers):
        yield warning(
            "note-without-return",
            Place(page.file, link.line),
            "No link leads from this note back to its place in the text; Kindle then does not "
            "show it over the page.",
            "Link the note's number to its call.",
        )


def _never_called(book: Publication, called: frozenset[tuple[str, str]]) -> Iterator[Diagnostic]:
    for page in book.pages:
        for part in page.parts:
            is_note = part.element != "a" and {*part.types, part.role} & set(_NOTES)
            if is_note and (page.file, part.id) not in called:
                yield error(
                    "note-never-called",
                    Place(page.file, part.line),
                    "No call in the text leads to this footnote, and readers hide footnotes.",
                    "Call it, or do not call it a footnote.",
                )
