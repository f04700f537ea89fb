"""How a run looks: what its paragraph's style, its own style and the run itself say, together.

Bold, italics, capitals and what hides words are switches: two styles that both switch one on
switch it off again, as an emphasised word stands upright in an italic paragraph. What the run says
itself holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.docx.markup import Node
from bookbuild.intake.docx.properties import RunProps, run_props
from bookbuild.intake.docx.styles import Style, Styles
from bookbuild.intake.web.formats import Format, is_web_address
from bookbuild.model.text import ExternalTarget
from bookbuild.model.text import Style as Setting

_DESIGNED = ("quote", "title", "subtitle", "heading", "part", "epigraph", "verse", "author", "toc")
"""Roles whose styles say how a kind of paragraph is set, and nothing about its words."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a run: its switches, its size and font, its language."""

    bold: bool
    italic: bool
    caps: bool
    small_caps: bool
    strike: bool
    hidden: bool
    underline: bool
    raised: str
    size: int
    font: str
    lang: str
    rtl: bool


def seen(props: RunProps, para: Style, styles: Styles) -> Seen:
    """Return how a run with these properties looks in a paragraph of this style."""
    own = styles.character(props.style) if props.style else None
    mine = own.run if own else RunProps()
    below = para.run
    rtl = bool(_first(props.rtl, mine.rtl, below.rtl))
    return Seen(
        bold=_switched(props.bold, mine.bold, below.bold),
        italic=_switched(props.italic, mine.italic, below.italic),
        caps=_switched(props.caps, mine.caps, below.caps),
        small_caps=_switched(props.small_caps, mine.small_caps, below.small_caps),
        strike=_switched(props.strike, mine.strike, below.strike),
        hidden=_switched(props.hidden, mine.hidden, below.hidden),
        underline=bool(_first(props.underline, mine.underline, below.underline)),
        raised=props.raised or mine.raised or below.raised or "",
        size=props.size or mine.size or below.size or 0,
        font=props.font or mine.font or below.font,
        lang=_language(props, mine, below, rtl=rtl),
        rtl=rtl,
    )


def _switched(direct: bool | None, own: bool | None, below: bool | None) -> bool:
    return bool(own) != bool(below) if direct is None else direct


def _first(*said: bool | None) -> bool | None:
    return next((one for one in said if one is not None), None)


def _language(props: RunProps, mine: RunProps, below: RunProps, *, rtl: bool) -> str:
    if rtl:
        return props.lang_bidi or mine.lang_bidi or below.lang_bidi
    return props.lang or mine.lang or below.lang


def format_of(look: Seen, para: Style, link: str) -> Format:
    """Return the format that the model has for a look.

    In paragraphs whose style is a design (a quotation, a heading), a word is set apart where it
    looks other than the style says. Capitals by format keep the letters that were typed, and are
    set as small capitals. A link's own blue line under its words says nothing.
    """
    designed = para.role in _DESIGNED or para.level > 0
    base = para.run if designed else RunProps()
    styles: list[Setting] = []
    if look.italic != bool(base.italic):
        styles.append(Setting.EMPHASIS)
    if look.bold != bool(base.bold):
        styles.append(Setting.STRONG)
    small = look.small_caps or (look.caps and not bool(base.caps))
    if small and not (designed and base.small_caps):
        styles.append(Setting.SMALL_CAPS)
    if look.underline and not link and not (designed and base.underline):
        styles.append(Setting.UNDERLINE)
    if look.strike:
        styles.append(Setting.STRIKE)
    if look.raised == "superscript":
        styles.append(Setting.SUPERSCRIPT)
    elif look.raised == "subscript":
        styles.append(Setting.SUBSCRIPT)
    target = ExternalTarget(link) if link and is_web_address(link) else None
    return Format(styles=tuple(styles), link=target)


class Looks:
    """Remembers the looks of runs, since a document repeats few of them very often."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.props: dict[tuple[object, ...], RunProps] = {}
        self.looks: dict[tuple[RunProps, str], Seen] = {}
        self.formats: dict[tuple[Seen, str, str], Format] = {}

    def of(self, node: Node | None, para: Style) -> Seen:
        """Return how a run with the w:rPr ``node`` looks in a paragraph."""
        props = self._props(node)
        key = (props, para.id)
        if key not in self.looks:
            self.looks[key] = seen(props, para, self.styles)
        return self.looks[key]

    def format(self, look: Seen, para: Style, link: str) -> Format:
        """Return the format of a run."""
        key = (look, para.id, link)
        if key not in self.formats:
            self.formats[key] = format_of(look, para, link)
        return self.formats[key]

    def _props(self, node: Node | None) -> RunProps:
        if node is None:
            return _PLAIN
        key = tuple((child.tag, *child.attrib.values()) for child in node)
        if key not in self.props:
            self.props[key] = run_props(node)
        return self.props[key]


_PLAIN = RunProps()
