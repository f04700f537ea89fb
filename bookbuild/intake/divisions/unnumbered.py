"""Titles without numbers: known from the list of contents, or by the way they are set.

What the list of contents names is a heading where it stands alone with text below it. Without
such a list, titles are known by their likeness to one another: all in capitals, or all in the
middle, or all in more white than stands between paragraphs; with a good deal of text below each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bookbuild.intake.divisions.boilerplate import ends_the_book
from bookbuild.intake.divisions.contents_list import ContentsList, key
from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.letters import is_dateline, is_letter_line, opens_document
from bookbuild.intake.divisions.surroundings import inside_sentence
from bookbuild.intake.divisions.titles import plain, title_case
from bookbuild.intake.marks import is_rule

_FEWEST = 3
_TEXT_BELOW = 300
_USUAL_TEXT = 1000
_LONGEST, _MOST_LINES = 120, 3
_MOST_BLOCKS = 200_000
"""With more short paragraphs than this, a title cannot be told from them."""
_NO_LETTERS = re.compile(r"[\W\d_]+")
_SPEECH = "\"“„«»—–-‘「『'¿¡("


@dataclass(frozen=True, slots=True)
class Titled:
    """A title on the lines from ``at`` up to ``end``; ``sure`` goes from 0 to 1."""

    at: int
    end: int
    title: str
    sure: float


Free = Callable[[int], bool]
"""Whether a line is still free: no heading, no list of contents, not left out."""


def from_contents(
    galley: Galley, lists: tuple[ContentsList, ...], first: int, end: int, free: Free
) -> tuple[Titled, ...]:
    """Return the titles that a list of contents names without a number, where they stand.

    "EXTRACTS." stands for the entry "Extracts (Supplied by a Sub-Sub-Librarian)", too.
    """
    wanted: set[str] = set()
    heads: set[str] = set()
    for contents in lists:
        for entry in contents.entries:
            if not entry.form and any(char.isalpha() for char in entry.title):
                wanted.add(key(entry.title))
                head = re.split(r"\s?[(.:;—–]|--", entry.title, maxsplit=1)[0]
                heads.add(key(head))
    wanted.discard("")
    if not wanted:
        return ()
    found = []
    for block in _blocks(galley, first, end, free):
        named = key(block.text)
        whole = named in wanted
        if whole or (named in heads and block.text.isupper()):
            found.append(Titled(block.at, block.end, plain(block.text), 0.95 if whole else 0.85))
    times = Counter(key(titled.title) for titled in found)
    return tuple(
        titled
        for titled in found
        if times[key(titled.title)] <= _FEWEST
        and galley.characters(titled.end, min(end, titled.end + 30)) >= 40
    )


@dataclass(frozen=True, slots=True)
class _Block:
    at: int
    end: int
    text: str


def _blocks(galley: Galley, first: int, end: int, free: Free) -> list[_Block]:
    """Return the short blocks that stand alone: one line to three, none of them long."""
    found = []
    for at in range(first, end):
        text = galley.texts[at]
        if not text or len(text) > _LONGEST or not (galley.above[at] or galley.line_by_line):
            continue
        if not free(at):
            continue
        stop = min(galley.block_end(at), end)
        if stop - at > _MOST_LINES:
            continue
        whole = " ".join(galley.texts[at:stop])
        if len(whole) <= _LONGEST:
            found.append(_Block(at, stop, whole))
    return found


# ---------------------------------------------------------------------------- by their likeness


def by_likeness(galley: Galley, first: int, end: int, free: Free) -> tuple[Titled, ...]:
    """Return the titles that are set alike, or else the letters or dated entries of a book.

    Most white counts first, however the titles are set; then capitals, the middle, emphasis; and
    least of all short lines in title case that end without a mark, as no paragraph does.
    """
    blocks = _blocks(galley, first, end, free)
    if len(blocks) > _MOST_BLOCKS:
        return ()
    usual = _usual_white(galley, first, end)
    groups: dict[str, list[_Block]] = {}
    for block in blocks:
        setting = _setting(galley, block, usual)
        if setting and _may_be_title(block.text):
            groups.setdefault(setting, []).append(block)
    every = sorted((b for group in groups.values() for b in group), key=lambda b: b.at)
    found = groups.get("hash", []) if len(groups.get("hash", [])) >= _FEWEST else []
    found = found or _by_white(galley, every, end, usual)
    if found:
        return _as_titled(found, 0.75)
    documents = _documents(galley, blocks, end)
    for setting in ("capitals", "middle", "emphasis"):
        found = _with_text(galley, groups.get(setting, []), end)
        if len(found) >= max(_FEWEST, len(documents)):
            return _as_titled(found, 0.7)
    found = _with_text(galley, [b for b in every if title_case(b.text.strip(" *_"))], end)
    return _as_titled(found, 0.5) if len(found) > max(2, len(documents)) else documents


def _as_titled(blocks: list[_Block], sure: float) -> tuple[Titled, ...]:
    return tuple(Titled(b.at, b.end, plain(b.text), sure) for b in blocks)


def _may_be_title(text: str) -> bool:
    if is_rule(text) or text[0] in _SPEECH or text[-1] in ',;-"”»«' or ends_the_book(text):
        return False
    letters = len(_NO_LETTERS.sub("", text))
    if letters * 2 < len(text) or text.lstrip("*_# ").lower().startswith(("by ", "[illustration")):
        return False
    if opens_document(text):
        return False
    return text[-1] not in ".:" or text.isupper() or text.startswith("#")


def _setting(galley: Galley, block: _Block, usual: int) -> str:
    text = block.text
    if re.match(r"#{1,4} ", text):
        return "hash"
    if text.isupper() and len(text) > 2:
        return "capitals"
    if galley.line_by_line:
        return "plain" if title_case(text) and not inside_sentence(galley, block.at) else ""
    if galley.centred(block.at):
        return "middle"
    if text[0] in "*_" and text[-1] in "*_":
        return "emphasis"
    if galley.above[block.at] > max(usual, 1) and len(text) <= 80:
        return "white"
    return "plain" if title_case(text) else ""


def _usual_white(galley: Galley, first: int, end: int) -> int:
    white = Counter(
        galley.above[at] for at in range(first, end) if galley.texts[at] and galley.above[at]
    )
    return white.most_common(1)[0][0] if white else 0


def _by_white(galley: Galley, blocks: list[_Block], end: int, usual: int) -> list[_Block]:
    """The most white above is that of the chapters: try with four blank lines, then with less."""
    for least in (4, 3, 2):
        wide = [b for b in blocks if galley.above[b.at] >= least] if least > usual else []
        found = _with_text(galley, wide, end)
        if len(found) >= _FEWEST:
            return found
    return []


def _with_text(galley: Galley, blocks: list[_Block], end: int) -> list[_Block]:
    """Keep the blocks with text below; nothing where most have little."""
    if not blocks:
        return []
    ends = [*(block.at for block in blocks[1:]), end]
    texts = [galley.characters(b.end, e) for b, e in zip(blocks, ends, strict=True)]
    kept = [b for b, size in zip(blocks, texts, strict=True) if size >= _TEXT_BELOW]
    sizes = sorted(texts)
    usual = sizes[len(sizes) // 2]
    return kept if usual >= _USUAL_TEXT and len(kept) * 3 >= len(blocks) * 2 else []


def _documents(galley: Galley, blocks: list[_Block], end: int) -> tuple[Titled, ...]:
    """Letters and dated entries divide a book that nothing else divides."""
    for rule in (is_letter_line, is_dateline):
        found = [block for block in blocks if rule(block.text)]
        found = _with_text(galley, found, end)
        if len(found) >= _FEWEST:
            return tuple(Titled(b.at, b.end, plain(b.text), 0.6) for b in found)
    return ()
