"""Files that are no part of a book: pages of a site, drafts, what the author keeps for later."""

from __future__ import annotations

import re

from bookbuild.intake.folders.listing import folder_of, name_of, stem_of

_ALWAYS = (
    ("readme|read me|index|_index|404|_sidebar|_navbar|_footer", "a page of the site"),
    ("contents|toc|table of contents", "a list of contents, which bookbuild makes anew"),
    ("license|licence|licenses|copying", "a licence"),
    ("contributing|contributors|code of conduct", "a page for helpers"),
    ("changelog|change log|todo|to do|roadmap", "a record of the work"),
    ("contact|about|about this site|about this book|about this project", "a page of the site"),
)
_IN_SITES = (
    (
        "home|welcome|search|tags|categories|archives|news|links|press|faq|help",
        "a page of the site",
    ),
    ("contribute|donate|support|subscribe|newsletter|buy|download|downloads", "a page of the site"),
    ("summary|copyright|colophon|legal|history|releases", "a page of the site"),
)


def _squeezed(name: str) -> str:
    return re.sub(r"[\s.-]+|(?<=.)_+", "", name).casefold()


def _table(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {_squeezed(name): what for names, what in rows for name in names.split("|")}


_PAGES = _table(_ALWAYS)
_SITE_PAGES = _table((*_ALWAYS, *_IN_SITES))
_PAGE_TITLES = frozenset(
    map(_squeezed, ("home", "contents", "table of contents", "license", "contributing", "contact"))
)

_NOT_TEXT = frozenset(
    "resources resource research notes note characters character worldbuilding world places "
    "locations outline outlines planning plans plot templates template assets images img media "
    "drafts draft old archive archives trash deleted cut backup backups scripts layouts includes "
    "static ancillaries bible wiki meta snippets ideas inbox attachments".split()
)
_WORKING = frozenset(
    "outline outlines notes synopsis ideas characters worldbuilding timeline plot plan brainstorm "
    "scraps snippets scratch scratchpad template beats research".split()
)
_PUT_BY = re.compile(r"X{2,3}(?![a-z])|X[\s_.-]|X(?=[A-Z][a-z]|\d)")
_COPY = re.compile(
    r"^copy of |[\s_-]copy(?: ?\d)?$| \(copy\)$|\(\d\)$"
    r"|[._ -](?:bak|old|backup|orig|draft)\d?$",
    re.IGNORECASE,
)
_LINK_LINE = re.compile(r"\s*(?:[-*+]|\d+[.)])?\s*\[[^\]]*\]\([^)]*\)\s*")


def page_of_a_site(path: str, title: str, lines: tuple[str, ...]) -> str:
    """Return why a file that a site's list names is no part of the book, "" where it is one.

    ``title`` is what the list calls it.
    """
    name = _squeezed(stem_of(path))
    what = _SITE_PAGES.get(name, "")
    if not what and _squeezed(title) in _PAGE_TITLES and not stem_of(path)[0].isdigit():
        what = _SITE_PAGES[_squeezed(title)]
    return f"This is {what}." if what else _contents_page(lines)


def page_beside_a_book(path: str, lines: tuple[str, ...]) -> str:
    """Return why a file that no list names is no part of a book by its name or its links."""
    what = _PAGES.get(_squeezed(stem_of(path)))
    return f"This is {what}." if what else _contents_page(lines)


def _contents_page(lines: tuple[str, ...]) -> str:
    """A page of hardly more than links to other files is a table of contents."""
    filled = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "--"))]
    links = sum(bool(_LINK_LINE.fullmatch(line[:500])) and ".md" in line for line in filled)
    if links >= 3 and links * 10 >= len(filled) * 7:
        return "This is a list of contents, which bookbuild makes anew."
    return ""


def put_by(path: str) -> str:
    """Return why a file that no list names stays out of the book, "" where it may be a section."""
    name, stem = name_of(path), stem_of(path)
    if name.startswith("_"):
        return "Its name begins with _, which keeps a file out."
    if _PUT_BY.match(stem):
        return "Its name begins with X, so it looks like a draft that was put by."
    if _COPY.search(stem):
        return "By its name it is an older copy or a draft."
    if _squeezed(stem) in _WORKING:
        return "By its name it holds the author's working notes."
    for part in folder_of(path).split("/"):
        if part.lower().strip("_") in _NOT_TEXT or part.startswith("_"):
            return f"It lies in a folder of working material ({part})."
    return ""
