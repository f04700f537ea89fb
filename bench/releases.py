# ruff: noqa: T201
"""Measure what twenty releases of the demonstration, and a kept promise, cost readers.

    python -m bench.releases [--each 9] [--show]

Each release does one kind of thing to several chapters, is published, and every reader looks up
the places of the release before it; at the end those of the first release in the last. Exits 3
where the reading systems are not on this machine (`bench/places`), 1 where a place is lost that
the contract keeps: one in a release without a paragraph put in, taken out or moved before it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bench.places import Job, Kept, Outcome, measure_all, missing, read_documents, sampled
from bench.places.measuring import COMPUTED, RUN
from bench.places.tables import place_lines, summary_lines
from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import Format

PROJECT = Path(__file__).parents[1]
EPOCH = datetime(2025, 3, 6, tzinfo=UTC)
LATER = ("30-the-cover", "35-one-for-the-bridge", "40-a-bag-short", "50-tare")
"""The chapters of the demonstration that the first release does not have yet."""
NEW = (
    "The kettle had been on the whole time, and nobody had thought to look at it.",
    "There was a lorry at the lights, and then there was not.",
    "You could hear the tide from there if you held your breath, and she held it.",
    "It said so on the ticket, and the ticket was never wrong about small things.",
    "A gull came down on the indicator, read it, and went away again.",
)
EPILOGUE = """---
kind: epilogue
title: The Lift
---

The crane came at nine, as it had said it would, and was ready by ten, which it had not.

Nobody had told Keith to bring the flask, and he had brought two. We stood about on the quay with
our hands round the cups and watched four men do nothing with great care.

Then the deck came up. It came up an inch at a time, and every inch of it was twenty kilos wrong.

“Well?” said Walter. He had his eyes shut.

Somebody rang the bell.
"""
CHAPTER = """---
title: {title}
---

It was a quiet week at Frampney, and this is all that happened in it.

{words}

By the Friday even the gulls had given up waiting for the rest.
"""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an author does for one release; ``keeps`` where no place may move by it."""

    what: str
    do: Callable[[Path, int], None]
    keeps: bool = True


@dataclass(frozen=True, slots=True)
class Release:
    """A published book, and what was done for it."""

    deed: Deed
    data: bytes


# ------------------------------------------------------------------------- what an author does


def _chapters(folder: Path) -> list[Path]:
    """Return the files of the story that are written, in order."""
    return [
        path
        for path in sorted(folder.glob("[0-9]*.md"))
        if path.name[:2] not in ("00", "01", "99") or "epilogue" in path.name
        if "status: promised" not in path.read_text(encoding="utf-8")
    ]


_HEAD = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)


def _change(path: Path, number: int, change: Callable[[list[str], int], list[str]]) -> None:
    """Change the paragraphs of a file; ``number`` picks a plain one outside any block of lines."""
    text = path.read_text(encoding="utf-8")
    head = found.group() if (found := _HEAD.match(text)) else ""
    parts = text[len(head) :].strip("\n").split("\n\n")
    plain = [n for n, part in enumerate(parts) if _is_plain(parts, n)]
    parts = change(parts, plain[(number * 7 + len(path.name)) % len(plain)])
    path.write_text(head + "\n\n".join(parts) + "\n", encoding="utf-8")


def _is_plain(parts: list[str], place: int) -> bool:
    inside = sum(part.count(":::") for part in parts[:place]) % 2
    return not inside and len(parts[place].split()) > 8 and parts[place][:1].isalpha()


def _in_several(change: Callable[[list[str], int], list[str]]) -> Callable[[Path, int], None]:
    def do(folder: Path, number: int) -> None:
        for path in _chapters(folder)[number % 2 :: 2]:
            _change(path, number, change)

    return do


def _edited(parts: list[str], at: int) -> list[str]:
    words = parts[at].split()
    middle = len(words) // 2
    words[middle : middle + 2] = ["as", "it", "happened", "then"]
    return [*parts[:at], " ".join(words), *parts[at + 1 :]]


