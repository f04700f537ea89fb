"""YAML text to nodes that keep their lines and their words: nothing is guessed, all is text.

The nodes are our own, so that a scalar stays as typed (`No` is a word, `12:30` a title), and every
node knows its line. A text of plain lines `key: value`, as most are, is read here; for all others
`read.yaml_events` asks the YAML library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.read.yaml_lines import bend
from bookbuild.report import Checked, Diagnostic, Place, error

MOST_CHARACTERS = 128 * 1024
_MOST_MISTAKES = 25
_PLAIN_LINE = re.compile(r"'((?:[^']|''){1,200})':(?: (?:'((?:[^']|'')*)'|\"([^\"\\]*)\"))?")
"""A key and its value as `yaml_lines.bend` leaves them, and all that strict YAML takes so."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``line`` is where it begins; ``text_line`` where the words do, which differs for a
    block; ``literal`` where its line ends are the author's own (a ``|`` block)."""

    text: str
    line: int
    text_line: int = 0
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. ``typed`` is the source where it stands in brackets on one line, else ""."""

    items: tuple[Node, ...]
    line: int
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value; ``line`` is the key's."""

    key: str
    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file. ``typed`` as in `Sequence`."""

    entries: tuple[Entry, ...]
    line: int
    typed: str = ""


Node = Scalar | Sequence | Mapping


def compose(source: str, file: str, first_line: int = 1) -> Checked[Mapping]:
    """Return the mapping that a YAML text is.

    ``first_line`` is the number in ``file`` of the text's first line. An entry that cannot be
    read is reported and left out, and the rest is read. A text that is not a mapping gives an
    empty one and an error.
    """
    if len(source) > MOST_CHARACTERS:
        place = Place(file, first_line)
        message = f"There is more text here than {MOST_CHARACTERS // 1024} KB."
        hint = "Move long texts into files of their own."
        return Checked(Mapping((), first_line), (error("too-large", place, message, hint),))
    bent = bend(source, file, first_line)
    lines = source.split("\n")
    plain = _plain_entries(bent.value, first_line)
    if plain is not None:
        kept, repeated = once_each(plain, lines, file, first_line)
        first = plain[0].line if plain else first_line
        return Checked(Mapping(kept, first), (*bent.diagnostics, *repeated))
    return _composed(bent, lines, file, first_line)


def _plain_entries(strict: str, first_line: int) -> tuple[Entry, ...] | None:
    """Return the entries of strict YAML where it is nothing but keys with texts, else None."""
    entries: list[Entry] = []
    for line, text in enumerate(strict.split("\n"), first_line):
        if not text:
            continue
        found = _PLAIN_LINE.fullmatch(text)
        if not found or not text.isprintable():
            return None
        key, single, double = found.groups("")
        value = Scalar(single.replace("''", "'") or double, line, line)
        entries.append(Entry(key.replace("''", "'").strip(), value, line))
    return tuple(entries)


def _composed(bent: Checked[str], lines: list[str], file: str, first_line: int) -> Checked[Mapping]:
    """Return the mapping that the YAML library finds in a text."""
    # Imported for those texts alone that need it: it takes a hundredth of the time of a build.
    from bookbuild.read.yaml_events import Composer, Unreadable

    diagnostics = list(bent.diagnostics)
    strict = bent.value
    for _ in range(_MOST_MISTAKES):
        composer = Composer(strict, lines, file, first_line)
        try:
            mapping = composer.document()
        except Unreadable as mistake:
            diagnostics.append(mistake.diagnostic)
            strict = _without_entry(strict, mistake.diagnostic.place.line - first_line)
        else:
            return Checked(mapping, (*diagnostics, *composer.diagnostics))
    return Checked(Mapping((), first_line), tuple(diagnostics))


def _without_entry(strict: str, index: int) -> str:
    """Blank the outermost entry that holds the line with this index (from 0)."""
    lines = strict.split("\n")
    starts = [n for n, line in enumerate(lines) if line and line[0] not in " -"]
    bounds = [*starts, len(lines)]
    start, end = next(
        ((a, b) for a, b in pairwise(bounds) if a <= index < b), (0, bounds[0] or len(lines))
    )
    return "\n".join([*lines[:start], *("" for _ in lines[start:end]), *lines[end:]])


def once_each(
    entries: Iterable[Entry], lines: list[str], file: str, first_line: int
) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Return the entries without those whose key was there before, and an error for each."""
    kept: dict[str, Entry] = {}
    repeated: list[Diagnostic] = []
    for entry in entries:
        earlier = kept.setdefault(entry.key, entry)
        if earlier is entry:
            continue
        first = lines[earlier.line - first_line].strip()
        message = f"`{entry.key}` is here a second time; it was on line {earlier.line} already."
        hint = f"Keep one of them and delete the other. The first is: `{first}`"
        repeated.append(error("duplicate-key", Place(file, entry.line), message, hint))
    return tuple(kept.values()), tuple(repeated)
