"""A page, as its site's module understands it, to a draft; and what becomes of all the rest."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.draft import Draft, DraftSection, Picture
from bookbuild.intake.encodings import finding
from bookbuild.intake.language import guess_language
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.web.blocks import Converted, blocks_of
from bookbuild.intake.web.characters import Characters, characters
from bookbuild.intake.web.footnotes import Footnotes, take_footnotes
from bookbuild.intake.web.leaving import left_out, span_of
from bookbuild.intake.web.links import Told, lead_links
from bookbuild.intake.web.list_numbers import with_list_numbers
from bookbuild.intake.web.page import Element, every, first, parse, rewritten
from bookbuild.intake.web.pictures import Beside, nothing_beside, take_pictures
from bookbuild.intake.web.reading import Chapter, Note, Page, Piece, Reading, Site
from bookbuild.intake.web.sheet import Sheet, hidden_in, read_sheet
from bookbuild.intake.web.sites import (
    ao3,
    fanfiction_net,
    main_text,
    royal_road,
    scribblehub,
    wattpad,
    xenforo,
)
from bookbuild.intake.web.tidying import without_wide_alignment
from bookbuild.intake.web.visible import text_of, words_in
from bookbuild.model.book import AuthorsNote, Head, Metadata, NoteKind, Written
from bookbuild.model.text import Blocks, Footnote, Inlines, NoteRef, SceneBreak, Text
from bookbuild.model.walk import inlines_of
from bookbuild.report import BookbuildError, Exit

_SITES = (
    (Site.AO3, ao3.is_page, ao3.read),
    (Site.FANFICTION_NET, fanfiction_net.is_page, fanfiction_net.read),
    (Site.ROYAL_ROAD, royal_road.is_page, royal_road.read),
    (Site.SCRIBBLE_HUB, scribblehub.is_page, scribblehub.read),
    (Site.WATTPAD, wattpad.is_page, wattpad.read),
    (Site.XENFORO, xenforo.is_page, xenforo.read),
    (Site.PAGE, main_text.is_page, main_text.read),
)

_OTHER_FORMATS = (b"PK", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_OPENS = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}(?:<!doctype\s+html|<html\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"\s*</?[a-z][a-z0-9]*[\s>/]", re.IGNORECASE)


def recognise(data: bytes, name: str) -> Site | None:
    """Return whose page it is, None where the bytes are no web page.

    Raises `BookbuildError` (exit 1) for a page that is too big or too deep to read.
    """
    text = _page_text(data, name)
    return None if text is None else _site(parse(text, name))


def is_web_page(data: bytes, name: str) -> bool:
    """Return whether the bytes are a web page; it is not parsed, and may be too big."""
    return _page_text(data, name) is not None


def _page_text(data: bytes, name: str) -> str | None:
    if data.startswith(_OTHER_FORMATS):
        return None
    text = characters(data, name).text
    opens = bool(_OPENS.match(text[:20_000]))
    return text if opens or _is_fragment(text) else None


def _is_fragment(text: str) -> bool:
    """A part of a page without its head: nearly every line of it begins with a tag."""
    lines = [line for line in text.split("\n") if line.strip()]
    tagged = sum(bool(_TAG.match(line)) for line in lines)
    return bool(lines) and bool(_TAG.match(lines[0])) and tagged * 10 >= len(lines) * 9


def _site(root: Element) -> Site:
    return next(site for site, is_page, _ in _SITES if is_page(root))


def draft_of(data: bytes, name: str, beside: Beside = nothing_beside) -> Draft:
    """Return what a web page gives; ``name`` is the page's file as messages name it.

    ``beside`` returns the bytes of a picture by its path from the page's folder, None where there
    is none. Raises `BookbuildError` (exit 1) where the page cannot be read, or has no text.
    """
    chars = characters(data, name)
    root = parse(chars.text, name)
    sheet = read_sheet(root)
    notes = take_footnotes(root)
    site = _site(root)
    read = next(read for known, _, read in _SITES if known is site)
    reading = read(Page(name, notes.root, sheet))
    return _draft(reading, notes, sheet, _Source(name, chars, beside))


@dataclass(frozen=True, slots=True)
class _Source:
    """The file: its name, its characters, and the files beside it."""

    name: str
    chars: Characters
    beside: Beside


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The elements of the text without what is none of it, pictures taken, links led on; the
    provisional files to which links lead."""

    elements: tuple[tuple[Element, Element], ...]
    pictures: tuple[Picture, ...]
    findings: tuple[Finding, ...]
    removed: tuple[Piece, ...]
    linked: frozenset[str]


