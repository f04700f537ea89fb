"""The sections of a book, one after the other: their blocks, notes and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.intake.draft import DraftSection
from bookbuild.intake.ebooks.dividing import Piece
from bookbuild.intake.ebooks.judging import Judged
from bookbuild.intake.ebooks.links import Links
from bookbuild.intake.ebooks.notes import Note
from bookbuild.intake.ebooks.passages import converted
from bookbuild.intake.ebooks.titles import Title, title_of
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.web.blocks import NOTE_CALL, blocks_of
from bookbuild.intake.web.page import Element, inside, rewritten
from bookbuild.intake.web.paragraphs import Rule
from bookbuild.intake.web.tidying import without_wide_alignment
from bookbuild.intake.web.visible import squeezed, text_of, words_in
from bookbuild.model.book import Head, Kind, Written
from bookbuild.model.text import (
    Block,
    Blocks,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    NoteRef,
    Paragraph,
    SceneBreak,
    Text,
    plain_text,
)
from bookbuild.model.walk import lines_of

UNNUMBERED = "none"
"""The number of a chapter that the book does not count."""


class Writer:
    """Converts the sections in the order of the book and keeps their words and spans."""

    def __init__(self, lang: str, notes: tuple[Note, ...], links: Links) -> None:
        self.lang = lang
        self.links = links
        self.notes = {note.key: note for note in notes}
        self.taken: set[str] = set()
        self.words: list[str] = []
        self.spelled: dict[str, str] = {}
        self.spans: list[Span] = []

    def section(self, judged: Judged) -> DraftSection:
        """Return a section, its headings turned into what they say."""
        first = judged.group.pieces[0]
        source, line = first.document.name, _line(judged)
        file = self.links.file(judged)
        calls = _Calls(self, file)
        inherited = tuple(call for heading in judged.headings for call in calls.of(heading))
        self._tell(judged.title, source)
        blocks: list[Block] = []
        rules: list[Rule] = []
        for piece in judged.group.pieces:
            gone = judged.headings if piece is first else ()
            root = self.links.led(piece.root, piece.document.path, file, gone)
            made = self._converted(calls.relabelled(root, piece), piece)
            blocks += made[0]
            rules += made[1]
        text = with_calls(self._trimmed(tuple(blocks), rules, source), inherited)
        section = Written(
            replace(_head(judged, self._title(judged), line), file=file),
            without_wide_alignment(text),
            footnotes=tuple(calls.footnotes()),
            draft=not text and judged.kind is not Kind.PART,
        )
        return DraftSection(section, source, line, judged.group.confidence)

    def left_out(self, judged: Judged) -> None:
        """Say of each document of a page that it was left out, with its words."""
        for piece in judged.group.pieces:
            text = text_of(piece.root)
            if any(map(str.isalnum, text)):
                self._span(piece, text, SpanKind.LEFT_OUT, judged.left_out)

    def uncalled(self) -> None:
        """Say of notes that only pages which are left out call."""
        for key, note in self.notes.items():
            text = text_of(note.text)
            if key not in self.taken and any(map(str.isalnum, text)):
                shown = text if len(text) <= 300 else f"{text[:300]}..."
                into = "a footnote that no section calls"
                name, line = note.document.name, note.text.line
                self.spans.append(Span(name, line, 0, len(text), shown, SpanKind.LEFT_OUT, into))

    def _span(self, piece: Piece, text: str, kind: SpanKind, into: str) -> None:
        shown = text if len(text) <= 300 else f"{text[:300]}..."
        name, line = piece.document.name, piece.root.line
        self.spans.append(Span(name, line, 0, len(text), shown, kind, into))

    def _tell(self, title: Title, source: str) -> None:
        for part in title.parts:
            if any(map(str.isalnum, part.text)):
                line, text = part.line.element.line, part.text
                self.spans.append(Span(source, line, 0, len(text), text, part.kind, part.into))

    def _title(self, judged: Judged) -> Inlines:
        """Return the title with its emphasis, where one heading holds it and nothing else."""
        title = judged.title.title
        if not judged.headings:
            return (Text(title),) if title else ()
        for heading in judged.headings:
            if squeezed(text_of(heading)) == title and title:
                sheet = judged.group.pieces[0].document.sheet
                inner = Element("div", (), heading.children, heading.line)
                lines = tuple(lines_of(blocks_of(inner, sheet, self.lang).blocks))
                inlines = tuple(_joined(lines))
                if squeezed(plain_text(inlines)) == title:
                    return inlines
        return (Text(title),) if title else ()

    def _converted(self, root: Element, piece: Piece) -> tuple[Blocks, tuple[Rule, ...]]:
        same = self.spelled.setdefault
        self.words.extend(same(word, word) for word in words_in(root))
        document = piece.document
        made = converted(root, document.sheet, self.lang)
        worded = (rule for rule in made.rules if any(map(str.isalnum, rule.mark)))
        for rule in worded:
            mark, line = rule.mark, rule.block.line
            span = Span(document.name, line, 0, len(mark), mark, SpanKind.STRUCTURE, "scene break")
            self.spans.append(span)
        blocks = made.blocks
        foreign = document.lang and not _same(document.lang, self.lang)
        if foreign:
            blocks = tuple(replace(block, lang=block.lang or document.lang) for block in blocks)
        return blocks, made.rules

    def _trimmed(self, blocks: Blocks, rules: list[Rule], source: str) -> Blocks:
        """A rule above or below a section's text parts no scenes."""
        start, end = 0, len(blocks)
        while start < end and isinstance(blocks[start], SceneBreak):
            start += 1
        while end > start and isinstance(blocks[end - 1], SceneBreak):
            end -= 1
        return blocks[start:end]

    def note(self, key: str, label: str, calls: _Calls) -> Footnote:
        """Return the note of a call, converted as the last thing so far."""
        note = self.notes[key]
        piece = Piece(note.document, note.text, (), (), False)
        text = self.links.led(_as_holder(note.text), note.document.path, calls.file)
        blocks = self._converted(calls.relabelled(text, piece), piece)[0]
        return Footnote(label, blocks, note.text.line)


