"""A file of a source, on the disk or in a zip file: both are opened alike.

What lies in a zip file is never unpacked onto the disk; its bytes are held instead.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by the name that messages use; ``data`` is what is in it, None where it is on disk."""

    path: Path
    data: bytes | None = None

    def is_there(self) -> bool:
        """Return whether there is such a file."""
        try:
            return self.data is not None or self.path.is_file()
        except (OSError, ValueError):
            return False

    def is_folder(self) -> bool:
        """Return whether this is a folder on the disk."""
        try:
            return self.data is None and self.path.is_dir()
        except (OSError, ValueError):
            return False

    def opened(self) -> BinaryIO:
        """Open the file to be read; raises `OSError` as opening does."""
        return self.path.open("rb") if self.data is None else io.BytesIO(self.data)

    def size(self) -> int:
        """Return how many bytes are in it; raises `OSError`."""
        return self.path.stat().st_size if self.data is None else len(self.data)

    def beginning(self, count: int) -> bytes:
        """Return its first bytes; raises `OSError`."""
        with self.opened() as stream:
            return stream.read(count)

    def end(self, count: int) -> bytes:
        """Return its last bytes; raises `OSError`."""
        with self.opened() as stream:
            stream.seek(max(0, self.size() - count))
            return stream.read(count)
