"""docs/releasing.md: its files written and its commands typed in order, in a repository."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

from tests.commands import ROOT, bookbuild

PAGE = ROOT / "docs" / "releasing.md"
_STEP = re.compile(
    r"<!-- (?:file: (?P<file>\S+)|run) -->\n```[a-z]+\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
FOURTH_OF_MAY = "1777852800"


def test_the_page_tells_what_happens(tmp_path: Path) -> None:
    subprocess.run(("git", "init", "--quiet", tmp_path), check=True, capture_output=True)
    steps = tuple(_STEP.finditer(PAGE.read_text(encoding="utf-8")))
    assert sum(not step["file"] for step in steps) >= 2
    for step in steps:
        if step["file"]:
            path = tmp_path / step["file"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(step["text"], encoding="utf-8")
        else:
            _typed(step["text"], tmp_path)


def _typed(session: str, here: Path) -> None:
    for part in session.split("$ ")[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "bookbuild"
        done = bookbuild(*words[1:], cwd=here, environment={"SOURCE_DATE_EPOCH": FOURTH_OF_MAY})
        assert done.returncode == 0, done.stderr
        pattern = ".*".join(re.escape(part) for part in expected.strip().split("…"))
        printed = done.stdout.strip()
        assert re.fullmatch(pattern, printed, re.DOTALL), f"{printed}\nis not\n{expected}"


def test_every_file_of_a_release_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    names = ("RELEASE_NOTES.md", "index.html", "opds.xml", "opds.json", "published.yaml")
    assert [
        name for name in (*names, "release.json", "SHA256SUMS") if f"`{name}`" not in page
    ] == []
