"""Pictures that a text names: which file on the shelf each is, and its path in the new folder."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bookbuild.intake.draft import Picture
from bookbuild.intake.folders.listing import folder_of, name_of
from bookbuild.intake.folders.margin import NamedPicture
from bookbuild.intake.folders.shelf import (
    LARGEST_PICTURE,
    MOST_PICTURE_BYTES,
    Shelf,
    joined,
)
from bookbuild.report import BookbuildError, Exit

ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_UPWARDS = re.compile(r"^(?:\.{0,2}/)+")


def is_remote(address: str) -> bool:
    """Return whether an address leads out of the folder, to the web or to another disk."""
    return bool(_ELSEWHERE.match(address.strip("<> ")))


class PictureDesk:
    """Finds pictures and gives each a path; two pictures never get the same one."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._taken: dict[str, str] = {}
        self._names = {name_of(path): path for path in reversed(shelf.paths)}

    def place(self, address: str, file: str, *, anywhere: bool = False) -> str | None:
        """Return the new address of a picture as the text is to name it, None for no such file.

        The words of the address stay; only what leads upwards goes. ``file`` is the text that
        names it; with ``anywhere`` a file of this name may lie in any folder, as in Obsidian.
        """
        typed = address.strip("<> ").replace("\\", "/")
        plain = unquote(typed).partition("#")[0].partition("?")[0]
        path = self._find(plain, file) or (self._by_name(plain) if anywhere else None)
        if path is None or not path.lower().endswith(ENDINGS):
            return None
        new, target = _UPWARDS.sub("", typed), _UPWARDS.sub("", plain)
        if ".." in target.split("/") or "?" in typed or "#" in typed:
            return None
        while self._taken.setdefault(target, path) != path:
            new, target = _beside(new), _beside(target)
        return f"<{new}>" if " " in new else new

    def _find(self, plain: str, file: str) -> str | None:
        roots = (folder_of(file), "", "static", "docs", "assets", folder_of(folder_of(file)))
        for folder in roots[1:] if plain.startswith("/") else roots:
            path = joined(folder, plain.lstrip("/"))
            if path and self._shelf.has(path):
                return path
        return None

    def _by_name(self, plain: str) -> str | None:
        return self._names.get(name_of(plain))

    def named(self) -> tuple[NamedPicture, ...]:
        """Return the pictures that were given a path."""
        return tuple(NamedPicture(path, target) for target, path in self._taken.items())

    def pictures(self) -> tuple[Picture, ...]:
        """Read the pictures. Raises `BookbuildError` where they are too much together."""
        read: list[Picture] = []
        left = MOST_PICTURE_BYTES
        for named in self.named():
            data = self._shelf.data(named.path, LARGEST_PICTURE)
            left -= len(data)
            if left < 0:
                message = f"{self._shelf.place}: The pictures are too big together. Make them less."
                raise BookbuildError(message, Exit.MANUSCRIPT)
            read.append(Picture(named.target, data))
        return tuple(read)


def _beside(path: str) -> str:
    stem, _, ending = path.rpartition(".")
    return f"{stem}_.{ending}"
