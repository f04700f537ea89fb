"""What an author decides about releases: where readers find them, and who gets what is ahead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleaseSettings:
    """How a book goes out.

    Under ``files`` the files of the newest release can be had for ever, an address (https) with a
    slash at its end; ``page`` is the download page's own; "" where nobody says. ``ahead`` lets
    editions that run ahead of the others go out with them.
    """

    files: str = ""
    page: str = ""
    ahead: bool = False


USUAL_RELEASES = ReleaseSettings()
"""A book that does not say where it goes out: what supporters get early stays at home."""
