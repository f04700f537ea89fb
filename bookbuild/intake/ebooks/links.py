"""Links from one place of a book to another: the section and the block that each will lead to.

A link follows its target to the file that the target ended up in. Where that is the beginning of
a section the link leads to the section, else to the block around the target, which gets a name.
A link to a note leads to the section that holds the note. What leads to a page that is left out,
to one without a word or a picture, or to nothing at all, keeps its words and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from bookbuild.intake.ebooks.container import resolved
from bookbuild.intake.ebooks.dividing import Piece
from bookbuild.intake.ebooks.judging import Judged
from bookbuild.intake.ebooks.notes import Note
from bookbuild.intake.ebooks.passages import passages_in
from bookbuild.intake.ebooks.trees import transformed_by
from bookbuild.intake.web.anchors import Chart, Names
from bookbuild.intake.web.blocks import ANCHOR, NOTE_CALL
from bookbuild.intake.web.formats import is_web_address, leading_to
from bookbuild.intake.web.page import Element, every, inside
from bookbuild.intake.web.visible import text_of

Address = tuple[str, str]
"""A document's path in the book, and a name in it ("" for its beginning)."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """What an address leads to: an element of a piece of a section."""

    section: int
    piece: Piece
    element: Element


class Links:
    """Where the links of the sections lead; ``lost`` counts those that became plain words."""

    def __init__(self, judged: tuple[Judged, ...], notes: tuple[Note, ...]) -> None:
        self.judged = judged
        self.files: dict[int, str] = {}
        self._files_of: dict[int, str] = {}
        self.lost = 0
        self._spots: dict[Address, _Spot | None] = {}
        self._noted: dict[Address, int] = {}
        self._names = Names()
        self._targets: dict[Address, tuple[str, str] | None] = {}
        self._charts: dict[Element, Chart] = {}
        kept = tuple(at for at, each in enumerate(judged) if each.is_section)
        self._name_files(kept)
        wanted = dict.fromkeys(self._wanted(kept, notes))  # in the order of the links
        if wanted:
            self._find(wanted.keys())
            self._find_notes(kept, notes, wanted.keys())
            for address in wanted:
                self._targets[address] = self._target(address)

    def file(self, judged: Judged) -> str:
        """Return the provisional file of a section, by which links know it."""
        return self._files_of[id(judged)]

    def led(self, root: Element, path: str, own: str, gone: Iterable[Element] = ()) -> Element:
        """Return a tree of a document with its links led on and its blocks named, others gone.

        ``own`` is the provisional file of the section in which it stands.
        """
        away = frozenset(gone)
        headed = frozenset(link for heading in away for link in inside(heading, "a"))

        def change(old: Element, now: Element) -> Element | str:
            if old in away:
                return ""
            if old.tag == "a" and old.get("href") and old not in headed:
                return self._led(now, path, own)
            name = self._names.given.get(old)
            return _with(now, (ANCHOR, name)) if name else now

        return transformed_by(root, change)

    # -------------------------------------------------------------------- what is looked for

    def _name_files(self, kept: tuple[int, ...]) -> None:
        taken: dict[str, int] = {}
        for at in kept:
            path = self.judged[at].group.pieces[0].document.path
            taken[path] = count = taken.get(path, 0) + 1
            self.files[at] = path if count == 1 else f"{path}#{count}"
            self._files_of[id(self.judged[at])] = self.files[at]

    def _wanted(self, kept: tuple[int, ...], notes: tuple[Note, ...]) -> Iterator[Address]:
        for at in kept:
            gone = frozenset(self.judged[at].headings)
            for piece in self.judged[at].group.pieces:
                yield from _addresses(piece.root, piece.document.path, gone)
        for note in notes:
            yield from _addresses(note.text, note.document.path, frozenset())

    def _find(self, wanted: Set[Address]) -> None:
        """Look each address up; where a document begins with a page that goes, it is lost."""
        for at, each in enumerate(self.judged):
            for piece in each.group.pieces:
                path = piece.document.path
                spot = _Spot(at, piece, piece.root) if each.is_section else None
                self._spots.setdefault((path, ""), spot)
                for element in every(piece.root):
                    for name in {element.get("id"), element.get("name")} - {""}:
                        if (path, name) in wanted:
                            found = _Spot(at, piece, element) if each.is_section else None
                            self._spots.setdefault((path, name), found)

    def _find_notes(
        self, kept: tuple[int, ...], notes: tuple[Note, ...], wanted: Set[Address]
    ) -> None:
        called: dict[str, int] = {}
        for at in kept:
            for piece in self.judged[at].group.pieces:
                for call in inside(piece.root, NOTE_CALL):
                    called.setdefault(call.get("label"), at)
        for note in notes:
            for element in every(note.text):
                address = (note.document.path, element.get("id"))
                if address in wanted and note.key in called:
                    self._noted.setdefault(address, called[note.key])

    # ------------------------------------------------------------------- where it leads now

    def _target(self, address: Address) -> tuple[str, str] | None:
        """Return a section's provisional file and a block's name in it, None for nowhere.

        A name that a document does not have leads to its beginning, as in every browser.
        """
        if address in self._noted:
            return self.files[self._noted[address]], ""
        path, _ = address
        spot = self._spots[address] if address in self._spots else self._spots.get((path, ""))
        if spot is None:
            return None
        block = self._block(spot)
        file = self.files[spot.section]
        return file, self._names.name(file, block) if block else ""

    def _block(self, spot: _Spot) -> Element | None:
        """Return the block that holds an element or follows it, None for a section's first."""
        each, root = self.judged[spot.section], spot.piece.root
        first = spot.piece is each.group.pieces[0]
        headings = frozenset(each.headings) if first else frozenset()
        if root not in self._charts:
            self._charts[root] = Chart(root, headings, _passages(root))
        chart = self._charts[root]
        if any(above in headings for above in chart.around(spot.element)):
            return None
        block = chart.block(spot.element)
        return None if block is None or (first and block is chart.blocks[0]) else block

    def _led(self, link: Element, path: str, own: str) -> Element:
        href = link.get("href").strip()
        if is_web_address(href):
            return link
        target = self._targets.get(resolved(path, href))
        if target:
            file, name = target
            return _with(link, leading_to("" if file == own and name else file, name))
        self.lost += bool(text_of(link))
        return link


def _with(element: Element, attribute: tuple[str, str]) -> Element:
    attributes = (*element.attributes, attribute)
    return Element(element.tag, attributes, element.children, element.line)


def _addresses(root: Element, path: str, gone: frozenset[Element]) -> Iterator[Address]:
    """Yield where the links of a tree lead within the book; those in headings that go count not."""
    headed = frozenset(link for heading in gone for link in inside(heading, "a"))
    for link in inside(root, "a"):
        href = link.get("href").strip()
        if href and link not in headed and not is_web_address(href):
            address = resolved(path, href)
            if address[0]:
                yield address


def _passages(root: Element) -> frozenset[Element]:
    return frozenset(passage for passage, _ in passages_in(root))
