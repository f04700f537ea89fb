"""Where words belong together so closely that no line ends between them.

Titles before a name, "p." before its number, a number before its unit: in every language. What one
language alone has stands in a table by language: the German "z. B.", the one-letter prepositions
of Czech and Polish, the hours of French. A pattern matches the space itself, or the empty place
where the language wants one.
"""

from __future__ import annotations

import re

_TITLES = (
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Capt|Lt|Col|Maj|Gen|Sgt|Cpl|Hon|Messrs|Mmes?|Mlles?|MM"
    r"|Hr|Fr|Sr|Sra|Srta|Sig|Dott|Dhr|Mevr|Herr)\.?|(?:St|Ste|M|D|Don)\.) (?=[^\W\d_a-z])"
)
_NUMBERED = (
    r"(?<!\w)(?:pp?|vols?|nos?|nr|ch|chs|chap|fig|sec|ll?|vv?|No|Nos|Vol|Ch|Fig|S|Bd|Nr|Kap|Abb|art"
    r"|cap|págs?|pag|str|rozdz|blz|núm|стр|гл|с)\. (?=\d)"
    r"|(?<!\w)(?:[Vv]ol|[Cc]h|[Cc]hap|Kap|Bd|[Cc]ap|[Rr]ozdz)\. (?=[IVXLC]+(?!\w))"
    r"|[§¶№] (?=\d)|n(?:°|º|\.[ºo°]) (?=\d)"
)
_UNITS = (
    r"(?<=\d) (?=(?:kg|g|mg|km|m|cm|mm|l|ml|lb|lbs|oz|ft|mi|mph|kph|Hz|kHz|MHz|V|W|kW"
    r"|a\.m\.|p\.m\.|am|pm|AM|PM|[°º][CF]|%|€|£|\$|Uhr|руб)(?![\w]))"
)
_SPLIT = r"(?<!\w)(?:z|d|u|o|i|v|т|и) ?\. (?=(?:B|h|a|ä|U|d|s|k|Chr|е|д|п|к|н)\.)"
_ELLIPSIS = r"(?<=[\w,;:!?’”»]) (?=…)"
_DASH = r"(?<=[^\s\u00a0]) (?=[–—](?![\w¿¡]))"
_SPEECH_DASH = r"(?<=^[—–]) (?=\S)"

_EVERYWHERE = (_TITLES, _NUMBERED, _UNITS, _SPLIT, _ELLIPSIS, _DASH, _SPEECH_DASH)

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
    "sv": (r"(?<!\w)(?:kl|s)\. (?=\d)|(?<!\w)t\. (?=ex\.)|(?<!\w)(?:d\. (?=v\.)|v\. (?=s\.))",),
    "da": (r"(?<!\w)(?:kl|s)\. (?=\d)",),
    "no": (r"(?<!\w)(?:kl|s)\. (?=\d)",),
}


def close_pairs(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a language; each match ends with the space, or where it should be."""
    alone = _COMPILED.get(language)
    return _SHARED if alone is None else (*_SHARED, *alone)


def grouped(language: str) -> re.Pattern[str] | None:
    """Return the pattern of large numbers, None in English, which sets commas in them."""
    return None if language == "en" else _LARGE


_SHARED = tuple(re.compile(pattern) for pattern in _EVERYWHERE)
_COMPILED = {
    language: tuple(re.compile(pattern) for pattern in patterns)
    for language, patterns in _ALONE.items()
}
_LARGE = re.compile(_GROUPED)
