"""Copies to paste: a page for each section, opened in a browser and copied as rich text.

What is copied is bare: paragraphs, emphasis, lists, and the few styles in the elements themselves
that editors keep. The typeface is the browser's own, so that none comes along. A scene break is a
line of asterisks: several editors drop a rule, and two scenes would become one.

A click into a box selects the whole of it, without a script; Select All takes all boxes and no word
of the page around them. The title is a field, which no selection of text includes.
"""

from __future__ import annotations

from bookbuild.render.documents import direction
from bookbuild.render.marks import element, escaped, void
from bookbuild.write.copies.html import Manner, box_html
from bookbuild.write.copies.posts import BoxKind, CopyFile, Part, Post, Voice, parts_of

_CENTRED = (("style", "text-align: center"),)

MANNER = Manner(
    centre=_CENTRED,
    end=(("style", "text-align: right"),),
    frame=(("style", "border: 1px solid; padding: 0 1em"),),
    rule=element("p", "* * *", *_CENTRED),
    divider=element("p", "———"),
    top=2,
    small_caps=(("style", "font-variant: small-caps"),),
    names_languages=True,
    links_notes=False,
)
"""How editors of rich text take HTML."""

_CSS = """\
body { margin: 0 auto; max-width: 42em; padding: 1em; }
header, nav, .box-name { font-family: sans-serif; user-select: none; -webkit-user-select: none; }
header { background: #f3efe6; border-radius: .4em; line-height: 1.5; padding: .7em 1em; }
header p { margin: .3em 0; }
header input { box-sizing: border-box; font: inherit; padding: .2em .4em; width: 100%; }
.box-name { border-top: 1px solid #bbb; color: #666; font-size: .8em; margin: 2em 0 0;
  padding-top: .3em; }
.box { user-select: all; -webkit-user-select: all; }
nav { line-height: 1.8; }
"""
_HOW = (
    "Click into a box below: all of it is selected. Copy it and paste it into the site’s editor. "
    "Select All takes every box at once, and nothing of this bar."
)
_NAMES = {
    BoxKind.SUMMARY: "Summary",
    BoxKind.OPENING: "Note before the text",
    BoxKind.TEXT: "Text",
    BoxKind.CLOSING: "Note after the text",
}


def paste_files(posts: tuple[Post, ...], title: str, voice: Voice) -> tuple[CopyFile, ...]:
    """Return a page for each post, and a page that lists them where there are several."""
    pages = tuple(CopyFile(f"{post.name}.html", _page(post, voice), post.source) for post in posts)
    several = len(posts) > 1
    return (*((CopyFile("index.html", _index(posts, title, voice)),) if several else ()), *pages)


def _page(post: Post, voice: Voice) -> str:
    field = void("input", ("readonly", "readonly"), ("aria-label", "Title"), ("value", post.title))
    head = element("header", element("p", _HOW) + "\n" + element("p", field), ("lang", "en"))
    boxes = "\n".join(_box(part, voice) for part in parts_of(post))
    return _document(post.title, f"{head}\n{boxes}", voice)


def _box(part: Part, voice: Voice) -> str:
    """Return a box under its name.

    What sets a note off from the text stands outside the box: it is copied with all the boxes, and
    not with a note that goes into a site's own box for notes.
    """
    box = part.box
    name = element("p", _NAMES[box.kind], ("class", "box-name"), ("lang", "en"))
    above = MANNER.divider if part.divider_above else ""
    label = element("p", element("strong", escaped(box.heading))) if box.heading else ""
    shown = element("div", f"\n{box_html(box, voice, MANNER)}\n", ("class", "box"))
    below = MANNER.divider if part.divider_below else ""
    return "\n".join(line for line in (name, above, label, shown, below) if line)


def _index(posts: tuple[Post, ...], title: str, voice: Voice) -> str:
    rows = "\n".join(
        element("li", element("a", escaped(post.title), ("href", f"{post.name}.html")))
        for post in posts
    )
    heading = element("h1", escaped(title))
    listed = element("ul", f"\n{rows}\n")
    return _document(title, element("nav", f"\n{heading}\n{listed}\n"), voice)


def _document(title: str, body: str, voice: Voice) -> str:
    turned = direction(voice.language)
    head = (
        void("meta", ("charset", "utf-8")),
        void("meta", ("name", "viewport"), ("content", "width=device-width")),
        element("title", escaped(title)),
        element("style", f"\n{_CSS}"),
    )
    lines = ("", *head, "")
    root = element("head", "\n".join(lines)) + "\n" + element("body", f"\n{body}\n")
    page = element("html", f"\n{root}\n", ("lang", voice.language), ("dir", turned))
    return f"<!DOCTYPE html>\n{page}\n"
