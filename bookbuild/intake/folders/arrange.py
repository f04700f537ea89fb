"""A listing to the sections of the book: what is read, what is left out, and in which order."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookbuild.intake.folders.front_matter import front_spans, without_book
from bookbuild.intake.folders.inline_marks import Desks
from bookbuild.intake.folders.links import LinkDesk, Section, leads_of
from bookbuild.intake.folders.listing import Item, Listing, below, folder_of, stem_of
from bookbuild.intake.folders.margin import Margin
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.ordered import Entry, Front, Lead, Ordered, Tool
from bookbuild.intake.folders.picture_files import PictureDesk
from bookbuild.intake.folders.rewriting import rewrite, setting_for
from bookbuild.intake.folders.sections import Made, Reworked, add_file, text_of
from bookbuild.intake.folders.staying_out import page_beside_a_book, page_of_a_site
from bookbuild.intake.folders.texts import Sheet, Texts
from bookbuild.intake.language import guess_language
from bookbuild.intake.report import Finding, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.model.book import BACK_KINDS, Kind, Metadata
from bookbuild.report import BookbuildError, Exit

MOST_SECTIONS = 2_000


@dataclass(slots=True)
class _Work:
    """Everything that arranging has come to so far."""

    texts: Texts
    listing: Listing
    desks: Desks
    made: list[Made] = field(default_factory=list)
    margins: list[Margin] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    notes: frozenset[str] = frozenset()
    left_out: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    metadata: Metadata = field(default_factory=lambda: Metadata(""))


def arrange(texts: Texts, listing: Listing) -> Ordered:
    """Return the book that a list describes. Raises `BookbuildError` where none is here."""
    desks = Desks(PictureDesk(texts.shelf), LinkDesk(texts.shelf))
    work = _Work(texts, listing, desks)
    work.left_out.update(listing.left_out)
    work.findings.extend(listing.findings)
    work.metadata = listing.metadata
    work.notes = frozenset(stem_of(path).casefold() for path in below(texts.shelf, ""))
    for item in listing.items:
        _take(work, item)
    _unlisted(work)
    _refuse_nothing(work)
    metadata = _metadata(work)
    sections = tuple(_real(work))
    leads = leads_of(work.desks.links, tuple(Section(s.begins, s.titles, s.rows) for s in sections))
    entries = tuple(_entries(sections))
    lost = work.desks.links.lost + sum(lead == Lead(-1, "") for lead in leads)
    work.findings.extend(_lost_links(work, lost))
    shown = texts.shelf.shown
    return Ordered(
        tool=listing.tool,
        metadata=metadata,
        entries=entries,
        left_out=tuple((shown(path), why) for path, why in work.left_out.items()),
        findings=tuple(_folded(work)),
        spans=tuple(span for margin in work.margins for span in margin.spans),
        rewrites=tuple(span for margin in work.margins for span in margin.rewrites),
        pictures=work.desks.pictures.pictures(),
        notes=listing.notes,
        sources=tuple(work.sources),
        leads=leads,
    )


def _folded(work: _Work) -> Iterator[Finding]:
    """Yield what was found, each thing once; the first place is named and the others counted."""
    found = (*work.findings, *(f for margin in work.margins for f in margin.findings))
    places = Counter((finding.what, finding.remedy) for finding in found)
    for finding in found:
        more = places.pop((finding.what, finding.remedy), 0) - 1
        if more >= 0:
            others = f" (There is the same in {more} more file{'s' * (more > 1)}.)" if more else ""
            yield replace(finding, what=f"{finding.what}{others}")


# ------------------------------------------------------------------------------ the files


def _take(work: _Work, item: Item) -> None:
    """Add what a line of the list names."""
    shelf = work.texts.shelf
    if not item.path:
        file = shelf.shown(item.folder or work.listing.file)
        work.made.append(Made(file, item.line, item.title, Kind.PART, listed=True))
        return
    if _already_or_missing(work, item):
        return
    work.used.add(item.path)
    sheet = work.texts.sheet(item.path)
    why = _why_not(work, item, sheet)
    if why:
        work.left_out[item.path] = why
        return
    work.findings.extend(sheet.findings)
    _rework(work, item, sheet)
    if len(work.made) > MOST_SECTIONS:
        message = f"{shelf.place}: There are more than {MOST_SECTIONS:,} sections in it."
        raise BookbuildError(f"{message} Import them in several folders.", Exit.MANUSCRIPT)


def _already_or_missing(work: _Work, item: Item) -> bool:
    shelf, listing = work.texts.shelf, work.listing
    where = shelf.shown(listing.file)
    if item.path in work.used:
        what = f"{item.path} is listed twice; it stands where it was listed first."
        work.findings.append(Finding(item.line, where, what, "Take one of the lines away."))
        return True
    if item.path in shelf.links:
        message = f"{shelf.shown(item.path)}: This is a link that leads out of the folder."
        raise BookbuildError(f"{message} Put the file itself there.", Exit.MANUSCRIPT)
    if not shelf.has(item.path):
        what = f"{item.path} is listed, and there is no such file."
        remedy = "Put it there and import again, or take it off the list."
        work.findings.append(Finding(item.line, where, what, remedy))
        return True
    return False


def _why_not(work: _Work, item: Item, sheet: Sheet) -> str:
    if sheet.front.hidden:
        return sheet.front.hidden
    if sheet.is_empty and item.kind is not Kind.PART:
        return "There is nothing in it."
    if _is_title_page(sheet):
        return "This is a title page, which bookbuild makes anew."
    if not work.listing.explicit:
        return page_of_a_site(item.path, item.title, sheet.lines)
    if stem_of(item.path).lower() in ("index", "readme", "about"):
        return ""
    return page_beside_a_book(item.path, sheet.lines)


def _is_title_page(sheet: Sheet) -> bool:
    first = next((line for line in sheet.lines if line.strip() and line[0] not in "%@"), "")
    return sheet.path.endswith(".nwd") and first.startswith("#! ")


def _rework(work: _Work, item: Item, sheet: Sheet) -> None:
    margin = Margin(sheet.source.name)
    if _speaks_for_the_book(work, sheet):
        _adopt(work, sheet)
        sheet = replace(sheet, front=without_book(sheet.front))
    margin.spans.extend(front_spans(sheet.source, sheet.front, margin.name))
    lines = sheet.source.lines
    setting = replace(
        setting_for(item.path, margin, work.desks, lines),
        notes=work.notes,
        obsidian=work.listing.tool in (Tool.LONGFORM, Tool.HUGO),
    )
    made = rewrite(lines, sheet.front.body, setting)
    rows = tuple(replace(row, path=item.path) for row in made)
    before = len(work.made)
    add_file(work.made, Reworked(item, sheet, rows, margin, work.listing.named_by_files))
    if work.made:
        work.made[min(before, len(work.made) - 1)].begins.append(item.path)
    margin.spans.sort(key=lambda span: (span.line, span.start))
    work.margins.append(margin)
    work.sources.append(sheet.source)


def _speaks_for_the_book(work: _Work, sheet: Sheet) -> bool:
    """Return whether a file's front matter is the whole book's: the first or only file's, with
    an author and no other place that names one."""
    tool, first = work.listing.tool, not work.sources
    if tool is Tool.AO3:
        return len(work.listing.items) == 1
    books = (Tool.PANDOC, Tool.BOOKDOWN, Tool.QUARTO, Tool.LEANPUB, Tool.NONE)
    if not first or tool not in books:
        return False
    settings = sheet.front.settings
    alone = sum(bool(item.path) for item in work.listing.items) == 1
    return bool(settings.text("title") and (settings.get("author") or alone))


def _adopt(work: _Work, sheet: Sheet) -> None:
    """Take the book's metadata from its first file where no other place says them."""
    own, theirs = work.metadata, metadata_of(sheet.front.settings)
    work.metadata = replace(
        theirs,
        title=own.title or theirs.title,
        contributors=own.contributors or theirs.contributors,
        language=own.language if own.language != "en" else theirs.language,
        description=own.description or theirs.description,
        rights=own.rights or theirs.rights,
        cover=own.cover or theirs.cover,
        fandom=own.fandom or theirs.fandom,
    )


