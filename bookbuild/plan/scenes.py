"""Scene breaks: repeated ones merge, and none stands where a section begins or ends."""

from __future__ import annotations

from bookbuild.model.text import BlankLine, Block, Blocks, SceneBreak


def tidy_scenes(blocks: Blocks) -> Blocks:
    """Return a section's blocks without scene breaks and blank lines that part nothing.

    Of several breaks in a row one stays; a scene break swallows the blank lines beside
    it, and of several blank lines in a row one stays too.
    """
    kept: list[Block] = []
    for block in blocks:
        if not _is_space(block):
            kept.append(block)
        elif kept and _is_space(kept[-1]):
            kept[-1] = block if isinstance(block, SceneBreak) else kept[-1]
        elif kept:
            kept.append(block)
    while kept and _is_space(kept[-1]):
        kept.pop()
    return tuple(kept)


def _is_space(block: Block) -> bool:
    return isinstance(block, SceneBreak | BlankLine)
