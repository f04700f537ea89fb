"""The language that attributes in braces name."""

from __future__ import annotations

import re

from bookbuild.read.markdown.attributes import Attributes
from bookbuild.read.markdown.findings import Findings, short

_LANG = re.compile(r"(?:[A-Za-z]{2,3}|x)(?:-[A-Za-z0-9]{1,8})*")


def language_of(attributes: Attributes, line: int, findings: Findings) -> str:
    """Return the language of ``lang=…`` as BCP 47 writes it, "" where there is none that is one."""
    lang = attributes.value("lang").strip().replace("_", "-")
    if not lang or _LANG.fullmatch(lang):
        return lang
    findings.error(
        "bad-language",
        line,
        f"`lang=` takes the short name of a language, and “{short(lang)}” is none.",
        "English is `en`, German `de`, French `fr`, Spanish `es`, Latin `la`.",
    )
    return ""
