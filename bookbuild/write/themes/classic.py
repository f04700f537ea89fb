"""Classic: EB Garamond, centred, quiet. The default."""

from __future__ import annotations

from bookbuild.model.editions import ThemeName
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
    PrintSizes,
    TextType,
    Theme,
    TitlePage,
)

_SMALL = Letters.SMALL_CAPITALS

CLASSIC = Theme(
    name=ThemeName.CLASSIC,
    text=TextType(
        "EB Garamond", 11.0, 15.0, indent=15.0, indent_em=1.2, word_space=0.2, letter=0.37
    ),
    opening=Opening(
        sinkage=6,
        label=Lettering(letters=_SMALL, tracking=0.08),
        lone_label=Lettering(1.25, _SMALL, 0.08),
        title=Lettering(1.6),
        centred=True,
        lead_in=Lettering(letters=_SMALL, tracking=0.03),
        pov=Lettering(letters=_SMALL, tracking=0.06),
        back_heading=Lettering(letters=_SMALL, tracking=0.08),
    ),
    drop_cap=DropCap(3),
    ornament=Ornament("*\u2003*\u2003*"),
    title_page=TitlePage(
        title=Lettering(2.0),
        half_title=Lettering(letters=_SMALL, tracking=0.08),
        author=Lettering(1.1, _SMALL, 0.08),
    ),
    margins=Margins(outer=39.0),
    furniture=Furniture(
        head=Lettering(letters=_SMALL, tracking=0.08), folio=Lettering(), folios=Folios.FOOT
    ),
    sizes=PrintSizes(
        title=Line(17.6, 1.5),
        lone_label=Line(14.0, 1.0),
        subheading=12.5,
        epigraph=10.0,
        note=9.9,
        small=9.5,
        fine=9.0,
        call=7.2,
        code=10.0,
        half_title=Line(16.0, 2.0),
        book_title=Line(28.0, 2.5),
        long_title=Line(21.0, 2.0),
        very_long_title=Line(15.0, 1.5),
        subtitle=13.0,
        author=13.0,
    ),
)
