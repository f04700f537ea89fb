# ruff: noqa: T201
"""Measure the import of EPUBs: sections, words, notes, pictures, and what is left out.

    python bench/ebooks.py [--show]

Packs each unpacked EPUB of ../shared/corpora into a temporary file, makes a draft of it, and
prints one line. ``--show`` prints the sections and everything that is said, too. Exits 3 where
the corpora are not here, 1 where words do not add up or a note is linked one way only.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

from bookbuild.intake.draft import Draft
from bookbuild.intake.ebooks import draft_of
from bookbuild.intake.words import words_of
from bookbuild.model.book import Written
from bookbuild.model.text import NoteRef, plain_text
from bookbuild.model.walk import inlines_of, lines_of

CORPORA = Path(__file__).parents[1].parent / "shared/corpora"


def main() -> int:
    """Print a line for each EPUB; return the exit code."""
    folders = sorted((*CORPORA.glob("epub3-sample-*"), *CORPORA.glob("se-*")))
    if not folders:
        print("The EPUBs are not here (../shared/corpora/epub3-sample-* and se-*).")
        return 3
    print(f"{'':28} sections   words in  words out  notes  both ways  pictures  seconds  megabytes")
    right = True
    for folder in folders:
        source = folder / "src" if (folder / "src").is_dir() else folder
        with tempfile.TemporaryDirectory() as place:
            right &= _measured(_packed(source, Path(place) / f"{folder.name}.epub"))
    return 0 if right else 1


def _packed(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def _measured(path: Path) -> bool:
    started = time.perf_counter()
    draft = draft_of(path)
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out = _words(draft)
    notes, both = _notes(draft)
    print(
        f"{path.stem:28} {len(draft.sections):8} {len(draft.words):10} {len(out):10} {notes:6}"
        f" {both:10} {len(draft.pictures):9} {took:8.2f} {memory:10.0f}"
    )
    left = Counter(span.into for span in draft.spans if span.kind.value == "left out")
    for into, times in left.items():
        print(f"    left out: {into} ({times})")
    drawings = sum("SVG" in finding.what for finding in draft.findings)
    if drawings:
        print(f"    left out: drawings, SVG ({drawings})")
    if "--show" in sys.argv:
        _show(draft)
    return draft.words == out and notes == both


def _sections(draft: Draft) -> list[Written]:
    return [each.section for each in draft.sections if isinstance(each.section, Written)]


def _words(draft: Draft) -> tuple[str, ...]:
    blocks = [
        part
        for section in _sections(draft)
        for part in (section.blocks, *(note.blocks for note in section.footnotes))
    ]
    lines = (plain_text(line) for part in blocks for line in lines_of(part))
    return tuple(word for line in lines for word in words_of(line))


def _notes(draft: Draft) -> tuple[int, int]:
    """Return how many notes and calls there are, and how many have their other half."""
    total = both = 0
    for section in _sections(draft):
        said = (section.blocks, *(note.blocks for note in section.footnotes))
        calls = {i.label for part in said for _, i in inlines_of(part) if isinstance(i, NoteRef)}
        labels = {note.label for note in section.footnotes}
        total += len(calls | labels)
        both += len(calls & labels)
    return total, both


def _show(draft: Draft) -> None:
    for each in draft.sections:
        head = each.section.head
        title = plain_text(head.title)
        print(f"    {head.kind.value}, {head.number or head.label or '-'}, {title!r}")
    print(*(f"    {each}" for each in (*draft.findings, *draft.spans)), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
