"""From the parser's tokens to inlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bookbuild.model.text import (
    Code,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    NoteRef,
    Paragraph,
    Picture,
    Style,
    Styled,
    Text,
    Verbatim,
    plain_text,
)
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.links import link_inlines, picture_source
from bookbuild.read.markdown.parser import parse_line
from bookbuild.read.markdown.picture_words import attributes_of, picture_words, report_unknown
from bookbuild.read.markdown.reading import Reading
from bookbuild.read.markdown.spans import span_inlines
from bookbuild.read.markdown.tags import EMPTY_TAGS, paired_tags

DEEPEST = 50
"""How many levels of emphasis, links and the like may stand in one another."""

_STYLES = {
    "em": Style.EMPHASIS,
    "i": Style.EMPHASIS,
    "strong": Style.STRONG,
    "b": Style.STRONG,
    "u": Style.UNDERLINE,
    "s": Style.STRIKE,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
}
_TYPOGRAPHIC = frozenset("'\"-.`,/")
"""Characters that typography may replace, alone or in a row: escaped, they stay as typed."""


@dataclass(slots=True)
class _Run:
    """The inlines of one level while they are put together, and the token that opened it."""

    opened_by: Token | None = None
    inlines: list[Inline] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def add(self, inline: Inline) -> None:
        self.end_text()
        match inline, self.inlines[-1:]:
            case Verbatim(text), [Verbatim(before)]:
                self.inlines[-1] = Verbatim(before + text)
            case _:
                self.inlines.append(inline)

    def end_text(self) -> None:
        if text := "".join(self.text):
            self.inlines.append(Text(text))
        self.text.clear()


@dataclass(slots=True)
class _Line:
    """The conversion of one line's tokens; ``line`` is the file's, and counts on with them."""

    reading: Reading
    line: int
    runs: list[_Run] = field(default_factory=lambda: [_Run()])

    def text(self, text: str) -> None:
        self.runs[-1].text.append(text)

    def add(self, inlines: Inlines) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                self.text(inline.text)
            else:
                self.runs[-1].add(inline)

    def close(self) -> None:
        if len(self.runs) == 1:
            return
        run = self.runs.pop()
        run.end_text()
        children = tuple(run.inlines)
        if len(self.runs) <= DEEPEST and children:
            children = self._wrapped(run.opened_by, children)
        elif children:
            self.reading.report_depth(self.line)
        self.add(children)

    def _wrapped(self, token: Token | None, children: Inlines) -> Inlines:
        if token is None:
            return children
        if token.type == "link_open":
            return link_inlines(token, children, self.line, self.reading.findings)
        if token.type == "span_open":
            return span_inlines(token, children, self.line, self.reading.findings)
        return (Styled(_STYLES[token.tag], children),)


def inlines_of(tokens: Sequence[Token], line: int, reading: Reading) -> Inlines:
    """Return the inlines of a line's tokens; typed line ends are "\\n" in a `Text`.

    ``line`` is the file's line on which they begin.
    """
    if len(tokens) == 1 and tokens[0].type == "text" and tokens[0].content:
        return (Text(tokens[0].content),)
    tags = any(token.type == "html_tag" for token in tokens)
    paired = paired_tags(tokens) if tags else frozenset()
    state = _Line(reading, line)
    for index, token in enumerate(tokens):
        if token.type == "text":
            state.text(token.content)
        elif token.type == "html_tag":
            _add_tag(token, index in paired, state)
        elif token.nesting:
            _open_or_close(token, state)
        else:
            _add(token, state)
    while len(state.runs) > 1:
        state.close()
    state.runs[0].end_text()
    return tuple(state.runs[0].inlines)


def line_inlines(text: str, line: int, reading: Reading) -> Inlines:
    """Return the inlines of a piece of text that holds no blocks."""
    return inlines_of(parse_line(text, reading.env), line, reading)


def _open_or_close(token: Token, state: _Line) -> None:
    if token.nesting > 0:
        state.runs.append(_Run(token))
    else:
        state.close()


def _add_tag(token: Token, paired: bool, state: _Line) -> None:
    if token.tag == "br":
        state.add((LineBreak(),))
    elif not paired or token.tag in EMPTY_TAGS:
        state.text(token.content)
    elif token.info == "open":
        state.runs.append(_Run(token))
    else:
        state.close()


def _add(token: Token, state: _Line) -> None:
    match token.type:
        case "softbreak":
            state.line += 1
            run = state.runs[-1]
            if run.text or not (run.inlines and run.inlines[-1] == LineBreak()):
                state.text("\n")
        case "hardbreak":
            state.line += 1
            state.add((LineBreak(),))
        case "text_special" if token.info == "escape" and token.content in _TYPOGRAPHIC:
            state.add((Verbatim(token.content),))
        case "code_inline":
            state.add((Code(token.content),))
        case "image":
            state.add(_picture(token, state))
        case "footnote_call":
            state.add(_note_call(token.info, state))
        case "inline_footnote":
            state.add(_note_call(_inline_note(token, state), state))
        case _:
            state.text(token.content.replace("\f", " "))


def _picture(token: Token, state: _Line) -> Inlines:
    reading = state.reading
    alt = plain_text(inlines_of(token.children or (), state.line, reading)).replace("\n", " ")
    source = picture_source(token, alt, state.line, reading.findings)
    if title := str(token.attrs.get("title", "")):
        reading.findings.warning(
            "lost-title",
            state.line,
            f"A picture within a line has no caption, so “{title}” is left out.",
            "Put the picture in a paragraph of its own, or write the words in the text.",
        )
    if not source:
        return (Text(alt),)
    report_unknown(attributes_of(token), ("alt",), state.line, reading.findings)
    said = picture_words(token, alt, state.line, reading.findings)
    return (Picture(source, said.alt, said.decorative),)


def _note_call(label: str, state: _Line) -> Inlines:
    state.reading.calls.append((label, state.line))
    return (NoteRef(label),)


def _inline_note(token: Token, state: _Line) -> str:
    """Add a footnote that is written in the line, and return its label."""
    reading, line = state.reading, state.line
    label = reading.next_inline_label()
    inlines = unwrap(inlines_of(token.children or (), line, reading))
    reading.footnotes.append(Footnote(label, (Paragraph(inlines, line=line),), line))
    state.line += token.content.count("\n")
    return label
