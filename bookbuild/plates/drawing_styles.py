"""The styles of a drawing: declarations and simple rules, by an allow-list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plates.drawing_names import PRESENTATION

_REMARK = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_STATEMENT = re.compile(r"@[^{};]*;")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[\w.#*>,\s-]+")
_VALUE = re.compile(r"[\w\s.,%#+'()/\"-]*")
_FUNCTION = re.compile(r"([\w-]*)\(")
_INNER = re.compile(r"""url\(\s*(['"]?)#([A-Za-z_][\w.-]*)\1\s*\)""")
_FUNCTIONS = frozenset(("rgb", "rgba", "hsl", "hsla", ""))


def safe_declarations(css: str) -> str:
    """Return the declarations of a style attribute that a drawing may have, "" for none."""
    return ";".join(f"{key}:{value}" for key, value in _declarations(_REMARK.sub("", css)))


def safe_value(value: str) -> str | None:
    """Return a property's value where it names nothing outside the drawing, else None."""
    value = value.replace("!important", "").strip()
    if not _VALUE.fullmatch(value) or len(value) > 2000:
        return None
    rest = _INNER.sub("", value)
    if any(name.casefold() not in _FUNCTIONS for name in _FUNCTION.findall(rest)):
        return None
    return value


def safe_rules(css: str) -> str:
    """Return the rules of a drawing's style sheet with what they may have, one a line."""
    plain = _STATEMENT.sub("", _REMARK.sub("", css).replace("<!--", "").replace("-->", ""))
    lines = []
    for found in _RULE.finditer(plain):
        selector = " ".join(found[1].split())
        kept = ";".join(f"{key}:{value}" for key, value in _declarations(found[2]))
        if kept and selector and _SELECTOR.fullmatch(selector):
            lines.append(f"{selector}{{{kept}}}")
    return "\n".join(lines)


def inner_names(value: str) -> tuple[str, ...]:
    """Return the ids that a value or a style sheet refers to."""
    return tuple(found[2] for found in _INNER.finditer(value))


def without_names(value: str, names: list[str]) -> str:
    """Return a value or declarations with "none" where they refer to one of these ids."""
    return _INNER.sub(lambda found: "none" if found[2] in names else found[0], value)


def _declarations(css: str) -> Iterator[tuple[str, str]]:
    for declaration in css.split(";"):
        name, colon, raw = declaration.partition(":")
        key = name.strip().casefold()
        value = safe_value(raw)
        if colon and key in PRESENTATION and value:
            yield key, value
