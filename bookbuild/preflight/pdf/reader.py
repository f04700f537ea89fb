"""Follows the content of a page as a printer's machine does, and notes what it leaves there.

No picture of the page is made. Every letter has its place, its font's box and its colour, every
picture its corners; what is painted has the least upright rectangle around it. So the answer is a
little too large for a slanting curve, and exact for the type of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object

from bookbuild.preflight.pdf.drawing import (
    EVERYWHERE,
    Colour,
    Drawn,
    Setting,
    clipped,
    is_see_through,
)
from bookbuild.preflight.pdf.faces import Face, face_of
from bookbuild.preflight.pdf.inks import (
    Space,
    ink_of,
    ink_of_gradient,
    ink_of_picture,
    space_of,
    strongest,
)
from bookbuild.preflight.pdf.letters import run_of
from bookbuild.preflight.pdf.matrices import IDENTITY, Matrix, is_sane, placed, sides, times
from bookbuild.preflight.pdf.objects import dictionary, items, number
from bookbuild.preflight.pdf.streams import bytes_within
from bookbuild.preflight.pdf.survey import Box, Ink, PlacedPicture

MOST_CONTENT = 20_000_000
"""The most bytes of drawing on one page."""
MOST_STEPS = 400_000
"""The most steps of drawing on one page; a page of a novel has a few hundred."""
_DEEPEST = 12
_MOST_SAVED = 200

UNREADABLE = "its content is damaged"
TOO_MUCH = "there is too much on it"

Operands = Sequence[Any]
Faces = dict[tuple[int, int], Face]
"""The fonts of the file that were met, by their object numbers."""


class PageReader:
    """Reads the content of one page; made, used and dropped for it."""

    def __init__(self, pdf: pikepdf.Pdf, sheet: Box, faces: Faces) -> None:
        """Begin with an empty page of a size; ``faces`` are shared by all pages."""
        self.drawn = Drawn()
        self._pdf = pdf
        self._faces = faces
        self._now = Setting(sheet)
        self._saved: list[Setting] = []
        self._resources = Dictionary()
        self._named = Dictionary()
        self._steps = 0
        self._path: Box | None = None
        self._point = (0.0, 0.0)
        self._clips = False
        self._text: Matrix = IDENTITY
        self._row: Matrix = IDENTITY
        self._depth = 0

    def read(self, content: bytes, resources: Dictionary) -> None:
        """Read a content, and what it draws from its resources."""
        before = self._resources, self._named
        self._resources = resources
        self._named = dictionary(resources.get("/ColorSpace"))
        try:
            steps = pikepdf.parse_content_stream(pikepdf.Stream(self._pdf, content))
        except (pikepdf.PdfError, ValueError, TypeError):
            self.drawn.unread = UNREADABLE
            steps = []
        for step in steps:
            self._steps += 1
            if self._steps > MOST_STEPS:
                self.drawn.unread = TOO_MUCH
                break
            if isinstance(step, pikepdf.ContentStreamInlineImage):
                self._inline_picture(step.iimage)
                continue
            act = _ACTS.get(str(step.operator))
            if act:
                try:
                    act(self, tuple(step.operands))
                except (TypeError, ValueError, IndexError, OverflowError, AttributeError):
                    self.drawn.unread = UNREADABLE
        self._resources, self._named = before

    # ---------------------------------------------------------------------- what is set

    def save(self, _: Operands) -> None:
        """Q takes back what is set from here on."""
        if len(self._saved) < _MOST_SAVED:
            self._saved.append(self._now)

    def restore(self, _: Operands) -> None:
        """Take back what was set since q."""
        if self._saved:
            self._now = self._saved.pop()

    def move(self, given: Operands) -> None:
        """Lay a transformation over what follows."""
        matrix = times(_matrix(given), self._now.matrix)
        if is_sane(matrix):
            self._now = replace(self._now, matrix=matrix)

    def line(self, given: Operands) -> None:
        """Set how thick lines are."""
        self._now = replace(self._now, line=abs(number(given[0])))

    def state(self, given: Operands) -> None:
        """Set what the resources call a graphics state."""
        state = dictionary(dictionary(self._resources.get("/ExtGState")).get(str(given[0])))
        if is_see_through(state):
            self.drawn.transparent = True
        font = items(state.get("/Font"))
        if len(font) == 2:
            self._now = replace(self._now, face=self._face(font[0]), size=number(font[1]))

    def _paint(self, space: Space, given: Operands, *, stroke: bool) -> None:
        parts = [number(part) for part in given if not isinstance(part, Name)]
        self._colour(Colour(space, ink_of(space, parts)), stroke=stroke)

    def _colour(self, colour: Colour, *, stroke: bool) -> None:
        now = self._now
        self._now = replace(now, stroke=colour) if stroke else replace(now, fill=colour)

    def _space(self, given: Operands, *, stroke: bool) -> None:
        space = space_of(given[0], self._named)
        first = {Space.GREY: [0.0], Space.RGB: [0.0] * 3, Space.CMYK: [0.0, 0.0, 0.0, 1.0]}
        self._colour(Colour(space, ink_of(space, first.get(space, [1.0]))), stroke=stroke)

    # -------------------------------------------------------------------------- paths

    def _reach(self, x: float, y: float) -> None:
        self._point = (x, y)
        at = placed(Box(x, y, x, y), self._now.matrix)
        self._path = at.with_(self._path)

    def points(self, given: Operands) -> None:
        """Lead the path through points; those that only bend it count, too."""
        numbers = [number(part) for part in given]
        for x, y in zip(numbers[::2], numbers[1::2], strict=False):
            self._reach(x, y)

    def rectangle(self, given: Operands) -> None:
        """Add a rectangle to the path."""
        x, y, width, height = (number(part) for part in given)
        self._reach(x, y)
        self._reach(x + width, y)
        self._reach(x, y + height)
        self._reach(x + width, y + height)

    def clip(self, _: Operands) -> None:
        """Let what is outside of the path be unseen, once it is painted."""
        self._clips = True

    def _finish(self, *, fill: bool = False, stroke: bool = False) -> None:
        if fill:
            self.drawn.area(self._path, self._now, self._now.fill)
        if stroke and self._path:
            half = self._now.line * max(sides(self._now.matrix)) / 2
            box = self._path
            thick = Box(box.left - half, box.bottom - half, box.right + half, box.top + half)
            self.drawn.area(thick, self._now, self._now.stroke)
        if self._clips:
            self._now = clipped(self._now, self._path)
        self._path, self._clips = None, False

    def shade(self, given: Operands) -> None:
        """Fill all that can be seen with a gradient."""
        shading = dictionary(self._resources.get("/Shading")).get(str(given[0]))
        self.drawn.area(self._now.clip, self._now, self._gradient(shading))

    def _gradient(self, shading: object) -> Colour:
        if not isinstance(shading, Dictionary | pikepdf.Stream):
            return Colour(Space.NONE, Ink.COLOUR)
        return Colour(Space.NONE, ink_of_gradient(shading, self._named))

    def _pattern(self, name: str) -> Colour:
        """Return the colour of a pattern: a gradient's, or the strongest that its tile has."""
        pattern = dictionary(self._resources.get("/Pattern")).get(name)
        if isinstance(pattern, Dictionary):
            return self._gradient(pattern.get("/Shading"))
        if not isinstance(pattern, pikepdf.Stream):
            return Colour(Space.NONE, Ink.COLOUR)
        page, now = self.drawn, self._now
        self.drawn, self._now = Drawn(), Setting(EVERYWHERE)
        self._form(pattern)
        tile, self.drawn, self._now = self.drawn, page, now
        page.transparent = page.transparent or tile.transparent
        page.unread = page.unread or tile.unread
        page.faces.update(tile.faces)
        return Colour(Space.NONE, strongest(tile.inks))

    # --------------------------------------------------------------------------- text

    def begin_text(self, _: Operands) -> None:
        """Begin a text where the page begins."""
        self._text = self._row = IDENTITY

    def font(self, given: Operands) -> None:
        """Set the font and its size."""
        fonts = dictionary(self._resources.get("/Font"))
        face = self._face(fonts.get(str(given[0])))
        self._now = replace(self._now, face=face, size=number(given[1]))

    def _face(self, font: object) -> Face | None:
        if not isinstance(font, Dictionary):
            return None
        key = font.objgen
        face = self._faces.get(key) if key != (0, 0) else None
        if face is None:
            face = face_of(font)
            if key != (0, 0):
                self._faces[key] = face
        return face

    def letters_apart(self, given: Operands) -> None:
        """Set the space between letters."""
        self._now = replace(self._now, apart=number(given[0]))

    def words_apart(self, given: Operands) -> None:
        """Set the space between words."""
        self._now = replace(self._now, words_apart=number(given[0]))

    def leading(self, given: Operands) -> None:
        """Set the distance of rows."""
        self._now = replace(self._now, leading=number(given[0]))

    def rise(self, given: Operands) -> None:
        """Set how far letters stand over their row."""
        self._now = replace(self._now, rise=number(given[0]))

    def stretch(self, given: Operands) -> None:
        """Set how far text is stretched, in per cent."""
        self._now = replace(self._now, stretch=number(given[0]) / 100)

    def mode(self, given: Operands) -> None:
        """Set how letters are painted: filled, outlined, not at all."""
        self._now = replace(self._now, mode=int(number(given[0])))

    def row(self, given: Operands) -> None:
        """Begin a row at a distance from the one before."""
        x, y = number(given[0]), number(given[1])
        self._row = self._text = times((1.0, 0.0, 0.0, 1.0, x, y), self._row)

    def row_and_leading(self, given: Operands) -> None:
        """Begin a row at a distance, which is that of the rows to come, too."""
        self._now = replace(self._now, leading=-number(given[1]))
        self.row(given)

    def next_row(self, _: Operands) -> None:
        """Begin the next row."""
        self._row = self._text = times((1.0, 0.0, 0.0, 1.0, 0.0, -self._now.leading), self._row)

    def text_matrix(self, given: Operands) -> None:
        """Begin a row anywhere, at any angle."""
        self._row = self._text = _matrix(given)

    def show(self, given: Operands) -> None:
        """Set letters."""
        self._set([given[0]])

    def show_spaced(self, given: Operands) -> None:
        """Set letters, with changes of the space between them."""
        self._set(items(given[0]))

    def show_on_next_row(self, given: Operands) -> None:
        """Set letters on the next row."""
        self.next_row(())
        self._set([given[-1]])

    def _set(self, parts: Sequence[Object]) -> None:
        now, face = self._now, self._now.face
        if face is None:
            return
        run = run_of(parts, face, now)
        to_page = times(self._text, now.matrix)
        self._text = times((1.0, 0.0, 0.0, 1.0, run.advance, 0.0), self._text)
        if run.box is None or not is_sane(to_page):
            return
        self.drawn.faces.setdefault(face.name, face)
        size = abs(now.size) * sides(to_page)[1]
        self.drawn.letters(placed(run.box, to_page), now, size, run.count)

    # ------------------------------------------------------------------------ pictures

    def draw(self, given: Operands) -> None:
        """Draw a picture, or what is drawn again and again."""
        thing = dictionary(self._resources.get("/XObject")).get(str(given[0]))
        if not isinstance(thing, pikepdf.Stream):
            return
        match str(thing.get("/Subtype", "")):
            case "/Image":
                self._picture(thing)
            case "/Form":
                self._form(thing)
            case _:
                pass

    def _picture(self, image: pikepdf.Stream) -> None:
        if isinstance(image.get("/SMask"), pikepdf.Stream):
            self.drawn.transparent = True
        width, height = int(number(image.get("/Width"))), int(number(image.get("/Height")))
        if image.get("/ImageMask") is not None and bool(image.get("/ImageMask")):
            ink = self._now.fill.ink or Ink.BLACK
        else:
            ink = ink_of_picture(space_of(image.get("/ColorSpace"), self._named))
        self._place(width, height, ink)

    def _inline_picture(self, image: object) -> None:
        width, height = getattr(image, "width", 0), getattr(image, "height", 0)
        self._place(int(width or 0), int(height or 0), self._now.fill.ink or Ink.BLACK)

    def _place(self, width: int, height: int, ink: Ink) -> None:
        across, up = sides(self._now.matrix)
        if width <= 0 or height <= 0 or across <= 0 or up <= 0:
            return
        least = min(width / across, height / up) * 72
        self.drawn.picture(PlacedPicture(width, height, least, ink), self._now, ink)

    def _form(self, form: pikepdf.Stream) -> None:
        if self._depth >= _DEEPEST:
            self.drawn.unread = TOO_MUCH
            return
        content = bytes_within(form, MOST_CONTENT)
        if content is None:
            self.drawn.unread = TOO_MUCH
            return
        kept, saved, text = self._now, self._saved, (self._text, self._row)
        self._saved = []
        matrix = items(form.get("/Matrix"))
        if len(matrix) == 6:
            self.move(matrix)
        corners = [number(part) for part in items(form.get("/BBox"))]
        if len(corners) == 4:
            box = Box(corners[0], corners[1], corners[2], corners[3])
            self._now = clipped(self._now, placed(box, self._now.matrix))
        self._depth += 1
        self.read(content, dictionary(form.get("/Resources")) or self._resources)
        self._depth -= 1
        self._now, self._saved, (self._text, self._row) = kept, saved, text


