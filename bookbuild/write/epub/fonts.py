"""The fonts in an EPUB: which ones, cut down to the book's characters, and the CSS that names them.

They are plain font files (Kobo knows no WOFF2), not obfuscated, under their real family names
(calibre compares them). The one rule that uses them is the body's family, so that a reader's own
choice of a typeface wins. Bold is there only where the text uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.model.assets import FontFile, Styles
from bookbuild.report import Checked, Diagnostic, Place, warning
from bookbuild.write.css_text import css_string
from bookbuild.write.epub.package import Licence, Resource
from bookbuild.write.fonts import (
    BOLD,
    LICENCE,
    NO_INK,
    REGULAR,
    SECOND_FAMILY,
    Embedding,
    coverage,
    embedding,
    family_coverage,
    fonts_of,
    licence_text,
    own_subset,
    subset_cut,
)
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.theme import Theme

FONT_SHEET = "css/fonts.css"
"""The sheet that names the fonts; it lies under all others."""

_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0–—‘’“”…•©·×ﬀﬁﬂ")
"""What is in every font of a book: basic Latin, the figures, the marks that sheets may set."""


@dataclass(frozen=True, slots=True)
class TypeUse:
    """What a book asks of its fonts: every character of it, and whether it has words in bold, in
    bold italics, and which families the author's sheets name (in small letters)."""

    characters: frozenset[str]
    bold: bool
    bold_italic: bool
    named: str = ""


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font file of the EPUB as its CSS names it; ``display`` is one that only headings take."""

    family: str
    italic: bool
    bold: bool
    id: str
    href: str
    data: bytes
    display: bool = False

    @property
    def media_type(self) -> str:
        """The type that EPUB 3.3 has for it: by its outlines, not by its name."""
        return "font/otf" if self.data.startswith(b"OTTO") else "font/ttf"


def type_use(pages: tuple[bytes, ...], styles: Styles) -> TypeUse:
    """Return what the finished pages and the style sheets ask for.

    Characters in capitals are there too: a sheet may turn words into them.
    """
    own = (styles.own_book, styles.own_epub, *(sheet.css for sheet in styles.edition))
    text = _characters(pages)
    made = frozenset("".join(_contents(css) for css in (styles.book, styles.epub, *own)))
    capitals = frozenset("".join(character.upper() for character in text))
    styled = any(_BOLD_RULE.search(css) for css in own)
    strong = [page for page in pages if b"<strong" in page]
    return TypeUse(
        characters=text | made | capitals,
        bold=styled or bool(strong),
        bold_italic=styled or any(_BOLD_ITALIC.search(page) for page in strong),
        named="\n".join(own).casefold(),
    )


_ASCII = bytes(range(128))


def _characters(pages: tuple[bytes, ...]) -> frozenset[str]:
    """Return the characters of pages in UTF-8.

    To look for each of the ASCII ones is ten times as fast as to look at every character.
    """
    others: set[str] = set()
    absent = frozenset(_ASCII)
    for page in pages:
        others.update(page.translate(None, _ASCII).decode())
        absent = frozenset(code for code in absent if code not in page)
    return frozenset(map(chr, frozenset(_ASCII) - absent)) | others


_BOLD_RULE = re.compile(r"font(-weight)?\s*:[^;}]*\b(bold|bolder|[6-9]00)\b")
_BOLD_ITALIC = re.compile(
    rb"<strong[^>]*>(?:(?!</?strong)[^\0]){0,1000}?<em\b|<em\b[^>]*>(?:(?!</?em\b)[^\0]){0,1000}?<strong"
)


def _contents(css: str) -> str:
    """Return the characters that a sheet's `content` declarations set."""
    return "".join(_unescaped(found[0]) for found in re.finditer(r"\bcontent\s*:[^;}]*", css))


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-9A-Fa-f]{1,6})\s?", lambda hex_: _character(int(hex_[1], 16)), text)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else ""


# ------------------------------------------------------------------------------- which fonts


def embedded_fonts(
    own: tuple[FontFile, ...], use: TypeUse, theme: Theme = CLASSIC
) -> Checked[tuple[EmbeddedFont, ...]]:
    """Return the fonts of a book: the text's, the second family for what that lacks, the author's,
    and the cuts that the theme sets headings and ornaments in.

    An author's font is there where the text needs it or a sheet names it, and its licence bits
    allow it.
    """
    wanted = use.characters | _ALWAYS
    family = theme.text.family
    text = tuple(_built_in(family, wanted, use))
    elsewhere = frozenset(theme.ornament.characters if theme.ornament.family else "")
    missing = use.characters - family_coverage(family) - frozenset(NO_INK) - elsewhere
    # Not even opened for a book that lacks nothing, as most lack nothing.
    second = missing & family_coverage(SECOND_FAMILY) if missing else missing
    more = tuple(_built_in(SECOND_FAMILY, second, use)) if second else ()
    authors = _authors(own, missing - second, use)
    display = tuple(_display(theme, use))
    return Checked((*text, *more, *authors.value, *display), authors.diagnostics)


def _built_in(family: str, characters: frozenset[str], use: TypeUse) -> Iterator[EmbeddedFont]:
    for weight in (REGULAR, BOLD) if use.bold else (REGULAR,):
        for font in fonts_of(family):
            bold = weight == BOLD
            if bold and font.italic and not use.bold_italic:
                continue
            yield _cut_of(family, characters, italic=font.italic, bold=bold)


