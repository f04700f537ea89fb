"""Characters of symbol fonts, as the characters that they show.

Word keeps them at places of their own (U+F020 to U+F0FF) or as letters in a font of symbols. Only
those that stand in stories are known: Greek and the signs of the Symbol font, the arrows and faces
that Word puts in by itself, ornaments that part scenes.
"""

from __future__ import annotations

_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats", "wingdings 2", "wingdings 3")
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{0x41 + at: sign for at, sign in enumerate(_GREEK)},
    **{0x61 + at: sign for at, sign in enumerate(_SMALL)},
    **{0x20 + at: chr(0x20 + at) for at in range(32)},
    0x22: "∀",
    0x24: "∃",
    0x27: "∋",
    0x2A: "∗",
    0x2D: "−",
    0x40: "≅",
    0x5B: "[",
    0x5C: "∴",
    0x5D: "]",
    0x5E: "⊥",
    0x5F: "_",
    0x7B: "{",
    0x7C: "|",
    0x7D: "}",
    0x7E: "∼",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xA7: "♣",
    0xA8: "♦",
    0xA9: "♥",
    0xAA: "♠",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD2: "®",
    0xD3: "©",
    0xD4: "™",
    0xD6: "√",
    0xE0: "◊",
    0xE2: "®",
    0xE3: "©",
    0xE4: "™",
}
_WINGDINGS = {
    0x20: " ",
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x52: "☼",
    0x54: "❄",
    0x58: "✠",
    0x59: "✡",
    0x5A: "☪",
    0x5B: "☯",
    0x61: "♋",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x7B: "❀",
    0x7C: "✿",
    0x7D: "❝",
    0x7E: "❞",
    0x96: "❧",
    0x97: "☙",
    0x98: "❧",
    0x99: "☙",
    0x9E: "·",
    0x9F: "•",
    0xA7: "▪",
    0xAA: "✦",
    0xAB: "★",
    0xAC: "✶",
    0xAD: "✴",
    0xB6: "☆",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE7: "⇐",
    0xE8: "⇒",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF3: "⇔",
    0xFB: "✗",
    0xFC: "✓",
}
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
UNKNOWN = "\ufffd"
"""Stands for a symbol that is not known here."""


def is_symbol_font(font: str) -> bool:
    """Return whether a font's letters show symbols."""
    return font.lower() in _FONTS


def symbol(code: str, font: str) -> str:
    """Return the character that Word shows for a w:sym; ``code`` is in hexadecimal, "F0E0"."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    if not is_symbol_font(font) and not 0xF000 <= number <= 0xF0FF:
        return chr(number) if 0x20 <= number < 0xD800 else UNKNOWN
    return _shown(number, font)


def _shown(number: int, font: str) -> str:
    table = _TABLES.get(font.lower(), {})
    return table.get(number & 0xFF if 0xF000 <= number <= 0xF0FF else number, UNKNOWN)


def printed(text: str, font: str) -> str:
    """Return a text as it shows in a font: its own letters, but for fonts of symbols."""
    if not font or not is_symbol_font(font):
        return text
    return "".join(char if char.isspace() else _shown(ord(char), font) for char in text)
