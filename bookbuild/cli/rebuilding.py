"""``bookbuild build --watch``: builds again whenever something of the book changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import typer

from bookbuild.cli.extras import need_serve
from bookbuild.cli.printing import complain, note, shown_path
from bookbuild.report import BookbuildError

_MOST_NAMED = 3


def build_on_every_change(folder: Path, build: Callable[[], None]) -> None:
    """Build, and build again on every change, until somebody interrupts.

    What is wrong with the manuscript is said by the build, and waited for to be put right. Raises
    `BookbuildError` where the first build cannot be begun.
    """
    need_serve()
    from bookbuild.desk.watching import changes

    async def follow() -> None:
        async for changed in changes(folder):
            note(f"\n{_named(changed)} changed.")
            try:
                _built(build)
            except BookbuildError as problem:
                complain(str(problem))

    _built(build)
    note("Waiting for changes. Ctrl-C ends it.")
    asyncio.run(follow())


def _built(build: Callable[[], None]) -> None:
    try:
        build()
    except typer.Exit:
        return  # what it is about was said


def _named(changed: frozenset[Path]) -> str:
    names = [shown_path(path) for path in sorted(changed)]
    if len(names) > _MOST_NAMED:
        names[_MOST_NAMED - 1 :] = [f"{len(names) - _MOST_NAMED + 1} more files"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
