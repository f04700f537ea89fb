"""Which files are sections, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from bookbuild.model.section_names import TEXT_ENDINGS, is_section_name
from bookbuild.read.fields import Field, Form, nodes, text
from bookbuild.read.text_files import is_folder
from bookbuild.read.yaml_lines import shorten
from bookbuild.read.yaml_text import Mapping, Node, Scalar
from bookbuild.report import BookbuildError, Checked, Diagnostic, Exit, Place, error, warning

_OTHER_TEXTS = (
    *(".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".pages", ".fountain", ".tex"),
    *(".text", ".mdown", ".mkd", ".mkdn", ".mdwn", ".qmd", ".rmd", ".rst", ".org", ".adoc"),
)
_WITHOUT_ENDING = re.compile(r"\d[^.]*|(?:chapter|prologue|epilogue|part)\b[^.]*", re.IGNORECASE)
_MOST_FILES = 5000
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A section's file, from the manuscript folder, with slashes; ``line`` is where book.yaml
    lists it, 0 where it does not."""

    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class PartTitle:
    """A part that has a title in book.yaml and no file of its own."""

    title: str
    line: int


Listed = ListedFile | PartTitle


# -------------------------------------------------------------------------------- the folder


def natural(name: str) -> tuple[tuple[int, str, int], ...]:
    """Return a key that sorts names as people do: 2 before 10, whatever the capitals.

    Names that differ in capitals or leading zeros only are still told apart by the caller, who
    adds the name itself.
    """
    folded = unicodedata.normalize("NFC", name).casefold()
    pieces = re.findall(r"[0-9]+|[^0-9]+", folded)
    return tuple((0, "", int(p[:18])) if p[0] in "0123456789" else (1, p, 0) for p in pieces)


