"""Tender: Literata with light italic headings and a leaf in the scene breaks. For love stories."""

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

_DISPLAY = "Literata Display"
_SMALL = Letters.SMALL_CAPITALS

TENDER = Theme(
    name=ThemeName.TENDER,
    text=TextType("Literata", 9.25, 15.0, indent=13.0, indent_em=1.5, word_space=0.2, letter=0.456),
    opening=Opening(
        sinkage=5,
        label=Lettering(letters=_SMALL, tracking=0.08),
        lone_label=Lettering(1.9, family=_DISPLAY, italic=True),
        title=Lettering(2.1, family=_DISPLAY, italic=True),
        centred=True,
        lead_in=Lettering(),
        pov=Lettering(italic=True),
        back_heading=Lettering(family=_DISPLAY, italic=True),
    ),
    drop_cap=DropCap(3, _DISPLAY),
    ornament=Ornament("❦", "EB Garamond", 1.25),
    title_page=TitlePage(
        title=Lettering(2.4, family=_DISPLAY, italic=True),
        half_title=Lettering(family=_DISPLAY, italic=True),
        author=Lettering(1.1, _SMALL, 0.08),
    ),
    margins=Margins(outer=39.0, widest=34.0),  # wide letters: a line has to hold enough words
    furniture=Furniture(head=Lettering(italic=True), folio=Lettering(), folios=Folios.FOOT),
    sizes=replace(
        CLASSIC.sizes,
        title=Line(23.0, 2.0),
        lone_label=Line(21.0, 2.0),
        subheading=11.0,
        epigraph=8.75,
        note=8.5,
        small=8.1,
        fine=7.8,
        call=6.4,
        code=8.5,
        half_title=Line(18.0, 2.0),
        book_title=Line(36.0, 3.0),
        long_title=Line(25.0, 2.0),
        very_long_title=Line(17.0, 1.5),
        subtitle=11.5,
        author=12.0,
    ),
)
