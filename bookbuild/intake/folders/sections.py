"""Rewritten files to sections: files are divided at chapter headings and scenes are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookbuild.intake.closing import closed
from bookbuild.intake.divisions.headings import Form, read_heading
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.folders.listing import Item, stem_of
from bookbuild.intake.folders.margin import Margin, Row
from bookbuild.intake.folders.names import kind_in_name, number_in_name, title_in_name
from bookbuild.intake.folders.ordered import Front
from bookbuild.intake.folders.texts import Sheet
from bookbuild.intake.own_notes import with_own_labels
from bookbuild.intake.report import SpanKind
from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind

_PART_WORDS = 300
"""A section that is called Part Two and is longer than this is an instalment, not a part."""

_LEVELS = {1: Kind.PART, 2: Kind.CHAPTER}
"""What novelWriter's headings are; those below are scenes."""


@dataclass(slots=True)
class Made:
    """A section while its files are put together; one that is ``listed`` has no file at all."""

    path: str
    line: int
    title: str = ""
    kind: Kind | None = None
    front: Front = field(default_factory=Front)
    rows: list[Row] = field(default_factory=list)
    number: str = ""
    told: str = ""
    pov_now: str = ""
    begun: bool = False
    listed: bool = False
    begins: list[str] = field(default_factory=list)
    titles: list[Row] = field(default_factory=list)

    @property
    def words(self) -> int:
        """How many words of prose the section has; remarks are none."""
        return sum(len(row.text.split()) for row in self.rows if row.mark != "remark")


@dataclass(frozen=True, slots=True)
class Reworked:
    """A file with its rows; ``margin`` takes the spans of what becomes of its headings."""

    item: Item
    sheet: Sheet
    rows: tuple[Row, ...]
    margin: Margin
    by_name: bool


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A heading with the rows below it; None for rows above the first heading."""

    headings: tuple[Row, ...]
    rows: tuple[Row, ...]


def add_file(made: list[Made], file: Reworked) -> None:
    """Add a file's sections to those before it, or its text to the last of them."""
    if file.sheet.path.endswith(".nwd"):
        _add_document(made, file)
        return
    if file.item.joined and made:
        _join(made[-1], file, file.rows)
        return
    for index, chunk in enumerate(_chunks(file)):
        section = _begin(file, chunk, first=index == 0)
        made.append(section)
        section.rows.extend(chunk.rows)


# ---------------------------------------------------------------------------------- division


def _chunks(file: Reworked) -> tuple[_Chunk, ...]:
    rows = file.rows
    top = _title_at(rows)
    if not file.item.titled and top is not None and not _is_own_title(file, rows[top]):
        return (_Chunk((), rows),)
    if top is None:
        return _divided(rows, _later_starts(rows)) if file.item.titled else (_Chunk((), rows),)
    starts = _starts(rows, top) if file.item.titled else (top,)
    return _divided(rows, starts)


def _divided(rows: tuple[Row, ...], starts: tuple[int, ...]) -> tuple[_Chunk, ...]:
    if not starts:
        return (_Chunk((), rows),)
    above = rows[: starts[0]]
    keep = bool(any(_is_prose(row) for row in above))
    chunks = [_Chunk((), above)] if keep else []
    for start, end in zip(starts, (*starts[1:], len(rows)), strict=True):
        count = _label_and_title(rows, start, end)
        inside = rows[start + 1 : end] if count == 1 else _without(rows, start, end)
        headings = (rows[start],) if count == 1 else _two(rows, start, end)
        lead = () if keep or start != starts[0] else above
        chunks.append(_Chunk(headings, (*lead, *inside)))
    return tuple(chunks)


def _title_at(rows: tuple[Row, ...]) -> int | None:
    """Return the index of a heading that has no prose above it."""
    for index, row in enumerate(rows):
        if row.level:
            return index
        if _is_prose(row):
            return None
    return None


def _is_prose(row: Row) -> bool:
    text = row.text.strip()
    return bool(text) and row.mark == "" and not row.level and any(c.isalnum() for c in text)


def _starts(rows: tuple[Row, ...], top: int) -> tuple[int, ...]:
    """Return where sections begin in a file whose first heading has an index.

    Headings of the first level each begin one. Those of another level do if all of them speak of
    chapters; below a single heading of a higher level, that one is a part's or the book's.
    """
    level = rows[top].level
    same = [n for n, row in enumerate(rows) if row.level == level]
    below = [n for n, row in enumerate(rows) if row.level == level + 1]
    if len(same) > 1 and (level == 1 or _all_labels(rows, same)):
        inner = [n for n in below if _label_of(rows[n])] if _all_labels(rows, below) else []
        return tuple(sorted((*same, *inner)))
    if len(same) == 1 and len(below) > 1 and _all_labels(rows, below):
        return (top, *below)
    return (top,)


