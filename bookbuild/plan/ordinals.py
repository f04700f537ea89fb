"""Ordinals for languages whose headings want forms of their own: Arabic, Hebrew, Turkish.

They go as far as the forms are simple; beyond that there is "", and the number stays in figures.
"""

from __future__ import annotations

_ARABIC = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()
_ARABIC_FIRST = ("الحادي", *_ARABIC[1:9])
"""One is "الحادي" before a ten: "الحادي عشر", "الحادي والعشرون"."""
_ARABIC_TENS = "العشرون الثلاثون الأربعون الخمسون الستون السبعون الثمانون التسعون".split()

_HEBREW = "ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי".split()
_HEBREW_TEENS = "אחד שנים שלושה ארבעה חמישה שישה שבעה שמונה תשעה".split()
_HEBREW_ONES = ("אחד", "שניים", *_HEBREW_TEENS[2:])
_HEBREW_TENS = "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים".split()

_TURKISH = "Bir İki Üç Dört Beş Altı Yedi Sekiz Dokuz".split()
_TURKISH_TENS = "On Yirmi Otuz Kırk Elli Altmış Yetmiş Seksen Doksan".split()
_TURKISH_ONES_TH = (
    "Birinci İkinci Üçüncü Dördüncü Beşinci Altıncı Yedinci Sekizinci Dokuzuncu".split()
)
_TURKISH_TENS_TH = (
    "Onuncu Yirminci Otuzuncu Kırkıncı Ellinci Altmışıncı Yetmişinci Sekseninci Doksanıncı".split()
)


def arabic(number: int) -> str:
    """Return a masculine ordinal with the article, "" from 100."""
    tens, ones = divmod(number, 10)
    match tens:
        case 0:
            return _ARABIC[number - 1]
        case 1 if not ones:
            return _ARABIC[9]
        case 1:
            return f"{_ARABIC_FIRST[ones - 1]} عشر"
        case _ if number >= 100:
            return ""
        case _ if not ones:
            return _ARABIC_TENS[tens - 2]
        case _:
            return f"{_ARABIC_FIRST[ones - 1]} و{_ARABIC_TENS[tens - 2]}"


def hebrew(number: int) -> str:
    """Return a masculine number as chapters have it, "" from 100: ordinals to ten only."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _HEBREW[number - 1]
    if tens == 1:
        return f"{_HEBREW_TEENS[ones - 1]} עשר"
    if number >= 100:
        return ""
    return f"{_HEBREW_TENS[tens - 2]} ו{_HEBREW_ONES[ones - 1]}" if ones else _HEBREW_TENS[tens - 2]


def turkish(number: int) -> str:
    """Return an ordinal with capitals, "" from 1,000: "On Birinci"."""
    if number >= 1000:
        return ""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if not rest:
        return f"{_turkish_hundreds(hundreds, last=True)}"
    words = (
        _turkish_hundreds(hundreds, last=False),
        (_TURKISH_TENS if ones else _TURKISH_TENS_TH)[tens - 1] if tens else "",
        _TURKISH_ONES_TH[ones - 1] if ones else "",
    )
    return " ".join(word for word in words if word)


def _turkish_hundreds(hundreds: int, *, last: bool) -> str:
    if not hundreds:
        return ""
    many = f"{_TURKISH[hundreds - 1]} " if hundreds > 1 else ""
    return f"{many}{'Yüzüncü' if last else 'Yüz'}"
