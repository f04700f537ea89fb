"""Where the sections of a document begin: by its headings, or by what only looks like headings.

A heading style decides. Of its levels, one is that of the chapters; what stands above it are parts
(or the book's title), what stands below are headings within chapters. A number and its title may
stand in two paragraphs. Where no style is used, `likely` looks as a reader does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bookbuild.intake.divisions.headings import DECIMAL, Form
from bookbuild.intake.divisions.titles import title_case
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.intake.docx.habits import Habits
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.ebooks.titles import Title, form_of, title_of
from bookbuild.intake.ebooks.writing import UNNUMBERED
from bookbuild.intake.web.page import Element
from bookbuild.intake.web.visible import squeezed
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind, Matter

_LONGEST = 200
_LONGEST_TITLE = 80
_MOST_EMPTY = 12
_HALF = 0.5
_MOSTLY = 0.8
_REPEATED_TITLE = 3
_OUTSIDE_ENDS = '.,;:!?…"”»'


@dataclass(frozen=True, slots=True)
class Division:
    """A section's beginning: the items from ``at`` up to ``end`` are its heading.

    ``level`` is the heading level that it has in the document, 0 where it has none; ``likely``
    where it was found by its looks. ``confidence`` goes to 1.
    """

    at: int
    end: int
    title: Title
    kind: Kind
    level: int = 0
    matter: Matter | None = None
    confidence: float = 1.0
    likely: bool = False
    pov: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    """A paragraph that is a heading by its style."""

    at: int
    para: Para
    level: int
    form: Form | None


def said(para: Para) -> str:
    """Return a heading as Word prints it, its automatic number in front."""
    label = para.numbered.text if para.numbered and not para.numbered.is_dash else ""
    return squeezed(f"{label} {para.text}")


def element_of(para: Para) -> Element:
    """Return a heading as an element with its lines; an automatic number is a line of its own."""
    children: list[Element | str] = []
    label = para.numbered.text if para.numbered and not para.numbered.is_dash else ""
    own = form_of(para.text) if label and para.text else None
    if label and not (own and not own.bare):
        children += (label, Element("br", (), (), para.number))
    for line in para.witness.split("\n"):
        children += (line, Element("br", (), (), para.number))
    return Element("h1", (), tuple(children), para.number)


def _form(para: Para) -> Form | None:
    """Return the form of a heading, by its automatic number first."""
    label = para.numbered.text if para.numbered else ""
    own = form_of(squeezed(para.witness.split("\n")[0]) if "\n" in para.witness else para.text)
    if label and (own is None or own.bare):
        numbered = form_of(label)
        if numbered is not None:
            return replace(numbered, rest=para.text)
    return own if own is not None or "\n" not in para.witness else form_of(para.text)


# --------------------------------------------------------------------------------- by style


def styled(items: Sequence[Item], book: str) -> tuple[Division, ...]:
    """Return the divisions that headings by style make; ``book`` is the book's title.

    Items are in the order of the document; empty headings and lists of contents are none.
    """
    heads = _heads(items)
    if not heads:
        return ()
    chapters = _chapter_level(items, heads)
    groups = _groups(items, heads, chapters)
    made = [_division(items, group, chapters, book) for group in groups]
    return _settled(tuple(made))


def _heads(items: Sequence[Item]) -> tuple[_Head, ...]:
    titles = sum(isinstance(i, Para) and i.look.role == "title" and bool(i.text) for i in items)
    found = []
    for at, item in enumerate(items):
        if isinstance(item, Grid) or item.listed or item.boxed or item.empty:
            continue
        level = item.look.level
        role = item.look.role
        if not level and role in ("heading", "part"):
            level = 2 if role == "heading" and _has_parts(items) else 1
        if role == "title":
            level = 1 if titles >= _REPEATED_TITLE else 0
        if level and len(item.text) <= _LONGEST:
            found.append(_Head(at, item, level, _form(item)))
    return tuple(found)


def _has_parts(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Para) and item.look.role == "part" for item in items)


def _chapter_level(items: Sequence[Item], heads: tuple[_Head, ...]) -> int:
    """Return the level of the headings that are chapters."""
    levels = sorted({head.level for head in heads})
    for level, below in pairwise(levels):
        here = [head for head in heads if head.level == level]
        under = [head for head in heads if head.level == below]
        if not _is_above(items, heads, here, under):
            return level
    return levels[-1]


def _is_above(
    items: Sequence[Item], heads: tuple[_Head, ...], here: list[_Head], under: list[_Head]
) -> bool:
    """Whether one level holds the chapters of the next: parts, or the title of the book."""
    parts = sum(_is_part(head.form) for head in here)
    if parts * 2 > len(here):
        return True
    if any(_is_chapter(head.form) for head in here):
        return False
    if sum(_is_chapter(head.form) for head in under) >= max(2, len(under) // 2):
        return True
    direct = sum(_directly_below(items, heads, head) for head in here)
    if len(here) == 1:
        return len(under) >= 2 and direct == 1
    return direct >= _MOSTLY * len(here) and len(under) >= 2 * len(here)


def _is_part(form: Form | None) -> bool:
    return form is not None and not form.named and form.rank <= Rank.PART


def _is_chapter(form: Form | None) -> bool:
    return form is not None and not form.named and form.rank is Rank.CHAPTER


def _directly_below(items: Sequence[Item], heads: tuple[_Head, ...], head: _Head) -> bool:
    """Whether the next thing below a heading is a lower heading."""
    after = next((other for other in heads if other.at > head.at), None)
    return after is not None and after.level > head.level and _only_space(items, head.at, after.at)


def _only_space(items: Sequence[Item], first: int, last: int) -> bool:
    between = items[first + 1 : last]
    return len(between) <= _MOST_EMPTY and all(isinstance(i, Para) and i.empty for i in between)


def _groups(
    items: Sequence[Item], heads: tuple[_Head, ...], chapters: int
) -> tuple[tuple[_Head, ...], ...]:
    """Put a number and its title together; headings below the chapters stay in the text."""
    groups: list[list[_Head]] = []
    for head in heads:
        last = groups[-1] if groups else None
        if last and _goes_on(last, head) and _only_space(items, last[-1].at, head.at):
            last.append(head)
        elif head.level <= chapters or _divides(head):
            groups.append([head])
    return tuple(tuple(group) for group in groups)


def _divides(head: _Head) -> bool:
    """Whether a heading of a low level begins a section by what it says."""
    form = head.form
    if form is None or form.bare or form.series.startswith(DECIMAL):
        return False
    story = (Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE)
    return _is_chapter(form) or (form.named and form.kind in story)


def _goes_on(group: list[_Head], head: _Head) -> bool:
    """Whether a heading is the title behind a number, or the rest of a title."""
    first = group[0]
    if head.form is not None or len(group) > 2:
        return False
    if first.form is not None:
        return not first.form.rest and len(group) == 1
    return head.level == first.level and len(group) == 1 and first.at > 0


def _division(
    items: Sequence[Item], group: tuple[_Head, ...], chapters: int, book: str
) -> Division:
    title = title_of(tuple(element_of(head.para) for head in group), book)
    first, last = group[0], group[-1]
    above = first.level < chapters
    kind = title.kind
    if above and kind in (None, Kind.CHAPTER) and not _is_chapter(first.form):
        kind = Kind.PART
    sure = 1.0 if first.level <= chapters else 0.75
    return Division(first.at, last.at + 1, title, kind or Kind.OTHER, first.level, None, sure)


def _settled(made: tuple[Division, ...]) -> tuple[Division, ...]:
    """Say of headings without a number what they are: chapters, or pages around the story."""
    story = [at for at, one in enumerate(made) if _tells(one)]
    first, last = (story[0], story[-1]) if story else (0, len(made) - 1)
    plain = [one for one in made if one.title.kind is None and not one.title.number]
    counted = sum(bool(one.title.number or one.title.label) for one in made)
    loose = counted < _HALF * (len(plain) + counted)
    settled = []
    for at, one in enumerate(made):
        inside = first <= at <= last or loose
        if one.kind is Kind.OTHER and one.title.kind is None:
            kind = Kind.CHAPTER if inside else Kind.OTHER
            one = replace(one, kind=kind)
        settled.append(replace(one, matter=matter_of(one.kind, at < first, at > last)))
    return tuple(settled)


def _tells(one: Division) -> bool:
    story = (Kind.PROLOGUE, Kind.EPILOGUE, Kind.INTERLUDE, Kind.PART, Kind.CHAPTER)
    return bool(one.title.number) or one.kind in story


def matter_of(kind: Kind, before: bool, behind: bool) -> Matter | None:
    """Return where a section stands, None where its kind says it already."""
    if kind is Kind.OTHER:
        return Matter.FRONT if before else Matter.BACK if behind else Matter.BODY
    if kind in BACK_KINDS and kind not in FRONT_KINDS and before:
        return Matter.FRONT
    if kind in FRONT_KINDS and kind not in BACK_KINDS and behind:
        return Matter.BACK
    return None


def with_titles_below(
    items: Sequence[Item], divisions: tuple[Division, ...], habits: Habits
) -> tuple[Division, ...]:
    """Return divisions with the titles that stand below their numbers without being headings.

    Only where most do: a short line, in the middle or bold, that is no sentence.
    """
    bare = [d for d in divisions if d.title.number and not d.title.title]
    found = {d.at: at for d in bare if (at := _title_below(items, d, habits)) is not None}
    if not found or len(found) < _HALF * len(bare):
        return divisions
    return tuple(_titled(items, d, found[d.at]) if d.at in found else d for d in divisions)


def _title_below(items: Sequence[Item], division: Division, habits: Habits) -> int | None:
    for at in range(division.end, min(division.end + 4, len(items))):
        item = items[at]
        if isinstance(item, Grid):
            return None
        if item.empty:
            continue
        text, look = item.text, item.look
        apart = (look.align == "center" and habits.align != "center") or look.bold
        apart = apart or look.role in ("subtitle", "chapter subtitle")
        short = len(text) <= _LONGEST_TITLE and text[-1:] not in _OUTSIDE_ENDS
        if look.page or item.pictures or look.level or form_of(text):
            return None
        return at if apart and short and (title_case(text) or text.isupper()) else None
    return None


def _titled(items: Sequence[Item], division: Division, at: int) -> Division:
    paras = tuple(p for p in items[division.at : at + 1] if isinstance(p, Para) and not p.empty)
    title = title_of(tuple(element_of(para) for para in paras), "")
    return replace(division, end=at + 1, title=title)


def numbered(title: Title, kind: Kind) -> str:
    """Return the number that a section's file names."""
    counted = kind in (Kind.CHAPTER, Kind.PART)
    if counted and not title.number and not title.label and title.title:
        return UNNUMBERED
    story = (Kind.INTERLUDE, Kind.PROLOGUE, Kind.EPILOGUE)
    return title.number if counted or kind in story else ""


def unread(divisions: Sequence[Division]) -> bool:
    """Return whether the numbers of some chapters cannot be read, so that all keep their words."""
    labels = Counter(d.title.label for d in divisions if d.title.kind is Kind.CHAPTER)
    forms = (form_of(label) for label in labels if label)
    return any(f is not None and f.series == "chapter" and f.number is None for f in forms)
