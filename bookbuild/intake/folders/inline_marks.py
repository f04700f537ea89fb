"""Marks within a line that other tools know and bookbuild does not.

Links get marks of `links` for their addresses, pictures from the web are dropped, tags and
templates go. The words
of a line stay as they are but for the spans noted in the margin: where a removed mark stood between
two letters, an empty remark keeps the words apart as they were.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookbuild.intake.folders.links import LinkDesk, is_web
from bookbuild.intake.folders.margin import Margin
from bookbuild.intake.folders.picture_files import ENDINGS, PictureDesk, is_remote
from bookbuild.intake.report import SpanKind

_LONGEST = 100_000
_MARKS = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)[^`\n]*(?P=ticks))"
    r"|(?P<comment><!--(?:(?!<!--).){0,2000}?-->)"
    r"|(?P<embed>!\[\[(?P<file>[^\[\]|]{1,300})(?:\|[^\[\]]{0,300})?\]\])"
    r"|(?P<wiki>\[\[(?P<target>[^\[\]|]{1,300})(?:\|(?P<alias>[^\[\]]{1,500}))?\]\])"
    r"|(?P<image>!\[(?P<alt>[^\[\]]{0,1000})\]\((?P<src><[^<>]{0,2000}>|[^\s()]{0,2000})"
    r"(?P<caption>\s+[\"'][^\"'()]{0,500}[\"'])?\s*\)(?:\{[^{}]{0,200}\})?)"
    r"|(?P<refer>!?\[(?P<words>[^\[\]]{1,1000})\]\[(?P<ref>[^\[\]^]{0,200})\])"
    r"|(?P<link>\[(?P<said>(?:[^\[\]\\]|\\.){1,1000})\]\((?P<to><[^<>]{0,2000}>"
    r"|(?:[^\s()<>]|\([^\s()]{0,200}\)){0,2000})(?P<hint>\s+[\"'][^\"'()]{0,500}[\"'])?\s*\)"
    r"(?P<after>\{[^{}]{0,200}\})?)"
    r"|(?P<anchor>(?P<opening><a\s[^<>]{0,1000}>)(?P<inner>[^<>\[\]]{1,1000})</a\s*>)"
    r"|(?P<remark>%%[^%\n]{1,2000}%%)"
    r"|(?P<template>\{\{(?:(?!\{\{).){0,500}?\}\}|\{%(?:(?!\{%).){0,500}?%\})"
    r"|(?P<shortcode>\[(?P<close>/?)(?P<short>[bisum]|su[bp]|br)\])"
    r"|(?P<footnote>\[footnote:(?P<key>\w{1,40})\])"
    r"|(?P<tag></?(?P<element>[A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]{0,1000}>)"
)
_ELEMENTS = frozenset(
    "a abbr address article aside big blockquote cite dd details dfn div dl dt figcaption figure "
    "font footer h1 h2 h3 h4 h5 h6 header iframe ins kbd li main mark nav ol p pre q ruby rt rp "
    "samp section small span summary tt ul video audio source picture wbr svg path g".split()
)
_HREF = re.compile(r"\bhref\s*=\s*(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?P<key>src|alt)\s*=\s*(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)")


@dataclass(frozen=True, slots=True)
class Desks:
    """Who takes the pictures and the links of all files."""

    pictures: PictureDesk
    links: LinkDesk


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a line stands: its file's path and margin, the labels of its links, whose it is.

    ``notes`` are the names of the folder's texts, folded. A heading keeps the words of its links
    only (``in_heading``).
    """

    path: str
    margin: Margin
    desks: Desks
    labels: Mapping[str, str]
    notes: frozenset[str] = frozenset()
    obsidian: bool = False
    novelwriter: bool = False
    in_heading: bool = False


