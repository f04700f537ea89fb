"""How each language sets its quotation marks and dashes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

NO_BREAK = "\u00a0"
THIN = "\u202f"
"""The narrow no-break space."""

Pair = tuple[str, str]


class DashStyle(Enum):
    """How a dash stands between words."""

    CLOSED_EM = auto()
    SPACED_EN = auto()
    SPACED_EM = auto()
    ATTACHED_EM = auto()
    """Spanish: the dash keeps to the words that it encloses, as a bracket does."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a language wants.

    ``double`` are the marks for what is typed as ``"``, ``single`` those for ``'``; ``inside``
    is the space inside of guillemets. ``speech`` is what a paragraph of speech opens with where
    the language has dialogue dashes, "" where it has none. ``leads`` are the words that lose
    their ending before a vowel (French l', Italian dell').
    """

    language: str
    double: Pair
    single: Pair
    inside: str = ""
    dash: DashStyle = DashStyle.SPACED_EN
    speech: str = ""
    high_marks: str = ""
    """The space before ; ! ? (and a full no-break space before the colon): French."""
    leads: frozenset[str] = frozenset()


_ENGLISH_DOUBLE = ("“", "”")
_ENGLISH_SINGLE = ("‘", "’")
_LOW_DOUBLE = ("„", "“")
_LOW_SINGLE = ("‚", "‘")
_GUILLEMETS = ("«", "»")
_FRENCH_LEADS = frozenset("l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu presqu".split())
_ITALIAN_LEADS = frozenset(
    "l d c m t s v n un all dell nell sull dall coll quell quest bell sant".split()
)

_BRITISH_REGIONS = ("gb", "ie", "au", "nz", "za", "in")

_ENGLISH = Conventions("en", _ENGLISH_DOUBLE, _ENGLISH_SINGLE, dash=DashStyle.CLOSED_EM)
_GERMAN = Conventions("de", _LOW_DOUBLE, _LOW_SINGLE)
_FRENCH = Conventions(
    "fr",
    _GUILLEMETS,
    _ENGLISH_DOUBLE,
    inside=NO_BREAK,
    speech="—" + NO_BREAK,
    high_marks=THIN,
    leads=_FRENCH_LEADS,
)
_SPANISH = Conventions("es", _GUILLEMETS, _ENGLISH_DOUBLE, dash=DashStyle.ATTACHED_EM, speech="—")
_ITALIAN = Conventions("it", _GUILLEMETS, _ENGLISH_DOUBLE, speech="—" + NO_BREAK)
_PORTUGUESE = Conventions("pt", _GUILLEMETS, _ENGLISH_DOUBLE, speech="—" + NO_BREAK)
_SWEDISH = Conventions("sv", ("”", "”"), ("’", "’"), speech="–" + NO_BREAK)
_DUTCH = Conventions("nl", _ENGLISH_DOUBLE, _ENGLISH_SINGLE)
_POLISH = Conventions("pl", ("„", "”"), _GUILLEMETS, speech="—" + NO_BREAK)
_RUSSIAN = Conventions(
    "ru", _GUILLEMETS, _LOW_DOUBLE, dash=DashStyle.SPACED_EM, speech="—" + NO_BREAK
)

_BY_TAG = {
    "en": _ENGLISH,
    **{f"en-{region}": replace(_ENGLISH, dash=DashStyle.SPACED_EN) for region in _BRITISH_REGIONS},
    "de": _GERMAN,
    "de-ch": replace(_GERMAN, double=_GUILLEMETS, single=("‹", "›")),
    "fr": _FRENCH,
    "fr-ca": replace(_FRENCH, high_marks=""),
    "fr-ch": replace(_FRENCH, inside=THIN, single=("‹" + THIN, THIN + "›")),
    "es": _SPANISH,
    "ca": replace(_SPANISH, language="ca", leads=frozenset("l d m t s n".split())),
    "gl": replace(_SPANISH, language="gl"),
    "it": replace(_ITALIAN, leads=_ITALIAN_LEADS),
    "pt": _PORTUGUESE,
    "pt-br": replace(_PORTUGUESE, double=_ENGLISH_DOUBLE, single=_ENGLISH_SINGLE),
    "sv": _SWEDISH,
    "fi": replace(_SWEDISH, language="fi"),
    "nl": _DUTCH,
    "af": replace(_DUTCH, language="af"),
    "pl": _POLISH,
    "ro": replace(_POLISH, language="ro"),
    "hu": replace(_POLISH, language="hu", single=("»", "«"), speech="–" + NO_BREAK),
    "ru": _RUSSIAN,
    "uk": replace(_RUSSIAN, language="uk"),
    "be": replace(_RUSSIAN, language="be"),
    "bg": replace(_RUSSIAN, language="bg", double=_LOW_DOUBLE, single=_ENGLISH_SINGLE),
    "cs": replace(_GERMAN, language="cs"),
    "sk": replace(_GERMAN, language="sk"),
    "sl": replace(_GERMAN, language="sl"),
    "da": Conventions("da", ("»", "«"), ("›", "‹"), speech="–" + NO_BREAK),
    "no": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "nb": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "nn": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "el": Conventions("el", _GUILLEMETS, _ENGLISH_DOUBLE, speech="—" + NO_BREAK),
    "tr": Conventions("tr", _ENGLISH_DOUBLE, _ENGLISH_SINGLE, speech="—" + NO_BREAK),
}

_UNTOUCHED = frozenset("zh ja ko yue th lo km my bo".split())
"""Languages whose scripts have marks of their own, which are typed as they are printed."""

_ENGLISH_LIKE = Conventions("", _ENGLISH_DOUBLE, _ENGLISH_SINGLE)


def conventions_for(lang: str) -> Conventions | None:
    """Return the conventions of a BCP 47 tag, None where typed text stays as it is.

    An unknown language has English quotation marks and spaced dashes; a missing one is English.
    """
    tag = lang.replace("_", "-").lower() or "en"
    primary = tag.split("-")[0]
    if primary in _UNTOUCHED:
        return None
    parts = tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    return _BY_TAG.get(f"{primary}-{region}") or _BY_TAG.get(primary) or _ENGLISH_LIKE
