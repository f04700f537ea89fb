"""Settings as import and the starter write them: values of book.yaml, and a section's own lines."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W\d_][\w ,.!?’'()&/-]*[\w.!?)’']|[^\W\d_]")
_SPECIAL_WORDS = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
"""Words that are no texts to YAML: bookbuild reads them as typed, other programs do not."""


def yaml_value(text: str) -> str:
    """Return a text as a YAML value: bare where nothing in it could be taken for YAML."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and text.lower() not in _SPECIAL_WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def section_file(settings: tuple[str, ...], blocks: tuple[str, ...]) -> str:
    """Return a section's whole file: its settings between two ---, and the blocks of its text."""
    front = "---\n" + "\n".join(settings) + "\n---\n" if settings else ""
    text = "\n\n".join(blocks)
    return front + ("\n" if front and text else "") + (text + "\n" if text else "")
