"""Copies for AO3: a folder for each section, a file for each box of its form.

AO3 keeps the tags and attributes that its HTML help lists and drops the rest: no ``id``, no
``lang``, no style; a ``class`` means something only with a work skin. A link within a page leads to
a ``name``, and a line is set to the right by ``align``.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.write.copies.html import Manner, box_html
from bookbuild.write.copies.limits import TITLE
from bookbuild.write.copies.posts import Box, BoxKind, CopyFile, Post, Voice

MANNER = Manner(
    centre=(("align", "center"),),
    end=(("align", "right"),),
    frame=(),
    rule="<hr/>",
    divider='<hr align="left" width="30%"/>',
    top=4,
    small_caps=(),
    names_languages=False,
    links_notes=True,
)
"""How AO3 takes HTML. Its own chapter titles are level 3."""

WORK = "00-work"
"""The folder for the boxes of the whole work."""


def ao3_files(posts: tuple[Post, ...], title: str, voice: Voice) -> tuple[CopyFile, ...]:
    """Return the files of every post, before them those of the whole work where it has some."""
    about = tuple(file for post in posts if not post.source for file in _work(post, voice))
    named = (CopyFile(f"{WORK}/title.txt", f"{title}\n", box=TITLE),) if about else ()
    chapters = tuple(file for post in posts if post.source for file in _chapter(post, voice))
    return (*named, *about, *chapters)


def _chapter(post: Post, voice: Voice) -> Iterator[CopyFile]:
    if post.site_title:
        path = f"{post.name}/title.txt"
        yield CopyFile(path, f"{post.site_title}\n", post.source, TITLE)
    for box in post.boxes:
        yield _file(box, box.kind, post.name, post.source, voice)


def _work(post: Post, voice: Voice) -> Iterator[CopyFile]:
    """Yield the boxes of the whole work: a note on it is a page of its own in the edition."""
    place = BoxKind.OPENING if post.number == 0 else BoxKind.CLOSING
    for box in post.boxes:
        kind = place if box.kind is BoxKind.TEXT else box.kind
        yield _file(box, kind, WORK, "", voice)


def _file(box: Box, kind: BoxKind, folder: str, source: str, voice: Voice) -> CopyFile:
    html = box_html(box, voice, MANNER)
    return CopyFile(f"{folder}/{kind.value}.html", f"{html}\n", source, kind.value)