def _draft(reading: Reading, notes: Footnotes, sheet: Sheet, source: _Source) -> Draft:
    reading = _in_place(reading)
    prepared = _prepared(reading, notes, sheet, source)
    metadata = _with_language(reading.metadata, notes.root, prepared)
    writer = _Writer(source.name, sheet, metadata.language, prepared, notes)
    opening = writer.notes(reading.opening)
    numbered = zip(_files(reading, source.name), reading.chapters, strict=True)
    sections = tuple(writer.section(chapter, file) for file, chapter in numbered)
    closing = writer.notes(reading.closing)
    if not writer.words and not prepared.pictures:
        raise _empty(source.name)
    pieces = (*reading.pieces, *notes.pieces, *prepared.removed, *writer.uncalled())
    shown = (piece for piece in pieces if piece.text)
    spans = (*(span_of(piece, source.name) for piece in shown), *writer.spans)
    taken = frozenset((*(original for original, _ in prepared.elements), *reading.covered))
    spans += left_out(notes.root, taken, reading.pieces, sheet, source.name)
    untold = _untold(sections)
    findings = (
        *finding(source.name, source.chars.encoding),
        *reading.findings,
        *prepared.findings,
        *untold,
    )
    return Draft(
        metadata,
        (*opening, *closing),
        sections,
        prepared.pictures,
        tuple(writer.words),
        tuple(sorted(spans, key=lambda span: span.line)),
        findings,
    )


# -------------------------------------------------------------------------------- preparing


def _in_place(reading: Reading) -> Reading:
    """Return the reading with closing notes after the text and all others before it."""
    opening, closing = _parted((*reading.opening, *reading.closing))
    chapters = tuple(
        replace(chapter, before=before, after=after)
        for chapter in reading.chapters
        for before, after in (_parted((*chapter.before, *chapter.after)),)
    )
    return replace(reading, opening=opening, closing=closing, chapters=chapters)


