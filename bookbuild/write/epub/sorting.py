"""How names and titles are filed, and which MARC relator a free role comes to."""

from __future__ import annotations

_RELATORS = {
    "author": "aut",
    "co-author": "aut",
    "coauthor": "aut",
    "writer": "aut",
    "editor": "edt",
    "copy editor": "edt",
    "copyeditor": "edt",
    "translator": "trl",
    "illustrator": "ill",
    "artist": "art",
    "cover artist": "cov",
    "cover designer": "cov",
    "cover design": "cov",
    "cover": "cov",
    "narrator": "nrt",
    "proofreader": "pfr",
    "photographer": "pht",
    "cartographer": "ctg",
    "map": "ctg",
    "designer": "bkd",
    "book designer": "bkd",
    "binder": "bnd",
    "bookbinder": "bnd",
    "publisher": "pbl",
    "foreword": "aui",
    "introduction": "aui",
    "preface": "aui",
    "afterword": "aft",
    "compiler": "com",
    "dedicatee": "dte",
}

_PARTICLES = frozenset(
    "af al av bin da dal dall de degli dei del della den der des di do dos du el la las le les lo "
    "los san st st. te ten ter van vom von y zu zum zur".split()
)

_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq esq.".split())

_FAMILY_FIRST = frozenset({"hu", "vi"})
"""Languages in Latin letters whose names begin with the family's, as they are filed."""

_ARTICLES = {
    "ca": ("el", "la", "els", "les", "un", "una"),
    "de": ("der", "die", "das", "ein", "eine"),
    "el": ("ο", "η", "το", "οι", "τα", "ένας", "μια", "μία", "ένα"),
    "en": ("the", "a", "an"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "hu": ("a", "az", "egy"),
    "fr": ("le", "la", "les", "un", "une"),
    "it": ("il", "lo", "la", "i", "gli", "le", "un", "uno", "una"),
    "nl": ("de", "het", "een"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
}


def relator(role: str) -> str:
    """Return the MARC relator of a free role ("beta" is a contributor, ``ctb``)."""
    return _RELATORS.get(role.strip().casefold(), "ctb")


def sort_name(name: str, language: str = "en") -> str:
    """Return a name as a catalogue files it: "Bram Stoker" is "Stoker, Bram".

    Particles in small letters go with the family name ("Ludwig van Beethoven" is "van Beethoven,
    Ludwig"), a generation or degree goes last ("Sam Poe Jr." is "Poe, Sam, Jr."). A single name, a
    pen name with a figure in it ("starfall 99") and a name that holds a comma stay as they are.
    So does every name in a book whose language has the family name first: "Jókai Mór".
    """
    if language.split("-")[0].casefold() in _FAMILY_FIRST:
        return name.strip()
    words = name.split()
    if len(words) < 2 or "," in name or any(any(c.isdigit() for c in word) for word in words):
        return name.strip()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold() in _SUFFIXES else ""
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES:
        first -= 1
    # "von Arnim" has no given name to put behind it; "the Raven" and "LADY" are handles.
    if words[0] in _PARTICLES or words[0].casefold() == "the" or not _latin(name):
        return name.strip()
    parts = (" ".join(words[first:]), " ".join(words[:first]), suffix)
    return ", ".join(part for part in parts if part)


def sort_title(title: str, language: str) -> str:
    """Return a title as a catalogue files it: "The Lantern Road" is "Lantern Road, The"."""
    articles = _ARTICLES.get(language.split("-")[0].casefold(), ())
    first, _, rest = title.strip().partition(" ")
    if rest.strip() and first.casefold() in articles:
        return f"{rest.strip()}, {first}"
    return title.strip()


def _latin(name: str) -> bool:
    """Return whether a name is in letters whose bearers put the family name last.

    Chinese, Japanese and Korean order differs, and can be seen; that of Hungarian cannot.
    """
    return all(ord(character) < 0x0590 or 0x1E00 <= ord(character) < 0x2070 for character in name)
