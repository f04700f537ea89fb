"""Pictures that stand on their own, with caption and credit."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.addresses import attribute, id_attribute
from bookbuild.intake.manuscript_text.escapes import entity
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.model.text import Figure, Picture

_ESCAPABLE = re.compile(r"\\|&(?=#?\w+;)")


def figure_line(figure: Figure) -> str:
    """Return the line of a figure; its language stands elsewhere."""
    # A backtick could belong to one in the caption or the credit.
    shown = one_line((Picture(figure.source, figure.alt),)).replace("`", entity("`"))
    caption = _title(one_line(figure.caption))
    picture = f"{shown[:-1]} {caption})" if caption else shown
    ornament = ('alt=""',) if figure.decorative else ()
    attributes = (*id_attribute(figure.id), *ornament, *attribute("credit", figure.credit))
    return picture + (f"{{{' '.join(attributes)}}}" if attributes else "")


def _title(source: str) -> str:
    """Return a caption between quotes; it is unescaped once before it is read as Markdown."""
    if not source:
        return ""
    once = _ESCAPABLE.sub(r"\\\g<0>", source)
    if '"' not in once:
        return f'"{once}"'
    if "'" not in once:
        return f"'{once}'"
    return '"' + once.replace('"', '\\"') + '"'
