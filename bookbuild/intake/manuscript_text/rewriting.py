"""Names that change on the way into the new folder: footnotes' labels, files that links lead to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TypeVar

from bookbuild.model.text import NoteRef, WrittenTarget

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NewName:
    """A name of the source, and what it is called in the folder."""

    old: str
    new: str


def with_labels(value: T, labels: tuple[NewName, ...]) -> T:
    """Return a part of a text, or a tuple of parts, with new labels in its footnotes' calls."""
    return _rewritten(value, labels, ()) if labels else value


def with_files(value: T, files: tuple[NewName, ...]) -> T:
    """Return a section, or a part of it, with its links leading to the new files."""
    return _rewritten(value, (), files) if files else value


def _rewritten(value: T, labels: tuple[NewName, ...], files: tuple[NewName, ...]) -> T:
    match value:
        case NoteRef(label):
            return dataclasses.replace(value, label=_new(label, labels))
        case WrittenTarget(file, _):
            return dataclasses.replace(value, file=_new(file, files))
        case tuple():
            return tuple(_rewritten(one, labels, files) for one in value)  # type: ignore[return-value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
            new = {name: _rewritten(field, labels, files) for name, field in fields.items()}
            return value if new == fields else dataclasses.replace(value, **new)
        case _:
            return value


def _new(name: str, names: tuple[NewName, ...]) -> str:
    return next((one.new for one in names if one.old == name), name)