def _later_starts(rows: tuple[Row, ...]) -> tuple[int, ...]:
    """Return where chapters begin in a file that opens with prose."""
    levels = [row.level for row in rows if row.level]
    same = [n for n, row in enumerate(rows) if row.level and row.level == min(levels)]
    return tuple(same) if same and _all_labels(rows, same) else ()


def _all_labels(rows: tuple[Row, ...], at: list[int]) -> bool:
    return bool(at) and all(_label_of(rows[n]) is not None for n in at)


def _label_of(row: Row) -> Form | None:
    form = read_heading(row.text)
    return form if form and (form.named or form.rank <= Rank.CHAPTER or form.bare) else None


def _label_and_title(rows: tuple[Row, ...], start: int, end: int) -> int:
    """Return 2 where a heading is only a label and the next one, directly below, its title."""
    form = _label_of(rows[start])
    following = next((n for n in range(start + 1, end) if rows[n].text.strip()), -1)
    bare = form is not None and not form.rest and form.number is not None
    if not bare or following < 0 or not rows[following].level or _label_of(rows[following]):
        return 1
    only = sum(row.level == rows[following].level for row in rows[start + 1 : end])
    return 2 if only == 1 else 1


def _two(rows: tuple[Row, ...], start: int, end: int) -> tuple[Row, ...]:
    return (rows[start], next(row for row in rows[start + 1 : end] if row.level))


def _without(rows: tuple[Row, ...], start: int, end: int) -> tuple[Row, ...]:
    second = next(n for n in range(start + 1, end) if rows[n].level)
    return (*rows[start + 1 : second], *rows[second + 1 : end])


# ----------------------------------------------------------------------------- one section


def _begin(file: Reworked, chunk: _Chunk, *, first: bool) -> Made:
    """Return a section without its text: title, kind and front matter."""
    item, front = file.item, file.sheet.front
    line = chunk.headings[0].line if chunk.headings else _first_line(chunk.rows, file)
    section = Made(file.sheet.source.name, line)
    if first:
        section.front = front.front
        section.number, section.kind = item.number, item.kind
        section.title = front.title or (item.title if not item.titled else "")
    for heading in chunk.headings:
        _take_title(section, heading, file)
    if first and not section.title:
        section.title = item.title or (
            title_in_name(stem_of(file.sheet.path)) if file.by_name else ""
        )
    if first and file.by_name and not section.title and not section.number:
        section.number = number_in_name(stem_of(file.sheet.path))
    section.kind = section.kind or _kind(section, file, chunk, first=first)
    return section


def _first_line(rows: tuple[Row, ...], file: Reworked) -> int:
    return next(
        (row.line for row in rows if row.text.strip() and row.line), file.sheet.front.body + 1
    )


def _take_title(section: Made, heading: Row, file: Reworked) -> None:
    """Make a heading the title, unless it says what the title says already."""
    line = file.sheet.source.lines[heading.line - 1][heading.start : heading.end]
    words = tuple(words_of(line))
    structure, moved = SpanKind.STRUCTURE, SpanKind.MOVED
    if section.title and _within(words, tuple(words_of(section.title))):
        _note(file, heading, line, "the title", structure)
        section.titles.append(heading)
        return
    if section.title and not section.told:
        section.rows.append(heading)  # another heading than the title of the front matter
        return
    section.titles.append(heading)
    kept = tuple(words_of(heading.text)) == words
    _note(file, heading, line, "the title", moved if kept else structure)
    text = " ".join(heading.text.split())
    section.title = f"{section.told}: {text}" if section.told else text
    section.told = section.title
    if heading.mark == "part":
        section.kind = Kind.PART
    elif heading.mark == "unnumbered":
        section.number = section.number or "none"


def _note(file: Reworked, heading: Row, words: str, into: str, kind: SpanKind) -> None:
    file.margin.cut(heading.line, heading.start, words, into, kind)


