"""A comparison in words, for a terminal of sixty columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import wrap

from bookbuild.compare.difference import Difference, NewSection, RevisedSection
from bookbuild.compare.places import Loss, counted
from bookbuild.compare.revision import Revision

_WIDTH = 60
_MOST_LOSSES = 8
"""How many losses of one sort are named before the rest is counted."""


def told(difference: Difference) -> tuple[str, ...]:
    """Return the comparison as lines."""
    return tuple(_lines(difference))


def _lines(difference: Difference) -> Iterator[str]:
    if difference.title:
        yield from wrap(difference.title, _WIDTH)
    if difference.is_nothing:
        yield from ("", "Nothing is new for readers.")
    yield from _part("New", _new(difference.new))
    yield from _part("Revised", (line for each in difference.revised for line in _revised(each)))
    yield from _part("Promised", _promised(difference))
    yield from _part("Renamed", (f"“{was}” is “{now}” now" for was, now in difference.renamed))
    yield from _part("Moved", _moved(difference))
    yield from _part("Gone", iter(difference.removed))
    if difference.about:
        yield ""
        yield from wrap(f"Also changed: {', '.join(difference.about)}.", _WIDTH)
    yield from _places(difference.losses)


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = tuple(lines)
    if found:
        yield from ("", title)
        for line in found:
            deeper = line.startswith("  ")
            first = "    " if deeper else "  "
            yield from wrap(line.strip(), _WIDTH, initial_indent=first, subsequent_indent="    ")


def _new(sections: tuple[NewSection, ...]) -> Iterator[str]:
    for each in sections:
        yield f"{each.name} ({_figure(each.words)})"
        if each.promised:
            yield "  The promised section is there now."


def _revised(section: RevisedSection) -> Iterator[str]:
    yield section.name
    yield from (f"  {line}" for line in _details(section.revision))


def _details(revision: Revision) -> Iterator[str]:
    paragraphs = ((revision.revised, "revised"), (revision.new, "new"), (revision.gone, "gone"))
    done = [f"{count:,} {what}" for count, what in paragraphs if count]
    if done:
        noun = "paragraph" if sum(count for count, _ in paragraphs) == 1 else "paragraphs"
        yield f"{noun}: {', '.join(done)}; {_words((revision.added, revision.removed))}"
    if revision.notes:
        yield f"author’s notes: {_words(revision.notes)}"
    if revision.footnotes:
        yield f"footnotes: {_words(revision.footnotes)}"
    came, went = revision.pictures
    if came or went:
        both = ((came, "new"), (went, "gone"))
        yield f"pictures: {', '.join(f'{count} {what}' for count, what in both if count)}"


def _words(edit: tuple[int, int]) -> str:
    match edit:
        case (0, 0):
            return "the same words"
        case (added, 0):
            return f"{_figure(added)} added"
        case (0, removed):
            return f"{_figure(removed)} removed"
        case (added, removed):
            return f"{_figure(added)} added, {removed:,} removed"


def _figure(words: int) -> str:
    return "1 word" if words == 1 else f"{words:,} words"


def _promised(difference: Difference) -> Iterator[str]:
    promises = difference.promises
    yield from promises.made
    yield from (f"{name}: in other words now" for name in promises.changed)
    yield from (f"{name}: promised no more, and not there" for name in promises.gone)


def _moved(difference: Difference) -> Iterator[str]:
    for each in difference.moved:
        place = f"stands behind “{each.behind}” now" if each.behind else "stands first now"
        yield f"{each.name} {place}"


def _places(losses: tuple[Loss, ...]) -> Iterator[str]:
    yield ""
    if not losses:
        yield "Every reader’s place is kept."
        return
    yield "Readers lose their place:"
    seen: Counter[str] = Counter()
    for loss in losses:
        seen[loss.code] += 1
        if seen[loss.code] <= _MOST_LOSSES:
            yield from wrap(loss.message, _WIDTH, initial_indent="  ", subsequent_indent="    ")
    more = sum(max(0, count - _MOST_LOSSES) for count in seen.values())
    if more:
        yield f"  And the same in {counted(more, 'more place')}."
