"""A number to a mutated source on the disk; the same number gives the same bytes everywhere."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.containers import LISTS, Files, zipped
from tests.fuzz.mutations import SECRET, mutated
from tests.fuzz.seeds import Seed, Shape, corpus


@dataclass(frozen=True, slots=True)
class Case:
    """What is imported: the kind it began as, and the paths that the author would name.

    ``planned`` says that the plan of the import is printed, mutated with ``chance`` and given
    back; ``later`` are the sources of an update of the book that was made, () for none.
    ``markdown`` says that some source is the author's own Markdown.
    """

    kind: str
    paths: tuple[Path, ...]
    chance: random.Random
    pattern: str = ""
    planned: bool = False
    later: tuple[Path, ...] = ()
    markdown: bool = False


_PATTERNS = ("", "", "", "", "", "^Chapter", "(", "(a+)+$", ".", "^", r"^\d+", "[", "\\")


def case(number: int, folder: Path) -> Case:
    """Write the source with the number into a folder, which exists and is empty."""
    chance = random.Random(number)
    kinds = corpus()
    seeds = kinds[chance.randrange(len(kinds))]
    seed = chance.choice(seeds)
    used = [seed]
    paths = [_put(seed, folder, chance)]
    if chance.random() < 0.15:
        for at in range(chance.choice((1, 1, 1, 2, 3))):
            (folder / f"more{at}").mkdir()
            used.append(chance.choice(chance.choice(kinds)))
            paths.append(_put(used[-1], folder / f"more{at}", chance))
    pattern = chance.choice(_PATTERNS) if seed.kind == "text" else ""
    later: tuple[Path, ...] = ()
    if chance.random() < 0.15:
        (folder / "later").mkdir()
        used.append(seed if chance.random() < 0.7 else chance.choice(chance.choice(kinds)))
        later = (_put(used[-1], folder / "later", chance),)
        later = (*paths, *later) if chance.random() < 0.4 else later
    markdown = any(one.is_markdown for one in used)
    planned = chance.random() < 0.12
    return Case(seed.kind, tuple(paths), chance, pattern, planned, later, markdown)


def mutated_plan(plan: str, chance: random.Random) -> bytes:
    """Return a printed plan as careless hands leave it: first its values, then now and then its
    bytes."""
    sections = json.loads(plan)["sections"]
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        at = chance.randrange(len(sections))
        match chance.randrange(6):
            case 0 if len(sections) > 1:
                del sections[at]
            case 1:
                sections.insert(chance.randrange(len(sections) + 1), dict(sections[at]))
            case 2:
                chance.shuffle(sections)
            case 3:
                sections[at]["line"] = chance.choice((0, 1, 2, 3, 7, 40, -1, 10**12, "1", None))
            case _:
                key = chance.choice(tuple(sections[at]))
                sections[at][key] = chance.choice(_VALUES)
    text = json.dumps({"sections": sections}, indent=1, ensure_ascii=False).encode()
    return mutated(text, text, chance) if chance.random() < 0.4 else text


_VALUES: tuple[object, ...] = (
    *("part", "chapter", "prologue", "other", "title-page", "Nothing", "", " ", "A *b* [^1] # c"),
    *("\n", "::: x", "title: [", None, True, 3, -1, 1e400, [], {}, ["x"], "x" * 3_000),
)


def _put(seed: Seed, folder: Path, chance: random.Random) -> Path:
    files = _changed(seed, chance)
    path = folder / seed.name
    match seed.shape:
        case Shape.FILE:
            path = folder / _name(seed.name, chance)
            path.write_bytes(files[0][1])
        case Shape.ZIP:
            path.write_bytes(zipped(files, chance))
        case Shape.FOLDER:
            _unpack(files, path, chance)
    return path


def _name(name: str, chance: random.Random) -> str:
    """Names lie now and then about what a file is."""
    if chance.random() < 0.95:
        return name
    return Path(name).stem + chance.choice((".txt", ".md", ".html", ".epub", ".docx", ".zip", ""))


def _changed(seed: Seed, chance: random.Random) -> Files:
    files = seed.files
    if seed.shape is not Shape.FILE and chance.random() < 0.4:
        for _ in range(chance.randint(1, 2)):
            files = chance.choice(LISTS)(files, chance) or files
    count = 1 if seed.shape is Shape.FILE else chance.choice((0, 1, 1, 1, 2, 4))
    for _ in range(count):
        at = chance.randrange(len(files))
        other = chance.choice(chance.choice(chance.choice(corpus())).files)[1]
        name, data = files[at]
        files = (*files[:at], (name, mutated(data, other, chance)), *files[at + 1 :])
    return files


def _unpack(files: Files, folder: Path, chance: random.Random) -> None:
    """Write what a disk takes of the names, and a link out of the folder now and then."""
    folder.mkdir()
    for name, data in files:
        path = folder / name.replace("\0", "?")
        if name.startswith(("/", "..")) or "/.." in name or len(path.name) > 250:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError:
            continue
    if chance.random() < 0.1:
        link = folder / chance.choice(("link.md", "link.png", "link", "SUMMARY.md", "book.yaml"))
        if not link.exists():
            link.symlink_to(chance.choice((f"../{SECRET}", "..", "/etc", "link.md", "/dev/zero")))
