"""Settings files of other tools, YAML or TOML, as `Settings`."""

from __future__ import annotations

import datetime
import tomllib

from bookbuild.intake.folders.shelf import Shelf
from bookbuild.intake.folders.yaml_lists import (
    BadYaml,
    Listed,
    Node,
    Pair,
    Settings,
    Text,
    read_yaml,
)
from bookbuild.report import BookbuildError, Exit

_DEEPEST = 24


def settings_file(shelf: Shelf, path: str) -> Settings:
    """Return what a settings file says. Raises `BookbuildError` where it cannot be read."""
    text = shelf.text(path)
    try:
        return read_toml(text) if path.endswith(".toml") else read_yaml(_one_document(text))
    except BadYaml as wrong:
        message = f"{shelf.shown(path)}:{wrong.line}: This cannot be read. Mend the line."
        raise BookbuildError(message, Exit.MANUSCRIPT) from None


def _one_document(text: str) -> str:
    """Blank the lines that part documents; pandoc's files end with one."""
    lines = text.split("\n")
    ends = [n for n, line in enumerate(lines) if line.rstrip() in ("---", "...")]
    ends = [n for n in ends if any(line.strip() for line in lines[:n])]
    return "\n".join(lines[: ends[0]] if ends else lines)


def read_toml(text: str) -> Settings:
    """Return what a TOML text says, every value as text. Raises `BadYaml`."""
    try:
        node = _node(tomllib.loads(text), 0)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        raise BadYaml(1) from None
    return node if isinstance(node, Settings) else Settings(())


def _node(value: object, depth: int) -> Node:
    if depth > _DEEPEST:
        raise BadYaml(1)
    match value:
        case dict():
            return Settings(tuple(Pair(str(k), _node(v, depth + 1), 1) for k, v in value.items()))
        case list():
            return Listed(tuple(_node(item, depth + 1) for item in value), 1)
        case bool():
            return Text(str(value).lower(), 1)
        case datetime.date() | datetime.time():
            return Text(value.isoformat(), 1)
        case _:
            return Text(str(value), 1)
