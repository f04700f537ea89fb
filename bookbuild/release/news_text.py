"""News as text: for a terminal, and as Markdown for the text of a release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plan.news_list import NewsLine, NewsList

_MARKED = re.compile(r"([\\`*_\[\]<>#|~])")


def plain_news(news: NewsList) -> tuple[str, ...]:
    """Return the news as lines for a terminal, or for a post."""
    return tuple(_plain(news))


def _plain(news: NewsList) -> Iterator[str]:
    for title, lines in _parts(news):
        yield from ("", title) if title != _first(news) else (title,)
        yield from (f"  {name}{rest}" for name, rest in lines)


def markdown_news(news: NewsList) -> tuple[str, ...]:
    """Return the news as Markdown, with headings of the second level."""
    return tuple(_markdown(news))


def _markdown(news: NewsList) -> Iterator[str]:
    for title, lines in _parts(news):
        if title != _first(news):
            yield ""
        yield from (f"## {title}", "")
        yield from (f"- **{escaped(name)}**{escaped(rest)}" for name, rest in lines)


Row = tuple[str, str]
"""A section's name, and what is said of it, with all that divides the two."""


def _first(news: NewsList) -> str:
    return next((title for title, _ in _parts(news)), "")


def _parts(news: NewsList) -> Iterator[tuple[str, tuple[Row, ...]]]:
    words = news.words
    parts = (
        (words.new, tuple((each.name, _length(each, news)) for each in news.new)),
        (words.revised, tuple((each.name, _revised(each, news)) for each in news.revised)),
        (words.promised, tuple((each.name, _more(each.expected)) for each in news.promises)),
    )
    return ((title, rows) for title, rows in parts if rows)


def _length(line: NewsLine, news: NewsList) -> str:
    return _count(f"{line.words:,}", news, one=line.words == 1) if line.words else ""


def _count(number: str, news: NewsList, *, one: bool) -> str:
    """Return a number of words in brackets, "" in a language whose words nobody counts."""
    if not news.language.casefold().startswith("en"):
        number = number.replace(",", "\u202f")
    words = news.words
    pattern = (one and words.count_one) or words.count
    return f" ({pattern.replace('{count}', number)})" if pattern else ""


def _revised(line: NewsLine, news: NewsList) -> str:
    assert line.edit is not None
    signed = ((line.edit.added, "+"), (line.edit.removed, "−"))
    edits = " ".join(f"{sign}{count:,}" for count, sign in signed if count)
    one = line.edit.added + line.edit.removed == 1
    return _more(line.reason) + (_count(edits, news, one=one) if edits else "")


def _more(said: str) -> str:
    return f": {said}" if said else ""


def escaped(text: str) -> str:
    """Return a text as Markdown that says no more than its words."""
    return _MARKED.sub(r"\\\1", text)
