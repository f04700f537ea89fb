"""Author's notes: where they begin and where they end.

The rules, in the order in which they are tried:

- A note begins with its label (`labels`), bold or not. In brackets, it ends with the bracket.
- A note before the chapter runs to the chapter's heading, as there is no story above that.
- Else it runs to the first gap wider than between paragraphs, or to the first point-of-view
  line, where everything in between may be the author speaking ("I", "you", no quotation marks)
  and is either short, three paragraphs at most, or speaks to the readers throughout.
- Else (the gaps are equal, or a rule comes first) it is the labelled paragraph and those after it
  that address the readers: with a word of the serial writer's trade, thanks, "you guys". One that
  only may be the author speaking is part of the note where such a one stands right below it. "I"
  and "you" alone are not enough: a story in the first person begins with them, too.
- A note after the chapter is labelled, with nothing but the author's voice below it; or it stands
  behind a wider gap or a rule, has no quotation marks, and speaks to readers; or each of its
  sentences is a set phrase or an announcement ("Look for the epilogue tomorrow!").
"""

from __future__ import annotations

import re

from bookbuild.intake.chapters import is_heading
from bookbuild.intake.labels import Label, header, label, says_only_disclaimer, summary
from bookbuild.intake.passages import Passage
from bookbuild.intake.phrases import (
    addresses_readers,
    is_set_phrase,
    is_talk,
    may_be_talk,
    plain,
    quoted,
    sentences,
)
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.promises import announcement

FARTHEST = 12
"""A note of more paragraphs than this would be a chapter."""
_SHORT = 3
"""The paragraphs of a note that nothing but a gap tells from a scene told in the first person."""


def is_stop(passage: Passage) -> bool:
    """Return whether a note cannot run past this: a rule, a heading, a point of view, a label."""
    one_line = len(passage.rows) == 1
    pov = one_line and point_of_view(passage.rows[0].text)
    labelled = label(passage) or header(passage) or summary(passage)
    return bool(passage.rule or pov or labelled or is_heading(passage))


# ------------------------------------------------------------------------ before the chapter


def opening_end(passages: tuple[Passage, ...], start: int, usual: int) -> int:
    """Return the index behind the note that begins at ``start``."""
    found = label(passages[start]) or summary(passages[start])
    if found and found.bracket:
        closed = _closing_bracket(passages, start, found.bracket)
        if closed:
            return closed
    alone = len(passages[start].rows) == 1 and _says_only_label(passages[start], found)
    first = min(start + 2, len(passages)) if alone else start + 1
    if alone and start + 1 < len(passages) and is_stop(passages[start + 1]):
        return start + 1
    return _run(passages, first, usual)


def _says_only_label(passage: Passage, found: Label | None) -> bool:
    if not found:
        return says_only_disclaimer(passage)
    return not re.search(r"[^\W_]", passage.rows[0].text[found.length :])


def _closing_bracket(passages: tuple[Passage, ...], start: int, bracket: str) -> int:
    for index in range(start, min(start + FARTHEST, len(passages))):
        if passages[index].rows[-1].text.rstrip("*_~ ").endswith(bracket):
            return index + 1
        if index > start and is_stop(passages[index]):
            return 0
    return 0


def _run(passages: tuple[Passage, ...], first: int, usual: int) -> int:
    limit = _limit(passages, first, usual)
    if limit and _reaches(passages, first, limit, usual):
        return limit
    last = first
    for index in range(first, limit or min(first + FARTHEST, len(passages))):
        text = passages[index].text
        if addresses_readers(text):
            last = index + 1
        elif index > last or not may_be_talk(text):
            break
    return last


def _reaches(passages: tuple[Passage, ...], first: int, end: int, usual: int) -> bool:
    """Return whether a note goes on from ``first`` up to the passage that may ``end`` it."""
    between = passages[first:end]
    if is_heading(passages[end]) and not any(quoted(p.text) for p in between):
        return True
    if passages[end].rule or not (passages[end].space > usual or _begins_view(passages, end)):
        return False
    possible = all(may_be_talk(p.text) or is_talk(p.text) for p in between)
    certain = all(addresses_readers(p.text) for p in between)
    return possible and (certain or len(between) < _SHORT)


