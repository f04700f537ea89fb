"""Headings and their attributes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.model.text import Heading
from bookbuild.read.markdown.attributes import Attributes, read_attributes
from bookbuild.read.markdown.inline import inlines_of, line_inlines
from bookbuild.read.markdown.reading import Reading

_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}\n]*)\}$")


def heading_of(token: Token, level: int, line: int, reading: Reading) -> Heading:
    """Return a heading; ``level`` is the number of its # signs."""
    attributes, children = Attributes(), token.children or ()
    inlines = None
    if token.content.endswith("}") and (match := _ATTRIBUTES.search(token.content)):
        found = read_attributes(match[1])
        if found is not None:
            attributes = found
            inlines = line_inlines(token.content[: match.start()], line, reading)
    if inlines is None:
        inlines = inlines_of(children, line, reading)
    _report_unknown(attributes, line, reading)
    shifted = max(1, level - reading.heading_shift)
    return Heading(shifted, inlines, line=line, id=attributes.id, lang=attributes.value("lang"))


def _report_unknown(attributes: Attributes, line: int, reading: Reading) -> None:
    names: Sequence[str] = [f".{name}" for name in attributes.classes]
    for name in (*names, *(f"{key}=" for key in attributes.without("lang"))):
        hint = "Known is {#name}, a name for links that lead here."
        if name == ".unnumbered":
            hint = "For a section without a number, write number: none at the top of the file."
        reading.findings.warning(
            "unknown-attribute", line, f"A heading cannot have {{{name}}}.", hint
        )
