"""``published.yaml``: what readers already have. bookbuild writes it, and reads it here.

It is YAML of one shape, a line for each thing, so that git shows what an update changed and a
mistake has its line. What does not have that shape was not written by bookbuild, or was damaged.
"""

from __future__ import annotations

import json
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookbuild.model.edition import AT_END, PageStart, Pagination
from bookbuild.model.published import (
    NOTHING_PUBLISHED,
    Edit,
    NewsRecord,
    Published,
    PublishedBlock,
    PublishedEdition,
    PublishedSection,
    PublishedUnit,
    ReleaseNews,
    ReleaseRecord,
)
from bookbuild.model.shapes import Shape, Spot
from bookbuild.read.text_files import read_text
from bookbuild.report import Checked, Diagnostic, Place, error

PUBLISHED_FILE = "published.yaml"

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
_LINE = re.compile(
    r"(?P<indent> *)(?P<dash>- )?(?:(?P<key>[a-z]+):(?: (?P<value>.*))?|(?P<item>.*))"
)
_BLOCK = re.compile(
    r"(?P<id>[\w.-]+) (?P<sort>[pb]) (?P<words>[0-9]{1,9}) (?P<digest>[0-9a-f]{12}) "
    r"(?P<sketch>[0-9a-f]{16})(?: in (?P<within>[\w.-]+))?"
)
_PAGE = re.compile(
    r"(?P<page>[0-9]{1,9}) (?P<folio>[\w-]+) (?P<unit>[\w.-]+)"
    r"(?: (?P<block>[\w.-]+) (?P<offset>[0-9]{1,9}|end))?"
)
_SPOT = re.compile(r"(?P<gone>-)?(?P<id>[A-Za-z][\w.-]*):(?P<length>[0-9]{1,9})")
_TOKEN = re.compile(r"[()+ ]|-?[A-Za-z][\w.-]*:[0-9]{1,9}")
_ID = r"[\w.-]+"
_RELEASE = re.compile(r"(?P<version>[0-9]{1,9}(?:\.[0-9]{1,9})*)(?P<first> first)?")
_BROUGHT = re.compile(r"(?P<unit>[\w.-]+)(?: revised(?P<counts>(?: [0-9]{1,9}){5}))?")
_KEYS = ("published", "release", "news", "sections", "editions", "retired")
_MOST_DEPTH = 100


class _Damaged(Exception):
    """A line that is not as bookbuild writes it."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the record: its number, its depth, a key with its value, or an item alone."""

    number: int
    depth: int
    first: bool
    key: str
    value: str


_Part = tuple[_Line, tuple[_Line, ...]]


def read_published(manuscript: Path, shown: str) -> Checked[Published]:
    """Return what was published of a manuscript, nothing where the folder has no record.

    ``shown`` is the record's file as messages name it. A record that cannot be read is an error:
    without it an update would lose readers' places.
    """
    path = manuscript / PUBLISHED_FILE
    return read_record(path, shown) if os.path.lexists(path) else Checked(NOTHING_PUBLISHED)


def read_record(path: Path, shown: str) -> Checked[Published]:
    """Return what was published as one file says, wherever it stands."""
    source = read_text(path, path.parent, shown)
    if source.value is None:
        return Checked(NOTHING_PUBLISHED, source.diagnostics)
    conflict = _conflict(source.value)
    if conflict:
        return Checked(NOTHING_PUBLISHED, (_conflicting(Place(shown, conflict)),))
    try:
        return Checked(parse_published(source.value))
    except _Damaged as damaged:
        return Checked(NOTHING_PUBLISHED, (_unreadable(Place(shown, damaged.line)),))


def _conflict(source: str) -> int:
    """Return the line of the first mark that an unfinished merge has left, 0 for none."""
    lines = enumerate(source.split("\n"), start=1)
    return next((number for number, line in lines if _CONFLICT.match(line)), 0)


def _conflicting(place: Place) -> Diagnostic:
    message = "An unfinished merge has left its marks here: git could not join two records."
    hint = (
        "Take the record of the branch that readers have: "
        f"git checkout --ours {place.file}, or --theirs."
    )
    return error("merge-conflict", place, message, hint)


def _unreadable(place: Place) -> Diagnostic:
    message = "This line of the record of what was published is not as bookbuild wrote it."
    hint = f"Get the file back as it was: git checkout {place.file}"
    return error("damaged-record", place, message, hint)


# --------------------------------------------------------------------------------------- parsing


