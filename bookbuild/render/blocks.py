"""Blocks as XHTML: one function per kind of block, one visible dispatch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import assert_never

from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    CodeBlock,
    Conditional,
    Dateline,
    Epigraph,
    Figure,
    Heading,
    Inlines,
    Letter,
    ListBlock,
    Located,
    Message,
    Messages,
    PageMark,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
    SystemBox,
    Table,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.walk import blocks_in, every_block, lines_in, timed_messages
from bookbuild.render.documents import direction
from bookbuild.render.inlines import inlines_xhtml, picture_xhtml, words_xhtml
from bookbuild.render.marks import element, escaped, language, void
from bookbuild.render.places import places_xhtml
from bookbuild.render.view import Scene


def blocks_xhtml(blocks: Blocks, scene: Scene) -> str:
    """Return the blocks as XHTML, a line of markup each."""
    return "\n".join(block_xhtml(block, scene) for block in blocks)


def placed_xhtml(of: str, blocks: Blocks, scene: Scene, *, opens: bool = True) -> str:
    """Return the text of a unit or a block as XHTML, each block in the place that readers know.

    ``of`` is its id, ``opens`` whether nothing stands before the text there. Where nobody counts
    places the blocks simply follow each other.
    """
    if scene.places is None or not blocks:
        return blocks_xhtml(blocks, scene)

    def show(block: Block, opens: bool, length: int) -> str:
        match block:
            case Paragraph():
                short = length - len(plain_text(block.inlines))
                return _paragraph(block, scene, "first" if opens else "", filling=" " * short)
            case Dateline() if opens:
                return _paragraph(block, scene, "dateline first", _DATELINE)
            case _:
                return block_xhtml(block, scene)

    return places_xhtml(of, blocks, scene.places, show, opens=opens)


def block_xhtml(block: Block, scene: Scene) -> str:  # noqa: C901, PLR0911, PLR0912 (the dispatch)
    """Return one block as XHTML."""
    match block:
        case Paragraph():
            return _paragraph(block, scene)
        case SceneBreak():
            return void("hr", *_common(block, "scene"))
        case BlankLine():
            return element("p", "\u00a0", *_common(block, "blank"))
        case Heading():
            return _heading(block, scene)
        case PointOfView():
            return _paragraph(block, scene, "pov")
        case Dateline():
            return _paragraph(block, scene, "dateline", _DATELINE)
        case Quote():
            return _attributed("blockquote", block, scene, "")
        case Epigraph():
            return _attributed("blockquote", block, scene, _named("epigraph", block), "epigraph")
        case Verse():
            return _verse(block, scene)
        case Letter():
            return _letter(block, scene)
        case Messages():
            return _messages(block, scene)
        case SystemBox():
            return _system(block, scene)
        case Clipping():
            return _group("div", block, block.blocks, scene, _named(block.kind.value, block))
        case Aligned():
            name = "centred" if block.align is Align.CENTER else "to-the-right"
            return _group("div", block, block.blocks, scene, name)
        case ListBlock():
            return _list(block, scene)
        case Table():
            return _table(block, scene)
        case Figure():
            return _figure(block, scene)
        case CodeBlock():
            return element("pre", element("code", escaped(block.text)), *_common(block, ""))
        case Conditional():
            return blocks_xhtml(block.blocks, scene)
        case _:
            assert_never(block)


_SHORT = 90
"""How many words a letter or a box may have to be kept on one page: about eight lines."""


def _kept(block: Block) -> str:
    """Return the class of a block that is too short to be divided over two pages, or ""."""
    lines = (line for each in every_block((block,)) for line in lines_in(each))
    return "kept" if sum(plain_text(line).count(" ") + 1 for line in lines) <= _SHORT else ""


def footnote_spans(blocks: Blocks, scene: Scene) -> str:
    """Return a footnote's text as spans: in print it stands inside the paragraph that calls it."""
    parts = (_footnote_part(block, scene) for block in blocks)
    return "".join(element("span", part, ("class", "footnote-part")) for part in parts)


def _footnote_part(block: Block, scene: Scene) -> str:
    """Return one block of a footnote; what holds blocks gives theirs, then its own lines."""
    if isinstance(block, Figure):
        return picture_xhtml(block, scene.view)
    inner = footnote_spans(blocks_in(block), scene)
    lines = (inlines_xhtml(line, scene) for line in lines_in(block) if line)
    return inner + void("br").join(lines)


def _named(name: str, block: Block) -> str:
    return f"{name} {_kept(block)}".rstrip()


