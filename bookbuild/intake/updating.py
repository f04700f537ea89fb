"""A second import into a book that is there: what is new is added, and nothing else is touched.

The book's own sections come from the reading room, their files' words from the disk. A section of
the source is in the book already (`matching`), or it gets a file that sorts into its place
(`placing`). The file of a promise is the one file that may be replaced, and only while it holds no
more than the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.draft import Picture
from bookbuild.intake.leaves import (
    Leaf,
    Names,
    held_true,
    leaf_of,
    page_of,
    renamed,
    setting_of,
    with_setting,
)
from bookbuild.intake.matching import Known, Match, matches, text_words
from bookbuild.intake.placing import name_between
from bookbuild.intake.report import Finding, MadeSection, Span, SpanKind
from bookbuild.intake.sources import read_bytes
from bookbuild.intake.update_report import Compared, Fate
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Book, Kind, Placeholder, Section
from bookbuild.model.text import plain_text
from bookbuild.report import BookbuildError, Exit

_OF_A_PROMISE = frozenset(
    "kind status id promised-in expected title subtitle label number place lang".split()
)
_TOLD = (Kind.PART, Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE)
_LISTED = re.compile(r"^chapters:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class There:
    """A section that the book has: its file's name and bytes, and how it is compared."""

    section: Section
    file: str
    data: bytes
    leaf: Leaf
    known: Known