def rewritten(text: str, line: int, start: int, setting: Setting) -> str:
    """Return a line, or the part of it that begins at a column, without foreign marks."""
    if len(text) > _LONGEST or not any(sign in text for sign in "[<{%`"):
        return text
    pieces: list[str] = []
    at = 0
    for found in _MARKS.finditer(text):
        new = _RULES[str(found.lastgroup)](_Mark(found, line, start, setting))
        if new is None:
            continue
        pieces += (text[at : found.start()], new)
        at = found.end()
    return "".join((*pieces, text[at:]))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that was found, and where."""

    found: re.Match[str]
    line: int
    start: int
    setting: Setting

    def cut(self, start: int, end: int, into: str, kind: SpanKind = SpanKind.STRUCTURE) -> None:
        if start < end:
            text = self.found.string[start:end]
            self.setting.margin.cut(self.line, self.start + start, text, into, kind)

    def cut_around(self, group: str, into: str) -> None:
        """Note everything of the mark but one group."""
        self.cut(self.found.start(), self.found.start(group), into)
        self.cut(self.found.end(group), self.found.end(), into)

    def cut_whole(self, into: str, kind: SpanKind = SpanKind.LEFT_OUT) -> str:
        self.cut(self.found.start(), self.found.end(), into, kind)
        return ""

    def say(self, what: str, remedy: str) -> None:
        self.setting.margin.say(self.line, what, remedy)


def _keep(mark: _Mark) -> str | None:
    return None


def _wiki(mark: _Mark) -> str | None:
    """A wiki link shows its alias, else the note's name.

    Double brackets are also the voice of a game in some novels: they are links only where such a
    note is in the folder, or where the folder is Obsidian's.
    """
    if mark.found["target"].strip().lower().strip("_") == "toc":
        return mark.cut_whole("a list of contents")
    name = mark.found["target"].partition("#")[0].strip().casefold()
    known = mark.setting.obsidian or mark.found["alias"] or name in mark.setting.notes
    if not known:
        return None
    group = "alias" if mark.found["alias"] else "target"
    mark.cut_around(group, "a link within the notes")
    words = mark.found[group].replace("#", " > ").strip(" >")
    return _linked(
        mark, words, mark.setting.desks.links.note(mark.found["target"], mark.setting.path)
    )


def _embed(mark: _Mark) -> str:
    name = mark.found["file"].strip()
    if not name.lower().endswith((*ENDINGS, ".svg")):
        mark.say(
            f"The note “{name}” is shown within the text here; its words are left out.",
            "Copy them to this place if readers should see them.",
        )
        return mark.cut_whole("another note shown here")
    new = mark.setting.desks.pictures.place(name, mark.setting.path, anywhere=True)
    if new is None:
        return _no_picture(mark, name)
    mark.cut_around("file", "a picture")
    return f"![]({new})"


def _image(mark: _Mark) -> str | None:
    found = mark.found
    address = found["src"].strip("<> ")
    if is_remote(address):
        return _remote(mark, address)
    new = mark.setting.desks.pictures.place(found["src"], mark.setting.path)
    if new is None:
        return _no_picture(mark, address)
    if found["caption"]:
        mark.cut(found.start("caption"), found.end("caption"), "a picture's caption")
    behind = found.end("caption") if found["caption"] else found.end("src")
    mark.cut(behind, found.end(), "a picture's size")
    return f"![{found['alt']}]({new})"


def _remote(mark: _Mark, address: str) -> str:
    mark.say(
        f"The picture {address[:100]} is on the web, where nothing is fetched: it was left out.",
        "Save it beside the text and name it there, if it belongs to the book.",
    )
    return mark.cut_whole("a picture on the web")


def _no_picture(mark: _Mark, address: str) -> str:
    svg = address.lower().endswith(".svg")
    what = "is a drawing in SVG, which a book cannot show" if svg else "is not in the folder"
    mark.say(
        f"The picture “{address[:100]}” {what}, so it was left out.",
        "Save it as a PNG or JPEG file beside the text and name it there.",
    )
    return mark.cut_whole("a picture that is not there")


def _refer(mark: _Mark) -> str | None:
    """A link by label gets its address here; a label that leads nowhere marks a remark."""
    found = mark.found
    label = (found["ref"] or found["words"]).strip().casefold()
    to = mark.setting.labels.get(label)
    if to is None:
        return None
    if found[0].startswith("!"):
        mark.say(
            "A picture that is named by a label was left out.",
            "Write it as ![what it shows](its file).",
        )
        return mark.cut_whole("a picture named by a label")
    mark.cut_around("words", "a link")
    return _linked(mark, found["words"], mark.setting.desks.links.lead(to, mark.setting.path))


def _link(mark: _Mark) -> str | None:
    """A link to the web stays as it is; one to a text is led on, any other is only its words."""
    found, setting = mark.found, mark.setting
    bare = not (found["hint"] or found["after"] or setting.in_heading)
    if is_web(found["to"]) and bare:
        return None
    mark.cut_around("said", "a link")
    return _linked(mark, found["said"], setting.desks.links.lead(found["to"], setting.path))


def _anchor(mark: _Mark) -> str:
    """A page's link: ``<a href="second.html">``."""
    href = _HREF.search(mark.found["opening"])
    mark.cut_around("inner", "a link")
    to = html.unescape(href["value"]) if href else ""
    words = mark.found["inner"]
    if not href:
        return words
    return _linked(mark, words, mark.setting.desks.links.lead(to, mark.setting.path))