def _inserted(parts: list[str], at: int) -> list[str]:
    return [*parts[:at], NEW[(at + len(parts)) % len(NEW)], *parts[at:]]


def _put_first(parts: list[str], at: int) -> list[str]:
    return [NEW[len(parts) % len(NEW)], *parts]


def _deleted(parts: list[str], at: int) -> list[str]:
    return parts[:at] + parts[at + 1 :]


def _moved(parts: list[str], at: int) -> list[str]:
    rest = parts[:at] + parts[at + 1 :]
    return [*rest, parts[at]]


def _rewritten(parts: list[str], at: int) -> list[str]:
    return [*parts[:at], NEW[(at + 2) % len(NEW)], *parts[at + 1 :]]


def _broken(parts: list[str], at: int) -> list[str]:
    return [*parts[:at], "* * *", *parts[at:]]


def _chapter_added(folder: Path, number: int) -> None:
    for name in LATER:
        target = folder / f"{name}.md"
        if not target.exists() and not list(folder.glob(f"*{name[3:]}*.md")):
            shutil.copy(PROJECT / "manuscript" / f"{name}.md", target)
            return
    title = f"The Quiet Week {number}"
    words = "\n\n".join(NEW)
    (folder / f"{60 + number}-quiet-{number}.md").write_text(
        CHAPTER.format(title=title, words=words), encoding="utf-8"
    )


def _titles_changed(folder: Path, number: int) -> None:
    for path in _chapters(folder)[::2]:
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^(title: .*)$", r"\1, Again", text, count=1), encoding="utf-8")


def _files_renamed(folder: Path, number: int) -> None:
    for path in _chapters(folder)[1::2]:
        path.rename(path.with_name(f"{path.stem}-as-posted.md"))


def _note_added(folder: Path, number: int) -> None:
    for path in _chapters(folder)[:2]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text + "\n::: notes\nThank you for waiting.\n:::\n", encoding="utf-8")


def _promise_kept(folder: Path, number: int) -> None:
    (folder / "99-epilogue.md").write_text(EPILOGUE, encoding="utf-8")


_ADDED = Deed("a chapter added", _chapter_added)
_EDITED = Deed("words edited", _in_several(_edited))
_INSERTED = Deed("paragraphs inserted", _in_several(_inserted), keeps=False)
_DELETED = Deed("paragraphs deleted", _in_several(_deleted), keeps=False)
CHAIN = (
    _ADDED, _EDITED, _INSERTED, _ADDED, _DELETED, Deed("titles changed", _titles_changed),
    _INSERTED, _ADDED, Deed("files renamed", _files_renamed), _EDITED,
    Deed("paragraphs moved", _in_several(_moved), keeps=False), _ADDED,
    Deed("a note added", _note_added),
    Deed("a first paragraph", _in_several(_put_first), keeps=False),
    Deed("scene breaks inserted", _in_several(_broken), keeps=False), _ADDED, _DELETED,
    Deed("paragraphs rewritten", _in_several(_rewritten), keeps=False),
    Deed("the promise kept", _promise_kept),
)  # fmt: skip
"""What is done for each release after the first: twenty releases in all."""


# ------------------------------------------------------------------------------- the releases


def first_release(project: Path) -> None:
    """Make the folder as it was when the demonstration was published first."""
    manuscript = project / "manuscript"
    shutil.copytree(PROJECT / "manuscript", manuscript)
    (manuscript / "published.yaml").unlink(missing_ok=True)
    for name in LATER:
        (manuscript / f"{name}.md").unlink()
    promise = manuscript / "99-epilogue.md"
    text = promise.read_text(encoding="utf-8").replace("promised-in: 50-tare\n", "")
    promise.write_text(text, encoding="utf-8")


