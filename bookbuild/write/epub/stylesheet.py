"""The book's CSS in layers: the shared sheet, the EPUB's layer, the author's own over both.

Each layer is a file of its own, so that a mistake in one ends with that file. The author's sheets
are checked for addresses: a book is one file, and what a sheet would fetch is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bookbuild.model.assets import Styles
from bookbuild.model.scripts import Script, script_of
from bookbuild.report import Checked, Diagnostic
from bookbuild.write.script_css import language_css, mirrored, script_css

COVER_CSS = """\
@charset "utf-8";
@page { margin: 0; padding: 0; }
body { margin: 0; padding: 0; text-align: center; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100%; max-height: 100vh; margin: 0 auto; }
"""
"""The cover's page has nothing but its picture, and takes nothing from the book's sheets."""

COVER_SHEET = "css/cover.css"

_INITIAL = ",\n".join(
    f".{kind} .words > div:first-child + div > p.first:first-letter"
    for kind in ("prologue", "chapter", "interlude", "epilogue")
)
_DROP_CAPS = f"""\
@charset "utf-8";

.lead-in {{ letter-spacing: 0; }}
{_INITIAL} {{
  float: left;
  font-size: 3em;
  line-height: .72;
  padding: .06em .06em 0 0;
  font-variant: normal;
  letter-spacing: 0;
}}
@supports (initial-letter: 2) or (-webkit-initial-letter: 2) {{
{_INITIAL} {{
  float: none;
  font-size: inherit;
  line-height: inherit;
  padding: 0 .1em 0 0;
  -webkit-initial-letter: 2;
  initial-letter: 2;
}}
}}
"""
"""A large initial: over two lines of whatever leading a reader has chosen where the engine can
count them, else as a float of about that height."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A style sheet of the book: its path there and its text."""

    href: str
    css: str


def layers(
    styles: Styles, *, drop_caps: bool = False, language: str = "en"
) -> Checked[tuple[Layer, ...]]:
    """Return the sheets in the order in which pages link them, without the empty ones.

    The built-in ones are as the language's script wants them: mirrored, with a layer of its own.

    From the author's own sheets, rules that name a file or an address are left out with a warning
    each: EPUBs hold such files only where the package lists them. So are rules that are no CSS:
    an EPUB that holds them is not valid.
    """
    own_book = _contained(styles.own_book, "styles/book.css")
    own_epub = _contained(styles.own_epub, "styles/epub.css")
    editions = [_contained(sheet.css, sheet.file) for sheet in styles.edition]
    sheets = (
        *_built_in(styles, script_of(language), drop_caps=drop_caps),
        Layer("css/language.css", language_css(language)),
        Layer("css/own-book.css", own_book.value),
        Layer("css/own-epub.css", own_epub.value),
        *(Layer(f"css/edition-{n}.css", each.value) for n, each in enumerate(editions, start=1)),
    )
    filled = tuple(layer for layer in sheets if layer.css.strip())
    noticed = chain.from_iterable(each.diagnostics for each in (own_book, own_epub, *editions))
    left_out = tuple(noticed)
    told = {diagnostic.place for diagnostic in left_out}
    risky = (each for each in _risky(styles) if each.place not in told)
    return Checked(filled, (*left_out, *risky))


def _built_in(styles: Styles, script: Script, *, drop_caps: bool) -> tuple[Layer, ...]:
    sheets: tuple[Layer, ...] = (
        Layer("css/book.css", styles.book),
        Layer("css/epub.css", styles.epub),
        Layer("css/drop-caps.css", _DROP_CAPS if drop_caps and script.has_initials else ""),
    )
    if script.right_to_left:
        sheets = tuple(Layer(sheet.href, mirrored(sheet.css)) for sheet in sheets)
    return (*sheets, Layer("css/script.css", script_css(script, printed=False)))


def _contained(css: str, file: str) -> Checked[str]:
    """Return an author's sheet without what no EPUB can hold."""
    if not css:
        return Checked("")
    # Imported for those books alone that have such a sheet: it brings a parser of CSS with it.
    from bookbuild.write.epub.own_sheets import contained

    return contained(css, file)


def _risky(styles: Styles) -> Iterator[Diagnostic]:
    """Yield what weak readers choke on in the author's sheets."""
    named = (
        (styles.own_book, "styles/book.css"),
        (styles.own_epub, "styles/epub.css"),
        *((sheet.css, sheet.file) for sheet in styles.edition),
    )
    for css, file in named:
        if css:
            from bookbuild.write.epub.own_sheets import risky

            yield from risky(css, file)
