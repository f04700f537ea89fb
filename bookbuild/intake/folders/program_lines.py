"""novelWriter's own lines: ``@pov: Jane``, ``% a comment``, ``>> centred <<``."""

from __future__ import annotations

import re

from bookbuild.intake.folders.inline_marks import Setting, rewritten
from bookbuild.intake.folders.margin import Row
from bookbuild.intake.report import SpanKind

_TAG = re.compile(r"@(?P<key>[a-z]+):\s*(?P<value>.*?)\s*")
_FOOTNOTE = re.compile(r"%\s*footnote\.(?P<key>\w{1,40}):\s*(?P<text>.*)", re.IGNORECASE)
_CENTRED = re.compile(r">>\s*(?P<text>.*?)\s*<<\s*")
_RIGHT = re.compile(r">>\s*(?P<text>.*?)\s*")
_LEFT = re.compile(r"(?P<text>.*?)\s*<<\s*")
_INDENTED = re.compile(r">\s(?P<text>.*?)(?:\s<)?\s*")
_SPACE = re.compile(r"\s*\[(?:new ?page|vspace(?::\d+)?)\]\s*", re.IGNORECASE)


def program_line(line: str, number: int, setting: Setting) -> tuple[Row, ...] | None:
    """Return the rows for a line that only novelWriter knows, None for any other."""
    margin = setting.margin
    if line.startswith("%%~") or _SPACE.fullmatch(line[:200]):
        margin.cut(number, 0, line, "novelWriter's own", SpanKind.LEFT_OUT)
        return ()
    if tag := _TAG.fullmatch(line[:2000]):
        return _tag(tag, line, number, setting)
    if line.startswith("%"):
        return _comment(line, number, setting)
    for pattern, block in ((_CENTRED, "center"), (_RIGHT, "right"), (_LEFT, ""), (_INDENTED, "")):
        found = pattern.fullmatch(line) if len(line) < 20_000 else None
        if found and found["text"]:
            return _aligned(found, block, number, setting)
    return None


def _tag(tag: re.Match[str], line: str, number: int, setting: Setting) -> tuple[Row, ...]:
    if tag["key"] == "pov" and tag["value"]:
        start, end = tag.span("value")
        setting.margin.cut(number, 0, line[:start], "the point of view", SpanKind.STRUCTURE)
        return (Row(tag["value"], number, start=start, end=end, mark="pov"),)
    setting.margin.cut(number, 0, line, f"a tag for @{tag['key']}", SpanKind.LEFT_OUT)
    return ()


def _comment(line: str, number: int, setting: Setting) -> tuple[Row, ...]:
    """A footnote's words are a comment, too; every other comment is a private remark."""
    note = _FOOTNOTE.fullmatch(line[:20_000])
    if note:
        start = note.start("key")
        setting.margin.cut(number, 0, line[:start], "a footnote", SpanKind.STRUCTURE)
        words = rewritten(note["text"], number, note.start("text"), setting)
        return (Row(""), Row(f"[^{note['key']}]: {words}", number), Row(""))
    setting.margin.changed(number, line, "a private remark")
    words = line.lstrip("%~").strip().replace("-->", "-- >")
    return (Row(f"<!-- {words} -->", number, mark="remark"),)


def _aligned(
    found: re.Match[str], block: str, number: int, setting: Setting
) -> tuple[Row, ...] | None:
    text = rewritten(found["text"], number, found.start("text"), setting)
    setting.margin.changed(number, found[0], f"a line set {block or 'left'}")
    if not block:
        return (Row(text, number),)
    return (Row(f"::: {block}"), Row(text, number), Row(":::"), Row(""))
