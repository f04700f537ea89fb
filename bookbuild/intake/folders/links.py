"""Links of another tool's texts: to other texts, to headings, to the web; and where they lead now.

While the lines are rewritten nobody knows which file a text will end up in. So the address of a
link is a mark of ours at first, which holds no word, and the proof looks at the texts with these
marks. When the sections are known, `leads_of` says where each mark leads and `linked` puts it
there. What leads to no text of the book becomes plain words and is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from posixpath import basename, normpath
from urllib.parse import unquote

from bookbuild.intake.folders.listing import folder_of, stem_of
from bookbuild.intake.folders.margin import Row
from bookbuild.intake.folders.ordered import Entry, Lead, Ordered
from bookbuild.intake.folders.pages import file_names
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.manuscript_text.addresses import path_address, web_address
from bookbuild.intake.slugs import slug_of

_OPEN, _CLOSE, _ZERO = "\ue000", "\ue001", 0xE010
"""Characters for private use: no words, and in no text that anybody typed."""
_MARK = rf"{_OPEN}(?P<digits>[{chr(_ZERO)}-{chr(_ZERO + 9)}]{{1,7}}){_CLOSE}"
_LINK = re.compile(rf"\[(?P<words>(?:[^\[\]\\{_OPEN}]|\\.)*)\]\({_MARK}\)")
_NAMED = re.compile(rf" ?{_MARK}")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_TEXTS = (".md", ".markdown", ".qmd", ".rmd", ".Rmd", ".txt")
_INDEXES = ("index.md", "README.md", "_index.md")
_MOST_SAME = 50
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a link asks for: a text and a name in it; ``anywhere`` in the book where it only says
    the name. ``web`` is an address outside, and then all else is ""."""

    path: str
    anchor: str
    anywhere: bool = False
    web: str = ""


@dataclass(slots=True)
class LinkDesk:
    """The links met so far, each under the number in its mark."""

    shelf: Shelf
    wanted: list[Wanted] = field(default_factory=list)
    lost: int = 0
    by_name: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.shelf.paths:
            if path.lower().endswith((".md", ".markdown")):
                self.by_name.setdefault(stem_of(path).casefold(), []).append(path)

    def lose(self) -> None:
        """Count a link that becomes plain words."""
        self.lost += 1

    def lead(self, address: str, path: str) -> str:
        """Return the mark for an address that a text names, "" for one that leads nowhere."""
        address = address.strip().strip("<>").strip()
        if is_web(address):
            return self._mark(Wanted("", "", web=address))
        if not address or _SCHEME.match(address):
            return ""
        file, _, anchor = address.partition("#")
        anchor = unquote(anchor)
        if not file:
            return self._mark(Wanted(path, anchor, anywhere=True)) if anchor else ""
        found = self._file(unquote(file.partition("?")[0]), folder_of(path))
        return self._mark(Wanted(found, anchor)) if found else ""

    def note(self, name: str, path: str) -> str:
        """Return the mark for a note that Obsidian names: by its name, or its path."""
        name, _, anchor = name.strip().partition("#")
        anchor = anchor.rpartition("#")[2].strip()
        if not name.strip():
            return self._mark(Wanted(path, anchor, anywhere=True)) if anchor else ""
        folded = basename(name.strip()).casefold().removesuffix(".md")
        whole = name.strip().casefold().removesuffix(".md")
        same = sorted(
            self.by_name.get(folded, ())[:_MOST_SAME],
            key=lambda each: (
                not each.casefold().removesuffix(".md").endswith(whole),
                folder_of(each) != folder_of(path),
                len(each),
            ),
        )
        return self._mark(Wanted(same[0], anchor)) if same else ""

    def _file(self, file: str, folder: str) -> str:
        """Return the text that a path names: as it is, as a page made of it, or as a folder."""
        top = file.startswith("/")
        whole = normpath(file.lstrip("/")) if top else joined(folder, file) or ""
        bare = re.sub(r"\.html?$", "", whole)
        tries = (whole, *(bare + ending for ending in _TEXTS), *(f"{bare}/{i}" for i in _INDEXES))
        if top:
            folded = stem_of(bare).casefold()
            under = self.by_name.get(folded, ())[:_MOST_SAME]
            ends = tuple(f"/{each}" for each in tries)
            return next((each for each in under if f"/{each}".endswith(ends)), "")
        return next((each for each in tries if self.shelf.has(each) and _is_text(each)), "")

    def _mark(self, wanted: Wanted) -> str:
        self.wanted.append(wanted)
        return mark_of(len(self.wanted) - 1)


def _is_text(path: str) -> bool:
    return path.endswith((*_TEXTS, ".nwd"))


def is_web(address: str) -> bool:
    """Return whether an address leads to the web or to a mailbox."""
    return bool(_WEB.fullmatch(address.strip("<> ")))


def mark_of(number: int) -> str:
    """Return the mark that stands for a link's address, or for a heading's name."""
    digits = "".join(chr(_ZERO + int(digit)) for digit in str(number))
    return f"{_OPEN}{digits}{_CLOSE}"


# ---------------------------------------------------------------------------- where it leads


@dataclass(frozen=True, slots=True)
class Section:
    """What of a section links can lead to: the texts that begin in it, the headings that became
    its title, and its rows, which may be given names."""

    begins: Sequence[str]
    titles: Sequence[Row]
    rows: list[Row]


