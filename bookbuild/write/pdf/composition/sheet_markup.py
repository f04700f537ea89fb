"""Composed pages as XHTML: each page an element of its own, each line where it was composed.

The press decides nothing any more: a page is as high as its text, and the next begins behind it.
What a frame or a paragraph is keeps its element and its class, so that it is tagged and looks as
the style sheets say; their margins and indents are taken off, for all space is composed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.model.text import Figure, Letter, Messages, Quote, SceneBreak, SystemBox
from bookbuild.render.marks import element, language, void
from bookbuild.write.pdf.composition.appendix import ENTRY
from bookbuild.write.pdf.composition.column import MARK_GAP, Heights, Part, SetParagraph, calls_in
from bookbuild.write.pdf.composition.drop_caps import cap_css, cap_xhtml
from bookbuild.write.pdf.composition.galley import Box, Frame, Hairline, Ornament
from bookbuild.write.pdf.composition.line_markup import (
    LINE,
    line_classes,
    line_css,
    line_xhtml,
)
from bookbuild.write.pdf.composition.link_targets import is_made
from bookbuild.write.pdf.composition.pages import ComposedPage, Piece, Slice
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import TypeDesign

PAGE_END = '</div>\n</div>\n<div class="page">\n<div class="words">\n'
"""What stands between two pages: both stand in the section, and in the element of its words."""

ShowBox = Callable[[Box, bool], str]
"""Shows a block as the press is to lay it; True where it begins a page."""

ShowNotes = Callable[[tuple[str, ...]], str]
"""Shows the footnotes with these labels."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands on a page of one part: ``above`` blank lines before it.

    ``height`` is a box's own, in points; of one that the press divides, that of its last part.
    """

    part: Part
    piece: Piece
    slice: Slice
    above: int
    height: float = 0.0

    @property
    def lines(self) -> int:
        """Its height in lines of the grid."""
        at_head = self.slice.head and not self.slice.first and self.piece.head is not None
        return self.piece.head or 0 if at_head else self.slice.end - self.slice.first

    @property
    def begins(self) -> bool:
        """Whether the part begins with it."""
        return self.slice.first == 0

    @property
    def ends(self) -> bool:
        """Whether the part ends with it."""
        return self.slice.end == self.piece.choices[self.slice.choice].lines


class SheetMarkup:
    """Writes the pages of one section; made and dropped with it."""

    def __init__(
        self, design: TypeDesign, box: ShowBox, notes: ShowNotes, linked: frozenset[str]
    ) -> None:
        """Take what shows boxes and footnotes, and the made ids that links lead to."""
        self._design = design
        self._box = box
        self._notes = notes
        self._linked = linked
        self._classes: set[str] = set()
        self._framed: set[Frame] = set()
        self._has_caps = False

    def pages(
        self,
        pages: tuple[tuple[Fragment, ...], ...],
        divided: tuple[bool, ...],
        opening: tuple[str, ...] = (),
    ) -> str:
        """Return the content of all pages, with what parts them.

        Nothing does behind a page that is ``divided``, from which the press goes on to the next.
        ``opening`` are the labels of footnotes that what stands above the first page's text calls.
        """
        written: list[str] = []
        called = opening
        for fragments, runs_on in zip(pages, divided, strict=True):
            called += tuple(label for fragment in fragments for label in _called(fragment))
            written.append(self._page(fragments, called, runs_on=runs_on))
            called = ()
            written.append("" if runs_on else PAGE_END)
        return "".join(written[:-1])

    @property
    def css(self) -> str:
        """The rules of the lines that were written so far."""
        caps = cap_css(LINE, self._design.size) if self._has_caps else ""
        return "\n".join(filter(None, (line_css(self._classes, self._design), caps)))

    def _page(
        self, fragments: tuple[Fragment, ...], labels: tuple[str, ...], *, runs_on: bool
    ) -> str:
        """Return a page's copy, then the footnotes that are called on it.

        Of a page that the press goes on from, they stand before: they belong to this one. The
        copy has an element of its own, or the first paragraph of each page would be of another
        kind: its lines would not share the style of the others.
        """
        copy = "\n".join(self._framed_copy(fragments, 0))
        column = f'<div class="copy">\n{copy}\n</div>'
        notes = self._notes(labels) if labels else ""
        parts = (notes, column) if runs_on else (column, notes)
        return "\n".join(part for part in parts if part) + "\n"

    def _framed_copy(self, fragments: tuple[Fragment, ...], depth: int) -> Iterator[str]:
        """Yield the copy of a page, neighbours in the same frame within one element."""
        at = 0
        while at < len(fragments):
            frame = _frame(fragments[at], depth)
            if frame is None:
                yield self._fragment(fragments[at])
                at += 1
                continue
            end = at
            while end < len(fragments) and _frame(fragments[end], depth) == frame:
                end += 1
            content = "\n".join(self._framed_copy(fragments[at:end], depth + 1))
            yield self._frame(frame, content)
            at = end

    def _frame(self, frame: Frame, content: str) -> str:
        id = frame.id if frame not in self._framed else ""
        self._framed.add(frame)
        name = f"{frame.name} frame".lstrip()
        return element(
            frame.tag, f"\n{content}\n", ("id", id), ("class", name), *language(frame.lang)
        )

    def _fragment(self, fragment: Fragment) -> str:
        paragraph = fragment.part.paragraph
        if paragraph is not None:
            return self._paragraph(fragment, paragraph)
        match fragment.part.copy.matter:
            case Ornament(block):
                return self._ornament(fragment, block.id, shown=isinstance(block, SceneBreak))
            case Hairline(above):
                return self._hairline(fragment, above=above)
            case Box() as box:
                return self._boxed(fragment, box)
            case _:
                raise AssertionError(fragment)

    def _line(self, paragraph: SetParagraph, line: LineSetting) -> str:
        opening = ""
        if paragraph.cap is not None and line.start == 0:
            self._has_caps = True
            opening = cap_xhtml(paragraph.cap)
            line = line._replace(indent=0.0)  # the large letter is as broad
        if paragraph.text.mark and line.start == 0:
            opening = self._mark(paragraph)
        shown = line_xhtml(paragraph.items, line, paragraph.shape, opening)
        opened = bool(opening)
        self._classes.update(line_classes(paragraph.items, line, paragraph.shape, opened=opened))
        return shown

    def note(self, paragraphs: tuple[SetParagraph, ...]) -> str:
        """Return the paragraphs of a footnote, the first of which opens with its number."""
        return "".join(
            element(
                "p",
                content,
                ("id", each.text.id if self._is_target(each.text.id) else ""),
                ("class", "set"),
                *language(each.text.lang),
            )
            for each in paragraphs
            if (content := "".join(self._line(each, line) for line in each.options[0].lines))
        )

    def _is_target(self, id: str) -> bool:
        """Whether a paragraph has to have its id: its author named it, or a link leads there."""
        return not is_made(id) or id in self._linked

    def _mark(self, paragraph: SetParagraph) -> str:
        """Return a paragraph's mark, at the left of its first line's words; it takes no room."""
        gap = MARK_GAP * paragraph.shape.size
        style = f"margin-left: -{paragraph.mark_width + gap:.2f}pt; margin-right: {gap:.2f}pt"
        return element("span", paragraph.text.mark, ("class", "mark"), ("style", style))

    def _paragraph(self, fragment: Fragment, paragraph: SetParagraph) -> str:
        setting = paragraph.options[fragment.slice.choice]
        lines = setting.lines[fragment.slice.first : fragment.slice.end]
        content = "".join(self._line(paragraph, line) for line in lines)
        id = paragraph.text.id
        is_target = fragment.begins and self._is_target(id)
        return element(
            "p",
            content,
            ("id", id if is_target else ""),
            ("data-of", "" if is_target else id),
            ("class", "set"),
            self._style(fragment),
            *language(paragraph.text.lang),
        )

    def _ornament(self, fragment: Fragment, id: str, *, shown: bool) -> str:
        if fragment.slice.head:
            return void("hr", ("id", id), ("class", "scene at-head"))
        if shown:
            height = fragment.lines * self._design.leading
            line = f"height: {height:g}pt; line-height: {height:g}pt"
            return void("hr", ("id", id), ("class", "scene"), self._style(fragment, line))
        return element("p", "\u00a0", ("id", id), ("class", "blank set"), self._style(fragment))

    def _hairline(self, fragment: Fragment, *, above: bool) -> str:
        """Return a hairline: a line of the grid is between it and the notes, the rest between it
        and the story. At the head of a page it stands in the middle of the first line."""
        leading = self._design.leading
        nearer = leading / 2 if fragment.slice.head else leading
        rest = fragment.lines * leading - nearer
        over, under = (rest, nearer) if above and not fragment.slice.head else (nearer, rest)
        style = self._style(fragment, f"height: {over:g}pt", f"margin-bottom: {under:g}pt")
        return void("hr", ("class", "hairline"), style)

    def _boxed(self, fragment: Fragment, box: Box) -> str:
        """Return a box; nothing for the later parts of one that the press divides."""
        if not fragment.begins:
            return ""
        named = (("class", box_class(box)), ("data-of", box.of))
        style = self._style(fragment, *box_style(box), *self._height(fragment, box))
        return element("div", self._box(box, fragment.slice.head), *named, style)

    def _height(self, fragment: Fragment, box: Box) -> tuple[str, ...]:
        """Return the rules for a box's height: it stands in the middle of the lines that it takes,
        at the head of a page at their head."""
        leading = self._design.leading
        if fragment.piece.fills:
            missing = -fragment.height % leading - _HAIR
            return (f"padding-bottom: {missing:.2f}pt",) if missing > _HAIR else ()
        height = fragment.lines * leading
        free = height - fragment.height
        above = 0.0 if fragment.slice.head else _above(free, leading, box)
        if box.name.endswith("first") or (box.name == ENTRY and not fragment.slice.head):
            above = free
        elif box.name.endswith("last"):
            above = 0.0
        return (f"height: {height:g}pt", f"padding-top: {above:.2f}pt")

    def _style(self, fragment: Fragment, *more: str) -> tuple[str, str]:
        place, leading = fragment.part.copy.place, self._design.leading
        named = (
            ("margin-top", fragment.above * leading),
            ("margin-left", place.left),
            ("margin-right", place.right),
        )
        rules = [f"{name}: {points:g}pt" for name, points in named if points]
        return "style", "; ".join((*rules, *more))


_HAIR = 0.02


def box_class(box: Box) -> str:
    """Return the classes of a box's element."""
    narrowed = "narrowed" if box.scale < 1 else ""
    narrowed += " cut" if box.cut else ""
    return " ".join(filter(None, ("box", box.name, narrowed)))