def _display(theme: Theme, use: TypeUse) -> Iterator[EmbeddedFont]:
    """Yield the cuts of headings with the book's characters, of ornaments with theirs alone."""
    named = [each for each in theme.screen_letterings if each.family]
    cuts = dict.fromkeys((each.family, each.italic, each.bold) for each in named)
    for family, italic, bold in cuts:
        cut = _cut_of(family, use.characters | _ALWAYS, italic=italic, bold=bold)
        yield replace(cut, display=True)
    ornament = theme.ornament
    if ornament.family:
        characters = frozenset(ornament.characters) | frozenset(" ")
        cut = _cut_of(ornament.family, characters, italic=False, bold=False)
        yield replace(cut, display=True)


def _cut_of(family: str, characters: frozenset[str], *, italic: bool, bold: bool) -> EmbeddedFont:
    weight = BOLD if bold else REGULAR
    font = next(each for each in fonts_of(family) if each.italic == italic and each.has(weight))
    name = _name(family, italic=italic, bold=bold)
    data = subset_cut(font, weight, characters)
    return EmbeddedFont(family, italic, bold, f"font-{name}", f"fonts/{name}.ttf", data)


def _name(family: str, *, italic: bool, bold: bool) -> str:
    style = ("bold-" if bold else "") + ("italic" if italic else "")
    return f"{family.lower().replace(' ', '-')}-{style.strip('-') or 'regular'}"


def _authors(
    own: tuple[FontFile, ...], missing: frozenset[str], use: TypeUse
) -> Checked[tuple[EmbeddedFont, ...]]:
    fonts: list[EmbeddedFont] = []
    diagnostics: list[Diagnostic] = []
    for number, font in enumerate(own, start=1):
        named = font.family.casefold() in use.named
        characters = use.characters | _ALWAYS if named else missing | frozenset(NO_INK)
        if not (named or missing & coverage(font.data)):
            continue
        allowed = embedding(font.data)
        data = _cut(font, characters, allowed)
        if data is None:
            diagnostics.append(_refused(font, allowed))
            continue
        made = EmbeddedFont(font.family, font.italic, font.bold, f"font-own-{number}", "", data)
        ending = "otf" if made.media_type == "font/otf" else "ttf"
        fonts.append(replace(made, href=f"fonts/own-{number}.{ending}"))
    return Checked(tuple(fonts), tuple(diagnostics))


def _cut(font: FontFile, characters: frozenset[str], allowed: Embedding) -> bytes | None:
    match allowed:
        case Embedding.SUBSET:
            return own_subset(font.data, characters, bold=font.bold)
        case Embedding.WHOLE:
            return font.data
        case Embedding.FORBIDDEN:
            return None


def _refused(font: FontFile, allowed: Embedding) -> Diagnostic:
    if allowed is Embedding.FORBIDDEN:
        message = f"The font “{font.family}” says that no book may carry it; the EPUB goes without."
        hint = "Take a font with a licence for e-books, or leave it to the printed book."
        return warning("font-not-allowed", Place(font.path), message, hint)
    message = f"The font “{font.family}” cannot be cut down to this book; the EPUB goes without."
    hint = "Get the file again from whoever made the font."
    return warning("font-not-cut", Place(font.path), message, hint)


# -------------------------------------------------------------------------- sheet and resources


def font_sheet(fonts: tuple[EmbeddedFont, ...]) -> str:
    """Return the sheet that names the fonts and sets the body in them."""
    families = dict.fromkeys(font.family for font in fonts if not font.display)
    names = ", ".join(f'"{css_string(name)}"' for name in families)
    rules = "".join(_face(font) for font in fonts)
    owners = "".join(map(_owner, _built_in_names(fonts)))
    return f'@charset "utf-8";\n\n{owners}\n{rules}\nbody {{ font-family: {names}, serif; }}\n'


def _owner(family: str) -> str:
    """Return whose a built-in family is, which a licence wants said wherever it is handed on."""
    copyright_ = licence_text(family).partition("\n")[0].strip(" .")
    return f"/* {family}. {copyright_}.\n   {LICENCE}: META-INF/{_licence_file(family)} */\n"


def _face(font: EmbeddedFont) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{css_string(font.family)}";\n'
        f"  font-style: {'italic' if font.italic else 'normal'};\n"
        f"  font-weight: {'bold' if font.bold else 'normal'};\n"
        f'  src: url("../{font.href}");\n'
        "}\n"
    )


def font_resources(fonts: tuple[EmbeddedFont, ...]) -> tuple[Resource, ...]:
    """Return the font files as resources of the book."""
    return tuple(Resource(font.id, font.href, font.media_type, font.data) for font in fonts)


def font_licences(fonts: tuple[EmbeddedFont, ...]) -> tuple[Licence, ...]:
    """Return the licence of each built-in family that is there; an author's own are theirs."""
    return tuple(
        Licence(_licence_file(name), licence_text(name)) for name in _built_in_names(fonts)
    )


def _built_in_names(fonts: tuple[EmbeddedFont, ...]) -> tuple[str, ...]:
    """Return the built-in families that are there, one for each package: it has one licence."""
    there = (font.family for font in fonts if not font.id.startswith("font-own-"))
    by_package = {fonts_of(family)[0].package: family for family in reversed(tuple(there))}
    return tuple(reversed(by_package.values()))


def _licence_file(family: str) -> str:
    return f"{family.lower().replace(' ', '-')}-licence.txt"
