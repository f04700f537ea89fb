"""Where words belong together so closely that no line ends between them.

Titles before a name, "p." before its number, a number before its unit: in every language. What one
language alone has stands in a table by language: the German "z. B.", the one-letter prepositions
of Czech and Polish, the hours of French. A pattern matches the space itself, or the empty place
where the language wants one.

Most paragraphs have none of them. So those of every language stand beside a hint, which is found
wherever they are and far quicker to look for. Where it is a pattern, it begins with a character,
and `re` runs to the next one of those far faster than it looks back at every place. Titles begin
with a character themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = (
    r"(?:M(?<!\w.)(?:(?:rs?|[sxM]|aj|essrs|mes?|lles?|evr)\.?|\.)"
    r"|S(?<!\w.)(?:(?:gt|ra?|rta|ig)\.?|te?\.)|D(?<!\w.)(?:(?:r|ott|hr)\.?|(?:on)?\.)"
    r"|C(?<!\w.)(?:apt|ol|pl)\.?|H(?<!\w.)(?:on|r|err)\.?|P(?<!\w.)rof\.?|R(?<!\w.)ev\.?"
    r"|L(?<!\w.)t\.?|G(?<!\w.)en\.?|F(?<!\w.)r\.?) (?=[^\W\d_a-z])"
)
"""Mr, Mrs, Ms, Mx, MM, Maj, Messrs, Mme, Mlle, Mevr, M.; Sgt, Sr, Sra, Srta, Sig, St., Ste.; Dr,
Dott, Dhr, D., Don.; Capt, Col, Cpl; Hon, Hr, Herr; Prof, Rev, Lt, Gen, Fr."""

_NUMBERED = (
    r"(?<!\w)(?:pp?|vols?|nos?|nr|ch|chs|chap|fig|sec|ll?|vv?|No|Nos|Vol|Ch|Fig|S|Bd|Nr|Kap|Abb|art"
    r"|cap|págs?|pag|str|rozdz|blz|núm|стр|гл|с)\. (?=\d)"
    r"|(?<!\w)(?:[Vv]ol|[Cc]h|[Cc]hap|Kap|Bd|[Cc]ap|[Rr]ozdz)\. (?=[IVXLC]+(?!\w))"
    r"|[§¶№] (?=\d)|n(?:°|º|\.[ºo°]) (?=\d)"
)
_UNITS = (
    r" (?<=\d.)(?=(?:kg|g|mg|km|m|cm|mm|l|ml|lb|lbs|oz|ft|mi|mph|kph|Hz|kHz|MHz|V|W|kW"
    r"|a\.m\.|p\.m\.|am|pm|AM|PM|[°º][CF]|%|€|£|\$|Uhr|руб)(?![\w]))"
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = rf" (?<=\d.)(?=(?:{_MONTHS})(?!\w))"
_MONTH_FIRST = rf"(?<!\w)(?:{_MONTHS}) (?=\d{{1,2}}(?:st|nd|rd|th)?(?!\w))"
"""English months in any language: in all but English the words mean nothing else."""

_SPLIT = r"(?<!\w)(?:z|d|u|o|i|v|т|и) ?\. (?=(?:B|h|a|ä|U|d|s|k|Chr|е|д|п|к|н)\.)"
_ELLIPSIS = r" (?<=[\w,;:!?’”»].)(?=…)"
_DASH = r" (?<=[^\s\u00a0].)(?=[–—](?![\w¿¡]))"
_SPEECH_DASH = re.compile(r"[—–] (?=\S)")


_BESIDE_HINT = re.compile(r" (?:\d|(?<=\d.))")
_NUMBERED_HINT = re.compile(r" \d(?<=[.§¶№°ºo] .)")
# The last letters of the months, and of vol, ch, chap, Kap, Bd, cap, rozdz.
_MONTH_HINT = re.compile(r" \d(?<=[yhletr] .)")
_ROMAN_HINT = re.compile(r"\.(?<=[lhpdz].) [IVXLC]+(?!\w)")
_POINT_HINT = re.compile(r"\. (?:[BhaäUdskедпкн]|Chr)\.")

_GROUPED = r"(?<![\d.,:])\d{1,3}(?: \d{3})+(?![\d.,]?\d)"
"""Figures in groups of three, as most languages but English write large numbers."""

_GERMAN_MONTHS = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
)
_CZECH_MONTHS = (
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince"
)
_DAY = r"(?<=\d\.) (?=(?:{})\b)"
_GERMAN_CLOSED = (
    r"(?<![\w.])(?:z\.(?=[BTZ]\.)|d\.(?=[hi]\.)|u\.(?=[aUÄ]\.)|o\.(?=[äÄ]\.)|m\.(?=E\.)"
    r"|[vn]\.(?=Chr\.)|i\.(?=d\.R\.))|(?<=\bi\.)d\.(?=R\.)|(?<=\bi\.\u00a0)d\.(?=R\.)"
)
"""Typed without its space, "z.B." gets one."""

_FRENCH_DAY = (
    r"(?:(?<=\d)|(?<=\b1er)) (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre"
    r"|octobre|novembre|décembre)\b)"
)
_DAY_ALONE = r"(?<=\d) (?=(?:{})\b)"
_OTHER_MONTHS = {
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre"
    "|dicembre",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października"
    "|listopada|grudnia",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "no": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember",
}
_ONE_LETTER = r"(?<![\w’'.-])[{}] (?=[\w„«»“‚])"
_YEAR = r"(?<=\d) (?=[rw]\.(?!\w))|(?<!\w)[st]\. (?=\d)"

_ALONE = {
    "fr": (
        _FRENCH_DAY,
        r"(?<=[^\W\d_]) (?=[IVX]{2,}(?!\w))|(?<=[IVX]e) (?=siècle)",
        r"(?<!\w)t\. (?=\d|[IVXLC]+(?!\w))",
        r"(?<=\d) (?=h(?:\b ?\d|\b))",
        r"(?<=\dh) (?=\d)",
        r"(?<=\d\sh) (?=\d)",
    ),
    "de": (_DAY.format(_GERMAN_MONTHS), _GERMAN_CLOSED),
    "es": (r"(?<!\w)(?:p\. (?=ej\.)|EE\. (?=UU\.)|[ad]\. (?=C\.)|R\. (?=A\.E\.))",),
    "pl": (
        _ONE_LETTER.format("aiouwzAIOUWZ"),
        _DAY_ALONE.format(_OTHER_MONTHS["pl"]),
        _YEAR,
        r"(?<!\w)(?:(?:r|godz|ok)\.|nr) (?=\d)",
    ),
    "cs": (
        _ONE_LETTER.format("ksvzouaiKSVZOUAI"),
        _DAY.format(_CZECH_MONTHS),
        _YEAR,
        r"(?<!\w)(?:r|č|kap|obr)\. (?=\d)",
    ),
    "sk": (_ONE_LETTER.format("ksvzouaiKSVZOUAI"), _YEAR),
    "it": (_DAY_ALONE.format(_OTHER_MONTHS["it"]),),
    "nl": (_DAY_ALONE.format(_OTHER_MONTHS["nl"]),),
    "ru": (_DAY_ALONE.format(_OTHER_MONTHS["ru"]),),
    "sv": (
        _DAY_ALONE.format(_OTHER_MONTHS["sv"]),
        r"(?<!\w)(?:kl|s)\. (?=\d)|(?<!\w)t\. (?=ex\.)|(?<!\w)(?:d\. (?=v\.)|v\. (?=s\.))",
    ),
    "da": (
        _DAY.format(_OTHER_MONTHS["da"]),
        r"(?<!\w)(?:kl|s)\. (?=\d)",
    ),
    "no": (
        _DAY.format(_OTHER_MONTHS["no"]),
        r"(?<!\w)(?:kl|s)\. (?=\d)",
    ),
}


def close_pairs(text: str, language: str) -> list[re.Match[str]]:
    """Return what a language keeps together in a text, pattern by pattern.

    Each match ends with the space, or where it should be.
    """
    head = _SPEECH_DASH.match(text)
    pairs = [head, *_NAMES.finditer(text)] if head else [*_NAMES.finditer(text)]
    for pattern in (*_hinted(text), *_alone(language)):
        pairs += pattern.finditer(text)
    return pairs


def _hinted(text: str) -> list[re.Pattern[str]]:
    """Return the patterns of every language whose hint is in a text."""
    found: list[re.Pattern[str]] = []
    figure = _BESIDE_HINT.search(text)
    if (figure and _NUMBERED_HINT.search(text)) or _ROMAN_HINT.search(text):
        found.append(_AFTER_ABBREVIATIONS)
    if figure:
        found += _BESIDE_FIGURES
        if _MONTH_HINT.search(text):
            found.append(_BEHIND_MONTHS)
    if _POINT_HINT.search(text):
        found.append(_WITHIN_ABBREVIATIONS)
    if " …" in text:
        found.append(_BEFORE_ELLIPSIS)
    if " –" in text or " —" in text:
        found.append(_BEFORE_DASH)
    return found


def grouped(language: str) -> re.Pattern[str] | None:
    """Return the pattern of large numbers, None in English, which sets commas in them."""
    return None if language == "en" else _LARGE


_NAMES = re.compile(_TITLES)
_AFTER_ABBREVIATIONS = re.compile(_NUMBERED)
_BESIDE_FIGURES = (re.compile(_UNITS), re.compile(_DAY_FIRST))
_BEHIND_MONTHS = re.compile(_MONTH_FIRST)
_WITHIN_ABBREVIATIONS = re.compile(_SPLIT)
_BEFORE_ELLIPSIS = re.compile(_ELLIPSIS)
_BEFORE_DASH = re.compile(_DASH)


@lru_cache(maxsize=16)
def _alone(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of one language, compiled when a book is the first to need them."""
    return tuple(re.compile(pattern) for pattern in _ALONE.get(language, ()))


_LARGE = re.compile(_GROUPED)