def published(project: Path) -> bytes:
    """Build and publish the EPUB of a project and return it. Raises where it has errors."""
    request = BuildRequest(project, (Format.EPUB,), epoch=EPOCH, publish=True)
    built = build_books(request, lambda _: None)
    if not built.files:
        raise ValueError("\n".join(map(str, built.diagnostics)))
    return built.files[0].path.read_bytes()


def chain(project: Path) -> tuple[Release, ...]:
    """Return the demonstration's twenty releases."""
    first_release(project)
    releases = [Release(Deed("the first", lambda *_: None), published(project))]
    for number, deed in enumerate(CHAIN):
        deed.do(project / "manuscript", number)
        releases.append(Release(deed, published(project)))
    return tuple(releases)


def job(old: bytes, new: bytes, each: int) -> Job:
    """Return the places of the story's text in the old release, to be found in the new one."""
    documents = read_documents(old)
    places = (
        place
        for place in sampled(documents, each)
        if documents[place.document].body.xpath(".//*[@class='words']")
        and "sharing" not in documents[place.document].href
    )
    return Job(old, new, tuple(places))


# ------------------------------------------------------------------------------------ tables

READERS = (*RUN, *COMPUTED)


def kind_lines(
    releases: tuple[Release, ...], found: tuple[tuple[Outcome, ...], ...]
) -> Iterator[str]:
    """Yield for each kind of change a line for each reader."""
    for kind in dict.fromkeys(release.deed.what for release in releases[1:]):
        rows = tuple(
            outcome
            for release, outcomes in zip(releases[1:], found, strict=True)
            if release.deed.what == kind
            for outcome in outcomes
        )
        yield f"{kind}: " + "; ".join(_kept(rows, reader.value) for reader in READERS)


def _kept(outcomes: tuple[Outcome, ...], reader: str) -> str:
    counted = Counter(each.kept for each in outcomes if each.reader == reader)
    words, paragraph = counted[Kept.SAME_WORDS], counted[Kept.SAME_PARAGRAPH]
    return f"{reader} {words}+{paragraph}+{counted.total() - words - paragraph}"


def lost(releases: tuple[Release, ...], found: tuple[tuple[Outcome, ...], ...]) -> tuple[str, ...]:
    """Return what readers that were run lost in releases that are to keep every place."""
    run = {reader.value for reader in RUN}
    fine = (Kept.SAME_WORDS, Kept.SAME_PARAGRAPH)
    return tuple(
        f"{release.deed.what}: {outcome.reader}: {outcome.words} > {outcome.found}"
        for release, outcomes in zip(releases[1:], found, strict=True)
        if release.deed.keeps
        for outcome in outcomes
        if outcome.kept not in fine and outcome.reader in run
    )


def main() -> int:
    """Print the figures; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.releases")
    parser.add_argument("--each", type=int, default=9, help="places for each document")
    parser.add_argument("--show", action="store_true", help="every place that is not kept")
    asked = parser.parse_args()
    if lacking := missing():
        print(lacking)
        return 3
    with tempfile.TemporaryDirectory() as place:
        releases = chain(Path(place) / "chain")
        record = (Path(place) / "chain/manuscript/published.yaml").stat().st_size
    jobs = [job(a.data, b.data, asked.each) for a, b in pairwise(releases)]
    jobs.append(job(releases[0].data, releases[-1].data, asked.each))
    *steps, whole = measure_all(tuple(jobs), READERS)
    print(f"{len(releases)} releases of the demonstration; published.yaml has {record:,} bytes")
    print("\nFrom each release to the next", *summary_lines(sum(steps, ())), sep="\n")
    print("\nFrom the first to the last", *summary_lines(whole), sep="\n")
    print("\nBy kind of change: same words + same paragraph + other")
    print(*kind_lines(releases, tuple(steps)), sep="\n")
    if asked.show:
        for release, outcomes in zip(releases[1:], steps, strict=True):
            print(f"\n{release.deed.what}", *place_lines(outcomes), sep="\n")
    return 1 if lost(releases, tuple(steps)) else 0


if __name__ == "__main__":
    sys.exit(main())
