"""Which encoding bytes are in: the one module that decides it, for every kind of source.

A byte order mark decides. Then UTF-8, where the bytes are valid as such: no other text is so by
chance, whatever it declares. Then what the source declares, where that makes text. Then the
encodings that `signs` knows how to weigh, and last charset-normalizer's guess, which is
asked only where those make no sense of the bytes.

What is guessed is a guess, and `finding` says so.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bookbuild.intake.report import Finding
from bookbuild.intake.signs import GUESSED, Weighed, weigh, weigh_wide

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks. UTF-32's little-endian mark begins with UTF-16's, so it is tried first."""

_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp932": "Shift JIS",
    "cp949": "EUC-KR",
    "iso8859-2": "ISO 8859-2",
    "iso8859-7": "ISO 8859-7",
    "cp850": "DOS Western (850)",
    "cp866": "DOS Cyrillic (866)",
    "mac_roman": "Mac Roman",
}

_AS_WINDOWS = ("ascii", "iso8859-1", "cp1252")
"""Browsers read pages that call themselves ASCII or Latin-1 as Windows-1252; so do we."""
_NEVER_DECLARED = ("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna", "punycode", "mbcs")

_CHUNK = 1 << 16
_SAMPLE = 24_000
_PIECE = 2_000
_FOREIGN = re.compile(rb"[\x80-\xff]")
_CLEAR = 0.55
"""From this weight on, the signs speak for an encoding; mere chance stays far below it."""
_CLOSE = 0.12
_FEW = 6
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a]")
_UTF_7 = re.compile(rb"\+(?:A[A-Z]|IB)[A-Za-z0-9+/]{1,40}(?:-|(?=[ \n.,]))")
_WRONG_IN_UTF_8 = re.compile("[\udc80-\udcff]")
_MOSTLY = 20
"""In UTF-8 with a few foreign bytes, so many characters are right for one that is wrong."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: Python's name for it, and how it was found.

    ``mark`` is the length of the byte order mark; ``guessed`` that nothing but the bytes said so,
    and ``sure`` that they said it clearly. ``lie`` is what the source declared where that is not
    true, else "". ``foreign`` counts bytes of Windows-1252 in what is else UTF-8.
    """

    codec: str
    mark: int = 0
    guessed: bool = False
    sure: bool = True
    lie: str = ""
    foreign: int = 0

    @property
    def name(self) -> str:
        """The encoding's name in messages: "Windows-1252", "KOI8-R"."""
        return _NAMES.get(self.codec, self.codec.upper().replace("_", "-"))


