"""Text messages: ``Lana: where r u`` on each line, ``[9:41 pm]`` for a time between them."""

from __future__ import annotations

import re

from bookbuild.model.text import Inlines, LineBreak, Message, Messages, MessageTime, Text
from bookbuild.read.markdown.inline import line_inlines
from bookbuild.read.markdown.lines import merge_text, unwrap
from bookbuild.read.markdown.reading import Reading

_SENDER = re.compile(r"([^\s:.?!\[\]][^:.?!\[\]]{0,39}?)\s*:(?:\s+|$)(.*)$")
_TIME = re.compile(r"\[([^\[\]]*\d[^\[\]]*)\]$")
_HARD_END = re.compile(r"(?:\\|\s{2,})$")


def build_messages(
    lines: tuple[tuple[str, int], ...], me: str, line: int, reading: Reading
) -> Messages:
    """Return the conversation of these source lines, each with its number in the file.

    ``me`` names the sender whose messages are the teller's own. A sender stands before the first
    colon that a space or the line's end follows, in at most 40 characters without a full stop,
    question or exclamation mark. A line without a sender continues the message before it.
    """
    entries: list[Message | MessageTime] = []
    hard = False
    for text, number in lines:
        words = text.strip()
        if not words:
            continue
        if time := _TIME.match(words):
            entries.append(MessageTime(time[1].strip()))
            continue
        entry = _message(words, number, me, reading)
        last = entries[-1] if entries else None
        if not entry.sender and isinstance(last, Message):
            entries[-1] = _continued(last, entry.inlines, hard)
        else:
            entries.append(entry)
        hard = bool(_HARD_END.search(text))
    return Messages(tuple(entries), line=line)


def _message(words: str, number: int, me: str, reading: Reading) -> Message:
    match = _SENDER.match(words)
    sender, said = (match[1], match[2]) if match else ("", words)
    inlines = unwrap(line_inlines(said.removesuffix("\\").rstrip(), number, reading))
    return Message(sender, inlines, bool(me) and sender.casefold() == me.strip().casefold())


def _continued(message: Message, inlines: Inlines, hard: bool) -> Message:
    end: Inlines = (LineBreak(),) if hard else (Text(" "),)
    if not message.inlines:
        end = ()
    joined = merge_text((*message.inlines, *end, *inlines))
    return Message(message.sender, joined, message.mine)
