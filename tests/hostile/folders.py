"""Whole manuscripts that no author has by chance: bombs, odd names, odd files, no end to them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: urn:uuid:6f1f1f1e-7a3c-4c7f-8a39-1\n"
CHAPTER = "# Arrivals\n\nThe ferry left at nine.\n"


class Ending(Enum):
    """How a build of a hostile manuscript must end."""

    BOOK = 0
    REFUSED = 1
    USAGE = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile manuscript: its name, how it is written, how its build ends, what must be said.

    ``write`` gets the manuscript folder, which exists, with a book.yaml and a first chapter.
    ``said`` stands in the messages; for one that is refused it begins with file and line.
    """

    name: str
    write: Callable[[Path], None]
    ending: Ending
    said: str = ""
    slow: bool = False


def written(project: Path, case: Case) -> Path:
    """Write a case's manuscript into a project folder, which is returned."""
    manuscript = project / "manuscript"
    manuscript.mkdir(parents=True)
    (manuscript / "book.yaml").write_text(BOOK, encoding="utf-8")
    (manuscript / "01-arrivals.md").write_text(CHAPTER, encoding="utf-8")
    case.write(manuscript)
    return project


def _text(name: str, make: Callable[[], str]) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        (manuscript / name).write_text(make(), encoding="utf-8", newline="")

    return write


def _chapter(make: Callable[[], str]) -> Callable[[Path], None]:
    return _text("02-harm.md", make)


def _yaml(make: Callable[[], str]) -> Callable[[Path], None]:
    return _text("book.yaml", make)


# ------------------------------------------------------------------------------ book.yaml


def _laughs() -> str:
    levels = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return BOOK + "\n".join(levels) + "\n"


_YAML = (
    Case(
        "yaml, aliases",
        _yaml(_laughs),
        Ending.BOOK,
    ),
    Case(
        "yaml, merges of itself",
        _yaml(lambda: f"{BOOK}a: &a\n  <<: *a\n"),
        Ending.REFUSED,
        "manuscript/book.yaml:",
    ),
    Case(
        "yaml, nested",
        _yaml(lambda: f"{BOOK}series: {'[' * 100_000}\n"),
        Ending.BOOK,
    ),
    Case(
        "yaml, code",
        _yaml(lambda: f"{BOOK}series: !!python/object/apply:os.system ['true']\n"),
        Ending.BOOK,
    ),
    Case(
        "yaml, 7 MB of keys",
        _yaml(lambda: BOOK + "".join(f"key{n}: value\n" for n in range(400_000))),
        Ending.REFUSED,
        "manuscript/book.yaml:",
    ),
    Case(
        "yaml, 7 MB of one value",
        _yaml(lambda: f"{BOOK}description: {'word ' * 1_400_000}\n"),
        Ending.REFUSED,
        "manuscript/book.yaml",
    ),
    Case(
        "yaml, a key of digits",
        _yaml(lambda: f"{BOOK}series: {{name: A, number: {'9' * 100_000}}}\n"),
        Ending.BOOK,
    ),
    Case(
        "front matter, 7 MB",
        _chapter(lambda: "---\ntitle: A\n" + "# remark\n" * 700_000 + "---\n\nA day.\n"),
        Ending.REFUSED,
        "manuscript/02-harm.md",
    ),
    Case(
        "front matter, aliases",
        _chapter(lambda: f"---\n{_laughs()}---\n\nA day.\n"),
        Ending.BOOK,
    ),
)


_WORDS = r"""\"<script>alert(1)</script>\u202e]]> & \u0007\e[31m onload=x '{{7*7}}\""""
"""A YAML value with markup, a turn of direction, a bell and a terminal's colour in it."""

_WORDED = ("title", "subtitle", "author", "publisher", "description", "rights", "summary", "notes")
_CHECKED = ("identifier", "isbn", "lang", "cover")


def _field(field: str) -> Case:
    write = _yaml(lambda: f"title: A\nauthor: Mary Shelley\n{field}: {_WORDS}\n")
    return Case(f"fields, {field}", write, Ending.REFUSED, "manuscript/book.yaml:3")


def _all_fields() -> str:
    """Return a book.yaml in which every field that takes words has harm in it."""
    lines = [f"{field}: {_WORDS}" for field in _WORDED]
    lines += [f"{field}: [{_WORDS}]" for field in ("subjects", "fandom", "warnings")]
    lines += [f"series: {{name: {_WORDS}, number: 1}}", "identifier: urn:uuid:6f1f1f1e", ""]
    return "\n".join(lines)


_METADATA = (
    Case("fields, all that take words", _yaml(_all_fields), Ending.BOOK),
    *map(_field, _CHECKED),
)


# ------------------------------------------------------------------------------------ texts


def _many_notes(count: int) -> str:
    notes = "".join(f"A line[^{n}].\n\n[^{n}]: A note.\n\n" for n in range(count))
    return f"# Notes\n\n{notes}"


def _reference_bomb() -> str:
    return f"[a]: <{'x' * 100_000}>\n\n" + "[a] " * 40_000 + "\n"


