"""The beginning of a line of prose: what would begin a list, a heading or a block is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.manuscript_text.escapes import entity
from bookbuild.intake.scene_marks import is_mark

NO_SPACE = "&#32;"
"""A space that Markdown does not see: it keeps a line from being what it looks like, and no reader
of the book sees it at a line's end."""

_BLOCK = re.compile(r"(?:#{1,6}(?=[ \t]|$)|>|[+*](?=[ \t]|$)|:::)")
_HYPHEN = re.compile(r"-(?=[ \t]|$)")
_NUMBER = re.compile(r"(?P<figures>[0-9]{1,9})(?P<sign>[.)])(?=[ \t]|$)")
_COLUMNS = re.compile(r"[-:|][-:|\s]*")
_STARS = re.compile(r"^\*+")
_PLACE = re.compile(r"\\?(?P<sign>\S)")


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line's source: words (escaped by now), or markup."""

    text: str
    is_words: bool
    in_brackets: bool = False


def guarded(line: tuple[Atom, ...], *, further: bool, after_list: bool) -> str:
    """Return a line of a paragraph that no rule for blocks takes for anything else.

    ``further`` is true for all lines of a paragraph but the first; ``after_list`` where any
    number at the beginning would go on with the list above.
    """
    text = "".join(atom.text for atom in line)
    if is_mark(text):
        return _no_mark(line)
    if not line or not line[0].is_words:
        return text
    if _BLOCK.match(text):
        return "\\" + text
    if _HYPHEN.match(text) or text.startswith("```"):
        return entity(text[0]) + text[1:]
    if further and _COLUMNS.fullmatch(text):
        return (entity("-") if text[0] == "-" else "\\" + text[0]) + text[1:]
    return _number(text, after_list=after_list)


def _number(text: str, *, after_list: bool) -> str:
    found = _NUMBER.match(text)
    if not found or not (after_list or int(found["figures"]) == 1):
        return text
    sign = "\\)" if found["sign"] == ")" else entity(".")
    return found["figures"] + sign + text[found.end() :]


def _no_mark(line: tuple[Atom, ...]) -> str:
    """Return a line that would be a scene break with an entity for its first sign."""
    pieces = [atom.text for atom in line]
    for index, atom in enumerate(line):
        if atom.is_words and (found := _PLACE.search(atom.text)):
            rest = _STARS.sub(lambda run: "\\*" * len(run[0]), atom.text[found.end() :])
            pieces[index] = atom.text[: found.start()] + entity(found["sign"]) + rest
            return "".join(pieces)
    return NO_SPACE + "".join(pieces)
