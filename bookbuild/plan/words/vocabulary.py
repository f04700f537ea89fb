"""What a language has to say before a book can be set in it.

A language is one `Vocabulary`: the fixed words of the book, the names of the kinds of section, how
chapters and parts are counted, and the sentences that bookbuild writes itself. The texts stand in
one module per language; this module holds only their shape.

Patterns name what is put into them in braces: ``{number}``, ``{section}``, ``{date}`` and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.book import Kind
from bookbuild.model.edition import Words


class NumberForm(Enum):
    """How a language's books write a chapter's number where words are asked for."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How a language names a kind of section that is counted.

    ``pattern`` joins the word and a number in words, ``plain_pattern`` the word and a number in
    figures. ``feminine`` says whether the number's gender is. ``short`` are the abbreviations that
    authors type in titles, without their stop. ``first`` is the word for 1 where the language has
    one of its own in headings ("Chapitre premier").
    """

    word: str
    form: NumberForm
    pattern: str = "{word} {number}"
    plain_pattern: str = "{word} {number}"
    feminine: bool = False
    short: tuple[str, ...] = ()
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindNames:
    """The names of the kinds of section that are not counted, as headings have them.

    ``also_by`` is a pattern with ``{author}``; ``other_books`` stands where there is no author.
    """

    dedication: str
    epigraph: str
    foreword: str
    preface: str
    content_notes: str
    cast: str
    map: str
    praise: str
    prologue: str
    interlude: str
    epilogue: str
    afterword: str
    acknowledgments: str
    about_the_author: str
    stay_in_touch: str
    also_by: str
    other_books: str
    glossary: str
    translators_note: str
    credits: str
    teaser: str
    bonus: str
    colophon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The sentences that bookbuild writes itself.

    ``the_author`` is "" in languages where the word would say whether the author is a woman or a
    man: there the author's name stands. ``series`` takes ``{number}`` and ``{series}``.
    ``a_story`` and ``an_story`` take ``{fandom}``; the second is for a name with a vowel first.
    """

    the_author: str
    with_section: str
    expected: str
    look_for: str
    series: str
    a_story: str
    an_story: str
    conjunction: str
    fan_fiction: str
    all_rights_reserved: str
    first_posted: str
    first_posted_on: str
    gift: str
    original: str
    set_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRows:
    """The names of the rows on the information page, and the titles of its two pages."""

    about_this_story: str
    tags_title: str
    fandom: str
    rating: str
    categories: str
    relationships: str
    characters: str
    tags: str
    warnings: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsWords:
    """What is said of news: the page's title, and the headings of its parts.

    ``mark`` stands behind a new section in the contents, with all that divides it from the title;
    ``count`` takes ``{count}`` words, ``count_one`` a single one; "" in a language whose words
    nobody counts.
    """

    mark: str
    title: str
    new: str
    revised: str
    promised: str
    count: str
    count_one: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All that one language has to say.

    ``language`` is its subtag; ``comma`` stands between the parts of a line, ``list_comma``
    between names in a row, ``space`` around the word between the last two of them.
    """

    language: str
    words: Words
    chapter: Counted
    part: Counted
    kinds: KindNames
    phrases: Phrases
    rows: StoryRows
    news: NewsWords
    comma: str = ", "
    list_comma: str = ", "
    space: str = " "

    def counted(self, kind: Kind) -> Counted:
        """Return how a part is counted, and for any other kind how a chapter is."""
        return self.part if kind is Kind.PART else self.chapter
