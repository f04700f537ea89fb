"""The Markdown parser, made once: CommonMark with its rules bent to prose.

Left out are headings by underlining, indented code, reference definitions and raw HTML. What is
put in their place is in `block_rules`, `scene_breaks`, `divs`, `inline_rules` and `emphasis`.
"""

from __future__ import annotations

import functools
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.token import Token

from bookbuild.read.markdown import (
    block_rules,
    divs,
    emphasis,
    inline_rules,
    plain_lines,
    scene_breaks,
)
from bookbuild.read.markdown.brackets import LinkHelpers

_INTERRUPTS_ALL: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
_INTERRUPTS_PROSE: RuleOptionsType = {"alt": ["paragraph", "blockquote"]}


class ProseParser(MarkdownIt):
    """A parser that keeps every address as it was written; the links are judged later."""

    def validateLink(self, url: str) -> bool:
        """Accept every address."""
        return True

    def normalizeLink(self, url: str) -> str:
        """Return the address as written."""
        return url

    def normalizeLinkText(self, link: str) -> str:
        """Return the address as written."""
        return link


def parse_blocks(text: str, env: dict[str, Any]) -> list[Token]:
    """Return the tokens of a text with blocks; ``env`` is the library's scratch space."""
    return _parser().parse(text, env)


def parse_line(text: str, env: dict[str, Any]) -> list[Token]:
    """Return the tokens of a text without blocks."""
    tokens: list[Token] = []
    parser = _parser()
    return parser.inline.parse(text, parser, env, tokens)


@functools.cache
def _parser() -> ProseParser:
    parser = ProseParser("commonmark", {"maxNesting": 100})
    parser.helpers = LinkHelpers  # type: ignore[assignment]
    parser.enable(["table", "strikethrough"])
    parser.disable(["code", "lheading", "reference", "html_block", "html_inline", "text_join"])
    _bend_blocks(parser)
    _bend_lines(parser)
    parser.core.ruler.at("inline", plain_lines.lines)
    return parser


def _bend_blocks(parser: MarkdownIt) -> None:
    rules = parser.block.ruler
    rules.at("table", block_rules.whole_table, {"alt": ["paragraph"]})
    rules.at("fence", block_rules.backtick_fence, _INTERRUPTS_ALL)
    rules.at("blockquote", block_rules.quote, _INTERRUPTS_ALL)
    rules.at("hr", scene_breaks.scene_break, _INTERRUPTS_ALL)
    rules.at("list", block_rules.prose_list, _INTERRUPTS_PROSE)
    rules.at("paragraph", block_rules.paragraph)
    rules.before("table", "plain_paragraph", block_rules.plain_paragraph)
    rules.before("fence", "div", divs.div_fence, _INTERRUPTS_ALL)
    rules.before("heading", "footnote", block_rules.footnote, _INTERRUPTS_PROSE)
    rules.before("paragraph", "line_end", block_rules.line_end, {"alt": ["blockquote"]})


def _bend_lines(parser: MarkdownIt) -> None:
    rules = parser.inline.ruler
    rules.at("emphasis", emphasis.emphasis)
    rules.at("autolink", inline_rules.web_link)
    rules.after("emphasis", "script", inline_rules.raised_or_lowered)
    rules.after("link", "span", inline_rules.span)
    rules.after("image", "image_attributes", inline_rules.image_attributes)
    rules.after("image", "inline_footnote", inline_rules.inline_footnote)
    rules.before("link", "footnote_call", inline_rules.footnote_call)
    rules.after("autolink", "html_tag", inline_rules.html_tag)
