"""The headings with which a section opens, to its kind, number, label, title and subtitle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.divisions.headings import Form, read_heading
from bookbuild.intake.divisions.numerals import fold
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.ebooks.trees import shows, types_of
from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element, inside, kids
from bookbuild.intake.web.visible import BLOCKS, lines_in, squeezed, text_of
from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TITLED = frozenset(("title", "subtitle", "ordinal", "label", "fulltitle", "halftitle"))
_CLASSES = re.compile(
    r"(?:chapter|chap|ch|part|section)[-_]?(?:title|number|num|no|head|heading|label|subtitle)"
    r"|(?:sub)?title|heading|ct|cn|cst|pt|pn",
    re.IGNORECASE,
)
_MOST = 4
_LONGEST = 300
_NO_CHAPTER = 400
"""A figure alone above this is a year, and a title."""
_MARKED = re.compile(r"\s*(?:[.:)\]|–—-]|--)")
_PLAIN_KINDS = (Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a heading, the element it stands in, and whether it is called a subtitle."""

    text: str
    element: Element
    subtitle: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a heading, and what they became."""

    line: Line
    text: str
    kind: SpanKind
    into: str


@dataclass(frozen=True, slots=True)
class Title:
    """What the headings say; ``kind`` is None where they say nothing of it.

    ``parts`` accounts for every word of the headings.
    """

    kind: Kind | None = None
    number: str = ""
    label: str = ""
    title: str = ""
    subtitle: str = ""
    parts: tuple[Part, ...] = ()


# --------------------------------------------------------------------------- finding them


def headings_of(root: Element, listed: str) -> tuple[Element, ...]:
    """Return the elements that are the headings at the beginning of a section, outermost first.

    ``listed`` is the title in the list of contents: where there is no heading, the first lines
    are one if they say the same.
    """
    found: list[Element] = []
    length = 0
    for element in _opening(root):
        length += len(text_of(element))
        if length > _LONGEST or len(found) == _MOST or not _goes_on(found, element):
            break
        found.append(element)
    return tuple(found) or _by_list(root, listed)


def _goes_on(found: list[Element], element: Element) -> bool:
    """A second heading belongs to the first: its title behind a number, or called its subtitle."""
    if not found:
        return True
    if {"subtitle", "title"} & set(types_of(element)) or "subtitle" in element.classes:
        return True
    last = read_heading(" ".join(lines_in(found[-1])))
    alone = last is not None and not last.rest
    return alone or (len(found) == 1 and element.tag not in _HEADINGS)


def _opening(root: Element) -> Iterator[Element]:
    """Yield the headings before the first other thing that shows."""
    stack: list[Element | str] = list(reversed(root.children))
    while stack:
        here = stack.pop()
        if not shows(here):
            continue
        if isinstance(here, str):
            return
        if _is_heading(here):
            yield here
        elif here.tag in BLOCKS and here.tag not in ("p", "table", "ul", "ol", "pre", "blockquote"):
            stack.extend(reversed(here.children))
        else:
            return


def _is_heading(element: Element) -> bool:
    if element.tag in _HEADINGS:
        return bool(text_of(element))
    if element.tag not in ("p", "div", "span", "header", "hgroup"):
        return False
    if any(child.tag in BLOCKS for child in kids(element)) or not text_of(element):
        return False
    named = not _TITLED.isdisjoint(types_of(element))
    return named or any(_CLASSES.fullmatch(name) for name in element.classes)


def _by_list(root: Element, listed: str) -> tuple[Element, ...]:
    wanted = _said(listed)
    if not wanted:
        return ()
    first = []
    for element in _leaves(root):
        first.append(element)
        said = tuple(word for each in first for word in _said(text_of(each)))
        if said == wanted:
            return tuple(first)
        if len(first) == 3 or wanted[: len(said)] != said:
            return ()
    return ()


def _leaves(root: Element) -> Iterator[Element]:
    """Yield the innermost blocks that show, up to the first thing that is none."""
    stack: list[Element | str] = list(reversed(root.children))
    while stack:
        here = stack.pop()
        if not shows(here):
            continue
        if isinstance(here, str) or here.tag not in BLOCKS:
            return
        if any(child.tag in BLOCKS for child in kids(here)):
            stack.extend(reversed(here.children))
        else:
            yield here


def _said(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words_of(text))


# ---------------------------------------------------------------------------- reading them


def title_of(headings: tuple[Element, ...], book: str) -> Title:
    """Return what headings say; ``book`` is the book's title, which is no section's own."""
    lines = tuple(_lines(headings))
    if len(lines) > 1 and _said(lines[0].text) == _said(book) and _said(book):
        part = Part(lines[0], lines[0].text, SpanKind.STRUCTURE, "the book's title")
        rest = _title(lines[1:])
        return replace(rest, parts=(part, *rest.parts))
    return _title(lines)


def _lines(headings: tuple[Element, ...]) -> Iterator[Line]:
    for heading in headings:
        named = "subtitle" in types_of(heading) or "subtitle" in heading.classes
        for line in lines_in(heading):
            inner = named or any(
                "subtitle" in (*types_of(e), *e.classes) and text_of(e) == line
                for e in inside(heading)
            )
            yield Line(line, heading, inner)


def _title(lines: tuple[Line, ...]) -> Title:
    if not lines:
        return Title()
    first = lines[0]
    form = form_of(first.text)
    if form is None:
        return _titled(Title(), lines)
    title = _labelled(form, first)
    if form.rest:
        words = first.text[first.text.rindex(form.rest) :]
        moved = Part(first, words, SpanKind.MOVED, f"title: {words}")
        named = replace(title, title=words, parts=(*title.parts, moved))
        return _with_subtitle(named, lines[1:])
    return _titled(title, lines[1:])


def _titled(title: Title, lines: tuple[Line, ...]) -> Title:
    own = tuple(line for line in lines if not line.subtitle)
    words = squeezed(" ".join(line.text for line in own))
    into = f"title: {words}"
    parts = tuple(Part(line, line.text, SpanKind.MOVED, into) for line in own)
    joined = squeezed(" ".join(filter(None, (title.title, words))))
    made = replace(title, title=joined, parts=(*title.parts, *parts))
    return _with_subtitle(made, tuple(line for line in lines if line.subtitle))


def _with_subtitle(title: Title, lines: tuple[Line, ...]) -> Title:
    words = squeezed(" ".join(line.text for line in lines))
    into = f"subtitle: {words}"
    parts = tuple(Part(line, line.text, SpanKind.MOVED, into) for line in lines)
    return replace(title, subtitle=words, parts=(*title.parts, *parts))


def form_of(text: str) -> Form | None:
    """Return a heading's form, None where its number is none of a chapter."""
    form = read_heading(text)
    if form is None or form.rank is Rank.SECTION or form.prefix:
        return None
    behind = squeezed(text).partition(form.label)[2]
    loose = form.bare or (form.named and form.kind not in _PLAIN_KINDS)
    if loose and form.rest and not _MARKED.match(behind):
        return None
    if form.bare and (form.number or 0) > _NO_CHAPTER:
        return None
    if form.rest and form.rest not in text:
        return None
    return form


