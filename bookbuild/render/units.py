"""One unit of an edition as a `<section>`: what the EPUB's files and the print's sheets hold."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bookbuild.model.book import Kind
from bookbuild.model.edition import (
    AppendixEntry,
    ColophonPage,
    ContentsEntry,
    ContentsPage,
    CopyrightPage,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    NumberedNote,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
)
from bookbuild.model.editions import Format
from bookbuild.model.text import Epigraph, Inlines, Paragraph, UnitTarget, plain_text
from bookbuild.render.blocks import blocks_xhtml, footnote_spans, placed_xhtml
from bookbuild.render.inlines import inlines_xhtml, page_mark, words_xhtml
from bookbuild.render.pages import (
    AppendixContext,
    AppendixPart,
    ColophonContext,
    ComposedText,
    ContentsContext,
    ContentsRow,
    CopyrightContext,
    FootnoteText,
    HalfTitleContext,
    HeadingText,
    InformationContext,
    NoteText,
    PagesHere,
    PromiseContext,
    TextContext,
    TitleContext,
)
from bookbuild.render.places import places_in
from bookbuild.render.templates import Markup, render_template
from bookbuild.render.view import CalledNote, Scene, View

__all__ = ["ComposedText", "unit_body"]

_ROLES: dict[Kind, tuple[str, str]] = {
    Kind.DEDICATION: ("dedication", "doc-dedication"),
    Kind.EPIGRAPH: ("epigraph", "doc-epigraph"),
    Kind.FOREWORD: ("foreword", "doc-foreword"),
    Kind.PREFACE: ("preface", "doc-preface"),
    Kind.PART: ("part", "doc-part"),
    Kind.PROLOGUE: ("prologue", "doc-prologue"),
    Kind.CHAPTER: ("chapter", "doc-chapter"),
    Kind.INTERLUDE: ("chapter", "doc-chapter"),
    Kind.EPILOGUE: ("epilogue", "doc-epilogue"),
    Kind.AFTERWORD: ("afterword", "doc-afterword"),
    Kind.ACKNOWLEDGMENTS: ("acknowledgments", "doc-acknowledgments"),
    Kind.GLOSSARY: ("glossary", "doc-glossary"),
    Kind.CREDITS: ("other-credits", ""),
    Kind.COLOPHON: ("colophon", "doc-colophon"),
}
"""epub:type and role of a section's kind (EPUB Type to ARIA Role Authoring Guide); kinds that are
not here have neither, since nothing that exists would be true of them."""

_NAMELESS = (Kind.DEDICATION, Kind.EPIGRAPH)
"""Kinds whose page speaks for itself: the name is for navigation and not printed."""

_LONG_TITLE = 60
_VERY_LONG_TITLE = 160
"""Characters of a title from which it is set smaller: it would fill more than three lines."""


def unit_body(  # noqa: PLR0911 (the dispatch)
    unit: Unit, view: View, composed: ComposedText | None = None
) -> str:
    """Return a unit as one well-formed `<section>` of XHTML, ending in a newline.

    ``composed`` is the text of a written section or of the appendix in pages, None where its lines
    and pages are still to be broken.
    """
    match unit:
        case TextUnit():
            return render_template("text.xhtml.j2", _text_page(unit, view, composed))
        case PromiseUnit():
            return render_template("promise.xhtml.j2", _promise_page(unit, view))
        case HalfTitlePage():
            return render_template("half-title.xhtml.j2", _half_title_page(unit, view))
        case TitlePage():
            return render_template("title.xhtml.j2", _title_page(unit, view))
        case CopyrightPage():
            return render_template("copyright.xhtml.j2", _copyright_page(unit, view))
        case InformationPage():
            return render_template("information.xhtml.j2", _information_page(unit, view))
        case ContentsPage():
            return render_template("contents.xhtml.j2", _contents_page(unit, view))
        case NotesAppendix():
            return render_template("appendix.xhtml.j2", _appendix_page(unit, view, composed))
        case ColophonPage():
            return render_template("colophon.xhtml.j2", _colophon_page(unit, view))
        case _:
            assert_never(unit)


def _words(text: str, view: View) -> Markup:
    return Markup(words_xhtml(text, view))


def _inlines(inlines: Inlines, scene: Scene) -> Markup:
    return Markup(inlines_xhtml(inlines, scene))


def _pages(unit: Unit, view: View, tag: str = "div") -> PagesHere:
    """Return the marks of the printed pages that begin with the unit."""
    before, behind = unit.head.pages, unit.head.pages_behind
    return PagesHere(
        Markup("".join(page_mark(tag, mark, view) for mark in before)),
        Markup("".join(page_mark("div", mark, view) for mark in behind)),
    )


def _text_page(unit: TextUnit, view: View, composed: ComposedText | None) -> TextContext:
    scene = _scene(unit.footnotes, view, composed=composed is not None)
    type_, role = _role(unit)
    nameless = unit.kind in _NAMELESS and not unit.title
    return TextContext(
        id=unit.head.id,
        name=unit.head.name,
        kind=unit.kind.value.replace(" ", "-").replace("'", ""),
        type=type_,
        role=role,
        heading=None if nameless else _heading(unit, scene),
        subtitle=_inlines(unit.subtitle, scene),
        author=_words(unit.author, view),
        pov=_words(unit.pov, view),
        contains=_words(unit.contains, view),
        held=view.format is Format.EPUB,
        composed=composed,
        pages=_pages(unit, view),
        draft=view.words.draft if unit.draft else "",
        epigraphs=Markup(blocks_xhtml(unit.epigraphs, scene)),
        opening=tuple(_note(note, scene) for note in unit.opening),
        body=Markup(composed.body if composed else _text(unit, scene)),
        closing=tuple(_note(note, scene) for note in unit.closing),
        notes_href=view.link_to(unit.notes_at) if unit.notes_at else "",
        notes_name=view.words.authors_note,
        footnotes=_footnotes(unit.footnotes, scene),
    )


def _role(unit: TextUnit) -> tuple[str, str]:
    """Return a section's type and role; an epigraph that is marked in the text is not one twice."""
    if unit.kind is Kind.EPIGRAPH and any(isinstance(block, Epigraph) for block in unit.blocks):
        return "", ""
    return _ROLES.get(unit.kind, ("", ""))


