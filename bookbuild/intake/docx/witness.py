"""What a reader sees of a paragraph: its words, read by the simplest rules from the markup itself.

This knows nothing of runs, looks or blocks, so that it can bear witness to them. It is what is
left of a paragraph's texts when deleted and hidden ones, instructions of fields, text boxes (which
are read by themselves) and the second of two forms of the same are taken away.
"""

from __future__ import annotations

from bookbuild.intake.docx.choices import taken
from bookbuild.intake.docx.fields import FURNITURE, kind_of
from bookbuild.intake.docx.markup import Node, text_in, value
from bookbuild.intake.docx.names import (
    ALTERNATE,
    ASCII,
    BOX_TEXT,
    BR,
    CR,
    FIELD,
    FIELD_SIMPLE,
    FIELD_TYPE,
    GONE,
    H_ANSI,
    INSTR,
    INSTRUCTION,
    MATH_TEXT,
    NO_BREAK_HYPHEN,
    PPR,
    PTAB,
    R_FONTS,
    RPR,
    RUBY,
    RUBY_BASE,
    RUBY_TEXT,
    SYM,
    SYM_CHAR,
    SYM_FONT,
    TAB,
    VAL,
    VANISH,
    P,
    R,
    T,
    w,
)
from bookbuild.intake.docx.properties import is_on
from bookbuild.intake.docx.symbols import printed, symbol
from bookbuild.intake.words import words_of

_SKIPPED = GONE | {PPR, RPR, BOX_TEXT, w("sdtPr"), w("sdtEndPr"), w("rubyPr")}
_SPACES = frozenset((TAB, PTAB))
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Witness:
    """Reads paragraphs in their order; ``hidden`` are the ids of styles that hide words."""

    def __init__(self, hidden: frozenset[str]) -> None:
        self.hidden = hidden
        self.fields: list[str | None] = []
        """An instruction as far as it was read; None where the field shows its result."""
        self.furniture: list[bool] = []

    def text(self, paragraph: Node) -> str:  # noqa: C901 (the table)
        """Return a paragraph's visible text, with "\\n" for line ends."""
        style = paragraph.find(f"{PPR}/{w('pStyle')}")
        outer = value(style, VAL) in self.hidden
        pieces: list[str] = []
        stack = list(reversed(list(paragraph)))
        while stack:
            node = stack.pop()
            tag = node.tag
            if tag in _SKIPPED or tag == P:
                continue
            if tag == R and self._is_hidden(node, outer):
                stack.extend(n for n in reversed(list(node)) if n.tag in (FIELD, INSTRUCTION))
            elif tag == ALTERNATE:
                branch = taken(node)
                stack.extend(() if branch is None else (branch,))
            elif tag == FIELD_SIMPLE and kind_of(value(node, INSTR)) in FURNITURE:
                continue
            elif tag == RUBY:
                if not self._silent():
                    pieces.append(_ruby(node))
            elif tag in (FIELD, INSTRUCTION):
                self._field(node)
            elif len(node):
                stack.extend(reversed(list(node)))
            elif not self._silent():
                pieces.append(_shown(node))
        return "".join(pieces)

    def _is_hidden(self, run: Node, outer: bool) -> bool:
        props = run.find(RPR)
        if props is None:
            return outer
        own = props.find(VANISH)
        if own is not None:
            return is_on(own)
        return (value(props.find(w("rStyle")), VAL) in self.hidden) != outer

    def _field(self, node: Node) -> None:
        kind = value(node, FIELD_TYPE)
        if node.tag == INSTRUCTION:
            if self.fields and self.fields[-1] is not None:
                self.fields[-1] += node.text or ""
        elif kind == "begin" and len(self.fields) < 200:
            self.fields.append("")
            self.furniture.append(False)
        elif kind == "separate" and self.fields:
            self.furniture[-1] = kind_of(self.fields[-1] or "") in FURNITURE
            self.fields[-1] = None
        elif kind == "end" and self.fields:
            self.fields.pop()
            self.furniture.pop()

    def _silent(self) -> bool:
        if not self.fields:
            return False
        return any(self.furniture) or any(field is not None for field in self.fields)


def _shown(node: Node) -> str:
    tag = node.tag
    if tag == T:
        return printed(kept_text(node), _font(node))
    if tag == MATH_TEXT:
        return node.text or ""
    if tag in _SPACES:
        return " "
    if tag in (BR, CR):
        return "\n"
    if tag == NO_BREAK_HYPHEN:
        return "\u2011"
    return symbol(value(node, SYM_CHAR), value(node, SYM_FONT)) if tag == SYM else ""


def kept_text(node: Node) -> str:
    """Return a w:t as Word prints it: spaces at its ends count only where it says so."""
    text = node.text or ""
    return text if node.get(_XML_SPACE) == "preserve" else text.strip(" \t\r\n")


def _font(node: Node) -> str:
    run = node.getparent()
    fonts = run.find(f"{RPR}/{R_FONTS}") if run is not None else None
    return value(fonts, ASCII) or value(fonts, H_ANSI) if fonts is not None else ""


def _ruby(node: Node) -> str:
    """Return the base, and what stands above it in parentheses behind it."""
    base = "".join(text_in(part, T) for part in node.iter(RUBY_BASE))
    above = "".join(text_in(part, T) for part in node.iter(RUBY_TEXT))
    return f"{base} ({above})" if above.strip() else base


def has_words(text: str) -> bool:
    """Return whether a text holds a word, so that it has to be accounted for."""
    return next(words_of(text), None) is not None
