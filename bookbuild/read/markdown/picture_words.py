"""What a picture says to those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.token import Token

from bookbuild.read.markdown.attributes import NO_ATTRIBUTES, Attributes
from bookbuild.read.markdown.findings import Findings, short


@dataclass(frozen=True, slots=True)
class PictureWords:
    """A picture's description, "" for none; ``decorative`` is whether it is to have none."""

    alt: str
    decorative: bool = False


def attributes_of(picture: Token) -> Attributes:
    """Return what stands in braces behind a picture."""
    found = picture.meta.get("attributes", NO_ATTRIBUTES)
    return found if isinstance(found, Attributes) else NO_ATTRIBUTES


def picture_words(picture: Token, typed: str, line: int, findings: Findings) -> PictureWords:
    """Return what a picture says, from the words in its square brackets and its ``alt="…"``.

    With ``alt=""`` and no words it is an ornament, which those who listen to a book do not miss
    (HTML 4.8.4.4.6, "a purely decorative image"). One that says nothing earns a warning.
    """
    attributes = attributes_of(picture)
    given = attributes.value("alt").strip()
    if not typed.strip():
        if not given and not attributes.gives("alt"):
            _ask(str(picture.attrs.get("src", "")), line, findings)
        return PictureWords(given, decorative=attributes.gives("alt") and not given)
    if attributes.gives("alt") and given != typed:
        findings.warning(
            "described-twice",
            line,
            f"The picture has “{short(typed)}” in square brackets and another alt= behind it.",
            "The words in square brackets are used. Delete the other ones.",
        )
    return PictureWords(typed)


def report_unknown(attributes: Attributes, known: tuple[str, ...], line: int, to: Findings) -> None:
    """Report the attributes that a picture cannot have; ``known`` are the keys that it can."""
    unknown = [f".{name}" for name in attributes.classes]
    unknown += [f"{key}=" for key in attributes.without(*known)]
    for name in unknown:
        to.warning(
            "unknown-attribute",
            line,
            f"A picture cannot have {{{name}}}.",
            'Known are {credit="…"}, {#name} and {alt=""}.',
        )


def _ask(source: str, line: int, findings: Findings) -> None:
    if not source:  # that the picture has no file is said elsewhere
        return
    findings.warning(
        "picture-without-words",
        line,
        f"The picture {short(source)} says nothing to readers who cannot see it.",
        "Write what it shows in its square brackets: ![The quay at low tide](…); "
        'or {alt=""} behind it, if it is an ornament only.',
    )
