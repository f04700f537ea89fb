"""Verse, conversations and system boxes, whose lines count one by one, as a file can say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.manuscript_text.addresses import attribute_value
from bookbuild.intake.manuscript_text.system import LONGEST_LABEL, label_source
from bookbuild.intake.manuscript_text.tidy_inlines import clean, tidy
from bookbuild.model.text import (
    Block,
    LineBreak,
    Message,
    Messages,
    MessageTime,
    Paragraph,
    SystemBox,
    SystemLine,
    Text,
    Verse,
    VerseLine,
)

_SENDER = re.compile(r"[^\s:.?!\[\]<`\\][^:.?!\[\]<`\\]{0,39}")
_TIME = re.compile(r"[^\[\]<\\]*\d[^\[\]<\\]*")

# ----------------------------------------------------------------------------------- verse


def tidy_verse(verse: Verse) -> Iterator[Block]:
    """Yield verse without stanzas that have no words."""
    stanzas = (tuple(_verse_line(line) for line in stanza) for stanza in verse.stanzas)
    spoken = tuple(stanza for stanza in stanzas if any(line.inlines for line in stanza))
    if spoken:
        yield replace(verse, stanzas=spoken)


def _verse_line(line: VerseLine) -> VerseLine:
    words = tidy(line.inlines)
    return VerseLine(words, max(0, line.indent) if words else 0)


# ------------------------------------------------------------------------------ system boxes


def tidy_box(box: SystemBox) -> Iterator[Block]:
    """Yield a box; a label that is too long to be found stands in its value."""
    lines = tuple(_system_line(line) for line in box.lines)
    said = tuple(line for line in lines if line.label or line.inlines)
    if said:
        yield replace(box, lines=said)


def _system_line(line: SystemLine) -> SystemLine:
    label, value = clean(line.label).strip(), tidy(line.inlines)
    if len(label_source(label)) <= LONGEST_LABEL:
        return SystemLine(label, value)
    return SystemLine("", tidy((Text(f"{label}: "), *value)))


# ---------------------------------------------------------------------------- conversations


def tidy_conversation(messages: Messages) -> Iterator[Block]:
    """Yield a conversation; what cannot be found in it again stands between as a paragraph."""
    entries: list[Message | MessageTime] = []
    pieces: list[Messages | Paragraph] = []
    for entry in messages.entries:
        if outside := _outside(entry):
            pieces += (Messages(tuple(entries)), outside)
            entries = []
        else:
            _join(entries, _tidy_entry(entry))
    pieces.append(Messages(tuple(entries)))
    said = [one for one in pieces if not isinstance(one, Messages) or one.entries]
    for index, one in enumerate(said):
        block = replace(one, line=messages.line, lang=messages.lang)
        block = replace(block, id="" if index else messages.id)
        yield _mine_by_name(block) if isinstance(block, Messages) else block


def _outside(entry: Message | MessageTime) -> Paragraph | None:
    if isinstance(entry, MessageTime):
        time = clean(entry.text).strip()
        found = _TIME.fullmatch(time) or not time
        return None if found else Paragraph(tidy((Text(time),)))
    sender = clean(entry.sender).strip()
    if not sender or (_SENDER.fullmatch(sender) and attribute_value(sender) == sender):
        return None
    return Paragraph(tidy((Text(f"{sender}: "), *entry.inlines)))


def _tidy_entry(entry: Message | MessageTime) -> Message | MessageTime:
    if isinstance(entry, MessageTime):
        return MessageTime(clean(entry.text).strip())
    return Message(clean(entry.sender).strip(), tidy(entry.inlines), entry.mine)


def _join(entries: list[Message | MessageTime], entry: Message | MessageTime) -> None:
    """Add an entry; a message without a sender goes on with the one above it, on a new line."""
    last = entries[-1] if entries else None
    if isinstance(entry, MessageTime):
        entries += (entry,) if entry.text else ()
    elif not entry.sender and isinstance(last, Message):
        words = tidy((*last.inlines, LineBreak(), *entry.inlines))
        entries[-1] = replace(last, inlines=words)
    elif entry.sender or entry.inlines:
        entries.append(entry)


def _mine_by_name(messages: Messages) -> Messages:
    """Return a conversation in which all messages of the teller are, and no others."""
    said = [entry for entry in messages.entries if isinstance(entry, Message)]
    me = next((entry.sender for entry in said if entry.mine and entry.sender), "").casefold()
    entries = tuple(
        replace(entry, mine=bool(me) and entry.sender.casefold() == me)
        if isinstance(entry, Message)
        else entry
        for entry in messages.entries
    )
    return replace(messages, entries=entries)
