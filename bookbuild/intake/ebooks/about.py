"""What a package says of the work: title, people, series, identifiers; and what stays behind.

The book's own people are the book's. Who packed, proofread or converted the file is no part of
the book, nor is the program that made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookbuild.intake.ebooks.package import Package
from bookbuild.intake.report import Finding
from bookbuild.intake.web.page import Element, kids, parse
from bookbuild.intake.web.visible import lines_in, squeezed
from bookbuild.model.book import Contributor, Metadata
from bookbuild.model.naming import Isbn, Series
from bookbuild.report import BookbuildError

_ROLES = {
    "aut": "author",
    "cre": "author",
    "edt": "editor",
    "ill": "illustrator",
    "trl": "translator",
    "art": "artist",
    "cov": "cover artist",
    "cvd": "cover designer",
    "aui": "introduction",
    "aft": "afterword",
    "win": "introduction",
    "wpr": "preface",
    "ctb": "contributor",
    "clb": "collaborator",
    "pht": "photographer",
    "nrt": "narrator",
    "cmm": "commentator",
    "ann": "annotator",
    "bkd": "book designer",
    "com": "compiler",
    "aqt": "quoted author",
    "aud": "dialogue",
    "lyr": "lyricist",
    "ctg": "cartographer",
}
"""The MARC codes of those who had a part in the work, and not only in its file."""

_LEFT = frozenset("bkp mrk pfr trc blw tyg tyd mdc dst prt cns cph dto own rpt".split())
_PROGRAM = re.compile(
    r"calibre|sigil|pandoc|kindle|jutoh|vellum|atticus|scrivener|indesign|writer2epub|epub|\bv?\d+\.\d+"
    r"|https?://",
    re.IGNORECASE,
)
_TAG = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")
_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:$|T)")
_LONGEST = 20_000
_MOST = 200


@dataclass(frozen=True, slots=True)
class About:
    """The work's metadata, and what was left behind."""

    metadata: Metadata
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """The elements of the metadata, and what refines them: (property, value) by the id refined."""

    elements: tuple[Element, ...]
    refined: dict[str, tuple[tuple[str, str], ...]]

    def all(self, tag: str) -> tuple[Element, ...]:
        found = (element for element in self.elements if element.tag == tag)
        return tuple(element for element in found if _words(element))[:_MOST]

    def first(self, tag: str) -> str:
        return next((_words(element) for element in self.all(tag)), "")

    def of(self, element: Element, name: str) -> tuple[str, ...]:
        refined = self.refined.get(element.get("id"), ()) if element.get("id") else ()
        return tuple(value for known, value in refined if known == name)

    def meta(self, name: str) -> str:
        metas = (element for element in self.elements if element.tag == "meta")
        return next((squeezed(m.get("content")) for m in metas if m.get("name") == name), "")


def about_work(package: Package, source: str) -> About:
    """Return what the package says of the work; ``language`` is "" where it says none.

    ``source`` is the package document as messages name it.
    """
    said = _said(package)
    contributors, behind = _people(said)
    main, subtitle = _titles(said)
    isbns, identifier = _identifiers(said, package.identifier_id)
    language = said.first("language")
    metadata = Metadata(
        _words(main) if main else "",
        subtitle,
        _sorted_as(said, main),
        contributors,
        language if _TAG.fullmatch(language) else "",
        _series(said),
        said.first("publisher")[:500],
        said.first("rights")[:_LONGEST],
        "",
        _description(said),
        tuple(dict.fromkeys(_words(subject) for subject in said.all("subject"))),
        identifier,
        isbns,
        _published(said),
    )
    return About(metadata, tuple(_left_behind(source, said, behind)))


def _said(package: Package) -> _Said:
    refined: dict[str, list[tuple[str, str]]] = {}
    elements: list[Element] = []
    for element in _flat(package.metadata):
        target = element.get("refines").removeprefix("#")
        if element.tag == "meta" and target:
            refined.setdefault(target, []).append((element.get("property"), _words(element)))
        else:
            elements.append(element)
    return _Said(tuple(elements), {key: tuple(pairs) for key, pairs in refined.items()})


def _flat(metadata: Element | None) -> Iterator[Element]:
    """EPUB 2 knew groups: dc-metadata and x-metadata."""
    for element in kids(metadata) if metadata else ():
        if element.tag in ("dc-metadata", "x-metadata"):
            yield from kids(element)
        else:
            yield element


def _words(element: Element) -> str:
    return squeezed("".join(child for child in element.children if isinstance(child, str)))


def _titles(said: _Said) -> tuple[Element | None, str]:
    titles = said.all("title")
    kinds = {title: (said.of(title, "title-type") or ("",))[0] for title in titles}
    main = next((t for t in titles if kinds[t] == "main"), None)
    main = main or next((t for t in titles if kinds[t] in ("", "collection")), None)
    main = main or (titles[0] if titles else None)
    subtitles = (_words(t) for t in titles if kinds[t] == "subtitle" and t is not main)
    return main, next(subtitles, "")


def _sorted_as(said: _Said, main: Element | None) -> str:
    if main is None:
        return ""
    given = (said.of(main, "file-as") or (main.get("opf:file-as"),))[0]
    given = given or said.meta("calibre:title_sort")
    return given if given != _words(main) else ""


