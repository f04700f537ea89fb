"""From the parser's tokens to blocks.

Containers are put together on a stack of frames, not by recursion, so that a fence that is missing
or stands too much disturbs nothing but itself, and no depth of nesting is too deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bookbuild.model.book import NoteKind
from bookbuild.model.text import (
    Block,
    Blocks,
    CodeBlock,
    Footnote,
    Inlines,
    ListBlock,
    ListItem,
    Paragraph,
    SceneBreak,
    Text,
)
from bookbuild.read.markdown.divs import Opening
from bookbuild.read.markdown.findings import short
from bookbuild.read.markdown.headings import heading_of
from bookbuild.read.markdown.lines import unwrap_blocks
from bookbuild.read.markdown.paragraphs import paragraph_blocks
from bookbuild.read.markdown.quotes import build_quote
from bookbuild.read.markdown.reading import Reading
from bookbuild.read.markdown.scene_breaks import without_outer_breaks
from bookbuild.read.markdown.tables import build_table

DEEPEST = 50
"""How many containers may stand in one another."""


@dataclass(slots=True)
class _Frame:
    """A container while it is filled; ``opened_by`` is None for the section itself."""

    opened_by: Token | None = None
    line: int = 0
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    too_deep: bool = False

    @property
    def is_div(self) -> bool:
        return self.opened_by is not None and self.opened_by.type == "div_open"


@dataclass(slots=True)
class _Builder:
    reading: Reading
    title_at: int | None
    title: Inlines = ()
    title_id: str = ""
    frames: list[_Frame] = field(default_factory=lambda: [_Frame()])

    def add(self, blocks: Blocks) -> None:
        """Add blocks to the open container; a scene break after another is the same one."""
        into = self.frames[-1].blocks
        for block in blocks:
            if isinstance(block, SceneBreak) and into and isinstance(into[-1], SceneBreak):
                continue
            into.append(block)

    def line(self, token: Token) -> int:
        return self.reading.findings.line_of((token.map or [0])[0])


_NOTES = frozenset(kind.value for kind in NoteKind)


@dataclass(frozen=True, slots=True)
class Built:
    """The blocks of a text, the heading that opens it, and that heading's id."""

    title: Inlines
    title_id: str
    blocks: Blocks


def build_blocks(tokens: Sequence[Token], reading: Reading, titled: bool) -> Built:
    """Return the blocks of a text; with ``titled`` a heading before any text is its title."""
    title_at = _title_index(tokens) if titled else None
    levels = [
        int(token.tag[1:])
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and index != title_at
    ]
    reading.heading_shift = min(levels, default=1) - 1
    builder = _Builder(reading, title_at)
    for index, token in enumerate(tokens):
        _take(tokens, index, token, builder)
    while len(builder.frames) > 1:
        _unclosed(builder)
    blocks = unwrap_blocks(tuple(builder.frames[0].blocks))
    return Built(builder.title, builder.title_id, without_outer_breaks(blocks))


def _title_index(tokens: Sequence[Token]) -> int | None:
    """Return the index of a heading that has only notes and scene breaks before it."""
    closing: list[str] = []
    for index, token in enumerate(tokens):
        if closing:
            if token.type == "div_open":
                closing.append("div_close")
            elif token.type == closing[-1]:
                closing.pop()
        elif token.type == "div_open" and token.meta["opening"].name in _NOTES:
            closing.append("div_close")
        elif token.type == "footnote_reference_open":
            closing.append("footnote_reference_close")
        elif token.type == "heading_open":
            return index
        elif token.type != "scene_break":
            return None
    return None


def _take(tokens: Sequence[Token], index: int, token: Token, builder: _Builder) -> None:
    match token.type:
        case "paragraph_open":
            builder.add(paragraph_blocks(tokens[index + 1], builder.line(token), builder.reading))
        case "scene_break":
            builder.add((SceneBreak(line=builder.line(token)),))
        case "heading_open":
            _take_heading(tokens, index, builder)
        case "fence":
            _take_code(token, builder)
        case "div_lines":
            _take_lines(token, builder)
        case "table_open":
            builder.add((build_table(tokens, index, builder.line(token), builder.reading),))
        case "div_close":
            _close_div(token, builder)
        case _ if token.type in _CONTAINERS:
            _open(token, builder)
        case _ if token.type.removesuffix("_close") + "_open" in _CONTAINERS:
            _close(builder)
        case _:
            pass  # the tokens within a paragraph, a heading or a table


