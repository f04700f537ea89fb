"""Words in brackets with attributes: small capitals, underlining, another language."""

from __future__ import annotations

from difflib import get_close_matches

from markdown_it.token import Token

from bookbuild.model.text import Inlines, Language, Style, Styled
from bookbuild.read.markdown.attributes import Attributes
from bookbuild.read.markdown.findings import Findings
from bookbuild.read.markdown.languages import language_of

_CLASSES = {
    "smallcaps": Style.SMALL_CAPS,
    "small-caps": Style.SMALL_CAPS,
    "sc": Style.SMALL_CAPS,
    "underline": Style.UNDERLINE,
    "ul": Style.UNDERLINE,
}
_KEYS = ("lang",)
_KNOWN = "Known are {.smallcaps}, {.underline} and {lang=…}."


def span_inlines(token: Token, children: Inlines, line: int, findings: Findings) -> Inlines:
    """Return the words with what their attributes say; unknown ones are reported and dropped."""
    attributes = token.meta.get("attributes", Attributes())
    for name in attributes.classes:
        style = _CLASSES.get(name.casefold())
        if style is None:
            _report(f".{name}", [f".{known}" for known in _CLASSES], line, findings)
        else:
            children = (Styled(style, children),)
    for key in attributes.without(*_KEYS):
        _report(f"{key}=", [f"{known}=" for known in _KEYS], line, findings)
    if attributes.id:
        _report(f"#{attributes.id}", [], line, findings)
    lang = language_of(attributes, line, findings)
    return (Language(lang, children),) if lang else children


def _report(written: str, known: list[str], line: int, findings: Findings) -> None:
    near = get_close_matches(written, known, 1)
    findings.warning(
        "unknown-attribute",
        line,
        f"Words in a line cannot have {{{written}}}.",
        f"Did you mean {{{near[0]}}}?" if near else _KNOWN,
    )
