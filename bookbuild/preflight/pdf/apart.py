"""A PDF is looked at in a process of its own: one made to do harm ends that process, not the work.

It may use so much memory and so many seconds. What it found comes back as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from bookbuild.model.shops import Shop
from bookbuild.preflight.pdf.inspecting import PdfInspection, inspect_pdf
from bookbuild.preflight.pdf.looking import Unopened
from bookbuild.report import BookbuildError, Diagnostic, Exit, Place, warning

MOST_SECONDS = 240
"""A novel takes some three seconds."""
_MOST_MEMORY = 3_000_000_000
LARGEST = 1_000_000_000
"""The most bytes of a PDF."""


def unreadable(name: str, why: str) -> BookbuildError:
    """Return the error for a file that cannot be looked into."""
    remedy = "Save it again, or take another file of the book."
    return BookbuildError(f"{name}: This PDF cannot be read: {why}. {remedy}", Exit.MANUSCRIPT)


def inspect_apart(path: Path, shop: Shop | None, environment: Mapping[str, str]) -> PdfInspection:
    """Look at a PDF in another process.

    Raises `BookbuildError`: exit 2 where there is no such file, 1 where it cannot be looked into.
    """
    if not path.is_file():
        message = f"{path}: There is no such file. Check the name and the folder."
        raise BookbuildError(message, Exit.USAGE)
    if path.stat().st_size > LARGEST:
        raise unreadable(str(path), f"it has more than {LARGEST // 1_000_000} MB")
    asked = json.dumps({"path": str(path.resolve()), "name": str(path), "shop": _typed(shop)})
    # Where this package is found, the other process must find it, too.
    script = f"import sys; sys.path[:0] = {sys.path!r}; from {__name__} import answer; answer()"
    try:
        process = subprocess.run(
            [sys.executable, "-c", script],
            input=asked.encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            env=dict(environment),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise unreadable(str(path), f"it takes more than {MOST_SECONDS} seconds") from None
    return _read(process.stdout, str(path))


def _typed(shop: Shop | None) -> str:
    return shop.value if shop else ""


def _read(said: bytes, name: str) -> PdfInspection:
    """Return what the other process said."""
    try:
        answer = json.loads(said)
    except ValueError:
        raise unreadable(
            name, "it takes more memory than a book needs, or breaks the reader"
        ) from None
    if answer["unopened"]:
        raise unreadable(name, answer["unopened"])
    found = tuple(
        warning(each["code"], Place(name), each["message"], each["hint"])
        for each in answer["findings"]
    )
    return PdfInspection(
        found, answer["pages"], answer["width"], answer["height"], tuple(answer["fonts"])
    )


# -------------------------------------------------------------------------- in the other process


def answer() -> None:
    """Read what is asked from the standard input, and answer on the standard output."""
    _limit_memory()
    asked = json.load(sys.stdin)
    shop = Shop(asked["shop"]) if asked["shop"] else None
    try:
        seen = inspect_pdf(Path(asked["path"]), asked["name"], shop)
    except Unopened as why:
        json.dump({"unopened": str(why)}, sys.stdout)
        return
    json.dump(
        {
            "unopened": "",
            "findings": [_finding(each) for each in seen.findings],
            "pages": seen.pages,
            "width": seen.width,
            "height": seen.height,
            "fonts": seen.fonts,
        },
        sys.stdout,
    )


def _finding(found: Diagnostic) -> dict[str, str]:
    return {"code": found.code, "message": found.message, "hint": found.hint}


def _limit_memory() -> None:
    """Let this process have so much memory, where the system can be told so."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
