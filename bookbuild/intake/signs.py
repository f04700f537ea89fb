"""How much sense bytes make in an encoding: their letters weighed by the languages written so.

In the wrong encoding letters turn into signs within words, into capitals within words, or into
letters that no language has together. A language is known by its letters beyond ASCII, those of a
whole script by the commonest of them.
"""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass
from unicodedata import category

_LATIN = tuple(
    frozenset(letters)
    for letters in (
        "éèàêçùâîôûëïœæ",  # French
        "äöüßé",  # German
        "áéíóúñü¿¡ªº",  # Spanish
        "ãõáéíóúâêôçà",  # Portuguese
        "àèéìòùí",  # Italian
        "éëïèöü",  # Dutch, English
        "åäöæøéè",  # Swedish, Danish, Norwegian, Finnish
        "áéíóúýþæöð",  # Icelandic
        "àèéíïòóúüç·",  # Catalan
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýžľĺŕäô",  # Czech, Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîşţșț",  # Romanian
        "čćđšž",  # Croatian, Slovene
        "çğıöşüâî",  # Turkish
    )
)
_SCRIPTS = (
    ("оеаинтсрвлкм", "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓќ"),
    ("αοιετσνηυρπκίόέ", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"),
    ("יוהלארתבמשנ", "אבגדהוזחטיכךלמםנןסעפףצץקרשת"),
    ("اليموتنربعد", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگ"),
)
_COMMON = tuple((frozenset(common), frozenset(all_)) for common, all_ in _SCRIPTS)
_CHINESE = frozenset("的一是不了在有人我他这這个個来來道你那大上下说說到也子之其而者以为為于於曰")
_KOREAN = frozenset("이다는을를에의가고하지은한서도그나기사어라로니아으")

_OPENING, _CLOSING = "“‘„«‹‚", "”’»›“"
_DASHES = "—–…•·"

GUESSED = (
    *("cp932", "euc_jp", "cp949", "gb18030", "big5", "cp1252", "cp1250", "iso8859-2", "cp1251"),
    *("koi8-r", "koi8-u", "cp866", "cp1253", "iso8859-7", "cp1254", "cp1255", "cp1256"),
    *("mac_roman", "cp850"),
)
"""Those that are weighed; of two that weigh the same the first is taken."""

_EAST_ASIAN = {"cp932": "ja", "euc_jp": "ja", "cp949": "ko", "gb18030": "zh", "big5": "zh"}
_LAST_LATIN = "\u024f"
_USUAL = 0.12
"""Most files that are not in UTF-8 are in Windows-1252, and a dash alone says nothing else."""
_MOST = 2_000
_WORD = 3
"""Fewer letters than this may be of any script, and are then taken for Latin ones."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How an encoding did: about 1 for prose in it, 0 and less for nonsense.

    ``count`` is of the characters that were weighed; ``text`` the sample in this encoding.
    """

    codec: str
    weight: float
    count: int
    text: str


def weigh(sample: bytes, names: tuple[str, ...]) -> tuple[Weighed, ...]:
    """Return the encodings in which a sample can be read, the best first."""
    found = tuple(each for name in names if (each := _weighed(sample, name)) is not None)
    return tuple(sorted(found, key=lambda each: -each.weight))


def _weighed(sample: bytes, name: str) -> Weighed | None:
    try:  # The last character of a sample may be cut through.
        text = codecs.getincrementaldecoder(name)().decode(sample)
    except (UnicodeDecodeError, LookupError):
        return None
    language = _EAST_ASIAN.get(name, "")
    foreign = [at for at, char in enumerate(text) if char > "\x7f"][:_MOST]
    if not foreign:
        return Weighed(name, 0.0, 0, text)
    if language:
        return Weighed(name, _weight_of_signs(text, foreign, language), len(foreign), text)
    usual = _USUAL if name == "cp1252" else 0.0
    return Weighed(name, _weight_of_letters(text, foreign) + usual, len(foreign), text)


def weigh_wide(sample: bytes) -> tuple[Weighed, ...]:
    """Return how UTF-16 without a mark does, the better order of bytes first."""
    found = []
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
        foreign = [at for at, char in enumerate(text) if char > "\x7f"][:_MOST]
        wrong = sum(
            category(char) in ("Cc", "Co", "Cn", "So") and char not in "\n\r\t" for char in text
        )
        if foreign and wrong * 50 < len(text):
            signs = (_weight_of_signs(text, foreign, language) for language in ("ja", "ko", "zh"))
            weight = max(_weight_of_letters(text, foreign), *signs)
            found.append(Weighed(name, weight, len(foreign), text))
    return tuple(sorted(found, key=lambda each: -each.weight))


def _weight_of_signs(text: str, foreign: list[int], language: str) -> float:
    """Weigh Chinese, Japanese and Korean by what stands in any prose of theirs all the time."""
    signs = [char for at in foreign if (char := text[at]) not in "　、。，"]
    total = max(len(signs), 1)
    if any(category(char) in ("Co", "Cn", "Cc") for char in signs):
        return -1.0
    match language:
        case "ja":
            return min(1.0, sum("ぁ" <= char <= "ヿ" for char in signs) / total * 2.4)
        case "ko":
            hangul = sum("가" <= char <= "힣" for char in signs) / total
            return min(hangul, sum(char in _KOREAN for char in signs) / total * 4)
        case _:
            return min(1.0, sum(char in _CHINESE for char in signs) / total * 7)


def _weight_of_letters(text: str, foreign: list[int]) -> float:
    """Weigh letters by the best language of all, and other signs by where they stand."""
    letters: Counter[str] = Counter()
    others = 0.0
    for at in foreign:
        before, char = text[at - 1 : at] or " ", text[at]
        after = text[at + 1 : at + 2] or " "
        if char.isalpha() and char not in "ªº":
            letters[char] += 1
            others -= 1.5 if char.isupper() and before.islower() else 0.0
            if char > _LAST_LATIN:  # No word is half in another script.
                others -= 1.5 * (_is_ascii_letter(before) + _is_ascii_letter(after))
        else:
            others += _weight_of_sign(before, char, after)
    return (others + max(_in_latin(letters), _in_script(letters))) / len(foreign)


def _is_ascii_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _in_latin(letters: Counter[str]) -> float:
    return max(
        sum(
            count * (1.0 if char in language else 0.85 if char.lower() in language else -1.0)
            for char, count in letters.items()
        )
        for language in _LATIN
    )


def _in_script(letters: Counter[str]) -> float:
    """Weigh by the commonest letters; capitals are few, so that KOI8 is not taken for 1251."""
    weights = [-1.0 * letters.total()]
    if letters.total() < _WORD:
        return weights[0]
    for common, script in _COMMON:
        weight = 0.0
        for char, count in letters.items():
            if char in common:
                weight += 1.15 * count
            elif char in script:
                weight += 0.6 * count
            else:
                weight += (0.4 if char.lower() in script else -1.0) * count
        weights.append(weight)
    return max(weights)


def _weight_of_sign(before: str, char: str, after: str) -> float:
    within = before.isalpha() and after.isalpha()
    kind = category(char)
    if kind in ("Cc", "Co", "Cn"):
        return -3.0
    if char == "’":
        return 1.0 if before.isalnum() or after.isalnum() or not before.isspace() else -0.3
    if char in _OPENING and not before.isalnum() and not after.isspace():
        return 1.0
    if char in _CLOSING and not before.isspace() and not after.isalnum():
        return 1.0
    if char in "¿¡" and not before.isalnum() and after.isalpha():
        return 1.0
    if char in _DASHES + "\xa0":
        return 0.9 if char != "\xa0" else 0.5
    if char in "«»" and not within:  # French sets them apart with spaces.
        return 0.8
    return -1.2 if within else -0.5 if before.isalpha() or after.isalpha() else 0.0