def _unlisted(work: _Work) -> None:
    """Say a word about every text that is not in the book."""
    shelf, listing = work.texts.shelf, work.listing
    by = f"{listing.tool.value}'s list"
    for path in below(shelf, ""):
        if path in work.used or path in work.left_out or path == listing.file:
            continue
        why = page_beside_a_book(path, ()) or f"{by} does not name it."
        work.left_out[path] = why
    for path in shelf.links:
        work.left_out.setdefault(path, "It is a link that leads out of the folder.")
    for path in shelf.paths:
        if path.lower().endswith((".docx", ".odt", ".rtf", ".epub", ".html", ".doc", ".scriv")):
            work.left_out[path] = (
                "It is no Markdown. Import it by itself if it belongs to the book."
            )


def _refuse_nothing(work: _Work) -> None:
    if work.sources:
        return
    where = work.texts.shelf.shown(work.listing.file)
    tool = work.listing.tool
    said = f"its list is {tool.value}'s, and " if tool is not Tool.NONE else ""
    message = f"{where}: There is no text of a book here: {said}no file of it can be used."
    raise BookbuildError(f"{message} Name the folder that holds the chapters.", Exit.MANUSCRIPT)


# ---------------------------------------------------------------------------- the sections


def _entries(sections: tuple[Made, ...]) -> Iterator[Entry]:
    part = ""
    for section in sections:
        kind = section.kind or Kind.CHAPTER
        if kind is Kind.PART:
            part = section.title
        front = section.front
        number = section.number or front.number
        yield Entry(
            path=section.path,
            kind=kind,
            title=section.title,
            part="" if kind in (Kind.PART, Kind.OTHER, *BACK_KINDS) else part,
            first_line=section.line,
            text=text_of(section),
            front=replace(front, number=number if kind in (Kind.CHAPTER, Kind.PART) else ""),
        )


