"""The designs of a drawn cover: each makes a layout of a cover's words and a scheme of colours."""

from __future__ import annotations

from typing import assert_never

from bookbuild.model.cover import Design
from bookbuild.write.cover.designs.bands import bands
from bookbuild.write.cover.designs.classic import classic
from bookbuild.write.cover.designs.cloth import cloth
from bookbuild.write.cover.designs.column import column
from bookbuild.write.cover.designs.initial import initial
from bookbuild.write.cover.designs.landscape import landscape
from bookbuild.write.cover.page import Layout
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.text import CoverText


def lay_out(design: Design, text: CoverText, scheme: Scheme) -> Layout:
    """Return a cover in a design, ready to be painted at any size."""
    match design:
        case Design.CLASSIC:
            return classic(text, scheme)
        case Design.COLUMN:
            return column(text, scheme)
        case Design.BANDS:
            return bands(text, scheme)
        case Design.INITIAL:
            return initial(text, scheme)
        case Design.LANDSCAPE:
            return landscape(text, scheme)
        case Design.CLOTH:
            return cloth(text, scheme)
        case _:
            assert_never(design)
