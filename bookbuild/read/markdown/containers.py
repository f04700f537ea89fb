"""What a fenced div becomes: a letter, an author's note, a block for some editions only.

`::: notes`, `::: endnotes` and `::: summary` leave the blocks for the reading's notes. Of every
div, ``only`` and ``until`` make it conditional, ``id`` and ``lang`` name it and its language.
"""

from __future__ import annotations

from dataclasses import replace

from markdown_it.token import Token

from bookbuild.model.book import AuthorsNote, NoteKind
from bookbuild.model.text import (
    Align,
    Aligned,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
    Conditional,
    Dateline,
    Epigraph,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
)
from bookbuild.read.markdown.attributes import Attributes
from bookbuild.read.markdown.div_names import report_inner_fence, report_unknown
from bookbuild.read.markdown.divs import Opening
from bookbuild.read.markdown.languages import language_of
from bookbuild.read.markdown.letter import build_letter
from bookbuild.read.markdown.lines import unwrap_blocks, with_kept_lines
from bookbuild.read.markdown.messages import build_messages
from bookbuild.read.markdown.quotes import attribution_of
from bookbuild.read.markdown.reading import Reading
from bookbuild.read.markdown.scene_breaks import without_outer_breaks
from bookbuild.read.markdown.system import build_system_box
from bookbuild.read.markdown.verse import build_verse

NOTE_KINDS = {kind.value: kind for kind in NoteKind}


def build_container(opening: Opening, blocks: Blocks, line: int, reading: Reading) -> Blocks:
    """Return the blocks that a closed div stands for; () for an author's note."""
    report_unknown(opening, line, reading.findings)
    name, attributes = opening.name, opening.attributes
    if name in NOTE_KINDS:
        reading.notes.append(_note(NOTE_KINDS[name], attributes, blocks, line))
        return ()
    built = _built(name, blocks, line)
    return _conditional(_named(built, attributes, line, reading), attributes, line)


def build_lines(token: Token, line: int, reading: Reading) -> Blocks:
    """Return the block that a div of lines stands for."""
    opening: Opening = token.meta["opening"]
    report_unknown(opening, line, reading.findings)
    first = (token.map or [0])[0] + 1
    lines = tuple(
        (text, reading.findings.line_of(first + number))
        for number, text in enumerate(token.content.split("\n"))
        if token.content
    )
    for text, number in lines:
        report_inner_fence(text, opening.name, number, reading.findings)
    block: Block
    match opening.name:
        case "verse":
            block = build_verse(lines, line, reading)
        case "messages":
            block = build_messages(lines, opening.attributes.value("me"), line, reading)
        case _:
            block = build_system_box(lines, line, reading)
    attributes = opening.attributes
    return _conditional(_named((block,), attributes, line, reading), attributes, line)


def _note(kind: NoteKind, attributes: Attributes, blocks: Blocks, line: int) -> AuthorsNote:
    until = attributes.value("until").strip()
    blocks = without_outer_breaks(unwrap_blocks(blocks))
    return AuthorsNote(kind, blocks, line, until, _names(attributes))


def _built(name: str, blocks: Blocks, line: int) -> Blocks:
    match name:
        case "letter":
            return (build_letter(blocks, line),)
        case "epigraph":
            found = attribution_of(blocks)
            return (Epigraph(found.blocks, found.attribution, line=line),)
        case "quote":
            found = attribution_of(blocks)
            return (Quote(found.blocks, found.attribution, line=line),)
        case "pov" | "dateline":
            return tuple(_line(name, block) for block in unwrap_blocks(blocks))
        case "center" | "right":
            return _aligned(Align(name), unwrap_blocks(blocks), line)
        case "sign":
            lines = tuple(with_kept_lines(block) for block in blocks)
            return (Clipping(ClippingKind.SIGN, lines, line=line),)
        case "newspaper" | "handwriting":
            return (Clipping(ClippingKind(name), unwrap_blocks(blocks), line=line),)
        case _:
            return unwrap_blocks(blocks)


def _line(name: str, block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    if name == "pov":
        return PointOfView(block.inlines, line=block.line)
    return Dateline(block.inlines, line=block.line)


def _aligned(align: Align, blocks: Blocks, line: int) -> Blocks:
    """Return aligned blocks; a scene break that the author centred is just a scene break."""
    if all(isinstance(block, SceneBreak) for block in blocks):
        return blocks
    return (Aligned(align, blocks, line=line),)


def _named(blocks: Blocks, attributes: Attributes, line: int, reading: Reading) -> Blocks:
    """Return the blocks with a div's id (on the first of them) and its language."""
    lang = language_of(attributes, line, reading.findings)
    if lang:
        blocks = tuple(replace(block, lang=block.lang or lang) for block in blocks)
    if attributes.id and blocks:
        blocks = (replace(blocks[0], id=attributes.id), *blocks[1:])
    return blocks


def _conditional(blocks: Blocks, attributes: Attributes, line: int) -> Blocks:
    only, until = _names(attributes), attributes.value("until").strip()
    if not only and not until:
        return blocks
    return (Conditional(blocks, only, until, line=line),)


def _names(attributes: Attributes) -> tuple[str, ...]:
    return tuple(attributes.value("only").replace(",", " ").split())
