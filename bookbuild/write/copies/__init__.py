"""An `Edition` becomes copies for posting: its sections as other people's sites want them.

- `posts`: an edition's sections as posts, each with the boxes of a site's form.
- `pieces`: the few shapes of text that every site has.
- `fallback`: every block ▶ pieces. The one place that says what becomes of a letter or a system
  box where there are no letters and no system boxes.
- `html`: pieces ▶ HTML, in the manner of one site or another.
- `lines`: what plain text and BBCode have in common.
- `ao3`, `paste`, `bbcode`, `plain`: a post ▶ the files for one kind of site.
- `limits`: how much a site's boxes hold, each with its source.

No site's style sheet can be counted on, so nothing here depends on classes.
"""

from __future__ import annotations

from typing import assert_never

from bookbuild.model.copies import Target
from bookbuild.model.edition import Edition
from bookbuild.report import Checked
from bookbuild.write.copies.ao3 import ao3_files
from bookbuild.write.copies.bbcode import bbcode_files
from bookbuild.write.copies.limits import too_long
from bookbuild.write.copies.paste import paste_files
from bookbuild.write.copies.plain import text_files
from bookbuild.write.copies.posts import CopyFile, Post, PostExtra, Voice, posts_of

__all__ = ["CopyFile", "Post", "PostExtra", "make_copies", "posts_of"]


def make_copies(
    posts: tuple[Post, ...], edition: Edition, target: Target
) -> Checked[tuple[CopyFile, ...]]:
    """Return the files for one kind of site, and a warning for each that is longer than it takes.

    Paths are relative, with slashes; the order is that of the posts.
    """
    voice = Voice(edition.metadata.language, edition.words)
    files = _files(posts, edition, voice, target)
    return Checked(files, tuple(each for file in files for each in too_long(file, target)))


def _files(
    posts: tuple[Post, ...], edition: Edition, voice: Voice, target: Target
) -> tuple[CopyFile, ...]:
    match target:
        case Target.AO3:
            return ao3_files(posts, edition.title, voice)
        case Target.PASTE:
            return paste_files(posts, edition.title, voice)
        case Target.BBCODE:
            return bbcode_files(posts, voice)
        case Target.TEXT:
            return text_files(posts, voice)
        case _:
            assert_never(target)
