"""Any valid value of the model, with the characters that Markdown and YAML trip over."""

from __future__ import annotations

from hypothesis import strategies as st

from bookbuild.model.book import AuthorsNote, NoteKind
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
    Code,
    CodeBlock,
    ColumnAlign,
    Conditional,
    Dateline,
    Epigraph,
    ExternalTarget,
    Figure,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Message,
    Messages,
    MessageTime,
    NoteRef,
    Paragraph,
    Picture,
    PointOfView,
    Quote,
    SceneBreak,
    Style,
    Styled,
    SystemBox,
    SystemLine,
    Table,
    Text,
    Verbatim,
    Verse,
    VerseLine,
    WrittenTarget,
)

LABELS = ("1", "2", "note")
"""The footnotes that `sections` defines."""

_NASTY = (
    *"*_`[]<>#-+.)(:~^&\\|!\"'=/{}@1209aeIoZ ,;?—–…’“”",
    *("**", "***", "~~", "```", ":::", "---", "- ", "* ", "+ ", "# ", "## x", "> ", "1. ", "1) "),
    *("2. ", "12) ", "[x](y)", "[^1]", "[^1]:", "^[", "](", "]{", "<b>", "</i>", "<br>", "<hr>"),
    *("<center>", "</center>", "<!--", "-->", "&amp;", "&nbsp;", "&#42;", "oOo", "f**k", "s***"),
    *("https://example.org/a_b*c", "<https://x.org>", "a@b.org", "{.smallcaps}", "{#id}", "|---|"),
    *("漢字", "中文。", "e\u0301", "Å", "ñ", "👩‍🚀", "\u00a0", "\u3000", "\u00ad", "\u200b", "\t"),
    *("un", "believ", "able", "the ferry", "She said", "Chapter 1", "===", "| a |", "\u2028"),
)
_words = st.lists(st.sampled_from(_NASTY), min_size=1, max_size=6).map("".join)
_prose = st.one_of(_words, st.text(min_size=1, max_size=12), st.just("It was raining."))
texts = st.one_of(_words, _prose)
"""Words, most of them nasty."""

_signs = st.lists(st.sampled_from("'\"-.`,a*"), min_size=1, max_size=4).map("".join)
_paths = st.sampled_from(
    ("images/a.png", "b c.jpg", "ä(1).png", "x%20y.gif", "sub/dir/p&amp;.png", "_a_.png")
)
_targets = st.one_of(
    st.sampled_from(
        (
            "https://example.org",
            "https://example.org/a_b_(c)?d=e&copy=1#f",
            "https://example.org/?q=%5B1%5D&amp;x=*y*",
            "mailto:a@example.org",
            "http://example.org/~who/",
        )
    ).map(ExternalTarget),
    st.builds(
        WrittenTarget,
        st.sampled_from(("", "01-arrivals.md", "a b.md", "x#y.md", "100%.md", "(1).md")),
        st.sampled_from(("", "quay", "ä b", "100%", "a_b")),
    ),
)


def _can_be_code(text: str) -> bool:
    """Return whether the reader can find a text in code: not so in verse, or beside a backtick."""
    return "&nbsp;" not in text and "<!--" not in text


def inlines(*, notes: bool = True, deepest: int = 3) -> st.SearchStrategy[Inlines]:
    """Words of a line; without ``notes`` they call no footnotes."""
    leaves: list[st.SearchStrategy[Inline]] = [
        st.builds(Text, texts),
        st.builds(Text, texts),
        st.builds(Verbatim, _signs),
        st.builds(Code, _prose.filter(_can_be_code)),
        st.just(LineBreak()),
        st.builds(Picture, _paths, texts),
    ]
    if notes:
        leaves.append(st.sampled_from(LABELS).map(NoteRef))
    one: st.SearchStrategy[Inline] = st.one_of(leaves)
    for _ in range(deepest):
        one = st.one_of(one, _apart(st.lists(one, min_size=1, max_size=3).map(tuple)))
    return st.lists(one, min_size=1, max_size=5).map(tuple)


def _apart(children: st.SearchStrategy[Inlines]) -> st.SearchStrategy[Inline]:
    return st.one_of(
        st.builds(Styled, st.sampled_from((Style.EMPHASIS, Style.STRONG)), children),
        st.builds(Styled, st.sampled_from(Style), children),
        st.builds(Language, st.sampled_from(("fr", "zh-Hant")), children),
        st.builds(Link, _targets, children),
    )


