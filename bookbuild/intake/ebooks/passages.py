"""Passages that a book marks for what they are: verse, letters, epigraphs; and all the rest.

Everything is converted by `web.blocks`. A marked passage is taken out first, and a picture with a
name of our own stands in its place until its block is put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.ebooks.trees import chain, parents, shows, types_of
from bookbuild.intake.web.blocks import ANCHOR, KEPT_PICTURE, blocks_of
from bookbuild.intake.web.page import Element, every, kids, rewritten
from bookbuild.intake.web.paragraphs import Rule
from bookbuild.intake.web.sheet import Sheet
from bookbuild.intake.web.tidying import tidied
from bookbuild.intake.web.visible import BLOCKS, INVISIBLE, text_of
from bookbuild.model.text import (
    Aligned,
    Block,
    Blocks,
    Epigraph,
    Figure,
    Inlines,
    Letter,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    SceneBreak,
    Verse,
    VerseLine,
)

_VERSE = frozenset("verse poem song hymn lyrics stanza linegroup poetry".split())
_STANZA = frozenset("stanza linegroup lg strophe".split())
_CLOSES = frozenset(("valediction", "signature"))
_SOURCES = frozenset(("attribution", "source", "credit", "citation"))
_NO_VERSE = frozenset("h1 h2 h3 h4 h5 h6 ul ol table pre figure img kept-picture".split())
_INDENTED = re.compile(r"(?:i|in|indent|ind)-?(\d?)")
_DASH = ("—", "–", "―", "--")
_WAITING = "passage:"
_MOST_LINES = 5_000
_MOST_MARKS = 20
"""An element with a class is looked into for lines; so many within each other, and no more."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Blocks, and the marks that became scene breaks."""

    blocks: Blocks
    rules: tuple[Rule, ...]


def converted(element: Element, sheet: Sheet, lang: str) -> Converted:
    """Return what an element holds as blocks; ``lang`` is the language of the book."""
    made: list[Block] = []
    rules: list[Rule] = []
    change: dict[Element, Element | str] = {}
    for passage, what in passages_in(element):
        block = _block(passage, what, sheet, lang, rules)
        if block is not None:
            change[passage] = _placeholder(len(made), passage.line)
            made.append(replace(block, id=passage.get(ANCHOR)))
    plain = blocks_of(rewritten(element, change) if change else element, sheet, lang)
    blocks = tidied(_put_back(plain.blocks, made)) if made else plain.blocks
    return Converted(blocks, (*plain.rules, *rules))


def _placeholder(number: int, line: int) -> Element:
    attributes = (("source", f"{_WAITING}{number}"), ("alt", ""))
    return Element("div", (), (Element(KEPT_PICTURE, attributes, (), line),), line)


def _put_back(blocks: Sequence[Block], made: list[Block]) -> Blocks:
    return tuple(_instead(block, made) for block in blocks)


def _instead(block: Block, made: list[Block]) -> Block:
    match block:
        case Figure(source) if source.startswith(_WAITING):
            return made[int(source.removeprefix(_WAITING))]
        case Quote(blocks) | Aligned(_, blocks) | Epigraph(blocks):
            return replace(block, blocks=_put_back(blocks, made))
        case ListBlock(items):
            kept = tuple(ListItem(_put_back(item.blocks, made)) for item in items)
            return replace(block, items=kept)
        case _:
            return block


# ----------------------------------------------------------------------------- finding them


