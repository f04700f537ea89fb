"""The walk over blocks: which words form one line, and in which language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import assert_never

from bookbuild.model.text import (
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
    Inline,
    Inlines,
    Language,
    Letter,
    Link,
    ListBlock,
    ListItem,
    Message,
    Messages,
    MessageTime,
    Paragraph,
    Picture,
    PointOfView,
    Quote,
    SceneBreak,
    Styled,
    SystemBox,
    SystemLine,
    Table,
    Text,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.rebuild import with_words
from bookbuild.plan.typography.conventions import NO_BREAK, Conventions, conventions_for
from bookbuild.plan.typography.dashes import dash_edits
from bookbuild.plan.typography.dots import dot_edits
from bookbuild.plan.typography.line import (
    Edit,
    Line,
    Rule,
    changed,
    changed_text,
    joined,
    line_of,
    refilled,
)
from bookbuild.plan.typography.quotes import quote_edits, speaks_in_single_marks
from bookbuild.plan.typography.spaces import space_edits


@dataclass(frozen=True, slots=True)
class Hand:
    """The typographer's hand for one language in one book."""

    lang: str
    rules: TypographyRules
    conventions: Conventions | None
    single_speech: bool
    steps: tuple[Rule, ...]
    """What is done to a line, each step to what the one before it left."""


def set_blocks(blocks: Blocks, lang: str, rules: TypographyRules) -> Blocks:
    """Return the blocks as a typographer sets them in ``lang``, a BCP 47 tag.

    Whether speech stands in single or in double marks is read from all blocks together, so hand
    in a whole section, or a whole book, at once.
    """
    text = "\n".join(_paragraph_texts(blocks))
    return _blocks(blocks, _hand(lang, rules, speaks_in_single_marks(text)))


def set_inlines(inlines: Inlines, lang: str, rules: TypographyRules) -> Inlines:
    """Return one line of inlines as a typographer sets it in ``lang``."""
    return _inlines(inlines, _hand(lang, rules, speaks_in_single_marks(plain_text(inlines))))


def set_text(text: str, lang: str, rules: TypographyRules) -> str:
    """Return a line without markup (a title, a caption) as a typographer sets it in ``lang``.

    Raised letters need markup, so ordinals stay as they are here, and so do fractions for which
    there is no character.
    """
    return _text(text, _hand(lang, rules, speaks_in_single_marks(text)))


def _hand(lang: str, rules: TypographyRules, single_speech: bool) -> Hand:
    conventions = conventions_for(lang, rules)
    return Hand(lang, rules, conventions, single_speech, _steps(conventions, rules, single_speech))


def _steps(
    conventions: Conventions | None, rules: TypographyRules, single_speech: bool
) -> tuple[Rule, ...]:
    """Return the rules for a line in their order, none where the language's are not known."""
    if conventions is None:
        return ()
    speech = single_speech
    dashes = partial(dash_edits, conventions=conventions, rules=rules)
    return (
        partial(quote_edits, conventions=conventions, rules=rules, single_speech=speech),
        *((dot_edits,) if rules.ellipses else ()),
        *_fractions(rules),
        dashes if rules.no_break_spaces else _breakable(dashes),
        partial(space_edits, conventions=conventions, rules=rules),
    )


def _fractions(rules: TypographyRules) -> tuple[Rule, ...]:
    if not rules.fractions:
        return ()
    from bookbuild.plan.typography.fractions import fraction_edits  # which few books want

    return (fraction_edits,)


def _paragraph_texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield plain_text(inlines)
            case Quote(inner) | Clipping(_, inner) | Aligned(_, inner) | Conditional(inner):
                yield from _paragraph_texts(inner)
            case _:
                pass


# ------------------------------------------------------------------------------------ lines


def _line(line: Line, hand: Hand) -> Line:
    """Return the line with every rule applied."""
    for step in hand.steps:
        line = changed(line, step)
    return line


def _breakable(rule: Rule) -> Rule:
    """Return the rule with plain spaces for those that it makes unbreakable."""
    return lambda text: tuple(
        Edit(start, end, new.replace(NO_BREAK, " ")) for start, end, new in rule(text)
    )


def _text(text: str, hand: Hand) -> str:
    return changed_text(text, hand.steps) if text else text


def _inlines(inlines: Inlines, hand: Hand) -> Inlines:
    match inlines:
        case (Text(text),):
            new = _text(text, hand)
            return _raised(inlines if new is text else (Text(new),), hand)
        case _:
            inlines = _within(inlines, hand)
            return _raised(refilled(inlines, iter(_line(line_of(inlines), hand).pieces)), hand)


def _raised(inlines: Inlines, hand: Hand) -> Inlines:
    """Return the inlines with those letters and figures raised that the author wants raised."""
    rules, conventions = hand.rules, hand.conventions
    if conventions is None or not (rules.ordinals or rules.fractions):
        return inlines
    from bookbuild.plan.typography.raised import with_raised  # which few books want

    return with_raised(inlines, conventions.language, rules)


