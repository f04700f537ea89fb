"""Inlines as XHTML."""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.model.addresses import short_address
from bookbuild.model.editions import Format
from bookbuild.model.text import (
    Code,
    ExternalTarget,
    Figure,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Style,
    Styled,
    Target,
    Text,
    UnitTarget,
    Verbatim,
    WrittenTarget,
)
from bookbuild.render.documents import direction
from bookbuild.render.marks import element, escaped, language, void
from bookbuild.render.view import CalledNote, Scene, View

_STYLES: dict[Style, tuple[str, str]] = {
    Style.EMPHASIS: ("em", ""),
    Style.STRONG: ("strong", ""),
    Style.SMALL_CAPS: ("span", "small-caps"),
    Style.UNDERLINE: ("span", "underline"),
    Style.STRIKE: ("s", ""),
    Style.SUPERSCRIPT: ("sup", ""),
    Style.SUBSCRIPT: ("sub", ""),
    Style.LEAD_IN: ("span", "lead-in"),
}


def inlines_xhtml(inlines: Inlines, scene: Scene) -> str:
    """Return the inlines as XHTML; in print a footnote's text stands where it is called."""
    return "".join([_inline(inline, scene) for inline in inlines])


def words_xhtml(text: str, view: View) -> str:
    """Return plain text as XHTML, with what the format puts in place of some characters."""
    return escaped(text.translate(view.substitutes) if view.substitutes else text)


def picture_xhtml(picture: Figure | Picture, view: View, name: str = "") -> str:
    """Return a picture; a decorative one is left out by what reads aloud (WAI-ARIA 1.2, 5.4)."""
    return void(
        "img",
        ("class", name),
        ("src", view.image_src(picture.source)),
        ("alt", picture.alt),
        ("role", "presentation" if picture.decorative else ""),
    )


def _inline(inline: Inline, scene: Scene) -> str:  # noqa: PLR0911 (the dispatch)
    match inline:
        case Text(text) | Verbatim(text):
            return words_xhtml(text, scene.view)
        case Styled(style, children):
            tag, name = _STYLES[style]
            return element(tag, inlines_xhtml(children, scene), ("class", name))
        case Code(text):
            return element("code", words_xhtml(text, scene.view))
        case Language(lang, children):
            turned = _turned(lang, scene.view.language)
            return element("span", inlines_xhtml(children, scene), *language(lang), turned)
        case LineBreak():
            return void("br")
        case Picture():
            return picture_xhtml(inline, scene.view, "inline")
        case Link(target, children):
            return _link(target, inlines_xhtml(children, scene), scene.view)
        case NoteRef(label):
            called = scene.footnote(label)
            return _footnote_call(called, scene) if called else ""
        case PageMark():
            return page_mark("span", inline, scene.view)
        case _:
            assert_never(inline)


def page_mark(tag: str, mark: PageMark, view: View) -> str:
    """Return the place where a printed page begins: an element of no words, "" on paper."""
    if view.format is Format.PDF:
        return ""
    return element(
        tag,
        "",
        ("epub:type", "pagebreak"),
        ("role", "doc-pagebreak"),
        ("id", mark.id),
        ("aria-label", view.words.page_break(mark.folio)),
    )


def _turned(lang: str, around: str) -> tuple[str, str]:
    """Return the direction of words in another language, "" where it is the book's own."""
    here = direction(lang) or "ltr"
    return ("dir", "" if here == (direction(around) or "ltr") else here)


def _link(target: Target, content: str, view: View) -> str:
    match target:
        case ExternalTarget(url):
            link = element("a", content, ("class", "external"), ("href", url))
            return link + _address_in_print(url, content) if view.format is Format.PDF else link
        case UnitTarget():
            return element("a", content, ("href", view.link_to(target)))
        case WrittenTarget():
            return content
        case _:
            assert_never(target)


def _address_in_print(url: str, content: str) -> str:
    """Return a link's address in brackets for a reader on paper, "" where the words say it."""
    address = escaped(short_address(url))
    if address in re.sub(r"<[^>]*>|\u2060", "", content):
        return ""
    return element("span", f" ({address})", ("class", "address"))


def _footnote_call(called: CalledNote, scene: Scene) -> str:
    note = called.note
    match scene.view.format:
        case Format.EPUB:
            return element(
                "a",
                str(note.number),
                ("id", note.ref_id),
                ("href", f"#{note.id}"),
                ("class", "noteref"),
                ("epub:type", "noteref"),
                ("role", "doc-noteref"),
            )
        case Format.PDF if not called.in_line:
            return element("span", str(note.number), ("class", "call"))
        case Format.PDF:
            number = ("data-number", str(note.number))
            return element("span", called.in_line, ("id", note.id), ("class", "footnote"), number)
