"""YAML text to nodes that keep their lines and their words: nothing is guessed, all is text.

The only module that imports the YAML library. It hands over events; the nodes are our own, so
that a scalar stays as typed (`No` is a word, `12:30` a title), every node knows its line, and
nothing can be built that an untrusted file should not build: no aliases, no tags, bounded depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from bookbuild.read.yaml_lines import bend, typed_value
from bookbuild.report import Checked, Diagnostic, Place, error

MOST_CHARACTERS = 128 * 1024
MOST_DEPTH = 12
_MOST_MISTAKES = 25
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape in double quotes can say and no book can hold."""


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
    diagnostics = list(bent.diagnostics)
    strict = bent.value
    lines = source.split("\n")
    for _ in range(_MOST_MISTAKES):
        composer = _Composer(strict, lines, file, first_line)
        try:
            mapping = composer.document()
        except _Unreadable as mistake:
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


class _Unreadable(Exception):
    """An entry that cannot be read, with what the author is told about it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Composer:
    """One pass over the events of a text."""

    def __init__(self, strict: str, lines: list[str], file: str, first_line: int) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(strict, Loader=yaml.SafeLoader)
        self._lines = lines
        self._file = file
        self._first = first_line
        self._depth = 0
        self._row = 0
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Mapping:
        """Return the only document of the text as a mapping."""
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Mapping((), self._first)
        node = self._node(event)
        if isinstance(node, Mapping):
            return node
        raise self._wrong(
            "not-a-mapping",
            node.line,
            "Here should be lines of the form `key: value`.",
            "Begin with a line such as `title: The Fall`.",
        )

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except (yaml.YAMLError, ValueError, OverflowError) as mistake:
            # The library lets an escape for a character that does not exist fail as it may.
            row = _row(getattr(mistake, "problem_mark", None)) or self._row
            line = self._first + row
            raise self._wrong(
                "unreadable-yaml",
                min(line, self._first + len(self._lines) - 1),
                "This cannot be read as it is typed.",
                "Put texts with brackets, braces or backslashes in 'single quotes', "
                "and each item of a list on a line of its own after a dash.",
            ) from None
        self._row = _row(event.start_mark)
        return event

    def _node(self, event: yaml.Event) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refused(line, "anchors and aliases (`&name`, `*name`)")
        if getattr(event, "tag", None) not in (None, "!"):
            raise self._refused(line, "tags (`!name`)")
        if isinstance(event, yaml.ScalarEvent):
            block = event.style in ("|", ">")
            text = _UNSPEAKABLE.sub("", event.value)
            return Scalar(text, line, line + block, event.style == "|")
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._wrong(
                "too-deep", line, "The lists here are nested too deeply.", "Write them flatter."
            )
        node = (
            self._sequence(event)
            if isinstance(event, yaml.SequenceStartEvent)
            else (self._mapping(event))
        )
        self._depth -= 1
        return node

    def _sequence(self, start: yaml.Event) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Sequence(tuple(items), self._line(start), self._typed(start, event))

    def _mapping(self, start: yaml.Event) -> Mapping:
        entries: list[Entry] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = self._line(event)
            key = self._node(event)
            value = self._node(self._next())
            if not isinstance(key, Scalar):
                raise self._wrong(
                    "unreadable-yaml", line, "A key here is a list.", "Use one word as the key."
                )
            entries.append(Entry(key.text.strip(), value, line))
        return Mapping(self._once(entries), self._line(start), self._typed(start, event))

    def _once(self, entries: list[Entry]) -> tuple[Entry, ...]:
        """Drop and report the entries whose key was there before."""
        kept: dict[str, Entry] = {}
        for entry in entries:
            earlier = kept.setdefault(entry.key, entry)
            if earlier is entry:
                continue
            first = self._lines[earlier.line - self._first].strip()
            message = f"`{entry.key}` is here a second time; it was on line {earlier.line} already."
            hint = f"Keep one of them and delete the other. The first is: `{first}`"
            place = Place(self._file, entry.line)
            self.diagnostics.append(error("duplicate-key", place, message, hint))
        return tuple(kept.values())

    def _line(self, event: yaml.Event) -> int:
        return self._first + _row(event.start_mark)

    def _typed(self, start: yaml.Event, end: yaml.Event) -> str:
        if not getattr(start, "flow_style", False) or _row(start.start_mark) != _row(end.end_mark):
            return ""
        return typed_value(self._lines[_row(start.start_mark)])

    def _refused(self, line: int, what: str) -> _Unreadable:
        return self._wrong(
            "yaml-machinery",
            line,
            f"bookbuild does not take YAML's {what}.",
            "Write the value out; a text that begins with such a sign goes in 'single quotes'.",
        )

    def _wrong(self, code: str, line: int, message: str, hint: str) -> _Unreadable:
        return _Unreadable(error(code, Place(self._file, line), message, hint))


def _row(mark: object) -> int:
    """Return the line of the library's mark, counted from 0."""
    return int(getattr(mark, "line", 0))
