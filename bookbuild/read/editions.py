"""The choices of presentation in book.yaml: editions, page sizes, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model.book import NoteKind
from bookbuild.model.editions import (
    DEFAULT_EDITIONS,
    NO_PAGE_LIST,
    Binding,
    ChapterStart,
    ContentsPolicy,
    EditionSettings,
    Format,
    Interior,
    NotesByKind,
    NotesPolicy,
    Numbering,
    Overrides,
    Presentation,
    PromisesPolicy,
    ThemeName,
    Trim,
    WhatsNew,
    WorkNotes,
)
from bookbuild.model.naming import Isbn
from bookbuild.model.text import Blocks
from bookbuild.read.fields import (
    Field,
    Form,
    Reader,
    choice,
    day,
    is_empty,
    list_of,
    mapping,
    paragraphs,
    plain_word,
    text,
    texts,
    yes_or_no,
)
from bookbuild.read.front_matter import note_of
from bookbuild.read.naming import identifier, isbns, path, series
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Entry, Mapping, Node
from bookbuild.report import Checked, Diagnostic, Place, error

_POINTS = {"in": 72.0, "inch": 72.0, "inches": 72.0, '"': 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}
_SIZE = re.compile(
    r"(?P<width>\d+(?:[.,]\d+)?)\s*(?P<unit_1>[a-z\"]*)\s*[x×]\s*"
    r"(?P<height>\d+(?:[.,]\d+)?)\s*(?P<unit_2>[a-z\"]*)"
)
_ISO_SIZES_MM = (("a4", 210, 297), ("a5", 148, 210), ("a6", 105, 148), ("b5", 176, 250))
_NAMED_SIZES = (
    *((name, Trim(w * 72 / 25.4, h * 72 / 25.4)) for name, w, h in _ISO_SIZES_MM),
    ("letter", Trim(612.0, 792.0)),
    ("half letter", Trim(396.0, 612.0)),
    ("pocket", Trim(306.0, 495.0)),
    ("mass market", Trim(306.0, 494.64)),
    ("digest", Trim(396.0, 612.0)),
    ("trade", Trim(432.0, 648.0)),
)
_SHEETS = ("2", "4", "8", "16", "32")
_LEAST, _MOST = 180.0, 1224.0
"""A page's shortest and longest side in points: 2½ and 17 inches."""


def read_presentation(form: Form) -> Presentation:
    """Read the keys that hold for every edition."""
    return Presentation(
        chapter_heading=form.read("chapter-heading", _pattern("label", "word", "number"), ""),
        numbering=form.read("numbering", choice(Numbering), Numbering.WORDS),
        pov_line=form.read("pov-line", _pattern("pov"), "{pov}"),
        contents=form.read("contents", _contents, ContentsPolicy.AUTO),
        chapter_start=form.read("chapter-start", choice(ChapterStart), ChapterStart.RIGHT),
        embed_fonts=form.read("embed-fonts", yes_or_no, True),
        drop_caps=form.read("drop-caps", yes_or_no, False),
        theme=form.read("theme", choice(ThemeName), ThemeName.CLASSIC),
    )


def _contents(node: Node, field: Field) -> Checked[ContentsPolicy | None]:
    word = plain_word(node, field)
    match (word.value or "").casefold():
        case "true" | "on":
            return Checked(ContentsPolicy.YES)
        case "false" | "off":
            return Checked(ContentsPolicy.NO)
        case _:
            return choice(ContentsPolicy)(node, field)


def _pattern(*names: str) -> Reader[str]:
    """Return a reader of a text in which these names may stand in braces."""

    def read(node: Node, field: Field) -> Checked[str | None]:
        typed = text(node, field)
        if typed.value is None:
            return typed
        rest = re.sub("|".join(rf"\{{{name}\}}" for name in names), "", typed.value)
        if "{" not in rest and "}" not in rest:
            return typed
        known = ", ".join(f"{{{name}}}" for name in names)
        message = f"`{field.key}` has something in braces that bookbuild cannot fill in."
        hint = f"In braces here: {known}."
        return Checked(None, (error("bad-pattern", Place(field.file, node.line), message, hint),))

    return read


# ---------------------------------------------------------------------------------- editions


