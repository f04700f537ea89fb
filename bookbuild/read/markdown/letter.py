"""Letters: which lines are the head, the salutation, the text and the close."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bookbuild.model.text import Align, Aligned, Block, Blocks, Inlines, Letter, Paragraph
from bookbuild.read.markdown.lines import (
    drop_lines,
    join_lines,
    split_lines,
    unwrap_blocks,
    words_of,
)

_SHORT = 45
_HEAD_LIMIT = 4
_CLOSE_LIMIT = 3
_WORDS_OF_LEAVE = 7
_POSTSCRIPT = re.compile(r"(?:P\.\s?)+S\b|PS\b|PPS\b|NB\b|N\.B\.", re.IGNORECASE)
_SALUTATION_END = re.compile(r"[,:!，：！、،]$|[—–-]+$")
_VALEDICTION_END = re.compile(r"[,—–-]$")
_SENTENCE_END = re.compile(r"[.?!…:;,]['\"’”»]?$|[\"”»]$")
_INITIALS_END = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")
_QUOTED = re.compile(r"^[\"“„«»\s]+|(?<=[^\W_][.,])[\"”“«»]+$|(?<=[^\W_])[\"”“«»]+$")
"""The marks around the lines of a letter that is quoted, as printers set them."""
_LEAVE = re.compile(
    r"(?:and )?(?:ever |always )?(?:yours?\b|(?:with |all )?(?:much |my )*love\b|sincerely\b"
    r"|faithfully\b|believe me\b|dein[e]?\b|ihre?\b)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*(?:-{1,3}|–|—|―)")


def build_letter(blocks: Blocks, line: int) -> Letter:
    """Return a letter, its parts told by their lines.

    - The salutation is the first line that is short (45 characters at most) and ends with a
      comma, a colon, an exclamation mark or a dash, if only short paragraphs, four at most, stand
      above it; those are the head. Text that follows in the same paragraph begins the letter.
    - The close is the last paragraph if its lines are short and it is a valediction with a
      signature under it, or a signature: a line that begins with a dash, that a valediction
      ("Yours,") precedes, or that ends as no sentence does.
    - What stands below the close, such as a postscript, is text. The close then stays among the
      text, set to the right, so that nothing changes its place.

    The lines of the head and the close are kept.
    """
    opening = _opening(blocks)
    body = blocks[opening.after :]
    if opening.rest is not None:
        body = (opening.rest, *body)
    postscript = _postscript_start(body)
    text, after = body[:postscript], body[postscript:]
    start = _close_start(text)
    close = tuple(_kept(block) for block in text[start:] if isinstance(block, Paragraph))
    text = unwrap_blocks(text[:start])
    if after and close:
        right = Aligned(Align.RIGHT, close, line=close[0].line)
        text, close = (*text, right), ()
    return Letter(
        opening.head, opening.salutation, (*text, *unwrap_blocks(after)), close, line=line
    )


@dataclass(frozen=True, slots=True)
class _Opening:
    """The head and the salutation, how many blocks they take, and what of the last is text."""

    head: tuple[Paragraph, ...] = ()
    salutation: Paragraph | None = None
    after: int = 0
    rest: Paragraph | None = None


def _opening(blocks: Blocks) -> _Opening:
    head: list[Paragraph] = []
    for index, block in enumerate(blocks[: _HEAD_LIMIT + 1]):
        if not isinstance(block, Paragraph):
            break
        lines = split_lines(block.inlines)
        at = _salutation_at(lines)
        if at is not None:
            return _found(tuple(head), block, lines, at, index + 1)
        if not all(_is_short(line) for line in lines) or _ends_sentence(lines[-1]):
            break
        head.append(_kept(block))
    return _Opening()


def _salutation_at(lines: tuple[Inlines, ...]) -> int | None:
    """Return the line of a paragraph that greets; above it only short lines may stand."""
    for index, line in enumerate(lines):
        if not _is_short(line):
            return None
        words = words_of(line)
        if _SALUTATION_END.search(words) and not _DASH.match(words) and _greets(words):
            return index
    return None


def _greets(words: str) -> bool:
    """Return whether a line can be a greeting: few words, and no date or place before a comma."""
    return len(words.split()) <= 6 and not any(character.isdigit() for character in words)


def _found(
    head: tuple[Paragraph, ...],
    block: Paragraph,
    lines: tuple[Inlines, ...],
    at: int,
    after: int,
) -> _Opening:
    if at:
        above = replace(block, inlines=join_lines(lines[:at]))
        head = (*head, above)
    salutation = replace(block, inlines=lines[at], line=block.line + at)
    rest = None
    if lines[at + 1 :]:
        below = drop_lines(block.inlines, at + 1)
        rest = replace(block, inlines=below, line=block.line + at + 1)
    return _Opening(head, salutation, after, rest)


def _postscript_start(body: Blocks) -> int:
    for index, block in enumerate(body):
        if index and isinstance(block, Paragraph) and _POSTSCRIPT.match(_bare(block.inlines)):
            return index
    return len(body)


def _close_start(text: Blocks) -> int:
    """Return the index of the first paragraph of the close, the length where there is none."""
    end = len(text)
    if not text or not _is_signature(text, end - 1):
        return end
    start = end - 1
    while start > 0 and end - start < _CLOSE_LIMIT and _is_valediction(text[start - 1]):
        start -= 1
    return start


def _is_signature(text: Blocks, index: int) -> bool:
    lines = _short_lines(text[index])
    if not lines:
        return False
    last = _bare(lines[-1])
    if _DASH.match(last) or not _SENTENCE_END.search(last) or _is_in_capitals(last):
        return True
    greeted = len(lines) > 1 and _VALEDICTION_END.search(_bare(lines[0]))
    before = index > 0 and _is_valediction(text[index - 1])
    return bool(greeted or before or _INITIALS_END.search(last))


def _is_valediction(block: Block) -> bool:
    lines = _short_lines(block)
    if not lines:
        return False
    last = _bare(lines[-1])
    takes_leave = _LEAVE.match(last) and len(last.split()) <= _WORDS_OF_LEAVE
    return bool(_VALEDICTION_END.search(last) or takes_leave)


def _bare(line: Inlines) -> str:
    return _QUOTED.sub("", words_of(line))


def _is_in_capitals(words: str) -> bool:
    """Return whether a line is a name in capitals: "QUINCEY P. MORRIS."; a printed signature."""
    return words.isupper() and words[-1] not in "!?…:;," and len(words.split()) <= _WORDS_OF_LEAVE


def _short_lines(block: Block) -> tuple[Inlines, ...]:
    """Return a paragraph's lines if all are short, () otherwise."""
    if not isinstance(block, Paragraph):
        return ()
    lines = split_lines(block.inlines)
    return lines if all(_is_short(line) for line in lines) else ()


def _is_short(line: Inlines) -> bool:
    return 0 < len(words_of(line)) <= _SHORT


def _ends_sentence(line: Inlines) -> bool:
    return bool(re.search(r"[?!…][\"”»’']?$", words_of(line)))


def _kept(block: Block) -> Paragraph:
    assert isinstance(block, Paragraph)
    return replace(block, inlines=join_lines(split_lines(block.inlines)))
