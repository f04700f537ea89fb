"""What a section is: by its epub:type or role, by the landmarks, by its name, by its looks."""

from __future__ import annotations

import re

from bookbuild.intake.divisions.numerals import fold
from bookbuild.intake.divisions.vocabulary import CONTENTS
from bookbuild.model.book import Kind, Matter

KINDS = {
    "dedication": Kind.DEDICATION,
    "epigraph": Kind.EPIGRAPH,
    "foreword": Kind.FOREWORD,
    "preface": Kind.PREFACE,
    "introduction": Kind.PREFACE,
    "preamble": Kind.PREFACE,
    "dramatis-personae": Kind.CAST,
    "praise": Kind.PRAISE,
    "part": Kind.PART,
    "volume": Kind.PART,
    "division": Kind.PART,
    "prologue": Kind.PROLOGUE,
    "chapter": Kind.CHAPTER,
    "interlude": Kind.INTERLUDE,
    "epilogue": Kind.EPILOGUE,
    "conclusion": Kind.EPILOGUE,
    "afterword": Kind.AFTERWORD,
    "acknowledgments": Kind.ACKNOWLEDGMENTS,
    "acknowledgements": Kind.ACKNOWLEDGMENTS,
    "glossary": Kind.GLOSSARY,
    "colophon": Kind.COLOPHON,
    "contributors": Kind.CREDITS,
    "other-credits": Kind.CREDITS,
    "seriespage": Kind.ALSO_BY,
    "appendix": Kind.OTHER,
    "bibliography": Kind.OTHER,
    "index": Kind.OTHER,
    "errata": Kind.OTHER,
    "frontispiece": Kind.OTHER,
    "footnotes": Kind.OTHER,
    "endnotes": Kind.OTHER,
    "rearnotes": Kind.OTHER,
    "notes": Kind.OTHER,
}
"""Types of EPUB's vocabulary, of its guide and of the DAISY one, as sections of ours."""

STORY = frozenset(("part", "volume", "division", "prologue", "chapter", "interlude", "epilogue"))

LEFT_OUT = {
    "titlepage": "the title page",
    "title-page": "the title page",
    "halftitlepage": "the half title",
    "halftitle": "the half title",
    "halftitle-page": "the half title",
    "copyright-page": "the copyright page",
    "imprint": "the publisher's imprint",
    "cover": "the cover",
    "toc": "the list of contents",
    "toc-brief": "the list of contents",
    "loi": "the list of illustrations",
    "lot": "the list of tables",
    "lov": "the list of videos",
    "loa": "the list of recordings",
    "page-list": "the list of pages",
    "landmarks": "the list of landmarks",
}
"""Pages that bookbuild makes anew from book.yaml and the sections, or that print needs none of."""

_NAMED = {
    "the title page": "title page|titlepage|titelseite|titel|page de titre|portada|frontespizio"
    "|titelblad|титульный лист|扉页|title",
    "the half title": "half title|half title page|halftitle|schmutztitel",
    "the copyright page": "copyright|copyright page|copyright notice|copyright information"
    "|impressum|mentions legales|creditos|derechos de autor|colofon|impressum und copyright"
    "|rechtliches|авторские права|выходные данные|זכויות יוצרים|版权|版权页|版權|奥付",
    "the publisher's imprint": "imprint",
    "the cover": "cover|front cover|cover page|umschlag|couverture|portada|copertina|omslag"
    "|обложка|封面|表紙",
    "the list of illustrations": "list of illustrations|illustrations|abbildungsverzeichnis"
    "|table des illustrations",
}
_BY_NAME = {fold(name): into for into, names in _NAMED.items() for name in names.split("|") if name}
_RIGHTS = re.compile(
    r"©|\(c\) ?\d{4}|copyright|all rights reserved|\bisbn\b|tous droits|alle rechte|derechos"
    r"|creative commons|licen[sc]e|public domain|first published|library of congress",
    re.IGNORECASE,
)
_MOST_RIGHTS = 900


def kind_name(types: tuple[str, ...]) -> str:
    """Return the type that decides: the innermost part of the story, else the innermost known."""
    story = [name for name in types if name in STORY]
    known = [name for name in types if name in KINDS or name in LEFT_OUT]
    if story and not any(name in LEFT_OUT for name in known[-1:]):
        return story[-1]
    return known[-1] if known else ""


def left_by_name(title: str) -> str:
    """Return what a page is that is left out because of its name, "" for others."""
    name = fold(" ".join(title.split())).strip(" .:")
    return _BY_NAME.get(name) or ("the list of contents" if name in CONTENTS else "")


def looks_like_title(words: tuple[str, ...], title: tuple[str, ...], authors: int) -> bool:
    """Return whether a page's words are the book's title and hardly more."""
    if not title or not words or len(words) > len(title) + authors + 25:
        return False
    folded = tuple(map(fold, words))
    wanted = tuple(map(fold, title))
    starts = range(len(folded) - len(wanted) + 1)
    return any(folded[start : start + len(wanted)] == wanted for start in starts)


def looks_like_rights(text: str, words: int) -> bool:
    """Return whether a page speaks of rights and numbers, and of little else."""
    return words <= _MOST_RIGHTS and len({m.lower() for m in _RIGHTS.findall(text)}) >= 2


def matter_of(kind: Kind, types: tuple[str, ...], front: bool, back: bool) -> Matter | None:
    """Return where a section stands, None where its kind says it already."""
    if kind is Kind.OTHER:
        if "frontmatter" in types or "frontispiece" in types:
            return Matter.FRONT
        return Matter.FRONT if front else Matter.BACK if back else Matter.BODY
    return None