_TEXTS = (
    Case(
        "text, 200 MB",
        _chapter(lambda: ("word " * 19 + "\n\n") * 2_100_000),
        Ending.REFUSED,
        "manuscript/02-harm.md",
        slow=True,
    ),
    Case(
        "text, a line of 10 million",
        _chapter(lambda: "word " * 2_000_000),
        Ending.REFUSED,
        "manuscript/02-harm.md",
    ),
    Case(
        "text, a line of 5 million",
        _chapter(lambda: "A day.\n\n" + "word " * 1_000_000),
        Ending.REFUSED,
        "manuscript/02-harm.md:3",
    ),
    Case(
        "text, a word of 190,000",
        _chapter(lambda: f"A {'w' * 190_000}.\n"),
        Ending.BOOK,
    ),
    Case(
        "text, 1,000,000 footnotes",
        _chapter(lambda: _many_notes(1_000_000)),
        Ending.REFUSED,
        "manuscript/02-harm.md",
        slow=True,
    ),
    Case(
        "text, 200,000 footnotes",
        _chapter(lambda: _many_notes(200_000)),
        Ending.REFUSED,
        "manuscript/02-harm.md",
        slow=True,
    ),
    Case("text, 5,000 footnotes", _chapter(lambda: _many_notes(5_000)), Ending.BOOK),
    Case(
        "text, 1,000,000 calls of a footnote",
        _chapter(lambda: "A[^1] " * 1_000_000 + "\n\n[^1]: A note.\n"),
        Ending.REFUSED,
        "manuscript/02-harm.md",
    ),
    Case(
        "text, 30,000 calls of a footnote",
        _chapter(lambda: "A[^1]\n\n" * 30_000 + "\n\n[^1]: A note.\n"),
        Ending.BOOK,
    ),
    Case(
        "text, 100,000 references",
        _chapter(lambda: "[a] " * 50_000 + "\n\n" + "[a]: https://example.com\n" * 100_000),
        Ending.BOOK,
    ),
    Case(
        "text, a reference bomb",
        _chapter(_reference_bomb),
        Ending.BOOK,
    ),
    Case(
        "text, a table of 10,000 columns",
        _chapter(lambda: f"|{'a|' * 10_000}\n|{'---|' * 10_000}\n" + f"|{'b|' * 10_000}\n" * 20),
        Ending.BOOK,
    ),
    Case(
        "text, a table of 300,000 rows",
        _chapter(lambda: "|a|b|\n|---|---|\n" + "|c|d|\n" * 300_000),
        Ending.REFUSED,
        "manuscript/02-harm.md",
    ),
)

_DEPTH = 10_000
_NESTED = {
    "emphasis": "*a **b " * _DEPTH + "** c*" * _DEPTH,
    "asterisks": "*" * _DEPTH + "a" + "*" * _DEPTH,
    "quotes": ">" * _DEPTH + " a",
    "quotes in steps": "\n".join("> " * n + "a" for n in range(0, 600)),
    "lists": "\n".join(" " * 2 * n + "- a" for n in range(1_500)),
    "lists on a line": "- " * _DEPTH + "a",
    "lists with numbers": "1. " * _DEPTH + "a",
    "divs": "\n".join(":" * (3 + _DEPTH - n) + " letter" for n in range(2_000)) + "\na\n",
    "divs alike": "::: letter\n" * _DEPTH + "a\n" + ":::\n" * _DEPTH,
    "brackets": "[" * _DEPTH + "a" + "]" * _DEPTH,
    "links": "[" * _DEPTH + "a" + "](b)" * _DEPTH,
    "pictures": "![" * _DEPTH + "a" + "](b)" * _DEPTH,
    "footnotes": "^[a " * _DEPTH + "]" * _DEPTH,
    "tags": "<b><i>" * _DEPTH + "a" + "</i></b>" * _DEPTH,
    "open tags": "<b>" * 50_000,
    "remarks": "<!--" * 50_000,
    "code": "`" * 190_000,
    "code in steps": " ".join("`" * n for n in range(1, 600)),
    "backslashes": "\\" * 190_001,
    "braces": "a{" * 50_000 + "}" * 50_000,
    "spans": "[a]{.b " * 20_000 + "}" * 20_000,
    "tildes": "~~a" * 50_000,
    "carets": "^" * 100_000,
    "entities": "&" * 100_000 + "#x" * 40_000,
    "autolinks": "<http:" * 30_000,
    "marks of all kinds": "*_`[]()!<>~^{}|&\\" * 10_000,
    "stars and underlines": "*_" * 40_000 + "a" + "_*" * 40_000,
    "quotes and lists": "> - " * 5_000 + "a",
    "headings": "# a\n\n" * 100_000,
    "rules": "* * *\n\n" * 100_000,
    "spaces": " " * 190_000 + "a",
    "empty lines": "\n" * 3_000_000 + "a",
    "verses": "::: verse\n" + "a\n\n" * 95_000 + ":::\n",
    "messages": '::: {.messages me="A"}\n' + "A: b\n" * 195_000 + ":::\n",
}

