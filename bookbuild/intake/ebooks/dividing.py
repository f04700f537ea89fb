"""Where sections begin: what the list of contents names, and what the documents say they are.

A document that nothing names goes on with the section before it; several places in one document
divide it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bookbuild.intake.divisions.headings import read_heading
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.ebooks.contents import Contents, Entry
from bookbuild.intake.ebooks.documents import Document
from bookbuild.intake.ebooks.kinds import KINDS, LEFT_OUT, kind_name
from bookbuild.intake.ebooks.trees import Leading, cut, lifted, parents, shows, types_of
from bookbuild.intake.report import Finding
from bookbuild.intake.web.page import Element, every, kids
from bookbuild.intake.web.visible import BLOCKS, text_of
from bookbuild.model.book import Kind

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HOLDERS = frozenset(("part", "volume", "division", "frontmatter", "bodymatter", "backmatter"))
_FRONT = frozenset(("dedication", "epigraph"))
_MARKS = KINDS.keys() | LEFT_OUT.keys()
_BEFORE = LEFT_OUT.keys() | {"frontmatter"}
"""Where a dedication or a motto is a page of its own, and not the opening of a chapter."""
_MOST_PLACES = 3_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document from one beginning to the next, with the entries that lead to it."""

    document: Document
    root: Element
    entries: tuple[Entry, ...]
    types: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The pieces of one section; ``confidence`` is less where only a heading tells of it."""

    pieces: tuple[Piece, ...]
    confidence: float = 1.0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that lead to its beginning."""
        return self.pieces[0].entries

    @property
    def types(self) -> tuple[str, ...]:
        """What its beginning says it is."""
        return self.pieces[0].types


@dataclass(frozen=True, slots=True)
class Divided:
    """The sections-to-be in order, and what could not be found."""

    groups: tuple[Group, ...]
    findings: tuple[Finding, ...]


def divide(documents: tuple[Document, ...], contents: Contents) -> Divided:
    """Return the documents divided and joined into what will be sections or left out."""
    listed = _sections_of(contents.entries)
    known = dict(reversed(contents.landmarks))
    findings: list[Finding] = []
    pieces: list[Piece] = []
    there = {document.path for document in documents}
    for document in documents:
        entries = tuple(entry for entry in listed if entry.path == document.path)
        pieces += _pieces(document, entries, known.get(document.path, ""), findings)
    for entry in listed:
        if entry.path not in there:
            what = f'The list of contents names "{entry.title}", which is not in the text.'
            source = f"{documents[0].name.removesuffix(documents[0].path)}{entry.path}"
            findings.append(Finding(0, source, what, "Look whether a chapter is missing."))
    return Divided(_grouped(pieces, bool(listed)), tuple(findings[:200]))


