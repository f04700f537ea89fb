"""Values out of YAML nodes, each of the type that its key asks for.

A `Form` is filled in by asking for one key after the other; what was asked for are the keys that
exist, so that no second list of keys can differ from the first. Whatever is wrong is gathered and
told at the end, all at once, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Entry, Mapping, Node, Scalar, Sequence
from bookbuild.report import Checked, Diagnostic, Place, error, warning

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

_MOST_UNKNOWN = 50
"""A form with more unknown keys than this is none of ours; the others are only counted."""
_MOST_COMPARED = 1000
"""A misspelt name is compared with this many known ones, so that a long list costs no time."""


@dataclass(frozen=True, slots=True)
class Field:
    """Where a value stands: the file as messages name it, and the key."""

    file: str
    key: str


Reader = Callable[[Node, Field], Checked[T | None]]
"""Reads one value. The result's value is None where the node cannot be read as it should."""


class Form:
    """The entries of one mapping, read key by key.

    Local to the function that fills it in: it remembers which keys were asked for and what was
    wrong with their values.
    """

    def __init__(self, mapping: Mapping, file: str, within: str = "") -> None:
        self._entries = {entry.key: entry for entry in reversed(mapping.entries)}
        self._mapping = mapping
        self._file = file
        self._within = within
        # In the order asked, for the nearest of them; a set would not keep it.
        self._asked: dict[str, None] = {}
        self._diagnostics: list[Diagnostic] = []

    def read(self, key: str, reader: Reader[T], default: T) -> T:
        """Return the key's value as ``reader`` reads it, ``default`` where there is none."""
        self._asked.setdefault(key)
        entry = self._entry(key)
        if entry is None or is_empty(entry.value):
            return default
        checked = reader(entry.value, Field(self._file, key))
        self._diagnostics.extend(checked.diagnostics)
        return default if checked.value is None else checked.value

    def read_all(self, key: str, reader: Reader[tuple[T, ...]]) -> tuple[T, ...]:
        """Return the values of a key that may have several, () where there are none."""
        nothing: tuple[T, ...] = ()
        return self.read(key, reader, nothing)

    def line(self, key: str) -> int:
        """Return the line of a key, 0 where it is not there or has no value."""
        entry = self._entry(key)
        return 0 if entry is None or is_empty(entry.value) else entry.line

    def report(self, diagnostic: Diagnostic) -> None:
        """Add something that is wrong with the form as a whole."""
        self._diagnostics.append(diagnostic)

    def finish(self) -> tuple[Diagnostic, ...]:
        """Return all that was wrong, with the keys that nobody asked for."""
        unknown = [entry for entry in self._mapping.entries if entry.key not in self._asked]
        told = map(self._unknown, unknown[:_MOST_UNKNOWN])
        return (*self._diagnostics, *told, *self._further(unknown[_MOST_UNKNOWN:]))

    def _entry(self, key: str) -> Entry | None:
        return self._entries.get(key)

    def _further(self, unknown: list[Entry]) -> tuple[Diagnostic, ...]:
        """Count the unknown keys behind those that are told one by one.

        Any of them may be a misspelt one, so this stops the build.
        """
        if not unknown:
            return ()
        one = len(unknown) == 1
        keys = "is 1 more key" if one else f"are {len(unknown):,} more keys"
        message = f"From here on there {keys} that bookbuild does not know."
        hint = f"Delete {'it' if one else 'each of them'}, or put a # before it to keep it."
        return (error("unknown-key", Place(self._file, unknown[0].line), message, hint),)

    def _unknown(self, entry: Entry) -> Diagnostic:
        place = Place(self._file, entry.line)
        within = f" below `{self._within}`" if self._within else ""
        message = f"`{shorten(entry.key)}` is not a key that bookbuild knows{within}."
        near = nearest(entry.key, tuple(self._asked))
        if near:
            return error("unknown-key", place, message, f"Did you mean `{near}`?")
        hint = "Nothing of it is in the book. Delete it, or put a # before it to keep it."
        return warning("unknown-key", place, message, hint)


