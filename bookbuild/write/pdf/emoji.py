"""Signs that a font of the book has and Pango would still draw as an emoji, in another font.

What Unicode calls emoji by default, or a base of skin tones, Pango looks up in a font for emoji,
whatever the style sheets say. A variation selector behind the sign asks for it as text (Unicode,
UTS 51, 1.4.3). Of the built-in fonts EB Garamond has a few: a pointing hand, thick marks.
"""

from __future__ import annotations

import re

AS_TEXT = "\ufe0e"
"""Variation selector 15: the sign before it is text."""

_RANGES = (
    *((0x231A, 0x231B), (0x23E9, 0x23EC), (0x23F0, 0x23F0), (0x23F3, 0x23F3), (0x25FD, 0x25FE)),
    *((0x2614, 0x2615), (0x261D, 0x261D), (0x2648, 0x2653), (0x267F, 0x267F), (0x2693, 0x2693)),
    *((0x26A1, 0x26A1), (0x26AA, 0x26AB), (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x26CE, 0x26CE)),
    *((0x26D4, 0x26D4), (0x26EA, 0x26EA), (0x26F2, 0x26F3), (0x26F5, 0x26F5), (0x26F9, 0x26FA)),
    *((0x26FD, 0x26FD), (0x2705, 0x2705), (0x270A, 0x270D), (0x2728, 0x2728), (0x274C, 0x274C)),
    *((0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757), (0x2795, 0x2797), (0x27B0, 0x27B0)),
    *((0x27BF, 0x27BF), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x1F004, 0x1F004)),
    *((0x1F0CF, 0x1F0CF), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F201, 0x1F265)),
    (0x1F300, 0x1FAFF),
)
"""Unicode 15, emoji-data.txt: Emoji_Presentation and Emoji_Modifier_Base; the last is a block."""

_SIGNS = re.compile(f"([{''.join(f'{chr(a)}-{chr(b)}' for a, b in _RANGES)}]){AS_TEXT}?")


def as_text(text: str) -> str:
    """Return a text whose emoji are text."""
    return text if text.isascii() else _SIGNS.sub(rf"\1{AS_TEXT}", text)


EMOJI_AS_TEXT: dict[int, str] = {
    code: chr(code) + AS_TEXT for first, last in _RANGES for code in range(first, last + 1)
}
"""The same for `str.translate`."""
