"""The rules for what stands in a line beyond CommonMark: tags, raised words, spans, attributes."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline, autolink

from bookbuild.read.markdown.attributes import read_attributes

_TAG = re.compile(r"<(/?)(i|b|em|strong|u|s|sup|sub|br|hr)\s*(/?)>", re.IGNORECASE)
_RAISED = re.compile(r"\^(?!\[)((?:\\.|[^\s\\^])+)\^")
_LOWERED = re.compile(r"~((?:\\.|[^\s\\~])+)~(?!~)")
_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
_NOTE_CALL = re.compile(r"\[\^([^\s\[\]]{1,200})\]")
_LINK = re.compile(r"<(?:https?://|mailto:|[^\s<>:@]+@)", re.IGNORECASE)


def html_tag(state: StateInline, silent: bool) -> bool:
    """Find one of the few tags that are markup; all others are words."""
    match = _TAG.match(state.src, state.pos) if state.src[state.pos] == "<" else None
    if not match:
        return False
    if not silent:
        token = state.push("html_tag", match[2].lower(), 0)
        token.content = match[0]
        token.info = "close" if match[1] else "open"
    state.pos = match.end()
    return True


def raised_or_lowered(state: StateInline, silent: bool) -> bool:
    """Find ``2^nd^`` and ``H~2~O``: no space inside, and at least one letter or figure."""
    mark = state.src[state.pos]
    if silent or mark not in "^~":
        return False
    if mark == "~" and state.src[state.pos - 1 : state.pos] == "~":
        return False
    match = (_RAISED if mark == "^" else _LOWERED).match(state.src, state.pos, state.posMax)
    if not match or not any(character.isalnum() for character in match[1]):
        return False
    kind = "sup" if mark == "^" else "sub"
    _within(state, match.start(1), match.end(1), kind)
    state.pos = match.end()
    return True


def _within(state: StateInline, start: int, end: int, kind: str) -> None:
    oldest = state.posMax
    state.push(f"{kind}_open", kind, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", kind, -1)
    state.posMax = oldest


def span(state: StateInline, silent: bool) -> bool:
    """Find ``[words]{.class}``."""
    start = state.pos
    if state.src[start] != "[" or state.html_terminator_last("]{") < start:
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    match = _ATTRIBUTES.match(state.src, end + 1) if end > start + 1 else None
    attributes = read_attributes(match[1]) if match else None
    if match is None or attributes is None:
        return False
    if not silent:
        place = len(state.tokens) + bool(state.pending)
        _within(state, start + 1, end, "span")
        state.tokens[place].meta["attributes"] = attributes
    state.pos = match.end()
    return True


def image_attributes(state: StateInline, silent: bool) -> bool:
    """Find the attributes directly behind an image."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    image = state.tokens[-1]
    match = _ATTRIBUTES.match(state.src, state.pos)
    attributes = read_attributes(match[1]) if match and image.type == "image" else None
    if match is None or attributes is None or "attributes" in image.meta:
        return False
    image.meta["attributes"] = attributes
    state.pos = match.end()
    return True


def web_link(state: StateInline, silent: bool) -> bool:
    """Find ``<https://…>`` and ``<name@example.org>``; other words in angle brackets are words."""
    if state.src[state.pos] != "<" or not _LINK.match(state.src, state.pos):
        return False
    return autolink(state, silent)


def footnote_call(state: StateInline, silent: bool) -> bool:
    """Find ``[^label]``."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("footnote_call", "", 0).info = match[1]
    state.pos = match.end()
    return True


def inline_footnote(state: StateInline, silent: bool) -> bool:
    """Find ``^[a footnote's text]``."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    text = state.src[start + 2 : end] if end >= 0 else ""
    if not text.strip():
        return False
    if not silent:
        token = state.push("inline_footnote", "", 0)
        token.content = text
        token.children = []
        state.md.inline.parse(text, state.md, state.env, token.children)
    state.pos = end + 1
    return True