class _Calls:
    """The calls of one section: each gets a label that counts from 1."""

    def __init__(self, writer: Writer, file: str) -> None:
        self.writer = writer
        self.file = file
        self.labels: dict[str, str] = {}
        self.waiting: list[str] = []

    def of(self, element: Element) -> Iterator[NoteRef]:
        for call in inside(element, NOTE_CALL):
            label = self._label(call.get("label"))
            if label:
                yield NoteRef(label)

    def _label(self, key: str) -> str:
        if key in self.labels:
            return self.labels[key]
        if key in self.writer.taken or key not in self.writer.notes:
            return ""
        self.writer.taken.add(key)
        self.labels[key] = str(len(self.labels) + 1)
        self.waiting.append(key)
        return self.labels[key]

    def relabelled(self, root: Element, piece: Piece) -> Element:
        """Return a tree whose calls bear the section's labels; a foreign call stays a sign."""
        change: dict[Element, Element | str] = {}
        for call in inside(root, NOTE_CALL):
            label, sign = self._label(call.get("label")), call.get("sign")
            if label:
                change[call] = Element(NOTE_CALL, (("label", label),), (), call.line)
                if any(map(str.isalnum, sign)):
                    name, into = piece.document.name, f"call of footnote {label}"
                    span = Span(name, call.line, 0, len(sign), sign, SpanKind.STRUCTURE, into)
                    self.writer.spans.append(span)
            else:
                change[call] = Element("sup", (), (sign,), call.line)
        return rewritten(root, change) if change else root

    def footnotes(self) -> Iterator[Footnote]:
        while self.waiting:
            key = self.waiting.pop(0)
            yield self.writer.note(key, self.labels[key], self)


def _as_holder(element: Element) -> Element:
    """Return a tag around a paragraph or an item, so that it is one of the blocks within."""
    if element.tag in ("p", "li", "dd", "td"):
        inner = Element("div", element.attributes, element.children, element.line)
        return Element("div", (), (inner,), element.line)
    if element.tag == "blockquote":
        return Element("div", (), (element,), element.line)
    return element


def _line(judged: Judged) -> int:
    heading = judged.headings[:1]
    return heading[0].line if heading else judged.group.pieces[0].root.line


def _head(judged: Judged, title: Inlines, line: int) -> Head:
    said = judged.title
    if not judged.headings:
        said = _listed(judged)
        title = (Text(said.title),) if said.title else ()
    number = said.number
    counted = judged.kind in (Kind.CHAPTER, Kind.PART)
    if counted and not number and not said.label and title:
        number = UNNUMBERED
    if not counted and judged.kind not in (Kind.INTERLUDE, Kind.PROLOGUE, Kind.EPILOGUE):
        number = ""
    subtitle: Inlines = (Text(said.subtitle),) if said.subtitle else ()
    return Head(
        "", judged.kind, title, subtitle, said.label, number, matter=judged.matter, line=line
    )


def _listed(judged: Judged) -> Title:
    """Return what the list of contents says of a section without a heading.

    A dedication shows no heading because it is to have none; nor does a list that only names the
    kind ("Preface") give a title.
    """
    listed = next((e.title for e in reversed(judged.group.entries) if e.title), "")
    if judged.kind in (Kind.DEDICATION, Kind.EPIGRAPH) or not listed:
        return Title()
    title = title_of((Element("h1", (), (listed,), 0),), "")
    own = title.kind is judged.kind and judged.kind not in (Kind.CHAPTER, Kind.PART, Kind.OTHER)
    return replace(title, title="") if own and title.title == listed else title


def _joined(lines: Iterable[Inlines]) -> Iterator[Inline]:
    for at, line in enumerate(lines):
        if at:
            yield LineBreak()
        yield from (inline for inline in line if not isinstance(inline, NoteRef))


def with_calls(blocks: Blocks, calls: tuple[NoteRef, ...]) -> Blocks:
    """Return a text in which the calls of its headings stand behind its first paragraph."""
    if not calls:
        return blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            new = replace(block, inlines=(*block.inlines, *calls))
            return (*blocks[:at], new, *blocks[at + 1 :])
    return (Paragraph(calls), *blocks)


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
