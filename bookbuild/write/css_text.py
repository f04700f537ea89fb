"""Text as CSS writes it."""

from __future__ import annotations


def css_string(text: str) -> str:
    """Return text for use within double quotes in CSS."""
    escaped = text.replace("\\", "\\5c ").replace('"', "\\22 ")
    return escaped.replace("\n", " ").replace("<", "\\3c ")
