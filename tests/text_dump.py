"""Blocks and inlines as text that a person reads and a test compares.

A block is a line: its type, the line of the file, what it says of itself, then its words. What it
holds stands below it, two spaces in. Markup within words is shown in angle brackets.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from enum import Enum
from typing import assert_never

from bookbuild.model.text import (
    Block,
    Blocks,
    Code,
    ExternalTarget,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    Message,
    MessageTime,
    NoteRef,
    PageMark,
    Picture,
    Styled,
    Target,
    Text,
    UnitTarget,
    Verbatim,
    WrittenTarget,
)
from bookbuild.read.markdown import SectionText
from bookbuild.report import Diagnostic


def dump_section(text: SectionText, diagnostics: tuple[Diagnostic, ...] = ()) -> str:
    """Return a section's text and its diagnostics, one thing a line."""
    lines: list[str] = []
    if text.title:
        lines.append(f"Title{_id(text.title_id)}: {dump_inlines(text.title)}")
    lines.extend(dump_blocks(text.blocks))
    for note in text.footnotes:
        lines.append(f"Footnote {note.label} @{note.line}")
        lines.extend("  " + line for line in dump_blocks(note.blocks))
    for author in text.notes:
        said = _fields(until=author.until, only=author.only)
        lines.append(f"AuthorsNote {author.kind.value} @{author.line}{said}")
        lines.extend("  " + line for line in dump_blocks(author.blocks))
    lines.extend(f"{d.severity.value} {d.code}: {d}" for d in diagnostics)
    return "".join(line.rstrip() + "\n" for line in lines)


def dump_blocks(blocks: Blocks) -> Iterator[str]:
    """Yield the lines of the blocks."""
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    own: dict[str, object] = {}
    words = ""
    inner: list[tuple[str, object]] = []
    for field in dataclasses.fields(block):
        value = getattr(block, field.name)
        if field.name in ("line", "id"):
            continue
        if field.name in ("inlines", "text"):
            words = dump_inlines(value) if field.name == "inlines" else repr(value)
        elif field.name in (
            "level",
            "start",
            "align",
            "kind",
            "source",
            "alt",
            "credit",
            "decorative",
            "lang",
        ) or field.name in ("only", "until"):
            own[field.name] = value
        else:
            inner.append((field.name, value))
    head = f"{type(block).__name__} @{block.line}{_id(block.id)}{_fields(**own)}"
    yield f"{head}: {words}" if words else head
    for name, value in inner:
        yield from ("  " + line for line in _part(name, value))


def _part(name: str, value: object) -> Iterator[str]:
    """Yield the lines for what a block holds."""
    if value in ((), None):
        return
    if name in ("attribution", "caption"):
        assert isinstance(value, tuple)
        yield f"{name}: {dump_inlines(value)}"
        return
    if name == "blocks":
        assert isinstance(value, tuple)
        yield from dump_blocks(value)
        return
    if not isinstance(value, tuple):
        yield f"{name}:"
        yield from ("  " + line for line in dump_blocks((value,)))  # type: ignore[arg-type]
        return
    if name in ("aligns", "head", "rows") and not dataclasses.is_dataclass(value[0]):
        yield from _table(name, value)
        return
    if name in ("head", "close"):
        yield f"{name}:"
    for one in value:
        yield from _entry(name, one)


def _table(name: str, value: tuple[object, ...]) -> Iterator[str]:
    rows = value if name == "rows" else (value,)
    for row in rows:
        assert isinstance(row, tuple)
        cells = (c.value if isinstance(c, Enum) else dump_inlines(c) for c in row)
        yield f"{name}: {' | '.join(cells)}"


def _entry(name: str, entry: object) -> Iterator[str]:
    match entry:
        case Message(sender, inlines, mine):
            yield f"{'mine' if mine else 'message'} {sender}: {dump_inlines(inlines)}"
        case MessageTime(text):
            yield f"time: {text}"
        case tuple():
            yield "stanza"
            for line in entry:
                indent = ">" * line.indent + " " * bool(line.indent)
                yield f"  {indent}{dump_inlines(line.inlines)}"
        case _ if name == "lines":
            yield f"[{entry.label}] {dump_inlines(entry.inlines)}"  # type: ignore[attr-defined]
        case _ if name == "items":
            yield "item"
            blocks = entry.blocks  # type: ignore[attr-defined]
            yield from ("  " + line for line in dump_blocks(blocks))
        case _:
            yield from ("  " + line for line in dump_blocks((entry,)))  # type: ignore[arg-type]


def _id(name: str) -> str:
    return f" #{name}" if name else ""


def _fields(**own: object) -> str:
    shown = []
    for name, value in own.items():
        if isinstance(value, Enum):
            value = value.value
        if isinstance(value, tuple):
            value = ",".join(value)
        if value not in ("", None) and value is not False:
            shown.append(f" {name}={value}")
    return "".join(shown)


def dump_inlines(inlines: Inlines) -> str:
    """Return the words with their markup in angle brackets."""
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:  # noqa: C901, PLR0911 - one line for each type
    match inline:
        case Text(text):
            return text.replace("<", "\\<").replace("\u00a0", "<nbsp>")
        case Styled(style, children):
            return f"<{style.value}>{dump_inlines(children)}</>"
        case Language(lang, children):
            return f"<lang {lang}>{dump_inlines(children)}</>"
        case Link(target, children):
            return f"<link {_target(target)}>{dump_inlines(children)}</>"
        case Code(text):
            return f"<code {text}>"
        case Verbatim(text):
            return f"<verbatim {text}>"
        case LineBreak():
            return "<break>"
        case NoteRef(label):
            return f"<note {label}>"
        case Picture(source, alt):
            return f"<picture {source}: {alt}>"
        case PageMark(folio):
            return f"<page {folio}>"
        case _:
            assert_never(inline)


def _target(target: Target) -> str:
    match target:
        case ExternalTarget(url):
            return url
        case WrittenTarget(file, anchor):
            return f"file {file}#{anchor}"
        case UnitTarget(unit, anchor):
            return f"unit {unit}#{anchor}"
        case _:
            assert_never(target)