def _text(unit: TextUnit, scene: Scene) -> str:
    """Return a unit's text; only reading systems count its places."""
    if scene.view.format is Format.PDF or not unit.blocks:
        return blocks_xhtml(unit.blocks, scene)
    return placed_xhtml(unit.head.id, unit.blocks, replace(scene, places=places_in(unit)))


def _heading(unit: TextUnit | PromiseUnit, scene: Scene) -> HeadingText | None:
    """Return the heading as printed, None for a section that has neither label nor title."""
    if not (unit.label or unit.title):
        return None
    long = "long" if len(plain_text(unit.title)) > _LONG_TITLE else ""
    return HeadingText(
        id=f"{unit.head.id}-heading",
        name=long if unit.title else "label-alone",
        label=unit.label,
        title=_inlines(unit.title, scene),
    )


def _scene(footnotes: tuple[NumberedNote, ...], view: View, *, composed: bool = False) -> Scene:
    """Return the view with the unit's footnotes; in print their text stands in the line, but where
    the pages are composed."""
    if view.format is Format.EPUB or composed:
        return Scene(view, tuple(CalledNote(note) for note in footnotes))
    plain = Scene(view)
    return Scene(
        view, tuple(CalledNote(note, footnote_spans(note.blocks, plain)) for note in footnotes)
    )


def _footnotes(footnotes: tuple[NumberedNote, ...], scene: Scene) -> tuple[FootnoteText, ...]:
    if scene.view.format is Format.PDF:
        return ()
    return tuple(_footnote(note, scene) for note in footnotes)


def _footnote(note: NumberedNote, scene: Scene) -> FootnoteText:
    """Return a footnote whose first paragraph shares its line with the way back to the text."""
    first, *rest = note.blocks
    before = Markup("")
    if isinstance(first, Paragraph):
        before, blocks = _inlines(first.inlines, scene), tuple(rest)
    else:
        blocks = note.blocks
    body = Markup(blocks_xhtml(blocks, scene))
    return FootnoteText(
        note.id, note.ref_id, note.number, scene.view.words.to_the_text, before, body
    )


