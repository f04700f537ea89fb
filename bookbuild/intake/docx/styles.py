"""The styles of a document: what a paragraph or a run says by the name of its style.

A style says what it changes of the one it is based on. Word writes the names of its own styles in
English whatever the author's language is ("heading 1"); programs that translate them are met
half-way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import PPR, RPR, TYPE, VAL, w
from bookbuild.intake.docx.properties import ParaProps, RunProps, over, para_props, run_props

_MOST_BASES = 20
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift|nagłówek|nadpis|заголовок"
    r"|otsikko|标题|標題|見出し)[\s_]*(?:20_)?(?P<level>[1-9])",
    re.IGNORECASE,
)
_QUOTES = frozenset(
    "quote,intense quote,block text,block quotation,block quote,blockquote,quotations,quotation"
    ",zitat,intensives zitat,citation,cita,citazione,extract,letter,block".split(",")
)
_VERSE = re.compile(r"\b(?:verse|poem|poetry|song|lyrics?|stanza|vers|gedicht|poème)\b", re.I)
_TOC = re.compile(r"(?:toc|verzeichnis|contents)\s?(?:[1-9]|heading)", re.IGNORECASE)
_BY_NAME = {
    "title": "title",
    "titel": "title",
    "book title": "title",
    "subtitle": "subtitle",
    "untertitel": "subtitle",
    "sous-titre": "subtitle",
    "author": "author",
    "byline": "author",
    "autor": "author",
    "by line": "author",
    "epigraph": "epigraph",
    "motto": "epigraph",
    "dedication": "dedication",
    "scene break": "break",
    "scenebreak": "break",
    "ornamental break": "break",
    "separator": "break",
    "chapter title": "heading",
    "chapter heading": "heading",
    "chapter name": "heading",
    "chapter": "heading",
    "chapter number": "heading",
    "chapter no": "heading",
    "kapitel": "heading",
    "kapitelüberschrift": "heading",
    "chaptertitle": "heading",
    "cn": "heading",
    "ct": "heading",
    "part title": "part",
    "part number": "part",
    "part heading": "part",
    "chapter subtitle": "chapter subtitle",
    "table of contents": "toc",
    "inhaltsverzeichnisüberschrift": "toc",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it takes over from those it is based on.

    ``role`` is what its name says: "title", "quote", "verse", "toc" ... or ""; ``level`` the
    heading level from 1, 0 for none.
    """

    id: str
    name: str
    para: ParaProps
    run: RunProps
    role: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by their ids, and what holds where none is named."""

    paragraphs: dict[str, Style] = field(default_factory=dict)
    characters: dict[str, Style] = field(default_factory=dict)
    defaults: Style = Style("", "", ParaProps(), RunProps())
    lang: str = ""

    def paragraph(self, id: str) -> Style:
        """Return a paragraph's style, the document's usual one where it names none."""
        return self.paragraphs.get(id, self.defaults)

    def character(self, id: str) -> Style | None:
        """Return a run's style."""
        return self.characters.get(id)


@dataclass(frozen=True, slots=True)
class _Raw:
    id: str
    name: str
    based: str
    para: ParaProps
    run: RunProps


def read_styles(root: Node | None) -> Styles:
    """Return the styles of a document; Word's own defaults where it has none."""
    if root is None:
        return Styles()
    raw: dict[str, _Raw] = {}
    kinds: dict[str, str] = {}
    usual = ""
    for node in root.iterchildren(w("style")):
        one = _raw(node)
        kind = value(node, TYPE) or "paragraph"
        raw.setdefault(one.id, one)
        kinds.setdefault(one.id, kind)
        if kind == "paragraph" and value(node, w("default")) in ("1", "true", "on"):
            usual = one.id
    para, run = _defaults(root)
    made = {id: _resolved(one, raw, para, run, kinds[id]) for id, one in raw.items()}
    paragraphs = {id: style for id, style in made.items() if kinds[id] == "paragraph"}
    characters = {id: style for id, style in made.items() if kinds[id] == "character"}
    bare = Style("", "", para, run)
    lang = run.lang
    return Styles(paragraphs, characters, paragraphs.get(usual, bare), lang)


def _raw(node: Node) -> _Raw:
    name = value(node.find(w("name")), VAL)
    based = value(node.find(w("basedOn")), VAL)
    return _Raw(
        value(node, w("styleId")),
        " ".join(name.lower().split()),
        based,
        para_props(node.find(PPR)),
        run_props(node.find(RPR)),
    )


def _defaults(root: Node) -> tuple[ParaProps, RunProps]:
    defaults = root.find(w("docDefaults"))
    if defaults is None:
        return ParaProps(), RunProps()
    para = defaults.find(f"{w('pPrDefault')}/{PPR}")
    run = defaults.find(f"{w('rPrDefault')}/{RPR}")
    return para_props(para), run_props(run)


def _bases(one: _Raw, raw: dict[str, _Raw]) -> Iterator[_Raw]:
    """Yield a style and those below it; a circle ends."""
    seen: set[str] = set()
    here: _Raw | None = one
    while here is not None and here.id not in seen and len(seen) < _MOST_BASES:
        seen.add(here.id)
        yield here
        here = raw.get(here.based)


def _resolved(one: _Raw, raw: dict[str, _Raw], para: ParaProps, run: RunProps, kind: str) -> Style:
    chain = tuple(_bases(one, raw))
    if kind == "character":
        para, run = ParaProps(), RunProps()
    for base in reversed(chain):
        para, run = over(para, base.para), over(run, base.run)
    role = next((said for base in chain if (said := _role(base))), "")
    level = para.outline + 1 if para.outline is not None and para.outline < 9 else 0
    if not level:
        levels = (heading_level(base.name, base.id) for base in chain)
        level = next((found for found in levels if found), 0)
    if role == "part" and not level:
        level = 1
    return Style(one.id, one.name, para, run, role, level)


def heading_level(name: str, id: str) -> int:
    """Return the level that a style's name says, 0 for none: "heading 2", "Heading_20_2"."""
    found = _HEADING.fullmatch(name) or _HEADING.fullmatch(id)
    return int(found["level"]) if found else 0


def _role(base: _Raw) -> str:
    name = base.name or base.id.lower()
    if name in _BY_NAME:
        return _BY_NAME[name]
    if _TOC.match(name) or name.startswith("table of figures"):
        return "toc"
    if name in _QUOTES:
        return "quote"
    return "verse" if _VERSE.search(name) else ""


def bare_style(id: str) -> Style:
    """Return what a style that the document does not define says by its name."""
    raw = _Raw(id, id.lower().replace("_20_", " "), "", ParaProps(), RunProps())
    name = {"title": "title", "subtitle": "subtitle", "quote": "quote", "intensequote": "quote"}
    role = name.get(id.lower(), _role(raw))
    return Style(id, raw.name, raw.para, raw.run, role, heading_level(raw.name, id))
