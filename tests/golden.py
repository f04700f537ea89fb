"""Golden files: the expected output as a file that a person can review.

``pytest --update-golden`` (or the environment variable) writes them anew; git shows the change.
"""

from __future__ import annotations

import os
from pathlib import Path

UPDATE = "BOOKBUILD_UPDATE_GOLDEN"


def check_golden(path: Path, actual: str) -> None:
    """Compare text with a golden file, or write the file where an update is asked for."""
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(actual, encoding="utf-8", newline="\n")
        return
    assert path.exists(), f"{path} does not exist; pytest --update-golden writes it"
    assert actual == path.read_text(encoding="utf-8")