def _begins_view(passages: tuple[Passage, ...], index: int) -> bool:
    """Return whether a passage is the chapter's first point of view; the next one is a change."""
    views = (i for i in range(index + 1) if point_of_view(passages[i].rows[0].text))
    return next(views, None) == index


def _limit(passages: tuple[Passage, ...], first: int, usual: int) -> int:
    """Return the index of what ends a note that runs on from ``first``, 0 where nothing does."""
    for index in range(first, min(first + FARTHEST, len(passages))):
        if passages[index].space > usual or is_stop(passages[index]):
            return index
    return 0


# ------------------------------------------------------------------------- after the chapter


def closing_start(passages: tuple[Passage, ...], usual: int) -> int:
    """Return the index of the first paragraph of the note after the chapter.

    It is ``len(passages)`` where there is none. The first passage is never a closing note: there
    would be no chapter before it.
    """
    start = _labelled_closing(passages, usual) or _parted_closing(passages, usual) or len(passages)
    highest = max(1, len(passages) - 2 * FARTHEST)
    while start > highest:
        above = start - 1
        while above > 1 and passages[above].rule and start < len(passages):
            above -= 1
        if passages[above].rule or not _speaks_to_readers_only(passages[above].text):
            break
        start = above
    return start


def _tail(passages: tuple[Passage, ...]) -> range:
    return range(len(passages) - 1, max(0, len(passages) - 1 - FARTHEST), -1)


def _labelled_closing(passages: tuple[Passage, ...], usual: int) -> int:
    """Return the index of the highest label below which only the author speaks, 0 for none."""
    best = 0
    for index in _tail(passages):
        passage = passages[index]
        if label(passage):
            if _parted(passages, index, usual) or _only_author(passages[index + 1 :], usual):
                best = index
        elif not passage.rule and quoted(passage.text or '"') and not _after_label(passages, index):
            break
    return best


def _after_label(passages: tuple[Passage, ...], index: int) -> bool:
    """Authors quote songs and reviewers: a quotation is no story where it is not dialogue."""
    text = passages[index].text
    return bool(text) and not re.match(r"[\s*_]*[\"“'‘«]", text) and _talks_around_quotations(text)


def _talks_around_quotations(text: str) -> bool:
    """Return whether a paragraph, its quotations left out, is the author speaking."""
    without = re.sub(r"[\"“][^\"“”]*[\"”]", "", text)
    return may_be_talk(without) and is_talk(without)


def _only_author(passages: tuple[Passage, ...], usual: int) -> bool:
    return all(
        p.rule or may_be_talk(p.text) or is_talk(p.text) or _speaks_to_readers_only(p.text)
        for p in passages
    )


def _parted(passages: tuple[Passage, ...], index: int, usual: int) -> bool:
    return passages[index].space > usual or passages[index - 1].rule


def _parted_closing(passages: tuple[Passage, ...], usual: int) -> int:
    """Return the index of the paragraph behind the last gap, if a note begins there, else 0."""
    for index in _tail(passages):
        if passages[index].rule:
            continue
        if quoted(passages[index].text or '"'):
            return 0
        if _parted(passages, index, usual):
            return index if _is_note(passages[index:]) else 0
    return 0


def _is_note(passages: tuple[Passage, ...]) -> bool:
    """Behind a gap, every paragraph may be talk, and one of them certainly is."""
    texts = tuple(p.text for p in passages if not p.rule)
    possible = all(may_be_talk(t) or is_talk(t) or _speaks_to_readers_only(t) for t in texts)
    certain = any(_says_set_phrase(t) or (is_talk(t) and may_be_talk(t)) for t in texts)
    return possible and certain


def _says_set_phrase(text: str) -> bool:
    return not quoted(text) and any(_is_readers(s) for s in sentences(text))


def _speaks_to_readers_only(text: str) -> bool:
    """Return whether each sentence is a set phrase, an announcement or talk, one of them surely."""
    if not text or len(text) > 600 or quoted(text):
        return False
    if is_set_phrase(plain(text)):
        return True
    parts = tuple(s for s in sentences(text) if plain(s))
    certain = any(_is_readers(part) for part in parts)
    return certain and all(_is_readers(part) or is_talk(part) for part in parts)


def _is_readers(sentence: str) -> bool:
    return is_set_phrase(plain(sentence)) or announcement(sentence) is not None
