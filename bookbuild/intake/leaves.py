"""A section's file taken apart and put together again: its settings, line by line, and its text.

What was proven once is only ever moved after that: a setting is added or taken away here, a name
is led to another, and `held_true` looks that nothing else of a text has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.settings import yaml_value
from bookbuild.intake.words import Page

_ORDER = ("title", "subtitle", "kind", "place", "number", "label", "status", "id", "lang", "pov")
"""Where a setting stands among the others; those not named follow."""
_KEY = re.compile(r"([a-z-]+):")
_NAMES = re.compile(
    r"(?P<link>\]\()(?P<at>[^()\s]*)|(?P<until>until=\"?)(?P<id>[^\"}\s]*)"
    r"|(?P<note>\[\^)(?P<label>[^\]\s]+)(?=\])"
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A section's file: its name, the lines between the two ---, and the text below them."""

    name: str
    settings: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Names:
    """Old names and new ones, in pairs: files, pictures, sections' ids, and footnotes' labels."""

    files: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def leaf_of(page: Page) -> Leaf:
    """Take a section's file apart; `page_of` puts it together again, letter for letter."""
    lines = page.text.split("\n")
    if lines[0] != "---" or "---" not in lines[1:] or not _KEY.match(lines[1]):
        return Leaf(page.name, (), page.text)
    end = lines.index("---", 1)
    below = lines[end + 1 :]
    body = "\n".join(below[1:] if below[0] == "" and len(below) > 1 else below)
    return Leaf(page.name, tuple(lines[1:end]), body)


def page_of(leaf: Leaf) -> Page:
    """Return the whole file."""
    front = "".join(f"{line}\n" for line in ("---", *leaf.settings, "---")) if leaf.settings else ""
    return Page(leaf.name, front + ("\n" if front and leaf.body else "") + leaf.body)


def setting_of(leaf: Leaf, key: str) -> str:
    """Return a setting's value as typed, "" for none; a long text has its lines as they are."""
    for found, lines in _parts(leaf.settings):
        if found == key:
            first = lines[0].partition(":")[2].strip()
            inner = (line.removeprefix("  ") for line in lines[1:])
            return "\n".join((*(() if first in ("", "|") else (first,)), *inner))
    return ""


def with_setting(leaf: Leaf, key: str, value: str) -> Leaf:
    """Return a leaf with one setting added or changed; a value of "" takes it away."""
    parts = [(found, lines) for found, lines in _parts(leaf.settings) if found != key]
    if value:
        rank = _rank(key)
        at = next((i for i, (found, _) in enumerate(parts) if _rank(found) > rank), len(parts))
        typed = value if key == "number" and value.isdecimal() else yaml_value(value)
        parts.insert(at, (key, (f"{key}: {typed}",)))
    return replace(leaf, settings=tuple(line for _, lines in parts for line in lines))


def _rank(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each key with its lines: those below it that are set in, or empty, are its own."""
    key, own = "", list[str]()
    for line in lines:
        found = _KEY.match(line)
        if found and own:
            yield key, tuple(own)
            own = []
        key = found[1] if found else key
        own.append(line)
    if own:
        yield key, tuple(own)


# ------------------------------------------------------------------------------------- names


def renamed(leaf: Leaf, names: Names) -> Leaf:
    """Return a leaf in which links, pictures, promises and footnotes go by their new names."""
    body = renamed_text(leaf.body, names)
    settings = tuple(_setting(line, names) for line in leaf.settings)
    return replace(leaf, settings=settings, body=body)


def renamed_text(text: str, names: Names) -> str:
    """Return Markdown with the new names in it."""
    files, pictures = dict(names.files), dict(names.pictures)
    ids, labels = dict(names.ids), dict(names.labels)

    def named(found: re.Match[str]) -> str:
        if found["until"]:
            return found["until"] + ids.get(found["id"], found["id"])
        if found["note"]:
            return found["note"] + labels.get(found["label"], found["label"])
        file, mark, anchor = found["at"].partition("#")
        file = pictures.get(file, files.get(file, file))
        anchor = anchor if file else ids.get(anchor, anchor)
        return found["link"] + file + mark + anchor

    return _NAMES.sub(named, text)


def _setting(line: str, names: Names) -> str:
    key, mark, value = line.partition(": ")
    if not mark or key not in ("promised-in", "id"):
        return renamed_text(line, names) if line.startswith("  ") else line
    ids = dict(names.ids)
    if key == "id":
        return f"{key}: {ids.get(value, value)}"
    stems = {old.removesuffix(".md"): new.removesuffix(".md") for old, new in names.files}
    return f"{key}: {stems.get(value, ids.get(value, value))}"


def nameless(text: str) -> str:
    """Return a text in which every name is blank, so that only names may differ."""
    return _NAMES.sub(lambda found: found["link"] or found["until"] or found["note"], text)


def held_true(before: str, after: str) -> bool:
    """Return whether a text stands in another, letter by letter but for names."""
    return nameless(before).strip() in nameless(after)


def labels_in(text: str) -> frozenset[str]:
    """Return the labels of a text's footnotes."""
    return frozenset(found["label"] for found in _NAMES.finditer(text) if found["note"])