_NESTED_TOO_DEEP = frozenset(
    ("quotes", "quotes in steps", "lists", "lists on a line", "lists with numbers", "divs")
) | {
    "divs alike",
    "asterisks",
    "links",
    "pictures",
    "tags",
    "remarks",
    "code",
    "quotes and lists",
    "rules",
}
"""Texts that cannot be meant, or that are no text: refused with the line."""


def _nesting(name: str, text: str) -> Case:
    refused = name in _NESTED_TOO_DEEP
    ending = Ending.REFUSED if refused else Ending.BOOK
    return Case(
        f"nested, {name}",
        _chapter(lambda: f"# Deep\n\n{text}\n"),
        ending,
        "manuscript/02-harm.md" if refused else "",
        slow=name in ("headings", "messages", "verses", "empty lines", "stars and underlines"),
    )


_NESTINGS = tuple(_nesting(name, text) for name, text in _NESTED.items())


# ------------------------------------------------------------------------------------ files


def _fifo(name: str, text: str = "") -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        os.mkfifo(manuscript / name)
        if text:
            (manuscript / "02-harm.md").write_text(text, encoding="utf-8")

    return write


def _link(name: str, target: str, text: str = "") -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        (manuscript / name).symlink_to(target)
        if text:
            (manuscript / "02-harm.md").write_text(text, encoding="utf-8")

    return write


def _named(*names: str) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        for name in names:
            (manuscript / name).write_text("A day.\n", encoding="utf-8")

    return write


def _many_files(ending: str) -> Callable[[Path], None]:
    def write(manuscript: Path) -> None:
        for number in range(100_000):
            (manuscript / f"{number}{ending}").touch()

    return write


def _loop_of_folders(manuscript: Path) -> None:
    (manuscript / "images").mkdir()
    (manuscript / "images" / "again").symlink_to("..")
    (manuscript / "02-harm.md").write_text("![A boat](images/missing.png)\n", encoding="utf-8")


def _deep_folders(manuscript: Path) -> None:
    here = manuscript
    for _ in range(900):
        here = here / "d"
        here.mkdir()
    (manuscript / "02-harm.md").write_text("![A boat](missing.png)\n", encoding="utf-8")


_PICTURE = "![A boat](boat.png)\n"
_FILES = (
    Case("file, a pipe as a chapter", _fifo("03-pipe.md"), Ending.REFUSED, "03-pipe.md"),
    Case("file, a pipe as a picture", _fifo("boat.png", _PICTURE), Ending.REFUSED, "02-harm.md:1"),
    Case("file, a pipe as a cover", _fifo("cover.jpg"), Ending.REFUSED, "cover.jpg"),
    Case(
        "file, a device as a chapter",
        _link("03-zero.md", "/dev/zero"),
        Ending.REFUSED,
        "03-zero.md",
    ),
    Case(
        "file, a device as a picture",
        _link("boat.png", "/dev/zero", _PICTURE),
        Ending.REFUSED,
        "02-harm.md:1",
    ),
    Case(
        "file, a link out of the folder",
        _link("03-out.md", "/etc/passwd"),
        Ending.REFUSED,
        "03-out.md",
    ),
    Case("file, a link to itself", _link("03-loop.md", "03-loop.md"), Ending.REFUSED, "03-loop.md"),
    Case(
        "file, a picture linked from outside",
        _link("boat.png", "/etc/passwd", _PICTURE),
        Ending.REFUSED,
        "02-harm.md:1",
    ),
    Case("file, a loop of folders", _loop_of_folders, Ending.REFUSED, "02-harm.md:1"),
    Case("file, folders in folders", _deep_folders, Ending.REFUSED, "02-harm.md:1"),
    Case("name, a line end", _named("02\nb.md"), Ending.REFUSED, "02?b.md"),
    Case("name, a control", _named("02\x1b[31mb.md"), Ending.REFUSED, "02?[31mb.md"),
    Case("name, turned round", _named("02-\u202edm.b.md"), Ending.REFUSED, "02-?dm.b.md"),
    Case("name, an emoji", _named("02-\U0001f600.md"), Ending.BOOK),
    Case("name, of Windows", _named("CON.md", "nul.md", "aux.txt", "com1.md"), Ending.BOOK),
    Case("name, marks", _named("02-<script>&\"'.md", "03-%2e%2e.md", "04-a;b$(c).md"), Ending.BOOK),
    Case(
        "name, capitals alone",
        _named("02-a.md", "02-A.md", "02-\xe4.md", "02-a\u0308.md"),
        Ending.BOOK,
    ),
    Case(
        "name, as the book's pages", _named("nav.md", "toc.md", "cover.md", "title.md"), Ending.BOOK
    ),
    Case("name, 240 long", _named("02-" + "a" * 240 + ".md"), Ending.BOOK),
    Case("files, 100,000 texts", _many_files(".md"), Ending.REFUSED, "manuscript", slow=True),
    Case("files, 100,000 others", _many_files(".bin"), Ending.BOOK, slow=True),
)

FOLDERS: tuple[Case, ...] = (*_YAML, *_METADATA, *_TEXTS, *_NESTINGS, *_FILES)
