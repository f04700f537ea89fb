"""What a document's properties say of the book, and what stays behind.

A title may be the book's. The author there is whoever set up the word processor, and is used only
where the title page names the same person; the name of who saved the file last, of a company or of
a template is never read.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bookbuild.intake.divisions.numerals import fold
from bookbuild.intake.docx.markup import Node, local
from bookbuild.intake.language import guess_language
from bookbuild.intake.report import Finding
from bookbuild.intake.web.visible import squeezed
from bookbuild.intake.words import words_of

_NO_TITLE = re.compile(
    r"(?:microsoft word\b.*|document\d*|dokument\d*|untitled.*|unbenannt.*|.*\.(?:docx?|odt|rtf)"
    r"|manuscript|word document|new document|\W*)",
    re.IGNORECASE,
)
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Properties:
    """A document's properties, "" for what is not said."""

    title: str = ""
    creator: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()


def read_properties(root: Node | None) -> Properties:
    """Return what a document's core properties say."""
    said: dict[str, str] = {}
    for node in root if root is not None else ():
        said.setdefault(local(node), squeezed(node.text or "")[:_LONGEST])
    title = said.get("title", "")
    keywords = tuple(
        w for part in re.split(r"[;,]", said.get("keywords", "")) if (w := part.strip())
    )
    language = said.get("language", "")
    return Properties(
        "" if _NO_TITLE.fullmatch(title) else title,
        said.get("creator", ""),
        language if _TAG.fullmatch(language) else "",
        tuple(dict.fromkeys(keywords)),
    )


def language_of(
    letters: Counter[str], usual: str, properties: Properties, sample: str, *, bidi: bool
) -> str:
    """Return the book's language: the one of most of its letters, unless the words deny it."""
    total = letters.total()
    most, times = letters.most_common(1)[0] if letters else ("", 0)
    declared = most if times * 2 > total else usual or properties.language
    if not _TAG.fullmatch(declared):
        declared = properties.language
    if bidi:
        return declared
    guessed = guess_language(sample)
    same = declared.partition("-")[0].lower() == guessed
    if not declared or (guessed != "en" and not same):
        return guessed
    return declared


def author_left(properties: Properties, author: str, source: str) -> tuple[Finding, ...]:
    """Say that the file names somebody whom the title page does not."""
    same = _folded(properties.creator) == _folded(author)
    if not properties.creator or same:
        return ()
    what = "The file's properties name an author whom the title page does not; this was left out."
    return (Finding(0, source, what, "Put author: in book.yaml if that is the book's."),)


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in words_of(text))