def parse_published(source: str) -> Published:
    """Return the record that a text is. Raises an error with the line that cannot be read."""
    parts = _parts(tuple(_lines(source)))
    _once((head.key, head) for head, _ in parts)
    by_key = {head.key: (head, inner) for head, inner in parts}
    for head, _ in parts:
        if head.key not in _KEYS or head.depth:
            raise _Damaged(head.number)
    sections, editions, retired = (
        _items(by_key.get(key)) for key in ("sections", "editions", "retired")
    )
    read = Published(
        day=_day(by_key["published"][0]) if "published" in by_key else None,
        sections=tuple(map(_section, sections)),
        editions=tuple(map(_edition, editions)),
        retired=tuple(map(_retired, retired)),
        release=_release(by_key),
    )
    _once((each.id, item[0]) for each, item in zip(read.sections, sections, strict=True))
    named = zip(read.editions, editions, strict=True)
    _once(((each.name, each.format), item[0]) for each, item in named)
    if not {"sections", "editions", "retired"} <= set(by_key):
        # The file was cut: what is missing, is missing at its end.
        raise _Damaged(len(source.rstrip("\n").split("\n")))
    return read


def _release(by_key: Mapping[str, _Part]) -> ReleaseRecord | None:
    """Return the record of the last release; what it brought belongs to one that is named."""
    if "release" not in by_key:
        if "news" in by_key:
            raise _Damaged(by_key["news"][0].number)
        return None
    line = by_key["release"][0]
    found = _RELEASE.fullmatch(line.value)
    if not found:
        raise _Damaged(line.number)
    news = tuple(_brought(item) for item in _items(by_key.get("news")))
    return ReleaseRecord(found["version"], bool(found["first"]), news)


def _brought(item: tuple[_Line, ...]) -> ReleaseNews:
    found = _BROUGHT.fullmatch(item[0].value)
    if len(item) > 1 or not found:
        raise _Damaged(item[0].number)
    counts = found["counts"]
    return ReleaseNews(found["unit"], Edit(*map(int, counts.split())) if counts else None)


def _once(keys: Iterable[tuple[object, _Line]]) -> None:
    """Raise for the line with a key that another line before it has."""
    seen: set[object] = set()
    for key, line in keys:
        if key in seen:
            raise _Damaged(line.number)
        seen.add(key)


def _retired(item: tuple[_Line, ...]) -> str:
    if len(item) > 1 or not re.fullmatch(_ID, item[0].value):
        raise _Damaged(item[0].number)
    return item[0].value


