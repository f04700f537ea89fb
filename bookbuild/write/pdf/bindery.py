"""The bindery: the printed parts become the finished file.

The parts' pages go into one file, in order. Each font is there once (`joined_fonts`), links lead
from part to part, the outline and the page labels are those of the book, and so is the structure
tree of a tagged file (`joined_tags`). The same parts give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, ObjectStreamMode, String

from bookbuild.write.pdf.joined_fonts import FontJoiner
from bookbuild.write.pdf.parts import LINK_TO, PrintedPart
from bookbuild.write.pdf.press import Imprint

if TYPE_CHECKING:
    from bookbuild.write.pdf.joined_tags import TagJoiner


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part in the outline: its name, "" where it is not named there, and how deep it stands."""

    bookmark: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """How a book is bound.

    The first ``front_pages`` pages are labelled i, ii, iii, the others 1, 2, 3, so that a reader's
    page field shows what is printed. ``right_to_left`` has two-page views begin at the right.
    ``fonts`` are the font files by their SHA-256. ``tagged`` parts make a PDF/UA-1 file.
    """

    imprint: Imprint
    front_pages: int
    fonts: Mapping[str, bytes]
    right_to_left: bool = False
    tagged: bool = False


class Bindery:
    """Takes the parts of one book in any order, and binds them; made and dropped for one book."""

    def __init__(self, binding: Binding) -> None:
        """Begin with no part."""
        self._binding = binding
        self._pdf = pikepdf.new()
        self._fonts = FontJoiner(self._pdf, binding.fonts)
        self._tags = _tag_joiner(self._pdf, binding)
        self._lengths: dict[int, int] = {}
        self._places: dict[str, tuple[int, Array]] = {}
        self._wanted: set[str] = set()
        self._names: set[str] = set()

    def take(self, place: int, part: PrintedPart) -> None:
        """Take a part; ``place`` is its place in the book, counted from 0.

        Tagged parts come in the book's order.
        """
        first = self._first(place)
        with pikepdf.open(io.BytesIO(part.pdf)) as printed:
            self._names.update(_all_font_names(printed))
            runs_on = [each.offset > 0 for each in part.begins]
            tagged = self._tags.read(printed, runs_on) if self._tags else None
            fonts = self._fonts.take(place, printed, part.fonts)
            self._lay(printed, first)
            self._fonts.lay_in(self._pdf.pages[first], fonts)
            if self._tags and tagged:
                self._tags.take(tagged, first)
            self._lengths[place] = len(printed.pages)
            for name, (index, left, top) in _places(printed).items():
                if self._places.get(name, (place,))[0] >= place:
                    page = self._pdf.pages[first + index].obj
                    self._places[name] = place, Array([page, Name.XYZ, left, top, 0])

    def _first(self, place: int) -> int:
        """Return at which of the pages that are there a part begins."""
        return sum(length for other, length in self._lengths.items() if other < place)

    def _lay(self, printed: pikepdf.Pdf, first: int) -> None:
        pages = self._pdf.pages
        if first == len(pages):
            pages.extend(printed.pages)
            return
        for index, page in enumerate(printed.pages):
            pages.insert(first + index, page)

    def strange_fonts(self, families: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the fonts of all parts that belong to none of the families."""
        known = tuple(_bare(family) for family in families)
        return tuple(sorted(name for name in self._names if not _bare(name).startswith(known)))

    def bound(self, leaves: tuple[Leaf, ...]) -> bytes:
        """Return the book as one PDF, the same bytes for the same parts, of which all are there."""
        self._fonts.finish()
        self._lead_links()
        if self._tags:
            self._tags.finish()
        self._name_places()
        firsts = [self._first(place) for place in range(len(leaves))]
        return _saved(self._pdf, leaves, firsts, self._binding)

    def _lead_links(self) -> None:
        """Make links into other parts lead there; leave out those that lead nowhere."""
        for page in self._pdf.pages:
            annotations = page.obj.get("/Annots")
            if annotations is None:
                continue
            page.obj.Annots = Array([each for each in annotations if self._leads(each)])

    def _leads(self, link: pikepdf.Object) -> bool:
        address = str(link.get("/A", Dictionary()).get("/URI", ""))
        if address.startswith(LINK_TO):
            name = unquote(address.removeprefix(LINK_TO))
            del link["/A"]
            link.Dest = String(name)
            if "/Contents" in link:
                link.Contents = String(name)
        if "/Dest" not in link:
            return True
        name = str(link.Dest)
        self._wanted.add(name)
        return name in self._places

    def _name_places(self) -> None:
        """Name the places that links lead to, in the order of their names' bytes."""
        wanted = self._wanted & self._places.keys()
        if not wanted:
            return
        rows: list[pikepdf.Object] = []
        for name in sorted(wanted, key=lambda name: bytes(String(name))):
            rows += [String(name), self._places[name][1]]
        self._pdf.Root.Names = Dictionary(
            Dests=self._pdf.make_indirect(Dictionary(Names=Array(rows)))
        )


def _tag_joiner(pdf: pikepdf.Pdf, binding: Binding) -> TagJoiner | None:
    if not binding.tagged:
        return None
    from bookbuild.write.pdf.joined_tags import TagJoiner  # which few copies have

    return TagJoiner(pdf, right_to_left=binding.right_to_left)


def _places(printed: pikepdf.Pdf) -> dict[str, tuple[int, object, object]]:
    """Return the named places of a part: the index of the page, and where on it."""
    names = printed.Root.get("/Names", Dictionary()).get("/Dests")
    if names is None:
        return {}
    indexes = {page.obj.objgen: index for index, page in enumerate(printed.pages)}
    return {
        str(name): (indexes[place[0].objgen], place[2], place[3])
        for name, place in NameTree(names).items()
    }


# ------------------------------------------------------------------------- what the book says


def _saved(
    pdf: pikepdf.Pdf, leaves: tuple[Leaf, ...], firsts: list[int], binding: Binding
) -> bytes:
    _outline(pdf, leaves, firsts)
    pdf.Root.PageLabels = Dictionary(Nums=Array(_labels(binding.front_pages)))
    if binding.right_to_left:
        preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
        preferences.Direction = Name.R2L
        pdf.Root.ViewerPreferences = preferences
    _sign(pdf, binding.imprint)
    if binding.tagged:
        _say_accessible(pdf, binding.imprint)
    bound = io.BytesIO()
    streams = ObjectStreamMode.generate if binding.tagged else ObjectStreamMode.preserve
    pdf.save(
        bound,
        deterministic_id=True,
        linearize=False,
        min_version="1.7",
        object_stream_mode=streams,
    )
    return bound.getvalue()


def _outline(pdf: pikepdf.Pdf, leaves: tuple[Leaf, ...], firsts: list[int]) -> None:
    """Write the outline: each named part under the last one before it that is less deep."""
    with pdf.open_outline() as outline:
        open_: list[tuple[int, pikepdf.OutlineItem]] = []
        for leaf, first in zip(leaves, firsts, strict=True):
            if not leaf.bookmark:
                continue
            page = pdf.pages[first].obj
            place = Array([page, Name.XYZ, 0, page.MediaBox[3], 0])
            item = pikepdf.OutlineItem(leaf.bookmark, place)
            while open_ and open_[-1][0] >= leaf.depth:
                open_.pop()
            (open_[-1][1].children if open_ else outline.root).append(item)
            open_.append((leaf.depth, item))


def _labels(front_pages: int) -> list[int | Dictionary]:
    front: list[int | Dictionary] = [0, Dictionary(S=Name.r)] if front_pages else []
    return [*front, front_pages, Dictionary(S=Name.D)]


def _sign(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    """Write what the file says of itself."""
    stamp = imprint.stamp.strftime("D:%Y%m%d%H%M%SZ")
    said = {
        "/Title": imprint.title,
        "/Author": ", ".join(imprint.authors),
        "/Subject": imprint.description,
        "/Keywords": ", ".join(imprint.keywords),
        "/Creator": "bookbuild",
        "/Producer": "bookbuild",
        "/CreationDate": stamp,
        "/ModDate": stamp,
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({key: String(text) for key, text in said.items() if text})
    )
    if imprint.language:
        pdf.Root.Lang = String(imprint.language)


_PDFUA = "http://www.aiim.org/pdfua/ns/id/"


def _say_accessible(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    """Write the metadata by which a file says that it is PDF/UA-1 (ISO 14289-1, 5)."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said.register_xml_namespace(_PDFUA, "pdfuaid")
        said["pdfuaid:part"] = "1"
        said["dc:title"] = imprint.title
        if imprint.authors:
            said["dc:creator"] = list(imprint.authors)
        said["pdf:Producer"] = "bookbuild"


# ------------------------------------------------------------------------------------- fonts


def _all_font_names(printed: pikepdf.Pdf) -> frozenset[str]:
    seen: set[tuple[int, int]] = set()
    return frozenset(name for page in printed.pages for name in _font_names(page, seen))


def _font_names(page: pikepdf.Page, seen: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the names of a page's fonts, where another page has not the very same fonts."""
    fonts = page.resources.get("/Font", Dictionary())
    if fonts.is_indirect:
        if fonts.objgen in seen:
            return
        seen.add(fonts.objgen)
    for font in fonts.values():
        name = str(font.get("/BaseFont", "")).lstrip("/")
        yield name.partition("+")[2] or name


def _bare(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
