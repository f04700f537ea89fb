"""Which of the typographer's rules an author wants, as ``typography:`` in book.yaml says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Quotes(Enum):
    """What becomes of straight quotation marks. The values are the words in book.yaml.

    A named custom sets the marks by their depth, whatever was typed: the outermost quotation has
    the first pair, one within it the second.
    """

    AS_TYPED = "no"
    LANGUAGE = "yes"
    """The marks of the language; in English those for the kind that was typed."""

    DOUBLE = "double"
    SINGLE = "single"
    GUILLEMETS = "guillemets"
    INWARD_GUILLEMETS = "inward-guillemets"
    LOW = "low"
    LOW_HIGH = "low-high"
    RIGHT = "right"


class Dashes(Enum):
    """What becomes of hyphens that stand for dashes. The values are the words in book.yaml."""

    AS_TYPED = "no"
    LANGUAGE = "yes"
    CLOSED_EM = "em"
    SPACED_EN = "spaced-en"
    SPACED_EM = "spaced-em"


@dataclass(frozen=True, slots=True)
class TypographyRules:
    """One field for each rule; where a rule is off, its characters stay as the author typed them.

    The last two are off until somebody asks for them: "1/2" and "1st" are right as they are.
    """

    quotes: Quotes = Quotes.LANGUAGE
    apostrophes: bool = True
    primes: bool = True
    dashes: Dashes = Dashes.LANGUAGE
    ranges: bool = True
    minus: bool = True
    ellipses: bool = True
    no_break_spaces: bool = True
    french_spaces: bool = True
    fractions: bool = False
    ordinals: bool = False


USUAL = TypographyRules()
"""What a book has whose author says nothing."""

AS_TYPED = TypographyRules(
    quotes=Quotes.AS_TYPED,
    apostrophes=False,
    primes=False,
    dashes=Dashes.AS_TYPED,
    ranges=False,
    minus=False,
    ellipses=False,
    no_break_spaces=False,
    french_spaces=False,
)
"""No rule at all: every character of the book stands as it was typed."""
