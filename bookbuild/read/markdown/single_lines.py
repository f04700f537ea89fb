"""Recognising a text whose paragraphs are separated by single line ends only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.read.markdown.reading import Reading

_FEWEST_LINES = 8
_LONG_LINE = 90
_ENDED = 0.75
_FEWEST_SENTENCES = 4
_SENTENCE_START = re.compile(r"\s*[\"'“‘„«»(\[*_¿¡—–-]*[^\W_a-zß-ÿ]")
_SENTENCE_END = re.compile(r"[.!?…—–][\"'”’»*_)\]]*\s*$|[\"”»]\s*$")


def report_single_lines(tokens: Sequence[Token], reading: Reading) -> None:
    """Warn once where paragraphs seem to be separated by single line ends.

    So it seems where at least eight lines stand without a blank line between them, three quarters
    of which end as sentences do and one of which is longer than 90 characters, or at least four
    of which every one begins and ends as sentences do, and where such runs hold more than half of
    the text's lines. (Lines wrapped by an editor end anywhere.)
    """
    runs = [token for token in tokens if token.type == "inline" and token.level == 1]
    suspects = [token for token in runs if _is_suspect(token.content)]
    lines = sum(token.content.count("\n") + 1 for token in runs)
    suspected = sum(token.content.count("\n") + 1 for token in suspects)
    if not suspects or suspected * 2 <= lines:
        return
    first = (suspects[0].map or [0])[0]
    reading.findings.warning(
        "single-line-paragraphs",
        reading.findings.line_of(first),
        f"{suspected} lines stand here without blank lines between them, so they become"
        f" {len(suspects)} long paragraph{'s' if len(suspects) > 1 else ''}.",
        "If each line is a paragraph, write “paragraphs: lines” in book.yaml.",
    )


def _is_suspect(content: str) -> bool:
    lines = content.split("\n")
    if len(lines) < _FEWEST_SENTENCES:
        return False
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    if len(lines) < _FEWEST_LINES:
        begun = all(_SENTENCE_START.match(line) for line in lines)
        return begun and ended == len(lines)
    return ended >= _ENDED * len(lines) and max(map(len, lines)) > _LONG_LINE
