"""docs/serial.md: the story of a serial, its files written and its commands typed in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.commands import ROOT, bookbuild

PAGE = ROOT / "docs" / "serial.md"
_STEP = re.compile(
    r"<!-- (?:file: (?P<file>\S+)|run(?:: (?P<code>\d))?) -->\n```[a-z]+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
FIRST_OF_MAY = "1777593600"


@pytest.mark.slow
def test_the_story_goes_as_the_page_tells_it(tmp_path: Path) -> None:
    steps = tuple(_STEP.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(steps) > 10
    here = tmp_path
    for step in steps:
        if step["file"]:
            (here / step["file"]).write_text(step["text"], encoding="utf-8")
        else:
            here = _typed(step["text"], int(step["code"] or 0), here)


def _typed(session: str, code: int, here: Path) -> Path:
    for part in session.split("$ ")[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command)
        match words[0]:
            case "cd":
                here = here / words[1]
            case "rm":
                (here / words[1]).unlink()
            case _:
                _run(words, code, expected, here)
    return here


def _run(words: list[str], code: int, expected: str, here: Path) -> None:
    assert words[0] == "bookbuild"
    done = bookbuild(*words[1:], cwd=here, environment={"SOURCE_DATE_EPOCH": FIRST_OF_MAY})
    printed = (done.stdout + done.stderr).strip()
    assert done.returncode == code, printed
    pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
    assert re.fullmatch(pattern, printed, re.DOTALL), f"{printed}\nis not\n{expected}"
