"""Slugs: what stands for a title or a kind in the name of a file."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40


def slug_of(text: str) -> str:
    """Return a text in small ASCII letters, figures and hyphens; "" where nothing is left."""
    letters = unicodedata.normalize("NFKD", text.replace("ß", "ss").lower())
    ascii_only = re.sub(r"['’]", "", letters).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", ascii_only)
    slug = ""
    for word in words:
        if slug and len(slug) + len(word) >= _LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST]
    return slug
