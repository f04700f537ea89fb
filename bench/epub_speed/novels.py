"""A novel of so many words, as a manuscript folder and as one Markdown file for pandoc."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from bench.epub_speed.prose import generator, narration, speech, title

SECTION_WORDS = 2_500
"""The words of a section: 48 sections are a novel, 2,000 a web serial of years."""

_BOOK = """\
title: The Unlit Orchard
author: Mary Shelley
lang: en-GB
date: 2025-03-06
identifier: "urn:uuid:5d9d9e26-93e5-4f0c-8e0b-0b6c1c1a7d55"
cover: cover.jpg
"""
_PANDOC = """\
---
title: The Unlit Orchard
author: Mary Shelley
lang: en-GB
date: 2025-03-06
identifier: "urn:uuid:5d9d9e26-93e5-4f0c-8e0b-0b6c1c1a7d55"
---

"""
_SHEET = """\
@font-face { font-family: "EB Garamond"; src: url("../fonts/EBGaramond.ttf"); }
@font-face {
  font-family: "EB Garamond"; font-style: italic; src: url("../fonts/EBGaramond-Italic.ttf");
}
body { font-family: "EB Garamond", serif; }
p { margin: 0; text-indent: 1.2em; }
h1 + p, hr + p { text-indent: 0; }
h1 { margin: 25% 0 3em; text-align: center; font-weight: normal; }
hr { border: 0; margin: 1.5em 0; }
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section's title, and its paragraphs as Markdown; ``notes`` are its footnotes' texts."""

    title: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]


def chapters(words: int) -> Iterator[Chapter]:
    """Yield the chapters of a novel of so many words, one at a time."""
    for number in range(words // SECTION_WORDS):
        yield _chapter(number)


def _chapter(number: int) -> Chapter:
    chance = generator(number)
    name = title(chance)
    paragraphs: list[str] = []
    notes: list[str] = []
    counted = 0
    while counted < SECTION_WORDS:
        text = speech(chance) if chance.random() < 0.5 else narration(chance)
        noted = 0
        if chance.random() < 0.02:
            notes.append(narration(chance))
            noted = len(notes[-1].split())
            text += f"[^{number}-{len(notes)}]"
        if paragraphs and chance.random() < 0.02:
            paragraphs.append("* * *")
        paragraphs.append(text)
        counted += len(text.split()) + noted
    return Chapter(name, tuple(paragraphs), tuple(notes))


def write_manuscript(folder: Path, words: int) -> None:
    """Write the novel as bookbuild reads it: a file for each chapter."""
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True)
    (manuscript / "book.yaml").write_text(_BOOK, encoding="utf-8")
    write_cover(manuscript / "cover.jpg")
    for number, chapter in enumerate(chapters(words), start=1):
        text = f"# {chapter.title}\n\n{_markdown(number - 1, chapter)}"
        (manuscript / f"{number:04}.md").write_text(text, encoding="utf-8")


def write_for_pandoc(folder: Path, words: int) -> None:
    """Write the novel as pandoc reads it, ``novel.md``, with ``cover.jpg`` and ``book.css``."""
    folder.mkdir(parents=True)
    write_cover(folder / "cover.jpg")
    (folder / "book.css").write_text(_SHEET, encoding="utf-8")
    with (folder / "novel.md").open("w", encoding="utf-8") as file:
        file.write(_PANDOC)
        for number, chapter in enumerate(chapters(words)):
            file.write(f"# {chapter.title}\n\n{_markdown(number, chapter)}")


def write_cover(path: Path) -> None:
    """Write a picture of 1600 × 2400 pixels such as an author would have: JPEG, some 100 KB.

    bookbuild makes covers of more than four megapixels smaller (Apple's limit), which pandoc does
    not do and which would be measured here.
    """
    image = Image.linear_gradient("L").resize((1600, 2400)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for step in range(0, 1600, 40):
        draw.ellipse((step, 900 + step // 2, step + 300, 1200 + step // 2), outline=(200, 180, 90))
    image.save(path, quality=88)


def _markdown(number: int, chapter: Chapter) -> str:
    notes = (f"[^{number}-{at}]: {text}" for at, text in enumerate(chapter.notes, start=1))
    return "\n\n".join((*chapter.paragraphs, *notes)) + "\n\n"
