"""Whose eyes we look through: the point-of-view line below a heading or within a section."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.model.text import Block, Blocks, PointOfView, Text
from bookbuild.plan.rebuild import with_children

_MARK = r"(?:P\.?\s?O\.?\s?V\.?|point of view)"
_AFTER = re.compile(rf"^(?P<name>.+?)(?:['’]s|(?<=s)['’])?\s+{_MARK}$", re.IGNORECASE)
_BEFORE = re.compile(rf"^{_MARK}(?:\s*[:–—-]\s*|\s+)(?P<name>.+)$", re.IGNORECASE)


def bare_name(pov: str) -> str:
    """Return the name alone where the author typed "Clark's POV" or "POV: Clark"."""
    pov = pov.strip()
    match = _AFTER.match(pov) or _BEFORE.match(pov)
    return match["name"] if match else pov


def pov_line(pov: str, pattern: str) -> str:
    """Return the line as printed, "" where there is no point of view to name."""
    name = bare_name(pov)
    return pattern.replace("{pov}", name) if name else ""


def set_pov_lines(blocks: Blocks, pattern: str) -> Blocks:
    """Return the blocks with the lines in mid-section written as those below headings are.

    A line with emphasis or a link in it is the author's own and stays as it is.
    """
    return tuple(_set(block, pattern) for block in blocks)


def _set(block: Block, pattern: str) -> Block:
    match block:
        case PointOfView(inlines=(Text(text),)):
            return replace(block, inlines=(Text(pov_line(text, pattern)),))
        case _:
            return with_children(block, lambda inner: set_pov_lines(inner, pattern))
