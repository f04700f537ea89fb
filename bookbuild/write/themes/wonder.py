"""Wonder: Vollkorn, dark and old, with titles in capitals. For fantasy and science fiction."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.editions import ThemeName
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.theme import (
    DropCap,
    Folios,
    Furniture,
    Lettering,
    Letters,
    Line,
    Margins,
    Opening,
    Ornament,
    TextType,
    Theme,
    TitlePage,
)

_CAPITALS = Letters.CAPITALS
_SMALL = Letters.SMALL_CAPITALS

WONDER = Theme(
    name=ThemeName.WONDER,
    text=TextType("Vollkorn", 10.0, 15.0, indent=14.0, indent_em=1.3, word_space=0.2, letter=0.42),
    opening=Opening(
        sinkage=6,
        label=Lettering(italic=True),
        lone_label=Lettering(1.35, _CAPITALS, 0.1),
        title=Lettering(1.45, _CAPITALS, 0.1),
        centred=True,
        lead_in=Lettering(letters=_SMALL, tracking=0.04),
        pov=Lettering(letters=_SMALL, tracking=0.08),
        back_heading=Lettering(letters=_CAPITALS, tracking=0.1),
    ),
    drop_cap=DropCap(3),
    ornament=Ornament("◆\u00a0\u00a0\u00a0◊\u00a0\u00a0\u00a0◆", size=0.8),
    title_page=TitlePage(
        title=Lettering(2.0, _CAPITALS, 0.08),
        half_title=Lettering(letters=_CAPITALS, tracking=0.1),
        author=Lettering(1.1, _SMALL, 0.08),
    ),
    margins=Margins(outer=39.0, widest=32.0),
    furniture=Furniture(
        head=Lettering(letters=_SMALL, tracking=0.08), folio=Lettering(), folios=Folios.FOOT
    ),
    sizes=replace(
        CLASSIC.sizes,
        title=Line(16.0, 1.5),
        lone_label=Line(14.5, 1.5),
        subheading=12.0,
        epigraph=9.4,
        note=9.4,
        small=8.7,
        fine=8.3,
        call=6.9,
        code=9.2,
        half_title=Line(13.0, 2.0),
        book_title=Line(27.0, 2.5),
        long_title=Line(20.0, 2.0),
        very_long_title=Line(14.0, 1.5),
        subtitle=12.0,
        author=12.5,
    ),
)
