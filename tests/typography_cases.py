"""The cases in tests/typography: a line as it is typed, and the same line as it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.model.text import (
    Code,
    Inline,
    Inlines,
    Language,
    LineBreak,
    NoteRef,
    Style,
    Styled,
    Text,
    Verbatim,
)

_TOKEN = re.compile(
    r"\*(?P<em>[^*]+)\*|`(?P<code>[^`]+)`|(?P<note>\[\^\])|\\(?P<verbatim>.)"
    r"|\{(?P<lang>\w+):(?P<span>[^}]*)\}|(?P<br>⏎)"
)

_SPACES = str.maketrans({"⍽": "\u00a0", "▫": "\u202f"})


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a .test file."""

    lang: str
    name: str
    typed: str
    wanted: str


def cases_in(folder: Path) -> Iterator[Case]:
    """Yield the cases of a folder's .test files, in order."""
    for file in sorted(folder.glob("*.test")):
        for part in f"\n{file.read_text(encoding='utf-8')}".split("\n== ")[1:]:
            head, typed, wanted = part.strip().split("\n")
            lang, name = head.split(": ", 1)
            yield Case(lang, name, typed.translate(_SPACES), wanted)


def tree(line: str) -> Inlines:
    """Return a line of a case as the tree it stands for."""
    made: list[Inline] = []
    at = 0
    for token in _TOKEN.finditer(line):
        made += [Text(line[at : token.start()])] if token.start() > at else []
        made.append(_inline(token))
        at = token.end()
    return (*made, *([Text(line[at:])] if at < len(line) else []))


def _inline(token: re.Match[str]) -> Inline:
    match token.lastgroup:
        case "em":
            return Styled(Style.EMPHASIS, (Text(token["em"]),))
        case "code":
            return Code(token["code"])
        case "note":
            return NoteRef("1")
        case "verbatim":
            return Verbatim(token["verbatim"])
        case "span":
            return Language(token["lang"], (Text(token["span"]),))
        case _:
            return LineBreak()


def written(inlines: Inlines) -> str:
    """Return a tree as the cases write it."""
    return "".join(_written_one(inline) for inline in inlines)


def _written_one(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text.replace("\u00a0", "⍽").replace("\u202f", "▫")
        case Styled(_, children):
            return f"*{written(children)}*"
        case Code(text):
            return f"`{text}`"
        case Verbatim(text):
            return f"\\{text}"
        case Language(lang, children):
            return f"{{{lang}:{written(children)}}}"
        case LineBreak():
            return "⏎"
        case _:
            return "[^]"