def passages_in(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield the marked passages, the outermost only, and none of those in tables."""
    stack = [(child, 0) for child in reversed(kids(root))]
    while stack:
        element, looked = stack.pop()
        if element.tag in ("table", "pre", "figure") or element.tag in INVISIBLE:
            continue
        marked = looked < _MOST_MARKS and element.tag in BLOCKS and _is_marked(element)
        what = _kind(element) if marked else ""
        if what and (element.tag != "p" or what == "epigraph"):
            yield element, what
        elif element.tag != "p":
            stack.extend((child, looked + marked) for child in reversed(kids(element)))


def _is_marked(element: Element) -> bool:
    return bool(element.get("epub:type") or element.get("class") or element.get("role"))


def _kind(element: Element) -> str:
    names = frozenset((*types_of(element), *(name.lower() for name in element.classes)))
    if "letter" in names and _has(element, "salutation", *_CLOSES):
        return "letter"
    if "epigraph" in names:
        return "epigraph"
    return "verse" if not _VERSE.isdisjoint(names) and _is_lines(element) else ""


def _has(element: Element, *types: str) -> bool:
    return any(not frozenset(types).isdisjoint(types_of(each)) for each in every(element))


def _is_lines(element: Element) -> bool:
    """Return whether an element holds nothing but lines of words."""
    return not any(each.tag in _NO_VERSE for each in every(element))


def _block(element: Element, what: str, sheet: Sheet, lang: str, rules: list[Rule]) -> Block | None:
    match what:
        case "verse":
            block: Block | None = _verse(element, sheet, lang)
        case "letter":
            block = _letter(element, sheet, lang, rules)
        case _:
            block = _epigraph(element, sheet, lang, rules)
    return block


# ------------------------------------------------------------------------------------ verse


def _verse(element: Element, sheet: Sheet, lang: str) -> Verse | None:
    stanzas: list[list[VerseLine]] = []
    unit: Element | None = None
    above = parents(element)
    for holder, line in _lines(element):
        here = _unit(holder, element, above)
        inlines = _inlines(line, sheet, lang)
        if inlines is None:
            return None
        if not inlines:
            unit = None
            continue
        if here is not unit or not stanzas:
            stanzas.append([])
        unit = here
        stanzas[-1].append(VerseLine(inlines, _indent(line, holder)))
    kept = tuple(tuple(stanza) for stanza in stanzas if stanza)
    few = sum(map(len, kept)) < 2 or sum(map(len, kept)) > _MOST_LINES
    return None if few else Verse(kept, line=element.line)


def _unit(holder: Element, root: Element, above: dict[Element, Element]) -> Element:
    """Return the stanza in which a line stands: what says so, or a paragraph of several lines."""
    if any(each.tag == "br" for each in every(holder)):
        return holder
    for element in chain(holder, above):
        names = (*types_of(element), *element.classes)
        if element is root or not _STANZA.isdisjoint(names):
            return element
    return root


def _lines(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each line in a tag of its own, with the block that holds it."""
    for block in every(root):
        inner = [child for child in kids(block) if child.tag in BLOCKS]
        if block.tag not in BLOCKS or inner:
            continue
        pieces: list[list[Element | str]] = [[]]
        for child in _unwrapped(block):
            if isinstance(child, Element) and child.tag == "br":
                pieces.append([])
            else:
                pieces[-1].append(child)
        for at, piece in enumerate(pieces):
            last = at == len(pieces) - 1
            if not last or any(map(shows, piece)) or len(pieces) == 1:
                yield block, Element("p", (), tuple(piece), block.line)


def _unwrapped(block: Element) -> Iterator[Element | str]:
    """Yield a block's children; a span around lines is opened, so that its breaks are seen."""
    stack = list(reversed(block.children))
    while stack:
        child = stack.pop()
        broken = isinstance(child, Element) and child.tag == "span"
        if broken and isinstance(child, Element) and any(e.tag == "br" for e in every(child)):
            stack.extend(reversed(child.children))
        else:
            yield child


def _inlines(line: Element, sheet: Sheet, lang: str) -> Inlines | None:
    """Return a line's inlines, () for an empty one, None where it is more than a line."""
    blocks = blocks_of(Element("div", (), (line,), line.line), sheet, lang).blocks
    match blocks:
        case () | (SceneBreak(),):
            return ()
        case (Paragraph(inlines),) | (Aligned(_, (Paragraph(inlines),)),):
            return inlines
        case _:
            return None


def _indent(line: Element, holder: Element) -> int:
    first = next((child for child in line.children if shows(child)), None)
    names = holder.classes + (first.classes if isinstance(first, Element) else ())
    steps = (_INDENTED.fullmatch(name.lower()) for name in names)
    typed = len(first) - len(first.lstrip("\u00a0\u2003")) if isinstance(first, str) else 0
    return min(max((int(s[1] or 1) for s in steps if s), default=typed // 2), 12)


# ------------------------------------------------------------------- letters and epigraphs


def _letter(element: Element, sheet: Sheet, lang: str, rules: list[Rule]) -> Letter | None:
    children = tuple(_flat(element))
    greets = [at for at, child in enumerate(children) if "salutation" in types_of(child)]
    start = greets[0] + 1 if len(greets) == 1 else 0
    ends = (at for at in range(len(children), start, -1) if children[at - 1].tag != "p")
    earliest = next(ends, start)
    closes = (
        at
        for at in range(earliest, len(children))
        if not _CLOSES.isdisjoint(types_of(children[at]))
    )
    end = next(closes, len(children))
    parts = [_paragraph(child, sheet, lang) for child in (*children[:start], *children[end:])]
    if any(part is None for part in parts) or not (greets or end < len(children)):
        return None
    said = tuple(part for part in parts if part is not None)
    text = converted(Element("div", (), children[start:end], element.line), sheet, lang)
    rules.extend(text.rules)
    head = said[: max(start - 1, 0)]
    salutation = said[start - 1] if start else None
    return Letter(head, salutation, text.blocks, said[start:], line=element.line)


def _flat(element: Element) -> Iterator[Element]:
    """Yield a letter's paragraphs and other blocks, those of its header and footer one by one."""
    loose: list[Element | str] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag in BLOCKS:
            if any(map(shows, loose)):
                yield Element("p", (), tuple(loose), element.line)
            loose = []
            if child.tag in ("header", "footer"):
                yield from (_flat(child) if kids(child) else (child,))
            elif shows(child):
                yield child
        else:
            loose.append(child)
    if any(map(shows, loose)):
        yield Element("p", (), tuple(loose), element.line)


def _paragraph(element: Element, sheet: Sheet, lang: str) -> Paragraph | None:
    blocks = blocks_of(Element("div", (), (element,), element.line), sheet, lang).blocks
    match blocks:
        case (Paragraph() as only,) | (Aligned(_, (Paragraph() as only,)),):
            return only
        case _:
            return None


def _epigraph(element: Element, sheet: Sheet, lang: str, rules: list[Rule]) -> Epigraph | None:
    children = tuple(_flat(element))
    source = None
    if len(children) > 1 and _is_source(children[-1]):
        source = _paragraph(children[-1], sheet, lang)
    inner = Element("div", (), children[:-1], element.line) if source else element
    if element.tag == "p" and not source:
        inner = Element("div", (), (Element("p", (), element.children, element.line),), 0)
    text = converted(inner, sheet, lang)
    rules.extend(text.rules)
    if not text.blocks:
        return None
    return Epigraph(text.blocks, source.inlines if source else (), line=element.line)


def _is_source(element: Element) -> bool:
    names = frozenset((*types_of(element), *element.classes))
    only = tuple(child for child in element.children if shows(child))
    cite = len(only) == 1 and isinstance(only[0], Element) and only[0].tag == "cite"
    return (
        element.tag in ("p", "footer", "cite", "div")
        and not any(child.tag in BLOCKS for child in kids(element))
        and (not _SOURCES.isdisjoint(names) or cite or text_of(element).startswith(_DASH))
    )