def _lost_links(work: _Work, count: int) -> Iterator[Finding]:
    if count:
        what = f"Links that lead to no text of the book became plain words ({count})."
        place = work.texts.shelf.shown("")
        yield Finding(0, place, what, "Make them anew where the book needs them.")


def _real(work: _Work) -> Iterator[Made]:
    """Yield the sections; one that is only a title is a part if a section stands below it."""
    for index, section in enumerate(work.made):
        if section.words or section.front != Front():
            yield section
            continue
        following = work.made[index + 1] if index + 1 < len(work.made) else None
        titled = bool(section.title) and following is not None
        if titled and section.kind in (None, Kind.PART) and following and not _is_part(following):
            section.kind = Kind.PART
            yield section
        elif not section.listed:
            what = f"“{section.title}” has a heading and no text, so it is an empty section."
            remedy = "Write its text, or delete its file."
            work.findings.append(Finding(section.line, section.path, what, remedy))
            yield section


def _is_part(section: Made) -> bool:
    return section.kind is Kind.PART and not section.words


# -------------------------------------------------------------------------- the whole book


def _metadata(work: _Work) -> Metadata:
    metadata = work.metadata
    if not metadata.title:
        metadata = replace(metadata, title=_title_of_a_novel(work))
    if metadata.language == "en":
        words = "\n".join(row.text for section in work.made[:40] for row in section.rows[:400])
        metadata = replace(metadata, language=guess_language(words))
    return replace(metadata, cover=_cover(work, metadata.cover))


def _title_of_a_novel(work: _Work) -> str:
    """In a single file, a heading above all chapters that has no text is the book's title."""
    first = work.made[0] if work.made else None
    alone = len(work.sources) == 1 and len(work.made) > 2
    parts = sum(section.kind is Kind.PART or not section.words for section in work.made)
    if first is None or not alone or first.words or parts > 1 or not first.title:
        return ""
    work.made.pop(0)
    work.made[0].begins.extend(first.begins)
    for margin in work.margins:
        margin.spans[:] = [
            replace(span, kind=SpanKind.STRUCTURE, into="the book's title")
            if span.line == first.line and span.kind is SpanKind.MOVED
            else span
            for span in margin.spans
        ]
    return first.title


def _cover(work: _Work, cover: str) -> str:
    if not cover:
        return ""
    beside = work.listing.file or next((item.path for item in work.listing.items), "")
    placed = work.desks.pictures.place(cover, posixpath.join(folder_of(beside), stem_of(beside)))
    if placed is None:
        what = f"The cover “{cover[:100]}” is not in the folder as a PNG or JPEG file."
        file = work.texts.shelf.shown(work.listing.file)
        work.findings.append(Finding(0, file, what, "Put it there, and name it in book.yaml."))
    return (placed or "").strip("<>")
