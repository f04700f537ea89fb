"""What fan fiction says of itself: rating, fandom, pairings, warnings, tags.

In an EPUB the reader meets it behind the title, and the long lists of tags at the back; in print
all of it stands at the back.
"""

from __future__ import annotations

from bookbuild.model.book import Fandom, Matter, Metadata
from bookbuild.model.edition import InformationPage, UnitHead
from bookbuild.model.editions import Format
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import Vocabulary

Row = tuple[str, str]


def front_information(
    metadata: Metadata,
    rules: TypographyRules,
    summary: str,
    made_as: Format,
    words: Vocabulary,
) -> tuple[InformationPage, ...]:
    """Return the page behind an EPUB's title, () for print and where there is no fandom block."""
    if made_as is Format.PDF or metadata.fandom is None:
        return ()
    rows = _main_rows(metadata, metadata.fandom, summary, words)
    return _page(
        "information", Matter.FRONT, words.rows.about_this_story, rows, metadata.language, rules
    )


def back_information(
    metadata: Metadata,
    rules: TypographyRules,
    summary: str,
    made_as: Format,
    words: Vocabulary,
) -> tuple[InformationPage, ...]:
    """Return the page at the back: an EPUB's tags, and in print all there is."""
    fandom, lang = metadata.fandom, metadata.language
    if fandom is None:
        return ()
    tags = _tag_rows(fandom, words)
    match made_as:
        case Format.EPUB:
            return _page("story-tags", Matter.BACK, words.rows.tags_title, tags, lang, rules)
        case Format.PDF:
            rows = (*_main_rows(metadata, fandom, summary, words), *tags)
            title = words.rows.about_this_story
            return _page("information", Matter.BACK, title, rows, lang, rules)


def _page(
    id: str,
    matter: Matter,
    title: str,
    rows: tuple[Row, ...],
    lang: str,
    rules: TypographyRules,
) -> tuple[InformationPage, ...]:
    said = tuple((name, set_text(value, lang, rules)) for name, value in rows if value)
    return (InformationPage(UnitHead(id, matter, title), title, said),) if said else ()


def _main_rows(
    metadata: Metadata, fandom: Fandom, summary: str, words: Vocabulary
) -> tuple[Row, ...]:
    names, comma = words.rows, words.list_comma
    return (
        (names.fandom, comma.join(fandom.fandoms)),
        (names.rating, fandom.rating),
        (names.categories, comma.join(fandom.categories)),
        (names.relationships, comma.join(fandom.relationships)),
        (names.warnings, comma.join(metadata.warnings)),
        (names.summary, summary),
    )


def _tag_rows(fandom: Fandom, words: Vocabulary) -> tuple[Row, ...]:
    return (
        (words.rows.characters, words.list_comma.join(fandom.characters)),
        (words.rows.tags, words.list_comma.join(fandom.tags)),
    )
