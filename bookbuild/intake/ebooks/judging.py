"""What each part of a divided book becomes: a section of some kind, or a page that is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bookbuild.intake.ebooks.dividing import Group
from bookbuild.intake.ebooks.kinds import (
    KINDS,
    LEFT_OUT,
    STORY,
    kind_name,
    left_by_name,
    looks_like_rights,
    looks_like_title,
    matter_of,
)
from bookbuild.intake.ebooks.titles import Title, form_of, headings_of, title_of, with_label
from bookbuild.intake.web.blocks import KEPT_PICTURE
from bookbuild.intake.web.page import Element, inside
from bookbuild.intake.web.visible import text_of
from bookbuild.intake.words import words_of
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind, Matter, Metadata

_SMALL = 900
_PART_PAGE = 600
_LOOKED_AT = 50_000
"""So many characters tell whether a page is small, and what a small one says."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A group, its headings, what they say, and what it becomes.

    ``left_out`` says what page it is, "" for a section; ``empty`` where there is nothing to show.
    ``holder`` is the title of a part that has no page of its own and begins here.
    """

    group: Group
    headings: tuple[Element, ...]
    title: Title
    kind: Kind
    matter: Matter | None
    left_out: str = ""
    empty: bool = False
    holder: str = ""

    @property
    def is_section(self) -> bool:
        """Whether a section is made of it: it is kept, and has something to show."""
        return not self.left_out and not (self.empty and not self.headings)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A group as it was looked at: its type's name, its words, its headings."""

    group: Group
    name: str
    listed: str
    text: str
    words: tuple[str, ...]
    pictures: tuple[str, ...]
    headings: tuple[Element, ...]
    title: Title


def judge(groups: tuple[Group, ...], metadata: Metadata, cover: str) -> tuple[Judged, ...]:
    """Return what the groups become; ``cover`` is the new path of the cover's picture."""
    looked = _counted(tuple(_look(group, metadata) for group in groups))
    told = tuple(at for at, each in enumerate(looked) if _tells_story(each))
    start, end = (told[0], told[-1]) if told else (-1, len(looked))
    bare = not any(each.headings or each.listed or each.name for each in looked)
    made = []
    for at, each in enumerate(looked):
        left = _left_out(each, metadata, cover, at < start or not told, at > end)
        kind = Kind.CHAPTER if bare else _kind(each, at, (start, end))
        matter = _matter(each, kind, at < start, bool(told) and at > end)
        empty = not each.words and not each.pictures and kind is not Kind.PART
        made.append(
            Judged(each.group, each.headings, each.title, kind, matter, left, empty, _holder(each))
        )
    return tuple(made)


def _look(group: Group, metadata: Metadata) -> _Looked:
    root = group.pieces[0].root
    listed = next((e.title for e in reversed(group.entries) if e.title), "")
    text = "\n".join(text_of(piece.root) for piece in group.pieces)[:_LOOKED_AT]
    headings = headings_of(root, listed)
    title = title_of(headings, metadata.title)
    pictures = tuple(
        picture.get("source")
        for piece in group.pieces
        for picture in inside(piece.root, KEPT_PICTURE)
    )
    name = kind_name(group.types)
    words = tuple(islice(words_of(text), _SMALL + 1))
    return _Looked(group, name, listed, text, words, pictures, headings, title)


def _counted(looked: tuple[_Looked, ...]) -> tuple[_Looked, ...]:
    """Chapters are counted if the numbers of all can be read; else all keep their words for it."""
    unread = any(e.title.kind is Kind.CHAPTER and _unread(e.title.label) for e in looked)
    if not unread:
        return looked
    return tuple(
        replace(e, title=with_label(e.title)) if e.title.kind is Kind.CHAPTER else e for e in looked
    )


def _unread(label: str) -> bool:
    form = form_of(label) if label else None
    return form is not None and form.series == "chapter" and form.number is None


def _tells_story(each: _Looked) -> bool:
    if each.name:
        return each.name in STORY
    form = form_of(each.listed) if not each.headings else None
    kind = each.title.kind or (form.kind if form else None)
    return bool(each.title.number) or kind in (
        Kind.CHAPTER,
        Kind.PART,
        Kind.PROLOGUE,
        Kind.EPILOGUE,
        Kind.INTERLUDE,
    )


def _left_out(each: _Looked, metadata: Metadata, cover: str, before: bool, behind: bool) -> str:
    """Return what page of the old edition a group is, "" for a section."""
    if each.name in LEFT_OUT:
        return LEFT_OUT[each.name]
    if not each.words and each.pictures and set(each.pictures) == {cover}:
        return "the cover"
    if each.name in KINDS or len(each.words) > _SMALL or each.title.number:
        return ""
    heading = " ".join(text_of(heading) for heading in each.headings[:1])
    named = left_by_name(each.listed) or left_by_name(heading)
    if named:
        return named
    title = tuple(words_of(metadata.title))
    authors = sum(len(tuple(words_of(name))) for name in metadata.authors)
    if (before or each.group.entries) and looks_like_title(each.words, title, authors):
        return "the title page"
    if (before or behind) and looks_like_rights(each.text, len(each.words)):
        return "the copyright page"
    return ""


def _kind(each: _Looked, at: int, story: tuple[int, int]) -> Kind:
    typed = KINDS.get(each.name)
    said = each.title.kind
    if said is None and not each.headings:
        form = form_of(each.listed)
        said = form.kind if form else None
    clear = said if said is not Kind.OTHER else None
    if clear and (typed is None or (typed is Kind.CHAPTER and clear is not Kind.PART)):
        return clear
    if typed:
        return typed
    if any(e.holds for e in each.group.entries) and len(each.words) < _PART_PAGE:
        return Kind.PART
    if each.title.number:
        return Kind.CHAPTER
    named = bool(each.headings or each.listed)
    outside = at < story[0] or at > story[1]
    told = story[0] >= 0
    sides = {"frontmatter", "backmatter"} & set(each.group.types)
    if sides or said is Kind.OTHER or (told and outside) or (not named and not told):
        return Kind.OTHER
    return Kind.CHAPTER


def _matter(each: _Looked, kind: Kind, before: bool, behind: bool) -> Matter | None:
    types = each.group.types
    front = before or "frontmatter" in types
    back = behind or "backmatter" in types
    if kind in BACK_KINDS and front and not back:
        return Matter.FRONT
    if kind in FRONT_KINDS and back and not front:
        return Matter.BACK
    return matter_of(kind, types, front, back)


def _holder(each: _Looked) -> str:
    """Return the title of a part that the list of contents names at the same place."""
    entries: Sequence[object] = each.group.entries
    if len(entries) < 2:
        return ""
    outer, inner = each.group.entries[0], each.group.entries[1]
    holds = outer.holds and outer.depth < inner.depth and outer.title != inner.title
    return outer.title if holds else ""
