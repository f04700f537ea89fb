"""What the author asks of a cover that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.colours import Colour


class Design(Enum):
    """The designs of a drawn cover, as book.yaml names them."""

    CLASSIC = "classic"
    COLUMN = "column"
    BANDS = "bands"
    INITIAL = "initial"
    LANDSCAPE = "landscape"
    CLOTH = "cloth"


@dataclass(frozen=True, slots=True)
class CoverDesign:
    """A design and its colours: ground, ink and accent, as many of them as the author names."""

    design: Design = Design.CLASSIC
    colours: tuple[Colour, ...] = ()


USUAL_COVER = CoverDesign()
