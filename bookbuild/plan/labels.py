"""Labels and names: what a section is called in the book's language.

The words themselves stand in `bookbuild.plan.words`, one module for each language.
"""

from __future__ import annotations

from bookbuild.model.book import Book, Kind
from bookbuild.model.editions import Numbering, Presentation
from bookbuild.model.numerals import roman
from bookbuild.plan.dates import language_name
from bookbuild.plan.numerals import in_words
from bookbuild.plan.words import Counted, NumberForm, Vocabulary, is_spoken
from bookbuild.report import Diagnostic, Place, warning

COUNTED = (Kind.CHAPTER, Kind.PART)
"""Kinds that have numbers, each counted through the whole book."""

LABELLED = (
    Kind.PROLOGUE,
    Kind.INTERLUDE,
    Kind.EPILOGUE,
    Kind.FOREWORD,
    Kind.AFTERWORD,
    Kind.BONUS,
)
"""Kinds whose name stands over a title ("Prologue" over "The Ferry").

The title of any other kind stands for the name: "Thank You" needs no "Acknowledgments" above it.
"""

UNHEADED = (Kind.DEDICATION, Kind.EPIGRAPH, Kind.OTHER)
"""Kinds that have no heading of their own where the author gives no title."""


def kind_name(kind: Kind, vocabulary: Vocabulary, authors: tuple[str, ...] = ()) -> str:
    """Return what a section of this kind is called, "" for `Kind.OTHER`."""
    match kind:
        case Kind.PART | Kind.CHAPTER:
            return vocabulary.counted(kind).word
        case Kind.OTHER:
            return ""
        case Kind.ALSO_BY if not authors:
            return vocabulary.kinds.other_books
        case Kind.ALSO_BY:
            return vocabulary.kinds.also_by.replace("{author}", listed(authors, vocabulary))
        case _:
            # A test goes through every kind, so that none is without a name.
            return str(getattr(vocabulary.kinds, kind.name.lower()))


def numbered_label(
    kind: Kind, number: str, vocabulary: Vocabulary, presentation: Presentation, spelled: bool
) -> str:
    """Return the label of a chapter or part: "Chapter One", or what the author's pattern makes.

    ``number`` is as printed; ``spelled`` says whether it is in words. The pattern
    ``chapter-heading`` holds for chapters only.
    """
    counted = vocabulary.counted(kind)
    pattern = counted.pattern if spelled else counted.plain_pattern
    label = _filled(pattern, counted.word, number)
    label = label[:1].upper() + label[1:]
    if kind is Kind.CHAPTER and presentation.chapter_heading:
        own = presentation.chapter_heading.replace("{label}", label)
        return _filled(own, counted.word, number)
    return label


def _filled(pattern: str, word: str, number: str) -> str:
    if not pattern.startswith("{word}"):
        word = word if pattern[:1] != "{" else word[:1].lower() + word[1:]
    return pattern.replace("{word}", word).replace("{number}", number)


def printed_number(number: int, numbering: Numbering, counted: Counted, language: str) -> str:
    """Return a number as headings have it; "" where the book has none.

    Words stand only where the language's books have them: where they do not (`NumberForm.FIGURES`)
    the number is in figures.
    """
    match numbering:
        case Numbering.WORDS if number == 1 and counted.first:
            return counted.first
        case Numbering.WORDS:
            return in_words(number, language, counted.form, counted.feminine)
        case Numbering.FIGURES:
            return str(number)
        case Numbering.ROMAN:
            return roman(number)
        case Numbering.NONE:
            return ""


def is_spelled(numbering: Numbering, counted: Counted) -> bool:
    """Return whether the numbers of these headings are words."""
    return numbering is Numbering.WORDS and counted.form is not NumberForm.FIGURES


def listed(names: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """Return names in a row: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    joint = f"{vocabulary.space}{vocabulary.phrases.conjunction}{vocabulary.space}"
    return vocabulary.list_comma.join(names[:-1]) + joint + names[-1]


def unspoken(book: Book) -> tuple[Diagnostic, ...]:
    """Return one warning where bookbuild has no words in the book's language, () where it has."""
    language = book.metadata.language
    if not language or is_spoken(language):
        return ()
    return (
        warning(
            "no-words",
            Place(book.file or "book.yaml"),
            f"bookbuild knows no {language_name(language)} words, so what it writes itself "
            "(“Chapter One”, “Contents”) is in English.",
            "Name the chapters yourself with “label:” in their files or “chapter-heading:” here.",
        ),
    )
