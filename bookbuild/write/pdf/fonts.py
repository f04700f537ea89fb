"""The printed book's fonts: the faces that the text needs, and the CSS that names them.

bookbuild's own families come first, an author's own font files third. In a book whose script those
families lack the author's come first, so that its marks and figures are the script's own. Nothing
else may end up in the book.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bookbuild.model.assets import FontFile
from bookbuild.write.fonts import (
    BOLD,
    NO_INK,
    REGULAR,
    SECOND_FAMILY,
    VariableFont,
    coverage,
    fonts_of,
    static_cut,
)
from bookbuild.write.pdf.part_cache import Cache, program
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.theme import Theme


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file as the CSS names it; ``url`` is an address of bookbuild's own scheme."""

    family: str
    style: str
    weights: str
    url: str
    data: bytes


Cut = Callable[[VariableFont, int], bytes]
"""Makes a static font of a variable one and a weight."""


@cache
def static_faces(family: str) -> tuple[FontFace, ...]:
    """Return a family's faces as static fonts that are cut now."""
    return _cut_faces(family, static_cut)


def _cut_faces(family: str, cut: Cut) -> tuple[FontFace, ...]:
    """Return a family's faces as static fonts, regular and bold: WeasyPrint would take seconds to
    pin a variable one."""
    return tuple(
        _pinned(font, weight, cut)
        for font in fonts_of(family)
        for weight in (REGULAR, BOLD)
        if font.has(weight)
    )


def _pinned(font: VariableFont, weight: int, cut: Cut) -> FontFace:
    style = "italic" if font.italic else "normal"
    name = f"{font.family} {style} {weight}".lower().replace(" ", "-")
    url = f"bookbuild:fonts/{name}"
    return FontFace(font.family, style, str(weight), url, cut(font, weight))


def kept_cuts(cache: Cache) -> Callable[[str], tuple[FontFace, ...]]:
    """Return what `static_faces` does, of cuts that are kept from one build to the next."""

    def cut(font: VariableFont, weight: int) -> bytes:
        data = hashlib.sha256(font.data).hexdigest()
        about = f"cut {program()} {data} {font.drawn(weight)} {font.optical}"
        key = hashlib.sha256(about.encode()).hexdigest()
        kept = cache.get(key)
        if kept is None:
            kept = static_cut(font, weight)
            cache.put(key, kept)
        return kept

    return lambda family: _cut_faces(family, cut)


def font_faces(
    own: tuple[FontFile, ...],
    characters: frozenset[str],
    *,
    own_first: bool = False,
    theme: Theme = CLASSIC,
    faces_of: Callable[[str], tuple[FontFace, ...]] = static_faces,
) -> tuple[FontFace, ...]:
    """Return the faces of a book: the text's, the second family where it is needed, the author's,
    then those that the theme sets headings and ornaments in.

    ``own_first`` has the author's before all others.

    ``own`` are the author's files, in the order to try them; ``characters`` is every character of
    the book. ``faces_of`` makes the faces of a built-in family.
    """
    text = faces_of(theme.text.family)
    display = tuple(face for name in theme.families[1:] for face in faces_of(name))
    missing = characters - _shown(text)
    second = faces_of(SECOND_FAMILY) if missing else ()
    needed = second if missing & _shown(second) else ()
    families = dict.fromkeys(font.family for font in own)
    authors = tuple(face for name in families for face in _own_faces(name, own))
    running = authors + text + needed if own_first else text + needed + authors
    return running + display


def running_families(faces: tuple[FontFace, ...], theme: Theme) -> tuple[str, ...]:
    """Return the families of running text in their order, without those of headings alone."""
    display = theme.families[1:]
    return tuple(dict.fromkeys(face.family for face in faces if face.family not in display))


def _own_faces(family: str, own: tuple[FontFile, ...]) -> tuple[FontFace, ...]:
    """Return an author's family as four faces, each the file that comes nearest to it.

    All four are named, so that no font of the same name on the machine stands in for a missing
    one.
    """
    files_ = [font for font in own if font.family == family]
    return tuple(
        _own_face(_nearest(files_, italic=italic, bold=bold), italic=italic, bold=bold)
        for italic in (False, True)
        for bold in (False, True)
    )


def _nearest(fonts: list[FontFile], *, italic: bool, bold: bool) -> FontFile:
    return min(fonts, key=lambda font: 2 * (font.italic != italic) + (font.bold != bold))


def _own_face(font: FontFile, *, italic: bool, bold: bool) -> FontFace:
    style, weight = "italic" if italic else "normal", "700" if bold else "400"
    return FontFace(font.family, style, weight, f"bookbuild:fonts/own/{font.path}", font.data)


def unshown(faces: tuple[FontFace, ...], characters: frozenset[str]) -> frozenset[str]:
    """Return the characters that none of the faces has a glyph for."""
    return characters - _shown(faces)


def font_css(faces: tuple[FontFace, ...]) -> str:
    """Return the `@font-face` rules and the rule that sets the book in them."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f'font-weight: {face.weights}; src: url("{face.url}") }}'
        for face in faces
    ]
    names = dict.fromkeys(face.family for face in faces)
    quoted = ", ".join(f'"{name}"' for name in names)
    rules.append(f"html {{ font-family: {quoted} }}")
    return "\n".join(rules)


def _shown(faces: tuple[FontFace, ...]) -> frozenset[str]:
    return frozenset(NO_INK).union(*(coverage(face.data) for face in faces))
