"""Footnotes and endnotes: calls and notes that lead to each other, in one document or in two.

A call is a link that says it is one, or a small sign that leads to a note which leads back. The
note's text goes to the section that calls it; its sign and its way back become structure.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from bookbuild.intake.ebooks.container import resolved
from bookbuild.intake.ebooks.documents import Document
from bookbuild.intake.ebooks.trees import chain, opens, parents, short_text, shows, types_of
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.web.blocks import NOTE_CALL
from bookbuild.intake.web.page import Element, every, first, inside, kids, rewritten
from bookbuild.intake.web.visible import lines_in, text_of

_AROUND = "[](){}<>^ \u00a0.:"
_SIGN = re.compile(
    r"(?:note |fn\.? ?)?\d{1,4}|[*†‡§¶#‖¹²³⁰⁴⁵⁶⁷⁸⁹]{1,5}|[a-z]|[ivxlc]{1,7}", re.IGNORECASE
)
_RETURN = re.compile(
    r"[\s\[\]()]*(?:[↩↑^⏎←⤴↵][\ufe0e\ufe0f]?|(?:go )?back(?: to (?:the )?text)?|return|up|zurück"
    r"|retour)?[\s\[\]().]*",
    re.IGNORECASE,
)
_NOTES = frozenset(("footnote", "endnote", "rearnote", "note"))
_LISTS = frozenset(("footnotes", "endnotes", "rearnotes", "notes"))
_HOLDERS = frozenset("p li dd div aside blockquote section td".split())
_LONGEST = 20_000
_LONGEST_BACK = 30
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())


@dataclass(frozen=True, slots=True)
class Note:
    """A note's text under a name of our own, and the document in which it stands."""

    key: str
    text: Element
    document: Document


@dataclass(frozen=True, slots=True)
class Annotated:
    """Documents without their notes: calls stand as tags of ours with "label" and "sign".

    ``emptied`` are the paths of documents that held notes.
    """

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    spans: tuple[Span, ...]
    emptied: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Call:
    link: Element
    place: Element
    sign: str
    note: Element


def take_notes(documents: tuple[Document, ...]) -> Annotated:
    """Return the documents with their notes taken out, and the notes in the order of calls."""
    book = _Book(documents)
    calls = tuple(book.calls())
    keys: dict[Element, str] = {}
    for call in calls:
        keys.setdefault(call.note, f"note{len(keys) + 1}")
    change: dict[Element, Element | str] = {}
    for call in calls:
        attributes = (("label", keys[call.note]), ("sign", call.sign))
        change[call.place] = Element(NOTE_CALL, attributes, (), call.place.line)
    extents = {note: book.extent(note, keys) for note in keys}
    removed = {part for extent in extents.values() for part in extent}
    spans: list[Span] = []
    notes = []
    for note, key in keys.items():
        document = book.home(note)
        bare, sign = _bare(book, note, extents[note], book.calling(note), change)
        notes.append(Note(key, bare, document))
        spans += _spans(document, note, sign)
    for part in removed:
        change[part] = ""
    for heading in book.left_headings(removed):
        text = text_of(heading)
        into = "a heading over footnotes"
        spans.append(_span(book.home(heading), heading.line, text, into))
        change[heading] = ""
    made = tuple(replace(d, body=rewritten(d.body, change)) for d in documents)
    emptied = frozenset(book.home(note).path for note in keys)
    return Annotated(made, tuple(notes), tuple(spans), emptied)


def _span(document: Document, line: int, text: str, into: str) -> Span:
    return Span(document.name, line, 0, len(text), text[:300], SpanKind.STRUCTURE, into)


def _spans(document: Document, note: Element, sign: str) -> Iterator[Span]:
    if any(map(str.isalnum, sign)):
        yield _span(document, note.line, sign, "the sign of a footnote, and the way back")


