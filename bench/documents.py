# ruff: noqa: T201
"""Measure the import of Word documents: sections, notes, words, and the time of a long one.

    python bench/documents.py [--show]

Makes each sample of tests/docx_samples.py in a temporary folder and a draft of it, and prints one
line; then a document of 200,000 words and about 20 MB, beside the time that it takes to unzip and
parse it and no more. ``--show`` prints the sections and everything that is said, too. Exits 1
where a sample is not as it should be.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from lxml import etree

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from bookbuild.intake.docx import draft_of  # noqa: E402
from bookbuild.intake.draft import Draft  # noqa: E402
from bookbuild.model.book import Written  # noqa: E402
from bookbuild.model.text import NoteRef, plain_text  # noqa: E402
from bookbuild.model.walk import inlines_of  # noqa: E402
from tests.docx_samples import SAMPLES, Sample, long_document  # noqa: E402
from tests.web_words import draft_words  # noqa: E402

WORDS, BYTES = 200_000, 19_000_000


def main() -> int:
    """Print the figures; return the exit code."""
    right = samples()
    with tempfile.TemporaryDirectory() as place:
        right &= long(Path(place) / "long.docx")
    return 0 if right else 1


def samples() -> bool:
    """Print a line for each sample; return whether all are as they should be."""
    print(f"{'':20} sections  right   words in  words out  notes  linked")
    with tempfile.TemporaryDirectory() as place:
        right = [_measured(sample, Path(place) / "book.docx") for sample in SAMPLES]
    return all(right)


def _measured(sample: Sample, path: Path) -> bool:
    draft = draft_of(sample.make(path))
    found = tuple(
        (s.head.kind.value, s.head.number or s.head.label, plain_text(s.head.title))
        for s in _sections(draft)
    )
    right = sum(one == other for one, other in zip(found, sample.sections, strict=False))
    out = draft_words(draft)
    notes = sum(len(section.footnotes) for section in _sections(draft))
    linked = sum(_linked(section) for section in _sections(draft))
    print(
        f"{sample.name:20} {len(found):8} {right:6} {len(draft.words):10} {len(out):10} {notes:6}"
        f" {linked:7}"
    )
    if "--show" in sys.argv:
        print(*(f"    {one}" for one in (*found, *draft.findings, *draft.spans)), sep="\n")
    return found == sample.sections and draft.words == out and notes == linked == sample.notes


def _sections(draft: Draft) -> list[Written]:
    return [each.section for each in draft.sections if isinstance(each.section, Written)]


def _linked(section: Written) -> int:
    said = (section.blocks, *(note.blocks for note in section.footnotes))
    calls = {i.label for part in said for _, i in inlines_of(part) if isinstance(i, NoteRef)}
    return len(calls & {note.label for note in section.footnotes})


def long(path: Path) -> bool:
    """Print the figures of a long document; return whether its words add up."""
    long_document(path, WORDS, BYTES)
    megabytes = path.stat().st_size / 1_000_000
    started = time.process_time()
    _only_parsed(path)
    parsed = time.process_time() - started
    before = _memory()
    started = time.process_time()
    draft = draft_of(path)
    took = time.process_time() - started
    print(
        f"{len(draft.words):,} words, {megabytes:.0f} MB: {took:.1f} s, {_memory():.0f} MB "
        f"of memory at most ({before:.0f} MB before); unzipped and parsed only: {parsed:.1f} s; "
        f"{took / parsed:.1f} times that"
    )
    return draft.words == draft_words(draft)


def _only_parsed(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".xml"):
                etree.fromstring(data)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
