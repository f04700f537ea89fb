"""The kinds of site that copies of sections are made for, and the names that mean copies."""

from __future__ import annotations

from enum import Enum


class Target(Enum):
    """Where copies go; the values are what the author types."""

    AO3 = "ao3"
    PASTE = "paste"
    BBCODE = "bbcode"
    TEXT = "text"


ANY_COPY = "copy"
"""What means every copy, wherever it goes, in ``only=``."""

COPY_NAMES = (ANY_COPY, *(target.value for target in Target))
"""The names of copies, beside those of editions and formats."""
