"""Style sheets within a page: what a class of it looks like, and what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake.web.page import Element, inside

_MOST = 300_000
"""More characters of style than this are not read."""

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,3000})\}")
_SELECTOR = re.compile(r"(?:[a-zA-Z][\w]*)?\.([\w-]+)")
_KNOWN = frozenset(
    "display visibility font-style font-weight font-variant font-variant-caps text-decoration"
    " text-decoration-line text-align vertical-align".split()
)
_SHOWN_LATER = re.compile(r"spoiler|sp-body|collaps|accordion|toggle", re.IGNORECASE)
"""Classes of what a page folds away until a reader asks for it: text all the same."""

Declarations = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The declarations of each class that the page's own style sheets name alone."""

    classes: tuple[tuple[str, Declarations], ...] = ()

    def of(self, element: Element) -> Declarations:
        """Return what holds for an element: its classes' declarations, then its own."""
        own = declarations(element.get("style"))
        names = element.classes
        if not names or not self.classes:
            return own
        found = (decl for name, decls in self.classes if name in names for decl in decls)
        return (*found, *own)


def read_sheet(root: Element) -> Sheet:
    """Return the page's style sheets."""
    texts = ("".join(c for c in s.children if isinstance(c, str)) for s in inside(root, "style"))
    text = "\n".join(texts)[:_MOST]
    return Sheet(tuple(_classes(re.sub(r"/\*.{0,2000}?\*/", "", text, flags=re.DOTALL)))[:500])


def _classes(text: str) -> Iterator[tuple[str, Declarations]]:
    for found in _RULE.finditer(text):
        decls = declarations(found[2])
        if not decls:
            continue
        for selector in found[1].split(","):
            named = _SELECTOR.fullmatch(selector.strip())
            if named:
                yield named[1], decls


def declarations(style: str) -> Declarations:
    """Return the declarations that matter to a text, names and values in small letters."""
    if not style:
        return ()
    pairs = (part.partition(":") for part in style[:3000].lower().split(";"))
    cleaned = ((n.strip(), v.replace("!important", "").strip()) for n, _, v in pairs)
    return tuple((name, value) for name, value in cleaned if name in _KNOWN and value)


def hides(decls: Declarations) -> bool:
    """Return whether the declarations hide an element."""
    return ("display", "none") in decls or ("visibility", "hidden") in decls


def hidden_in(root: Element, sheet: Sheet) -> Iterator[Element]:
    """Yield the elements that the page never shows, each without those within it.

    What is folded away until it is asked for (a spoiler) is text, and none of these.
    """
    stack = [root]
    while stack:
        element = stack.pop()
        if element is not root and _is_hidden(element, sheet):
            yield element
            continue
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def _is_hidden(element: Element, sheet: Sheet) -> bool:
    if not element.attributes:
        return False
    if _SHOWN_LATER.search(element.get("class")) or element.tag == "details":
        return False
    attributes = (name for name, _ in element.attributes)
    return "hidden" in attributes or hides(sheet.of(element))
