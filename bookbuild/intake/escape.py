"""Plain text to the text of a section: what would be taken for markup gets a backslash.

Emphasis that the author typed (`*so*`, `_so_`, `**so**`) stays emphasis. Everything else that
CommonMark or the author's block syntax would read as markup is kept as the character it is.
"""

from __future__ import annotations

import re

_EMPHASIS = re.compile(
    r"(?<![\w*\\])(?P<star>\*{1,3})(?=[^\s*])(?:[^*\n]|\n(?!\n)){0,2000}?(?<=[^\s*\\])(?P=star)(?![\w*])"
    r"|(?<![\w\\])(?P<line>_{1,3})(?=[^\s_])[^_]{0,2000}?(?<=[^\s_\\])(?P=line)(?!\w)"
)
_INLINE = re.compile(
    r"(?=[\\`*~^{])|(?<!\w)(?=_)|(?=_(?!\w))|(?=<[A-Za-z/!?])|(?=&#?\w+;)|(?=\[\^)"
    r"|(?<=[Cc][Ee][Nn][Tt][Ee][Rr])(?=>)"
)
"""The places in front of a mark: a backslash without a group in it is put in faster."""
_ROW = "_" * 9
_ROWS = re.compile(r"(_{9,})")
_LONGEST_WITH_EMPHASIS = 100_000
"""A paragraph longer than this is no prose. All its marks are escaped, in bounded memory."""
_EVERY_MARK = str.maketrans({mark: "\\" + mark for mark in "\\`*_~^{}<>&[]|"})
_BRACKETS = re.compile(r"[\[\]]")
_LINKED = re.compile(r"\][(\[{:]")
_LINE_START = re.compile(
    r"(?P<mark>#|>|:(?=[:\s])|[-+](?=\s|$))|(?P<digits>\d{1,9})(?P<point>[.)])(?=\s|$)"
)


def escaped(paragraph: str) -> str:
    """Return a paragraph, its lines parted by ``\\n``, with its markup characters escaped."""
    if len(paragraph) > _LONGEST_WITH_EMPHASIS:
        return "\n".join(map(_line_start, paragraph.translate(_EVERY_MARK).split("\n")))
    pieces: list[str] = []
    position = 0
    for found in _EMPHASIS.finditer(paragraph):
        mark = found["star"] or found["line"]
        inner = found.group()[len(mark) : -len(mark)]
        pieces += (_literal(paragraph[position : found.start()]), mark, _literal(inner), mark)
        position = found.end()
    pieces.append(_literal(paragraph[position:]))
    text = "".join(pieces)
    if _LINKED.search(paragraph):
        text = _BRACKETS.sub(r"\\\g<0>", text.replace("\\[", "["))
    if "\n" in text and "|" in text:
        text = text.replace("|", "\\|")
    return "\n".join(_line_start(line) for line in text.split("\n"))


def _literal(text: str) -> str:
    if _ROW not in text:
        return _INLINE.sub(r"\\", text)
    pieces = _ROWS.split(text)  # A long row of lines would nest emphasis hundreds deep.
    return "".join(
        piece.replace("_", "\\_") if piece.startswith(_ROW) else _INLINE.sub(r"\\", piece)
        for piece in pieces
    )


def _line_start(line: str) -> str:
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["mark"]:
        return "\\" + line
    end = found.end("digits")
    return line[:end] + "\\" + line[end:]
