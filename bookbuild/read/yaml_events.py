"""Strict YAML to nodes by the YAML library's events, for texts that hold more than plain lines.

The only module that imports the YAML library. It hands over events, and nothing can be built that
an untrusted file should not build: no aliases, no tags, bounded depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from bookbuild.read.yaml_lines import typed_value
from bookbuild.read.yaml_text import Entry, Mapping, Node, Scalar, Sequence, once_each
from bookbuild.report import Diagnostic, Place, error

_MOST_DEPTH = 12
_UNSPEAKABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an escape in double quotes can say and no book can hold."""


class Unreadable(Exception):
    """An entry that cannot be read, with what the author is told about it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Composer:
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
        if self._depth > _MOST_DEPTH:
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
        kept, repeated = once_each(entries, self._lines, self._file, self._first)
        self.diagnostics += repeated
        return Mapping(kept, self._line(start), self._typed(start, event))

    def _line(self, event: yaml.Event) -> int:
        return self._first + _row(event.start_mark)

    def _typed(self, start: yaml.Event, end: yaml.Event) -> str:
        if not getattr(start, "flow_style", False) or _row(start.start_mark) != _row(end.end_mark):
            return ""
        return typed_value(self._lines[_row(start.start_mark)])

    def _refused(self, line: int, what: str) -> Unreadable:
        return self._wrong(
            "yaml-machinery",
            line,
            f"bookbuild does not take YAML's {what}.",
            "Write the value out; a text that begins with such a sign goes in 'single quotes'.",
        )

    def _wrong(self, code: str, line: int, message: str, hint: str) -> Unreadable:
        return Unreadable(error(code, Place(self._file, line), message, hint))


def _row(mark: object) -> int:
    """Return the line of the library's mark, counted from 0."""
    return int(getattr(mark, "line", 0))
