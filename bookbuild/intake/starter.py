"""A new book that builds at once, and the next section's file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from bookbuild.report import BookbuildError, Exit

_BOOK = """\
# Everything that is not the story. Lines that begin with # are remarks.
title: {title}
author: Your Name
lang: en

# Written once. It tells readers' apps that a new file is this same book, so keep it.
identifier: {identifier}

# description: What the back cover says.
# series: {{name: The Series, number: 1}}
"""

_FIRST = """\
---
title: The First Chapter
---

Write your story here. A blank line begins a new paragraph, *stars* set a word
in italics, and "straight quotes" -- dashes, too -- come out as a printer would
set them.

***

Three stars on a line of their own are a scene break.

::: endnotes
A word to your readers stands in a note like this one. It has its own place in
the book, apart from the story.
:::
"""

_NUMBERED = re.compile(r"(\d+)[-_. ]")


def start_book(folder: Path, identifier: str) -> tuple[Path, ...]:
    """Write a new book's folder and return the files written.

    Raises `BookbuildError` where the folder has a manuscript already or cannot be written.
    """
    manuscript = folder if folder.name == "manuscript" else folder / "manuscript"
    if manuscript.exists() and any(manuscript.iterdir()):
        raise BookbuildError(
            f"{manuscript} is not empty. Name another folder, "
            'or go on in this one with: bookbuild new "Title"',
            Exit.USAGE,
        )
    name = manuscript.resolve().parent.name.replace("-", " ").replace("_", " ").title()
    texts = {
        "book.yaml": _BOOK.format(title=name or "My Novel", identifier=identifier),
        "01-the-first-chapter.md": _FIRST,
    }
    paths = tuple(manuscript / name for name in texts)
    for path, text in zip(paths, texts.values(), strict=True):
        _write(path, text)
    return paths


def next_section(manuscript: Path, title: str, pov: str) -> Path:
    """Write the next section's file, with the next free number, and return its path.

    The number follows the highest one below 90: from 90 on, files stand at the end of the book.
    """
    if not title.strip():
        raise BookbuildError('A section needs a title: bookbuild new "The Bridge"', Exit.USAGE)
    found = [(entry.name, _NUMBERED.match(entry.name)) for entry in manuscript.iterdir()]
    digits = [match[1] for _, match in found if match]
    numbers = [int(each) for each in digits if int(each) < 90 or len(each) > 2]
    step = 10 if len(numbers) > 1 and all(number % 5 == 0 for number in numbers) else 1
    number = max(numbers, default=0) // step * step + step
    width = max((len(each) for each in digits), default=2)
    path = manuscript / f"{number:0{width}}-{_slug(title)}.md"
    point_of_view = f"pov: {_quoted(pov)}\n" if pov.strip() else ""
    _write(path, f"---\ntitle: {_quoted(title)}\n{point_of_view}---\n\nWrite here.\n")
    return path


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as there:
        raise BookbuildError(
            f"{path} is there already. Choose another title.", Exit.USAGE
        ) from there
    except OSError as refused:
        reason = (refused.strerror or "it refuses").lower()
        raise BookbuildError(f"{path} cannot be written: {reason}.", Exit.MACHINE) from refused


def _quoted(text: str) -> str:
    """Return text as YAML reads it back, whatever is in it."""
    one_line = " ".join(text.split())
    if re.fullmatch(r"[A-Za-z][\w ’'().!?-]*", one_line):
        return one_line
    return '"' + one_line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "section"
