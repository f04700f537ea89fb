"""Headings without a style, known by what they say and by how they look.

The paragraphs are laid out as the lines of a plain text, so that the knowledge of `divisions`
serves here as well: what a document says by its format (a new page, the middle, large letters) is
said there by white, by spaces and by capitals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookbuild.intake.divisions import Divided, divide
from bookbuild.intake.divisions import Division as Found
from bookbuild.intake.divisions.headings import Form
from bookbuild.intake.divisions.narrators import as_name, names_in_turn, narrator
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.docx.habits import Habits, is_mark
from bookbuild.intake.docx.headings import Division, element_of, said
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.ebooks.titles import Title, form_of, title_of
from bookbuild.model.book import Kind, Matter

_MEASURE = 72
_LARGER = 4
"""Half points by which letters have to be larger to be seen at once."""
_SHORT = 120
_PAGE, _WIDE = 5, 3
_LONGEST_LINE = 100
_STORY = (Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE)


@dataclass(frozen=True, slots=True)
class Likely:
    """The divisions found, and items that are a list of contents or no part of the book."""

    divisions: tuple[Division, ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Laid:
    """The lines of a document, and of which item each is (-1 for white)."""

    lines: tuple[str, ...]
    items: tuple[int, ...]


def stands_out(para: Para, habits: Habits) -> bool:
    """Return whether a paragraph looks like a heading beside the others."""
    if not para.text or len(para.text) > _SHORT or para.pictures:
        return False
    look = para.look
    larger = look.size >= habits.size + _LARGER and habits.size > 0
    middle = look.align == "center" and habits.align != "center"
    return larger or middle or look.bold or look.caps or look.page or look.underlined


def likely(items: Sequence[Item], habits: Habits) -> Likely:
    """Return the divisions of a document whose headings have no style."""
    laid = _laid_out(items, habits)
    divided = divide(laid.lines)
    found = []
    for one in divided.divisions:
        division = _division(one, laid, items, habits)
        if division is not None:
            found.append(division)
    return Likely(tuple(found), _left_out(divided, laid))


def _laid_out(items: Sequence[Item], habits: Habits) -> _Laid:
    lines: list[str] = []
    origins: list[int] = []
    for at, item in enumerate(items):
        white = 0 if isinstance(item, Para) and item.empty else _white(item, habits)
        typed = [""] * white if at else []
        typed += _typed(item, habits)
        lines += typed
        origins += [at if line else -1 for line in typed]
    return _Laid(tuple(lines), tuple(origins))


def _white(item: Item, habits: Habits) -> int:
    if isinstance(item, Grid):
        return 1
    if item.look.page and len(item.text) <= _SHORT:
        return _PAGE
    look = item.look
    large = look.size >= habits.size + _LARGER or (look.bold and look.align == "center")
    return _WIDE if stands_out(item, habits) and large else 1


def _typed(item: Item, habits: Habits) -> list[str]:
    if isinstance(item, Grid):
        return ["| table |"]
    if item.empty or is_mark(item, habits.marks):
        return [item.text]
    if item.listed or item.boxed:
        return ["·"]
    label = f"{item.numbered.text} " if item.numbered and item.numbered.is_label else ""
    lines = [" ".join(line.split()) for line in item.witness.split("\n")]
    lines = [line for line in lines if line] or [""]
    lines[0] = label + lines[0]
    if len(item.text) > _LONGEST_LINE:
        return [" ".join(lines)]
    if item.look.caps:
        lines = [line.upper() for line in lines]
    if item.look.align == "center" and habits.align != "center":
        lines = [f"{' ' * max((_MEASURE - len(line)) // 2, 8)}{line}" for line in lines]
    return lines


def _division(found: Found, laid: _Laid, items: Sequence[Item], habits: Habits) -> Division | None:
    lines = range(found.line - 1, found.last_heading_line)
    ats = sorted({laid.items[line] for line in lines if laid.items[line] >= 0})
    if not ats or _reaches_further(laid, ats[-1], found.last_heading_line):
        return None
    paras = [item for item in items[ats[0] : ats[-1] + 1] if isinstance(item, Para)]
    shown = tuple(para for para in paras if not para.empty)
    if not shown or any(isinstance(item, Grid) for item in items[ats[0] : ats[-1] + 1]):
        return None
    title = title_of(tuple(element_of(para) for para in shown), "")
    sure = found.confidence
    apart = stands_out(shown[0], habits)
    if apart and (title.number or title.kind is not None):
        sure = max(sure, 0.9)
    matter = found.matter if found.kind is Kind.OTHER else None
    pov = found.pov if found.kind in (Kind.CHAPTER, Kind.OTHER) else ""
    title = title if title.parts else Title(title=found.title)
    level = 0 if found.level else 1
    return Division(
        ats[0], ats[-1] + 1, title, found.kind, level, matter, sure, likely=True, pov=pov
    )


def _reaches_further(laid: _Laid, item: int, line: int) -> bool:
    """Whether a paragraph goes on behind the heading at its beginning."""
    return line < len(laid.items) and laid.items[line] == item


def _left_out(divided: Divided, laid: _Laid) -> tuple[tuple[int, str], ...]:
    found: dict[int, str] = {}
    for one in divided.left_out:
        for line in range(one.first_line - 1, min(one.last_line, len(laid.items))):
            if laid.items[line] >= 0:
                found.setdefault(laid.items[line], one.why)
    return tuple(found.items())


def unstyled(
    items: Sequence[Item], divisions: tuple[Division, ...], habits: Habits
) -> tuple[Division, ...]:
    """Return headings that were typed without the style that the others have.

    Only what says so itself (a prologue, a chapter with its number) and stands out by its looks.
    """
    taken = {at for one in divisions for at in range(one.at, one.end)}
    found = []
    for at, item in enumerate(items):
        if isinstance(item, Grid) or at in taken or item.listed or item.boxed or item.look.level:
            continue
        if not stands_out(item, habits) or item.look.role in ("title", "subtitle", "author"):
            continue
        form = form_of(said(item))
        if form is None or form.bare or (form.named and not _is_page(item, form)):
            continue
        if form.named or form.rank is Rank.CHAPTER:
            title = title_of((element_of(item),), "")
            level = min((d.level for d in divisions if d.kind is Kind.CHAPTER), default=1)
            made = Division(at, at + 1, title, title.kind or form.kind, level, likely=True)
            found.append(replace(made, confidence=0.75))
    return tuple(found)


def _is_page(para: Para, form: Form) -> bool:
    """Whether a name heads a section: it is one of the story, or stands there with nothing else."""
    look = para.look
    alone = look.page or look.level or look.caps or para.text.isupper() or look.bold
    return form.kind in _STORY or (not form.rest and bool(alone))


def with_narrators(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """Return divisions with whose eyes we look through, where their titles say so."""
    told = tuple(d.title.title for d in divisions if d.kind is Kind.CHAPTER and d.title.title)
    names = names_in_turn(told)
    return tuple(
        replace(
            d, pov=as_name(d.title.title) if d.title.title in names else narrator(d.title.title)
        )
        if d.kind is Kind.CHAPTER and d.title.title and not d.pov
        else d
        for d in divisions
    )


def at_either_end(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """Return divisions in order, each with its place where it is none of the story."""
    ordered = sorted(divisions, key=lambda one: one.at)
    story = [one.at for one in ordered if one.kind in (*_STORY, Kind.CHAPTER, Kind.PART)]
    first, last = (story[0], story[-1]) if story else (0, 0)
    return tuple(
        replace(one, matter=one.matter or _place(one.at, first, last))
        if one.kind is Kind.OTHER
        else one
        for one in ordered
    )


def _place(at: int, first: int, last: int) -> Matter:
    if at < first:
        return Matter.FRONT
    return Matter.BACK if at > last else Matter.BODY
