"""Pieces as HTML that stands without a style sheet, in the manner of one site or another.

Every block is on one line of its own: AO3 makes a line break of each line end within a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat
from typing import assert_never

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import (
    Code,
    ColumnAlign,
    ExternalTarget,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Style,
    Styled,
    Text,
    Verbatim,
)
from bookbuild.render.documents import direction
from bookbuild.render.marks import element, escaped, void
from bookbuild.write.copies.fallback import instead_of_picture, pieces_of
from bookbuild.write.copies.pieces import (
    Apart,
    Break,
    Framed,
    Gap,
    Grid,
    Items,
    Line,
    Piece,
    Pieces,
    Side,
    Stanza,
    Title,
    Typed,
)
from bookbuild.write.copies.posts import Box, Voice

Attributes = tuple[tuple[str, str], ...]

_INDENT = "\u00a0" * 4
"""A step by which a line of verse stands in: spaces at a line's beginning count nowhere else."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What one kind of site does with HTML.

    ``centre`` and ``end`` are the attributes that set a line there, ``frame`` those of a system
    box's frame. ``rule`` is the markup of a scene break, ``divider`` that of what stands above
    footnotes. ``top`` is the level of the highest heading in a text. ``names_languages`` says
    whether a ``lang`` is kept, ``links_notes`` whether links within the text lead anywhere.
    """

    centre: Attributes
    end: Attributes
    frame: Attributes
    rule: str
    divider: str
    top: int
    small_caps: Attributes
    names_languages: bool
    links_notes: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for one box while it is written: the site's manner, the voice, its footnotes.

    ``called`` are the footnotes whose numbers the box may show, ``own`` those that stand below it.
    """

    manner: Manner
    voice: Voice
    called: tuple[NumberedNote, ...]
    own: tuple[NumberedNote, ...]

    def note(self, label: str) -> NumberedNote | None:
        """Return the footnote with a label, None where there is none."""
        return next((note for note in self.called if note.label == label), None)


def box_html(box: Box, voice: Voice, manner: Manner) -> str:
    """Return what goes into a box, with its footnotes below, "" for an empty one.

    A text from right to left says so around the whole.
    """
    page = Page(manner, voice, box.called, box.footnotes)
    lines = [pieces_html(pieces_of(box.blocks, voice.words), page)]
    if box.footnotes:
        lines.append(manner.divider)
        lines.extend(_footnote(note, page) for note in box.footnotes)
    said = _named_once("\n".join(line for line in lines if line), box.footnotes)
    turned = direction(voice.language)
    return element("div", f"\n{said}\n", ("dir", turned)) if turned and said else said


def pieces_html(pieces: Pieces, page: Page) -> str:
    """Return pieces as HTML, a line each."""
    return "\n".join(line for piece in pieces if (line := _piece(piece, page)))


def _within(pieces: Pieces, page: Page) -> str:
    return "".join(_piece(piece, page) for piece in pieces)


def _piece(piece: Piece, page: Page) -> str:  # noqa: C901, PLR0911 (the dispatch)
    match piece:
        case Line(inlines, side, lang):
            return _filled("p", inlines_html(inlines, page), *_side(side, page), *_lang(lang, page))
        case Break():
            return page.manner.rule
        case Gap():
            return element("p", "&#160;")
        case Title(level, inlines, lang):
            tag = f"h{min(page.manner.top + level - 1, 6)}"
            return _filled(tag, inlines_html(inlines, page), *_lang(lang, page))
        case Stanza(lines):
            marked = (_INDENT * line.indent + inlines_html(line.inlines, page) for line in lines)
            return _filled("p", void("br").join(marked))
        case Apart(inner, lang):
            return _filled("blockquote", _within(inner, page), *_lang(lang, page))
        case Framed(lines, lang):
            rows = void("br").join(inlines_html(line, page) for line in lines)
            framed = _filled("p", rows)
            return _filled("blockquote", framed, *page.manner.frame, *_lang(lang, page))
        case Items():
            return _list(piece, page)
        case Grid():
            return _table(piece, page)
        case Typed(text):
            return _filled("pre", _filled("code", escaped(text)))
        case _:
            assert_never(piece)


def _filled(tag: str, content: str, *attributes: tuple[str, str]) -> str:
    """Return an element, "" for one without content: editors make odd gaps of those."""
    return element(tag, content, *attributes) if content else ""


def _side(side: Side, page: Page) -> Attributes:
    match side:
        case Side.START:
            return ()
        case Side.CENTER:
            return page.manner.centre
        case Side.END:
            return page.manner.end


def _lang(lang: str, page: Page) -> Attributes:
    """Return what says that a block's or a run's language is another: its tag, its direction."""
    if not lang:
        return ()
    here, around = direction(lang) or "ltr", direction(page.voice.language) or "ltr"
    turned = (("dir", here),) if here != around else ()
    return ((("lang", lang),) if page.manner.names_languages else ()) + turned