def _within(inlines: Inlines, hand: Hand) -> Inlines:
    """Return the inlines with those parts set that are lines of their own."""
    return tuple(_part(inline, hand) for inline in inlines)


def _part(inline: Inline, hand: Hand) -> Inline:
    match inline:
        case Language(lang, children):
            return Language(lang, _inlines(children, _other(hand, lang)))
        case Styled(style, children):
            return Styled(style, _within(children, hand))
        case Link(target, children):
            return Link(target, _within(children, hand))
        case Picture(alt=alt):
            return replace(inline, alt=_text(alt, hand))
        case _:
            return inline


def _other(hand: Hand, lang: str) -> Hand:
    if not lang or lang == hand.lang:
        return hand
    return _hand(lang, hand.rules, hand.single_speech)


def _stanzas(
    stanzas: tuple[tuple[VerseLine, ...], ...], hand: Hand
) -> tuple[tuple[VerseLine, ...], ...]:
    """Return verse set as one line: a quotation may run over lines and stanzas."""
    within = [[_within(verse.inlines, hand) for verse in stanza] for stanza in stanzas]
    lines = [line_of(inlines) for stanza in within for inlines in stanza]
    pieces = iter(_line(joined(lines), hand).pieces)
    made: list[tuple[VerseLine, ...]] = []
    first = True
    for stanza, parts in zip(stanzas, within, strict=True):
        verses: list[VerseLine] = []
        for verse, inlines in zip(stanza, parts, strict=True):
            if not first:
                next(pieces)
            first = False
            verses.append(VerseLine(_raised(refilled(inlines, pieces), hand), verse.indent))
        made.append(tuple(verses))
    return tuple(made)


# ----------------------------------------------------------------------------------- blocks


def _blocks(blocks: Sequence[Block], hand: Hand) -> Blocks:
    return tuple(_block(block, _other(hand, block.lang)) for block in blocks)


def _block(block: Block, hand: Hand) -> Block:
    match block:
        case Paragraph():
            return _paragraph(block, hand)
        case Heading() | PointOfView() | Dateline():
            return replace(block, inlines=_inlines(block.inlines, hand))
        case SceneBreak() | BlankLine() | CodeBlock():
            return block
        case Quote() | Epigraph():
            attribution = _inlines(block.attribution, hand)
            return replace(block, blocks=_blocks(block.blocks, hand), attribution=attribution)
        case Clipping() | Aligned() | Conditional():
            return replace(block, blocks=_blocks(block.blocks, hand))
        case _:
            return _composite(block, hand)


def _composite(
    block: Verse | Letter | Messages | SystemBox | ListBlock | Table | Figure, hand: Hand
) -> Block:
    match block:
        case Verse(stanzas):
            return replace(block, stanzas=_stanzas(stanzas, hand))
        case Letter():
            return _letter(block, hand)
        case Messages(entries):
            return replace(block, entries=tuple(_entry(entry, hand) for entry in entries))
        case SystemBox(lines):
            return replace(block, lines=tuple(_system_line(line, hand) for line in lines))
        case ListBlock(items):
            made = tuple(ListItem(_blocks(item.blocks, hand)) for item in items)
            return replace(block, items=made)
        case Table():
            return _table(block, hand)
        case Figure():
            return _figure(block, hand)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, hand: Hand) -> Paragraph:
    inlines = _inlines(block.inlines, _other(hand, block.lang))
    return block if inlines is block.inlines else with_words(block, inlines)


def _letter(block: Letter, hand: Hand) -> Letter:
    return replace(
        block,
        head=tuple(_paragraph(part, hand) for part in block.head),
        salutation=_paragraph(block.salutation, hand) if block.salutation else None,
        blocks=_blocks(block.blocks, hand),
        close=tuple(_paragraph(part, hand) for part in block.close),
    )


def _entry(entry: Message | MessageTime, hand: Hand) -> Message | MessageTime:
    match entry:
        case Message(sender, inlines, mine):
            return Message(_text(sender, hand), _inlines(inlines, hand), mine)
        case MessageTime(text):
            return MessageTime(_text(text, hand))


def _system_line(line: SystemLine, hand: Hand) -> SystemLine:
    return SystemLine(_text(line.label, hand), _inlines(line.inlines, hand))


def _table(block: Table, hand: Hand) -> Table:
    head = tuple(_inlines(cell, hand) for cell in block.head)
    rows = tuple(tuple(_inlines(cell, hand) for cell in row) for row in block.rows)
    return replace(block, head=head, rows=rows)


def _figure(block: Figure, hand: Hand) -> Figure:
    return replace(
        block,
        alt=_text(block.alt, hand),
        caption=_inlines(block.caption, hand),
        credit=_text(block.credit, hand),
    )
