"""Paragraphs, and what a paragraph can turn out to be: a blank line, a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.model.text import (
    BlankLine,
    Block,
    Blocks,
    Figure,
    LineBreak,
    Paragraph,
    SceneBreak,
    plain_text,
)
from bookbuild.read.markdown.inline import inlines_of, line_inlines
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.links import picture_source
from bookbuild.read.markdown.picture_words import attributes_of, picture_words, report_unknown
from bookbuild.read.markdown.reading import Reading

_BLANK = re.compile(r"(?:&nbsp;|&#160;|&#x[aA]0;|<br\s*/?>|\u00a0|\\|\s)+")
_UNDERLINE = re.compile(r"\n\s*={3,}\s*(?:\n|$)")


def paragraph_blocks(token: Token, line: int, reading: Reading) -> Blocks:
    """Return what a paragraph's token is: a blank line, a figure, or running text."""
    content = token.content
    if content[:1] in "&\\<\u00a0" and _BLANK.fullmatch(content):
        return (BlankLine(line=line),)
    children = token.children or ()
    if content.startswith("![") and (figure := _figure(children, line, reading)) is not None:
        return figure
    if "\n" in content and _UNDERLINE.search(content):
        _report_underline(line, reading)
    if any(child.tag == "hr" and child.type == "html_tag" for child in children):
        return _divided(children, line, reading)
    return (Paragraph(inlines_of(children, line, reading), line=line),)


def _divided(tokens: Sequence[Token], line: int, reading: Reading) -> Blocks:
    """Return the paragraphs on both sides of each <hr>, with scene breaks between them."""
    blocks: list[Block] = []
    run: list[Token] = []
    for token in (*tokens, None):
        ends = token is None or (token.tag == "hr" and token.level == 0)
        if token is not None and not ends:
            run.append(token)
            continue
        inlines = inlines_of(_without_outer_space(run), line, reading)
        line += sum(child.type in ("softbreak", "hardbreak") for child in run)
        if plain_text(inlines).strip():
            blocks.append(Paragraph(inlines, line=line))
        if token is not None:
            blocks.append(SceneBreak(line=line))
        run = []
    return tuple(blocks)


def _without_outer_space(tokens: list[Token]) -> Sequence[Token]:
    if tokens and tokens[0].type == "text":
        tokens[0].content = tokens[0].content.lstrip()
    if tokens and tokens[-1].type == "text":
        tokens[-1].content = tokens[-1].content.rstrip()
    start = 1 if tokens and tokens[0].type == "softbreak" else 0
    end = -1 if tokens[start:] and tokens[-1].type == "softbreak" else None
    return tokens[start:end]


def _figure(tokens: Sequence[Token], line: int, reading: Reading) -> Blocks | None:
    """Return the figure that a paragraph with nothing but an image is, None for other ones."""
    images = [t for t in tokens if not (t.type == "text" and not t.content.strip())]
    if len(images) != 1 or images[0].type != "image":
        return None
    image = images[0]
    attributes = attributes_of(image)
    alt = plain_text(unwrap(inlines_of(image.children or (), line, reading)))
    caption = unwrap(line_inlines(str(image.attrs.get("title", "")), line, reading))
    report_unknown(attributes, ("credit", "alt"), line, reading.findings)
    source = picture_source(image, alt, line, reading.findings)
    credit = attributes.value("credit")
    if not source:
        words = caption or unwrap(line_inlines(alt, line, reading))
        below = (LineBreak(), *line_inlines(credit, line, reading)) if credit else ()
        return (Paragraph((*words, *below), line=line),) if words or below else ()
    said = picture_words(image, alt, line, reading.findings)
    figure = Figure(source, said.alt, caption, credit, said.decorative, line=line, id=attributes.id)
    return (figure,)


def _report_underline(line: int, reading: Reading) -> None:
    reading.findings.warning(
        "underlined-heading",
        line,
        "A line of equals signs under a line does not make it a heading here.",
        "Begin the line with # and a space instead, and delete the equals signs.",
    )
