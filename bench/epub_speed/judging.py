"""What an EPUB may cost, and whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from bench.epub_speed.measuring import Cost

MOST_SECONDS = 0.25
"""The processor's seconds, as a part of pandoc's."""
MOST_MEMORY = 1.0
"""The memory, as a part of pandoc's."""
MOST_GROWTH = 1.1
"""The seconds that a book takes for each word, against a book with a tenth of the words."""
MOST_MEBIBYTES = 1.5e9 / 2**20
"""The memory of the longest book."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure beside the most that it may be."""

    what: str
    figure: float
    most: float

    @property
    def good(self) -> bool:
        """Whether the figure is allowed."""
        return self.figure <= self.most

    @property
    def line(self) -> str:
        """The figure as it is printed."""
        mark = "good" if self.good else "TOO MUCH"
        return f"{self.what:44} {self.figure:8.2f}   at most {self.most:8.2f}   {mark}"


def beside_pandoc(own: Cost, pandoc: Cost) -> tuple[Verdict, ...]:
    """Judge a novel's costs against pandoc's."""
    return (
        Verdict("CPU seconds, of pandoc's", own.seconds / pandoc.seconds, MOST_SECONDS),
        Verdict("peak memory, of pandoc's", own.mebibytes / pandoc.mebibytes, MOST_MEMORY),
    )


def growth(shorter: tuple[int, Cost], longer: tuple[int, Cost]) -> tuple[Verdict, ...]:
    """Judge how costs grow; each cost stands beside the words that it was for."""
    words = longer[0] / shorter[0]
    times = longer[1].seconds / shorter[1].seconds
    return (
        Verdict(f"{words:g} times the words: times the time", times, words * MOST_GROWTH),
        Verdict(f"{longer[0]:,} words: MiB", longer[1].mebibytes, MOST_MEBIBYTES),
    )
