"""The sections of a document, one after the other, with their words and what became of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bookbuild.intake.docx.building import Builder, with_typed_numbers, without_outer_breaks
from bookbuild.intake.docx.front import Gone, Page
from bookbuild.intake.docx.habits import Habits, is_mark
from bookbuild.intake.docx.headings import Division, numbered
from bookbuild.intake.docx.markup import parse_part, text_in
from bookbuild.intake.docx.names import T
from bookbuild.intake.docx.notes import Labels, calls_in
from bookbuild.intake.docx.package import Package
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.docx.runs import Tally
from bookbuild.intake.docx.witness import has_words
from bookbuild.intake.draft import DraftSection
from bookbuild.intake.ebooks.titles import Title
from bookbuild.intake.ebooks.writing import with_calls
from bookbuild.intake.marks import is_rule
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.web.inlines import Line, Run, inlines_of, levelled
from bookbuild.intake.web.tidying import without_wide_alignment
from bookbuild.intake.web.visible import squeezed
from bookbuild.intake.words import words_of
from bookbuild.model.book import Head, Kind, Matter, Written
from bookbuild.model.text import (
    Blocks,
    Figure,
    Footnote,
    Inlines,
    LineBreak,
    NoteRef,
    Picture,
    Style,
    Text,
    plain_text,
)
from bookbuild.model.walk import every_block
from bookbuild.model.walk import inlines_of as every_inline_of

_LONGEST_SHOWN = 300


class Writer:
    """Makes the sections in the order of the document; keeps words, spans and pictures."""

    def __init__(
        self,
        source: str,
        habits: Habits,
        lang: str,
        notes: dict[str, tuple[Item, ...]],
        top: int,
        ornaments: frozenset[str],
    ) -> None:
        self.source, self.habits, self.notes = source, habits, notes
        self.builder = Builder(habits, lang, top, ornaments)
        self.lang = lang
        self.words: list[str] = []
        self.spans: list[Span] = []
        self.pictures: dict[str, None] = {}
        self.marks: dict[str, int] = {}
        self.gaps: list[int] = []
        self.likely: list[DraftSection] = []
        self.pages: list[tuple[int, Kind]] = []

    # ------------------------------------------------------------------------- sections

    def section(
        self, division: Division, heading: Sequence[Item], items: Sequence[Item]
    ) -> DraftSection:
        """Return the section of a division; its heading's words become settings."""
        labels = Labels(self.notes)
        calls = tuple(NoteRef(label) for key, _ in calls_in(heading) if (label := labels.of(key)))
        self._tell(division.title)
        number = heading[0].number
        title = self._title(division.title, heading)
        blocks = with_calls(self._blocks(items, labels), tuple(dict.fromkeys(calls)))
        said = division.title
        subtitle: Inlines = (Text(said.subtitle),) if said.subtitle else ()
        head = Head(
            "",
            division.kind,
            title,
            subtitle,
            said.label,
            numbered(said, division.kind),
            matter=division.matter,
            line=number,
        )
        section = Written(
            head,
            blocks,
            pov=division.pov,
            footnotes=tuple(self._footnotes(labels)),
        )
        made = DraftSection(section, self.source, number, division.confidence)
        if division.likely:
            self.likely.append(made)
        return made

    def page(self, items: Sequence[Item], page: Page) -> DraftSection:
        """Return a page before the story."""
        labels = Labels(self.notes)
        blocks = self._blocks(items, labels)
        number = next((i.number for i in items if isinstance(i, Grid) or not i.empty), 1)
        matter = Matter.FRONT if page.kind is Kind.OTHER else None
        head = Head("", page.kind, matter=matter, line=number)
        section = Written(head, blocks, footnotes=tuple(self._footnotes(labels)))
        if page.sure < 1:
            self.pages.append((number, page.kind))
        return DraftSection(section, self.source, number, page.sure)

    def whole(self, items: Sequence[Item]) -> DraftSection:
        """Return the text of a document in which no heading was found."""
        labels = Labels(self.notes)
        blocks = self._blocks(items, labels)
        number = next((i.number for i in items if isinstance(i, Grid) or not i.empty), 1)
        section = Written(
            Head("", Kind.CHAPTER, line=number), blocks, footnotes=tuple(self._footnotes(labels))
        )
        return DraftSection(section, self.source, number, 0.7)

    def _title(self, title: Title, heading: Sequence[Item]) -> Inlines:
        """Return the title with its emphasis, where one paragraph holds it and nothing else."""
        for item in heading:
            if not isinstance(item, Para):
                continue
            for lines in (item.lines, *((line,) for line in item.lines)):
                ready = tuple(line for each in lines if (line := levelled(_calm(each))))
                inlines = tuple(i for i in inlines_of(ready, self.lang) if not _is_call(i))
                if title.title and squeezed(plain_text(inlines)) == title.title:
                    return tuple(Text(" ") if isinstance(i, LineBreak) else i for i in inlines)
        return (Text(title.title),) if title.title else ()

    def _tell(self, title: Title) -> None:
        for part in title.parts:
            if has_words(part.text):
                number = part.line.element.line
                self._span(number, part.text, part.kind, part.into)

    def _blocks(self, items: Sequence[Item], labels: Labels) -> Blocks:
        items = with_typed_numbers(items)
        self._count(items)
        built = self.builder.blocks(tuple(labels.relabelled(item) for item in items))
        for number, mark in built.marks:
            self.marks[mark] = self.marks.get(mark, 0) + 1
            if has_words(mark):
                self._span(number, mark, SpanKind.STRUCTURE, "scene break")
        self.gaps += [0] * built.gaps
        blocks = without_wide_alignment(without_outer_breaks(built.blocks))
        for block in every_block(blocks):
            if isinstance(block, Figure):
                self.pictures[block.source] = None
        for _, inline in every_inline_of(blocks):
            if isinstance(inline, Picture):
                self.pictures[inline.source] = None
        return blocks

    def _footnotes(self, labels: Labels) -> Iterator[Footnote]:
        """Yield the notes in the order of their calls; a note may call another."""
        done = 0
        while done < len(labels.given):
            key, label = tuple(labels.given.items())[done]
            done += 1
            items = self.notes[key]
            blocks = self._blocks(items, labels)
            number = items[0].number if items else 0
            yield Footnote(label, blocks, number)

    # ---------------------------------------------------------------------------- words

    def _count(self, items: Sequence[Item]) -> None:
        for item in items:
            for para in item.paras if isinstance(item, Grid) else (item,):
                self.words.extend(self._words(para))

    def _words(self, para: Para) -> Iterator[str]:
        """Yield the words of a paragraph as the witness saw them; marks have none."""
        if is_mark(para, self.habits.marks) or para.look.role == "break":
            return
        label = para.numbered
        if label is not None and label.is_label:
            yield from words_of(label.text)
        for line in para.witness.split("\n"):
            if not is_rule(squeezed(line)):
                yield from words_of(line)

    # ------------------------------------------------------------- what is not in the text

    def _span(self, number: int, text: str, kind: SpanKind, into: str) -> None:
        text = squeezed(text)
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
        self.spans.append(Span(self.source, number, 0, len(text), shown, kind, into))

    def left_out(self, item: Item, into: str) -> None:
        """Say of an item that it was left out."""
        if has_words(item.text):
            self._span(item.number, item.text, SpanKind.LEFT_OUT, into)

    def gone(self, item: Item, one: Gone) -> None:
        """Say of an item before the story what became of it."""
        if has_words(item.text):
            kind = SpanKind.MOVED if one.moved else SpanKind.LEFT_OUT
            self._span(item.number, item.text, kind, one.into)

    def tallied(self, tally: Tally) -> Iterator[Span]:
        """Yield the words that Word would not print."""
        for found, into in ((tally.deleted, "deleted in Word"), (tally.hidden, "hidden in Word")):
            for number, text in found:
                text = squeezed(text)
                shown = text[:_LONGEST_SHOWN]
                kind = SpanKind.LEFT_OUT
                yield Span(self.source, number, 0, len(text), shown, kind, into)

    def missing(self, calls: Iterable[tuple[str, int]]) -> Iterator[Finding]:
        """Say of calls to which there is no note."""
        for key, number in calls:
            kind = "footnote" if key.startswith("f") else "endnote"
            what = f"A {kind} is called in this paragraph, and the document does not hold it."
            yield Finding(number, self.source, what, "Look at the place in Word, and type it in.")

    def furniture(self, package: Package, parts: Sequence[str]) -> Iterator[Finding]:
        """Say what stood in headers and footers."""
        texts: dict[str, None] = {}
        for part in parts[:200]:
            data = package.read(part) if part else None
            if data:
                text = squeezed(text_in(parse_part(data, self.source, part), T))
                text = text.strip("0123456789 /|·–—-")  # the number of the page
                if text:
                    texts[text[:80]] = None
        if texts:
            shown = ", ".join(f"“{text}”" for text in tuple(texts)[:4])
            what = f"Headers and footers were left out ({shown})."
            yield Finding(0, self.source, what, "bookbuild sets its own in print.")


def _calm(line: Line) -> tuple[Run, ...]:
    """Return a heading's line without what sets the whole of it apart, which is its design."""
    runs = tuple(piece for piece in line if isinstance(piece, Run))
    common = set(runs[0].format.styles) if runs else set()
    for run in runs[1:]:
        if run.text.strip():
            common &= set(run.format.styles)
    return tuple(
        replace(run, format=replace(run.format, styles=_without(run, common))) for run in runs
    )


def _without(run: Run, common: set[Style]) -> tuple[Style, ...]:
    return tuple(style for style in run.format.styles if style not in common)


def _is_call(inline: object) -> bool:
    return isinstance(inline, NoteRef)