def _sections_of(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries that begin sections: not those within a chapter of the same document."""
    kept: list[Entry] = []
    open_now: list[tuple[Entry, bool]] = []
    for entry in dict.fromkeys(entries):
        while open_now and open_now[-1][0].depth >= entry.depth:
            open_now.pop()
        holder = open_now[-1] if open_now else None
        inside = holder is not None and holder[0].path == entry.path and holder[1]
        open_now.append((entry, inside or _is_chapter(entry.title)))
        if not inside:
            kept.append(entry)
    return tuple(kept)


def _is_chapter(title: str) -> bool:
    form = read_heading(title)
    return form is not None and form.kind is not Kind.PART and form.rank >= Rank.CHAPTER


# ----------------------------------------------------------------------------- one document


def _pieces(
    document: Document, entries: tuple[Entry, ...], landmark: str, findings: list[Finding]
) -> list[Piece]:
    body = document.body
    above = parents(body)
    starts: dict[Element, list[Entry]] = {}
    known: Leading = {}
    for element, entry in _places(document, entries, findings):
        starts.setdefault(lifted(element, above, body, known), []).append(entry)
    for element in islice(_typed(body), _MOST_PLACES):
        starts.setdefault(lifted(element, above, body, known), [])
    order = {element: at for at, element in enumerate(every(body))}
    places = sorted((place for place in starts if place is not body), key=order.__getitem__)
    roots = cut(body, places[:_MOST_PLACES]) if places else (body,)
    made = [
        Piece(document, root, tuple(starts.get(place, ())), opening_types(root), place is body)
        for place, root in zip((body, *places), roots, strict=False)
    ]
    if landmark and not places:
        first = made[0]
        types = (landmark, *first.types)
        made[0] = Piece(document, first.root, first.entries, types, first.whole)
    return made


def _places(
    document: Document, entries: tuple[Entry, ...], findings: list[Finding]
) -> Iterator[tuple[Element, Entry]]:
    named: dict[str, Element] = {}
    if any(entry.anchor for entry in entries):
        for element in every(document.body):
            for name in (element.get("id"), element.get("name")):
                named.setdefault(name, element)
    for entry in entries:
        place = named.get(entry.anchor) if entry.anchor else document.body
        if place is not None:
            yield place, entry
        elif len(entries) == 1:
            yield document.body, entry
        else:
            what = f'The place that the list of contents names for "{entry.title}" is missing.'
            remedy = "Its text is in the section before it; divide it there if need be."
            findings.append(Finding(0, document.name, what, remedy))


def _typed(body: Element) -> Iterator[Element]:
    """Yield the elements that say that they are a section, and stand in no other one."""
    stack = [(child, frozenset(types_of(body))) for child in reversed(kids(body))]
    while stack:
        element, around = stack.pop()
        names = frozenset(types_of(element))
        if element.tag in BLOCKS and not (names.isdisjoint(KINDS) and names.isdisjoint(LEFT_OUT)):
            sections = (around & KINDS.keys()) - _HOLDERS
            small = names & _MARKS <= _FRONT and around.isdisjoint(_BEFORE)
            if not sections and not small:
                yield element
        inner = around | names if names else around
        stack.extend((child, inner) for child in reversed(kids(element)))


def opening_types(root: Element) -> tuple[str, ...]:
    """Return what a piece says it is, from the outermost of the elements that it opens with."""
    types: list[str] = []
    here: Element | None = root
    while here is not None:
        types += types_of(here)
        first = next((child for child in here.children if shows(child)), None)
        if not isinstance(first, Element) or first.tag in ("table", "ul", "ol", *_HEADINGS):
            break
        if not _FRONT.isdisjoint(types_of(first)) and sum(map(shows, here.children)) > 1:
            break
        here = first if first.tag in BLOCKS else None
    return tuple(types)


# --------------------------------------------------------------------------------- grouping


def _grouped(pieces: list[Piece], has_contents: bool) -> tuple[Group, ...]:
    tags = frozenset(first_heading(piece.root) for piece in pieces if piece.entries) - {""}
    groups: list[Group] = []
    for piece in pieces:
        if not shows(piece.root) and not piece.entries:
            continue
        confidence = _begins(piece, has_contents, tags, groups)
        if confidence or not groups:
            groups.append(Group((piece,), confidence or 0.5))
        else:
            last = groups[-1]
            groups[-1] = Group((*last.pieces, piece), last.confidence)
    return tuple(groups)


def _begins(piece: Piece, has_contents: bool, tags: frozenset[str], groups: list[Group]) -> float:
    """Return how sure it is that a piece begins a section, 0 where it goes on with one."""
    if piece.entries or kind_name(piece.types):
        return 1.0
    heading = first_heading(piece.root)
    if heading and piece.whole:
        if not has_contents or heading in tags:
            return 0.8
        if _is_chapter(heading_text(piece.root)):
            return 0.8
    after_left_out = bool(groups) and kind_name(groups[-1].types) in LEFT_OUT
    return 0.5 if after_left_out else 0.0


def first_heading(root: Element) -> str:
    """Return the tag of the heading with which a piece opens, "" where it opens with none."""
    found = _first_heading(root)
    return found.tag if found else ""


def heading_text(root: Element) -> str:
    """Return the words of the heading with which a piece opens."""
    return text_of(_first_heading(root))


def _first_heading(root: Element) -> Element | None:
    here: Element | None = root
    while here is not None:
        if here.tag in _HEADINGS:
            return here
        child = next((child for child in here.children if shows(child)), None)
        if isinstance(child, Element) and child.tag == "kept-picture":
            child = next((each for each in kids(here) if each.tag in _HEADINGS), None)
        here = child if isinstance(child, Element) else None
    return None