class _Book:
    """The documents with the places that links lead to."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = documents
        self.above: dict[Element, Element] = {}
        self.order: dict[Element, int] = {}
        self.homes: dict[Element, Document] = {}
        self.named: dict[tuple[str, str], Element] = {}
        for document in documents:
            self.above.update(parents(document.body))
            self.homes[document.body] = document
            for element in every(document.body):
                self.order[element] = len(self.order)
                for name in (element.get("id"), element.get("name")):
                    if name:
                        self.named.setdefault((document.path, name), element)
        self.by_note: dict[Element, list[_Call]] = {}
        self.fit: dict[Element, bool] = {}
        self.back: dict[Element, frozenset[Element]] = {}

    def home(self, element: Element) -> Document:
        """Return the document in which an element stands."""
        *_, top = chain(element, self.above)
        return self.homes[top]

    def target(self, link: Element, document: Document) -> Element | None:
        """Return the element within the book that a link leads to."""
        href = link.get("href")
        if "#" not in href:
            return None
        return self.named.get(resolved(document.path, href))

    def calls(self) -> Iterator[_Call]:
        """Yield the calls in the order of the book; what a note leads back to is none."""
        found: list[_Call] = []
        for document in self.documents:
            for link in inside(document.body, "a"):
                call = self._call(link, document)
                if call:
                    found.append(call)
        notes = {call.note for call in found}
        for call in found:
            around = frozenset(chain(call.place, self.above))
            inside_own = call.note in around
            holds = any(
                each in notes for each in chain(call.note, self.above) if each is not call.note
            )
            if not inside_own and not holds:
                self.by_note.setdefault(call.note, []).append(call)
                yield call

    def calling(self, note: Element) -> tuple[_Call, ...]:
        """Return the calls of a note."""
        return tuple(self.by_note.get(note, ()))

    def _call(self, link: Element, document: Document) -> _Call | None:
        types = types_of(link)
        target = self.target(link, document)
        if target is None or "backlink" in types:
            return None
        sign = short_text(link).strip(_AROUND)
        says = "noteref" in types or "footnote-ref" in link.classes or "noteref" in link.classes
        if not (_SIGN.fullmatch(sign) or (says and len(sign) <= _LONGEST_BACK)):
            return None
        note = self._holder(target, says)
        if note is None or (not says and self.order[note] < self.order[link]):
            return None
        if not (says or self._answers(link, note, sign)):
            return None
        return _Call(link, self._place(link, sign), sign, note)

    def _place(self, link: Element, sign: str) -> Element:
        """Return what the call replaces: the raised letters around the link as well."""
        place = link
        while place in self.above:
            holder = self.above[place]
            if (
                holder.tag not in ("sup", "span", "small")
                or short_text(holder).strip(_AROUND) != sign
            ):
                break
            place = holder
        return place

    def _holder(self, target: Element, says: bool) -> Element | None:
        """Return the element that holds the whole note which begins at a target."""
        for element in chain(target, self.above):
            if not _NOTES.isdisjoint(types_of(element)):
                return element
        found = next((e for e in chain(target, self.above) if e.tag in _HOLDERS), None)
        if found is None or not self._fits(found):
            return None
        while found in self.above and found.tag == "p":
            holder = self.above[found]
            if holder.tag not in ("li", "aside", "dd") or not opens(found, holder):
                break
            found = holder
        return found

    def _fits(self, element: Element) -> bool:
        """Return whether an element has the size and the shape of a note."""
        if element not in self.fit:
            self.fit[element] = (
                len(text_of(element)) <= _LONGEST
                and shows(element)
                and not any(each.tag in _HEADINGS for each in every(element))
            )
        return self.fit[element]

    def _answers(self, link: Element, note: Element, sign: str) -> bool:
        """Return whether a sign and a note belong together, though neither says so."""
        if not _NOTES.isdisjoint(types_of(note)):
            return True
        document = self.home(link)
        around = frozenset(self._line_around(link))
        home = self.home(note)
        if note not in self.back:
            targets = (self.target(each, home) for each in inside(note, "a"))
            self.back[note] = frozenset(each for each in targets if each is not None)
        if not self.back[note].isdisjoint(around):
            return True
        raised = any(e.tag == "sup" for e in around) or first(link, "sup") is not None
        begins = next(lines_in(note), "").lstrip(_AROUND).startswith(sign)
        return raised and (begins or home is not document)

    def _line_around(self, link: Element) -> Iterator[Element]:
        """Yield the link, what is in it, and what is around it up to its paragraph."""
        yield from islice(every(link), 20)
        for element in chain(link, self.above):
            yield element
            if element.tag in _HOLDERS or element.tag in _HEADINGS:
                break

    def extent(self, note: Element, notes: dict[Element, str]) -> tuple[Element, ...]:
        """Return a note with the paragraphs that belong to it, in a list of notes only."""
        holder = self.above.get(note)
        if holder is None or note.tag != "p" or not _NOTES.isdisjoint(types_of(note)):
            return (note,)
        siblings = kids(holder)
        start = siblings.index(note)
        opening = next((e for e in siblings if e.tag not in (*_HEADINGS, "hr") and shows(e)), None)
        listed = not _LISTS.isdisjoint(types_of(holder))
        if not listed and opening not in notes:
            return (note,)
        more: list[Element] = []
        for sibling in siblings[start + 1 :]:
            if sibling in notes:
                return (note, *more)
            if sibling.tag in (*_HEADINGS, "hr"):
                break
            more.append(sibling)
        return (note, *more) if listed else (note,)

    def left_headings(self, removed: set[Element]) -> Iterator[Element]:
        """Yield the headings under which nothing is left now that the notes are gone."""
        holders = {self.above[part]: None for part in removed if part in self.above}
        for holder in tuple(holders):
            if holder.tag in ("ol", "ul") and holder in self.above:
                holders[self.above[holder]] = None
        for holder in holders:
            yield from _emptied(holder, removed)


def _emptied(holder: Element, removed: set[Element]) -> Iterator[Element]:
    """Yield a holder's headings between which and the next ones only notes stood."""
    waiting: list[Element] = []
    under: dict[Element, set[bool]] = {}
    for child in holder.children:
        if isinstance(child, Element) and child.tag in _HEADINGS:
            waiting = [heading for heading in waiting if heading.tag < child.tag]
            waiting.append(child)
            under[child] = set()
        elif shows(child) and not (isinstance(child, Element) and child.tag == "hr"):
            gone = isinstance(child, Element) and _is_gone(child, removed)
            for heading in waiting:
                under[heading].add(gone)
    yield from (heading for heading, stood in under.items() if stood == {True})