# ------------------------------------------------------------------------------------ blocks

_ids = st.sampled_from(("", "", "", "inn", "über-1", "_x"))
_langs = st.sampled_from(("", "", "", "fr", "pt-BR"))
_named = {"id": _ids, "lang": _langs}
_line = inlines()


def _leaves() -> st.SearchStrategy[Block]:
    paragraph = st.builds(Paragraph, _line, id=_ids, lang=_langs)
    return st.one_of(
        *[paragraph] * 4,
        st.builds(SceneBreak, id=_ids, lang=_langs),
        st.builds(BlankLine, id=_ids, lang=_langs),
        st.builds(Heading, st.integers(1, 5), _line, id=_ids, lang=_langs),
        st.builds(PointOfView, _line, id=_ids, lang=_langs),
        st.builds(Dateline, _line, id=_ids, lang=_langs),
        st.builds(Verse, _stanzas, id=_ids, lang=_langs),
        st.builds(Messages, _entries, id=_ids, lang=_langs),
        st.builds(SystemBox, _many(st.builds(SystemLine, _maybe, _said)), id=_ids, lang=_langs),
        _tables(),
        st.builds(Figure, _paths, texts, _said, _maybe, id=_ids, lang=_langs),
        st.builds(CodeBlock, _code, id=_ids, lang=_langs),
    )


_maybe = st.one_of(st.just(""), texts)
_said = st.one_of(st.just(()), _line)
_code = st.lists(st.one_of(st.just(""), st.text("ab `<&*:\\#", max_size=9)), max_size=4).map(
    "\n".join
)


def _many(one: st.SearchStrategy[object], most: int = 4) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=most).map(tuple)


_stanzas = _many(_many(st.builds(VerseLine, _said, st.integers(0, 4))))
_senders = st.one_of(st.sampled_from(("Lana", "Clark", "clark", "Dr. Who", "")), texts)
_entries = _many(
    st.one_of(
        st.builds(Message, _senders, _said, st.booleans()),
        st.builds(MessageTime, st.sampled_from(("9:41 pm", "Yesterday", "[1]"))),
    )
)


def _tables() -> st.SearchStrategy[Block]:
    row = _many(_said, 3)
    aligns = st.lists(st.sampled_from(ColumnAlign), min_size=1, max_size=3).map(tuple)
    return st.builds(Table, aligns, row, _many(row, 3), id=_ids, lang=_langs)


def _around(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    paragraphs = _many(st.builds(Paragraph, _line), 2)
    greeting = st.one_of(st.none(), st.just(Paragraph((Text("Dear Ann,"),))))
    items = _many(st.builds(ListItem, blocks), 3)
    only = st.sampled_from(((), ("print",), ("ebook", "pdf")))
    until = st.sampled_from(("", "epilogue", 'the "end"'))
    return st.one_of(
        st.builds(Quote, blocks, _said, id=_ids, lang=_langs),
        st.builds(Epigraph, blocks, _said, id=_ids, lang=_langs),
        st.builds(Letter, paragraphs, greeting, blocks, paragraphs, id=_ids, lang=_langs),
        st.builds(Clipping, st.sampled_from(ClippingKind), blocks, id=_ids, lang=_langs),
        st.builds(Aligned, st.sampled_from(Align), blocks, id=_ids, lang=_langs),
        st.builds(ListBlock, items, st.sampled_from((None, 1, 1, 5)), id=_ids, lang=_langs),
        st.builds(Conditional, blocks, only, until, id=_ids, lang=_langs),
    )


_one: st.SearchStrategy[Block] = _leaves()
for _ in range(2):
    _one = st.one_of(_one, _around(_one))
blocks: st.SearchStrategy[Blocks] = st.lists(_one, max_size=5).map(tuple)
"""Blocks of every kind, two levels deep."""

footnotes = st.tuples(
    *(
        st.builds(Footnote, st.just(label), st.lists(_one, max_size=2).map(tuple))
        for label in LABELS
    )
)
"""A footnote for each of `LABELS`."""

authors_notes = st.builds(
    AuthorsNote,
    st.sampled_from(NoteKind),
    st.lists(_one, max_size=2).map(tuple),
    until=st.sampled_from(("", "epilogue")),
    only=st.sampled_from(((), ("epub",))),
)
