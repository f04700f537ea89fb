"""The half title and the title page."""

from __future__ import annotations

import re

from bookbuild.model.book import Fandom, Matter, Metadata
from bookbuild.model.edition import HalfTitlePage, TitlePage, UnitHead
from bookbuild.model.editions import Format
from bookbuild.model.naming import Series
from bookbuild.model.text import Inlines, Style, Styled, Text
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.labels import listed
from bookbuild.plan.numerals import in_words
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import NumberForm, Vocabulary


def half_title_page(
    metadata: Metadata, rules: TypographyRules, made_as: Format, words: Vocabulary
) -> tuple[HalfTitlePage, ...]:
    """Return the half title, which only the printed book has."""
    if made_as is Format.EPUB:
        return ()
    head = UnitHead("half-title", Matter.FRONT, words.words.half_title, listed=False)
    return (HalfTitlePage(head, set_text(metadata.title, metadata.language, rules)),)


def title_page(metadata: Metadata, rules: TypographyRules, words: Vocabulary) -> TitlePage:
    """Return the title page, with "" for every line that the book does not have."""
    lang = metadata.language
    return TitlePage(
        head=UnitHead("title-page", Matter.FRONT, words.words.title_page, listed=False),
        title=set_text(metadata.title, lang, rules),
        subtitle=set_text(metadata.subtitle, lang, rules),
        authors=tuple(set_text(author, lang, rules) for author in metadata.authors),
        series=series_line(metadata.series, lang, rules, words) if metadata.series else "",
        fandom=fandom_line(metadata.fandom, lang, rules, words) if metadata.fandom else (),
        publisher=set_text(metadata.publisher, lang, rules),
    )


def series_line(series: Series, lang: str, rules: TypographyRules, words: Vocabulary) -> str:
    """Return "Book Two of The Ferry Years", or the series' name alone where it has no number.

    English alone writes the number in words here; the others have "Band 2", "tome 2".
    """
    name = set_text(series.name, lang, rules)
    number = series.number.strip()
    if not number or not name:
        return name
    if words.language == "en" and number.isdecimal() and len(number) <= 3 and int(number) <= 100:
        number = in_words(int(number), "en", NumberForm.CARDINAL)
    return words.phrases.series.replace("{number}", number).replace("{series}", name)


def fandom_line(fandom: Fandom, lang: str, rules: TypographyRules, words: Vocabulary) -> Inlines:
    """Return "A *Smallville* story", () where no fandom is named."""
    names = tuple(dict.fromkeys(short_fandom(name) for name in fandom.fandoms if name.strip()))
    if not names:
        return ()
    pattern = words.phrases.an_story if _vowel_first(names[0]) else words.phrases.a_story
    before, _, after = pattern.partition("{fandom}")
    name = Styled(Style.EMPHASIS, (Text(set_text(listed(names, words), lang, rules)),))
    return tuple(part for part in (Text(before), name, Text(after)) if part != Text(""))


def short_fandom(name: str) -> str:
    """Return a fandom's name without what an archive adds to tell it from others.

    "Smallville (TV 2001)" is "Smallville", "Harry Potter - J. K. Rowling" is "Harry Potter", and
    of a name in several languages the last stands: archives put the English one there.
    """
    last = name.split(" | ")[-1].strip()
    bare = re.sub(r"\s*\([^()]*\)$", "", last) or last
    return re.sub(r"\s+[-–—]\s+[^-–—]+$", "", bare)


def _vowel_first(name: str) -> bool:
    # By sound, as far as spelling shows it: "An Umbrella…", but "A Unicorn…", "A Euro…".
    name = name.casefold()
    return name[:1] in "aeiou" and not name.startswith(("uni", "use", "usu", "uto", "eu", "one "))
