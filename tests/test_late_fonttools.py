"""fontTools is loaded when WeasyPrint needs it, and is the true one then."""

from __future__ import annotations

import subprocess
import sys

_PRESS = """
import sys
from bookbuild.write.pdf.press import load
load()
assert not any(name.startswith("fontTools") for name in sys.modules), "loaded at once"
from weasyprint.pdf import fonts
"""


def _run(then: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PRESS + then], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_press_is_there_without_it() -> None:
    _run("")


def test_a_call_loads_it_for_all_who_named_it() -> None:
    _run(
        "import io\n"
        "try:\n"
        "    fonts.TTFont(io.BytesIO(b'no font'))\n"
        "except fonts.TTLibError:\n"
        "    pass\n"
        "from fontTools.ttLib import TTFont, TTLibError\n"
        "from weasyprint.text import fonts as others\n"
        "assert fonts.TTFont is TTFont is others.TTFont and fonts.TTLibError is TTLibError\n"
    )


def test_a_module_of_it_is_loaded_by_its_names() -> None:
    _run("assert fonts.subset.Options(retain_gids=True).retain_gids\n")


def test_others_import_the_true_one() -> None:
    _run("from fontTools.ttLib import TTFont\nassert isinstance(TTFont, type)\n")
