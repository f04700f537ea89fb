"""The runs of one paragraph: its words with their looks, its pictures, its calls of notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bookbuild.intake.docx.choices import taken
from bookbuild.intake.docx.drawings import Shown, shown_in
from bookbuild.intake.docx.fields import FURNITURE, LISTS, Fields, address_of, kind_of
from bookbuild.intake.docx.looks import Looks, Seen
from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import (
    ALTERNATE,
    ASCII,
    BOX_TEXT,
    BR,
    COMMENT_CALL,
    CR,
    DELETED_TEXT,
    DRAWING,
    ENDNOTE_CALL,
    FIELD,
    FIELD_SIMPLE,
    FOOTNOTE_CALL,
    GONE,
    H_ANSI,
    ID,
    INSERTED,
    INSTR,
    INSTRUCTION,
    LINK,
    MATH_TEXT,
    MOVED_TO,
    NO_BREAK_HYPHEN,
    OBJECT,
    PICT,
    PTAB,
    R_FONTS,
    REL_ID,
    RPR,
    RUBY,
    RUBY_BASE,
    RUBY_TEXT,
    SYM,
    SYM_CHAR,
    SYM_FONT,
    TAB,
    TRANSPARENT,
    TYPE,
    R,
    T,
)
from bookbuild.intake.docx.styles import Style
from bookbuild.intake.docx.symbols import UNKNOWN, printed, symbol
from bookbuild.intake.docx.witness import has_words, kept_text
from bookbuild.intake.web.formats import Format
from bookbuild.intake.web.inlines import Mark, Piece, Run
from bookbuild.model.text import NoteRef, Picture
from bookbuild.model.text import Style as Setting

_MOST_PICTURES = 5_000
_TYPEWRITERS = ("courier", "prestige", "consolas", "nimbus mono", "liberation mono")


@dataclass(slots=True)
class Tally:
    """What was met on the way and is said at the end; numbers are those of paragraphs."""

    comments: list[int] = field(default_factory=list)
    deleted: list[tuple[int, str]] = field(default_factory=list)
    hidden: list[tuple[int, str]] = field(default_factory=list)
    inserted: int = 0
    letters: int = 0
    typewritten: int = 0
    italics: int = 0
    underlined: list[int] = field(default_factory=list)
    symbols: list[tuple[int, str]] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)
    formulas: list[int] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)
    pictures: list[tuple[int, Shown]] = field(default_factory=list)


class Runs:
    """Reads the runs of one paragraph after the other."""

    def __init__(self, looks: Looks, links: dict[str, str], tally: Tally, part: str) -> None:
        self.looks, self.links, self.tally, self.part = looks, links, tally, part
        self.fields = Fields()
        self.begin(looks.styles.defaults, 0)

    def begin(self, style: Style, number: int) -> None:
        """Forget the paragraph before."""
        self.style, self.number = style, number
        self.lines: list[tuple[Piece, ...]] = []
        self.line: list[Piece] = []
        self.page_before = self.page_after = self.boxes = False
        self.words = self.listed = 0
        self.bold = self.caps = self.italic = self.underlined = 0
        self.sizes: Counter[int] = Counter()
        self.languages: Counter[str] = Counter()

    def read(self, paragraph: Node) -> None:
        """Read a paragraph's children."""
        self._children(paragraph, "")
        self.lines.append(tuple(self.line))
        self.line = []
        while len(self.lines) > 1 and not self.lines[-1]:
            self.lines.pop()
        while len(self.lines) > 1 and not self.lines[0]:
            self.lines.pop(0)

    @property
    def all_listed(self) -> bool:
        """Whether all its words are part of a list of contents."""
        return self.listed > 0 and self.listed == self.words

    @property
    def all_bold(self) -> bool:
        """Whether all its words are bold."""
        return 0 < self.words == self.bold

    @property
    def all_caps(self) -> bool:
        """Whether all its words are set in capitals."""
        return 0 < self.words == self.caps

    @property
    def all_italic(self) -> bool:
        """Whether all its words are italic."""
        return 0 < self.words == self.italic

    @property
    def all_underlined(self) -> bool:
        """Whether all its words are underlined."""
        return 0 < self.words == self.underlined

    @property
    def size(self) -> int:
        """The size of most of its letters, 0 where none is said."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0

    # ------------------------------------------------------------------- what stands around

    def _children(self, node: Node, link: str) -> None:
        for child in node:
            self._child(child, link)

    def _child(self, node: Node, link: str) -> None:
        tag = node.tag
        if tag == R:
            self._run(node, link)
        elif tag in TRANSPARENT:
            self.tally.inserted += tag in (INSERTED, MOVED_TO)
            self._children(node, link)
        elif tag in GONE:
            self._gone(node)
        elif tag == LINK:
            self._children(node, self.links.get(value(node, REL_ID), "") or link)
        elif tag == FIELD_SIMPLE:
            self._simple(node, link)
        elif tag == ALTERNATE:
            branch = taken(node)
            if branch is not None:
                self._children(branch, link)
        elif tag == MATH_TEXT:
            self._formula(node)
        elif len(node) and str(tag).startswith("{http://schemas.openxmlformats.org/officeDocument"):
            self._children(node, link)

    def _gone(self, node: Node) -> None:
        tags = (DELETED_TEXT, T)
        text = "".join(found.text or "" for tag in tags for found in node.iter(tag))
        if has_words(text):
            self.tally.deleted.append((self.number, text))

    def _simple(self, node: Node, link: str) -> None:
        kind = kind_of(value(node, INSTR))
        if kind in FURNITURE:
            return
        before = self.words
        self._children(node, address_of(value(node, INSTR)) or link)
        if kind in LISTS:
            self.listed += self.words - before

    def _formula(self, node: Node) -> None:
        if node.text and not self.fields.silent:
            self.tally.formulas.append(self.number)
            self.line.append(Run(node.text, Format(), self.number))

    # --------------------------------------------------------------------------------- runs

    def _run(self, run: Node, link: str) -> None:
        props = run.find(RPR)
        look = self.looks.of(props, self.style)
        if look.hidden:
            self._hidden(run)
            return
        for node in run:
            tag = node.tag
            if tag == RPR:
                continue
            if tag == FIELD:
                self.fields.mark(node)
            elif tag == INSTRUCTION:
                self.fields.instruct(node.text or "")
            elif not self.fields.silent:
                self._piece(node, look, link or self.fields.address)

    def _hidden(self, run: Node) -> None:
        for node in run:
            if node.tag == FIELD:
                self.fields.mark(node)
            elif node.tag == INSTRUCTION:
                self.fields.instruct(node.text or "")
        text = "".join(found.text or "" for found in run.iter(T))
        if has_words(text) and not self.fields.silent:
            self.tally.hidden.append((self.number, text))

    def _piece(self, node: Node, look: Seen, link: str) -> None:  # noqa: C901, PLR0912 (the table)
        tag = node.tag
        if tag == T:
            self._say(printed(kept_text(node), _symbols(node, look)), look, link)
        elif tag in (TAB, PTAB):
            self._say(" ", look, link)
        elif tag in (BR, CR):
            self._break(value(node, TYPE))
        elif tag == NO_BREAK_HYPHEN:
            self._say("\u2011", look, link)
        elif tag == SYM:
            shown = symbol(value(node, SYM_CHAR), value(node, SYM_FONT))
            if shown == UNKNOWN:
                known = f"{value(node, SYM_CHAR)} in {value(node, SYM_FONT)}"
                self.tally.symbols.append((self.number, known))
            self._say(shown, look, link)
        elif tag in (FOOTNOTE_CALL, ENDNOTE_CALL):
            kind = "f" if tag == FOOTNOTE_CALL else "e"
            self._mark(NoteRef(f"{kind}{value(node, ID)}"))
        elif tag == COMMENT_CALL:
            self.tally.comments.append(self.number)
        elif tag == RUBY:
            self._ruby(node, look, link)
        elif tag == ALTERNATE:
            branch = taken(node)
            for child in branch if branch is not None else ():
                self._piece(child, look, link)
        elif tag in (DRAWING, PICT, OBJECT):
            self._drawing(node)
        elif tag in GONE:
            self._gone(node)
        elif tag == R:
            self._run(node, link)

    def _say(self, text: str, look: Seen, link: str) -> None:
        if not text:
            return
        made = self.looks.format(look, self.style, link)
        self._count(text, look)
        last = self.line[-1] if self.line else None
        if isinstance(last, Run) and last.format is made:
            self.line[-1] = Run(last.text + text, made, last.line)
        else:
            self.line.append(Run(text, made, self.number))
        if look.caps and Setting.SMALL_CAPS in made.styles:
            self.tally.capitals.append(self.number)
        if UNKNOWN in text and self.tally.symbols[-1:] != [(self.number, look.font)]:
            self.tally.symbols.append((self.number, look.font))

    def _count(self, text: str, look: Seen) -> None:
        letters = len(text) - text.count(" ")
        if not letters:
            return
        self.words += letters
        self.tally.letters += letters
        self.tally.typewritten += letters * look.font.lower().startswith(_TYPEWRITERS)
        self.tally.italics += letters * look.italic
        if look.underline:
            self.tally.underlined.append(self.number)
        self.bold += letters * look.bold
        self.caps += letters * look.caps
        self.italic += letters * look.italic
        self.underlined += letters * look.underline
        self.sizes[look.size] += letters
        if look.lang:
            self.languages[look.lang] += letters
        if self.fields.lists:
            self.listed += letters

    def _mark(self, inline: NoteRef | Picture) -> None:
        self.line.append(Mark(inline, Format(), self.number))

    def _break(self, kind: str) -> None:
        if kind in ("page", "column"):
            if any(self.lines) or self.line:
                self.page_after = True
            else:
                self.page_before = True
                return
        self.lines.append(tuple(self.line))
        self.line = []

    def _ruby(self, node: Node, look: Seen, link: str) -> None:
        base = "".join(t.text or "" for part in node.iter(RUBY_BASE) for t in part.iter(T))
        above = "".join(t.text or "" for part in node.iter(RUBY_TEXT) for t in part.iter(T))
        self._say(f"{base} ({above})" if above.strip() else base, look, link)

    def _drawing(self, node: Node) -> None:
        self.boxes = self.boxes or next(node.iter(BOX_TEXT), None) is not None
        found = tuple(shown_in(node))
        for one in found:
            if len(self.tally.pictures) < _MOST_PICTURES:
                key = f"{self.part}#{len(self.tally.pictures)}"
                self.tally.pictures.append((self.number, one))
                self._mark(Picture(key, one.alt))
        if node.tag == OBJECT and not found:
            self.tally.objects.append(self.number)


def _symbols(node: Node, look: Seen) -> str:
    """Return the font that a run names itself; a style's font of symbols is a mistake."""
    run = node.getparent()
    fonts = run.find(f"{RPR}/{R_FONTS}") if run is not None else None
    return value(fonts, ASCII) or value(fonts, H_ANSI) if fonts is not None else ""