def _lines(source: str) -> Iterator[_Line]:
    for number, line in enumerate(source.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        assert found
        depth = len(found["indent"]) + (2 if found["dash"] else 0)
        value = found["value"] if found["key"] else found["item"]
        yield _Line(number, depth, bool(found["dash"]), found["key"] or "", value or "")


def _parts(lines: tuple[_Line, ...]) -> tuple[_Part, ...]:
    """Return the lines with the least depth, each with the deeper lines and items below it."""
    parts: list[tuple[_Line, list[_Line]]] = []
    for line in lines:
        outer = bool(line.key) and not line.first and line.depth == lines[0].depth
        if outer or (parts == [] and line.first):
            parts.append((line, []))
        elif parts:
            parts[-1][1].append(line)
        else:
            raise _Damaged(line.number)
    return tuple((head, tuple(inner)) for head, inner in parts)


def _items(part: _Part | None) -> tuple[tuple[_Line, ...], ...]:
    """Return the items of a list, each with the lines that belong to it."""
    if part is None:
        return ()
    _, lines = part
    items: list[list[_Line]] = []
    for line in lines:
        if line.first and line.depth == lines[0].depth:
            items.append([line])
        elif items:
            items[-1].append(line)
        else:
            raise _Damaged(line.number)
    return tuple(map(tuple, items))


class _Fields:
    """The keys of one item, looked up by name; local to the function that reads the item."""

    def __init__(self, item: tuple[_Line, ...]) -> None:
        parts = _parts(item)
        _once((head.key, head) for head, _ in parts)
        self._start = item[0].number
        self._parts = {head.key: (head, inner) for head, inner in parts}

    def text(self, key: str) -> str:
        """Return a text in quotation marks that must be there."""
        return _text(self._line(key))

    def name(self, key: str) -> str:
        """Return a bare word that must be there."""
        line = self._line(key)
        if not re.fullmatch(_ID, line.value):
            raise _Damaged(line.number)
        return line.value

    def number(self, key: str) -> int:
        """Return a whole number that must be there."""
        line = self._line(key)
        if not re.fullmatch(r"[0-9]{1,9}", line.value):
            raise _Damaged(line.number)
        return int(line.value)

    def _line(self, key: str) -> _Line:
        if key not in self._parts:
            raise _Damaged(self._start)
        return self._parts[key][0]

    def items(self, key: str) -> tuple[_Line, ...]:
        """Return the lines of a list, () where there is none."""
        return tuple(item[0] for item in _items(self._parts.get(key)))


def _text(line: _Line) -> str:
    try:
        value = json.loads(line.value)
    except ValueError:
        raise _Damaged(line.number) from None
    if not isinstance(value, str):
        raise _Damaged(line.number)
    return value


def _day(line: _Line) -> date:
    try:
        return date.fromisoformat(line.value)
    except ValueError:
        raise _Damaged(line.number) from None


def _section(item: tuple[_Line, ...]) -> PublishedSection:
    fields = _Fields(item)
    blocks = tuple(map(_block, fields.items("blocks")))
    return PublishedSection(fields.name("id"), fields.text("file"), fields.text("title"), blocks)


def _block(line: _Line) -> PublishedBlock:
    found = _BLOCK.fullmatch(line.value)
    if not found:
        raise _Damaged(line.number)
    return PublishedBlock(
        id=found["id"],
        paragraph=found["sort"] == "p",
        words=int(found["words"]),
        digest=found["digest"],
        sketch=int(found["sketch"], 16),
        within=found["within"] or "",
    )


def _edition(item: tuple[_Line, ...]) -> PublishedEdition:
    fields = _Fields(item)
    pages = tuple(map(_page, fields.items("pages")))
    return PublishedEdition(
        name=fields.text("name"),
        format=fields.name("format"),
        identifier=fields.text("identifier"),
        output=fields.text("output"),
        units=tuple(map(_unit, fields.items("units"))),
        story=fields.number("story"),
        shapes=tuple(map(_shape, fields.items("places"))),
        pagination=Pagination(pages) if pages else None,
        news=tuple(map(_news, fields.items("news"))),
    )


def _news(line: _Line) -> NewsRecord:
    unit, _, revised = line.value.partition(" ")
    if revised not in ("", "revised") or not re.fullmatch(r"[\w.-]+", unit):
        raise _Damaged(line.number)
    return NewsRecord(unit, revised == "revised")


def _unit(line: _Line) -> PublishedUnit:
    id, _, promised = line.value.partition(" ")
    if promised not in ("", "promised") or not re.fullmatch(r"[\w.-]+", id):
        raise _Damaged(line.number)
    return PublishedUnit(id, promised == "promised")


def _page(line: _Line) -> PageStart:
    found = _PAGE.fullmatch(line.value)
    if not found:
        raise _Damaged(line.number)
    folio = "" if found["folio"] == "-" else found["folio"]
    unit = "" if found["unit"] == "-" else found["unit"]
    offset = AT_END if found["offset"] == "end" else int(found["offset"] or 0)
    block = "" if found["block"] == "-" else found["block"] or ""
    return PageStart(int(found["page"]), folio, unit, block, offset)


def _shape(line: _Line) -> Shape:
    typed = f"{line.key}: {line.value}" if line.key else line.value
    of, colon, places = typed.partition(": ")
    if not colon or _TOKEN.sub("", places).strip():
        raise _Damaged(line.number)
    reader = _Places(places, line.number)
    return reader.shape(of)


class _Places:
    """Reads ``(lead) a:12 b:30+new:9 -gone:7``, token by token; made for one line."""

    def __init__(self, places: str, number: int) -> None:
        self._tokens = deque(match.group() for match in _TOKEN.finditer(places))
        self._number = number

    def shape(self, of: str) -> Shape:
        lead: tuple[Spot, ...] = ()
        if self._next() == "(":
            lead = self._group(0)
            if self._tokens:
                self._take(" ")
        spots: list[Spot] = []
        while self._tokens:
            spots.append(self._place())
            if self._tokens:
                self._take(" ")
        return Shape(of, lead, tuple(spots))

    def _place(self) -> Spot:
        spot = self._spot()
        behind: list[Spot] = []
        while self._next() == "+":
            self._take("+")
            behind.append(self._added(0))
        return replace(spot, behind=tuple(behind))

    def _added(self, depth: int) -> Spot:
        before = self._group(depth) if self._next() == "(" else ()
        return replace(self._spot(), before=before)

    def _group(self, depth: int) -> tuple[Spot, ...]:
        if depth > _MOST_DEPTH:
            raise _Damaged(self._number)
        self._take("(")
        run = [self._added(depth + 1)]
        while self._next() == "+":
            self._take("+")
            run.append(self._added(depth + 1))
        self._take(")")
        return tuple(run)

    def _spot(self) -> Spot:
        found = _SPOT.fullmatch(self._tokens.popleft() if self._tokens else "")
        if not found:
            raise _Damaged(self._number)
        return Spot(found["id"], int(found["length"]), bool(found["gone"]))

    def _next(self) -> str:
        return self._tokens[0] if self._tokens else ""

    def _take(self, token: str) -> None:
        if self._next() != token:
            raise _Damaged(self._number)
        self._tokens.popleft()