def editions(node: Node, field: Field) -> Checked[tuple[EditionSettings, ...] | None]:
    """Read ``editions:``: a name each, with settings laid over the two that are always there."""
    group = mapping(node, field)
    if group.value is None:
        return Checked(None, group.diagnostics)
    found = list(DEFAULT_EDITIONS)
    diagnostics: list[Diagnostic] = []
    for entry in group.value.entries:
        index = next((n for n, one in enumerate(found) if one.name == entry.key), None)
        base = EditionSettings(entry.key, tuple(Format)) if index is None else found[index]
        edition = _edition(entry, base, field)
        diagnostics.extend(edition.diagnostics)
        if index is None:
            found.append(edition.value)
        else:
            found[index] = edition.value
    diagnostics.extend(_unknown_page_lists(group.value, tuple(found), field))
    return Checked(tuple(found), tuple(diagnostics))


def _unknown_page_lists(
    group: Mapping, editions: tuple[EditionSettings, ...], field: Field
) -> Iterator[Diagnostic]:
    """Yield what is wrong with page lists of editions that are not printed."""
    printed = tuple(each.name for each in editions if Format.PDF in each.formats)
    lines = {each.name: each.line for each in editions}
    wanted = {each.name: each.page_list for each in editions}
    for entry in group.entries:
        name = wanted[entry.key]
        if name in ("", NO_PAGE_LIST, *printed):
            continue
        inner = entry.value.entries if isinstance(entry.value, Mapping) else ()
        line = next((each.line for each in inner if each.key == "page-list"), lines[entry.key])
        message = f"`page-list` names “{shorten(name)}”, and no edition of that name is a PDF."
        known = ", ".join(f"`page-list: {each}`" for each in printed) or "no edition is one"
        hint = f"Name a print edition ({known}), or write `page-list: no`."
        yield error("unknown-edition", Place(field.file, line), message, hint)


def _edition(entry: Entry, base: EditionSettings, field: Field) -> Checked[EditionSettings]:
    base = replace(base, line=entry.line)
    if not isinstance(entry.value, Mapping):
        if is_empty(entry.value):
            return Checked(base)
        return Checked(base, mapping(entry.value, Field(field.file, entry.key)).diagnostics)
    form = Form(entry.value, field.file, f"{field.key}: {entry.key}")
    edition = replace(
        base,
        formats=form.read("formats", _formats, base.formats),
        notes=form.read("notes", _notes, base.notes),
        trim=form.read("trim", trim, base.trim),
        output=form.read("output", _file_name, base.output),
        promises=form.read("promises", choice(PromisesPolicy), base.promises),
        final=form.read("final", yes_or_no, base.final),
        sections=form.read("sections", texts, base.sections),
        without=form.read("without", texts, base.without),
        ends_with=form.read("ends-with", _prose, base.ends_with),
        numbering_restarts=form.read("numbering-restarts", yes_or_no, base.numbering_restarts),
        css=form.read("css", list_of(path), base.css),
        embed_fonts=form.read("embed-fonts", yes_or_no, base.embed_fonts),
        theme=form.read("theme", choice(ThemeName), base.theme),
        large_print=form.read("large-print", yes_or_no, base.large_print),
        ahead=form.read("ahead", _count, base.ahead),
        whats_new=form.read("whats-new", _whats_new, base.whats_new),
        page_list=form.read("page-list", _page_list, base.page_list),
        pages_multiple=form.read("pages-multiple", _pages_multiple, base.pages_multiple),
        binding=form.read("binding", choice(Binding), base.binding),
        interior=form.read("interior", choice(Interior), base.interior),
        metadata=_overrides(form),
    )
    return Checked(edition, form.finish())


def _overrides(form: Form) -> Overrides:
    return Overrides(
        title=form.read("title", text, ""),
        subtitle=form.read("subtitle", text, ""),
        series=form.read("series", series, None),
        description=form.read("description", paragraphs, ""),
        identifier=form.read("identifier", identifier, ""),
        published=form.read("date", day, None),
        edition_statement=form.read("edition-statement", text, ""),
        cover=form.read("cover", path, ""),
        cover_alt=form.read("cover-alt", text, ""),
        isbns=_own_isbns(form.read_all("isbn", isbns)),
    )


def _own_isbns(found: tuple[Isbn, ...]) -> tuple[Isbn, ...]:
    """Return ISBNs that belong to one edition: what each was given for can only be a format."""
    return tuple(replace(isbn, edition="", format=isbn.format or isbn.edition) for isbn in found)


