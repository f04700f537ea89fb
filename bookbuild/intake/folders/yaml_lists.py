"""YAML as other tools write it: lists of chapters, settings, front matter.

The only module of this room that imports the YAML library. It takes events and builds nothing that
a file could ask for: an alias is empty, a tag is not looked at, depth and size are bounded, and
every scalar stays the text that was typed. Front matter that is no YAML (``title: Chapter 2: The
Fall``) is read line by line, as its author meant it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

MOST_CHARACTERS = 128 * 1024
MOST_DEPTH = 24

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The library's quicker reader, where it was built."""

_PLAIN_KEY = re.compile(r"(?P<key>[A-Za-z_][\w .-]*?):(?:[ \t]+(?P<value>.*))?$")
_PLAIN_VALUE = re.compile(r"[^\s\"'\[\]{}|>&*!%@`#-][^#]*")


class BadYaml(Exception):
    """The text cannot be read; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar as typed, and its line, from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value; ``line`` is the key's."""

    key: str
    value: Node
    line: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Keys with values, in the order of the file."""

    pairs: tuple[Pair, ...]
    line: int = 1

    def get(self, *keys: str) -> Node | None:
        """Return the value of the first of these keys that is there, whatever its case."""
        for key in keys:
            for pair in self.pairs:
                if same_key(pair.key, key):
                    return pair.value
        return None

    def text(self, *keys: str) -> str:
        """Return a value that is one text, "" for none."""
        node = self.get(*keys)
        return node.text.strip() if isinstance(node, Text) else ""

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return a value that is one text or several."""
        return texts_of(self.get(*keys))

    def settings(self, *keys: str) -> Settings:
        """Return a value that has keys itself, empty for none."""
        node = self.get(*keys)
        return node if isinstance(node, Settings) else Settings(())

    def items(self, *keys: str) -> tuple[Node, ...]:
        """Return the items of a list; a single value is a list of one."""
        node = self.get(*keys)
        match node:
            case None:
                return ()
            case Listed(items):
                return items
            case _:
                return (node,)


Node = Text | Listed | Settings


def same_key(left: str, right: str) -> bool:
    """Return whether two keys are the same but for case, hyphens, underscores and spaces."""
    return _key(left) == _key(right)


def _key(key: str) -> str:
    return re.sub(r"[-_\s]", "", key).casefold()


def texts_of(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a scalar or of a flat list, without empty ones."""
    match node:
        case Text(text):
            return (text.strip(),) if text.strip() else ()
        case Listed(items):
            return tuple(text for item in items for text in texts_of(item))
        case _:
            return ()


def read_yaml(source: str) -> Settings:
    """Return the mapping that a text is, an empty one for an empty text. Raises `BadYaml`."""
    simple = _simple(source)
    if simple is not None:
        return simple
    if len(source) > MOST_CHARACTERS:
        raise BadYaml(1)
    return _Composer(source).document()


def read_leniently(source: str) -> Settings:
    """Return what front matter says; what is no YAML is read as ``key: value`` lines."""
    try:
        return read_yaml(source)
    except BadYaml:
        return Settings(tuple(_by_lines(source[:MOST_CHARACTERS].split("\n"))))


def _simple(source: str) -> Settings | None:
    """Read ``key: value`` lines with nothing special in them, which most front matter is."""
    pairs: list[Pair] = []
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _PLAIN_KEY.fullmatch(line)
        value = (found["value"] or "").strip() if found else ""
        if not found or not value or not _PLAIN_VALUE.fullmatch(value) or ": " in value:
            return None
        pairs.append(Pair(found["key"].strip(), Text(value, number), number))
    return Settings(tuple(pairs))


def _by_lines(lines: list[str]) -> Iterator[Pair]:
    at = 0
    while at < len(lines):
        found = _PLAIN_KEY.fullmatch(lines[at].rstrip())
        start = at
        at += 1
        while at < len(lines) and (not lines[at].strip() or lines[at][0] in " \t-"):
            at += 1
        if found:
            more = [line.strip() for line in lines[start + 1 : at]]
            yield Pair(found["key"].strip(), _loose(found["value"] or "", more, start), start + 1)


def _loose(value: str, more: list[str], start: int) -> Node:
    value = value.strip()
    if not value and any(line.startswith("- ") for line in more):
        items = (line[2:].strip().strip("\"'") for line in more if line.startswith("- "))
        return Listed(tuple(Text(item, start + 1) for item in items), start + 1)
    if value[:1] in ("|", ">"):
        value = ""
    text = "\n".join((value, *more)).strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return Text(text[1:-1] if quoted else text, start + 1)


class _Composer:
    """One pass over the events of a text."""

    def __init__(self, source: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(source, Loader=_LOADER)
        self._depth = 0
        self._row = 0

    def document(self) -> Settings:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Settings(())
        node = self._node(event)
        if isinstance(node, Settings):
            return node
        if isinstance(node, Text) and not node.text.strip():
            return Settings(())
        raise BadYaml(node.line)

    def _next(self) -> yaml.Event:
        try:
            event = next(self._events)
        except (yaml.YAMLError, ValueError, OverflowError, StopIteration) as wrong:
            mark = getattr(wrong, "problem_mark", None)
            raise BadYaml(int(getattr(mark, "line", self._row)) + 1) from None
        self._row = int(getattr(event.start_mark, "line", self._row))
        return event

    def _node(self, event: yaml.Event) -> Node:
        line = self._row + 1
        if isinstance(event, yaml.AliasEvent):
            return Text("", line)
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.style is None and event.value in ("~", "null")
            return Text("" if nothing else event.value, line)
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise BadYaml(line)
        sequence = isinstance(event, yaml.SequenceStartEvent)
        node = self._sequence(line) if sequence else self._mapping(line)
        self._depth -= 1
        return node

    def _sequence(self, line: int) -> Listed:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Listed(tuple(items), line)

    def _mapping(self, line: int) -> Settings:
        pairs: list[Pair] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event)
            value = self._node(self._next())
            if isinstance(key, Text):
                pairs.append(Pair(key.text.strip(), value, key.line))
        return Settings(tuple(pairs), line)
