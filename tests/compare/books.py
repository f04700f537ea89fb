"""Small EPUBs that are compared: a ferry's story in files of its own, as other tools make them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.compare.difference import Difference, difference
from bookbuild.compare.reading import read_volume
from tests.small_ebooks import METADATA, NAV_ITEM, link, nav, opf, pack, page

IDENTIFIER = '<dc:identifier id="id">urn:x:ferry</dc:identifier>'


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its file, its title, its paragraphs, each with an id of its own."""

    file: str
    title: str
    paragraphs: tuple[str, ...]
    type: str = "chapter"
    more: str = ""

    @property
    def xhtml(self) -> str:
        """The document."""
        text = "".join(
            f'<p id="{self.file}-{words.split()[0]}">{words}</p>' for words in self.paragraphs
        )
        return page(
            f'<section epub:type="{self.type}"><h1>{self.title}</h1>{text}{self.more}</section>'
        )


def chapter(number: int, *paragraphs: str, title: str = "", file: str = "") -> Chapter:
    """Return a chapter of four paragraphs that stand in no other, unless others are given."""
    words = ("Quay", "Boat", "Gull", "Rope")
    usual = tuple(f"{word}s of the chapter {number} lay in the rain that day." for word in words)
    return Chapter(file or f"c{number}.xhtml", title or f"Tide {number}", paragraphs or usual)


THREE = tuple(map(chapter, (1, 2, 3)))


def packed(
    folder: Path, name: str, chapters: tuple[Chapter, ...], about: str = METADATA + IDENTIFIER
) -> Path:
    """Write an EPUB of chapters."""
    rows = "".join(link(each.file, each.title) for each in chapters)
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(tuple(each.file for each in chapters), about, NAV_ITEM),
        "EPUB/nav.xhtml": nav(rows),
        **{f"EPUB/{each.file}": each.xhtml for each in chapters},
    }
    return pack(folder / name, files)


def compared(folder: Path, old: tuple[Chapter, ...], new: tuple[Chapter, ...]) -> Difference:
    """Return what a reader of a book of chapters gets with another."""
    paths = (packed(folder, "old.epub", old), packed(folder, "new.epub", new))
    return difference(*(read_volume(path.read_bytes(), path.name) for path in paths))


def with_paragraphs(of: Chapter, *paragraphs: str) -> Chapter:
    """Return a chapter with other paragraphs."""
    return replace(of, paragraphs=paragraphs)
