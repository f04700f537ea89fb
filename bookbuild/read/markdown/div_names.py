"""The names and attributes that a fenced div can have, and the report of others."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bookbuild.read.markdown.divs import Opening
from bookbuild.read.markdown.findings import Findings, short

NAMES = (
    "notes",
    "endnotes",
    "summary",
    "verse",
    "letter",
    "epigraph",
    "quote",
    "messages",
    "system",
    "pov",
    "dateline",
    "center",
    "right",
    "sign",
    "newspaper",
    "handwriting",
)
_KEYS = ("only", "until", "lang")


def report_unknown(opening: Opening, line: int, findings: Findings) -> None:
    """Report a div's name and attributes that mean nothing; its content is kept all the same."""
    if opening.unread:
        findings.error(
            "unreadable-div",
            line,
            f"After ::: stands “{short(opening.unread)}”, neither one name nor attributes.",
            'Write one name, such as ::: letter, or ::: {.letter only="print"}.',
        )
        return
    if opening.name and opening.name not in NAMES:
        _report(
            f"“{short(opening.name)}” is no block that bookbuild knows.",
            opening.name,
            NAMES,
            line,
            findings,
        )
    for name in opening.attributes.classes:
        message = f"“.{short(name)}” means nothing here: a block has one name only."
        _report(message, name, (), line, findings)
    keys = (*_KEYS, "me") if opening.name == "messages" else _KEYS
    for key in opening.attributes.without(*keys):
        _report(f"“{short(key)}=” means nothing in this block.", key, keys, line, findings)


def report_inner_fence(text: str, name: str, line: int, findings: Findings) -> None:
    """Report a line among the lines of a div that would open another one."""
    if text.lstrip().startswith(":::"):
        findings.error(
            "div-in-lines",
            line,
            f"Within ::: {name} every line counts for itself, so no other block can begin here.",
            "Close the first with ::: before you open another.",
        )


def _report(message: str, name: str, known: Iterable[str], line: int, findings: Findings) -> None:
    names = list(known)
    near = get_close_matches(name.casefold(), names, 1)
    hint = "Put one block into another instead."
    if near:
        hint = f"Did you mean “{near[0]}”?"
    elif names:
        hint = f"Known are {', '.join(names)}."
    findings.warning("unknown-attribute", line, message, hint)
