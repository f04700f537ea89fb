"""What a file's or a folder's name says: its number, its title, its kind."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bookbuild.intake.divisions.headings import Form, read_heading
from bookbuild.intake.divisions.vocabulary import Rank
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind

_NUMBER = re.compile(r"\(?\d+(?:[.-]\d+)*\)?(?:[\s_.)-]+|$)")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]?")
_LABEL = re.compile(
    r"(?:chapter|chapitre|kapitel|cap[ií]tulo|capitolo|ch|chap|kap|scene|part|episode|section)"
    r"[\s_.-]*(?:\d+|[ivxlc]+)?(?=[\s_.:-]|$)",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at but by for from in of on or the to with".split())
_NUMBERED_WORD = re.compile(r"\d*[a-zA-Zé]*[\s_.-]*\d+[a-z]?")


def words_in_name(stem: str) -> str:
    """Return a name with spaces for what stands for them, without its number or date."""
    stem = _DATE.sub("", unquote(stem), count=1)
    stem = _NUMBER.sub("", stem, count=1)
    return " ".join((stem if " " in stem else stem.replace("-", " ")).replace("_", " ").split())


def title_in_name(stem: str) -> str:
    """Return the title that a name gives, "" where it is a number or a label and a number."""
    form = form_of(stem)
    if _NUMBERED_WORD.fullmatch(stem) or (form and form.named and not form.rest):
        return ""
    words = words_in_name(stem)
    rest = _LABEL.sub("", words, count=1).strip(" .:-") if _LABEL.match(words) else words
    if not any(char.isalpha() for char in rest) or (rest != words and _counts(rest)):
        return ""
    return _capitalised(rest) if rest == rest.lower() and " " not in stem else rest


def _counts(rest: str) -> bool:
    form = read_heading(rest)
    return form is not None and form.bare


def _capitalised(words: str) -> str:
    first, *others = words.split(" ")
    return " ".join((first.capitalize(), *(w if w in _SMALL else w.capitalize() for w in others)))


def form_of(stem: str) -> Form | None:
    """Return what a name says as a heading would: "03-part-two" is part two."""
    words = words_in_name(stem)
    return read_heading(_capitalised(words) if words == words.lower() else words)


def number_in_name(stem: str) -> str:
    """Return the number of a chapter whose name is a label and a number: "chapter-10"."""
    form = form_of(stem)
    labelled = form and not form.bare and not form.named and form.rank is Rank.CHAPTER
    return str(form.number) if form and labelled and form.number is not None else ""


def kind_in_name(stem: str) -> Kind | None:
    """Return the kind that a name speaks of, None for none and for a chapter's."""
    form = form_of(stem)
    return form.kind if form and form.kind is not Kind.CHAPTER and not form.bare else None


def rank_in_name(stem: str) -> int:
    """Return where a file without a number belongs: front -2, prologue -1, epilogue 1, back 2."""
    kind = None if stem[:1].isdigit() else kind_in_name(stem)
    if kind is None:
        return 0
    if kind in FRONT_KINDS:
        return -2
    if kind in BACK_KINDS:
        return 2
    return {Kind.PROLOGUE: -1, Kind.EPILOGUE: 1}.get(kind, 0)
