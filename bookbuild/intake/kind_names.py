"""Names of sections: what bookbuild would take for another kind where a chapter is called so."""

from __future__ import annotations

import re

from bookbuild.intake.number_words import number_of
from bookbuild.intake.slugs import slug_of
from bookbuild.model.book import Kind

_OTHER_NAMES = (
    *("epigraphs", "motto", "content note", "content warnings", "content warning"),
    *("trigger warnings", "warnings", "cast of characters", "dramatis personae"),
    *("acknowledgements", "acknowledgment", "acknowledgement", "about the authors", "about me"),
    *("about author", "translators notes"),
    *("widmung", "vorwort", "teil", "prolog", "zwischenspiel", "epilog", "nachwort", "danksagung"),
    *("über den autor", "über die autorin", "glossar"),
    *("dédicace", "avant propos", "préface", "partie", "intermède", "épilogue", "postface"),
    *("remerciements", "à propos de lauteur", "glossaire", "note du traducteur"),
    *("dedicatoria", "prólogo del autor", "prefacio", "parte", "prólogo", "interludio"),
    *("intermezzo", "epílogo", "epílogo del autor", "agradecimientos", "sobre el autor"),
    *("sobre la autora", "glosario", "nota del traductor"),
)
"""As the reading room knows them, beside the kinds' own names; a test holds the two together."""

_KINDS = tuple(
    slug_of(name)
    for name in (*(kind.value for kind in Kind if kind is not Kind.CHAPTER), *_OTHER_NAMES)
)
_MARK = re.compile(r"[:.–—]|\s-\s")


def names_a_kind(slug: str, title: str) -> bool:
    """Return whether a chapter's file or title, if nothing else is said, names another kind.

    The whole name counts, alone or with a number, and in a title with a mark behind it: "Map",
    "Part Two", "Epilogue: Later", but not "About Time", "The Other Shore" or "Map of the Coast".
    """
    return _is_name(slug) or _is_name(slug_of(_MARK.split(title, maxsplit=1)[0]))


def _is_name(slug: str) -> bool:
    return any(slug == kind or _is_numbered(slug, kind) for kind in _KINDS)


def _is_numbered(slug: str, kind: str) -> bool:
    if not slug.startswith(f"{kind}-"):
        return False
    number = slug.removeprefix(f"{kind}-").split("-")[0]
    return number_of(number) is not None
