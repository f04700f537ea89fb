"""What names a book in a catalogue: its series, its identifier, its ISBNs, its cover's file."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model.naming import Isbn, Series
from bookbuild.read.fields import Field, Form, plain_word, text
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node
from bookbuild.report import Checked, Place, error

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def path(node: Node, field: Field) -> Checked[str | None]:
    """Read a file's path from the manuscript folder."""
    typed = text(node, field)
    return Checked(typed.value and typed.value.removeprefix("./"), typed.diagnostics)


def series(node: Node, field: Field) -> Checked[Series | None]:
    """Read a series: its name alone, or a group of ``name`` and ``number``."""
    if not isinstance(node, Mapping):
        name = text(node, field)
        return Checked(Series(name.value) if name.value else None, name.diagnostics)
    form = Form(node, field.file, field.key)
    found = Series(form.read("name", text, ""), form.read("number", plain_word, ""))
    if not found.name and not form.line("name"):
        place = Place(field.file, node.line)
        hint = "Add a line `name: …` below `series:`."
        form.report(error("missing-name", place, "The series has no name.", hint))
    return Checked(found if found.name else None, form.finish())


def identifier(node: Node, field: Field) -> Checked[str | None]:
    """Read an identifier; a bare UUID or ISBN becomes the URN that it is."""
    word = plain_word(node, field)
    if word.value is None:
        return word
    if _UUID.fullmatch(word.value):
        return Checked(f"urn:uuid:{word.value.lower()}")
    digits = re.sub(r"[\s-]", "", word.value)
    if _is_isbn(digits):
        return Checked(f"urn:isbn:{digits}")
    if re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", word.value, re.IGNORECASE):
        return word
    message = f"“{shorten(word.value)}” cannot identify a book."
    hint = "Use a UUID, an ISBN, or an address of your own: `identifier: https://…`"
    return Checked(None, (error("bad-identifier", Place(field.file, node.line), message, hint),))


def isbns(node: Node, field: Field) -> Checked[tuple[Isbn, ...] | None]:
    """Read one ISBN, or one for each edition or format."""
    if not isinstance(node, Mapping):
        alone = _isbn(node, field)
        return Checked((alone.value,) if alone.value else None, alone.diagnostics)
    form = Form(node, field.file, field.key)
    found: list[Isbn] = []
    for entry in node.entries:
        isbn = form.read(entry.key, _isbn, None)
        if isbn and entry.key in ("epub", "pdf"):
            found.append(replace(isbn, format=entry.key))
        elif isbn:
            found.append(replace(isbn, edition=entry.key))
    return Checked(tuple(found), form.finish())


def _isbn(node: Node, field: Field) -> Checked[Isbn | None]:
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    groups = re.split(r"[\s–-]+", word.value.upper().removeprefix("ISBN").strip())
    digits = "".join(groups)
    if _is_isbn(digits):
        return Checked(Isbn(digits, typed="-".join(groups) if len(groups) > 1 else ""))
    message = f"“{shorten(word.value)}” is not a valid ISBN: a digit is wrong, missing or too many."
    hint = "Compare it with the letter of the ISBN agency."
    return Checked(None, (error("bad-isbn", Place(field.file, node.line), message, hint),))


def _is_isbn(digits: str) -> bool:
    """Return whether the check digit of an ISBN (ISO 2108) is right."""
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum((10 - n) * value for n, value in enumerate(values)) % 11 == 0
    return False
