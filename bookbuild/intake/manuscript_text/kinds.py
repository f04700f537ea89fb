"""What kind of section a file's name and a title speak of, as the reader of the folder sees it.

The words are those of the read room, which this room may not import; a test compares the two.
"""

from __future__ import annotations

import re

from bookbuild.model.book import Kind

_NAMES = (
    *(re.sub("['’]", "", kind.value) for kind in Kind if kind is not Kind.CHAPTER),
    *("widmung", "dédicace", "dedicatoria", "epigraphs", "motto", "vorwort", "avant propos"),
    *("prólogo del autor", "préface", "prefacio", "content note", "content warnings"),
    *("content warning", "trigger warnings", "warnings", "cast of characters", "dramatis personae"),
    *("teil", "partie", "parte", "prolog", "prólogo"),
    *("zwischenspiel", "intermède", "interludio", "intermezzo", "epilog", "épilogue", "epílogo"),
    *("nachwort", "postface", "epílogo del autor", "acknowledgements", "acknowledgment"),
    *("acknowledgement", "danksagung", "remerciements", "agradecimientos", "about the authors"),
    *("about me", "about author", "über den autor", "über die autorin", "à propos de lauteur"),
    *("sobre el autor", "sobre la autora", "glossar", "glossaire", "glosario"),
    *("translators notes", "note du traducteur", "nota del traductor"),
)
_NUMBER = (
    r"(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|eins|zwei|drei|vier|fünf|un|une|deux|trois|quatre|uno|dos|tres|cuatro)"
)
_SPEAKS = re.compile(
    rf"(?:{'|'.join(map(re.escape, sorted(_NAMES, key=len, reverse=True)))})"
    rf"(?:\s+{_NUMBER}(?:\s.*)?)?\s*(?:[:.–—].*|\s-\s.*)?",
    re.DOTALL,
)
_ONLY_WITH_FEW_NUMBERS = (Kind.CAST, Kind.MAP, Kind.PRAISE, Kind.CREDITS, Kind.TEASER, Kind.BONUS)


def has_to_be_said(kind: Kind, stem: str, title: str) -> bool:
    """Return whether front matter must name the kind.

    ``stem`` is the file's name without its ending. Where in doubt it is named.
    """
    name = _folded(re.sub(r"^\d+[\s._-]*", "", stem))
    if kind is Kind.CHAPTER:
        return speaks_of_a_kind(name) or speaks_of_a_kind(title)
    if kind is Kind.OTHER or kind in _ONLY_WITH_FEW_NUMBERS:
        return True
    return name != _folded(kind.value)


def speaks_of_a_kind(words: str) -> bool:
    """Return whether a name or a title can be read as the name of a kind of section."""
    return bool(_SPEAKS.fullmatch(_folded(words)))


def _folded(words: str) -> str:
    plain = re.sub("['’]", "", words.casefold())
    return " ".join(re.split(r"[\s_-]+", plain)).strip()
