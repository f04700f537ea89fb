"""A document, to a draft: its parts, paragraphs, notes, divisions and sections in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.docx.about import (
    Properties,
    author_left,
    language_of,
    read_properties,
)
from bookbuild.intake.docx.front import Front, read_front
from bookbuild.intake.docx.habits import Habits, habits_of, ornaments
from bookbuild.intake.docx.hanging import Hangings, pictures_in
from bookbuild.intake.docx.headings import Division, styled, unread, with_titles_below
from bookbuild.intake.docx.likely import at_either_end, likely, unstyled, with_narrators
from bookbuild.intake.docx.markup import blocks_of_body
from bookbuild.intake.docx.notes import calls_in, read_notes
from bookbuild.intake.docx.numbering import Numbering
from bookbuild.intake.docx.package import Package, Relation, opened_package
from bookbuild.intake.docx.paragraphs import Reader
from bookbuild.intake.docx.paras import Grid, Item, Look, Para
from bookbuild.intake.docx.runs import Tally
from bookbuild.intake.docx.saying import refused
from bookbuild.intake.docx.sections import Writer
from bookbuild.intake.docx.styles import Styles, read_styles
from bookbuild.intake.docx.telling import refuse_foreign
from bookbuild.intake.docx.told import told
from bookbuild.intake.docx.typescript import in_italics, is_typescript
from bookbuild.intake.draft import Draft, DraftSection
from bookbuild.intake.ebooks.titles import with_label
from bookbuild.intake.source_files import SourceFile
from bookbuild.model.book import Contributor, Kind, Metadata

_SAMPLE = 60_000
_FEW = 2
_MOST_TITLE_PAGE = 60


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as it was read, nothing decided yet."""

    items: tuple[Item, ...]
    notes: dict[str, tuple[Item, ...]]
    tally: Tally
    language: str
    properties: Properties
    hangings: Hangings
    missing: tuple[tuple[str, int], ...]


def draft_of(file: SourceFile) -> Draft:
    """Return what a Word document gives; see the package's `draft_of`."""
    refuse_foreign(file)
    name = str(file.path)
    with opened_package(file) as package:
        read = _read(package, name)
        furniture = tuple(r.target for r in package.relations if r.kind in ("header", "footer"))
        return _draft(read, package, name, furniture)


# ---------------------------------------------------------------------------------- reading


def _read(package: Package, name: str) -> _Read:
    styles = read_styles(package.part("styles")[0])
    numbering = Numbering(package.part("numbering")[0])
    properties = read_properties(package.properties())
    reader = Reader(styles, numbering, _links(package.relations), "text")
    body = tuple(reader.items(blocks_of_body(package.text(), name, package.main)))
    story = reader.story
    bidi = story.bidi * 2 > sum(isinstance(item, Para) and bool(item.text) for item in body)
    language = language_of(story.languages, styles.lang, properties, _sample(body), bidi=bidi)
    hangings = Hangings(package, name)
    hangings.take("text", package.by_id, reader.tally.pictures)
    notes, missing = _notes(package, reader, styles, numbering, body, hangings)
    items = tuple(hangings.hang(item) for item in body)
    notes = {key: tuple(hangings.hang(item) for item in held) for key, held in notes.items()}
    if is_typescript(reader.tally):
        items = tuple(map(in_italics, items))
        notes = {key: tuple(map(in_italics, held)) for key, held in notes.items()}
    return _Read(items, notes, reader.tally, language, properties, hangings, missing)


def _links(relations: Sequence[Relation]) -> dict[str, str]:
    return {r.id: r.target for r in relations if r.kind == "hyperlink" and r.outside}


def _notes(
    package: Package,
    reader: Reader,
    styles: Styles,
    numbering: Numbering,
    body: Sequence[Item],
    hangings: Hangings,
) -> tuple[dict[str, tuple[Item, ...]], tuple[tuple[str, int], ...]]:
    """Return the notes that the text calls, and the calls to which there is none."""
    called: dict[str, int] = {}
    for key, number in calls_in(body):
        called.setdefault(key, number)
    if not called:
        return {}, ()
    notes: dict[str, tuple[Item, ...]] = {}
    for kind, sign in (("footnotes", "f"), ("endnotes", "e")):
        root, part = package.part(kind)
        relations = package.relations_of(part) if root is not None else ()
        own = Reader(styles, numbering, _links(relations), kind)
        notes |= read_notes(root, sign, own, called)
        hangings.take(kind, {r.id: r for r in relations}, own.tally.pictures)
        _add(reader.tally, own.tally)
    return notes, tuple((key, number) for key, number in called.items() if key not in notes)


def _add(whole: Tally, part: Tally) -> None:
    whole.comments += part.comments
    whole.deleted += part.deleted
    whole.hidden += part.hidden
    whole.inserted += part.inserted
    whole.symbols += part.symbols
    whole.capitals += part.capitals
    whole.formulas += part.formulas
    whole.objects += part.objects


def _sample(items: Sequence[Item]) -> str:
    pieces: list[str] = []
    length = 0
    for item in items:
        pieces.append(item.text)
        length += len(item.text)
        if length > _SAMPLE:
            break
    return "\n".join(pieces)


# ---------------------------------------------------------------------------------- deciding


@dataclass(frozen=True, slots=True)
class _Divided:
    divisions: tuple[Division, ...]
    front: Front
    left_out: tuple[tuple[int, str], ...]
    top: int