def nearest(name: str, known: tuple[str, ...]) -> str:
    """Return the known name that ``name`` is most likely meant to be, "" for none."""
    folded = {other.casefold(): other for other in known[:_MOST_COMPARED]}
    wanted = name.casefold().replace("_", "-").replace(" ", "-")
    close = get_close_matches(wanted, folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""


def one_of(names: tuple[str, ...]) -> str:
    """Return names as a sentence lists them: "`a`, `b` or `c`"."""
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def is_empty(node: Node) -> bool:
    """Return whether nothing is written behind a key."""
    return isinstance(node, Scalar) and not node.text.strip()


def _wrong_type(node: Node, field: Field, wanted: str, hint: str) -> Diagnostic:
    match node:
        case Scalar():
            found = "a text"
        case Sequence():
            found = "a list"
        case Mapping():
            found = "a group of keys"
    message = f"`{field.key}` takes {wanted}, and here is {found}."
    return error("wrong-type", Place(field.file, node.line), message, hint)


# ---------------------------------------------------------------------------------- readers


def text(node: Node, field: Field) -> Checked[str | None]:
    """Read a text as typed, its line ends as spaces; a value in brackets is a text too."""
    if isinstance(node, Scalar):
        return Checked(" ".join(node.text.split("\n")).strip())
    if node.typed:
        return Checked(node.typed)
    hint = f"Write it on one line: `{field.key}: …`"
    return Checked(None, (_wrong_type(node, field, "a text", hint),))


def paragraphs(node: Node, field: Field) -> Checked[str | None]:
    """Read a text that may have several paragraphs, with an empty line between two of them."""
    if not isinstance(node, Scalar):
        return text(node, field)
    typed = node.text.strip()
    # YAML makes one line end of an empty line; in prose that is a new paragraph.
    return Checked(typed if node.literal else re.sub(r"\n+", "\n\n", typed))


def texts(node: Node, field: Field) -> Checked[tuple[str, ...] | None]:
    """Read a list of texts; a single text is a list of one."""
    if not isinstance(node, Sequence):
        one = text(_as_typed(node), field)
        return Checked(None if one.value is None else (one.value,), one.diagnostics)
    checked = [text(_as_typed(item), field) for item in node.items]
    values = tuple(one.value for one in checked if one.value)
    return Checked(values, tuple(d for one in checked for d in one.diagnostics))


def _as_typed(node: Node) -> Node:
    """Return an item such as ``Fandom: Smallville`` as the text it was meant to be."""
    if isinstance(node, Mapping) and not node.typed and len(node.entries) == 1:
        entry = node.entries[0]
        if isinstance(entry.value, Scalar) and entry.line == entry.value.line == node.line:
            return Scalar(f"{entry.key}: {entry.value.text}".strip(), node.line)
    return node


def plain_word(node: Node, field: Field) -> Checked[str | None]:
    """Read a text that is no prose (a date, a choice): quotes and a remark at its end go."""
    checked = text(node, field)
    if checked.value is None:
        return checked
    word = re.sub(r"(^|\s)#(\s.*)?$", "", checked.value)
    return Checked(word.strip().strip("“”‘’\"'").strip(), checked.diagnostics)


def choice(options: type[E]) -> Reader[E]:
    """Return a reader of one of an enum's values, however it is capitalised or hyphenated."""
    values = tuple(str(option.value) for option in options)

    def read(node: Node, field: Field) -> Checked[E | None]:
        word = plain_word(node, field)
        if word.value is None:
            return Checked(None, word.diagnostics)
        for option in options:
            if fold(str(option.value)) == fold(word.value):
                return Checked(option)
        near = nearest(word.value, values)
        hint = f"Did you mean `{near}`?" if near else f"Use {one_of(values)}."
        message = f"`{field.key}` cannot be “{shorten(word.value)}”."
        return Checked(
            None, (error("unknown-choice", Place(field.file, node.line), message, hint),)
        )

    return read


ON = ("yes", "on", "true")
OFF = ("no", "off", "false")


def yes_or_no(node: Node, field: Field) -> Checked[bool | None]:
    """Read yes or no."""
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    typed = word.value.casefold()
    if typed in (*ON, *OFF):
        return Checked(typed in ON)
    message = f"`{field.key}` cannot be “{shorten(word.value)}”."
    place = Place(field.file, node.line)
    hint = f"Use {one_of(('yes', 'no'))}."
    return Checked(None, (error("unknown-choice", place, message, hint),))


def fold(word: str) -> str:
    """Return a word without the differences that do not matter: case, hyphens, apostrophes."""
    folded = word.casefold().replace("’", "'").replace("'", "")
    return " ".join(re.split(r"[\s_-]+", folded)).strip()


_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)? (?P<month>[A-Za-z]+)\.?,? (?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[A-Za-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
)


def day(node: Node, field: Field) -> Checked[date | None]:
    """Read a day as ISO 8601 writes it: 2026-05-04. A time behind it is left out."""
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    iso = _ISO_DAY.fullmatch(word.value)
    found = _day(iso.group(1)) if iso else None
    if found:
        return Checked(found)
    meant = _day_in_words(word.value)
    example = meant.isoformat() if meant else "2026-05-04"
    hint = f"Write: `{field.key}: {example}`" + ("" if meant else " (year, month, day)")
    message = f"`{field.key}` takes a day, and “{shorten(word.value)}” is not written as one."
    return Checked(None, (error("bad-date", Place(field.file, node.line), message, hint),))


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _day_in_words(words: str) -> date | None:
    match = _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words)
    month = match["month"][:3].casefold() if match else ""
    if not match or month not in _MONTHS:
        return None
    return _day(f"{match['year']}-{_MONTHS.index(month) + 1:02}-{int(match['day']):02}")


def mapping(node: Node, field: Field) -> Checked[Mapping | None]:
    """Read a group of keys."""
    if isinstance(node, Mapping):
        return Checked(node)
    hint = "Put its keys on the lines below, each indented by two spaces."
    return Checked(None, (_wrong_type(node, field, "a group of keys", hint),))


def list_of(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of a list; a single value is a list of one, and empty items are left out."""

    def read(node: Node, field: Field) -> Checked[tuple[T, ...] | None]:
        checked = [reader(item, field) for item in nodes(node, field).value or ()]
        found = tuple(one.value for one in checked if one.value)
        return Checked(found, tuple(d for one in checked for d in one.diagnostics))

    return read


def nodes(node: Node, field: Field) -> Checked[tuple[Node, ...] | None]:
    """Read a list of anything; a single value is a list of one."""
    return Checked(node.items if isinstance(node, Sequence) else (node,))
