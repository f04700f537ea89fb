"""What stands before the first section: the title page, who wrote it, and pages of their own.

The title and the author move to book.yaml. The address block of a manuscript (a name, a street, a
telephone number, how many words) is for an editor's eyes, and stays out of the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.intake.divisions.numerals import fold
from bookbuild.intake.docx.habits import BYLINE, Habits, is_mark
from bookbuild.intake.docx.headings import said
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.docx.witness import has_words
from bookbuild.intake.ebooks.kinds import left_by_name, looks_like_rights
from bookbuild.intake.ebooks.titles import form_of
from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind

_CONTACT = re.compile(
    r"\b[\w.+-]+@[\w-]+\.\w|\b(?:approx\w*\.?|about|circa|ca\.)?\s*[\d,. ]{3,9}\s?(?:words|wörter"
    r"|mots|palabras|parole|zeichen|signs)\b|\bword\s?count\b|\+?\(?\d{2,5}\)?[\s./-]\d{3,}"
    r"[\s./-]?\d{2,}|\b[A-Z]{2}\s+\d{5}\b|\bagent:|\brepresented by\b",
    re.IGNORECASE,
)
_DEDICATED = re.compile(
    r"(?:dedicated to|in (?:loving )?memory|in memoriam|for|to|für|pour|à|para|per|voor|till|dla)"
    r"\b.{2,}",
    re.IGNORECASE,
)
_BY = frozenset("by von par de por di door av af od".split())
_MOST_LINES = 40
_LONGEST_TITLE = 120
_MOST_TITLE_PAGE = 45
_MOST_DEDICATION = 40
_MOST_EPIGRAPH = 130
_MUCH_LARGER = 8
_DASH = ("—", "–", "―", "--")


@dataclass(frozen=True, slots=True)
class Gone:
    """An item that is no text of a section: what it became, and whether it moved to book.yaml."""

    at: int
    into: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page before the story that is a section of its own; ``head`` items are its heading."""

    items: tuple[int, ...]
    kind: Kind
    sure: float


@dataclass(frozen=True, slots=True)
class Front:
    """The title, subtitle and author as the title page has them, "" for none.

    ``gone`` are items that are accounted for; ``pages`` what is left, page by page. ``rest`` are
    items at the end that belong to the text where no heading parts it from the title.
    """

    title: str = ""
    subtitle: str = ""
    author: str = ""
    gone: tuple[Gone, ...] = ()
    pages: tuple[Page, ...] = ()
    rest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Titles:
    title: tuple[int, ...] = ()
    subtitle: tuple[int, ...] = ()
    author: tuple[int, ...] = ()
    name: str = ""

    @property
    def all(self) -> tuple[int, ...]:
        return (*self.title, *self.subtitle, *self.author)


def read_front(
    items: Sequence[Item], end: int, habits: Habits, known: tuple[str, str], *, divided: bool
) -> Front:
    """Return what the items before ``end`` say.

    ``known`` are the title and author of the file's properties, which only help to recognise the
    same words on the page. Without divisions (``divided`` is False), only what opens the document
    is looked at, and the rest is text.
    """
    paras = tuple(
        (at, item)
        for at, item in enumerate(items[:end])
        if isinstance(item, Para) and not item.empty and not item.listed
    )[:_MOST_LINES]
    titles = _titles(paras, habits, known)
    gone = {at: Gone(at, "the book's title", True) for at in titles.title}
    gone |= {at: Gone(at, "the book's subtitle", True) for at in titles.subtitle}
    gone |= {at: Gone(at, "the author", True) for at in titles.author}
    gone |= {one.at: one for one in _address(paras, titles)}
    last = max(titles.all, default=-1)
    rest: tuple[int, ...] = ()
    if not divided:
        opened = max((*gone, last), default=-1) + 1
        rest = tuple(at for at in range(opened, end) if at not in gone)
        end = opened
    pages: list[Page] = []
    for members in _pages(items, end):
        left = tuple(at for at in members if at not in gone)
        gone |= {one.at: one for one in _left_out(items, left, members, titles)}
        left = tuple(at for at in left if at not in gone)
        if any(_shows(items[at]) for at in left):
            pages.append(_page(items, left, habits))
    return Front(
        _joined(items, titles.title),
        _joined(items, titles.subtitle),
        titles.name,
        tuple(sorted(gone.values(), key=lambda one: one.at)),
        tuple(pages),
        rest,
    )


