"""Names that change on the way into the new folder: footnotes' labels, files that links lead to."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from bookbuild.model.text import NoteRef, Text, WrittenTarget

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewName:
    """A name of the source, and what it is called in the folder."""

    old: str
    new: str


def with_labels(value: T, labels: tuple[NewName, ...]) -> T:
    """Return a part of a text, or a tuple of parts, with new labels in its footnotes' calls."""
    if not labels:
        return value
    named = {name.old: name.new for name in reversed(labels)}

    def change(inner: object) -> object:
        match inner:
            case NoteRef(label):
                return NoteRef(named.get(label, label))
            case _:
                return inner

    return _rewritten(value, change)


def with_files(value: T, files: tuple[NewName, ...]) -> T:
    """Return a section, or a part of it, with its links leading to the new files."""
    if not files:
        return value
    named = {name.old: name.new for name in reversed(files)}
    return with_targets(value, lambda to: dataclasses.replace(to, file=named.get(to.file, to.file)))


def with_targets(value: T, lead: Callable[[WrittenTarget], WrittenTarget]) -> T:
    """Return a section, or a part of it, with its links within the book led on."""
    return _rewritten(
        value, lambda inner: lead(inner) if isinstance(inner, WrittenTarget) else inner
    )


def _rewritten(value: T, change: Callable[[object], object]) -> T:
    match value:
        case Text() | str() | int() | None | Enum():
            return value
        case tuple():
            new = tuple(_rewritten(one, change) for one in value)
            same = all(one is other for one, other in zip(new, value, strict=True))
            return value if same else new  # type: ignore[return-value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            value = change(value)  # type: ignore[assignment]
            return _with_new_fields(value, change)
        case _:
            return value


def _with_new_fields(value: T, change: Callable[[object], object]) -> T:
    """Return a value with changed fields, the same one where none changed."""
    new: dict[str, object] = {}
    for name in value.__dataclass_fields__:  # type: ignore[attr-defined]
        held = getattr(value, name)
        made = _rewritten(held, change)
        if made is not held:
            new[name] = made
    return dataclasses.replace(value, **new) if new else value  # type: ignore[type-var]