def leads_of(desk: LinkDesk, sections: tuple[Section, ...]) -> tuple[Lead, ...]:
    """Return where each mark leads; headings that are asked for get a mark for their name."""
    return _Finder(desk, sections).leads()


class _Finder:
    """Looks up texts and names in the sections."""

    def __init__(self, desk: LinkDesk, sections: tuple[Section, ...]) -> None:
        self.desk, self.sections = desk, sections
        self.begins = {path: at for at in _down(sections) for path in sections[at].begins}
        self.names: dict[tuple[int, int], Lead] = {}
        self.more: list[Lead] = []
        self.known: dict[tuple[str, str], tuple[int, int]] = {}
        self.fenced: dict[str, tuple[int, str]] = {}
        self.taken: set[tuple[int, str]] = set()
        self.counted: dict[tuple[int, str], int] = {}
        self.given: dict[str, tuple[int, int]] = {}
        for at, section in enumerate(sections):
            self._learn(at, section)

    def _learn(self, at: int, section: Section) -> None:
        for row in section.titles:
            self._learn_heading(row, at, -1)
        for index, row in enumerate(section.rows):
            if row.level:
                self._learn_heading(row, at, index)
            elif row.text.startswith(":::") and "#" in row.text:
                for name in re.findall(r"#([^\s}]+)", row.text):
                    self.fenced.setdefault(name, (at, row.path))

    def _learn_heading(self, row: Row, at: int, index: int) -> None:
        if row.name:
            self.given.setdefault(row.name, (at, index))
            self.known.setdefault((row.path, row.name), (at, index))
        self.known.setdefault((row.path, _folded(row.text)), (at, index))

    def leads(self) -> tuple[Lead, ...]:
        found = tuple(self._lead(wanted) for wanted in self.desk.wanted)
        return (*found, *self.more)

    def _lead(self, wanted: Wanted) -> Lead:
        if wanted.web:
            return Lead(-1, "", web_address(wanted.web))
        path, anchor = wanted.path, wanted.anchor
        if path not in self.begins:
            return Lead(-1, "")
        if not anchor:
            return Lead(self.begins[path], "")
        heading = self.known.get((path, anchor)) or self.known.get((path, _folded(anchor)))
        if heading is None and wanted.anywhere:
            heading = self.given.get(anchor)
        if heading:
            return self._heading(*heading)
        if anchor in self.fenced and (wanted.anywhere or self.fenced[anchor][1] == path):
            return Lead(self.fenced[anchor][0], anchor)
        return Lead(-1 if wanted.anywhere else self.begins[path], "")

    def _heading(self, at: int, index: int) -> Lead:
        if index < 0:
            return Lead(at, "")
        if (at, index) not in self.names:
            row = self.sections[at].rows[index]
            own = row.name if _NAME.fullmatch(row.name) else slug_of(row.text) or "place"
            name = self._free(at, own)
            self.names[at, index] = Lead(at, name)
            mark = mark_of(len(self.desk.wanted) + len(self.more))
            self.more.append(Lead(-1, "", f" {{#{name}}}"))
            self.sections[at].rows[index] = replace(row, text=f"{row.text} {mark}")
        return self.names[at, index]

    def _free(self, at: int, stem: str) -> str:
        """Return a name that no other heading of the section has."""
        count = self.counted.get((at, stem), 1)
        name = stem if count == 1 else f"{stem}-{count}"
        while (at, name) in self.taken:
            count += 1
            name = f"{stem}-{count}"
        self.counted[at, stem] = count
        self.taken.add((at, name))
        return name


def _down(sections: tuple[Section, ...]) -> Iterator[int]:
    yield from range(len(sections) - 1, -1, -1)


def _folded(name: str) -> str:
    """Return a heading or its name as all tools would find it: letters and digits, hyphens."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


# -------------------------------------------------------------------------------- putting in


def linked(ordered: Ordered) -> Ordered:
    """Return a book with addresses for its marks; links that lead nowhere are words."""
    names = file_names(ordered.entries)
    entries = tuple(
        replace(entry, text=_with_addresses(entry, at, ordered.leads, names))
        for at, entry in enumerate(ordered.entries)
    )
    return replace(ordered, entries=entries)


def _with_addresses(entry: Entry, own: int, leads: tuple[Lead, ...], names: Sequence[str]) -> str:
    def address(found: re.Match[str]) -> str:
        lead = _lead_in(found, leads)
        if lead.literal:
            return f"[{found['words']}]({lead.literal})"
        if lead.entry < 0:
            return found["words"]
        file = "" if lead.entry == own and lead.anchor else path_address(names[lead.entry])
        anchor = f"#{path_address(lead.anchor)}" if lead.anchor else ""
        return f"[{found['words']}]({file}{anchor})"

    if _OPEN not in entry.text:
        return entry.text
    text = _LINK.sub(address, entry.text)
    return _NAMED.sub(lambda found: _lead_in(found, leads).literal, text)


def _lead_in(found: re.Match[str], leads: tuple[Lead, ...]) -> Lead:
    number = int("".join(str(ord(sign) - _ZERO) for sign in found["digits"]))
    return leads[number] if number < len(leads) else Lead(-1, "")