def _is_gone(element: Element, removed: set[Element]) -> bool:
    if element in removed:
        return True
    inner = tuple(child for child in element.children if shows(child))
    return bool(inner) and all(isinstance(c, Element) and c in removed for c in inner)


def _bare(
    book: _Book,
    note: Element,
    extent: tuple[Element, ...],
    calls: tuple[_Call, ...],
    change: dict[Element, Element | str],
) -> tuple[Element, str]:
    """Return a note's text without its sign and its way back, and the words of these."""
    home = book.home(note)
    around = frozenset(e for call in calls for e in book._line_around(call.link))
    back: list[Element] = []
    for part in extent:
        for link in inside(part, "a"):
            words = text_of(link)
            leads = book.target(link, home) in around or "backlink" in types_of(link)
            arrow = link.get("href").startswith("#") and _RETURN.fullmatch(words)
            if (leads and len(words) <= _LONGEST_BACK) or arrow:
                back.append(_only(link, book))
    gone = ChainMap[Element, Element | str](dict.fromkeys(back, ""), change)
    parts = tuple(rewritten(part, gone) for part in extent)
    text = parts[0] if len(parts) == 1 else Element("div", (), parts, note.line)
    signs = [text_of(each) for each in back]
    told = any(_SIGN.fullmatch(sign.strip(_AROUND)) for sign in signs)
    text, sign = _without_sign(text, "" if told or not calls else calls[0].sign)
    return text, " ".join(filter(None, (sign, *signs)))


def _only(link: Element, book: _Book) -> Element:
    """Return the raised letters around a link that hold nothing else."""
    holder = book.above.get(link)
    alone = (
        holder is not None and holder.tag in ("sup", "span") and text_of(holder) == text_of(link)
    )
    return holder if alone and holder is not None else link


def _without_sign(note: Element, sign: str) -> tuple[Element, str]:
    """Return a note without the sign at its beginning; what was taken off, too."""
    mark = re.compile(rf"\s*[\[({{^]*\s*{re.escape(sign)}\s*[\])}}]*\s*[.:]?\s*")
    for element in every(note):
        for at, child in enumerate(element.children):
            if isinstance(child, Element):
                if shows(child):
                    break
                continue
            if not child.strip():
                continue
            found = mark.match(child)
            joined = found is not None and child[found.end() - 1 : found.end() + 1].isalnum()
            if found is None or not found.group().strip() or (sign.isalnum() and joined):
                return note, ""
            rest = child[found.end() :]
            children = (*element.children[:at], rest, *element.children[at + 1 :])
            bare = Element(element.tag, element.attributes, children, element.line)
            made = bare if element is note else rewritten(note, {element: bare})
            return made, found.group().strip()
    return note, ""