def box_style(box: Box) -> tuple[str, ...]:
    """Return the rules that a box has wherever it stands."""
    return (f"font-size: {box.scale:.3f}em",) if box.scale < 1 else ()


def _above(free: float, leading: float, box: Box) -> float:
    """Return how much of a box's free height stands above it: half of it, but whole lines where it
    is whole lines and the box has lines on the grid.

    Signatures and messages stay near to what they follow.
    """
    match box.block:
        case SystemBox() | Figure():
            return free / 2
        case Letter() | Quote() | Messages():
            return 0.0
        case _:
            lines = round(free / leading)
            return (lines + 1) // 2 * leading if abs(free - lines * leading) < _HAIR else free / 2


def _frame(fragment: Fragment, depth: int) -> Frame | None:
    frames = fragment.part.copy.place.frames
    return frames[depth] if depth < len(frames) else None


def _called(fragment: Fragment) -> Iterator[str]:
    paragraph = fragment.part.paragraph
    matter = fragment.part.copy.matter
    if isinstance(matter, Box) and fragment.ends:
        yield from calls_in(matter.block)
    if paragraph is not None:
        setting = paragraph.options[fragment.slice.choice]
        for line in setting.lines[fragment.slice.first : fragment.slice.end]:
            yield from line.notes


def fragments_of(
    page: ComposedPage,
    parts: tuple[Part, ...],
    pieces: tuple[Piece, ...],
    before: int,
    heights: Heights,
) -> tuple[Fragment, ...]:
    """Return what stands on a page of the column; the first ``before`` pieces are no part of it."""
    found: list[Fragment] = []
    for slice in page.slices:
        if slice.piece >= before:
            piece = pieces[slice.piece]
            above = 0 if slice.head else piece.above
            number = slice.piece - before
            spread = heights.spread.get(number)
            height = heights.boxes.get(number, 0.0) if spread is None else spread.last
            found.append(Fragment(parts[number], piece, slice, above, height))
    return tuple(found)


def is_divided_by_press(page: ComposedPage, pieces: tuple[Piece, ...]) -> bool:
    """Whether a page ends within something that the press divides."""
    last = page.slices[-1]
    piece = pieces[last.piece]
    return piece.fills and last.end < piece.choices[last.choice].lines