Common = tuple[tuple[str, str], ...]


def _common(block: Located, name: str, *types: str) -> Common:
    """Return the attributes that every block may have: id, class, epub:type, role, language."""
    if not types and not block.lang:
        return (("id", block.id), ("class", name))  # as for nearly all of a novel
    kind = ("epub:type", " ".join(filter(None, types)))
    role = ("role", "doc-epigraph" if "epigraph" in types else "")
    turned = ("dir", direction(block.lang) if block.lang else "")
    return (("id", block.id), ("class", name), kind, role, *language(block.lang), turned)


LineOfText = Paragraph | PointOfView | Dateline


def _paragraph(
    block: LineOfText, scene: Scene, name: str = "", *types: str, filling: str = ""
) -> str:
    words, marks = _marks_at_the_end(block.inlines)
    text = inlines_xhtml(words, scene) + filling
    if marks:
        text += inlines_xhtml(marks, scene)
    return element("p", text, *_common(block, name, *types, *_below_a_letter(block, scene)))


_DATELINE = "se:letter.dateline"
"""Standard Ebooks' own word, for letters and diaries alike: no vocabulary of the W3C has one."""

_POSTSCRIPT = re.compile(r"[\s\"“„«»]*(?:(?:P\.\s?)+S\b|PP?S\b|N\.?B\.)")


def _below_a_letter(block: LineOfText, scene: Scene) -> tuple[str, ...]:
    """Return what a paragraph of a letter with a postscript is, whose close is among its text."""
    inside = scene.letter.blocks if scene.letter else ()
    for before, after in pairwise(inside):
        if not isinstance(after, Paragraph) or not _POSTSCRIPT.match(plain_text(after.inlines)):
            continue
        if after is block:
            return ("z3998:postscript",)
        close = before.blocks if isinstance(before, Aligned) else ()
        if any(each is block for each in close):
            return ("z3998:signature" if close[-1] is block else "z3998:valediction",)
    return ()


