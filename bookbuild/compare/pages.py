"""One document of an EPUB: what it is, what it is called, and its passages with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.compare.volume import Passage, Sort, Standing
from bookbuild.ebook.markup import (
    Element,
    children,
    classes,
    every,
    name_of,
    plain,
    types,
    words_of,
)

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset("head script style template".split())
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6")

_STORY = frozenset("chapter part prologue epilogue introduction conclusion volume".split())
_FRONT = frozenset("dedication epigraph foreword preface".split())
_BACK = frozenset(
    "afterword acknowledgments glossary other-credits colophon appendix endnotes bibliography "
    "index credits backmatter".split()
)
_PAGES = frozenset(
    "cover titlepage title-page halftitlepage copyright-page copyright imprint toc landmarks "
    "loi".split()
)
_OWN_PAGES = (
    *("title-page", "half-title", "copyright-page", "information", "contents", "whats-new"),
    "colophon-page",
)
"""Classes and ids of the pages that bookbuild adds to a book."""
_OWN_FRONT = ("praise", "content-notes", "cast", "map")
_OWN_BACK = (
    *("about-the-author", "stay-in-touch", "also-by", "translators-note", "teaser", "bonus"),
    "appendix",
)
_NOTE_TYPES = frozenset(("footnote", "endnote", "rearnote", "note"))


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it stands: ``standing`` is None where it does not say what it is.

    ``title`` is its own: of a heading, or of the whole document where bookbuild made it.
    """

    standing: Standing | None
    title: str
    label: str
    passages: tuple[Passage, ...]
    pictures: tuple[str, ...]


def page_of(root: Element) -> Page:
    """Return a document as a value; ``pictures`` are addresses as they are written in it."""
    body = next(every(root, "body"), root)
    unit = next((each for each in every(body, "section", "nav") if "unit" in classes(each)), None)
    heading = next(every(body, "h1", "h2", "h3"), None)
    title = words_of(next(every(root, "title"), None)) if unit is not None else ""
    return Page(
        standing=_standing(body, unit),
        title=title or words_of(heading),
        label=_label(heading),
        passages=tuple(_passages(root, (), _Context(Sort.TEXT, ""))),
        pictures=tuple(each.get("src") or "" for each in every(body, "img")),
    )


def _label(heading: Element | None) -> str:
    spans = every(heading, "span")
    return words_of(next((each for each in spans if "label" in classes(each)), None))


def _standing(body: Element, unit: Element | None) -> Standing | None:
    if unit is not None and "promised" in classes(unit):
        return Standing.PROMISE
    outer = [body, *every(body, "section", "div", "nav", "article")][:4]
    said = {word for each in outer for word in types(each)}
    own = (*classes(unit), unit.get("id") or "") if unit is not None else ()
    if said & _PAGES or any(name in own for name in _OWN_PAGES):
        return Standing.PAGE
    if said & _BACK or any(name in own for name in _OWN_BACK):
        return Standing.BACK
    if said & _FRONT or any(name in own for name in _OWN_FRONT):
        return Standing.FRONT
    return Standing.STORY if said & _STORY else None


# ------------------------------------------------------------------------------------- passages


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds where a passage stands: its sort, and the id of the nearest element around it."""

    sort: Sort
    id: str

    def within(self, element: Element) -> _Context:
        return _Context(_sort(element, self.sort), element.get("id") or self.id)


def _sort(element: Element, around: Sort) -> Sort:
    own, said = classes(element), types(element)
    if "note-label" in own:
        return Sort.HEADING
    if around in (Sort.NOTE, Sort.FOOTNOTE):
        return around
    if "authors-note" in own:
        return Sort.NOTE
    if "footnote" in own or _NOTE_TYPES & set(said):
        return Sort.FOOTNOTE
    if name_of(element) == "h1" or (name_of(element) == "header" and "opening" in own):
        return Sort.HEADING
    return around


def _passages(element: Element, path: tuple[int, ...], around: _Context) -> Iterator[Passage]:
    """Yield the passages in an element: what stands between the blocks in it, and in these."""
    here = around.within(element)
    run = [element.text or ""]
    for place, child in enumerate(children(element)):
        name = name_of(child)
        if name in _UNSEEN:
            run.append(child.tail or "")
        elif name in _BLOCKS or _has_blocks(child):
            yield from _passage(run, path, here)
            yield from _passages(child, (*path, place), here)
            run = [child.tail or ""]
        else:
            run += [" " if name == "br" else "", *map(str, child.itertext()), child.tail or ""]
    yield from _passage(run, path, here)


def _has_blocks(element: Element) -> bool:
    return any(name_of(each) in _BLOCKS for each in element.iter() if each is not element)


def _passage(run: list[str], path: tuple[int, ...], here: _Context) -> Iterator[Passage]:
    text = plain("".join(run))
    if text:
        yield Passage(text, here.sort, here.id, path)
