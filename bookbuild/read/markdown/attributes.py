"""Attributes in braces, as pandoc writes them: ``{#id .class key="value"}``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"[^\s\"'“”{}=#.,][^\s\"'“”{}=,]*"
_PART = re.compile(
    rf"""\s*(?:
        \#(?P<id>{_NAME})
      | \.(?P<class>{_NAME})
      | (?P<key>[A-Za-z][\w:-]*)\s*=\s*
        (?: "(?P<double>[^"{{}}]*)" | '(?P<single>[^'{{}}]*)' | [“”](?P<curly>[^“”{{}}]*)[“”]
          | (?P<bare>[^\s"'“”{{}}]+) )
      | (?P<dash>-)
    )(?=\s|$)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One ``key="value"``."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in a pair of braces; ``id`` is "" where there is none."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[Attribute, ...] = ()

    def value(self, key: str) -> str:
        """Return the value for a key, the last one given, "" where there is none."""
        return next((pair.value for pair in reversed(self.pairs) if pair.key == key), "")

    def gives(self, key: str) -> bool:
        """Return whether there is a value for a key, "" too."""
        return any(pair.key == key for pair in self.pairs)

    def without(self, *keys: str) -> tuple[str, ...]:
        """Return the keys given that are not among ``keys``."""
        return tuple(pair.key for pair in self.pairs if pair.key not in keys)


NO_ATTRIBUTES = Attributes()


def read_attributes(text: str) -> Attributes | None:
    """Return the attributes between two braces (the braces left out), None for other text.

    Curly quotation marks count as straight ones: word processors put them there. A lone "-" is
    pandoc's mark for an unnumbered heading, here the class "unnumbered".
    """
    ident, classes, pairs, position = "", [], [], 0
    text = text.strip()
    if not text:
        return None
    while position < len(text):
        match = _PART.match(text, position)
        if not match:
            return None
        position = match.end()
        if match["id"]:
            ident = match["id"]
        elif match["class"] or match["dash"]:
            classes.append(match["class"] or "unnumbered")
        else:
            values = (match[group] for group in ("double", "single", "curly", "bare"))
            pairs.append(Attribute(match["key"], next(v for v in values if v is not None)))
    return Attributes(ident, tuple(classes), tuple(pairs))
