"""The git commands that follow a release: the record, the tag, both to where readers are."""

from __future__ import annotations

import shlex


def git_commands(
    title: str, tag: str, changed: tuple[str, ...], *, tagged: bool, pushes: bool
) -> tuple[str, ...]:
    """Return the commands, as they are typed in the project's folder.

    ``changed`` are the files to commit, () for none; ``tagged`` is whether the tag is there
    already, ``pushes`` whether git knows a place to push to.
    """
    version = tag.removeprefix("v")
    files = " ".join(map(shlex.quote, changed))
    commit = (f"git add {files}", f"git commit -m {shlex.quote(f'Release {version}')}")
    named = f"{title} {version}".strip()
    return (
        *(commit if changed else ()),
        *(() if tagged else (f"git tag -a {shlex.quote(tag)} -m {shlex.quote(named)}",)),
        *(("git push --follow-tags",) if pushes and (changed or not tagged) else ()),
    )