def _paint(space: Space, *, stroke: bool = False) -> Act:
    return lambda page, given: page._paint(space, given, stroke=stroke)


def _finish(*, fill: bool = False, stroke: bool = False) -> Act:
    return lambda page, _: page._finish(fill=fill, stroke=stroke)


def _in_space(*, stroke: bool) -> Act:
    def act(page: PageReader, given: Operands) -> None:
        now = page._now.stroke if stroke else page._now.fill
        if len(given) == 1 and isinstance(given[0], Name):
            page._colour(page._pattern(str(given[0])), stroke=stroke)
        else:
            page._paint(now.space, given, stroke=stroke)

    return act


def _matrix(given: Operands) -> Matrix:
    a, b, c, d, e, f = (number(part) for part in given)
    return a, b, c, d, e, f


Act = Callable[[PageReader, Operands], None]

_ACTS: dict[str, Act] = {
    "q": PageReader.save,
    "Q": PageReader.restore,
    "cm": PageReader.move,
    "w": PageReader.line,
    "gs": PageReader.state,
    "m": PageReader.points,
    "l": PageReader.points,
    "c": PageReader.points,
    "v": PageReader.points,
    "y": PageReader.points,
    "re": PageReader.rectangle,
    "W": PageReader.clip,
    "W*": PageReader.clip,
    "n": _finish(),
    "S": _finish(stroke=True),
    "s": _finish(stroke=True),
    "f": _finish(fill=True),
    "F": _finish(fill=True),
    "f*": _finish(fill=True),
    "B": _finish(fill=True, stroke=True),
    "B*": _finish(fill=True, stroke=True),
    "b": _finish(fill=True, stroke=True),
    "b*": _finish(fill=True, stroke=True),
    "sh": PageReader.shade,
    "g": _paint(Space.GREY),
    "G": _paint(Space.GREY, stroke=True),
    "rg": _paint(Space.RGB),
    "RG": _paint(Space.RGB, stroke=True),
    "k": _paint(Space.CMYK),
    "K": _paint(Space.CMYK, stroke=True),
    "cs": lambda page, given: page._space(given, stroke=False),
    "CS": lambda page, given: page._space(given, stroke=True),
    "sc": _in_space(stroke=False),
    "scn": _in_space(stroke=False),
    "SC": _in_space(stroke=True),
    "SCN": _in_space(stroke=True),
    "BT": PageReader.begin_text,
    "Tf": PageReader.font,
    "Tc": PageReader.letters_apart,
    "Tw": PageReader.words_apart,
    "TL": PageReader.leading,
    "Ts": PageReader.rise,
    "Tz": PageReader.stretch,
    "Tr": PageReader.mode,
    "Td": PageReader.row,
    "TD": PageReader.row_and_leading,
    "T*": PageReader.next_row,
    "Tm": PageReader.text_matrix,
    "Tj": PageReader.show,
    "TJ": PageReader.show_spaced,
    "'": PageReader.show_on_next_row,
    '"': PageReader.show_on_next_row,
    "Do": PageReader.draw,
}
"""What each operator of a content does; the others leave nothing on the page."""
