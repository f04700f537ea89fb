"""The addresses in a style sheet: what it would fetch, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2


@dataclass(frozen=True, slots=True)
class SheetAddress:
    """An address as a sheet has it, with its line; ``imports`` where it names another sheet."""

    line: int
    href: str
    imports: bool


def addresses(css: str) -> tuple[SheetAddress, ...]:
    """Return the addresses of a sheet, in its order."""
    return tuple(_addresses(tinycss2.parse_component_value_list(css, skip_comments=True)))


def _addresses(tokens: list[Any]) -> Iterator[SheetAddress]:
    waiting = list(reversed(tokens))
    imports = False
    while waiting:
        token = waiting.pop()
        match token.type:
            case "at-keyword":
                imports = token.lower_value == "import"
            case "url":
                yield SheetAddress(token.source_line, token.value, imports)
            case "string" if imports:
                yield SheetAddress(token.source_line, token.value, imports)
            case "function":
                if token.lower_name == "url":
                    yield from _quoted(token, imports)
                else:
                    waiting += reversed(token.arguments)
            case "{} block" | "() block" | "[] block":
                imports = False
                waiting += reversed(token.content)
            case "literal" if token.value == ";":
                imports = False
            case _:
                pass


def _quoted(token: Any, imports: bool) -> Iterator[SheetAddress]:
    for inner in token.arguments:
        if inner.type == "string":
            yield SheetAddress(token.source_line, inner.value, imports)
