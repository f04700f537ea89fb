"""Lists that do not count from 1: their numbers are words of the text.

A manuscript's list begins with 1 and goes on by one. In any other the number is written out, as
the page showed it, so that it stands in the text and in the words that are proven alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.web.page import Element, every, kids


def with_list_numbers(root: Element) -> Element:
    """Return the tree with the numbers of such lists as text; mostly it is the same one."""
    if not any(_is_numbered(each) for each in every(root)):
        return root
    done: dict[int, Element] = {}
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, ready = stack.pop()
        if not ready:
            stack.append((element, True))
            stack.extend((child, False) for child in kids(element))
            continue
        children = tuple(c if isinstance(c, str) else done.pop(id(c)) for c in element.children)
        made = Element(element.tag, element.attributes, children, element.line)
        done[id(element)] = _numbered(made) if _is_numbered(element) else made
    return done[id(root)]


def _is_numbered(element: Element) -> bool:
    """Return whether this is a list whose numbers a manuscript's list would not have."""
    if element.tag != "ol":
        return False
    numbers = tuple(_numbers(element))
    return numbers != tuple(range(1, len(numbers) + 1))


def _numbers(items: Element) -> Iterator[int]:
    """Yield the numbers that a browser shows before the items."""
    own = [child for child in kids(items) if child.tag == "li"]
    back = "reversed" in dict(items.attributes)
    number = _figure(items.get("start"), len(own) if back else 1)
    for item in own:
        number = _figure(item.get("value"), number)
        yield number
        number += -1 if back else 1


def _figure(given: str, otherwise: int) -> int:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else otherwise


def _numbered(items: Element) -> Element:
    numbers = _numbers(items)
    children = tuple(
        _with_number(child, next(numbers))
        if isinstance(child, Element) and child.tag == "li"
        else child
        for child in items.children
    )
    return Element("div", (), children, items.line)


def _with_number(item: Element, number: int) -> Element:
    """Return an item as a passage with its number, which stands in its first paragraph."""
    match tuple(c for c in item.children if isinstance(c, Element) or c.strip()):
        case (Element(tag="p") as first, *others):
            inner = Element("p", first.attributes, (f"{number}. ", *first.children), first.line)
            children: tuple[Element | str, ...] = (inner, *others)
        case _:
            children = (f"{number}. ", *item.children)
    return Element("div", item.attributes, children, item.line)
