"""What a writer tells the render room about its format: where links lead, what pages are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookbuild.model.edition import ContentsEntry, NumberedNote, Words
from bookbuild.model.editions import Format
from bookbuild.model.shapes import Shape, Spot
from bookbuild.model.text import Letter, UnitTarget


@dataclass(frozen=True, slots=True)
class View:
    """How one format shows an edition.

    ``link_to`` gives the href of a place in the book, ``image_src`` the address of a picture by
    its path in the manuscript, ``page_of`` the printed page ("iv", "12") on which a unit begins,
    "" in a format without pages. ``substitutes`` says what stands for a character in this
    format, by its code point: other characters, or None for one that stays out of it.
    """

    format: Format
    language: str
    words: Words
    contents: tuple[ContentsEntry, ...]
    link_to: Callable[[UnitTarget], str]
    image_src: Callable[[str], str]
    page_of: Callable[[str], str]
    substitutes: Mapping[int, str | None]


@dataclass(frozen=True, slots=True)
class CalledNote:
    """A footnote and its text as it stands in the line that calls it ("" where it stands below)."""

    note: NumberedNote
    in_line: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """The places in a unit's texts: the shapes of those whose blocks do not just follow each other.

    ``nameless`` are empty places whose id is given elsewhere: that of a block which its author
    named and moved.
    """

    shapes: tuple[Shape, ...] = ()
    nameless: tuple[Spot, ...] = ()

    def shape(self, of: str) -> Shape | None:
        """Return the shape of the text of a unit or a block, None where its blocks follow."""
        return next((shape for shape in self.shapes if shape.of == of), None)


@dataclass(frozen=True, slots=True)
class Scene:
    """A view together with the footnotes and the places of the unit that is being shown.

    ``places`` is None where nobody counts them: on paper, in notes, in copies. ``letter`` is the
    letter whose text is shown, None outside of letters.
    """

    view: View
    footnotes: tuple[CalledNote, ...] = ()
    places: Places | None = None
    letter: Letter | None = None

    def footnote(self, label: str) -> CalledNote | None:
        """Return the footnote with a label, None where the unit has none of that name."""
        return next((called for called in self.footnotes if called.note.label == label), None)