def _note(note: PlacedNote, scene: Scene) -> NoteText:
    return NoteText(note.id, note.heading, Markup(blocks_xhtml(note.blocks, scene)))


def _promise_page(unit: PromiseUnit, view: View) -> PromiseContext:
    scene = Scene(view)
    return PromiseContext(
        id=unit.head.id,
        name=unit.head.name,
        pages=_pages(unit, view),
        heading=_heading(unit, scene),
        subtitle=_inlines(unit.subtitle, scene),
        promise=Markup(blocks_xhtml(unit.promise, scene)),
        attribution=_words(unit.attribution, view),
        expected=unit.expected,
        where=_words(unit.where, view),
    )


def _title_page(unit: TitlePage, view: View) -> TitleContext:
    return TitleContext(
        id=unit.head.id,
        name=unit.head.name,
        title=_words(unit.title, view),
        length=_length(unit.title),
        subtitle=_words(unit.subtitle, view),
        authors=tuple(_words(author, view) for author in unit.authors),
        series=_words(unit.series, view),
        fandom=_inlines(unit.fandom, Scene(view)),
        publisher=_words(unit.publisher, view),
        pages=_pages(unit, view),
    )


def _half_title_page(unit: HalfTitlePage, view: View) -> HalfTitleContext:
    return HalfTitleContext(unit.head.id, unit.head.name, _words(unit.title, view))


def _copyright_page(unit: CopyrightPage, view: View) -> CopyrightContext:
    groups = tuple(tuple(_words(line, view) for line in group) for group in unit.groups)
    return CopyrightContext(unit.head.id, unit.head.name, groups, _pages(unit, view))


def _information_page(unit: InformationPage, view: View) -> InformationContext:
    rows = tuple((name, _words(value, view)) for name, value in unit.rows)
    return InformationContext(unit.head.id, unit.title, rows, view.words, _pages(unit, view))


def _colophon_page(unit: ColophonPage, view: View) -> ColophonContext:
    lines = tuple(_words(line, view) for line in unit.lines)
    return ColophonContext(unit.head.id, unit.head.name, lines, _pages(unit, view, "span"))


def _length(title: str) -> str:
    """Return the class of a book's title that is too long for the full size, or ""."""
    match len(title):
        case length if length > _VERY_LONG_TITLE:
            return "very-long-title"
        case length if length > _LONG_TITLE:
            return "long-title"
        case _:
            return ""


def _contents_page(unit: ContentsPage, view: View) -> ContentsContext:
    rows = tuple(_contents_row(entry, view) for entry in view.contents)
    return ContentsContext(unit.head.id, unit.title, rows)


def _contents_row(entry: ContentsEntry, view: View) -> ContentsRow:
    scene = Scene(view)
    title = _inlines(entry.title, scene)
    if not plain_text(entry.title) and entry.pov:
        title = _words(entry.pov, view)
    return ContentsRow(
        href=view.link_to(UnitTarget(entry.unit, "")),
        label=entry.label,
        title=title,
        page=view.page_of(entry.unit),
        name="promised" if entry.promised else "",
        children=tuple(_contents_row(child, view) for child in entry.children),
    )


def _appendix_page(
    unit: NotesAppendix, view: View, composed: ComposedText | None
) -> AppendixContext:
    shown = () if composed else unit.entries
    entries = tuple(_appendix_entry(entry, view) for entry in shown)
    body = Markup(composed.body if composed else "")
    return AppendixContext(unit.head.id, unit.title, entries, _pages(unit, view), composed, body)


def _appendix_entry(entry: AppendixEntry, view: View) -> AppendixPart:
    scene = _scene(entry.footnotes, view)
    page = view.page_of(entry.unit)
    return AppendixPart(
        href=view.link_to(UnitTarget(entry.unit, "")),
        name=entry.name,
        page=view.words.page.format(page=page) if page else "",
        notes=tuple(_note(note, scene) for note in entry.notes),
        footnotes=_footnotes(entry.footnotes, scene),
    )
