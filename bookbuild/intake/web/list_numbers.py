"""Lists that do not begin with 1: their numbers are words of the text.

A manuscript's list begins with 1. In any other the number is written out, as the page showed it,
so that it stands in the text and in the words that are proven alike.
"""

from __future__ import annotations

from bookbuild.intake.web.page import Element, every, kids


def with_list_numbers(root: Element) -> Element:
    """Return the tree with the numbers of such lists as text; mostly it is the same one."""
    if not any(_first_number(each) != 1 for each in every(root)):
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
        done[id(element)] = made if _first_number(element) == 1 else _numbered(made)
    return done[id(root)]


def _first_number(element: Element) -> int:
    """Return the number of a list's first item, 1 for all that is no such list."""
    if element.tag != "ol":
        return 1
    given = element.get("start")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1


def _numbered(items: Element) -> Element:
    number = _first_number(items)
    children: list[Element | str] = []
    for child in items.children:
        if isinstance(child, Element) and child.tag == "li":
            child, number = _with_number(child, number), number + 1
        children.append(child)
    return Element("div", (), tuple(children), items.line)


def _with_number(item: Element, number: int) -> Element:
    """Return an item as a passage with its number, which stands in its first paragraph."""
    match tuple(c for c in item.children if isinstance(c, Element) or c.strip()):
        case (Element(tag="p") as first, *others):
            inner = Element("p", first.attributes, (f"{number}. ", *first.children), first.line)
            children: tuple[Element | str, ...] = (inner, *others)
        case _:
            children = (f"{number}. ", *item.children)
    return Element("div", item.attributes, children, item.line)
