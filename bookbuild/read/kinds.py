"""What kind of section a name speaks of: in front matter, in file names, in titles."""

from __future__ import annotations

import re

from bookbuild.model.book import Kind
from bookbuild.read.fields import fold

_OTHER_NAMES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.DEDICATION, ("widmung", "dédicace", "dedicatoria")),
    (Kind.EPIGRAPH, ("epigraphs", "motto")),
    (Kind.FOREWORD, ("vorwort", "avant propos", "prólogo del autor")),
    (Kind.PREFACE, ("préface", "prefacio")),
    (Kind.CONTENT_NOTES, ("content note", "content warnings", "content warning")),
    (Kind.CONTENT_NOTES, ("trigger warnings", "warnings")),
    (Kind.CAST, ("cast of characters", "dramatis personae")),
    (Kind.PART, ("teil", "partie", "parte")),
    (Kind.PROLOGUE, ("prolog", "prólogo")),
    (Kind.CHAPTER, ("kapitel", "chapitre", "capítulo")),
    (Kind.INTERLUDE, ("zwischenspiel", "intermède", "interludio", "intermezzo")),
    (Kind.EPILOGUE, ("epilog", "épilogue", "epílogo")),
    (Kind.AFTERWORD, ("nachwort", "postface", "epílogo del autor")),
    (Kind.ACKNOWLEDGMENTS, ("acknowledgements", "acknowledgment", "acknowledgement")),
    (Kind.ACKNOWLEDGMENTS, ("danksagung", "remerciements", "agradecimientos")),
    (Kind.ABOUT_THE_AUTHOR, ("about the authors", "about me", "about author")),
    (Kind.ABOUT_THE_AUTHOR, ("über den autor", "über die autorin", "à propos de lauteur")),
    (Kind.ABOUT_THE_AUTHOR, ("sobre el autor", "sobre la autora")),
    (Kind.GLOSSARY, ("glossar", "glossaire", "glosario")),
    (Kind.TRANSLATORS_NOTE, ("translators notes", "note du traducteur", "nota del traductor")),
)
_BY_NAME = {fold(kind.value): kind for kind in Kind} | {
    name: kind for kind, names in _OTHER_NAMES for name in names
}

# A chapter may well be called "Maps" or "Praise": these count only where nothing else can be
# meant, and never as a chapter's title.
_COMMON_WORDS = (Kind.CAST, Kind.MAP, Kind.PRAISE, Kind.CREDITS, Kind.TEASER, Kind.BONUS)
_NOT_BY_TITLE = (*_COMMON_WORDS, Kind.EPIGRAPH, Kind.COLOPHON, Kind.CONTENT_NOTES, Kind.OTHER)

_LEADING_NUMBER = re.compile(r"(?P<number>\d+)?[\s._-]*(?P<name>.*)", re.DOTALL)
_NUMBER = (
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|eins|zwei|drei|vier|fünf|un|une|deux|trois|quatre|uno|dos|tres|cuatro)"
)
_TITLE = re.compile(rf"(?P<name>.+?)(?:\s+{_NUMBER})?\s*(?:[:.–—].*|\s-\s.*)?", re.DOTALL)
_LONGEST = 120
_NUMBERED = re.compile(rf"(?P<name>\w+) {_NUMBER}(?: .*)?", re.DOTALL)


def kind_named(word: str) -> Kind | None:
    """Return the kind that a word in front matter names, None for no kind."""
    return _BY_NAME.get(fold(word))


def kind_by_file(stem: str) -> Kind | None:
    """Return the kind that a file's name (without its ending) speaks of, None for none.

    "99-epilogue" is an epilogue, "interlude-2" an interlude; "07-map" may be a chapter about a
    map, so common words count only without a number, or with 0 or one from 90 on.
    """
    match = _LEADING_NUMBER.fullmatch(stem)
    if not match:
        return None
    name = fold(match["name"])
    kind = _BY_NAME.get(name)
    numbered = _NUMBERED.fullmatch(name)
    if kind is None and numbered:
        kind = _BY_NAME.get(numbered["name"])
    number = int((match["number"] or "0")[:9])
    if kind in _COMMON_WORDS and 0 < number < 90:
        return None
    return None if kind is Kind.OTHER else kind


def kind_by_title(title: str) -> Kind | None:
    """Return the kind that a title speaks of: "Epilogue: Ten Years Later", "Part Two"."""
    match = _TITLE.fullmatch(title.casefold().strip()[:_LONGEST])
    kind = _BY_NAME.get(fold(match["name"])) if match else None
    return None if kind in _NOT_BY_TITLE else kind