def _list(items: Items, page: Page) -> str:
    rows = "".join(element("li", _item(item, page)) for item in items.items)
    lang = _lang(items.lang, page)
    if items.start is None:
        return _filled("ul", rows, *lang)
    start = "" if items.start == 1 else str(items.start)
    return _filled("ol", rows, ("start", start), *lang)


def _item(item: Pieces, page: Page) -> str:
    """Return an item's content; one paragraph needs no element of its own."""
    match item:
        case (Line(inlines, Side.START, ""),):
            return inlines_html(inlines, page)
        case _:
            return _within(item, page)


def _table(grid: Grid, page: Page) -> str:
    table = grid.table
    head = _row(table.head, "th", grid, page)
    rows = "".join(_row(row, "td", grid, page) for row in table.rows)
    parts = _filled("thead", head) + _filled("tbody", rows)
    return _filled("table", parts, *_lang(table.lang, page))


_COLUMNS = {
    ColumnAlign.LEFT: Side.START,
    ColumnAlign.CENTER: Side.CENTER,
    ColumnAlign.RIGHT: Side.END,
}


def _row(cells: tuple[Inlines, ...], tag: str, grid: Grid, page: Page) -> str:
    # A cell beyond the columns that the table declares is a cell all the same.
    sides = chain((_COLUMNS[align] for align in grid.table.aligns), repeat(Side.START))
    columns = zip(cells, sides, strict=False)
    shown = (element(tag, inlines_html(cell, page), *_side(side, page)) for cell, side in columns)
    return _filled("tr", "".join(shown))


# --------------------------------------------------------------------------------- footnotes


def _footnote(note: NumberedNote, page: Page) -> str:
    """Return a footnote; its number shares a line with its first words and leads back."""
    match pieces_of(note.blocks, page.voice.words):
        case (Line(inlines, _, lang), *rest):
            words = f"{_mark(note, page)} {inlines_html(inlines, page)}"
            return element("p", words, *_lang(lang, page)) + _within(tuple(rest), page)
        case pieces:
            return element("p", _mark(note, page)) + _within(pieces, page)


def _mark(note: NumberedNote, page: Page) -> str:
    """Return the number that stands before a footnote's words."""
    if not page.manner.links_notes:
        return f"[{note.number}]"
    title = ("title", page.voice.words.to_the_text)
    return element("a", f"{note.number}.", ("name", note.id), ("href", f"#{note.ref_id}"), title)


def _call(note: NumberedNote, page: Page) -> str:
    if not page.manner.links_notes:
        return element("sup", f"[{note.number}]")
    name = ("name", note.ref_id if note in page.own else "")
    return element("sup", element("a", str(note.number), name, ("href", f"#{note.id}")))


def _named_once(html: str, notes: tuple[NumberedNote, ...]) -> str:
    """Return the markup with only the first call of each footnote as the place to come back to."""
    for note in notes:
        mark = f' name="{note.ref_id}"'
        before, found, after = html.partition(mark)
        html = before + found + after.replace(mark, "")
    return html


# ----------------------------------------------------------------------------------- inlines

_TAGS: dict[Style, str] = {
    Style.EMPHASIS: "em",
    Style.STRONG: "strong",
    Style.UNDERLINE: "u",
    Style.STRIKE: "s",
    Style.SUPERSCRIPT: "sup",
    Style.SUBSCRIPT: "sub",
}


def inlines_html(inlines: Inlines, page: Page) -> str:
    """Return inlines as HTML, on one line."""
    return "".join(_inline(inline, page) for inline in inlines)


def words_html(text: str) -> str:
    """Return plain words, without what only a typesetter needs: word joiners and line ends."""
    return escaped(" ".join(text.replace("\u2060", "").split("\n")))


def _inline(inline: Inline, page: Page) -> str:  # noqa: C901, PLR0911 (the dispatch)
    match inline:
        case Text(text) | Verbatim(text):
            return words_html(text)
        case Code(text):
            return _filled("code", words_html(text))
        case Styled(style, children):
            return _styled(style, inlines_html(children, page), page)
        case Language(lang, children):
            said, attributes = inlines_html(children, page), _lang(lang, page)
            return _filled("span", said, *attributes) if attributes else said
        case LineBreak():
            return void("br")
        case NoteRef(label):
            note = page.note(label)
            return _call(note, page) if note else ""
        case Picture(source, alt):
            return words_html(instead_of_picture(source, alt))
        case Link(ExternalTarget(url), children):
            return _filled("a", inlines_html(children, page), ("href", url))
        case Link(_, children):
            # Where another section is posted, nobody knows here: its words stay, without a link.
            return inlines_html(children, page)
        case PageMark():
            return ""
        case _:
            assert_never(inline)


def _styled(style: Style, content: str, page: Page) -> str:
    if style in (Style.SMALL_CAPS, Style.LEAD_IN):
        looks = page.manner.small_caps if style is Style.SMALL_CAPS else ()
        return _filled("span", content, *looks) if looks else content
    return _filled(_TAGS[style], content)
