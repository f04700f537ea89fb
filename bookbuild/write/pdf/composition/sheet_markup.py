"""Composed pages as XHTML: each page an element of its own, each line where it was composed.

The press decides nothing any more: a page is as high as its text, and the next begins behind it.
What a frame or a paragraph is keeps its element and its class, so that it is tagged and looks as
the style sheets say; their margins and indents are taken off, for all space is composed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.model.text import SceneBreak
from bookbuild.render.marks import element, language, void
from bookbuild.write.pdf.composition.column import Heights, Part, SetParagraph
from bookbuild.write.pdf.composition.galley import Box, Frame, Ornament
from bookbuild.write.pdf.composition.line_markup import line_classes, line_css, line_xhtml
from bookbuild.write.pdf.composition.pages import ComposedPage, Piece, Slice
from bookbuild.write.pdf.composition.type_design import TypeDesign

PAGE_END = '</div>\n</div>\n<div class="page">\n<div class="words">\n'
"""What stands between two pages: both stand in the section, and in the element of its words."""

ShowBox = Callable[[Box], str]
"""Shows a block as the press is to lay it."""

ShowNotes = Callable[[tuple[str, ...]], str]
"""Shows the footnotes with these labels."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands on a page of one part: ``above`` blank lines before it.

    ``height`` is a box's own, in points.
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


class SheetMarkup:
    """Writes the pages of one section; made and dropped with it."""

    def __init__(self, design: TypeDesign, box: ShowBox, notes: ShowNotes) -> None:
        self._design = design
        self._box = box
        self._notes = notes
        self._classes: set[str] = set()
        self._framed: set[Frame] = set()

    def pages(self, pages: tuple[tuple[Fragment, ...], ...]) -> str:
        """Return the content of all pages, with what parts them."""
        return PAGE_END.join(self._page(fragments) for fragments in pages)

    @property
    def css(self) -> str:
        """The rules of the lines that were written so far."""
        return line_css(self._classes, self._design)

    def _page(self, fragments: tuple[Fragment, ...]) -> str:
        """Return a page's copy, then the footnotes that are called on it."""
        labels = tuple(label for fragment in fragments for label in _called(fragment))
        column = "\n".join(self._framed_copy(fragments, 0))
        notes = f"\n{self._notes(labels)}" if labels else ""
        return f"{column}{notes}\n"

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
            case Box() as box:
                shown, height = self._box(box), fragment.lines * self._design.leading
                named = (("class", "box"), ("data-of", box.of))
                return element("div", shown, *named, self._boxed(fragment, height))
            case _:
                raise AssertionError(fragment)

    def _paragraph(self, fragment: Fragment, paragraph: SetParagraph) -> str:
        setting = paragraph.options[fragment.slice.choice]
        lines = setting.lines[fragment.slice.first : fragment.slice.end]
        for line in lines:
            self._classes.update(line_classes(paragraph.items, line, paragraph.shape))
        content = "".join(line_xhtml(paragraph.items, line, paragraph.shape) for line in lines)
        id = paragraph.text.id
        return element(
            "p",
            content,
            ("id", id if fragment.begins else ""),
            ("data-of", "" if fragment.begins else id),
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

    def _boxed(self, fragment: Fragment, height: float) -> tuple[str, str]:
        """Return the style of a box, which stands in the middle of the lines that it takes.

        At the head of a page it stands at their head.
        """
        above = 0.0 if fragment.slice.head else (height - fragment.height) / 2
        return self._style(fragment, f"height: {height:g}pt; padding-top: {above:.2f}pt")

    def _style(self, fragment: Fragment, more: str = "") -> tuple[str, str]:
        place, leading = fragment.part.copy.place, self._design.leading
        named = (
            ("margin-top", fragment.above * leading),
            ("margin-left", place.left),
            ("margin-right", place.right),
        )
        rules = [f"{name}: {points:g}pt" for name, points in named if points]
        return "style", "; ".join((*rules, more) if more else rules)


def _frame(fragment: Fragment, depth: int) -> Frame | None:
    frames = fragment.part.copy.place.frames
    return frames[depth] if depth < len(frames) else None


def _called(fragment: Fragment) -> Iterator[str]:
    paragraph = fragment.part.paragraph
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
            height = heights.boxes.get(number, 0.0)
            found.append(Fragment(parts[number], piece, slice, above, height))
    return tuple(found)


COMPOSED_CSS = """
.page + .page { break-before: page; }
.page p.set { margin: 0; padding: 0; text-indent: 0; text-align: left; hyphens: none; }
.page .frame { margin: 0; padding: 0; border: 0; }
.page hr.scene.at-head { height: calc(2 * var(--leading)); line-height: var(--leading); }
.page .before, .page .box { display: flow-root; }
.page .box { box-sizing: border-box; }
.page .box > * { margin-top: 0; margin-bottom: 0; }
.page .box .flush { text-indent: 0; }
.page .page-notes { position: absolute; bottom: 0; left: 0; right: 0; }
.page .page-note { margin: 0; text-indent: 0; }
.page .page-note { text-align: var(--text-side); hyphens: var(--hyphens); }
.page .page-note { font-size: var(--print-fine); line-height: var(--fine-leading); }
.page .page-note .note-number { font-variant-numeric: lining-nums; }
.page .page-note .note-number + .footnote-part { display: inline; }
"""
"""The rules of composed pages; they lie over print.css, and name a theme's tokens as it does."""
