"""What a reader sees of an element: its lines and its words, in order.

This knows nothing of blocks and inlines, so that it can bear witness to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.marks import is_rule
from bookbuild.intake.web.page import Element, every
from bookbuild.intake.words import words_of

INVISIBLE = frozenset(
    "script style template noscript head title meta link iframe object embed svg canvas audio"
    " video applet frame frameset datalist select option optgroup input textarea button map"
    " area colgroup col".split()
)
"""Tags whose content is no text of a story: programs, forms, drawings, other pages."""

BLOCKS = frozenset(
    "page html body p div section article main header footer aside nav blockquote center pre"
    " h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th hr figure"
    " figcaption form fieldset legend address details summary menu dir hgroup search".split()
)
"""Tags that begin a new line, and end one."""

_OTHER = r"\t\n\r\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(rf"[{_OTHER}][ {_OTHER}]*| [ {_OTHER}]+")
"""All spaces but a single plain one, which stays as it is."""
_NO_WIDTH = re.compile("[\u200b\ufeff]+")


def squeezed(text: str) -> str:
    """Return a text with single spaces, and none around it."""
    wide = text if text.isascii() else _NO_WIDTH.sub("", text)
    return _SPACES.sub(" ", wide).strip()


def lines_in(element: Element, without: frozenset[Element] = frozenset()) -> Iterator[str]:
    """Yield the visible lines of an element, squeezed; empty lines are left out."""
    pieces: list[str] = []
    for piece in _pieces(element, without):
        if piece is not None:
            pieces.append(piece)
            continue
        line = squeezed("".join(pieces))
        pieces.clear()
        if line:
            yield line


def _pieces(element: Element, without: frozenset[Element]) -> Iterator[str | None]:
    """Yield the texts of an element, and None where a line ends."""
    stack: list[Element | str | None] = [None, element]
    while stack:
        here = stack.pop()
        if not isinstance(here, Element):
            yield here
        elif here.tag == "br":
            yield None
        elif here.tag not in INVISIBLE and here not in without:
            border = here.tag in BLOCKS
            if border:
                yield None
                stack.append(None)
            if here.tag == "pre" and is_plain(here):
                stack.extend(_lines_of_pre(here))
            else:
                stack.extend(("”",) if here.tag == "q" else ())
                stack.extend(reversed(here.children))
                stack.extend(("“",) if here.tag == "q" else ())


def is_plain(pre: Element) -> bool:
    """Return whether a pre is what it says; some sites lay paragraphs into one."""
    return not any(each.tag in BLOCKS for each in every(pre) if each is not pre)


def _lines_of_pre(pre: Element) -> list[str | None]:
    lines = "".join(text_pieces(pre)).split("\n")
    return [piece for line in reversed(lines) for piece in (None, line)]


def text_pieces(element: Element) -> Iterator[str]:
    """Yield the texts of an element as they stand in the page, "\\n" for a br."""
    stack: list[Element | str] = [element]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            yield here
        elif here.tag == "br":
            yield "\n"
        elif here.tag not in INVISIBLE:
            stack.extend(reversed(here.children))


def text_of(element: Element | None, without: frozenset[Element] = frozenset()) -> str:
    """Return the visible text of an element in one line, "" for None."""
    return " ".join(lines_in(element, without)) if element is not None else ""


def words_in(element: Element, without: frozenset[Element] = frozenset()) -> Iterator[str]:
    """Yield the words of an element; lines of marks ("xXx") are scene breaks and have none."""
    for line in lines_in(element, without):
        if not is_rule(line):
            yield from words_of(line)
