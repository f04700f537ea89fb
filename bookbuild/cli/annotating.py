"""``bookbuild annotate``: what ``--json`` said, as a forge shows it beside the lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, assert_never

import typer

from bookbuild.cli.printing import Json, say, say_json
from bookbuild.report import BookbuildError, Exit

_HERE = Path()


class Forge(Enum):
    """A place that shows messages beside the lines of a change."""

    GITHUB = "github"
    GITLAB = "gitlab"


class Weight(Enum):
    """How a message is shown: GitHub's words for it."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Remark:
    """A message beside a line: ``line`` counts from 1, 0 for the whole file."""

    weight: Weight
    file: str
    line: int
    code: str
    text: str


def register(app: typer.Typer) -> None:
    """Add the command to the command line, out of the main help: workflows call it."""
    app.command("annotate", hidden=True)(annotate)


def annotate(
    said: Annotated[
        list[Path], typer.Argument(help="What other commands printed with --json.", metavar="FILE")
    ],
    under: Annotated[
        Path, typer.Option("--under", help="The book's folder in the repository.", metavar="FOLDER")
    ] = _HERE,
    forge: Annotated[Forge, typer.Option("--for", help="Where it is shown.")] = Forge.GITHUB,
) -> None:
    """Print what bookbuild said so that GitHub or GitLab shows it beside file and line.

    For example:  bookbuild build --json > made.json; bookbuild annotate made.json
    """
    remarks = tuple(dict.fromkeys(remark for path in said for remark in _remarks(path, under)))
    heaviest_first = sorted(remarks, key=lambda each: list(Weight).index(each.weight))
    match forge:
        case Forge.GITHUB:
            for remark in heaviest_first:
                say(workflow_command(remark))
        case Forge.GITLAB:
            say_json([_quality_issue(each) for each in heaviest_first])
        case _:
            assert_never(forge)


def _remarks(path: Path, under: Path) -> Iterator[Remark]:
    """Yield what one command said; a command that broke off before it said anything said nothing.

    Raises `BookbuildError` (`Exit.USAGE`) where the file is none of ours.
    """
    try:
        text = path.read_text(encoding="utf-8")
        said = json.loads(text) if text.strip() else {}
        # What a proofreader would mark is the least: nothing is stopped by it.
        for key, known in (("diagnostics", None), ("findings", Weight.NOTICE)):
            for each in said.get(key, ()):
                weight = known or Weight(each["severity"])
                file = _in_repository(each["file"], under)
                words = f"{each['message']} {each['hint']}".strip()
                yield Remark(weight, file, each["line"] or 0, each["code"], words)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as wrong:
        message = f"{path} is not what bookbuild prints with --json. Name such a file."
        raise BookbuildError(message, Exit.USAGE) from wrong


def _in_repository(file: str, under: Path) -> str:
    """Return a file as it is called from here; messages name it from the book's folder."""
    for folder in (under, under.parent):
        if (folder / file).exists():
            return (folder / file).as_posix()
    return (under / file).as_posix()


def workflow_command(remark: Remark) -> str:
    """Return a message as a line that GitHub's runner takes for one of its commands."""
    line = f",line={remark.line}" if remark.line else ""
    words = _escaped(remark.text)
    return f"::{remark.weight.value} file={_escaped_property(remark.file)}{line}::{words}"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")


def _quality_issue(remark: Remark) -> Json:
    """Return a message as GitLab's code quality report has it."""
    severity = {Weight.ERROR: "major", Weight.WARNING: "minor", Weight.NOTICE: "info"}
    # The same message at the same file is the same issue, though lines move above it.
    mark = hashlib.sha256(f"{remark.file}\n{remark.code}\n{remark.text}".encode()).hexdigest()
    return {
        "description": remark.text,
        "check_name": remark.code,
        "fingerprint": mark,
        "severity": severity[remark.weight],
        "location": {"path": remark.file, "lines": {"begin": max(remark.line, 1)}},
    }
