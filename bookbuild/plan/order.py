"""Where everything stands: front, body and back, and the pages that bookbuild adds among them."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind, Matter, Section
from bookbuild.model.edition import (
    ColophonPage,
    ContentsPage,
    CopyrightPage,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
)
from bookbuild.model.editions import Format


@dataclass(frozen=True, slots=True)
class Placed:
    """A section in its place; ``depth`` is 1 within a part."""

    section: Section
    matter: Matter
    depth: int


def place(sections: tuple[Section, ...]) -> tuple[Placed, ...]:
    """Return the sections in the order of the book.

    The kind decides the matter, whatever the file is called, unless the author does. The body
    keeps the order of the folder; front and back have the order of their kinds.
    """
    by_matter = tuple((matter_of(section), section) for section in sections)
    front = [section for matter, section in by_matter if matter is Matter.FRONT]
    body = [section for matter, section in by_matter if matter is Matter.BODY]
    back = [section for matter, section in by_matter if matter is Matter.BACK]
    return (
        *(Placed(section, Matter.FRONT, 0) for section in sorted(front, key=_front_rank)),
        *_in_parts(body),
        *(Placed(section, Matter.BACK, 0) for section in sorted(back, key=_back_rank)),
    )


def matter_of(section: Section) -> Matter:
    """Return whether a section stands before the story, in it or after it."""
    head = section.head
    if head.matter is not None:
        return head.matter
    if head.kind in BACK_KINDS:
        return Matter.BACK
    return Matter.FRONT if head.kind in FRONT_KINDS else Matter.BODY


def _front_rank(section: Section) -> int:
    kind = section.head.kind
    return FRONT_KINDS.index(kind) if kind in FRONT_KINDS else len(FRONT_KINDS)


def _back_rank(section: Section) -> int:
    return rank_at_the_back(section.head.kind)


def rank_at_the_back(kind: Kind) -> int:
    """Return the place of a kind at the back.

    What has no place of its own there, a section of the author's or a chapter put to the back,
    belongs to the story more than to its makers and stands before the acknowledgments.
    """
    first_of_the_makers = BACK_KINDS.index(Kind.ACKNOWLEDGMENTS)
    rank = BACK_KINDS.index(kind) if kind in BACK_KINDS else first_of_the_makers - 0.5
    return int(rank * 2)


def _in_parts(body: list[Section]) -> tuple[Placed, ...]:
    placed: list[Placed] = []
    in_part = False
    for index, section in enumerate(body):
        if section.head.kind is Kind.PART:
            in_part = True
            placed.append(Placed(section, Matter.BODY, 0))
        else:
            within = in_part and not _closes_the_book(body[index:])
            placed.append(Placed(section, Matter.BODY, 1 if within else 0))
    return tuple(placed)


def _closes_the_book(rest: list[Section]) -> bool:
    """Return whether an epilogue ends the whole book rather than the part it follows.

    One of which it is said that it stands in the body belongs to its part.
    """
    return all(s.head.kind is Kind.EPILOGUE and s.head.matter is None for s in rest)


# ------------------------------------------------------------------------------------ pages


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPages:
    """The pages that bookbuild adds to an edition; each is () where the edition has none."""

    half_title: tuple[HalfTitlePage, ...]
    title: tuple[TitlePage, ...]
    copyright: tuple[CopyrightPage, ...]
    front_information: tuple[InformationPage, ...]
    contents: tuple[ContentsPage, ...]
    notes: tuple[NotesAppendix, ...]
    back_information: tuple[InformationPage, ...]
    whats_new: tuple[TextUnit, ...]
    colophon: tuple[ColophonPage, ...]


def arrange(
    sections: tuple[TextUnit | PromiseUnit, ...], pages: AddedPages, made_as: Format
) -> tuple[Unit, ...]:
    """Return all units of an edition in the order of its pages.

    ``sections`` are in the order of `place`. In print the half title comes first but for praise,
    and a list of other books faces the title page; an EPUB opens with the title page.
    """
    front = [unit for unit in sections if unit.head.matter is Matter.FRONT]
    body = [unit for unit in sections if unit.head.matter is Matter.BODY]
    back = [unit for unit in sections if unit.head.matter is Matter.BACK]
    return (
        *_before_the_contents(front, pages, made_as),
        *pages.contents,
        *(unit for unit in front if unit.kind not in _BEFORE_CONTENTS),
        *body,
        *_from_the_end(back, pages),
    )


_BEFORE_CONTENTS = (Kind.PRAISE, Kind.ALSO_BY, Kind.DEDICATION, Kind.EPIGRAPH)


def _before_the_contents(
    front: list[TextUnit | PromiseUnit], pages: AddedPages, made_as: Format
) -> tuple[Unit, ...]:
    praise, others, dedication, epigraph = (
        tuple(unit for unit in front if unit.kind is kind) for kind in _BEFORE_CONTENTS
    )
    information, copyright_page = pages.front_information, pages.copyright
    match made_as:
        case Format.PDF:
            opening: tuple[Unit, ...] = (*praise, *pages.half_title, *others, *pages.title)
            return (*opening, *copyright_page, *information, *dedication, *epigraph)
        case Format.EPUB:
            opening = (*pages.title, *information, *copyright_page, *praise, *others)
            return (*opening, *dedication, *epigraph)


def _from_the_end(back: list[TextUnit | PromiseUnit], pages: AddedPages) -> tuple[Unit, ...]:
    makers = rank_at_the_back(Kind.ACKNOWLEDGMENTS)
    last = rank_at_the_back(Kind.COLOPHON)
    ranked = [(rank_at_the_back(unit.kind), unit) for unit in back]
    return (
        *(unit for rank, unit in ranked if rank < makers),
        *pages.notes,
        *(unit for rank, unit in ranked if makers <= rank < last),
        *pages.back_information,
        *(unit for rank, unit in ranked if rank >= last),
        *pages.whats_new,
        *pages.colophon,
    )
