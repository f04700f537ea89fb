"""How long a text takes to read, from what was measured of readers.

English prose is read at 238 words a minute (M. Brysbaert, "How many words do we read per minute? A
review and meta-analysis of reading rate", Journal of Memory and Language 109, 2019). For other
languages: the same text read aloud in 17 languages (S. Trauzettel-Klosinski and K. Dietz,
"Standardized assessment of reading performance", Investigative Ophthalmology & Visual Science 53,
2012), in proportion to its English. Chinese, Japanese and Thai are counted in characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.text import Blocks, Heading, plain_text
from bookbuild.model.walk import every_block, lines_in

_ENGLISH = 238
_ENGLISH_ALOUD = 228
_ALOUD = (
    ("ar", 138),
    ("nl", 202),
    ("fi", 161),
    ("fr", 195),
    ("de", 179),
    ("he", 187),
    ("it", 188),
    ("pl", 166),
    ("pt", 181),
    ("ru", 184),
    ("sl", 180),
    ("es", 218),
    ("sv", 199),
    ("tr", 166),
)
"""Words a minute, read aloud."""
_MEAN_CHARACTERS = 863
"""The mean of the 17 languages: for those whose words have no spaces and that nobody measured."""
_CHARACTERS_ALOUD = (
    ("zh", 255),
    ("ja", 357),
    *((unspaced, _MEAN_CHARACTERS) for unspaced in ("th", "lo", "km", "my")),
)
"""Characters a minute, read aloud."""


class Counted(Enum):
    """What the length of a text is counted in."""

    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class ReadingSpeed:
    """How much is read in a minute, and where that was found."""

    counted: Counted
    a_minute: int
    source: str

    def minutes(self, count: int) -> int:
        """Return how many minutes so many words or characters take, at least 1 for any."""
        return max(round(count / self.a_minute), 1) if count else 0


def reading_speed(language: str) -> ReadingSpeed:
    """Return the speed for a language, a BCP 47 tag; one never measured is read as English is."""
    tongue = language.casefold().partition("-")[0]
    for known, aloud in _CHARACTERS_ALOUD:
        if known == tongue:
            return ReadingSpeed(Counted.CHARACTERS, _silent(aloud), _IN_PROPORTION)
    for known, aloud in _ALOUD:
        if known == tongue:
            return ReadingSpeed(Counted.WORDS, _silent(aloud), _IN_PROPORTION)
    return ReadingSpeed(Counted.WORDS, _ENGLISH, "Brysbaert 2019")


_IN_PROPORTION = "Brysbaert 2019; Trauzettel-Klosinski and Dietz 2012"


def _silent(aloud: int) -> int:
    return round(aloud * _ENGLISH / _ENGLISH_ALOUD)


def characters(blocks: Blocks) -> int:
    """Return how many letters and digits the text has; its headings do not count."""
    lines = (
        line
        for block in every_block(blocks)
        if not isinstance(block, Heading)
        for line in lines_in(block)
    )
    return sum(sum(map(str.isalnum, plain_text(line))) for line in lines)