def _linked(mark: _Mark, words: str, address: str) -> str:
    """Return a link's words with a mark for its address, where there is one."""
    if not address:
        mark.setting.desks.links.lose()
    plain = not address or mark.setting.in_heading or not words.strip()
    return words if plain else f"[{words}]({address})"


def _remark(mark: _Mark) -> str | None:
    if not mark.setting.obsidian:
        return None
    mark.setting.margin.changed(mark.line, mark.found[0], "a private remark")
    return f"<!--{mark.found[0].strip('%').replace('-->', '-- >')}-->"


def _template(mark: _Mark) -> str:
    mark.say(
        "Here stands an instruction to another tool, which was left out: "
        f"{mark.found[0].strip()[:80]}",
        "Look whether something is missing from the text.",
    )
    return mark.cut_whole("an instruction to another tool")


def _shortcode(mark: _Mark) -> str | None:
    if not mark.setting.novelwriter:
        return None
    mark.setting.margin.changed(mark.line, mark.found[0], "a tag")
    name = mark.found["short"]
    if name == "m":
        return mark.cut_whole("marked words", SpanKind.STRUCTURE)
    return f"<{mark.found['close']}{name}>"


def _footnote(mark: _Mark) -> str | None:
    if not mark.setting.novelwriter:
        return None
    mark.cut_around("key", "a footnote")
    return f"[^{mark.found['key']}]"


def _tag(mark: _Mark) -> str | None:
    name = mark.found["element"].lower()
    if name == "img":
        return _img(mark)
    if name == "hr" and not re.fullmatch(r"<hr\s*/?>", mark.found[0], re.IGNORECASE):
        mark.cut_whole("a scene break", SpanKind.STRUCTURE)
        return "***"
    if name not in _ELEMENTS:
        return None
    kind = SpanKind.LEFT_OUT if name == "a" else SpanKind.STRUCTURE
    return mark.cut_whole(f"the tag <{name}>", kind)


def _img(mark: _Mark) -> str:
    """A picture's tag becomes the picture; its description, if it stands behind, a remark."""
    found = {each["key"]: each for each in _ATTRIBUTE.finditer(mark.found[0])}
    if "src" not in found:
        return mark.cut_whole("a picture without a file")
    address = found["src"]["value"]
    if is_remote(address):
        return _remote(mark, address)
    new = mark.setting.desks.pictures.place(address, mark.setting.path)
    if new is None:
        return _no_picture(mark, address)
    offset = mark.found.start()
    parts = sorted((found[key].span("value") for key in found), key=lambda span: span[0])
    at = offset
    for start, end in parts:
        mark.cut(at, offset + start, "a picture's tag")
        at = offset + end
    mark.cut(at, mark.found.end(), "a picture's tag")
    alt = found["alt"]["value"] if "alt" in found else ""
    if not alt or found["alt"].start() < found["src"].start():
        return f"![{alt}]({new})"
    mark.say(
        "A picture's description stands in a private remark behind it.",
        "Put it in the square brackets of ![](…), where readers who cannot see it hear it.",
    )
    return f"![]({new})<!-- {alt.replace('-->', '-- >')} -->"


_RULES: dict[str, Callable[[_Mark], str | None]] = {
    "code": _keep,
    "comment": _keep,
    "embed": _embed,
    "wiki": _wiki,
    "image": _image,
    "refer": _refer,
    "link": _link,
    "anchor": _anchor,
    "remark": _remark,
    "template": _template,
    "shortcode": _shortcode,
    "footnote": _footnote,
    "tag": _tag,
}