def encoding_of(data: bytes, declared: str = "") -> Encoding:
    """Return the encoding of a source; ``declared`` is what it says of itself, "" for nothing.

    The answer may be wrong, and bytes of no text at all have one, too: `decoded` may find that
    they cannot be read in it.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, len(mark))
    if _CONTROLS.search(data[:_CHUNK]) and (wide := _wide(data) or _wide_script(data)):
        return Encoding(wide, guessed=True)
    if _is(data, "utf-8") and b"\x1b$" not in data:
        return Encoding("utf-8")
    said = _declared(declared)
    guess = _guessed(data)
    if said and said != guess.codec and _may_be(data, said, guess):
        return Encoding(said)
    if said == guess.codec:
        return Encoding(said)
    return Encoding(guess.codec, 0, True, guess.sure, declared if said else "", guess.foreign)


def decoded(data: bytes, encoding: Encoding) -> str:
    """Return the text. Raises `UnicodeDecodeError` where the bytes are no text in the encoding."""
    bare = data[encoding.mark :]
    if not encoding.foreign:
        return bare.decode(encoding.codec)
    text = bare.decode(encoding.codec, errors="surrogateescape")
    return _WRONG_IN_UTF_8.sub(_as_windows, text)


def finding(name: str, encoding: Encoding) -> tuple[Finding, ...]:
    """Return what the author is told: nothing where the text is in UTF-8 as it should be."""
    if encoding.codec == "utf-8" and not encoding.foreign:
        return ()
    remedy = "If accents or quotation marks look wrong, save the file as UTF-8 and import again."
    what = f"The text was read as {encoding.name}."
    if encoding.foreign:
        count = f"{encoding.foreign:,} characters" if encoding.foreign > 1 else "one character"
        what = f"The text was read as UTF-8, but {count} in it as Windows-1252."
    elif encoding.lie:
        said = "".join(filter(str.isprintable, encoding.lie))[:40]
        what = (
            f"The file says that it is in {said}, which is not so; it was read as {encoding.name}."
        )
    elif encoding.guessed:
        how = "by its characters" if encoding.sure else "which is a guess from a few characters"
        what = f"The text was read as {encoding.name}, {how}."
    return (Finding(0, name, what, remedy),)


def is_utf_7(data: bytes) -> bool:
    """Return whether bytes are UTF-7, which hides marks of programs and is read by nobody now."""
    return data.isascii() and len(_UTF_7.findall(data[:_CHUNK])) > _FEW // 2


# ------------------------------------------------------------------------------ by the bytes


def _is(data: bytes, codec: str) -> bool:
    """Whether bytes are valid; a piece at a time, so that no second copy is made of them."""
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(view[start : start + _CHUNK])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str:
    """Return UTF-16 or UTF-32 without a mark, by which bytes of each character are nothing."""
    head = data[:2_000]
    pairs = len(head) // 2
    low, high = head[0::2].count(0), head[1::2].count(0)
    if pairs < 4 or len(data) % 2:
        return ""
    if high * 2 > pairs and not low:
        return "utf-16-le"
    if low * 2 > pairs and not high:
        return "utf-16-be"
    return ""


def _declared(name: str) -> str:
    """Return Python's name of a declared encoding, "" for none and for those nobody may choose.

    "base64" and "zip" are codecs of bytes to bytes.
    """
    try:
        codec = codecs.lookup(name.strip())
    except (LookupError, ValueError, UnicodeError):
        return ""
    if codec.name in _AS_WINDOWS:
        return "cp1252"
    text = bool(getattr(codec, "_is_text_encoding", False))
    return "" if not text or codec.name.startswith(_NEVER_DECLARED) else codec.name


def _may_be(data: bytes, codec: str, guess: _Guess) -> bool:
    """Whether a declaration can be true: it makes text, and no worse text than the guess by far."""
    if not _is(data, codec):
        return False
    weighed = weigh(_sample(data), (codec,))
    return not weighed or not guess.sure or weighed[0].weight > guess.weight / 2


@dataclass(frozen=True, slots=True)
class _Guess:
    codec: str
    weight: float
    sure: bool
    foreign: int = 0


def _guessed(data: bytes) -> _Guess:
    if b"\x1b$" in data and _is(data, "iso2022_jp"):
        return _Guess("iso2022_jp", 1.0, True)
    foreign = _foreign_in_utf_8(data)
    if foreign:
        return _Guess("utf-8", 1.0, True, foreign)
    sample = _sample(data)
    weighed = weigh(sample, GUESSED)
    whole = (each for each in weighed if _is(data, each.codec))
    best = next(whole, Weighed("cp1252", 0.0, 0, ""))
    if best.weight >= _CLEAR:
        others = (each for each in weighed if each.text != best.text)
        clear = all(best.weight - each.weight > _CLOSE for each in others)
        return _Guess(best.codec, best.weight, clear and best.count >= _FEW)
    wide = _wide_script(data)
    if wide:
        return _Guess(wide, 1.0, True)
    known = best.codec if best.weight > 0 and best.count >= _FEW else "cp1252"
    asked = _by_library(sample, data) if best.count >= _FEW else ""
    return _Guess(asked or known, best.weight, False)


def _foreign_in_utf_8(data: bytes) -> int:
    """Return how many bytes are not UTF-8 where nearly all are, 0 for any other text."""
    begin = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(data[:_CHUNK])
    wrong = len(_WRONG_IN_UTF_8.findall(begin))
    right = sum(0xC2 <= byte <= 0xF4 for byte in data[:_CHUNK]) - wrong
    if right < _FEW or right < wrong * _MOSTLY:
        return 0
    whole = data.decode("utf-8", errors="surrogateescape")
    return sum(1 for _ in _WRONG_IN_UTF_8.finditer(whole))


def _sample(data: bytes) -> bytes:
    """Return some of a text, its places that are not plain ASCII.

    Each piece ends at a space or a line end, which is half of no character anywhere.
    """
    pieces: list[bytes] = []
    length = at = 0
    while length < _SAMPLE and (found := _FOREIGN.search(data, at)):
        start = max(
            at, data.rfind(b" ", at, found.start()) + 1, data.rfind(b"\n", at, found.start()) + 1
        )
        start = max(start, found.start() - _PIECE)
        end = max(data.rfind(b" ", start, start + _PIECE), data.rfind(b"\n", start, start + _PIECE))
        if end <= found.start():
            pieces.append(data[start : start + _SAMPLE])
            break
        pieces.append(data[start : end + 1])
        length += end + 1 - start
        at = end + 1
    return b"".join(pieces)


def _wide_script(data: bytes) -> str:
    """Return UTF-16 without a mark for other scripts than ours, "" where it makes no prose."""
    if len(data) % 2 or len(data) < _FEW:
        return ""
    weighed = weigh_wide(data[:_SAMPLE])
    best = weighed[0] if weighed else None
    return best.codec if best and best.weight > _CLEAR and _is(data, best.codec) else ""


def _by_library(sample: bytes, data: bytes) -> str:
    """Return charset-normalizer's guess where the bytes are text in it, "" for none."""
    if not sample or sample.isascii():
        return ""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, steps=5, chunk_size=1024, enable_fallback=False).best()
    if found is None or found.encoding.startswith(("utf", "cp037", "cp500")):
        return ""
    return found.encoding if _is(data, found.encoding) else ""


def _as_windows(found: re.Match[str]) -> str:
    byte = bytes([ord(found[0]) - 0xDC00])
    return byte.decode("cp1252", errors="replace")
