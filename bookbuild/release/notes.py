"""``RELEASE_NOTES.md``: what readers are told of a release, in the book's language."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.plan.words import vocabulary
from bookbuild.release.contents import Release, ReleasedEdition, ReleasedFile
from bookbuild.release.news_text import escaped, markdown_news
from bookbuild.release.page_numbers import size, whole
from bookbuild.release.words import PageWords, page_words

NOTES = "RELEASE_NOTES.md"


def notes(release: Release, others: tuple[ReleasedFile, ...] = ()) -> str:
    """Return the notes as Markdown: what is new and promised, and a table of the files.

    ``others`` are further files that readers may want, such as a feed.
    """
    words = page_words(release.language)
    lines = (
        *((words.first_release, "") if release.first else ()),
        *markdown_news(release.news),
        *(("",) if release.news.lines or release.news.promises else ()),
        f"## {words.get_the_book}",
        "",
        *_table(release, others, words),
        "",
        f"{words.checksums}: `SHA256SUMS`. {words.about_checksums}",
        *(("", escaped(release.fan_fiction)) if release.fan_fiction else ()),
    )
    return "".join(f"{line}\n" for line in lines)


def _table(release: Release, others: tuple[ReleasedFile, ...], words: PageWords) -> Iterator[str]:
    yield "| | | |"
    yield "|---|---|--:|"
    several = len({each.title for each in release.editions}) > 1
    for each in release.editions:
        yield _row(each.file, _use(each, words, named=several), words)
    covers = {each.cover.name: each.cover for each in release.editions if each.cover}
    for cover in covers.values():
        yield _row(cover, vocabulary(release.language).words.cover, words)
    for feed in others:
        yield _row(feed, f"{words.in_apps} (OPDS)", words)


def _use(edition: ReleasedEdition, words: PageWords, *, named: bool) -> str:
    """Return what an edition is for, with its title where there are several."""
    use = words.ebook if edition.format == "epub" else words.printed
    pages = words.pages.replace("{count}", whole(edition.pages, words)) if edition.pages else ""
    said = f"{use} ({pages})" if pages else use
    return f"{edition.title}: {said}" if named else said


def _row(file: ReleasedFile, use: str, words: PageWords) -> str:
    return f"| `{file.name}` | {escaped(use)} | {size(file.size, words)} |"