def _shows(item: Item) -> bool:
    return isinstance(item, Grid) or not item.empty


def _joined(items: Sequence[Item], ats: tuple[int, ...]) -> str:
    return " ".join(item.text for at in ats if isinstance(item := items[at], Para))


# --------------------------------------------------------------------------- title and author


def _titles(paras: tuple[tuple[int, Para], ...], habits: Habits, known: tuple[str, str]) -> _Titles:
    named = _by_style(paras)
    title = named or _by_properties(paras, known[0]) or _by_author(paras, habits)
    title = title or _by_size(paras, habits)
    if not title:
        return _Titles()
    below = tuple((at, para) for at, para in paras if at > title[-1])[:6]
    subtitle: list[int] = []
    for place, (at, para) in enumerate(below):
        author = _author(below[place:], known[1])
        if author:
            return _Titles(title, tuple(subtitle), *author)
        if para.look.role != "subtitle" and not _may_be_subtitle(para, habits):
            break
        subtitle.append(at)
    styled = tuple(at for at, para in below if para.look.role == "subtitle")
    return _Titles(title, styled)


def _by_style(paras: tuple[tuple[int, Para], ...]) -> tuple[int, ...]:
    found = [at for at, para in paras if para.look.role == "title"]
    return tuple(at for at in found[:3] if at - found[0] < 6)


def _by_properties(paras: tuple[tuple[int, Para], ...], title: str) -> tuple[int, ...]:
    wanted = _folded(title)
    for at, para in paras[:12]:
        if wanted and _folded(para.text) == wanted:
            return (at,)
    return ()


def _by_author(paras: tuple[tuple[int, Para], ...], habits: Habits) -> tuple[int, ...]:
    """The title is what stands above "by" and a name, in the middle or large."""
    for place, (_, para) in enumerate(paras):
        if (place and _name(para.text)) or (place and fold(para.text) in _BY):
            above = paras[max(0, place - 3) : place]
            set_apart = [at for at, p in above if _is_apart(p, habits) and not _is_contact(p)]
            near = [at for at, p in above[-1:] if len(p.text) <= _LONGEST_TITLE]
            chosen = set_apart[:1] or (near if not _is_contact(above[-1][1]) else [])
            return tuple(chosen)
    return ()


def _by_size(paras: tuple[tuple[int, Para], ...], habits: Habits) -> tuple[int, ...]:
    for at, para in paras[:8]:
        large = para.look.size >= habits.size + _MUCH_LARGER and habits.size > 0
        if large and len(para.text) <= _LONGEST_TITLE and not form_of(said(para)):
            return (at,)
    return ()


def _is_apart(para: Para, habits: Habits) -> bool:
    look = para.look
    middle = look.align == "center" and habits.align != "center"
    return len(para.text) <= _LONGEST_TITLE and (
        middle or look.bold or look.size > habits.size or look.level > 0
    )


def _may_be_subtitle(para: Para, habits: Habits) -> bool:
    short = len(para.text) <= 80 and not para.look.page and not _is_contact(para)
    return short and _is_apart(para, habits) and not form_of(said(para))


def _author(below: tuple[tuple[int, Para], ...], known: str) -> tuple[tuple[int, ...], str] | None:
    """Return the paragraphs that name the author first among these, and the name."""
    at, para = below[0]
    if para.look.role == "author":
        return (at,), _name(para.text) or para.text
    name = _name(para.text)
    if name:
        return (at,), name
    if known and _folded(para.text) == _folded(known):
        return (at,), para.text
    if fold(para.text).strip(" :") in _BY and len(below) > 1 and _is_name(below[1][1].text):
        return (at, below[1][0]), below[1][1].text
    return None


