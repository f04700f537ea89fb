"""A book as its readers have it: the values that two EPUBs are compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


class Sort(Enum):
    """What a passage is."""

    TEXT = "text"
    HEADING = "heading"
    NOTE = "note"
    FOOTNOTE = "footnote"


class Standing(Enum):
    """What a document is: a section by its place around the story, or a page of the book's own."""

    FRONT = "front"
    STORY = "story"
    PROMISE = "promise"
    BACK = "back"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or what stands like one.

    ``id`` is its own or that of the nearest element around it, "" for none. ``path`` are the
    places among their siblings, from 0, of the elements that lead to it from the document's root:
    what a reading system keeps for a reader's place.
    """

    text: str
    sort: Sort
    id: str
    path: tuple[int, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, without the marks between them."""
        return tuple(_WORD.findall(self.text))


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the reading order.

    ``index`` counts all of the reading order from 0; ``item`` is its id in the list of files.
    ``name`` is what the contents or its heading call it, never ""; ``label`` the part of it that
    is counted ("Epilogue"), "" where nobody knows. ``pictures`` are digests of those it shows.
    """

    file: str
    item: str
    index: int
    standing: Standing
    name: str
    label: str
    passages: tuple[Passage, ...]
    pictures: tuple[str, ...] = ()

    @property
    def text(self) -> tuple[Passage, ...]:
        """The passages of the section itself, without its heading and its notes."""
        return tuple(each for each in self.passages if each.sort is Sort.TEXT)

    @property
    def words(self) -> int:
        """How many words its text has."""
        return sum(len(each.words) for each in self.text)


@dataclass(frozen=True, slots=True)
class Volume:
    """A book: ``facts`` are what it says of itself, by name ("the title"), in a fixed order.

    ``cover`` and ``look`` are digests of the cover's picture and of the style sheets and fonts.
    """

    title: str
    identifier: str
    facts: tuple[tuple[str, str], ...]
    cover: str
    look: str
    documents: tuple[Document, ...]

    @property
    def story(self) -> tuple[Document, ...]:
        """The documents up to the last section of the story: nobody is in the middle of others."""
        ends = [
            place
            for place, each in enumerate(self.documents, start=1)
            if each.standing in (Standing.STORY, Standing.FRONT)
        ]
        return self.documents[: max(ends, default=0)]
