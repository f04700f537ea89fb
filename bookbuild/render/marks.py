"""Escaping, attributes and elements: how text becomes well-formed XHTML."""

from __future__ import annotations


def escaped(text: str) -> str:
    """Return text that stands for itself between tags."""
    # Each of them looks for one character, which `translate` does not do nearly as fast.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(tag: str, content: str, *attributes: tuple[str, str]) -> str:
    """Return an element; attributes with an empty value are left out, ``content`` is markup."""
    return f"<{tag}{_written(attributes)}>{content}</{tag}>"


def void(tag: str, *attributes: tuple[str, str]) -> str:
    """Return an element that has no content, such as ``<br/>``; an empty ``alt`` is kept."""
    return f"<{tag}{_written(attributes)}/>"


def language(lang: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return both attributes that say which language the content is in (EPUB 3.3, 3.2)."""
    return (("lang", lang), ("xml:lang", lang))


def _written(attributes: tuple[tuple[str, str], ...]) -> str:
    return "".join(
        [f' {name}="{_quoted(value)}"' for name, value in attributes if value or name == "alt"]
    )


def _quoted(value: str) -> str:
    return escaped(value).replace('"', "&quot;")
