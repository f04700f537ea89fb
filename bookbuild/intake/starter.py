"""What `bookbuild init` and `bookbuild new` write: a new book, and the next section's file."""

from __future__ import annotations

import re
from pathlib import Path

from bookbuild.intake.settings import section_file, yaml_value
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.write import manuscript_folder
from bookbuild.report import BookbuildError, Exit

_BOOK = """\
# Everything that is not the story. Lines that begin with # are remarks.
title: {title}
author: {author}
lang: {language}

# Written once. It tells readers' apps that a new file is this same book, so keep it.
identifier: {identifier}

# description: What the back cover says.
# series: {{name: The Series, number: 1}}
"""

FIRST_FILE = "01-the-first-chapter.md"
FIRST_TEXT = """\
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

STANDING_AUTHOR = "Your Name"
STANDING_LANGUAGE = "en"
"""What stands in a new book.yaml until its author writes something else there."""

_NUMBERED = re.compile(r"(\d+)[-_. ]")


def start_book(folder: Path, identifier: str) -> tuple[Path, ...]:
    """Write a new book's folder and return the files written.

    Raises `BookbuildError` where the folder has a manuscript already or cannot be written.
    """
    manuscript = manuscript_folder(folder)
    if _is_taken(manuscript):
        raise BookbuildError(
            f"{manuscript} is not empty. Name another folder, "
            'or go on in this one with: bookbuild new "Title"',
            Exit.USAGE,
        )
    book = _BOOK.format(
        title=yaml_value(standing_title(manuscript)),
        author=STANDING_AUTHOR,
        language=STANDING_LANGUAGE,
        identifier=identifier,
    )
    texts = {"book.yaml": book, FIRST_FILE: FIRST_TEXT}
    paths = tuple(manuscript / name for name in texts)
    for path, text in zip(paths, texts.values(), strict=True):
        _write(path, text)
    return paths


def standing_title(manuscript: Path) -> str:
    """Return the title that a new book is given: its folder's name in title case."""
    return _title_of(manuscript.resolve().parent.name) or "My Novel"


def next_section(manuscript: Path, title: str, pov: str) -> Path:
    """Write the next section's file, with the next free number, and return its path.

    The number follows the highest one below 90, or 900 where numbers have three digits: from there
    on, files stand at the end of the book.
    """
    if not title.strip():
        raise BookbuildError('A section needs a title: bookbuild new "The Bridge"', Exit.USAGE)
    found = [(entry.name, _NUMBERED.match(entry.name)) for entry in manuscript.iterdir()]
    digits = [match[1] for _, match in found if match]
    numbers = [
        int(each) for each in digits if len(each) < 2 or int(each) < 9 * 10 ** (len(each) - 1)
    ]
    number = _next_number(tuple(numbers))
    width = max((len(each) for each in digits), default=2)
    path = manuscript / f"{number:0{width}}-{slug_of(title) or 'section'}.md"
    settings = [f"title: {yaml_value(title)}"]
    settings += [f"pov: {yaml_value(pov)}"] if pov.strip() else []
    _write(path, section_file(tuple(settings), ("Write here.",)))
    return path


def _next_number(numbers: tuple[int, ...]) -> int:
    """Return the number after the highest, in the steps of ten that some authors leave between."""
    step = 10 if len(numbers) > 1 and all(number % 5 == 0 for number in numbers) else 1
    return max(numbers, default=0) // step * step + step


def _is_taken(manuscript: Path) -> bool:
    try:
        return any(manuscript.iterdir())
    except FileNotFoundError:
        return False
    except OSError as refused:
        message = f"{manuscript} cannot be used as a folder. Name another one."
        raise BookbuildError(message, Exit.USAGE) from refused


def _title_of(name: str) -> str:
    words = name.replace("-", " ").replace("_", " ").split()
    return " ".join(word[:1].upper() + word[1:] for word in words)


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
