"""pandoc: metadata in a YAML file, the order in a defaults file, a Makefile or a script."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator

from bookbuild.intake.folders.listing import (
    Item,
    Listing,
    folder_of,
    is_text,
    name_of,
    nearest_first,
    path_key,
)
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.folders.yaml_lists import Settings
from bookbuild.model.book import Metadata
from bookbuild.report import BookbuildError

_METADATA = ("metadata.yaml", "metadata.yml", "meta.yaml", "meta.yml", "title.yaml", "title.txt")
_SCRIPTS = (".sh", ".ps1", ".bat", ".cmd", ".mk")
_TOKEN = re.compile(r"[^\s\"'()=,;]*\.(?:md|markdown|txt)\b|\"[^\"\n]*\.md\"|'[^'\n]*\.md'")
_ASSIGNED = re.compile(r"\s*\$?(?P<name>[A-Za-z_]\w*)\s*[:+?]?=\s*(?P<value>.*)")
_VARIABLE = re.compile(r"\$[({]?(?P<name>[A-Za-z_]\w*)[)}]?")
_LONGEST_LINE = 50_000


def listing(shelf: Shelf) -> Listing | None:
    """Return the longest list of files that is handed to pandoc, None where there is none."""
    lists = [
        found
        for path in nearest_first(shelf.paths)[:2000]
        if _may_list(path)
        for found in _lists(shelf, path)
    ]
    if not lists:
        return None
    file, paths = max(lists, key=lambda one: (len(one[1]), -one[0].count("/")))
    items = tuple(Item(path) for path in paths)
    return Listing(Tool.PANDOC, file, items, _metadata(shelf), root=_common(paths))


def _may_list(path: str) -> bool:
    name = name_of(path)
    if name in ("Makefile", "makefile", "GNUmakefile") or name.endswith(_SCRIPTS):
        return True
    return name.endswith((".yaml", ".yml")) and name not in _METADATA


def _lists(shelf: Shelf, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    try:
        if path.endswith((".yaml", ".yml")):
            settings = settings_file(shelf, path)
            names = settings.texts("input-files", "input-file")
            lines: tuple[tuple[str, ...], ...] = (names,)
        else:
            lines = tuple(_in_script(shelf.text(path)))
        found = tuple(_known(shelf, path, names) for names in lines)
    except BookbuildError:
        return  # some other program's file, which may be as it likes
    yield from ((path, paths) for paths in found if paths)


def _in_script(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the Markdown files of each line of a script, its variables filled in."""
    variables: dict[str, str] = {}
    for line in re.sub(r"[\\`^]\n", " ", text).split("\n"):
        line = line[:_LONGEST_LINE]
        if line.lstrip().startswith("#"):
            continue
        assigned = _ASSIGNED.fullmatch(line)
        full = _VARIABLE.sub(lambda found: variables.get(found["name"], found[0]), line)
        full = full[:_LONGEST_LINE]
        if assigned:
            variables[assigned["name"]] = full.partition("=")[2].strip()
        if assigned or "pandoc" in full:
            tokens = (token.strip("\"'") for token in _TOKEN.findall(full))
            yield tuple(tokens)


def _known(shelf: Shelf, path: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files among the names, each once; the folder is the list's or the shelf's."""
    found: dict[str, None] = {}
    for name in names:
        for folder in dict.fromkeys((folder_of(path), "")):
            whole = joined(folder, name.removeprefix("./"))
            matches = _matching(shelf, whole) if whole else ()
            found.update(dict.fromkeys(matches))
            if matches:
                break
    return tuple(path for path in found if name_of(path) not in _METADATA)


def _matching(shelf: Shelf, pattern: str) -> tuple[str, ...]:
    if "*" not in pattern and "?" not in pattern:
        return (pattern,) if shelf.has(pattern) and is_text(pattern) else ()
    same = (path for path in shelf.paths if path.count("/") == pattern.count("/"))
    matched = (path for path in same if is_text(path) and fnmatch.fnmatchcase(path, pattern))
    return tuple(sorted(matched, key=path_key))


def _common(paths: tuple[str, ...]) -> str:
    folders = {folder_of(path) for path in paths}
    return folders.pop() if len(folders) == 1 else ""


def _metadata(shelf: Shelf) -> Metadata:
    pairs = book_settings(shelf).pairs
    return metadata_of(Settings(pairs))


def book_settings(shelf: Shelf) -> Settings:
    """Return what the metadata file beside the texts says, nothing where there is none."""
    found = nearest_first(path for path in shelf.paths if name_of(path) in _METADATA)
    for path in found:
        try:
            settings = settings_file(shelf, path)
        except BookbuildError:
            continue
        if settings.text("title") or settings.get("author"):
            return settings
    return Settings(())
