"""An EPUB, to a draft: its files, package, contents, documents, notes and sections in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bookbuild.intake.draft import Draft, DraftSection
from bookbuild.intake.ebooks.about import about_work
from bookbuild.intake.ebooks.container import Files, opened, refused
from bookbuild.intake.ebooks.contents import read_contents
from bookbuild.intake.ebooks.dividing import divide
from bookbuild.intake.ebooks.documents import Document, load_documents
from bookbuild.intake.ebooks.judging import Judged, judge
from bookbuild.intake.ebooks.line_numbers import without_line_numbers
from bookbuild.intake.ebooks.links import Links
from bookbuild.intake.ebooks.notes import take_notes
from bookbuild.intake.ebooks.package import read_package
from bookbuild.intake.ebooks.pictures import Album
from bookbuild.intake.ebooks.writing import UNNUMBERED, Writer
from bookbuild.intake.language import guess_language
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.source_files import SourceFile
from bookbuild.intake.web.list_numbers import with_list_numbers
from bookbuild.intake.web.page import Element, inside, rewritten
from bookbuild.intake.web.sheet import hidden_in
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Head, Kind, Metadata, Written
from bookbuild.model.text import Text


def draft_of(path: Path, data: bytes | None = None) -> Draft:
    """Return what an EPUB gives: ``path`` is the file, or the folder it was unpacked into.

    ``data`` is what is in it where it lies in a zip file, None where it lies on the disk.

    Nothing is written and nothing fetched. Raises `BookbuildError`: exit 2 for no such file, exit
    1 for a book that cannot be read.
    """
    with opened(SourceFile(path, data)) as files:
        return _draft(files, str(path))


def _draft(files: Files, name: str) -> Draft:
    package = read_package(files, name)
    source = f"{name}/{package.path}"
    about = about_work(package, source)
    contents = read_contents(files, package, name)
    loaded = load_documents(files, package, name, about.metadata.language)
    unnumbered = tuple(map(without_line_numbers, loaded.documents))
    annotated = take_notes(tuple(each.document for each in unnumbered))
    album = Album(files, package.cover)
    cover = album.cover(source)
    metadata = _with_language(replace(about.metadata, cover=cover), loaded.documents)
    shown = tuple(_shown(document) for document in annotated.documents)
    hung = tuple(
        replace(each.document, body=with_list_numbers(_hung(album, each.document)))
        for each in shown
    )
    divided = divide(hung, contents)
    judged = judge(divided.groups, metadata, cover)
    links = Links(judged, annotated.notes)
    writer = Writer(metadata.language, annotated.notes, links)
    sections = tuple(_sections(judged, writer))
    writer.uncalled()
    if not sections:
        raise refused(name, "no document in it holds a text")
    numbers = (span for each in unnumbered for span in each.spans)
    hidden = (span for each in shown for span in each.spans)
    spans = (*loaded.spans, *annotated.spans, *numbers, *hidden, *writer.spans)
    kept = set(_pictures_in(judged)) | {cover}
    said = (
        *_strange(files, name),
        *package.findings,
        *about.findings,
        *loaded.findings,
        *divided.findings,
        *_left_out(judged),
        *_kept_only(album, judged),
        *_lost_links(links, name),
    )
    return Draft(
        metadata,
        (),
        sections,
        tuple(picture for path, picture in album.pictures.items() if path in kept),
        tuple(writer.words),
        _ordered(spans, hung),
        tuple(dict.fromkeys(said)),
    )


def _hung(album: Album, document: Document) -> Element:
    return album.hung(document.body, document.name)


def _sections(judged: tuple[Judged, ...], writer: Writer) -> Iterator[DraftSection]:
    for each in judged:
        if each.left_out:
            writer.left_out(each)
            continue
        if each.holder:
            yield _part_without_page(each)
        if each.is_section:
            yield writer.section(each)


def _part_without_page(judged: Judged) -> DraftSection:
    """Only the list of contents knows of this part; its title is no word of the text."""
    first = judged.group.pieces[0]
    line = first.root.line
    head = Head("", Kind.PART, (Text(judged.holder),), number=UNNUMBERED, line=line)
    return DraftSection(Written(head, ()), first.document.name, line, 0.7)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A document without what it hides."""

    document: Document
    spans: tuple[Span, ...]


def _shown(document: Document) -> _Shown:
    hidden = tuple(hidden_in(document.body, document.sheet))
    if not hidden:
        return _Shown(document, ())
    into = "hidden in the book, so that no reader saw it"
    spans = tuple(
        Span(document.name, each.line, 0, len(text), text[:300], SpanKind.LEFT_OUT, into)
        for each in hidden
        if any(map(str.isalnum, text := text_of(each)))
    )
    change: dict[Element, Element | str] = dict.fromkeys(hidden, "")
    return _Shown(replace(document, body=rewritten(document.body, change)), spans)


def _with_language(metadata: Metadata, documents: tuple[Document, ...]) -> Metadata:
    if metadata.language:
        return metadata
    declared = next((document.lang for document in documents if document.lang), "")
    sample = "\n".join(text_of(document.body)[:20_000] for document in documents[:20])
    return replace(metadata, language=declared or guess_language(sample))


def _pictures_in(judged: tuple[Judged, ...]) -> Iterator[str]:
    for each in judged:
        if not each.left_out:
            for piece in each.group.pieces:
                yield from (p.get("source") for p in inside(piece.root, "kept-picture"))


def _ordered(spans: tuple[Span, ...], documents: tuple[Document, ...]) -> tuple[Span, ...]:
    order = {document.name: at for at, document in enumerate(documents)}
    return tuple(sorted(spans, key=lambda span: (order.get(span.source, -1), span.line)))


# --------------------------------------------------------------------------- what is said


def _strange(files: Files, name: str) -> Iterator[Finding]:
    if files.strange:
        shown = ", ".join(files.strange[:3])
        what = f"Names of files in the book lead out of it and were not read ({shown[:200]})."
        yield Finding(0, name, what, "Be careful with this file.")


_REMEDIES = {
    "the cover": "The picture itself is kept if it is named in book.yaml.",
    "the title page": "bookbuild makes one from book.yaml.",
    "the half title": "bookbuild makes one from book.yaml.",
    "the copyright page": "bookbuild makes one from book.yaml: see rights and publisher there.",
    "the publisher's imprint": "Whoever publishes the book now adds their own.",
    "the list of contents": "bookbuild makes one from the sections.",
}


def _left_out(judged: tuple[Judged, ...]) -> Iterator[Finding]:
    for each in judged:
        if each.left_out:
            document = each.group.pieces[0].document
            what = f"This is {each.left_out} of the old edition, and was left out."
            remedy = _REMEDIES.get(each.left_out, "Copy it by hand if the book needs it.")
            yield Finding(each.group.pieces[0].root.line, document.name, what, remedy)


def _kept_only(album: Album, judged: tuple[Judged, ...]) -> Iterator[Finding]:
    """Pictures of pages that were left out are nobody's loss."""
    gone = {e.group.pieces[0].document.name for e in judged if e.left_out}
    stays = {p.document.name for e in judged if not e.left_out for p in e.group.pieces}
    for finding in album.findings:
        if finding.source not in gone or finding.source in stays:
            yield finding


def _lost_links(links: Links, name: str) -> Iterator[Finding]:
    if links.lost:
        what = (
            "Links that lead to a page left out, or to no place in the book, became plain words "
            f"({links.lost})."
        )
        yield Finding(0, name, what, "Make them anew where the book needs them.")