def _name(text: str) -> str:
    """Return the name in "by Mary Shelley", "" for other lines."""
    found = BYLINE.fullmatch(text)
    name = found["name"] if found else ""
    return name if name and _is_name(name) else ""


def _is_name(text: str) -> bool:
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    return 0 < len(words) <= 8 and capitals * 2 > len(words) and text[-1:] not in ",;:?!"


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words_of(text))


# ------------------------------------------------------------------------------- other pages


def _is_contact(para: Para) -> bool:
    return bool(_CONTACT.search(para.text)) and len(para.text) <= 200


def _address(paras: tuple[tuple[int, Para], ...], titles: _Titles) -> Iterator[Gone]:
    """The lines above the title, or at the very top, where some of them can only be an address."""
    first = min(titles.all, default=-1)
    above = [(at, para) for at, para in paras if at < first]
    if any(_is_contact(para) for _, para in above) and len(above) <= 14:
        for at, para in above:
            if len(para.text) <= 200:
                yield Gone(at, "the address block of the manuscript")
    for at, para in paras[:_MOST_LINES]:
        near = first >= 0 and at > first and at - max(titles.all) < 6
        if near and _is_contact(para) and len(para.text) <= 60:
            yield Gone(at, "the address block of the manuscript")


def _pages(items: Sequence[Item], end: int) -> Iterator[tuple[int, ...]]:
    page: list[int] = []
    for at in range(end):
        item = items[at]
        if isinstance(item, Para) and item.look.page and page:
            yield tuple(page)
            page = []
        page.append(at)
    if page:
        yield tuple(page)


def _left_out(
    items: Sequence[Item], left: tuple[int, ...], page: tuple[int, ...], titles: _Titles
) -> Iterator[Gone]:
    """Yield the items of a page of the old book that a new one makes for itself."""
    shown = tuple(at for at in left if _shows(items[at]))
    text = "\n".join(items[at].text for at in shown)
    count = sum(1 for _ in words_of(text))
    first = items[shown[0]].text if shown else ""
    into = ""
    if looks_like_rights(text, count):
        into = "the copyright page"
    elif any(at in titles.all for at in page) and count <= _MOST_TITLE_PAGE:
        into = "the title page"
    elif shown and _folded(text) == tuple(
        word for at in titles.title for word in _folded(items[at].text)
    ):
        into = "the half title"
    elif shown and left_by_name(first) == "the list of contents":
        into = "the list of contents"
    if into:
        yield from (Gone(at, into) for at in shown if has_words(items[at].text) or into)


def _page(items: Sequence[Item], left: tuple[int, ...], habits: Habits) -> Page:
    shown = [item for at in left if _shows(item := items[at])]
    paras = [item for item in shown if isinstance(item, Para)]
    text = " ".join(item.text for item in shown)
    count = sum(1 for _ in words_of(text))
    roles = {para.look.role for para in paras}
    if "dedication" in roles and count <= _MOST_DEDICATION * 2:
        return Page(left, Kind.DEDICATION, 1.0)
    if "epigraph" in roles and count <= _MOST_EPIGRAPH * 2:
        return Page(left, Kind.EPIGRAPH, 1.0)
    whole = len(paras) == len(shown) and not any(is_mark(p, habits.marks) for p in paras)
    if whole and count <= _MOST_DEDICATION and _DEDICATED.fullmatch(paras[0].text):
        return Page(left, Kind.DEDICATION, 0.7)
    source = len(paras) > 1 and paras[-1].text.startswith(_DASH)
    if whole and count <= _MOST_EPIGRAPH and source:
        return Page(left, Kind.EPIGRAPH, 0.7)
    return Page(left, Kind.OTHER, 0.7)
