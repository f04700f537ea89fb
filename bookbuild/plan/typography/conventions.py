"""How each language sets its quotation marks and dashes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import assert_never

from bookbuild.model.typography import Dashes, Quotes, TypographyRules

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


SPACED = (DashStyle.SPACED_EN, DashStyle.SPACED_EM)


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
    range_dash: bool = True
    """Between figures stands a dash; the Romance languages leave the hyphen there."""

    by_depth: bool = False
    """The author chose these marks: ``double`` is for the outermost quotation however typed."""

    dash_chosen: bool = False
    """The author chose this dash: it stands wherever one is meant, typed with spaces or without."""

    @property
    def attached(self) -> bool:
        """Whether dashes of dialogue keep to the words they enclose, as brackets do."""
        return self.speech == "—"


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
    range_dash=False,
)
_SPANISH = Conventions(
    "es",
    _GUILLEMETS,
    _ENGLISH_DOUBLE,
    dash=DashStyle.ATTACHED_EM,
    speech="—",
    range_dash=False,
)
_ITALIAN = Conventions("it", _GUILLEMETS, _ENGLISH_DOUBLE, speech="–" + NO_BREAK, range_dash=False)
_PORTUGUESE = Conventions(
    "pt", _GUILLEMETS, _ENGLISH_DOUBLE, dash=DashStyle.SPACED_EM, speech="—" + NO_BREAK
)
_SWEDISH = Conventions("sv", ("”", "”"), ("’", "’"), speech="–" + NO_BREAK)
_DUTCH = Conventions("nl", _ENGLISH_DOUBLE, _ENGLISH_SINGLE)
_POLISH = Conventions("pl", ("„", "”"), _GUILLEMETS, speech="–" + NO_BREAK)
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
    "ro": replace(_POLISH, language="ro", speech="—" + NO_BREAK),
    "hu": replace(_POLISH, language="hu", single=("»", "«"), speech="–" + NO_BREAK),
    "ru": _RUSSIAN,
    "uk": replace(_RUSSIAN, language="uk"),
    "be": replace(_RUSSIAN, language="be"),
    "bg": replace(_RUSSIAN, language="bg", double=_LOW_DOUBLE, single=_ENGLISH_SINGLE),
    "cs": replace(_GERMAN, language="cs", speech="–" + NO_BREAK),
    "sk": replace(_GERMAN, language="sk", speech="–" + NO_BREAK),
    "sl": replace(_GERMAN, language="sl", speech="–" + NO_BREAK),
    "da": Conventions("da", ("»", "«"), ("›", "‹"), speech="–" + NO_BREAK),
    "no": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "nb": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "nn": Conventions("no", _GUILLEMETS, _ENGLISH_SINGLE, speech="–" + NO_BREAK),
    "el": Conventions("el", _GUILLEMETS, _ENGLISH_DOUBLE, speech="—" + NO_BREAK),
    "tr": Conventions("tr", _ENGLISH_DOUBLE, _ENGLISH_SINGLE, speech="—" + NO_BREAK),
}

_UNTOUCHED = frozenset("zh ja ko yue th lo km my bo ar fa ur ps sd ug ckb dv syr he yi".split())
"""Languages whose scripts have marks of their own, which are typed as they are printed.

A straight mark within a Hebrew word ("צה\"ל") is no quotation mark, and Arabic has its own comma.
"""

_MARKS_OF_UNTOUCHED: dict[str, Pair] = {
    "ja": ("「", "」"),
    "zh-hant": ("「", "」"),
    "zh-tw": ("「", "」"),
    "zh-hk": ("「", "」"),
    **dict.fromkeys("ar fa ps sd ug ckb dv".split(), _GUILLEMETS),
    **dict.fromkeys(("he", "yi"), ("”", "”")),
}
"""What bookbuild itself quotes with in those languages; English marks in the others."""

_ENGLISH_LIKE = Conventions("", _ENGLISH_DOUBLE, _ENGLISH_SINGLE)


def conventions_for(lang: str, rules: TypographyRules) -> Conventions | None:
    """Return the conventions of a BCP 47 tag, None where typed text stays as it is.

    An unknown language has English quotation marks and spaced dashes; a missing one is English.
    The customs that ``rules`` name stand in place of the language's.
    """
    own = _of_language(lang)
    if own is None:
        return None
    made = _with_dash(_with_quotes(own, rules.quotes), rules.dashes)
    if rules.french_spaces:
        return made
    double, single = ((o.strip(), c.strip()) for o, c in (made.double, made.single))
    return replace(made, inside="", double=double, single=single)


def outer_marks(lang: str, rules: TypographyRules) -> Pair:
    """Return the marks of a quotation in a language, also where typed ones stay as they are."""
    own = conventions_for(lang, rules)
    if own is not None:
        return own.double[0] + own.inside, own.inside + own.double[1]
    tag = lang.replace("_", "-").casefold()
    named = _MARKS_OF_UNTOUCHED.get(tag) or _MARKS_OF_UNTOUCHED.get(tag.split("-")[0])
    return named or _ENGLISH_DOUBLE


def _with_quotes(own: Conventions, quotes: Quotes) -> Conventions:
    match quotes:
        case Quotes.AS_TYPED | Quotes.LANGUAGE:
            return own
        case Quotes.DOUBLE:
            double, single = _ENGLISH_DOUBLE, _ENGLISH_SINGLE
        case Quotes.SINGLE:
            double, single = _ENGLISH_SINGLE, _ENGLISH_DOUBLE
        case Quotes.GUILLEMETS:
            inner = own.single if own.double == _GUILLEMETS else ("‹", "›")
            double, single = _GUILLEMETS, inner
        case Quotes.INWARD_GUILLEMETS:
            double, single = ("»", "«"), ("›", "‹")
        case Quotes.LOW:
            double, single = _LOW_DOUBLE, _LOW_SINGLE
        case Quotes.LOW_HIGH:
            double, single = ("„", "”"), ("‚", "’")
        case Quotes.RIGHT:
            double, single = ("”", "”"), ("’", "’")
        case _:
            assert_never(quotes)
    return replace(own, double=double, single=single, by_depth=True)


def _with_dash(own: Conventions, dashes: Dashes) -> Conventions:
    match dashes:
        case Dashes.AS_TYPED | Dashes.LANGUAGE:
            return own
        case Dashes.CLOSED_EM:
            return _chosen(own, DashStyle.CLOSED_EM, "—")
        case Dashes.SPACED_EN:
            return _chosen(own, DashStyle.SPACED_EN, "–")
        case Dashes.SPACED_EM:
            return _chosen(own, DashStyle.SPACED_EM, "—")
        case _:
            assert_never(dashes)


def _chosen(own: Conventions, style: DashStyle, dash: str) -> Conventions:
    """Return the conventions with another dash, before speech, too, where it is the same one."""
    alike = (DashStyle.SPACED_EN, "–"), (DashStyle.SPACED_EM, "—")
    speech = dash + NO_BREAK if (own.dash, own.speech[:1]) in alike else own.speech
    return replace(own, dash=style, speech=speech, dash_chosen=True)


def _of_language(lang: str) -> Conventions | None:
    tag = lang.replace("_", "-").lower() or "en"
    primary = tag.split("-")[0]
    if primary in _UNTOUCHED:
        return None
    parts = tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), "")
    return _BY_TAG.get(f"{primary}-{region}") or _BY_TAG.get(primary) or _ENGLISH_LIKE