@dataclass(frozen=True, slots=True)
class Exchange:
    """The file of a promise and the finished section; ``before`` is what stands there now."""

    page: Page
    before: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be written into a book that is there, and what is to be said."""

    pages: tuple[Page, ...]
    exchanges: tuple[Exchange, ...]
    pictures: tuple[Picture, ...]
    compared: tuple[Compared, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _New:
    """A section of the source that the book has not: where it goes, and the file it gets."""

    at: int
    file: str
    exchange: There | None = None


def plan_update(prepared: Prepared, book: Book, manuscript: Path) -> Update:
    """Return what an update adds to a book; nothing is written.

    Raises `BookbuildError` where a file of the book cannot be read.
    """
    there = tuple(_there(book, manuscript))
    ours = tuple(
        zip(map(leaf_of, prepared.folder.pages[1:]), prepared.folder.sections, strict=True)
    )
    written = tuple(one for one in there if not isinstance(one.section, Placeholder))
    found = list(matches(tuple(_known(*one) for one in ours), tuple(one.known for one in written)))
    for at, (_, made) in enumerate(ours):
        if made.promised and found[at] is None:
            found[at] = _same_promise(made, there, found, at)
    names = _entries(manuscript)
    new, said, order = _placed(ours, found, there, names)
    pictures, renamed_pictures = _pictures(ours, new, prepared.pictures, manuscript)
    renaming = _names(ours, found, new, there, renamed_pictures)
    pages = tuple(_pages(ours, new, there, order, renaming))
    for (leaf, _), page in ((ours[one.at], page) for one, page in zip(new, pages, strict=True)):
        _prove(leaf, page)
    exchanges = tuple(
        Exchange(page, one.exchange.data)
        for one, page in zip(new, pages, strict=True)
        if one.exchange
    )
    return Update(
        tuple(page for one, page in zip(new, pages, strict=True) if not one.exchange),
        exchanges,
        pictures,
        tuple(_compared(ours, found, new)),
        (*_metadata(prepared, book), *said, *_listed(manuscript, new)),
        tuple(_promises(new, prepared)),
    )


# ------------------------------------------------------------------------------ what is there


def _there(book: Book, manuscript: Path) -> Iterator[There]:
    last = 0
    for section in book.sections:
        head = section.head
        file = manuscript / head.file
        data = read_bytes(file) if head.file.endswith((".md", ".markdown", ".txt")) else b""
        text = decode(data, str(file)).text if data.strip() else ""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        leaf = leaf_of(Page(head.file, text))
        number = head.number
        if head.kind is Kind.CHAPTER and (not number or number.isdecimal()):
            last = int(number or last + 1)
            number = str(last)
        title = plain_text(head.title)
        words = text_words(leaf.body)
        yield There(
            section, head.file, data, leaf, Known(head.file, head.kind, number, title, words)
        )


def _known(leaf: Leaf, made: MadeSection) -> Known:
    return Known(leaf.name, made.kind, made.number, made.title, text_words(leaf.body))


def _entries(manuscript: Path) -> frozenset[str]:
    return frozenset(entry.name for entry in manuscript.iterdir())


def _same_promise(
    made: MadeSection, there: tuple[There, ...], found: list[Match | None], at: int
) -> Match | None:
    """A promise is there where its section is, or where the section that made it was there."""
    same = next((one for one in there if one.known.kind is made.kind), None)
    if same and made.kind is not Kind.CHAPTER:
        return Match(same.file, True, 0)
    promised = next((one for one in there if isinstance(one.section, Placeholder)), None)
    made_in = found[at - 1] if at else None
    return Match(promised.file if promised else made_in.file, True, 0) if made_in else None


# ------------------------------------------------------------------------------------- places


def _placed(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    found: list[Match | None],
    there: tuple[There, ...],
    names: frozenset[str],
) -> tuple[tuple[_New, ...], tuple[Finding, ...], tuple[str, ...]]:
    order = [one.file for one in there]
    new: list[_New] = []
    said: list[Finding] = []
    before = ""
    for at, (leaf, made) in enumerate(ours):
        match = found[at]
        if match:
            before = match.file.split(" and ")[-1]
            continue
        promise = _promise_for(made, there, new)
        if promise and _is_only_a_promise(promise, there):
            new.append(_New(at, promise.file, promise))
            before = promise.file
            continue
        if promise:
            said.append(_rewritten(promise, made))
        place = _index(made, before, order, there)
        slug = re.sub(r"^\d+-", "", leaf.name).removesuffix(".md")
        left, right = _neighbours(order, place)
        named = name_between(left, right, slug, names)
        names |= {named.name}
        order.insert(place, named.name)
        new.append(_New(at, named.name))
        before = named.name
        said.extend(_about_place(named.name, named.placed, made, left, right, there))
    return tuple(new), tuple(said), tuple(order)


def _index(made: MadeSection, before: str, order: list[str], there: tuple[There, ...]) -> int:
    """Return before which file of the order a new section stands."""
    if before in order:
        return order.index(before) + 1
    kinds = {one.file: one for one in there}
    earlier = [at for at, file in enumerate(order) if _precedes(made, kinds.get(file))]
    return earlier[-1] + 1 if earlier else 0


def _precedes(made: MadeSection, other: There | None) -> bool:
    """Whether a section of the book stands before a new one that has no neighbour in the source."""
    if other is None:
        return True
    if made.kind in (*BACK_KINDS, Kind.OTHER, Kind.EPILOGUE):
        return made.kind is not Kind.EPILOGUE or other.known.kind not in BACK_KINDS
    if made.kind in (*FRONT_KINDS, Kind.PROLOGUE):
        return other.known.kind in FRONT_KINDS
    if other.known.kind not in (*FRONT_KINDS, *_TOLD) or isinstance(other.section, Placeholder):
        return False
    number = other.known.number
    counted = made.number.isdecimal() and number.isdecimal() and made.kind is other.known.kind
    return not counted or int(number) < int(made.number)


def _neighbours(order: list[str], place: int) -> tuple[str, str]:
    left = next((file for file in reversed(order[:place]) if file.endswith((".md", ".txt"))), "")
    right = next((file for file in order[place:] if file.endswith((".md", ".txt"))), "")
    return left, right


def _about_place(
    name: str, placed: bool, made: MadeSection, left: str, right: str, there: tuple[There, ...]
) -> Iterator[Finding]:
    if not placed:
        what = f"No name sorts between {left or 'the beginning'} and {right}, where this belongs."
        yield Finding(0, name, what, "Rename the files in the order that you want.")
    following = [one for one in there if one.file == right]
    counted = following and following[0].known.kind is made.kind is Kind.CHAPTER
    if counted and not following[0].section.head.number and not made.promised:
        what = f"This stands between {left or 'the beginning'} and {right} now."
        remedy = "The chapters behind it count one further, unless their files say number:."
        yield Finding(0, name, what, remedy)


# ----------------------------------------------------------------------------------- promises


def _promise_for(made: MadeSection, there: tuple[There, ...], new: list[_New]) -> There | None:
    """Return the promise of the book that a new section keeps."""
    if made.promised:
        return None
    taken = {one.file for one in new}
    promised = (
        one for one in there if isinstance(one.section, Placeholder) and one.file not in taken
    )
    for one in promised:
        wanted = re.fullmatch(r"chapter-(\d+)", one.section.head.id)
        other = wanted and made.number.isdecimal() and int(wanted[1]) != int(made.number)
        if one.known.kind is made.kind and not other:
            return one
    return None


def _is_only_a_promise(promise: There, there: tuple[There, ...]) -> bool:
    """Whether a file holds nothing but what the note that promised it says, too."""
    keys = {line.partition(":")[0] for line in promise.leaf.settings if line[:1].strip()}
    if not keys <= _OF_A_PROMISE or setting_of(promise.leaf, "status") != "promised":
        return False
    words = f" {' '.join(promise.known.words)} "
    told = (f" {' '.join(one.known.words)} " for one in there if one is not promise)
    return not words.strip() or any(words in each for each in told)


def _rewritten(promise: There, made: MadeSection) -> Finding:
    what = (
        f"This file promises the {made.kind.value} that {made.source} brings, and holds more than "
        "the promise, so it was left alone. The finished section has a file of its own."
    )
    return Finding(0, promise.file, what, "Move what you want to keep, and delete this file.")


def _promises(new: tuple[_New, ...], prepared: Prepared) -> Iterator[Span]:
    for one in new:
        if one.exchange and one.exchange.leaf.body.strip():
            made = prepared.folder.sections[one.at]
            text = " ".join(one.exchange.leaf.body.split())
            into = f"the promise, which {made.source} keeps"
            yield Span(one.file, 1, 0, len(text), text, SpanKind.REPLACED, into)


# -------------------------------------------------------------------------------------- files


def _pictures(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[_New, ...],
    pictures: tuple[Picture, ...],
    manuscript: Path,
) -> tuple[tuple[Picture, ...], tuple[tuple[str, str], ...]]:
    """Return the pictures to write, and the new names of those whose names are taken."""
    texts = [page_of(ours[one.at][0]).text for one in new]
    taken: dict[str, bytes] = {}
    renaming: list[tuple[str, str]] = []
    for picture in pictures:
        if not any(picture.path in text for text in texts):
            continue
        path = _free_path(picture, manuscript, taken)
        if path != picture.path:
            renaming.append((picture.path, path))
        if not (manuscript / path).exists():
            taken[path] = picture.data
    return tuple(Picture(path, data) for path, data in taken.items()), tuple(renaming)


def _free_path(picture: Picture, manuscript: Path, taken: dict[str, bytes]) -> str:
    stem, dot, ending = picture.path.rpartition(".")
    names = (picture.path, *(f"{stem}-{number}{dot}{ending}" for number in range(2, 10_000)))
    for name in names:
        if taken.get(name, picture.data) != picture.data:
            continue
        file = manuscript / name
        if not file.exists() or (file.is_file() and _same_bytes(file, picture.data)):
            return name
    raise BookbuildError(f"{picture.path}: Too many pictures have this name.", Exit.MANUSCRIPT)


def _same_bytes(file: Path, data: bytes) -> bool:
    return file.stat().st_size == len(data) and file.read_bytes() == data


def _names(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    found: list[Match | None],
    new: tuple[_New, ...],
    there: tuple[There, ...],
    pictures: tuple[tuple[str, str], ...],
) -> Names:
    """Return what the files, pictures and ids of the source are called in the book."""
    placed = {one.at: one.file for one in new}
    files = tuple(
        (leaf.name, match.file.split(" and ")[0] if match else placed[at])
        for at, ((leaf, _), match) in enumerate(zip(ours, found, strict=True))
    )
    taken = {one.section.head.id for one in there if one.section.head.id}
    promised = {setting_of(one.exchange.leaf, "id") for one in new if one.exchange}
    own = [setting_of(ours[one.at][0], "id") for one in new]
    clashes = [name for name in own if name in taken - promised]
    ids = tuple((name, f"{name}-{len(taken) + at}") for at, name in enumerate(clashes, 2))
    return Names(files=files, pictures=pictures, ids=ids)


def _pages(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[_New, ...],
    there: tuple[There, ...],
    order: tuple[str, ...],
    names: Names,
) -> Iterator[Page]:
    counts = _counts(ours, new, there, order)
    for one in new:
        leaf, made = ours[one.at]
        leaf = replace(renamed(leaf, names), name=one.file)
        if one.exchange:
            leaf = _as_promised(leaf, one.exchange)
        yield page_of(_counted(leaf, made, counts.get(one.file, 0)))


def _as_promised(leaf: Leaf, promise: There) -> Leaf:
    """Return a finished section under the id, and with the title, by which it was promised."""
    for key in ("id", "title", "label"):
        value = setting_of(promise.leaf, key)
        if value and not setting_of(leaf, key):
            line = next(one for one in promise.leaf.settings if one.startswith(f"{key}:"))
            leaf = with_setting(leaf, key, "x")
            lines = (line if one == f"{key}: x" else one for one in leaf.settings)
            leaf = replace(leaf, settings=tuple(lines))
    kind = promise.section.head.kind
    said = setting_of(leaf, "kind") or (kind.value if kind is not Kind.CHAPTER else "")
    return with_setting(leaf, "kind", said)


def _counts(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    new: tuple[_New, ...],
    there: tuple[There, ...],
    order: tuple[str, ...],
) -> dict[str, int]:
    """Return for each new file the number that counting from the chapter before it gives."""
    known = {one.file: one.known for one in there}
    added = {one.file: ours[one.at][1] for one in new}
    counts: dict[str, int] = {}
    last = 0
    for file in order:
        made = added.get(file)
        counts[file] = last + 1
        if made:
            last = _next(made.kind, made.number, last)
        elif file in known and known[file].number != "none":
            last = _next(known[file].kind, known[file].number, last)
    return counts


def _next(kind: Kind, number: str, last: int) -> int:
    if kind is not Kind.CHAPTER:
        return last
    return int(number) if number.isdecimal() else last + 1


def _counted(leaf: Leaf, made: MadeSection, count: int) -> Leaf:
    """A number is said where counting would give another."""
    said = made.number if made.number.isdecimal() else ""
    if made.kind is not Kind.CHAPTER or not said or setting_of(leaf, "label"):
        return leaf
    return with_setting(leaf, "number", "" if int(said) == count else said)


def _prove(leaf: Leaf, page: Page) -> None:
    if not held_true(leaf.body, leaf_of(page).body):
        message = f"{page.name}: Its words would not be those of the source. Nothing was written."
        raise BookbuildError(message, Exit.MANUSCRIPT)


# -------------------------------------------------------------------------------- what is said


def _compared(
    ours: tuple[tuple[Leaf, MadeSection], ...], found: list[Match | None], new: tuple[_New, ...]
) -> Iterator[Compared]:
    placed = {one.at: one for one in new}
    for at, (_, made) in enumerate(ours):
        match = found[at]
        if match is None:
            fate = Fate.KEPT_PROMISE if placed[at].exchange else Fate.ADDED
            yield Compared(made, fate, placed[at].file)
        elif not match.whole:
            yield Compared(made, Fate.INSIDE, match.file)
        else:
            fate = Fate.DIFFERS if match.differing else Fate.THERE
            yield Compared(made, fate, match.file, match.differing)


def _metadata(prepared: Prepared, book: Book) -> Iterator[Finding]:
    named, has = prepared.metadata, book.metadata
    for what, new, old in (
        ("title", named.title, has.title),
        ("author", ", ".join(named.authors), ", ".join(has.authors)),
    ):
        if new and new.casefold() != old.casefold():
            said = f"The source names {'another' if old else 'a'} {what}: “{new}”."
            yield Finding(0, "book.yaml", said, "book.yaml was left as it is; change it there.")


def _listed(manuscript: Path, new: tuple[_New, ...]) -> Iterator[Finding]:
    """Yield where book.yaml has a list of chapters of its own, in which new files are missing."""
    file = manuscript / "book.yaml"
    added = [one.file for one in new if not one.exchange]
    if added and file.is_file() and _LISTED.search(read_bytes(file).decode("utf-8", "replace")):
        lines = ", ".join(f"- {name}" for name in added)
        what = "The chapters are listed here, so the new files are not in the book yet."
        yield Finding(0, "book.yaml", what, f"Add them to the list, where they belong: {lines}")