def _draft(read: _Read, package: Package, name: str, furniture: tuple[str, ...]) -> Draft:
    items = read.items
    if not any(isinstance(item, Grid) or not item.empty for item in items):
        raise refused(name, "there is no text in it", "Look whether it is the right file.")
    habits = habits_of(items)
    divided = _divided(items, habits, read.properties)
    writer = Writer(
        name, habits, read.language, read.notes, divided.top, ornaments(pictures_in(items))
    )
    for at, into in divided.left_out:
        writer.left_out(items[at], into)
    sections = tuple(_sections(items, divided, writer))
    if not sections:
        raise refused(name, "there is no text in it but a title page", "Look at the file.")
    metadata = _metadata(read, divided.front)
    kept = set(writer.pictures)
    album = read.hangings.album
    return Draft(
        metadata,
        (),
        sections,
        tuple(picture for path, picture in album.pictures.items() if path in kept),
        tuple(writer.words),
        tuple(sorted((*writer.spans, *writer.tallied(read.tally)), key=lambda span: span.line)),
        (
            *author_left(read.properties, divided.front.author, name),
            *told(name, read.tally, writer, divided.divisions, items),
            *read.hangings.findings,
            *writer.missing(read.missing),
            *writer.furniture(package, furniture),
        ),
    )


def _divided(items: Sequence[Item], habits: Habits, properties: Properties) -> _Divided:
    divisions = styled(items, properties.title)
    left: dict[int, str] = {
        at: "the list of contents" for at, item in enumerate(items) if _is_listed(item)
    }
    if len(divisions) < _FEW:
        found = likely(items, habits)
        if len(found.divisions) > len(divisions):
            divisions = found.divisions
        for at, into in found.left_out:
            left.setdefault(at, into)
    if divisions:
        more = unstyled(items, divisions, habits)
        divisions = at_either_end((*divisions, *more))
    divisions = tuple(d for d in divisions if not any(at in left for at in range(d.at, d.end)))
    divisions = with_titles_below(items, divisions, habits)
    divisions, title = _without_title(items, divisions, properties)
    if unread(divisions):
        divisions = tuple(replace(d, title=with_label(d.title)) for d in divisions)
    divisions = with_narrators(divisions)
    end = divisions[0].at if divisions else len(items)
    known = (title or properties.title, properties.creator)
    rest = tuple(item if at not in left else _blank(item) for at, item in enumerate(items[:end]))
    front = read_front(rest, end, habits, known, divided=bool(divisions))
    top = _top(divisions)
    return _Divided(divisions, front, tuple(left.items()), top)


def _is_listed(item: Item) -> bool:
    return isinstance(item, Para) and item.listed


def _blank(item: Item) -> Item:
    """An item that is accounted for says nothing to those who look further."""
    return Para(item.number, (), "", "", Look())


def _top(divisions: Sequence[Division]) -> int:
    levels = [d.level for d in divisions if d.kind is not Kind.PART and d.level]
    return max(set(levels), key=levels.count) if levels else 0


def _without_title(
    items: Sequence[Item], divisions: tuple[Division, ...], properties: Properties
) -> tuple[tuple[Division, ...], str]:
    """The first heading is the book's title where nothing else follows before the next one."""
    if len(divisions) < _FEW:
        return divisions, ""
    first, second, *_ = divisions
    title = first.title
    plain = title.kind is None and not title.number and not title.label
    between = [i for i in items[first.end : second.at] if isinstance(i, Grid) or not i.empty]
    words = sum(len(item.text.split()) for item in between)
    said = " ".join(i.text for i in items[first.at : first.end] if isinstance(i, Para))
    same = bool(properties.title) and said.casefold() == properties.title.casefold()
    higher = 0 < first.level < min((d.level for d in divisions[1:] if d.level), default=0)
    opens = second.title.kind in (Kind.CHAPTER, Kind.PART, Kind.PROLOGUE) and not between
    opens = opens and first.kind is not Kind.PART
    if plain and words < _MOST_TITLE_PAGE and (same or higher or opens):
        return divisions[1:], said
    return divisions, ""


def _sections(items: Sequence[Item], divided: _Divided, writer: Writer) -> Iterator[DraftSection]:
    front, divisions = divided.front, divided.divisions
    gone = {at for at, _ in divided.left_out}
    for one in front.gone:
        writer.gone(items[one.at], one)
    for page in front.pages:
        held = tuple(items[at] for at in page.items if at not in gone)
        yield writer.page(held, page)
    if front.rest or not divisions:
        held = tuple(items[at] for at in front.rest if at not in gone)
        if any(isinstance(item, Grid) or not item.empty for item in held):
            yield writer.whole(held)
    ends = (*(d.at for d in divisions[1:]), len(items))[: len(divisions)]
    for division, end in zip(divisions, ends, strict=True):
        heading = tuple(items[division.at : division.end])
        held = tuple(items[at] for at in range(division.end, end) if at not in gone)
        yield writer.section(division, heading, held)


def _metadata(read: _Read, front: Front) -> Metadata:
    people = (Contributor(front.author),) if front.author else ()
    return Metadata(
        front.title or read.properties.title,
        front.subtitle,
        contributors=people,
        language=read.language,
        subjects=read.properties.keywords,
    )