def _notes(node: Node, field: Field) -> Checked[NotesPolicy | NotesByKind | None]:
    """Read where notes go: one place for all of them, or one for each kind."""
    if not isinstance(node, Mapping):
        return _one_place(node, field)
    form = Form(node, field.file, field.key)
    found = NotesByKind(
        opening=form.read("opening", choice(NotesPolicy), None),
        closing=form.read("closing", choice(NotesPolicy), None),
        work=form.read("work", choice(WorkNotes), None),
        summary=form.read("summary", choice(NotesPolicy), None),
    )
    return Checked(found, form.finish())


def _one_place(node: Node, field: Field) -> Checked[NotesPolicy | NotesByKind | None]:
    read = choice(NotesPolicy)(node, field)
    return Checked(read.value, read.diagnostics)


def _count(node: Node, field: Field) -> Checked[int | None]:
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    if word.value.isascii() and word.value.isdecimal() and len(word.value) < 5:
        return Checked(int(word.value))
    message = f"`{field.key}` takes a number of sections, and “{shorten(word.value)}” is none."
    place = Place(field.file, node.line)
    return Checked(None, (error("bad-number", place, message, f"Write: `{field.key}: 2`"),))


def _pages_multiple(node: Node, field: Field) -> Checked[int | None]:
    """Read to what the pages are filled up: 4 for a folded sheet, 16 for a section of four."""
    word = plain_word(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    if word.value.strip() in _SHEETS:
        return Checked(int(word.value))
    message = f"`{field.key}` is “{shorten(word.value)}”, and leaves are not folded so."
    hint = f"Write {', '.join(_SHEETS[:-1])} or {_SHEETS[-1]}: `{field.key}: 16`"
    return Checked(None, (error("bad-number", Place(field.file, node.line), message, hint),))


def _page_list(node: Node, field: Field) -> Checked[str | None]:
    """Read the name of a print edition; "off" and "false" are other words for none."""
    word = plain_word(node, field)
    if (word.value or "").casefold() in ("no", "off", "false"):
        return Checked(NO_PAGE_LIST)
    return word


def _formats(node: Node, field: Field) -> Checked[tuple[Format, ...] | None]:
    formats = list_of(choice(Format))(node, field)
    return Checked(tuple(dict.fromkeys(formats.value or ())) or None, formats.diagnostics)


def _whats_new(node: Node, field: Field) -> Checked[tuple[WhatsNew, ...] | None]:
    shown = list_of(choice(WhatsNew))(node, field)
    return Checked(tuple(dict.fromkeys(shown.value or ())) or None, shown.diagnostics)


def _prose(node: Node, field: Field) -> Checked[Blocks | None]:
    """Read a text for the readers, written as a note is."""
    note = note_of(NoteKind.CLOSING)(node, field)
    blocks = tuple(block for each in note.value or () for block in each.blocks)
    return Checked(blocks, note.diagnostics)


def _file_name(node: Node, field: Field) -> Checked[str | None]:
    typed = text(node, field)
    if typed.value is None or re.fullmatch(
        r"[^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]*", typed.value
    ):
        return typed
    message = f"“{shorten(typed.value)}” cannot be the name of a file."
    hint = "Write a name without slashes and without its ending: `output: the-fall`"
    return Checked(None, (error("bad-file-name", Place(field.file, node.line), message, hint),))


def trim(node: Node, field: Field) -> Checked[Trim | None]:
    """Read a page size: "5.5x8.5 in", "148 x 210 mm", "A5"; without a unit, inches or, from 30
    on, millimetres."""
    word = text(node, field)
    if word.value is None:
        return Checked(None, word.diagnostics)
    size = _size(word.value.casefold().strip()[:40])
    if size and all(_LEAST <= side <= _MOST for side in (size.width, size.height)):
        return Checked(size)
    message = f"“{shorten(word.value)}” is no size that a page of a book can have."
    hint = f"Write width and height: `{field.key}: 5.5x8.5 in`, `148x210 mm`, or `A5`."
    return Checked(None, (error("bad-size", Place(field.file, node.line), message, hint),))


def _size(words: str) -> Trim | None:
    name = words.replace("-", " ")
    named = next((size for known, size in _NAMED_SIZES if known == name), None)
    match = _SIZE.fullmatch(words)
    if named or not match:
        return named
    width, height = (float(match[side].replace(",", ".")) for side in ("width", "height"))
    unit = match["unit_2"] or match["unit_1"] or ("in" if width < 30 else "mm")
    if unit not in _POINTS or match["unit_1"] not in ("", unit):
        return None
    return Trim(round(width * _POINTS[unit], 3), round(height * _POINTS[unit], 3))
