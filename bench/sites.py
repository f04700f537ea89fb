# ruff: noqa: T201
"""Measure the import of serial sites' pages: every field of the synthetic fixtures.

    python bench/sites.py [--show]

Reads ../shared/corpora/serial-fixtures-synthetic and its expected.json, makes a draft of each
page, joins the pages of one work, and prints for each field whether it is right. ``--show``
prints what is left out of each page, too. Exits 3 where the fixtures are not here, 1 where a field
is wrong.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.draft import Draft
from bookbuild.intake.web import draft_of, joined, recognise
from bookbuild.intake.words import words_of
from bookbuild.model.book import AuthorsNote, NoteKind, Written
from bookbuild.model.text import (
    Block,
    Blocks,
    SceneBreak,
    SystemBox,
    Verse,
    plain_text,
)
from bookbuild.model.walk import every_block, lines_of

FIXTURES = Path(__file__).parents[1].parent / "shared/corpora/serial-fixtures-synthetic"


@dataclass(frozen=True, slots=True)
class Field:
    """A field, what the fixtures expect of it and what came out."""

    name: str
    expected: object
    got: object

    @property
    def right(self) -> bool:
        """Whether the two are the same."""
        return self.expected == self.got


def main() -> int:
    """Print each field of each set; return the exit code."""
    file = FIXTURES / "expected.json"
    if not file.is_file():
        print("The fixtures are not here (../shared/corpora/serial-fixtures-synthetic).")
        return 3
    expected = json.loads(file.read_text(encoding="utf-8"))
    right = total = 0
    for name, fields in expected.items():
        draft = _draft(name)
        for field in _fields(name, fields, draft):
            total += 1
            right += field.right
            print(f"{name:28} {field.name:40} {'right' if field.right else 'WRONG'}")
            if not field.right:
                print(f"    expected {field.expected!r}\n    got      {field.got!r}")
        if "--show" in sys.argv:
            print(*(f"    {each}" for each in (*draft.spans, *draft.findings)), sep="\n")
    print(f"{right} of {total} fields right")
    return 0 if right == total else 1


def _draft(name: str) -> Draft:
    place = FIXTURES / name
    files = tuple(sorted(place.glob("*.html"))) if place.is_dir() else (place,)
    if name == "wattpad/":
        files = tuple(file for file in files if file.stem.endswith("-page"))
    started = time.perf_counter()
    drafts = tuple(draft_of(file.read_bytes(), str(file.relative_to(FIXTURES))) for file in files)
    took = time.perf_counter() - started
    sites = {str(recognise(file.read_bytes(), file.name)) for file in files}
    print(f"{name:28} {len(files)} page(s), {', '.join(sorted(sites))}, {took * 1000:.0f} ms")
    return joined(drafts)


def _fields(name: str, fields: dict[str, object], draft: Draft) -> list[Field]:
    sections = _sections(draft)
    titles = [plain_text(section.head.title) or None for section in sections]
    breaks = [_count(section.blocks, SceneBreak) for section in sections]
    series = draft.metadata.series
    works = {
        "title": draft.metadata.title or titles[0],
        "authors": list(draft.metadata.authors),
        "author": ", ".join(draft.metadata.authors),
        "language": draft.metadata.language,
        "series": [series.name, int(series.number)] if series else None,
        "status": next((_status(f.what) for f in draft.findings if "in progress" in f.what), ""),
        "chapters": titles,
        "chapter_numbers": [int(s.head.number) for s in sections if s.head.number.isdecimal()],
        "scene_breaks_per_chapter": breaks,
        "scene_breaks": sum(breaks),
    }
    known = [Field(key, value, works[key]) for key, value in fields.items() if key in works]
    return [
        *known,
        *_prose_fields(name, draft),
        Field("words in = words out", draft.words, _words(draft)),
    ]


def _status(what: str) -> str:
    found = re.search(r"in progress \((\d+/[\d?]+)", what)
    return f"in progress ({found[1]})" if found else "in progress"


def _sections(draft: Draft) -> list[Written]:
    return [s.section for s in draft.sections if isinstance(s.section, Written)]


def _count(blocks: Blocks, kind: type[Block]) -> int:
    return sum(isinstance(block, kind) for block in every_block(blocks))


def _prose_fields(name: str, draft: Draft) -> list[Field]:
    """What expected.json says in sentences ("notes", "drop", "must_drop"), as fields."""
    sections = _sections(draft)
    text = " ".join(draft.words)
    match name:
        case "ao3/alice_multichapter.html":
            return [*_alice_notes(draft, sections), *_dropped(text, _ALICE_DROPS)]
        case "ao3/alice_oneshot.html":
            return [
                Field("no Chapter 1", ("none", ()), (sections[0].head.number, sections[0].notes)),
                *_dropped(text, ("Mad Tea Party", "drop by the Archive")),
            ]
        case "ffnet/":
            return _ffnet(text, sections)
        case "royalroad/":
            return [*_royal_road(sections), *_dropped(text, _ROAD_DROPS)]
        case "wattpad/":
            return _wattpad(sections)
        case _:
            return []


_ALICE_DROPS = (
    "Posted originally on",
    "Archive Warning",
    "Size changes",
    "See the end of",
    "drop by the",
    "Preface",
    "Afterword",
    "Chapter by",
)
_ROAD_DROPS = (
    "unlawfully obtained",
    "on Amazon",
    "Advertisement",
    "Previous Chapter",
    "A note from",
)


def _dropped(text: str, phrases: tuple[str, ...]) -> list[Field]:
    return [Field(f"dropped: {p}", False, " ".join(words_of(p)) in text) for p in phrases]


def _kinds(notes: tuple[AuthorsNote, ...]) -> list[str]:
    return [note.kind.name for note in notes]


def _alice_notes(draft: Draft, sections: list[Written]) -> list[Field]:
    notes = [_kinds(section.notes) for section in sections]
    opening, closing, summary = (
        k.name for k in (NoteKind.OPENING, NoteKind.CLOSING, NoteKind.SUMMARY)
    )
    third = sections[2].blocks
    return [
        Field("the work's notes", [summary, opening, closing], _kinds(draft.notes)),
        Field(
            "chapters' notes", [[], [opening], [summary, closing], [opening, closing], []], notes
        ),
        Field("chapter 4's byline", ["", "", "", "white_rabbit", ""], [s.author for s in sections]),
        Field("A/N opens chapter 2", True, _line(sections[1].blocks, 0).startswith("A/N: Sorry")),
        Field(
            "Now. Review! closes chapter 1", True, _line(sections[0].blocks, -1).endswith("Review!")
        ),
        Field(
            "chapter 3: verse of 4 lines",
            [4],
            [len(s) for b in third if isinstance(b, Verse) for s in b.stanzas],
        ),
    ]


def _line(blocks: Blocks, at: int) -> str:
    return plain_text(list(lines_of(blocks))[at])


def _ffnet(text: str, sections: list[Written]) -> list[Field]:
    return [
        Field("numbers", ["1", "2", "3"], [s.head.number for s in sections]),
        Field("A/N in the text, first", True, _line(sections[1].blocks, 0).startswith("AN: I own")),
        Field("A/N in the text, last", True, _line(sections[2].blocks, -1).endswith("R&R.")),
        *_dropped(text, ("oOoOo", "Reviews", "Rated", "3 Chapter 3")),
    ]


def _royal_road(sections: list[Written]) -> list[Field]:
    kinds = [_kinds(section.notes) for section in sections]
    boxes = [_count(section.blocks, SystemBox) for section in sections]
    second = sections[1].blocks
    spoiler = any("I detest it" in plain_text(line) for line in lines_of(second))
    return [
        Field("notes before and after", [["OPENING", "CLOSING"], []], kinds),
        Field("system message box", [1, 0], boxes),
        Field("spoiler is kept", True, spoiler),
        Field("the leading rule is no break, ◇ is one", 1, _count(second, SceneBreak)),
        Field("the text begins with words", True, _line(second, 0).startswith("Not all that")),
    ]


def _wattpad(sections: list[Written]) -> list[Field]:
    blocks = sections[0].blocks
    return [
        Field("number", "1", sections[0].head.number),
        Field("POV line kept", "Ella's pov", _line(blocks, 1)),
        Field("first paragraph", "side note :", _line(blocks, 0)),
        Field("last paragraph", "Vote & comment!!", _line(blocks, -1)),
    ]


def _words(draft: Draft) -> tuple[str, ...]:
    """Return the words of the draft's own blocks, in the order in which they were on the page."""
    opening = [note for note in draft.notes if note.kind is not NoteKind.CLOSING]
    closing = [note for note in draft.notes if note.kind is NoteKind.CLOSING]
    blocks = [note.blocks for note in opening]
    for section in _sections(draft):
        early = [n.blocks for n in section.notes if n.kind is not NoteKind.CLOSING]
        late = [n.blocks for n in section.notes if n.kind is NoteKind.CLOSING]
        feet = [note.blocks for note in section.footnotes]
        blocks += [*early, section.blocks, *late, *feet]
    blocks += [note.blocks for note in closing]
    return tuple(
        w for part in blocks for line in lines_of(part) for w in words_of(plain_text(line))
    )


if __name__ == "__main__":
    sys.exit(main())
