"""Text messages: ``Lana: where r u`` on each line, times in brackets between them."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.addresses import attribute
from bookbuild.intake.manuscript_text.fences import Lines, guarded_line
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.intake.manuscript_text.line_starts import NO_SPACE
from bookbuild.model.text import Message, Messages, MessageTime

_SENDER = re.compile(r"[^\s:.?!\[\]][^:.?!\[\]]{0,39}:(?:\s|$)")
_TIME = re.compile(r"\[[^\[\]]*\d[^\[\]]*\]$")
_FAR = NO_SPACE * 8
"""Longer than any sender is."""


def message_lines(messages: Messages) -> Lines:
    """Return what stands between the fences."""
    return tuple(_line(entry) for entry in messages.entries)


def teller(messages: Messages) -> tuple[str, ...]:
    """Return the attribute that says whose phone we look at."""
    mine = (e.sender for e in messages.entries if isinstance(e, Message) and e.mine and e.sender)
    return attribute("me", next(mine, ""))


def _line(entry: Message | MessageTime) -> str:
    if isinstance(entry, MessageTime):
        return f"[{entry.text}]"
    said = one_line(entry.inlines)
    if entry.sender:
        return guarded_line(f"{entry.sender}: {said}".rstrip())
    return guarded_line(_unsent(said))


def _unsent(said: str) -> str:
    """Return words without a sender so that none is found in them."""
    if _TIME.match(said):
        return NO_SPACE + said
    if not (found := _SENDER.match(said)):
        return said
    if "`" in found[0]:
        return _FAR + said
    return said.replace(":", "&#58;", 1)
