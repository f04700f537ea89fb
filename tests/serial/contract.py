"""The update contract, checked by looking at two releases of a book, knowing none of its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tests.serial.pages import Page, Seen, Volume

BACK = "text/afterword.xhtml"
"""What stands behind the story: new chapters may be put in before it."""


def broken_promises(old: Volume, new: Volume, ever: dict[str, str]) -> tuple[str, ...]:
    """Return what an update breaks, a sentence each.

    ``ever`` has the page of every id that was ever published.
    """
    return tuple(_broken(old, new, ever))


def _broken(old: Volume, new: Volume, ever: dict[str, str]) -> Iterator[str]:
    if old.identifier != new.identifier:
        yield "the identifier is another"
    for page in new.pages:
        for id in page.ids:
            if ever.get(id, page.href) != page.href:
                yield f"{id} stood in {ever[id]} and stands in {page.href}"
    for place, page in enumerate(old.pages):
        if not page.lines:
            continue
        now = new.page(page.href)
        if now is None:
            yield f"{page.href} is gone"
            continue
        if new.pages.index(now) != place and page.href != BACK:
            yield f"{page.href} was page {place} and is {new.pages.index(now)}"
        yield from _broken_in(page, now)


def _broken_in(old: Page, new: Page) -> Iterator[str]:
    there = {line.id: line for line in new.lines}
    theirs = _once(new)
    for line in old.lines:
        if not line.words:
            continue
        now = there.get(line.id)
        if now is None:
            yield f"{line.id} is not in {new.href} any more"
        elif now.path != line.path:
            yield f"{line.id} stood at {line.path} and stands at {now.path}"
        elif now.words != line.words:
            yield from _given_away(line, now, old, theirs)


def _given_away(line: Seen, now: Seen, old: Page, theirs: dict[str, Seen]) -> Iterator[str]:
    """Yield what is wrong where an id has other words: they may be new, or there may be none."""
    mine = _once(old)
    if now.words and now.words in mine:
        yield f"{line.id} was given to the words of {mine[now.words].id}"
    if line.words not in theirs or line.words not in mine:
        return
    if now.words:
        yield f"{line.id} has other words, and its own stand at {theirs[line.words].id}"
    elif not moved(line, old, theirs):
        yield f"{line.id} is empty, and its words stand unmoved at {theirs[line.words].id}"


def moved(line: Seen, old: Page, theirs: dict[str, Seen]) -> bool:
    """Return whether a paragraph has changed sides with any other that both pages have once."""
    mine = _once(old)
    both = [words for words in mine if words in theirs]
    now = sorted(both, key=lambda words: theirs[words].path)
    place, there = both.index(line.words), now.index(line.words)
    return set(both[:place]) != set(now[:there])


def _once(page: Page) -> dict[str, Seen]:
    """Return the lines of a page by their words, those that it has only once."""
    counts = Counter(line.words for line in page.lines)
    return {line.words: line for line in page.lines if line.words and counts[line.words] == 1}
