"""What readers already have: the record of what was published, as published.yaml keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookbuild.model.edition import Pagination
from bookbuild.model.shapes import Shape


@dataclass(frozen=True, slots=True)
class PublishedBlock:
    """A paragraph or another block of a section, as readers have it.

    ``digest`` stands for its words, letter by letter; ``sketch`` (64 bits) is
    like those of similar words; ``words`` counts those that no block within it holds.
    ``paragraph`` is False for any other block; ``within`` is the id of the block that holds it,
    "" where it stands in the section itself.
    """

    id: str
    paragraph: bool
    words: int
    digest: str
    sketch: int
    within: str = ""


@dataclass(frozen=True, slots=True)
class PublishedSection:
    """A section that readers have, in whatever edition: its unit's id and its blocks in order.

    ``file`` and ``title`` are what the author called it when it was last published.
    """

    id: str
    file: str
    title: str
    blocks: tuple[PublishedBlock, ...]

    @property
    def words(self) -> int:
        """How many words it had."""
        return sum(block.words for block in self.blocks)


@dataclass(frozen=True, slots=True)
class PublishedUnit:
    """A unit of a published EPUB in its place; ``promised`` for what was still a promise."""

    id: str
    promised: bool = False


@dataclass(frozen=True, slots=True)
class NewsRecord:
    """A section that an edition's last publication brought, new or ``revised``: its unit's id."""

    unit: str
    revised: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to a section: its paragraphs, and how many words came and went.

    Of a revised paragraph only the difference of its length is known.
    """

    new: int = 0
    revised: int = 0
    gone: int = 0
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class ReleaseNews:
    """A section that a release brought: its unit's id, and ``edit`` where readers had it before."""

    unit: str
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """The last release: its version ("1.3"), and what it brought readers.

    ``first`` is whether nothing was published before it, so that all of it was new; ``news`` is ()
    then. A release that is made again says by this what it said before.
    """

    version: str
    first: bool = False
    news: tuple[ReleaseNews, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """One edition in one format as readers have it.

    ``units`` are those of the spine in order; ``story`` counts how many of them, from the front,
    end with the last section of the story: behind it a new chapter may be put in. ``news`` is what
    the edition's last publication brought its readers, () for the first. ``pagination`` is a
    printed edition's; an EPUB's has the pages whose marks readers have, and where these stand.
    """

    name: str
    format: str
    identifier: str
    output: str
    units: tuple[PublishedUnit, ...] = ()
    story: int = 0
    shapes: tuple[Shape, ...] = ()
    pagination: Pagination | None = None
    news: tuple[NewsRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """All that was published: ``day`` is that of the last time.

    ``retired`` are the ids of sections that were taken out, and of promises that were kept: no
    other section may ever get them. ``release`` is None where nothing went out as a release.
    """

    day: date | None = None
    sections: tuple[PublishedSection, ...] = ()
    editions: tuple[PublishedEdition, ...] = ()
    retired: tuple[str, ...] = ()
    release: ReleaseRecord | None = None

    def edition(self, name: str, format: str) -> PublishedEdition | None:
        """Return what was published of an edition in a format, None where nothing was."""
        found = (one for one in self.editions if (one.name, one.format) == (name, format))
        return next(found, None)


NOTHING_PUBLISHED = Published()
