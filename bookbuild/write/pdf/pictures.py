"""Pictures as the press can print them: drawings in the book's own type, greys of eight bits.

A drawing names fonts of the machine on which it was made; another machine takes others, and the
pages would differ. So a family that the book does not have is taken out of the drawing's markup,
and its words fall back to the family of the text.
"""

from __future__ import annotations

import re

from bookbuild.model.assets import Image
from bookbuild.write.pdf.fonts import FontFace

_MARKUP = re.compile(r"<style\b[^>]*>.*?</style>|<[^>]*>", re.DOTALL)
_FAMILY = re.compile(r"(?<![\w-])font-family(?=\s*[=:]\s*\"?(?P<named>[^;}<>\"]*))")
_ROOT = re.compile(r"<svg\b(?![^>]*\sfont-family=)")


_DEEP_GREY = b"\x10\x00"
"""Sixteen bits and no colour, in the head of a PNG (third edition, 11.2.1)."""


def printable(image: Image, faces: tuple[FontFace, ...]) -> bytes:
    """Return a picture's bytes for the press, which takes greys of sixteen bits for colours."""
    if image.media_type == "image/svg+xml":
        return _in_books_type(image, faces)
    if image.media_type == "image/png" and image.data[24:26] == _DEEP_GREY:
        from bookbuild.plates.pixels import eight_bits, opened, png  # which few books need

        with opened(image.data) as picture:
            return png(eight_bits(picture))
    return image.data


def _in_books_type(image: Image, faces: tuple[FontFace, ...]) -> bytes:
    """Return a drawing in which only the book's families are named.

    It is one that was made safe (`plates.drawing`), so its markup has one form.
    """
    families = tuple(dict.fromkeys(face.family for face in faces))

    def unnamed(found: re.Match[str]) -> str:
        has_ours = any(family in found["named"] for family in families)
        return "font-family" if has_ours else "data-family"

    markup = image.data.decode()
    if "<text" not in markup or not faces:
        return image.data
    markup = _MARKUP.sub(lambda part: _FAMILY.sub(unnamed, part[0]), markup)
    return _ROOT.sub(f'<svg font-family="{families[0]}"', markup, count=1).encode()
