"""What is done to folders and zip files: to their names, their lists and their bytes."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable

from tests.fuzz.mutations import SECRET

Files = tuple[tuple[str, bytes], ...]

NAMES = (
    "/etc/cron.d/x",
    SECRET,
    "../../x.md",
    "a/../../x.md",
    "..\\x.md",
    "C:\\x.md",
    "a" * 200 + ".md",
    "a/" * 40 + "x.md",
    "con.md",
    "-x.md",
    "new\nline.md",
    "esc\x1b[31m.md",
    "ü\u0301\u202e.md",
    "x.md/",
    ".hidden.md",
    "book.yaml",
    "01-one.md",
    "images/x.png",
    "META-INF/encryption.xml",
    " .md",
    "%2e%2e/x.md",
)


def _drop(files: Files, chance: random.Random) -> Files:
    gone = chance.randrange(len(files))
    return files[:gone] + files[gone + 1 :]


def _rename(files: Files, chance: random.Random) -> Files:
    at = chance.randrange(len(files))
    return (*files[:at], (chance.choice(NAMES), files[at][1]), *files[at + 1 :])


def _again(files: Files, chance: random.Random) -> Files:
    """The same name twice, or a copy under a strange one."""
    name, data = chance.choice(files)
    new = chance.choice((name, name.upper(), *NAMES))
    return (*files, (new, data))


def _swap(files: Files, chance: random.Random) -> Files:
    """One file's bytes under another's name."""
    one, other = chance.randrange(len(files)), chance.randrange(len(files))
    return tuple(
        (name, files[other][1] if at == one else data) for at, (name, data) in enumerate(files)
    )


def _below(files: Files, chance: random.Random) -> Files:
    folder = chance.choice(("book/", "a/b/", "src/", "_book/", "manuscript/", "a/" * 20))
    return tuple((folder + name, data) for name, data in files)


def _many(files: Files, chance: random.Random) -> Files:
    name, data = chance.choice(files)
    return files + tuple((f"{at} {name.replace('/', ' ')}", data[:500]) for at in range(120))


LISTS: tuple[Callable[[Files, random.Random], Files], ...] = (
    _drop,
    _rename,
    _again,
    _swap,
    _below,
    _many,
)


def zipped(files: Files, chance: random.Random) -> bytes:
    """Return a zip of the files; one in three is packed or damaged as none should be."""
    stream = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(stream, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name.replace("\0", "?") or "x")
            info.compress_type = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            archive.writestr(info, data)
    whole = stream.getvalue()
    return chance.choice(DAMAGES)(whole, chance) if chance.random() < 0.35 else whole


def _flipped(whole: bytes, chance: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _flipped_list(whole: bytes, chance: random.Random) -> bytes:
    """Damage the list at the end, which is where names, sizes and places stand."""
    start = max(whole.find(b"PK\x01\x02"), 0)
    changed = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(start, len(changed))] = chance.choice((0, 1, 8, 99, 255))
    return bytes(changed)


def _cut_off(whole: bytes, chance: random.Random) -> bytes:
    return whole[: chance.randrange(len(whole))]


def _prefixed(whole: bytes, chance: random.Random) -> bytes:
    return chance.choice((b"\x00", b"MZ", b"<html>", b"PK\x03\x04")) * chance.randint(1, 9) + whole


def _flagged(whole: bytes, chance: random.Random) -> bytes:
    """Locked with a password, packed in an unknown way, or lying about the size."""
    changed = bytearray(whole)
    at, field = whole.find(b"PK\x01\x02"), chance.choice((8, 10, 20, 24, 42))
    value = chance.choice((1, 12, 14, 99, 65_535))
    while 0 <= at < len(whole) - 46:
        changed[at + field : at + field + 2] = struct.pack("<H", value)
        at = whole.find(b"PK\x01\x02", at + 4) if chance.random() < 0.8 else -1
    return bytes(changed)


DAMAGES = (_flipped, _flipped_list, _cut_off, _prefixed, _flagged)