_CONTAINERS = frozenset(
    {
        "blockquote_open",
        "bullet_list_open",
        "ordered_list_open",
        "list_item_open",
        "footnote_reference_open",
        "div_open",
    }
)


def _open(token: Token, builder: _Builder) -> None:
    """Open a container; one that stands too deep fills the blocks of the one around it."""
    frame = _Frame(token, builder.line(token))
    if len(builder.frames) > DEEPEST:
        builder.reading.report_depth(frame.line)
        frame.blocks = builder.frames[-1].blocks
        frame.items = builder.frames[-1].items
        frame.too_deep = True
    builder.frames.append(frame)


def _take_lines(token: Token, builder: _Builder) -> None:
    from bookbuild.read.markdown.containers import build_lines  # for books with divs alone

    builder.add(build_lines(token, builder.line(token), builder.reading))


def _take_heading(tokens: Sequence[Token], index: int, builder: _Builder) -> None:
    level = int(tokens[index].tag[1:])
    line = builder.line(tokens[index])
    heading = heading_of(tokens[index + 1], level, line, builder.reading)
    if index == builder.title_at:
        builder.title, builder.title_id = heading.inlines, heading.id
    else:
        builder.add((heading,))


def _take_code(token: Token, builder: _Builder) -> None:
    line = builder.line(token)
    first, after = token.map or [0, 0]
    if after - first < len(token.content.splitlines()) + 2:
        builder.reading.findings.error(
            "unclosed-code",
            line,
            "The lines of code that begin here with ``` never end.",
            "Put ``` on a line of its own where they end.",
        )
    builder.add((CodeBlock(token.content.removesuffix("\n"), line=line),))


def _close_div(token: Token, builder: _Builder) -> None:
    """Close the nearest open div of the same kind; those opened within it were left open."""
    last = len(builder.frames) - 1
    for depth in range(last, max(0, last - 2 * DEEPEST), -1):
        opened_by = builder.frames[depth].opened_by
        if opened_by is None or opened_by.type != "div_open":
            break
        if opened_by.markup == token.markup:
            while len(builder.frames) - 1 > depth:
                _unclosed(builder)
            _pop(builder)
            return
    _stray(token, builder)


def _stray(token: Token, builder: _Builder) -> None:
    line = builder.line(token)
    if token.markup == ":::":
        builder.reading.findings.error(
            "stray-fence",
            line,
            "This ::: closes nothing.",
            "Delete it, or give the ::: that opens the block a name, such as ::: letter.",
        )
    else:
        builder.add((Paragraph((Text(token.content),), line=line),))


def _close(builder: _Builder) -> None:
    """Close the container that ends here, after the divs that were left open within it."""
    while builder.frames[-1].is_div:
        _unclosed(builder)
    _pop(builder)


def _unclosed(builder: _Builder) -> None:
    frame = builder.frames.pop()
    token = frame.opened_by
    if frame.too_deep:
        return
    if token is None or token.markup != ":::":
        words = (Text(token.content if token else ""),)
        builder.add((Paragraph(words, line=frame.line),))
    else:
        builder.reading.findings.error(
            "unclosed-div",
            frame.line,
            f"The block that begins here with {short(token.info)} never ends.",
            "Put ::: on a line of its own where it ends.",
        )
    builder.add(unwrap_blocks(tuple(frame.blocks)))


def _pop(builder: _Builder) -> None:
    frame = builder.frames.pop()
    if frame.too_deep or frame.opened_by is None:
        return
    token, blocks = frame.opened_by, tuple(frame.blocks)
    match token.type:
        case "list_item_open":
            builder.frames[-1].items.append(ListItem(unwrap_blocks(blocks)))
        case "bullet_list_open":
            builder.add((ListBlock(tuple(frame.items), line=frame.line),))
        case "ordered_list_open":
            builder.add((ListBlock(tuple(frame.items), 1, line=frame.line),))
        case "blockquote_open":
            builder.add((build_quote(blocks, frame.line),))
        case "footnote_reference_open":
            label = str(token.meta["label"])
            note = Footnote(label, unwrap_blocks(blocks), frame.line)
            builder.reading.footnotes.append(note)
        case _:
            opening: Opening = token.meta["opening"]
            _add_container(opening, blocks, frame.line, builder)


def _add_container(opening: Opening, blocks: Blocks, line: int, builder: _Builder) -> None:
    from bookbuild.read.markdown.containers import build_container  # as for `_take_lines`

    builder.add(build_container(opening, blocks, line, builder.reading))
