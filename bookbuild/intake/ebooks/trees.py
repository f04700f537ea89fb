"""Trees of a document: what an element is for, changing a tree from its leaves, and cutting it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bookbuild.intake.web.page import Element, every, kids
from bookbuild.intake.web.visible import BLOCKS, INVISIBLE

_SHORT = 60
_SHOWN = frozenset(("img", "note-call", "kept-picture", "hr"))


def types_of(element: Element) -> tuple[str, ...]:
    """Return what an element is for: its epub:type without prefixes, then its role ("doc-...")."""
    given = element.get("epub:type").lower().split()
    roles = element.get("role").lower().split()
    own = (name.rpartition(":")[2] if name.startswith("z3998:") else name for name in given)
    return (*own, *(role[4:] for role in roles if role.startswith("doc-")))


def parents(root: Element) -> dict[Element, Element]:
    """Return for each element of a tree the one in which it stands."""
    return {child: element for element in every(root) for child in kids(element)}


def chain(element: Element, above: Mapping[Element, Element]) -> Iterator[Element]:
    """Yield the element, and those around it from the inside out."""
    yield element
    while element in above:
        element = above[element]
        yield element


Change = Callable[[Element], Element | str]
ChangeOf = Callable[[Element, Element], Element | str]


def transformed(root: Element, change: Change) -> Element:
    """Return a tree in which every element below the root was changed, leaves first.

    ``change`` gets an element with its new children; "" takes it away.
    """
    return transformed_by(root, lambda _, now: change(now))


def transformed_by(root: Element, change: ChangeOf) -> Element:
    """Return a tree as `transformed` does; ``change`` gets each element as it was, and as it is."""
    done: dict[int, Element | str] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        if not ready:
            stack.append((element, True))
            stack.extend((child, False) for child in kids(element))
            continue
        children = tuple(c if isinstance(c, str) else done.pop(id(c)) for c in element.children)
        same = all(new is old for new, old in zip(children, element.children, strict=True))
        if not same:
            kept = tuple(child for child in children if child != "")
            element_now = Element(element.tag, element.attributes, kept, element.line)
        else:
            element_now = element
        done[id(element)] = element_now if element is root else change(element, element_now)
    made = done[id(root)]
    return made if isinstance(made, Element) else root


def shows(child: Element | str) -> bool:
    """Return whether a reader sees anything of it: a word, a picture, a rule."""
    if isinstance(child, str):
        return bool(child.strip())
    stack: list[Element | str] = [child]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            if here.strip():
                return True
        elif here.tag in _SHOWN:
            return True
        elif here.tag not in INVISIBLE:
            stack.extend(here.children)
    return False


def short_text(element: Element) -> str:
    """Return the words of a small element, and a text too long to be a sign of a large one."""
    stack: list[Element | str] = [element]
    pieces: list[str] = []
    for _ in range(_SHORT):
        if not stack:
            return " ".join("".join(pieces).split())
        here = stack.pop()
        if isinstance(here, str):
            pieces.append(here)
        elif here.tag not in INVISIBLE:
            stack.extend(reversed(here.children[:_SHORT]))
    return "too long to be a sign of anything"


def opens(element: Element, holder: Element) -> bool:
    """Return whether nothing that shows stands in the holder before one of its children."""
    for child in holder.children:
        if child is element:
            return True
        if shows(child):
            return False
    return False


Leading = dict[Element, frozenset[Element]]
"""For elements that were looked at: their children up to the first that shows."""


def _leading(holder: Element, known: Leading) -> frozenset[Element]:
    if holder not in known:
        found: list[Element] = []
        for child in holder.children:
            if isinstance(child, Element):
                found.append(child)
            if shows(child):
                break
        known[holder] = frozenset(found)
    return known[holder]


def lifted(
    element: Element, above: Mapping[Element, Element], body: Element, known: Leading
) -> Element:
    """Return the largest element that begins where this one does; the body for its beginning.

    What stands within a line is no place for a cut: the block around it is. ``known`` keeps what
    was looked at.
    """
    while element is not body and element in above:
        holder = above[element]
        inline = element.tag not in BLOCKS and holder.tag in BLOCKS and holder is not body
        within = element.tag not in BLOCKS and holder.tag not in BLOCKS
        if not (
            element in _leading(holder, known) or ((inline or within) and _in_text(element, holder))
        ):
            break
        element = holder
    return element


def _in_text(element: Element, holder: Element) -> bool:
    """A span in a heading or a paragraph, not an anchor between two of them."""
    return not any(child.tag in BLOCKS for child in kids(holder)) and holder.tag != "body"


class _Copy:
    """An element of which only a part goes into a piece."""

    __slots__ = ("children", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.children: list[Element | str] = []

    def closed(self) -> Element:
        whole = len(self.children) == len(self.element.children) and all(
            new is old for new, old in zip(self.children, self.element.children, strict=True)
        )
        if whole:
            return self.element
        element = self.element
        return Element(element.tag, element.attributes, tuple(self.children), element.line)


def cut(root: Element, places: Sequence[Element]) -> tuple[Element, ...]:
    """Return the tree in pieces, of which each but the first begins with one of the places.

    The elements around a place stand around both pieces. Places are in the order of the tree.
    """
    wanted = frozenset(places)
    above = parents(root)
    around = frozenset(e for place in places for e in chain(place, above))
    pieces: list[Element] = []
    open_now = [_Copy(root)]
    stack: list[Element | str | None] = list(reversed(root.children))
    while stack:
        here = stack.pop()
        if here is None:
            done = open_now.pop()
            open_now[-1].children.append(done.closed())
            continue
        if isinstance(here, Element) and here in wanted:
            pieces.append(_all_closed(open_now))
            open_now = [_Copy(each.element) for each in open_now]
        if isinstance(here, str) or here not in around:
            open_now[-1].children.append(here)
            continue
        open_now.append(_Copy(here))
        stack.append(None)
        stack.extend(reversed(here.children))
    return (*pieces, _all_closed(open_now))


def _all_closed(open_now: list[_Copy]) -> Element:
    for inner, outer in zip(reversed(open_now), reversed(open_now[:-1]), strict=False):
        outer.children.append(inner.closed())
    return open_now[0].closed()
