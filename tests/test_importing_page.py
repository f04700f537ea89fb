"""What README and docs/importing.md show of import, run as it stands there on files made for it.

The files are those of `tests/importing/`, an AO3 download of `tests/web/`, as salt-lamp.html, and a
Word document of `tests/docx_samples.py`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands import bookbuild
from tests.docx_samples import print_proof

TESTS = Path(__file__).parent
PAGES = ("README.md", "docs/importing.md")
_SESSION = re.compile(r"<!-- import -->\n```console\n(.*?)```", re.DOTALL)
_PLAN = re.compile(r"```json\n(.*?)```", re.DOTALL)
_MORE = """CHAPTER VI: The Mainland

The town was where they had left it, and the man on the slope had gone home for his supper.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(TESTS / "importing", folder, dirs_exist_ok=True)
    shutil.copy(TESTS / "web" / "ao3_download" / "page.html", folder / "salt-lamp.html")
    print_proof(folder / "ferry.docx")
    (folder / "more.txt").write_text(_MORE, encoding="utf-8")
    plan = _PLAN.search((TESTS.parent / PAGES[1]).read_text(encoding="utf-8"))
    assert plan
    (folder / "plan.json").write_text(plan[1], encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_what_import_prints(page: str, desk: Path) -> None:
    sessions = _SESSION.findall((TESTS.parent / page).read_text(encoding="utf-8"))
    assert len(sessions) >= 3
    for session in sessions:
        typed, _, expected = session.removeprefix("$ ").partition("\n")
        words = shlex.split(typed)
        assert words[0] == "bookbuild"
        done = bookbuild(*words[1:], cwd=desk)
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(_loose(expected), done.stdout.strip(), re.DOTALL), done.stdout


def _loose(expected: str) -> str:
    """A line with … alone stands for any lines."""
    lines = expected.strip().split("\n")
    return "\n".join(".*" if line == "…" else re.escape(line) for line in lines)