def _within(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    folded = tuple(word.casefold() for word in words)
    others = tuple(word.casefold() for word in whole)
    starts = range(len(others) - len(folded) + 1)
    return any(others[n : n + len(folded)] == folded for n in starts)


def _kind(section: Made, file: Reworked, chunk: _Chunk, *, first: bool) -> Kind | None:
    form = read_heading(section.title) if section.title else None
    if form and not form.bare:
        words = sum(len(row.text.split()) for row in chunk.rows if _is_prose(row))
        return Kind.CHAPTER if form.kind is Kind.PART and words > _PART_WORDS else form.kind
    named = (
        kind_in_name(stem_of(file.sheet.path))
        if first and not file.sheet.path.endswith(".nwd")
        else None
    )
    return None if named is Kind.PART else named


def _is_own_title(file: Reworked, heading: Row) -> bool:
    """Return whether the first heading of a chapter's first scene is the chapter's."""
    said = tuple(word.casefold() for word in words_of(heading.text))
    given = tuple(word.casefold() for word in words_of(file.item.title))
    form = read_heading(heading.text)
    return said == given or bool(form and form.rank <= Rank.CHAPTER and not form.bare)


def _join(section: Made, file: Reworked, rows: tuple[Row, ...]) -> None:
    """Put a scene behind what is there: its heading parts them, or a scene break does."""
    first = next((row for row in rows if row.text.strip() and row.mark != "remark"), None)
    begun = any(row.level or _is_prose(row) for row in section.rows)
    section.rows.append(Row(""))
    if begun and first is not None and not first.level:
        section.rows += [Row("***"), Row("")]
    section.rows.extend(rows)
    section.front = replace(section.front, pov=section.front.pov or file.sheet.front.front.pov)


# ------------------------------------------------------------------------------- novelWriter


def _add_document(made: list[Made], file: Reworked) -> None:
    """Add a document of novelWriter, in which the level of a heading says what it begins."""
    for chunk in _by_level(file.rows):
        heading = chunk.headings[0] if chunk.headings else None
        if heading and heading.level in _LEVELS:
            section = _begin(file, chunk, first=False)
            if heading.mark != "unnumbered":
                section.number = ""
            named = section.kind if section.kind is not Kind.PART else None
            section.kind = _LEVELS[heading.level] if heading.level == 1 else named or Kind.CHAPTER
            made.append(section)
        else:
            if not made:
                line = heading.line if heading else _first_line(chunk.rows, file)
                made.append(Made(file.sheet.source.name, line))
            _scene(made[-1], heading)
        _with_pov(made[-1], chunk.rows, file)


def _by_level(rows: tuple[Row, ...]) -> Iterator[_Chunk]:
    starts = [n for n, row in enumerate(rows) if row.level]
    above = rows[: starts[0]] if starts else rows
    if any(row.text.strip() for row in above):
        yield _Chunk((), above)
    for start, end in zip(starts, [*starts, len(rows)][1:], strict=True):
        yield _Chunk((rows[start],), rows[start + 1 : end])


def _scene(section: Made, heading: Row | None) -> None:
    """Begin a scene; its name is the author's own and stays as a private remark."""
    section.rows += [Row(""), Row("***"), Row("")] if section.begun else [Row("")]
    if heading:
        words = heading.text.replace("-->", "-- >")
        section.rows += [Row(f"<!-- {words} -->", heading.line, mark="remark"), Row("")]


def _with_pov(section: Made, rows: tuple[Row, ...], file: Reworked) -> None:
    """Add rows; the first point of view is the section's, another one stands where it begins."""
    for row in rows:
        if row.mark != "pov":
            section.rows.append(row)
            section.begun = section.begun or _is_prose(row)
            continue
        if row.text == (section.pov_now or section.front.pov):
            file.margin.cut(row.line, row.start, row.text, "the point of view", SpanKind.LEFT_OUT)
        elif not section.begun and not section.front.pov:
            section.front = replace(section.front, pov=row.text)
            file.margin.cut(row.line, row.start, row.text, f"pov: {row.text}", SpanKind.MOVED)
        else:
            section.rows += [Row("::: pov"), replace(row, mark=""), Row(":::"), Row("")]
        section.pov_now = row.text


def drop_spaces(rows: list[Row]) -> list[str]:
    """Return the lines of rows, with one empty line between two blocks at most."""
    lines: list[str] = []
    for row in rows:
        text = f"{'#' * row.level} {row.text}" if row.level else row.text
        if row.level and lines and lines[-1].strip():
            lines.append("")
        if text.strip() or (lines and lines[-1].strip()):
            lines.append(text)
        if row.level:
            lines.append("")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def text_of(section: Made) -> str:
    """Return a section's text; a heading that opens it is fenced, or it would be its title."""
    lines = with_own_labels(closed(drop_spaces(section.rows)))
    opening = next((n for n, line in enumerate(lines) if not line.startswith("<!--") and line), -1)
    if opening >= 0 and re.match(r"#{1,6}(?:\s|[^\s#])", lines[opening]):
        lines[opening : opening + 1] = ["::: {}", lines[opening], ":::"]
    return "\n".join(lines) + "\n" if lines else ""
