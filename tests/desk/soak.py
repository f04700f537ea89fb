# ruff: noqa: T201
"""A manuscript edited at random while the desk is open: ``python -m tests.desk.soak [NUMBER]``.

Edits, saves, renames, deletions, broken and mended settings come in the order that a seed gives.
Every few of them the desk's book is compared with one that is made from the folder as it stands,
by a workshop that remembers nothing.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookbuild.desk.proofs import Proofs
from bookbuild.desk.workshop import Job, Workshop
from bookbuild.report import BookbuildError

DAY = date(2025, 3, 7)
MOST_CHAPTERS = 14
_WORDS = (
    "the bridge weighs what it weighs and nobody at the quay would say otherwise “Not I,” said "
    "Hilary -- but the *needle* had moved... by twenty, 'or so' it seemed, on a Thursday"
).split()
_BOOK = """title: A Short Measure
author: Mary Shelley
lang: en-GB
identifier: urn:uuid:8f0c4c1e-3f0e-4a6b-9a53-5d4b7c1f2a10
"""


@dataclass(slots=True)
class Writer:
    """Somebody who changes a manuscript at random, the same way for the same seed."""

    folder: Path
    chance: random.Random

    def begin(self) -> None:
        """Write a book of three chapters."""
        self.folder.mkdir(parents=True)
        (self.folder / "book.yaml").write_text(_BOOK, "utf-8")
        for _ in range(3):
            self._new()

    def act(self) -> str:
        """Change something; return what was done."""
        acts: tuple[tuple[int, Callable[[], None]], ...] = (
            (40, self._edit),
            (10, self._new),
            (8, self._delete),
            (8, self._rename),
            (6, self._save_again),
            (6, self._through_another_file),
            (5, self._promise),
            (5, self._settings),
            (4, self._break),
            (3, self._lose_settings),
            (3, self._many),
        )
        weights = [weight for weight, _ in acts]
        (_, act), *_ = self.chance.choices(acts, weights)
        act()
        return act.__name__.strip("_")

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.md"))

    def _any(self) -> Path | None:
        files = self._files()
        return self.chance.choice(files) if files else None

    def _paragraph(self) -> str:
        return " ".join(self.chance.choices(_WORDS, k=self.chance.randint(3, 40))).capitalize()

    def _new(self) -> None:
        if len(self._files()) >= MOST_CHAPTERS:
            return
        path = self.folder / f"{self.chance.randint(1, 99):02}-chapter.md"
        text = "\n\n".join(self._paragraph() for _ in range(self.chance.randint(1, 6)))
        path.write_text(f"# {self._paragraph()[:30]}\n\n{text}\n", "utf-8")

    def _edit(self) -> None:
        path = self._any()
        if path is None:
            return
        blocks = path.read_text("utf-8").split("\n\n")
        at = self.chance.randrange(len(blocks))
        match self.chance.randrange(4):
            case 0:
                blocks.insert(at, self._paragraph())
            case 1:
                blocks[at] = self._paragraph()
            case 2 if len(blocks) > 1:
                del blocks[at]
            case _:
                blocks.append("* * *\n\n" + self._paragraph())
        path.write_text("\n\n".join(blocks), "utf-8")

    def _delete(self) -> None:
        path = self._any()
        if path is not None:
            path.unlink()

    def _rename(self) -> None:
        path = self._any()
        if path is not None:
            path.rename(self.folder / f"{self.chance.randint(1, 99):02}-renamed.md")

    def _save_again(self) -> None:
        path = self._any()
        if path is not None:
            path.write_bytes(path.read_bytes())

    def _through_another_file(self) -> None:
        path = self._any()
        if path is not None:
            beside = path.with_name(f".{path.name}.tmp")
            beside.write_text(path.read_text("utf-8") + "\n" + self._paragraph(), "utf-8")
            beside.replace(path)

    def _promise(self) -> None:
        path = self.folder / "99-epilogue.md"
        path.write_text("---\nkind: epilogue\nstatus: promised\n---\n\nSoon.\n", "utf-8")

    def _settings(self) -> None:
        title = " ".join(self.chance.choices(_WORDS, k=3))
        typed = _BOOK.replace("A Short Measure", f'"{title.replace(chr(34), "")}"')
        (self.folder / "book.yaml").write_text(typed, "utf-8")

    def _break(self) -> None:
        (self.folder / "book.yaml").write_text(_BOOK + "chapters: [nowhere.md]\n", "utf-8")

    def _lose_settings(self) -> None:
        (self.folder / "book.yaml").unlink(missing_ok=True)

    def _many(self) -> None:
        for path in self._files():
            path.write_text(path.read_text("utf-8") + f"\n\n{self._paragraph()}\n", "utf-8")


def soak(acts: int, seed: int, every: int = 5) -> None:
    """Change a book so many times; raise `AssertionError` where the desk has another book."""
    folder = Path(tempfile.mkdtemp(prefix="bookbuild-desk-"))
    try:
        writer = Writer(folder / "book" / "manuscript", random.Random(seed))
        writer.begin()
        desk, done = _workshop(writer.folder.parent), list[str]()
        for number in range(acts):
            done.append(writer.act())
            seen = read(desk)
            if number % every == 0 or number == acts - 1:
                fresh = read(_workshop(writer.folder.parent))
                what = f"seed {seed}, after {number + 1} changes, the last: {done[-5:]}"
                assert shown(seen) == shown(fresh), what
    finally:
        shutil.rmtree(folder)


def read(workshop: Workshop) -> Proofs | str:
    """Return the next book, or why there is none."""
    try:
        return workshop.read()
    except BookbuildError as problem:
        return str(problem)


def shown(proofs: Proofs | str) -> object:
    """Return what must be as in a fresh build: of a book in trouble the messages alone."""
    if isinstance(proofs, str):
        return proofs
    if proofs.trouble:
        return proofs.trouble, proofs.findings
    sections = tuple(replace(each, first_page=0) for each in proofs.sections)
    return replace(proofs, book=0, printed=0, print=None, sections=sections)


def _workshop(folder: Path) -> Workshop:
    return Workshop(Job(folder, lambda: DAY))


def main() -> int:
    """Run so many changes as the command line says, 10,000 without a number, in runs of 500."""
    acts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for seed in range(-(-acts // 500)):
        soak(min(500, acts - 500 * seed), seed)
        print(f"{min(acts, 500 * (seed + 1))} changes: the desk has what a fresh build has")
    return 0


if __name__ == "__main__":
    sys.exit(main())
