"""The lines on top of a file, whichever tool they were for, as bookbuild's fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bookbuild.intake.folders.metadata import day_of
from bookbuild.intake.folders.ordered import Front
from bookbuild.intake.folders.settings_files import read_toml
from bookbuild.intake.folders.yaml_lists import (
    BadYaml,
    Node,
    Pair,
    Settings,
    Text,
    read_leniently,
    same_key,
    texts_of,
)
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.sources import Source

_KEY_LINE = re.compile(r"[\"']?(?P<key>[A-Za-z_][\w .-]*?)[\"']?\s*[:=]")
_ASSIGNED = re.compile(r"\s*[\w\"'.-]+\s*=|\s*\[")
_MOST_LINES = 400

_TITLE = ("chapter_title", "title", "name")
_NUMBER = ("chapter_no", "chapter_number", "chapter", "number")
_ORDER = ("weight", "order", "nav_order", "sort", "sort_order", "position", "sidebar_position")
_POV = ("pov", "point_of_view", "viewpoint")
_DAY = ("date", "date_published", "published", "publishdate", "posted")
_SUMMARY = ("summary", "description", "synopsis", "excerpt")
_NOTES = ("start_note", "start_notes", "notes", "note", "author_note", "authors_note")
_ENDNOTES = ("end_note", "end_notes", "endnotes", "endnote", "afternote", "closing_note")
_WARNINGS = ("content_warning", "content_warnings", "warnings", "trigger_warnings", "cw", "tw")
_KNOWN = (
    *(*_TITLE, *_NUMBER, *_ORDER, *_POV, *_DAY, *_SUMMARY, *_NOTES, *_ENDNOTES, *_WARNINGS),
    *("subtitle", "author", "draft", "status"),
)


@dataclass(frozen=True, slots=True)
class FileFront:
    """What a file says of itself, and on which of its lines the text begins (an index from 0).

    ``order`` is a weight or a chapter's number, by which files may be sorted; ``listed`` the rest
    of the settings, for tools that keep more there.
    """

    settings: Settings
    body: int = 0
    title: str = ""
    order: float | None = None
    numbered: bool = False
    front: Front = field(default_factory=Front)
    day: date | None = None
    hidden: str = ""


def front_of(source: Source) -> FileFront:
    """Return what stands above a file's text: YAML, TOML, pandoc's title lines, or nothing."""
    lines = source.lines
    start = next((n for n, line in enumerate(lines) if line.strip("\ufeff \t")), 0)
    opening = lines[start].strip("\ufeff").rstrip() if lines else ""
    if opening == "+++":
        return _fenced(lines, start, ("+++",), toml=True)
    if opening == "---":
        return _fenced(lines, start, ("---", "..."), toml=False)
    if opening.startswith("% ") and source.stem.lower() != "nwd":
        return _pandoc_title(lines, start)
    return FileFront(Settings(()))


def _fenced(lines: tuple[str, ...], start: int, closing: tuple[str, ...], toml: bool) -> FileFront:
    stop = min(len(lines), start + _MOST_LINES)
    end = next((n for n in range(start + 1, stop) if lines[n].rstrip() in closing), -1)
    inside = lines[start + 1 : end]
    if end < 0 or not _is_settings(inside, toml):
        return FileFront(Settings(()))
    text = "\n".join(inside)
    try:
        settings = read_toml(text) if toml else read_leniently(text)
    except BadYaml:
        settings = Settings(())
    return _of_settings(settings, end + 1)


def _is_settings(inside: tuple[str, ...], toml: bool) -> bool:
    if not any(line.strip() for line in inside):
        return True
    pattern = _ASSIGNED if toml else _KEY_LINE
    first = next(line for line in inside if line.strip() and not line.lstrip().startswith("#"))
    return bool(pattern.match(first)) and bool(inside[0].strip())


def _pandoc_title(lines: tuple[str, ...], start: int) -> FileFront:
    end = start
    while end < len(lines) and (lines[end].startswith("%") or lines[end].startswith("  ")):
        end += 1
    title, *rest = (line[1:].strip() for line in lines[start:end] if line.startswith("%"))
    pairs = [Pair("title", Text(title, 1), 1)]
    pairs += [Pair("author", Text(rest[0], 1), 1)] if rest else []
    pairs += [Pair("date", Text(rest[1], 1), 1)] if len(rest) > 1 else []
    return FileFront(Settings(tuple(pairs)), end)


def _of_settings(settings: Settings, body: int) -> FileFront:
    number = settings.text(*_NUMBER)
    order = _number(settings.text(*_ORDER))
    numbered = order is None and _number(number) is not None
    day = day_of(settings.text(*_DAY))
    front = Front(
        subtitle=settings.text("subtitle"),
        number=number if re.fullmatch(r"\d+(?:\.\d+)?", number) else "",
        pov=settings.text(*_POV),
        day=day,
        author=settings.text("author"),
        summary=_paragraphs(settings.get(*_SUMMARY)),
        notes=_paragraphs(settings.get(*_NOTES)),
        endnotes=_paragraphs(settings.get(*_ENDNOTES)),
        warnings=settings.texts(*_WARNINGS),
        draft=settings.text("status").casefold() == "draft",
    )
    return FileFront(
        settings=settings,
        body=body,
        title=" ".join(settings.text(*_TITLE).split()),
        order=_number(number) if numbered else order,
        numbered=numbered,
        front=front,
        day=day,
        hidden=_hidden(settings),
    )


def _hidden(settings: Settings) -> str:
    if settings.text("draft").casefold() in ("true", "yes"):
        return "Its front matter calls it a draft (draft: true)."
    if settings.text("published").casefold() in ("false", "no"):
        return "Its front matter says that it is not published (published: false)."
    return ""


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,4})?", text) else None


def _paragraphs(node: Node | None) -> str:
    return "\n\n".join(texts_of(node)).strip()


def is_ao3(settings: Settings) -> bool:
    """Return whether front matter is of the shape in which AO3 shows a work or a chapter."""
    keys = ("fandom", "relationships", "chapter_no", "start_note", "end_note", "content_rating")
    return sum(settings.get(key) is not None for key in keys) >= 2


def without_book(front: FileFront) -> FileFront:
    """Return a file's front without what belongs to the whole book: title, author, date."""
    kept = replace(front.front, author="", subtitle="", day=None, summary="")
    return replace(front, title="", front=kept)


def front_spans(source: Source, front: FileFront, name: str) -> tuple[Span, ...]:
    """Return the spans of the lines above the text, each with what became of it."""
    spans: list[Span] = []
    key = ""
    for index, line in enumerate(source.lines[: front.body]):
        found = _KEY_LINE.match(line)
        key = found["key"] if found else key
        if not any(char.isalnum() for char in line):
            continue
        known = line.startswith("%") or any(same_key(key, one) for one in _KNOWN)
        kind = SpanKind.STRUCTURE if known else SpanKind.LEFT_OUT
        into = f"front matter, {key or 'title'}" if known else "front matter of another tool"
        spans.append(Span(name, index + 1, 0, len(line), line.strip(), kind, into))
    return tuple(spans)
