"""The occasion on which a book is made: what is known at that moment beside the manuscript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bookbuild.model.published import NOTHING_PUBLISHED, Published


@dataclass(frozen=True, slots=True)
class Occasion:
    """When a book is made, and for whom.

    ``stamp`` is the book's own date, in UTC. ``today`` is the day of the build, from which on a
    section is no longer to come; None where nobody asks. ``as_of`` leaves out all that readers may
    not see on that day, None shows everything. ``final`` asks for a book without open promises.
    ``publishing`` is whether readers get it now, ``lose_places`` lets go through what would lose
    them their place.
    """

    stamp: datetime
    today: date | None = None
    as_of: date | None = None
    final: bool = False
    published: Published = NOTHING_PUBLISHED
    publishing: bool = False
    lose_places: bool = False
