"""Footnotes that authors make by hand: a small link to "#note1", and a note with that name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.blocks import NOTE_CALL
from bookbuild.intake.web.page import Element, every, inside, kids, rewritten
from bookbuild.intake.web.reading import Piece
from bookbuild.intake.web.visible import lines_in, text_of

_BRACKETS = "[](){}<>^ \u00a0"
_SIGN = re.compile(r"\d{1,3}|[*†‡§#¹²³⁴⁵⁶⁷⁸⁹]{1,4}|[a-z]|[ivx]{1,5}", re.IGNORECASE)
_RETURN = re.compile(
    r"[\s\[\]()]*(?:[↩↑^⏎←⤴][\ufe0e\ufe0f]?|(?:go )?back(?: to (?:the )?text)?|return|up)"
    r"[\s\[\]().]*",
    re.IGNORECASE,
)
_DEFINERS = ("p", "li", "dd", "div", "blockquote", "aside")
_LONGEST = 5_000
_MOST = 4_000
"""More links within a page than this are no footnotes of a story."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    """A page without its footnotes' text: their calls stand as tags of ours, their texts here."""

    root: Element
    definitions: tuple[tuple[str, Element], ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    """A call: what is replaced by it, the sign, and the element that holds the note."""

    place: Element
    link: Element
    sign: str
    note: Element


def take_footnotes(root: Element) -> Footnotes:
    """Return the page with its footnotes recognised.

    A call is a link within the page whose words are a figure or a sign, in front of the element
    that it leads to; that element holds this note and no other.
    """
    calls = tuple(_calls(root))
    leading: dict[Element, _Call] = {}
    for call in calls:
        leading.setdefault(call.note, call)
    notes = tuple(leading)
    labels = _labels(tuple(call.sign for call in leading.values()))
    named = dict(zip(notes, labels, strict=True))
    change: dict[Element, Element | str] = dict.fromkeys(notes, "")
    for call in calls:
        attributes = (("label", named[call.note]),)
        change[call.place] = Element(NOTE_CALL, attributes, (), call.place.line)
    definitions = tuple((named[note], _bare(call)) for note, call in leading.items())
    return Footnotes(rewritten(root, change), definitions, tuple(_pieces(calls, named)))


def _calls(root: Element) -> Iterator[_Call]:
    links = tuple(link for link in inside(root, "a") if link.get("href").startswith("#"))
    if not 0 < len(links) <= _MOST:
        return
    order = {element: at for at, element in enumerate(every(root))}
    above = {child: element for element in order for child in kids(element)}
    names: dict[str, Element] = {}
    for element in order:
        for name in (element.get("id"), element.get("name")):
            names.setdefault(name, element)
    texts = _Texts()
    found = (_call(link, names, above, texts) for link in links)
    calls = [call for call in found if call and order[call.place] < order[call.note]]
    held: dict[Element, set[str]] = {}
    for call in calls:
        held.setdefault(call.note, set()).add(call.link.get("href"))
    for call in calls:
        outside = not any(each is call.note for each in _ancestors(call.place, above))
        if outside and len(held[call.note]) == 1:
            yield call


class _Texts:
    """The visible texts of elements, each read once, however many links lead to it."""

    def __init__(self) -> None:
        self.known: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """Return the text, or the beginning of one that is too long for a note."""
        if element not in self.known:
            lines: list[str] = []
            for line in lines_in(element):
                lines.append(line)
                if sum(map(len, lines[-50:])) > _LONGEST or len(lines) > _LONGEST:
                    break
            self.known[element] = " ".join(lines)
        return self.known[element]


def _ancestors(element: Element, above: dict[Element, Element]) -> Iterator[Element]:
    while element in above:
        element = above[element]
        yield element


def _call(
    link: Element, names: dict[str, Element], above: dict[Element, Element], texts: _Texts
) -> _Call | None:
    target = link.get("href")
    sign = texts.of(link).strip(_BRACKETS)
    named = names.get(target[1:]) if len(target) > 1 else None
    if named is None or not _SIGN.fullmatch(sign):
        return None
    note = next((e for e in (named, *_ancestors(named, above)) if e.tag in _DEFINERS), None)
    if note is None or note is link:
        return None
    text = texts.of(note)
    sup = above.get(link)
    raised = sup is not None and sup.tag == "sup" and texts.of(sup).strip(_BRACKETS) == sign
    announced = text.strip(_BRACKETS).startswith(sign)
    if not (raised or announced) or len(text) > _LONGEST or text.strip(_BRACKETS) == sign:
        return None
    return _Call(sup if raised and sup is not None else link, link, sign, note)


def _labels(signs: tuple[str, ...]) -> tuple[str, ...]:
    """Return a label for each sign: itself where it is free, else the next number that is."""
    used = frozenset(signs)
    free = (str(number) for number in count(1) if str(number) not in used)
    taken: set[str] = set()
    labels: list[str] = []
    for sign in signs:
        plain = sign.isascii() and sign.isalnum() and sign not in taken
        labels.append(sign if plain else next(free))
        taken.add(labels[-1])
    return tuple(labels)


def _bare(call: _Call) -> Element:
    """Return a note's element without its own sign and without the way back."""
    back = _ways_back(call.note, call)
    note = rewritten(call.note, dict.fromkeys(back, ""))
    sign = "" if any(text_of(b).strip(_BRACKETS) == call.sign for b in back) else call.sign
    return _without_sign(note, sign)


def _ways_back(note: Element, call: _Call) -> tuple[Element, ...]:
    links = (link for link in inside(note, "a") if link.get("href").startswith("#"))
    return tuple(
        link
        for link in links
        if text_of(link).strip(_BRACKETS + ".:") in (call.sign, "")
        or _RETURN.fullmatch(text_of(link))
    )


def _without_sign(note: Element, sign: str) -> Element:
    """Return a note without the sign that its first words begin with."""
    mark = re.compile(rf"\s*[\[({{^]*\s*{re.escape(sign)}\s*[\])}}]*\s*[.:]?\s*")
    place = _first_words(note)
    if place is None:
        return note
    element, at, text = place
    found = mark.match(text)
    if not found or (not sign and not found.group().strip()):
        return note
    if sign.isalnum() and text[found.end() - 1 : found.end() + 1].isalnum():
        return note
    rest = (text[found.end() :], *element.children[at + 1 :])
    bare = Element(element.tag, element.attributes, (*element.children[:at], *rest), element.line)
    return bare if element is note else rewritten(note, {element: bare})


def _first_words(note: Element) -> tuple[Element, int, str] | None:
    """Return the element that holds the note's first words, and where in it they stand."""
    stack: list[tuple[Element, int]] = [(note, 0)]
    while stack:
        element, at = stack.pop()
        if at >= len(element.children):
            continue
        stack.append((element, at + 1))
        child = element.children[at]
        if isinstance(child, Element):
            stack.append((child, 0))
        elif child.strip():
            return element, at, child
    return None


def _pieces(calls: tuple[_Call, ...], named: dict[Element, str]) -> Iterator[Piece]:
    told: set[Element] = set()
    for call in calls:
        into = f"footnote {named[call.note]}"
        yield Piece(call.place, call.sign, SpanKind.STRUCTURE, f"call of {into}")
        if call.note not in told:
            told.add(call.note)
            yield Piece(call.note, call.sign, SpanKind.STRUCTURE, into)