def _marks_first(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Return the page marks with which a line begins, and what follows them.

    They stand before the name of who speaks there, which is the page's first word.
    """
    marks = tuple(takewhile(lambda inline: isinstance(inline, PageMark), inlines))
    return marks, inlines[len(marks) :]


def _marks_at_the_end(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Return the inlines without the page marks at their end, and these.

    What fills a paragraph up stands before them: readers count the characters of a text up to the
    next element.
    """
    end = len(inlines)
    while end and isinstance(inlines[end - 1], PageMark):
        end -= 1
    return inlines[:end], inlines[end:]


def _heading(block: Heading, scene: Scene) -> str:
    tag = f"h{min(block.level + 1, 6)}"
    return element(tag, inlines_xhtml(block.inlines, scene), *_common(block, ""))


def _group(
    tag: str, block: Block, blocks: Blocks, scene: Scene, name: str = "", *types: str
) -> str:
    content = placed_xhtml(block.id, blocks, scene)
    return element(tag, f"\n{content}\n", *_common(block, name, *types))


def _attributed(tag: str, block: Quote | Epigraph, scene: Scene, name: str, *types: str) -> str:
    content = placed_xhtml(block.id, block.blocks, scene)
    if block.attribution:
        source = element("cite", f"— {inlines_xhtml(block.attribution, scene)}")
        content += "\n" + element("p", source, ("class", "attribution"))
    return element(tag, f"\n{content}\n", *_common(block, name, *types))


def _verse(block: Verse, scene: Scene) -> str:
    stanzas = "\n".join(_stanza(stanza, scene) for stanza in block.stanzas)
    return element("div", f"\n{stanzas}\n", *_common(block, "verse", "z3998:verse"))


def _stanza(stanza: tuple[VerseLine, ...], scene: Scene) -> str:
    lines = f"{void('br')}\n".join(_verse_line(line, scene) for line in stanza)
    return element("p", lines, ("class", "stanza"))


def _verse_line(line: VerseLine, scene: Scene) -> str:
    name = f"line indent-{min(line.indent, 6)}" if line.indent else "line"
    return element("span", inlines_xhtml(line.inlines, scene), ("class", name))


def _letter(block: Letter, scene: Scene) -> str:
    above = "\n".join(_letters_head(block, scene))
    text = placed_xhtml(block.id, block.blocks, replace(scene, letter=block), opens=not above)
    if scene.places and block.blocks:
        # Neither a line above the text nor one below it moves what a reader counts in it.
        above, text = element("div", above), element("div", f"\n{text}\n")
    parts = (above, text, *_closing_lines(block.close, scene))
    content = "\n".join(part for part in parts if part)
    return element(
        "blockquote", f"\n{content}\n", *_common(block, _named("letter", block), "z3998:letter")
    )


def _letters_head(block: Letter, scene: Scene) -> Iterator[str]:
    """Yield the lines above a letter's text."""
    for part in block.head:
        dated = any(char.isdigit() for char in plain_text(part.inlines))
        yield _paragraph(part, scene, "letter-head", _DATELINE if dated else "")
    if block.salutation:
        yield _paragraph(block.salutation, scene, "salutation", "z3998:salutation")


def _closing_lines(close: tuple[Paragraph, ...], scene: Scene) -> list[str]:
    if not close:
        return []
    before = [_paragraph(line, scene, "valediction", "z3998:valediction") for line in close[:-1]]
    return [*before, _paragraph(close[-1], scene, "signature", "z3998:signature")]


def _messages(block: Messages, scene: Scene) -> str:
    lines: list[str] = []
    sender = ""
    for time, message in timed_messages(block):
        if message is None:
            lines.append(element("p", _time(time, scene), ("class", "message")))
            continue
        new = bool(time) or message.sender != sender
        lines.append(_message(message, scene, new=new, time=time))
        sender = message.sender
    content = "\n".join(lines)
    return element("div", f"\n{content}\n", *_common(block, "messages"))


def _message(message: Message, scene: Scene, *, new: bool, time: str) -> str:
    """Return one message; the sender stands above it where the speaker changes."""
    marks, words = _marks_first(message.inlines)
    begin, said = inlines_xhtml(marks, scene), inlines_xhtml(words, scene)
    name = "message mine" if message.mine else "message"
    if not (new and message.sender) and not time:
        return element("p", begin + said, ("class", name))
    sender = element("span", words_xhtml(message.sender, scene.view), ("class", "sender"))
    heading = " ".join(part for part in (sender, _time(time, scene)) if part)
    return element("p", f"{begin}{heading}{void('br')}\n{said}", ("class", f"{name} speaker"))


def _time(time: str, scene: Scene) -> str:
    return element("span", words_xhtml(time, scene.view), ("class", "time")) if time else ""


def _system(block: SystemBox, scene: Scene) -> str:
    rows = []
    for line in block.lines:
        marks, said = _marks_first(line.inlines)
        begin, value = inlines_xhtml(marks, scene), inlines_xhtml(said, scene)
        label = words_xhtml(line.label, scene.view)
        words = scene.view.words
        key = element("span", f"{label}{words.colon_mark}", ("class", "key")) + words.colon_space
        rows.append(element("p", f"{begin}{key}{value}" if line.label else begin + value))
    content = "\n".join(rows)
    return element("div", f"\n{content}\n", *_common(block, _named("system", block)))


def _list(block: ListBlock, scene: Scene) -> str:
    items = "\n".join(element("li", blocks_xhtml(item.blocks, scene)) for item in block.items)
    if block.start is None:
        return element("ul", f"\n{items}\n", *_common(block, ""))
    start = "" if block.start == 1 else str(block.start)
    return element("ol", f"\n{items}\n", *_common(block, ""), ("start", start))


def _table(block: Table, scene: Scene) -> str:
    head = _row(block.head, "th", block, scene)
    body = "\n".join(_row(row, "td", block, scene) for row in block.rows)
    parts = [element("thead", head)] if block.head else []
    parts.append(element("tbody", f"\n{body}\n"))
    return element("table", "\n".join(parts), *_common(block, ""))


def _row(cells: tuple[Inlines, ...], tag: str, table: Table, scene: Scene) -> str:
    aligned = zip(cells, table.aligns, strict=False)
    scope = ("scope", "col" if tag == "th" else "")
    return element(
        "tr",
        "".join(
            element(tag, inlines_xhtml(cell, scene), ("class", f"column-{align.value}"), scope)
            for cell, align in aligned
        ),
    )


def _figure(block: Figure, scene: Scene) -> str:
    image = picture_xhtml(block, scene.view)
    caption = inlines_xhtml(block.caption, scene)
    if block.credit:
        credit = element("span", words_xhtml(block.credit, scene.view), ("class", "credit"))
        caption = f"{caption}{void('br')}\n{credit}" if caption else credit
    below = element("figcaption", caption) if caption else ""
    return element("figure", image + below, *_common(block, ""))
