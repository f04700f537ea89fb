"""Lines within inlines: until its container is built, a paragraph keeps its typed line ends.

A letter's head and a quote's last line are known by their lines. So the conversion leaves each
line end as a "\\n" in a `Text`, and whoever finishes the container turns it into a space.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.text import (
    Block,
    Blocks,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    Paragraph,
    Styled,
    Text,
    plain_text,
)


def unwrap(inlines: Inlines) -> Inlines:
    """Return the inlines with a space for each typed line end."""
    return tuple(_unwrapped(inline) for inline in inlines)


def _unwrapped(inline: Inline) -> Inline:
    match inline:
        case Text(text):
            return Text(text.replace("\n", " ")) if "\n" in text else inline
        case Styled(style, children):
            return Styled(style, unwrap(children))
        case Language(lang, children):
            return Language(lang, unwrap(children))
        case Link(target, children):
            return Link(target, unwrap(children))
        case _:
            return inline


def unwrap_block(block: Block) -> Block:
    """Return a paragraph with a space for each typed line end, any other block as it is."""
    if isinstance(block, Paragraph):
        inlines = unwrap(block.inlines)
        return block if inlines == block.inlines else replace(block, inlines=inlines)
    return block


def unwrap_blocks(blocks: Blocks) -> Blocks:
    """Return the blocks with the paragraphs that stand directly among them unwrapped."""
    return tuple(unwrap_block(block) for block in blocks)


def with_kept_lines(block: Block) -> Block:
    """Return a paragraph whose typed line ends are line breaks, any other block as it is."""
    if not isinstance(block, Paragraph):
        return block
    first, *others = split_lines(block.inlines)
    broken = (inline for line in others for inline in (LineBreak(), *line))
    return replace(block, inlines=(*first, *broken))


def split_lines(inlines: Inlines) -> tuple[Inlines, ...]:
    """Return the inlines of each line, divided at typed line ends and at line breaks."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        first, *others = _pieces(inline)
        lines[-1].extend(first)
        lines.extend(list(other) for other in others)
    return tuple(tuple(line) for line in lines)


def _pieces(inline: Inline) -> tuple[Inlines, ...]:
    match inline:
        case LineBreak():
            return ((), ())
        case Text(text):
            return tuple((Text(part),) if part else () for part in text.split("\n"))
        case Styled(style, children):
            lines = split_lines(children)
            return tuple((Styled(style, line),) if line else () for line in lines)
        case Language(lang, children):
            lines = split_lines(children)
            return tuple((Language(lang, line),) if line else () for line in lines)
        case Link(target, children):
            lines = split_lines(children)
            return tuple((Link(target, line),) if line else () for line in lines)
        case _:
            return ((inline,),)


def cut_last_line(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """Return what stands before the last line end, and the last line; () before a single line.

    A line end within emphasis or a link divides nothing.
    """
    for place in range(len(inlines) - 1, -1, -1):
        inline = inlines[place]
        if isinstance(inline, LineBreak):
            return inlines[:place], inlines[place + 1 :]
        if isinstance(inline, Text) and "\n" in inline.text:
            before, _, after = inline.text.rpartition("\n")
            head = (Text(before),) if before else ()
            tail = (Text(after),) if after else ()
            return (*inlines[:place], *head), (*tail, *inlines[place + 1 :])
    return (), inlines


def drop_lines(inlines: Inlines, count: int) -> Inlines:
    """Return the inlines without their first lines; the ends of the other lines stay as typed."""
    lines = split_lines(inlines)[count:]
    if any(isinstance(inline, LineBreak) for inline in inlines):
        return join_lines(lines)
    ended = [part for line in lines for part in (Text("\n"), *line)]
    return merge_text(tuple(ended[1:]))


def merge_text(inlines: Inlines) -> Inlines:
    """Return the inlines with neighbouring runs of plain words made one."""
    merged: list[Inline] = []
    for inline in inlines:
        match inline, merged[-1:]:
            case Text(text), [Text(before)]:
                merged[-1] = Text(before + text)
            case _:
                merged.append(inline)
    return tuple(merged)


def join_lines(lines: tuple[Inlines, ...]) -> Inlines:
    """Return the lines as one run, with a line break between each two."""
    joined: list[Inline] = []
    for number, line in enumerate(lines):
        joined.extend([LineBreak(), *line] if number else line)
    return tuple(joined)


def words_of(inlines: Inlines) -> str:
    """Return the words without markup and without space around them."""
    return plain_text(inlines).strip()


def drop_start(inlines: Inlines, count: int) -> Inlines:
    """Return the inlines without the first ``count`` characters of their words."""
    kept: list[Inline] = []
    for inline in inlines:
        length = len(plain_text((inline,)))
        if count <= 0 or (length == 0 and not isinstance(inline, LineBreak)):
            kept.append(inline)
        elif length > count:
            kept.extend(_without_start(inline, count))
        count -= length
    return tuple(kept)


def _without_start(inline: Inline, count: int) -> Inlines:
    match inline:
        case Text(text):
            return (Text(text[count:]),)
        case Styled(style, children):
            return (Styled(style, drop_start(children, count)),)
        case Language(lang, children):
            return (Language(lang, drop_start(children, count)),)
        case Link(target, children):
            return (Link(target, drop_start(children, count)),)
        case _:
            return (inline,)
