"""Numbers as headings have them: figures, Roman, words, Chinese, Hebrew letters.

Words are read without accents and case, and in any of the languages below, because a heading's
language is not known beforehand: "premier", "Sechsunddreißigstes", "vigésimo primero", "one
hundred and first", "третья".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise, product

MOST_WORDS = 5
"""The longest number in words that is read: "one hundred and twenty first"."""


class Script(Enum):
    """How a number is written; a book keeps to one way for its chapters."""

    FIGURES = "figures"
    ROMAN = "roman"
    WORDS = "words"
    CHINESE = "chinese"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from ``words`` words of a line. An ordinal ("first", "2nd") may stand first."""

    value: int
    script: Script
    words: int
    ordinal: bool = False


_MARKS = {0x308: None, 0x301: None, 0x300: None, 0x302: None, 0x303: None, 0x327: None}


def fold(word: str) -> str:
    """Return a word without case and accents: "Fünfzehntes" gives "funfzehntes", "ß" is "ss"."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFD", word.casefold()).translate(_MARKS)


# ------------------------------------------------------------------------ figures and Roman

_FIGURES = re.compile(r"([0-9０-９]{1,4})(st|nd|rd|th|te[rsn]?|er|re|e|[eè]me|os?|as?|º|ª|ª|º)?$")
_ROMAN = re.compile(
    r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4})([eè]?r?[eoa]?|[eè]me)$"
)
_ROMAN_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}


def _roman(word: str) -> Numeral | None:
    found = _ROMAN.match(word) if word[0] in "mdclxvi" and len(word) <= 15 else None
    if not found:
        return None
    digits = word[: found.start(4)]
    values = [_ROMAN_VALUES[char] for char in digits]
    total = sum(
        -value if any(later > value for later in values[at + 1 : at + 2]) else value
        for at, value in enumerate(values)
    )
    return Numeral(total, Script.ROMAN, 1, bool(found[4]))


def _figures(word: str) -> Numeral | None:
    found = _FIGURES.match(word) if word[0].isdigit() else None
    return Numeral(int(found[1]), Script.FIGURES, 1, bool(found[2])) if found else None


# ------------------------------------------------------------------------------------ Chinese

_HAN = {char: n for n, char in enumerate("零一二三四五六七八九")}
_HAN |= {"〇": 0, "○": 0, "两": 2, "兩": 2, "元": 1, "壹": 1, "贰": 2, "叁": 3}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
HAN_NUMBER = "零〇○一二三四五六七八九十百千两兩廿卅元壹贰叁"


def chinese(text: str) -> int | None:
    """Return the number that Chinese or Japanese characters or figures write, None for no number.

    Figures put side by side are read like digits: "一〇三" is 103.
    """
    if text.isdecimal():
        return int(text) if len(text) <= 4 else None
    if not text or len(text) > 8 or any(c not in _HAN and c not in _HAN_UNITS for c in text):
        return None
    if len(text) > 1 and all(c in _HAN for c in text):
        return int("".join(str(_HAN[c]) for c in text)) if len(text) <= 4 else None
    total = digit = 0
    for char in text:
        if char in _HAN:
            digit = _HAN[char]
        elif char in "廿卅":
            total += _HAN_UNITS[char]
        else:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
    return total + digit


# -------------------------------------------------------------------------------- Hebrew letters

_HEBREW = dict(
    zip("אבגדהוזחטיכלמנסעפצקרשת", (*range(1, 11), *range(20, 101, 10), 200, 300, 400), strict=True)
)


def hebrew(word: str) -> int | None:
    """Return the number that Hebrew letters write ("כ״ג" is 23), None for a word."""
    values = [_HEBREW[char] for char in word if char in _HEBREW]
    plain = word.replace("״", "").replace("׳", "").replace('"', "").replace("'", "")
    if not values or len(values) != len(plain) or len(values) > 4:
        return None
    falling = all(a >= b for a, b in pairwise(values))
    return sum(values) if falling else None


# -------------------------------------------------------------------------------------- words

_Pair = tuple[str, int, bool]


def _listed(text: str, ordinal: bool, start: int = 1) -> Iterator[_Pair]:
    """Number the words of a list from ``start``; words parted by a slash are the same number."""
    for value, forms in enumerate(text.split(), start):
        for form in forms.split("/"):
            yield form.replace("_", " "), value, ordinal


def _english() -> Iterator[_Pair]:
    units = (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen"
    ).split()
    firsts = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    below = [(word, n, False) for n, word in enumerate(units, 1)]
    below += [(word, n, True) for n, word in enumerate(firsts, 1)]
    for n, ten in enumerate(tens, 2):
        below += [(ten, n * 10, False), (ten[:-1] + "ieth", n * 10, True)]
        below += [(f"{ten} {word}", n * 10 + k, o) for word, k, o in below[:9] + below[19:28]]
    yield from below
    yield from (("zero", 0, False), ("nought", 0, False), ("fourty", 40, False))
    for head in ("one hundred", "a hundred", "hundred"):
        yield from ((head, 100, False), (head + "th", 100, True))
        for joint, (word, n, ordinal) in product((" and ", " "), below):
            yield head + joint + word, 100 + n, ordinal


def _german() -> Iterator[_Pair]:
    units = (
        "ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn "
        "funfzehn sechzehn siebzehn achtzehn neunzehn"
    ).split()
    stems = (
        "erst zweit dritt viert funft sechst siebent/siebt acht neunt zehnt elft/eilft zwolft "
        "dreizehnt vierzehnt funfzehnt sechzehnt siebzehnt/siebenzehnt achtzehnt neunzehnt"
    )
    tens = "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig".split()
    yield from ((word, n, False) for n, word in enumerate(units, 1))
    yield from (("eins", 1, False), ("null", 0, False), ("hundert", 100, False))
    ordinals = [(stem, n) for stem, n, _ in _listed(stems, True)] + [("hundertst", 100)]
    for n, ten in enumerate(tens, 2):
        yield ten, n * 10, False
        ordinals.append((ten + "st", n * 10))
        for k, unit in enumerate(units[:9], 1):
            yield f"{unit}und{ten}", n * 10 + k, False
            ordinals.append((f"{unit}und{ten}st", n * 10 + k))
    for stem, n in ordinals:
        yield from ((stem + end, n, True) for end in ("e", "er", "es", "en"))


def _french() -> Iterator[_Pair]:
    units = (
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
        "dix_sept dix_huit dix_neuf"
    ).replace("_", " ")
    below = re.findall(r"dix (?:sept|huit|neuf)|\w+", units)
    words = dict(enumerate(below, 1))
    for base, ten in ((20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante")):
        words |= _french_tens(base, ten, below[:9])
    words |= _french_tens(60, "soixante", below)
    words |= {80: "quatre vingt"} | {80 + n: f"quatre vingt {w}" for n, w in enumerate(below, 1)}
    words[100] = "cent"
    words |= {100 + n: f"cent {word}" for n, word in list(words.items()) if n < 100}
    for n, word in words.items():
        yield word, n, False
        stem = word[:-1] if word.endswith("e") else word
        stem = {"cinq": "cinqu", "neuf": "neuv"}.get(stem.split()[-1], stem.split()[-1])
        yield " ".join((*word.split()[:-1], stem + "ieme")), n, True
    yield from (("premier", 1, True), ("premiere", 1, True), ("quatre vingts", 80, False))
    yield from (("second", 2, True), ("seconde", 2, True))


def _french_tens(base: int, ten: str, below: list[str]) -> dict[int, str]:
    joined = {base + n: f"{ten} {word}" for n, word in enumerate(below, 1)}
    return (
        joined
        | {base: ten, base + 1: f"{ten} et un"}
        | ({base + 11: f"{ten} et onze"} if len(below) > 10 else {})
    )


def _iberian(
    units: str, teens: str, tens: str, ordinal_tens: str, ordinals: str
) -> Iterator[_Pair]:
    """Spanish and Portuguese: "treinta y uno", "trigésimo primero", either gender."""
    yield from _listed(units, False)
    yield from _listed(teens, False, 10)
    ones = list(_listed(units, False))
    firsts = [(w, n) for w, n, _ in _listed(ordinals, True)]
    firsts += [(w[:-1] + "a", n) for w, n in firsts if w.endswith("o")]
    yield from ((word, n, True) for word, n in firsts)
    for value, ten in enumerate(tens.split(), 2):
        yield ten, value * 10, False
        for joint, (word, n, _) in product((" y ", " e "), ones):
            yield ten + joint + word, value * 10 + n, False
    for value, stem in enumerate(ordinal_tens.split(), 1):
        for end in ("o", "a"):
            yield stem + end, value * 10, True
            for (word, n), joint in product(firsts, (" ", "")):
                if n < 10:
                    yield stem + end + joint + word, value * 10 + n, True


def _spanish() -> Iterator[_Pair]:
    yield from _iberian(
        "uno/un/una dos tres cuatro cinco seis siete ocho nueve",
        "diez once doce trece catorce quince dieciseis/diez_y_seis diecisiete/diez_y_siete "
        "dieciocho/diez_y_ocho diecinueve/diez_y_nueve veinte veintiuno/veintiun veintidos "
        "veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien",
        "decim vigesim trigesim cuadragesim/quadragesim quincuagesim sexagesim",
        "primero/primer segundo tercero/tercer cuarto quinto sexto septimo/setimo octavo "
        "noveno/nono decimo undecimo duodecimo",
    )


def _portuguese() -> Iterator[_Pair]:
    yield from _iberian(
        "um/uma dois/duas tres quatro cinco seis sete oito nove",
        "dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete "
        "dezoito dezenove/dezanove",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem",
        "decim vigesim trigesim quadragesim quinquagesim sexagesim",
        "primeiro segundo terceiro quarto quinto sexto setimo oitavo nono decimo undecimo "
        "duodecimo",
    )


def _italian() -> Iterator[_Pair]:
    units = "uno due tre quattro cinque sei sette otto nove"
    teens = (
        "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove"
    )
    yield from _listed(units, False)
    yield from _listed(teens, False, 10)
    firsts = "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo"
    ordinals = [(w, n) for w, n, _ in _listed(firsts, True)]
    ordinals += [(w[:-1] + "esimo", n) for w, n, _ in _listed(teens, False, 10) if n > 10]
    ordinals += [(f"decimo{w}", n + 10) for w, n in ordinals[:9]]
    ordinals += [(f"decimo {w}", n + 10) for w, n in ordinals[:9]]
    tens = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento".split()
    for n, ten in enumerate(tens, 2):
        yield ten, n * 10, False
        ordinals.append((ten[:-1] + "esimo", n * 10))
        for word, k, _ in _listed(units, False):
            whole = (ten[:-1] if word[0] in "uo" else ten) + word
            yield whole, n * 10 + k, False
            stem = whole if word in ("tre", "sei") else whole[:-1]
            ordinals.append((stem + "esimo", n * 10 + k))
    for word, n in ordinals:
        yield from ((word, n, True), (word[:-1] + "a", n, True))


def _dutch() -> Iterator[_Pair]:
    units = "een twee drie vier vijf zes zeven acht negen"
    yield from _listed(
        units + " tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
        False,
    )
    yield from _listed(
        "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde "
        "dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende",
        True,
    )
    tens = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
    for n, ten in enumerate(tens, 2):
        yield from ((ten, n * 10, False), (ten + "ste", n * 10, True))
        for unit, k, _ in _listed(units, False):
            yield from (
                (f"{unit}en{ten}", n * 10 + k, False),
                (f"{unit}en{ten}ste", n * 10 + k, True),
            )


def _northern() -> Iterator[_Pair]:
    """Swedish, Danish, Norwegian: up to thirty, as far as novels count in words."""
    yield from _listed(
        "ett/et/en/ein tva/to/två tre fyra/fire fem sex/seks sju/syv atta/otte/åtte/atte nio/ni "
        "tio/ti elva/elleve tolv tretton/tretten fjorton/fjorten femton/femten "
        "sexton/seksten sjutton/sytten arton/atten nitton/nitten tjugo/tyve",
        False,
    )
    yield from _listed(
        "forsta/første/førsti andra/anden/andet/andre tredje fjarde/fjerde femte sjatte/sjette "
        "sjunde/syvende attonde/ottende/åttende/attende nionde/niende tionde/tiende "
        "elfte/ellevte/ellefte tolfte/tolvte trettonde/trettende fjortonde/fjortende "
        "femtonde/femtende sextonde/sekstende/sejtende sjuttonde/syttende adertonde/attende "
        "nittonde/nittende tjugonde/tyvende",
        True,
    )
    for k, form in enumerate(
        "forsta andra tredje fjarde femte sjatte sjunde attonde nionde".split()
    ):
        yield from ((f"tjugo{form}", 21 + k, True), (f"tjugo {form}", 21 + k, True))
    yield from (("trettionde", 30, True), ("tredivte", 30, True), ("tjugu", 20, False))


def _slavic() -> Iterator[_Pair]:
    """Russian, Ukrainian in part, Polish, Czech: ordinals up to thirty-nine in Russian."""
    russian = (
        "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
        "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
    ).split()
    ends = "ая ый ое ой ья ий ье".split()
    for n, stem in enumerate(russian, 1):
        for end in ends:
            yield fold(stem + end), n, True
            if n < 10:
                yield fold(f"двадцать {stem}{end}"), 20 + n, True
                yield fold(f"тридцать {stem}{end}"), 30 + n, True
    yield from ((fold("тридцат" + end), 30, True) for end in ends)
    cardinals = "один/одна два/две три четыре пять шесть семь восемь девять десять"
    yield from ((fold(w), n, False) for w, n, _ in _listed(cardinals, False))
    polish = (
        "pierwsz drug trzec czwart piat szost siodm osm dziewiat dziesiat jedenast dwunast "
        "trzynast czternast pietnast szesnast siedemnast osiemnast dziewietnast dwudziest"
    ).split()
    for n, stem in enumerate(polish, 1):
        for end in ("y", "a", "e", "i", "ia", "ie"):
            yield fold(stem + end), n, True
    yield from _listed("prvni druha/druhy treti ctvrta/ctvrty pata/paty sesta/sesty", True)


def _arabic() -> Iterator[_Pair]:
    """Arabic ordinals with the article, either gender, up to nineteen."""
    firsts = "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
    yield from ((word, n, True) for n, word in enumerate(firsts, 1))
    yield from ((word + "ة", n, True) for n, word in enumerate(firsts[1:], 2))
    yield from (("الأول", 1, True), ("الأولى", 1, True), ("الاولى", 1, True))
    teens = ["الحادي", *firsts[1:9]]
    yield from ((f"{word} عشر", n, True) for n, word in enumerate(teens, 11))


@cache
def _words() -> dict[str, tuple[int, bool]]:
    """All numbers in words. Where two languages share a form, they agree on its number."""
    found: dict[str, tuple[int, bool]] = {}
    families = (_english, _german, _french, _spanish, _italian, _dutch, _portuguese)
    for family in (*families, _northern, _slavic, _arabic):
        for words, value, ordinal in family():
            found.setdefault(fold(words), (value, ordinal))
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in _words())


# ------------------------------------------------------------------------------------- reading


def read_numeral(words: tuple[str, ...]) -> Numeral | None:
    """Return the number with which a row of folded words begins, None where it begins with none.

    The longest reading in words wins; a lone letter such as "i" or "c" is Roman.
    """
    if not words or not words[0]:
        return None
    first = words[0]
    if first in _first_words():
        for count in range(min(len(words), MOST_WORDS), 0, -1):
            found = _words().get(" ".join(words[:count]))
            if found:
                return Numeral(found[0], Script.WORDS, count, found[1])
    return _figures(first) or _roman(first) or _from_letters(first)


def begins_numeral(word: str) -> bool:
    """Return whether a folded word may begin a number in words, in Roman or in Hebrew letters."""
    return word in _first_words() or bool(_ROMAN.match(word)) or "א" <= word[0] <= "ת"


def _from_letters(word: str) -> Numeral | None:
    value = hebrew(word) if "א" <= word[0] <= "ת" else None
    return Numeral(value, Script.LETTERS, 1) if value is not None else None
