"""Characters that look like others, that nobody sees, or that no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bookbuild.proof.findings import Finding, Fix, Spot, found, shown
from bookbuild.proof.galley import Galley, Passage, Role

_SUSPECT = re.compile(r"[^\x00-\x7f\u00a0-\u00ac\u00ae-\u00ff“”‘’—–…]")
_WORD = re.compile(r"[^\W\d_]+")
_UNSEEN = {
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "zero-width no-break space",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    **{chr(code): "mark for the direction of writing" for code in range(0x202A, 0x202F)},
    **{chr(code): "mark for the direction of writing" for code in range(0x2066, 0x206A)},
}
_DELETED = frozenset("\u200b\ufeff")
_JOINERS = re.compile(r"(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])")
_LIGATURES = re.compile("[\ufb00-\ufb06]+")
_MOJIBAKE = re.compile(r"â€[™œ\x9d˜”“¦]|Ã[©¨¤¶¼¡³­±§]|Â[ \u00a0«»£]")
_ACUTE = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_RIGHT_TO_LEFT = frozenset("he ar fa ur yi".split())


def unusual_characters(galley: Galley) -> Iterator[Finding]:
    """Yield characters that are hardly meant: look-alikes, unseen ones, those without a glyph."""
    for passage in galley.passages:
        if passage.role in (Role.CODE, Role.BREAK):
            continue
        if _ACUTE.search(passage.free):
            yield from _accents(passage)
        if passage.free.isascii():
            continue
        if "â" in passage.free or "Ã" in passage.free or "Â" in passage.free:
            yield from _mojibake(passage)
        if _SUSPECT.search(passage.free):
            yield from _unseen(passage)
            yield from _unprintable(passage)
            yield from _look_alikes(passage)
            yield from _ligatures(passage)


def _finding(spot: Spot, message: str, hint: str, fix: Fix | None = None) -> Finding:
    return found("unusual-character", spot, message, hint, fix=fix)


def _unseen(passage: Passage) -> Iterator[Finding]:
    for at, char in enumerate(passage.text):
        name = _UNSEEN.get(char)
        if name and not ("mark" in name and passage.lang in _RIGHT_TO_LEFT):
            spot = Spot(passage, at, at + 1)
            fix = Fix(char, "") if char in _DELETED else None
            yield _finding(spot, _message(name, spot), "Delete it.", fix)
    for match in _JOINERS.finditer(passage.text):
        spot = Spot(passage, *match.span())
        yield _finding(spot, _message("zero-width joiner", spot), "Delete it.")


def _message(name: str, spot: Spot) -> str:
    bare = "".join(char for char in spot.words if char.isprintable())
    return f"There is an unseen character (a {name}) in “{shown(bare)}”."


def _unprintable(passage: Passage) -> Iterator[Finding]:
    for at, char in enumerate(passage.free):
        category = unicodedata.category(char) if char > "\ud7ff" else ""
        if char == "\ufffd":
            spot = Spot(passage, at, at + 1)
            message = f"“{shown(spot.words)}” has the sign for a letter that was lost."
            yield _finding(spot, message, "Type the letter that was there.")
        elif category == "Co":
            code = f"U+{ord(char):04X}"
            message = f"A character here ({code}) belongs to one font only, and others lack it."
            hint = "Put an ordinary character, or a picture."
            yield _finding(Spot(passage, at, at + 1), message, hint)


def _look_alikes(passage: Passage) -> Iterator[Finding]:
    """Yield words in which one alphabet's letters stand among another's."""
    for match in _WORD.finditer(passage.free):
        word = match.group()
        if word.isascii():
            continue
        scripts = [_script(char) for char in word]
        used = sorted({script for script in scripts if script}, key=scripts.count)
        if len(used) < 2:
            continue
        odd = next(char for char, script in zip(word, scripts, strict=True) if script == used[0])
        message = f"In “{shown(word)}” the letter “{odd}” is {used[0]}, the others {used[-1]}."
        hint = "Type the word anew; readers may not see it, and a search will not find it."
        yield _finding(Spot(passage, *match.span()), message, hint)


def _script(char: str) -> str:
    code = ord(char)
    if char.isascii() or 0xC0 <= code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "Latin"
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "Greek"
    if 0x400 <= code < 0x530:
        return "Cyrillic"
    return ""


def _ligatures(passage: Passage) -> Iterator[Finding]:
    for match in _LIGATURES.finditer(passage.free):
        spot = Spot(passage, *match.span())
        plain = unicodedata.normalize("NFKC", match.group())
        message = f"“{shown(spot.words)}” has “{match.group()}” as one character."
        fix = Fix(match.group(), plain)
        yield _finding(spot, message, f"Type “{plain}”; the font makes the ligature.", fix)


def _mojibake(passage: Passage) -> Iterator[Finding]:
    for match in _MOJIBAKE.finditer(passage.free):
        spot = Spot(passage, *match.span())
        message = f"“{shown(spot.words)}” looks like text that was read in the wrong encoding."
        yield _finding(spot, message, "Type the character that was meant.")


def _accents(passage: Passage) -> Iterator[Finding]:
    for match in _ACUTE.finditer(passage.free):
        spot = Spot(passage, *match.span())
        message = f"“{shown(spot.words)}” has an accent instead of an apostrophe."
        fix = Fix(spot.words, spot.words.replace(match.group(), "'"))
        yield _finding(spot, message, "Type ' instead.", fix)
