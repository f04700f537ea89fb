"""A document of the book ▶ `Page`: one walk through its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bookbuild.ebook.markup import Element, Marked, every, name_of, words_of
from bookbuild.preflight.epub.publication import (
    Active,
    Heading,
    Item,
    Link,
    Navigation,
    Page,
    Part,
    Row,
    Shown,
)

_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LOADS = (
    ("img", "src"),
    ("image", "href"),
    ("link", "href"),
    ("audio", "src"),
    ("video", "src"),
    ("video", "poster"),
    ("source", "src"),
    ("track", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("iframe", "src"),
    ("script", "src"),
    ("use", "href"),
)
_RUNS = {
    "script": "a script",
    "iframe": "a frame",
    "object": "an object",
    "embed": "an embedded program",
    "form": "a form",
    "applet": "a program",
    "meta": "a redirection",
}
_IN_ROWS = ("em", "i", "b", "strong", "cite", "sup", "sub", "small", "bdi", "ruby", "rt", "rp")


@dataclass(slots=True)
class _Found:
    """What the walk has gathered so far."""

    ids: list[tuple[str, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Shown] = field(default_factory=list)
    active: list[Active] = field(default_factory=list)
    inline_styles: list[int] = field(default_factory=list)
    holds: set[str] = field(default_factory=set)


def page_of(item: Item, size: int, marked: Marked) -> Page:
    """Return what a document holds; one that is not well-formed, as far as it makes sense."""
    found = _Found()
    root = marked.root
    if root is not None:
        for element in root.iter():
            if name := name_of(element):
                _look_at(element, name, found)
    return Page(
        file=item.file,
        properties=item.properties,
        size=size,
        fault=marked.fault,
        entities=marked.entities,
        declares_entities=marked.has_doctype_entities,
        language=_attribute(root, "lang"),
        xml_language=_attribute(root, _LANG),
        titles=_titles(root),
        ids=tuple(found.ids),
        headings=tuple(found.headings),
        parts=tuple(found.parts),
        links=tuple(found.links),
        pictures=tuple(found.pictures),
        active=tuple(found.active),
        inline_styles=tuple(found.inline_styles),
        holds=frozenset(found.holds),
        navigations=tuple(_navigations(root)),
    )


def _attribute(element: Element | None, name: str) -> str:
    return "" if element is None else str(element.get(name) or "")


def _titles(root: Element | None) -> tuple[str, ...]:
    head = next(every(root, "head"), None)
    return tuple(words_of(title) for title in every(head, "title"))


def line_of(element: Element) -> int:
    """Return an element's line."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def types_of(element: Element) -> tuple[str, ...]:
    """Return what an element's epub:type says."""
    return tuple(_attribute(element, _TYPE).split())


def _look_at(element: Element, name: str, found: _Found) -> None:
    line, id = line_of(element), _attribute(element, "id")
    if id:
        found.ids.append((id, line))
    found.holds.update(_holdings(element, name))
    if name in _HEADINGS:
        found.headings.append(Heading(int(name[1]), words_of(element), line))
    if element.get("style"):
        found.inline_styles.append(line)
    found.active += _active(element, name)
    found.links += _links(element, name)
    if name in ("img", "image"):
        found.pictures.append(_shown(element, name))
    types, role = types_of(element), _attribute(element, "role")
    if types or role or name == "body":
        found.parts.append(_part(element, name))


def _holdings(element: Element, name: str) -> Iterator[str]:
    """Yield what the package must say of the page, and what it may claim by it."""
    if name in ("svg", "math"):
        yield name
    if element.get("role") or any(str(key).startswith("aria-") for key in element.attrib):
        yield "aria"


def _part(element: Element, name: str) -> Part:
    role = _attribute(element, "role")
    types = types_of(element)
    named = _attribute(element, "aria-label") or _attribute(element, "aria-labelledby")
    label = named or _attribute(element, "title")
    is_note = "footnote" in types or role == "doc-footnote" or name == "aside"
    links = tuple(_attribute(each, "href") for each in every(element, "a")) if is_note else ()
    id = _attribute(element, "id")
    return Part(name, types, role, id, label, line_of(element), links)


def _links(element: Element, name: str) -> Iterator[Link]:
    line, owner = line_of(element), _owner(element)
    if name in ("a", "area"):
        href = element.get("href") or element.get(_XLINK)
        if href is not None:
            said = (*types_of(element), *_attribute(element, "role").split())
            yield Link(name, str(href), said, owner, line)
    for candidate in _attribute(element, "srcset").split(",")[:20]:
        if candidate.strip():
            yield Link(name, candidate.split()[0], (), owner, line)
    for holder, key in _LOADS:
        if holder == name and (href := element.get(key) or element.get(_XLINK)):
            yield Link(name, str(href), (), owner, line)
            break


def _owner(element: Element) -> str:
    """Return the id that a link back would lead to."""
    here: Element | None = element
    for _ in range(3):
        if here is None:
            break
        if id := here.get("id"):
            return str(id)
        here = here.getparent()
    return ""


def _active(element: Element, name: str) -> Iterator[Active]:
    line = line_of(element)
    refreshes = name == "meta" and _attribute(element, "http-equiv").lower() == "refresh"
    if name in _RUNS and (name != "meta" or refreshes):
        yield Active(_RUNS[name], line)
    css = element.text or "" if name == "style" else _attribute(element, "style")
    if css and _fetches(css):
        yield Active("a style that fetches something", line)
    for key in element.attrib:
        if str(key).lower().startswith("on"):
            yield Active("an event handler", line)
            break
    for key in ("href", "src", "action", _XLINK, "values", "to", "from"):
        address = "".join(_attribute(element, key).split()).lower()
        if address.startswith(("javascript:", "vbscript:", "data:text")):
            yield Active("an address that runs a program", line)
            break


def _fetches(css: str) -> bool:
    """Return whether a style within a page would fetch something; what it says stands nowhere."""
    plain = "".join(css.split()).lower()
    return any(sign in plain for sign in ("@import", "http:", "https:", "url(//", "\\"))


def _shown(element: Element, name: str) -> Shown:
    href = _attribute(element, "src" if name == "img" else "href") or _attribute(element, _XLINK)
    alt = element.get("alt")
    if name == "image":
        svg = next((each for each in element.iterancestors() if name_of(each) == "svg"), None)
        named = svg is not None and (
            svg.get("aria-label") or words_of(next(every(svg, "title"), None))
        )
        alt = str(named) if named else None
    role = _attribute(element, "role")
    if element.get("aria-hidden") == "true" or role in ("presentation", "none"):
        alt = alt or ""
    return Shown(href, None if alt is None else str(alt).strip(), role, line_of(element))


# -------------------------------------------------------------------------------- navigation


def _navigations(root: Element | None) -> Iterator[Navigation]:
    for nav in every(root, "nav"):
        rows = tuple(_row(link, nav) for link in every(nav, "a"))
        yield Navigation(types_of(nav), rows, line_of(nav))


def _row(link: Element, nav: Element) -> Row:
    depth = 0
    here: Element | None = link
    while here is not None and here is not nav:
        depth += name_of(here) == "ol"
        here = here.getparent()
    inner = {name_of(each) for each in link.iter() if each is not link}
    plain = inner <= set(_IN_ROWS)
    return Row(
        _attribute(link, "href"), words_of(link), types_of(link), depth, plain, line_of(link)
    )