def _labelled(form: Form, line: Line) -> Title:
    """Return what stands before the title: a number, a kind's own word, or a label to be kept."""
    before = line.text[: line.text.rindex(form.rest)] if form.rest else line.text
    before = before.strip()
    if form.named:
        return _named(form, line, before)
    counted = form.bare or form.series in ("chapter", "part")
    number = _number(form)
    if counted and number:
        part = Part(line, before, SpanKind.STRUCTURE, f"number {number}")
        kind = None if form.bare else form.kind
        return Title(kind, number, parts=(part,))
    part = Part(line, before, SpanKind.MOVED, f"label: {before}")
    return Title(form.kind, label=before, parts=(part,))


def _number(form: Form) -> str:
    if form.number is None:
        return ""
    return f"{form.part}.{form.number}" if form.part else str(form.number)


def _named(form: Form, line: Line, before: str) -> Title:
    own = fold(form.label) == fold(form.kind.value) or form.kind in _PLAIN_KINDS
    if own and form.kind is not Kind.OTHER:
        number = _number(form)
        part = Part(line, before, SpanKind.STRUCTURE, f"kind: {form.kind.value}")
        return Title(form.kind, number, parts=(part,))
    if form.rest:
        part = Part(line, before, SpanKind.MOVED, f"label: {before}")
        return Title(form.kind, label=before, parts=(part,))
    part = Part(line, line.text, SpanKind.MOVED, f"title: {line.text}")
    return Title(form.kind, title=line.text, parts=(part,))


def with_label(title: Title) -> Title:
    """Return a title whose number is kept as it was written, where a chapter's can not be read."""
    first = title.parts[0] if title.parts else None
    if first is None or not title.number or first.into != f"number {title.number}":
        return title
    label = first.text.strip(" .:")
    kept = replace(first, kind=SpanKind.MOVED, into=f"label: {label}")
    return replace(title, number="", label=label, parts=(kept, *title.parts[1:]))