def folder_entries(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder in natural order.

    Raises `BookbuildError` where the folder cannot be read.
    """
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        message = f"The folder {folder} cannot be read. Check its name and its permissions."
        raise BookbuildError(message, Exit.USAGE) from None
    return tuple(sorted(names, key=lambda name: (natural(name), name)))


def outline_of_folder(
    folder: Path, shown: str, listed: tuple[Listed, ...] = ()
) -> Checked[tuple[Listed, ...]]:
    """Return the sections' files of a folder in natural order.

    ``shown`` is what stands before a file's name in messages ("manuscript/"); ``listed`` is the
    written list, which may name files further down.
    """
    everything = folder_entries(folder)
    names = tuple(name for name in everything if name.isprintable())
    files = [name for name in names if is_section_name(name)]
    diagnostics = [
        *_odd_names(everything, shown),
        *_left_out(folder, names, shown),
        *_in_folders(folder, names, shown, listed),
    ]
    if len(files) > _MOST_FILES:
        message = f"There are {len(files)} text files here; a book has {_MOST_FILES} at most."
        hint = "Put them in folders of their own, one for each book."
        place = Place(shown.rstrip("/") or ".")
        return Checked((), (error("too-many-files", place, message, hint),))
    return Checked(tuple(ListedFile(name) for name in files), tuple(diagnostics))


def _odd_names(names: tuple[str, ...], shown: str) -> Iterator[Diagnostic]:
    """Report names with characters that cannot be shown, or not in the system's encoding."""
    for name in names:
        if not name.isprintable() and is_section_name(name):
            legible = "".join(char if char.isprintable() else "?" for char in name)
            message = "The name of this file has characters in it that cannot be shown."
            hint = "Rename the file with letters, digits and hyphens."
            yield error("odd-file-name", Place(shown + legible), message, hint)


def _left_out(folder: Path, names: tuple[str, ...], shown: str) -> tuple[Diagnostic, ...]:
    hint = "`bookbuild import` makes a manuscript of it; a leading _ keeps it out quietly."
    return tuple(
        warning(
            "unread-format",
            Place(shown + name),
            "Only .md, .markdown and .txt files are read, and nothing of this one is in the book.",
            hint,
        )
        for name in names
        if name[0] not in "._~" and _may_be_text(folder, name)
    )


def _may_be_text(folder: Path, name: str) -> bool:
    """Return whether a file that is no section looks as if its author thought that it is one."""
    if name.casefold().endswith(_OTHER_TEXTS):
        return True
    return bool(_WITHOUT_ENDING.fullmatch(name)) and not is_folder(folder / name)


def _in_folders(
    folder: Path, names: tuple[str, ...], shown: str, listed: tuple[Listed, ...]
) -> tuple[Diagnostic, ...]:
    """Warn of text files one folder further down, which the order of files does not reach."""
    known = {item.path.split("/")[0] for item in listed if isinstance(item, ListedFile)}
    found = (
        (name, texts)
        for name in names
        if name[0] not in "._" and name not in known | {"dist", "styles"}
        if is_folder(folder / name) and (texts := _texts_in(folder / name))
    )
    return tuple(
        warning(
            "texts-in-a-folder",
            Place(shown + name),
            f"Texts in this folder, such as {texts[0]}, are not in the book.",
            f"Move them up, or list them in book.yaml below `chapters:`, as `{name}/{texts[0]}`.",
        )
        for name, texts in found
    )


def _texts_in(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(name for name in folder_entries(folder) if is_section_name(name))
    except BookbuildError:
        return ()


# ---------------------------------------------------------------------------- the written list


def chapters(node: Node, field: Field) -> Checked[tuple[Listed, ...] | None]:
    """Read ``chapters:`` in Quarto's shape: files, and parts with files of their own."""
    items = nodes(node, field)
    checked = [_item(item, field) for item in items.value or ()]
    found = tuple(listed for one in checked for listed in one.value)
    return Checked(found, tuple(d for one in checked for d in one.diagnostics))


def _item(node: Node, field: Field) -> Checked[tuple[Listed, ...]]:
    if isinstance(node, Scalar):
        return Checked((ListedFile(_clean(node.text), node.line),) if node.text.strip() else ())
    if isinstance(node, Mapping):
        return _part(node, field)
    message = "A list stands within the list of chapters."
    hint = "Name a part for it: `- part: The Title`, and `chapters:` on the line below."
    return Checked((), (error("wrong-type", Place(field.file, node.line), message, hint),))


def _part(node: Mapping, field: Field) -> Checked[tuple[Listed, ...]]:
    form = Form(node, field.file, field.key)
    title = form.read("part", text, "")
    line = form.line("part") or node.line
    files = form.read_all("chapters", chapters)
    if not title:
        message = "This entry of the list has no `part:` and is no file."
        hint = "Write the file's name alone after the dash: `- 01-arrivals.md`"
        form.report(error("bad-chapter", Place(field.file, line), message, hint))
        return Checked(files, form.finish())
    is_file = title.casefold().endswith(TEXT_ENDINGS)
    part = ListedFile(_clean(title), line) if is_file else PartTitle(title, line)
    return Checked((part, *files), form.finish())


def _clean(path: str) -> str:
    return unicodedata.normalize("NFC", path.strip().replace("\\", "/")).removeprefix("./")


def check_listed(
    listed: tuple[Listed, ...], found: tuple[Listed, ...], book_file: str, shown: str
) -> Checked[tuple[Listed, ...]]:
    """Compare a written list with the files of the folder.

    Returns the list without what is listed twice or not there. A missing file is an error, a file
    that the list leaves out a warning. A name without its ending finds its file.
    """
    names = tuple(item.path for item in found if isinstance(item, ListedFile))
    # Some systems keep accents apart from their letters.
    composed = {unicodedata.normalize("NFC", name): name for name in names}
    kept: list[Listed] = []
    diagnostics: list[Diagnostic] = []
    for item in listed:
        if isinstance(item, PartTitle):
            kept.append(item)
            continue
        path = _with_ending(item.path, composed)
        earlier = next((k for k in kept if isinstance(k, ListedFile) and k.path == path), None)
        if earlier:
            diagnostics.append(_listed_twice(path, Place(book_file, item.line), earlier.line))
        else:
            kept.append(ListedFile(path, item.line))
    mentioned = {item.path for item in kept if isinstance(item, ListedFile)}
    diagnostics.extend(_unlisted(shown + name, name) for name in names if name not in mentioned)
    return Checked(tuple(kept), tuple(diagnostics))


def missing(item: ListedFile, book_file: str, names: tuple[str, ...]) -> Diagnostic:
    """Return what is said of a listed file that is not there."""
    close = get_close_matches(item.path, names[:_MOST_COMPARED], n=1, cutoff=0.75)
    hint = f"Did you mean `{close[0]}`?" if close else "Write the file, or take it off the list."
    message = f"`{shorten(item.path)}` is listed here and there is no such file."
    return error("missing-file", Place(book_file, item.line), message, hint)


def _with_ending(path: str, names: dict[str, str]) -> str:
    """Return the file's name as the folder has it, from a path that may lack its ending."""
    wanted = (path, *(path + ending for ending in TEXT_ENDINGS))
    return next((names[name] for name in wanted if name in names), path)


def _listed_twice(path: str, place: Place, earlier: int) -> Diagnostic:
    message = f"`{path}` is listed a second time; it stands on line {earlier} already."
    return error("listed-twice", place, message, "Delete one of the two lines.")


def _unlisted(shown: str, name: str) -> Diagnostic:
    message = "This file is not in the list of chapters in book.yaml, and so not in the book."
    hint = f"Add a line `- {name}` there, or begin the file's name with _."
    return warning("unlisted-file", Place(shown), message, hint)
