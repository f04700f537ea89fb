"""Numbers and headings: which chapter this is, and what stands at its head.

Chapters count through the book and parts count apart; prologues, interludes and epilogues have no
number. A number of the author's own is taken as it is: a whole one is counted on from, any other
("0", "4.6", "3½") stands outside the count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from bookbuild.model.book import Book, Head, Kind, Matter, Written
from bookbuild.model.editions import Numbering
from bookbuild.model.text import Inlines, Text, plain_text
from bookbuild.plan.labels import (
    COUNTED,
    LABELLED,
    UNHEADED,
    is_spelled,
    kind_name,
    numbered_label,
    printed_number,
)
from bookbuild.plan.order import Placed
from bookbuild.plan.pov import bare_name
from bookbuild.plan.titles import TypedNumber, repeats, typed_number, without_name
from bookbuild.plan.words import Vocabulary, vocabulary
from bookbuild.report import Checked, Diagnostic, Place, warning

_NO_CHAPTER = 200
"""From here on a number in a title is rather a year or a name than a chapter's number."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands at a section's head.

    ``number`` is as printed ("One"), ``figures`` the same for machines ("1"), both "" for none;
    ``label`` and ``title`` as printed; ``name`` is what the section goes by elsewhere, never "".
    """

    number: str
    figures: str
    label: str
    title: Inlines
    name: str


@dataclass(frozen=True, slots=True)
class _Count:
    """How far the chapters and the parts have been counted."""

    chapters: int = 0
    parts: int = 0

    def of(self, kind: Kind) -> int:
        return self.parts if kind is Kind.PART else self.chapters

    def at(self, kind: Kind, number: int) -> _Count:
        if kind is Kind.PART:
            return replace(self, parts=number)
        return replace(self, chapters=number)


def number_sections(placed: Iterable[Placed], book: Book) -> Checked[tuple[Heading, ...]]:
    """Return the heading of each section, and a warning where a typed number is another."""
    counter = _Numbering(book)
    headings = tuple(counter.heading(section) for section in placed)
    return Checked(headings, tuple(counter.diagnostics))


class _Numbering:
    """Counts while the sections of one book are numbered; made for one call."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._words: Vocabulary = vocabulary(book.metadata.language)
        self._count = _Count()
        self._numbered: dict[str, Head] = {}
        self.diagnostics: list[Diagnostic] = []

    def heading(self, placed: Placed) -> Heading:
        head = placed.section.head
        counts = head.kind in COUNTED and (placed.matter is Matter.BODY or bool(head.number))
        heading = self._counted(head) if counts else self._named(head)
        return replace(heading, name=heading.name or self._name(heading, placed))

    # ---------------------------------------------------------------- chapters and parts

    def _counted(self, head: Head) -> Heading:
        if head.kind is Kind.PART:
            self._numbered.clear()  # chapters may begin at 1 in every part
        if head.number.strip().casefold() == "none":
            return _heading("", "", head.label, head.title)
        heading = self._numbered_heading(head, head.number.strip())
        if heading.figures and not head.label and head.kind is not Kind.PART:
            self._check_twin(heading.figures, head)
        return heading

    def _numbered_heading(self, head: Head, given: str) -> Heading:
        typed = self._typed(head)
        whole = int(given) if given.isdecimal() and len(given) < 6 else 0
        if not whole and (given or (typed and typed.value is None)):
            return self._as_typed(head, given or (typed.text if typed else ""), typed)
        number = whole or self._count.of(head.kind) + 1
        self._count = self._count.at(head.kind, number)
        return self._at(number, head, typed)

    def _typed(self, head: Head) -> TypedNumber | None:
        if head.label or self._book.presentation.numbering is Numbering.NONE:
            return None
        return typed_number(head.title, self._words.counted(head.kind), self._words.language)

    def _as_typed(self, head: Head, number: str, typed: TypedNumber | None) -> Heading:
        presentation = self._book.presentation
        label = numbered_label(head.kind, number, self._words, presentation, spelled=False)
        title = typed.rest if typed and typed.text == number else head.title
        return _heading(number, number, head.label or label, title)

    def _at(self, number: int, head: Head, typed: TypedNumber | None) -> Heading:
        numbering = self._book.presentation.numbering
        counted = self._words.counted(head.kind)
        printed = printed_number(number, numbering, counted, self._words.language)
        label = head.label
        if not label and printed:
            spelled = is_spelled(numbering, counted)
            presentation = self._book.presentation
            label = numbered_label(head.kind, printed, self._words, presentation, spelled)
        title = self._title(number, printed, head, typed)
        name = "" if label or title else f"{counted.word} {number}"
        return replace(_heading(printed, str(number), label, title), name=name)

    def _title(self, number: int, printed: str, head: Head, typed: TypedNumber | None) -> Inlines:
        if typed is None:
            return () if repeats(head.title, printed) else head.title  # "One" over chapter one
        if typed.value == number:
            return typed.rest
        if not typed.bare or self._may_be_meant(head, typed):
            self.diagnostics.append(self._disagreement(number, head, typed))
        return head.title if typed.bare else typed.rest

    def _may_be_meant(self, head: Head, typed: TypedNumber) -> bool:
        """Return whether a number without "Chapter" may be the chapter's: "1984" is a title."""
        numbered_alone = plain_text(typed.rest) == ""
        return not (numbered_alone or head.number or (typed.value or 0) >= _NO_CHAPTER)

    def _disagreement(self, number: int, head: Head, typed: TypedNumber) -> Diagnostic:
        what = "part" if head.kind is Kind.PART else "chapter"
        hint = f"Correct the title, or write “number: {typed.value}” if that is its number."
        if typed.bare:
            hint = f"{hint[:-1]}, or “number: {number}” if the title is right as it stands."
        return warning(
            "number-disagrees",
            Place(file_as_typed(head.file, self._book), head.line),
            f"The title “{plain_text(head.title)}” has the number {typed.text}, but this is "
            f"{what} {number} in the order of the book, and is numbered so.",
            hint,
        )

    def _check_twin(self, figures: str, head: Head) -> None:
        earlier = self._numbered.setdefault(figures, head)
        if earlier is head:
            return
        self.diagnostics.append(
            warning(
                "number-taken",
                Place(file_as_typed(head.file, self._book), head.line),
                f"This chapter has the number {figures}, and so has "
                f"{file_as_typed(earlier.file, self._book)}.",
                "Correct the line “number:” in one of them, or take it away to have them counted.",
            )
        )

    # ------------------------------------------------------------------- all other kinds

    def _named(self, head: Head) -> Heading:
        name = kind_name(head.kind, self._words, self._book.metadata.authors)
        if head.kind in LABELLED and not head.label:
            return _under_its_kind(head, name)
        if not (head.title or head.label) and head.kind not in (*UNHEADED, *COUNTED):
            return _heading("", "", "", (Text(name),))
        title = without_name(head.title, head.label) if head.label else head.title
        return _heading("", "", head.label, title)

    def _name(self, heading: Heading, placed: Placed) -> str:
        title = plain_text(heading.title).strip()
        if heading.label and title:
            return f"{heading.label}{self._words.words.colon}{title}"
        kind = kind_name(placed.section.head.kind, self._words, self._book.metadata.authors)
        return heading.label or title or kind or _from_file(placed)


def _heading(number: str, figures: str, label: str, title: Inlines) -> Heading:
    return Heading(number, figures, label, () if repeats(title, label) else title, "")


def _under_its_kind(head: Head, name: str) -> Heading:
    title = without_name(head.title, name)
    unlabelled = head.number.strip().casefold() == "none" and bool(title)
    # "Interlude Two" needs no "Interlude" above it.
    says_it = plain_text(title).casefold().startswith(f"{name.casefold()} ")
    return _heading("", "", "" if unlabelled or says_it else name, title)


def _from_file(placed: Placed) -> str:
    section = placed.section
    if isinstance(section, Written) and section.pov:
        return bare_name(section.pov)
    stem = PurePosixPath(section.head.file).stem
    return stem.strip("0123456789-_. ").replace("-", " ").replace("_", " ").capitalize() or "…"


def file_as_typed(file: str, book: Book) -> str:
    """Return the path of an author's file as messages name it, from where book.yaml is named."""
    folder = PurePosixPath(book.file).parent
    return str(folder / file) if book.file else file
