"""Taut: Source Serif, bold headings at the left, a sans serif beside it. For thrillers."""

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

_SANS = "Atkinson Hyperlegible"
_DISPLAY = "Source Serif Display"

TAUT = Theme(
    name=ThemeName.TAUT,
    # The font's own space, .233 em, is wide for lines of so few words: no line could give.
    text=TextType(
        "Source Serif", 9.25, 15.0, indent=12.0, indent_em=1.2, word_space=0.2, letter=0.468
    ),
    opening=Opening(
        sinkage=4,
        label=Lettering(0.85, Letters.CAPITALS, 0.1, _SANS, bold=True),
        lone_label=Lettering(1.9, family=_DISPLAY, bold=True),
        title=Lettering(2.0, family=_DISPLAY, bold=True),
        centred=False,
        lead_in=Lettering(),
        pov=Lettering(0.85, Letters.CAPITALS, 0.08, _SANS),
        back_heading=Lettering(family=_DISPLAY, bold=True),
    ),
    drop_cap=DropCap(2, _DISPLAY),
    ornament=Ornament("—", size=1.7),
    title_page=TitlePage(
        title=Lettering(2.6, family=_DISPLAY, bold=True),
        half_title=Lettering(family=_DISPLAY, bold=True),
        author=Lettering(1.0, Letters.CAPITALS, 0.1, _SANS),
    ),
    margins=Margins(outer=39.0, widest=34.0),  # wide letters: a line has to hold enough words
    furniture=Furniture(
        head=Lettering(0.82, Letters.CAPITALS, 0.08, _SANS),
        folio=Lettering(0.95, family=_SANS, bold=True),
        folios=Folios.HEAD,
    ),
    sizes=replace(
        CLASSIC.sizes,
        title=Line(22.0, 2.0),
        lone_label=Line(21.0, 2.0),
        subheading=11.0,
        epigraph=8.75,
        note=8.5,
        small=8.3,
        fine=7.8,
        call=6.5,
        code=8.5,
        half_title=Line(16.0, 2.0),
        book_title=Line(38.0, 3.0),
        long_title=Line(27.0, 2.0),
        very_long_title=Line(18.0, 1.5),
        subtitle=11.5,
        author=11.0,
    ),
)