def _parted(notes: tuple[Note, ...]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Return the notes before the text, a summary first as in a folder's settings, and after."""
    closing = tuple(note for note in notes if note.kind is NoteKind.CLOSING)
    summary = tuple(note for note in notes if note.kind is NoteKind.SUMMARY)
    opening = tuple(note for note in notes if note.kind is NoteKind.OPENING)
    return (*summary, *opening), closing


def _texts(reading: Reading) -> Iterator[Element]:
    yield from (note.text for note in reading.opening)
    for chapter in reading.chapters:
        yield from (note.text for note in chapter.before)
        yield from chapter.text
        yield from (note.text for note in chapter.after)
    yield from (note.text for note in reading.closing)


def _prepared(reading: Reading, notes: Footnotes, sheet: Sheet, source: _Source) -> _Prepared:
    texts = (*_texts(reading), *(element for _, element in notes.definitions))
    named = frozenset(piece.element for piece in reading.pieces)
    without = frozenset(reading.without)
    removed: list[Piece] = []
    bare: list[Element] = []
    own = frozenset(texts)
    for text in texts:
        change: dict[Element, Element | str] = {e: "" for e in every(text) if e in own}
        change.pop(text, None)
        for hidden in hidden_in(text, sheet):
            if hidden not in change and hidden not in named:
                into = "hidden on the page, so that no reader saw it"
                removed.append(Piece(hidden, text_of(hidden), SpanKind.LEFT_OUT, into))
            change[hidden] = ""
        for unwanted in (e for e in every(text) if e in without and e is not text):
            if unwanted not in change and unwanted not in named:
                into = "no part of the text"
                removed.append(Piece(unwanted, text_of(unwanted), SpanKind.LEFT_OUT, into))
            change[unwanted] = ""
        bare.append(with_list_numbers(rewritten(text, change) if change else text))
    taken = take_pictures(tuple(bare), source.name, source.beside)
    homes = _homes(reading, source.name)
    told = zip(texts, taken.elements, strict=True)
    led = lead_links(tuple(Told(e, homes.get(text, "")) for text, e in told), source.name)
    pairs = tuple(zip(texts, led.elements, strict=True))
    findings = (*taken.findings, *led.findings)
    return _Prepared(pairs, taken.pictures, findings, tuple(removed), led.files)


def _files(reading: Reading, name: str) -> tuple[str, ...]:
    """Return the provisional files of the chapters, by which links know them."""
    return tuple(f"{name}#{number}" for number in range(1, len(reading.chapters) + 1))


def _homes(reading: Reading, name: str) -> dict[Element, str]:
    """Return for each element of a chapter the file in which it will stand."""
    return {
        element: file
        for file, chapter in zip(_files(reading, name), reading.chapters, strict=True)
        for element in (*chapter.text, *(note.text for note in (*chapter.before, *chapter.after)))
    }


def _with_language(metadata: Metadata, root: Element, prepared: _Prepared) -> Metadata:
    if metadata.language:
        return metadata
    page = first(root, "html")
    declared = (page.get("lang") or page.get("xml:lang")) if page else ""
    if re.fullmatch(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2}", declared):
        return replace(metadata, language=declared)
    sample = "\n".join(text_of(element)[:20_000] for _, element in prepared.elements[:20])
    return replace(metadata, language=guess_language(sample))


def _empty(name: str) -> BookbuildError:
    message = (
        f"{name}: No text was found in this page. Save it again from the browser when the chapter "
        "is on the screen, or copy its text into a text file."
    )
    return BookbuildError(message, Exit.MANUSCRIPT)


def _untold(sections: tuple[DraftSection, ...]) -> Iterator[Finding]:
    for each in sections:
        match each.section:
            case Written(draft=True):
                what = "There is no story in this chapter, so it was made a draft."
                remedy = "Write its text and delete the line status: draft, or delete the file."
                yield Finding(each.line, each.source, what, remedy)
            case _:
                pass


# ---------------------------------------------------------------------------------- writing


class _Writer:
    """Converts the elements in the order of the page and keeps their words and spans."""

    def __init__(
        self, name: str, sheet: Sheet, lang: str, prepared: _Prepared, notes: Footnotes
    ) -> None:
        self.name, self.sheet, self.lang = name, sheet, lang
        self.elements, self.linked = dict(prepared.elements), prepared.linked
        self.open = dict(notes.definitions)
        self.words: list[str] = []
        self.spans: list[Span] = []

    def _converted(self, element: Element) -> Converted:
        ready = self.elements.pop(element, None)
        if ready is None:
            return Converted((), ())  # A broken page may name one element twice.
        self.words.extend(map(sys.intern, words_in(ready)))  # A book repeats its words.
        converted = blocks_of(ready, self.sheet, self.lang)
        worded = (rule for rule in converted.rules if any(map(str.isalnum, rule.mark)))
        self._leave((rule.block.line, rule.mark) for rule in worded)
        return converted

    def _leave(self, marks: Iterable[tuple[int, str]], into: str = "scene break") -> None:
        for line, mark in marks:
            kind = SpanKind.STRUCTURE if into == "scene break" else SpanKind.LEFT_OUT
            self.spans.append(Span(self.name, line, 0, len(mark), mark, kind, into))

    def notes(self, notes: tuple[Note, ...]) -> tuple[AuthorsNote, ...]:
        made = (
            AuthorsNote(note.kind, self._converted(note.text).blocks, note.text.line)
            for note in notes
        )
        return tuple(note for note in made if note.blocks)

    def section(self, chapter: Chapter, file: str) -> DraftSection:
        before = self.notes(chapter.before)
        blocks = self._story(chapter)
        after = self.notes(chapter.after)
        said = (*blocks, *(block for note in (*before, *after) for block in note.blocks))
        title: Inlines = (Text(chapter.title.words),) if chapter.title.words else ()
        file = file if file in self.linked else ""
        head = Head(file, chapter.title.kind, title, number=chapter.title.number, line=chapter.line)
        section = Written(
            head,
            blocks,
            day=chapter.day,
            notes=(*before, *after),
            author=chapter.author,
            footnotes=self._footnotes(said),
            draft=not blocks,
        )
        return DraftSection(section, self.name, chapter.line, chapter.confidence)

    def _story(self, chapter: Chapter) -> Blocks:
        converted = tuple(self._converted(element) for element in chapter.text)
        blocks = tuple(block for part in converted for block in part.blocks)
        marks = {id(rule.block): rule.mark for part in converted for rule in part.rules}
        start, end = 0, len(blocks)
        while start < end and isinstance(blocks[start], SceneBreak):
            start += 1
        while end > start and isinstance(blocks[end - 1], SceneBreak):
            end -= 1
        ends = (*blocks[:start], *blocks[end:])
        rules = ((block.line, marks.get(id(block), "rule")) for block in ends)
        self._leave(rules, "a rule above or below the text, which parts no scenes")
        return without_wide_alignment(blocks[start:end])

    def _footnotes(self, blocks: Blocks) -> tuple[Footnote, ...]:
        """Return the notes called in the blocks; a note may call another."""
        made: list[Footnote] = []
        waiting = list(_calls(blocks))
        while waiting:
            label = waiting.pop(0)
            element = self.open.pop(label, None)
            if element is not None:
                note = Footnote(label, self._converted(element).blocks, element.line)
                made.append(note)
                waiting.extend(_calls(note.blocks))
        return tuple(made)

    def uncalled(self) -> tuple[Piece, ...]:
        into = "a footnote that nothing in the text calls"
        return tuple(
            Piece(element, text_of(element), SpanKind.LEFT_OUT, into)
            for element in self.open.values()
        )


def _calls(blocks: Blocks) -> Iterator[str]:
    for _, inline in inlines_of(blocks):
        if isinstance(inline, NoteRef):
            yield inline.label
