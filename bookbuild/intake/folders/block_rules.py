"""Blocks of other dialects: centred lines, divisions, verse, names of paragraphs."""

from __future__ import annotations

import re

from bookbuild.intake.fences import is_fence
from bookbuild.intake.folders.inline_marks import rewritten
from bookbuild.intake.folders.margin import Row
from bookbuild.intake.folders.rewriter import Rewriter
from bookbuild.intake.report import SpanKind

_CENTERED = re.compile(
    r"\s*<(?P<tag>div|p|h[1-6])\b[^<>]*(?:align\s*=\s*[\"']?center|class\s*=\s*[\"'][^\"'<>]*cent"
    r"|text-align\s*:\s*center)[^<>]*>(?P<inside>.*)",
    re.IGNORECASE,
)
_DIV = re.compile(r"\s*<(?P<end>/?)div\b[^<>]*>\s*", re.IGNORECASE)
_ASIDE = re.compile(r"C>\s?(?P<text>.*)")
_VERSE = re.compile(r"\| (?P<text>.*\S)?\s*|\|")
_BLOCK_NAME = re.compile(r"\s\^[A-Za-z0-9-]{1,40}\s*$")


def centered(it: Rewriter) -> bool:
    found = _CENTERED.fullmatch(it.line[:5000])
    if not found:
        return False
    tag, start = found["tag"].lower(), found.start("inside")
    it.setting.margin.cut(it.at + 1, 0, it.line[:start], "centred lines", SpanKind.STRUCTURE)
    closing = re.compile(rf"</{tag}\s*>\s*$", re.IGNORECASE)
    inside = found["inside"]
    end = closing.search(inside, max(0, len(inside) - 50))
    if end:
        it.setting.margin.cut(
            it.at + 1, start + end.start(), end[0], "centred lines", SpanKind.STRUCTURE
        )
        inside = inside[: end.start()]
    text = rewritten(inside, it.at + 1, start, it.setting).strip()
    it.apart()
    it.add("::: center")
    if text:
        it.add(text)
    if end:
        it.add(":::")
    elif tag == "div":
        it.centered.append(True)
    else:
        it.add(":::")
    it.out.append(Row(""))
    return it.take()


def fences(it: Rewriter) -> bool:
    """Keep the fences of blocks; what stands on them names the block and is no text.

    What only looks like a fence is a line of text, like any other.
    """
    return is_fence(it.line) and it.keep()


def divs(it: Rewriter) -> bool:
    found = _DIV.fullmatch(it.line[:2000])
    if not found:
        return False
    it.cut("the tag <div>", SpanKind.STRUCTURE)
    if not found["end"]:
        it.centered.append(False)
    elif it.centered and it.centered.pop():
        it.add(":::")
        it.out.append(Row(""))
    return it.take()


def aside(it: Rewriter) -> bool:
    """Leanpub's centred lines: ``C> The End``."""
    found = _ASIDE.fullmatch(it.line)
    if not found:
        return False
    it.apart()
    it.add("::: center")
    while found := _ASIDE.fullmatch(it.line):
        start = found.start("text")
        it.setting.margin.cut(it.at + 1, 0, it.line[:start], "a centred line", SpanKind.STRUCTURE)
        it.add(rewritten(found["text"], it.at + 1, start, it.setting))
        it.at += 1
        if it.at == len(it.lines):
            break
    it.out += [Row(":::"), Row("")]
    return True


def verse(it: Rewriter) -> bool:
    """Lines that each begin with a bar are verse, unless they are a table."""
    end = it.at
    while end < len(it.lines) and _is_verse(it.lines[end]):
        end += 1
    block = it.lines[it.at : end]
    if not block:
        return False
    it.apart()
    it.add("::: verse")
    for line in block:
        it.setting.margin.changed(it.at + 1, line, "a line of verse")
        it.add(rewritten(line[1:].removeprefix(" "), it.at + 1, len(line[:2]), it.setting))
        it.at += 1
    it.out += [Row(":::"), Row("")]
    return True


def _is_verse(line: str) -> bool:
    table = len(line) > 1 and line.rstrip().endswith("|")
    return not table and bool(_VERSE.fullmatch(line))


def block_name(it: Rewriter) -> bool:
    """Take a name that Obsidian gave a paragraph off its end."""
    found = _BLOCK_NAME.search(it.line[-60:]) if it.setting.obsidian else None
    if not found:
        return False
    at = len(it.line) - len(found[0])
    it.cut("a paragraph's name", SpanKind.LEFT_OUT, at)
    it.add(rewritten(it.line[:at], it.at + 1, 0, it.setting))
    return it.take()