# --------------------------------------------------------------------------------- people


def _people(said: _Said) -> tuple[tuple[Contributor, ...], tuple[tuple[str, str], ...]]:
    """Return the book's people, and the names and roles of those who stay behind."""
    people: list[Contributor] = []
    behind: list[tuple[str, str]] = []
    for element in (*said.all("creator"), *said.all("contributor")):
        name = _words(element)[:300]
        codes = said.of(element, "role") or (element.get("opf:role"),)
        role = _role(tuple(code.strip().lower() for code in codes), element.tag, name)
        sort = (said.of(element, "file-as") or (element.get("opf:file-as"),))[0]
        if not role:
            behind.append((name, " ".join(codes)))
        elif all((one.name, one.role) != (name, role) for one in people):
            people.append(Contributor(name, role, sort if sort != name else ""))
    return tuple(people), tuple(behind)


def _role(codes: tuple[str, ...], tag: str, name: str) -> str:
    """Return a person's part in the work, "" for who only had one in its file."""
    packs = any(code in ("bkp", "mrk", "pfr") for code in codes)
    known = tuple(_ROLES[code] for code in codes if code in _ROLES)
    if tag == "creator":
        return known[0] if known else "author" if not packs else ""
    if packs or any(code in _LEFT for code in codes):
        return ""
    if known:
        return known[0]
    spelled = next((code for code in codes if len(code) > 3), "")
    return "" if _PROGRAM.search(name) else spelled[:60] or "contributor"


def _left_behind(
    source: str, said: _Said, behind: tuple[tuple[str, str], ...]
) -> Iterator[Finding]:
    remedy = "Add a name to contributors in book.yaml if it belongs in the book."
    for name, _ in behind:
        what = f"{name} made the file and not the work, and was left out of book.yaml."
        yield Finding(0, source, what, remedy)
    metas = [element for element in said.elements if element.tag == "meta"]
    names = (meta.get("name") or meta.get("property") for meta in metas)
    programs = sorted({name for name in names if _of_program(name)})
    if programs:
        listed = ", ".join(programs[:6])
        what = f"What the program that made the file wrote of itself was left behind ({listed})."
        yield Finding(0, source, what, "")


def _of_program(name: str) -> bool:
    program = name.lower().startswith(("calibre:", "sigil", "ibooks", "generator", "rdf:"))
    return program and name not in ("calibre:series", "calibre:series_index", "calibre:title_sort")


# ------------------------------------------------------------------- series, numbers, words


def _series(said: _Said) -> Series | None:
    found: list[tuple[bool, Series]] = []
    for meta in said.elements:
        if meta.tag == "meta" and meta.get("property") == "belongs-to-collection" and _words(meta):
            kind = (said.of(meta, "collection-type") or ("",))[0]
            number = (said.of(meta, "group-position") or ("",))[0]
            if kind in ("series", ""):
                found.append((kind == "series", Series(_words(meta), _plain(number))))
    name = said.meta("calibre:series")
    if name:
        found.append((True, Series(name, _plain(said.meta("calibre:series_index")))))
    found.sort(key=lambda pair: not pair[0])
    return found[0][1] if found else None


def _plain(number: str) -> str:
    return re.sub(r"^(\d+)\.0+$", r"\1", number)


def _identifiers(said: _Said, unique: str) -> tuple[tuple[Isbn, ...], str]:
    isbns: dict[str, None] = {}
    own = ""
    for element in said.all("identifier"):
        text = _words(element)
        number = _isbn(text)
        if number:
            isbns[number] = None
        elif not own or (unique and element.get("id") == unique):
            own = _address(text) or own
    return tuple(Isbn(number) for number in tuple(isbns)[:1]), own


def _address(text: str) -> str:
    uuid = _UUID.fullmatch(text)
    if uuid:
        return f"urn:uuid:{uuid[1].lower()}"
    plain = text.startswith(("https://", "http://", "urn:")) and len(text) < 500
    return text if plain and " " not in text else ""


def _isbn(text: str) -> str:
    """Return an ISBN of thirteen digits whose check digit is right, "" for other identifiers."""
    digits = re.sub(r"^(?:urn:)?isbn:?|[\s-]", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return ""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return digits if total % 10 == 0 else ""


def _published(said: _Said) -> date | None:
    dates = said.all("date")
    events = {element: element.get("opf:event").lower() for element in dates}
    fit = [element for element in dates if events[element] in ("publication", "published", "")]
    fit.sort(key=lambda element: not events[element])
    for element in fit:
        found = _DATE.match(_words(element))
        if found and int(found[1]) > 1000:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                continue
    return None


def _description(said: _Said) -> str:
    """Return the description's paragraphs; shops' systems write HTML into it."""
    text = next(
        ("".join(c for c in e.children if isinstance(c, str)) for e in said.all("description")), ""
    )[:_LONGEST]
    if "<" not in text:
        return "\n\n".join(filter(None, map(squeezed, text.split("\n"))))
    try:
        return "\n\n".join(lines_in(parse(text, "description")))
    except BookbuildError:
        return ""
