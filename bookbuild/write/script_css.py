"""What the book's script changes in the built-in sheets, for both files.

The sheets are written for Latin letters: small capitals, italics, tracking, a flush first
paragraph. Where a script has none of these, a layer over them says what it has instead; where it
runs from right to left, the sheets themselves are mirrored.
"""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.model.scripts import Script

# ------------------------------------------------------------------------------- mirrored

_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_FOUR_SIDES = re.compile(
    r"\b(margin|padding):(\s*)([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;]+)(?=\s*(?:;|$))", re.MULTILINE
)
_SIDE = re.compile(r"\b(left|right)\b")
_CHOSEN = re.compile(r"\.to-the-right|\.column-")
"""What the author has put on one side: it stays there."""


def mirrored(css: str) -> str:
    """Return a built-in sheet with left and right exchanged in what its rules declare.

    Not for an author's sheets, which say what they mean.
    """
    return _RULE.sub(_mirrored_rule, css)


def _mirrored_rule(rule: re.Match[str]) -> str:
    selector, declarations = rule[1], rule[2]
    if _CHOSEN.search(selector):
        return rule[0]
    turned = _FOUR_SIDES.sub(r"\1:\2\3 \6 \5 \4", declarations)
    return f"{selector}{{{_SIDE.sub(_other_side, turned)}}}"


def _other_side(side: re.Match[str]) -> str:
    return "right" if side[0] == "left" else "left"


# ------------------------------------------------------------------------------- the layer

_CAPITALS = """\
.lead-in, .small-caps, .sign, .opening .label, .opening .draft, p.pov, p.draft,
aside.note > p.note-label, .sender, .key, .credit, .book-author, .imprint, .to-notes, h3,
.contents-label, .appendix h2, .half-title .book-title,
.contents header.opening h1 .title, .appendix header.opening h1 .title,
.opening .title, .opening .label-alone .label, .book-title {
  font-variant: normal;
  font-variant-caps: normal;
  text-transform: none;
  letter-spacing: 0;
}
"""

_ITALICS = """\
em, .opening .label, .opening .label-alone .label, .opening .title, p.pov, .book-title,
.half-title .book-title, .book-author, .contents header.opening h1 .title,
.appendix header.opening h1 .title, .opening .subtitle, .opening .section-author,
.opening .contains, h2, h4, h5, h6,
p.dateline, .time, .handwriting, figcaption, th, .book-subtitle, .series,
.unit.dedication .words p, .unit.epigraph .words p, .unit.epigraph .words .attribution em,
.promise, .appendix-page, nav .promised, .contents .promised {
  font-style: normal;
}
"""

_FLUSH = """\
p, header + p, header + .words > p:first-child, .words > p:first-child, p.first,
hr + p, p.blank + p, p.pov + p, p.dateline + p, h2 + p, h3 + p, h4 + p, h5 + p, h6 + p,
aside.note p, aside.note > p:first-of-type, blockquote > p:first-child {{
  text-indent: {indent};
}}
header.opening p, p.pov, p.dateline, p.blank, p.gone, p.note-label, p.attribution,
aside.note > p.note-label, .words > p.pov:first-child, .words > p.dateline:first-child,
p.pov.first, p.dateline.first, p.pov + p.dateline, .contents p.row, figure p {{
  text-indent: 0;
}}
"""
"""A paragraph's indent is the same wherever it stands: none is flush after a break or a heading."""


def script_css(script: Script, *, printed: bool, bold: bool = True) -> str:
    """Return the layer that a script needs over the built-in sheets, "" for none.

    ``bold`` says whether the printed book has bold letters of the script: where it has none, what
    would be bold is underlined.
    """
    if script.cased:
        return "" if script.has_small_capitals else _CAPITALS
    rules = [_CAPITALS, _ITALICS, _stress(script, printed=printed, bold=bold)]
    if script in (Script.CHINESE, Script.JAPANESE, Script.KOREAN):
        rules.append(_FLUSH.format(indent="2em" if script is Script.CHINESE else "1em"))
    if printed:
        rules.append("html, p, h1, h2, h3, h4, h5, h6 { hyphens: none }\n")
        rules.append("html { font-variant-numeric: lining-nums }\n")
    else:
        rules.append("body { font-variant-numeric: normal; }\n")
        rules.append(_lines(script))
    return "\n".join(rules)


_GERMAN = """\
.lead-in, .small-caps, .sign, .opening .label, .opening .draft, p.pov,
aside.note > p.note-label, .sender, .key, .credit, .book-author, .imprint, .to-notes, h3 {
  font-feature-settings: "locl" 0;
}
"""
"""EB Garamond draws an f of its own for German, and has no small capital of that one: it would stay
a letter of the text. So there German has the f of all others."""


def language_css(language: str) -> str:
    """Return the layer that an EPUB in a language needs over the built-in sheets, "" for none.

    The printed sheet has the same rules for each word of the language.
    """
    return _GERMAN if language.split("-")[0].casefold() == "de" else ""


def _lines(script: Script) -> str:
    """Return where lines end in an EPUB: a heading's at its spaces, before any within a word."""
    match script:
        case Script.CHINESE | Script.JAPANESE:
            strict = "body { -epub-line-break: strict; line-break: strict; }\n"
        case Script.KOREAN:
            strict = ""
        case _:
            return ""
    return f"{strict}h1, h2, h3, h4, h5, h6, .book-title {{ word-break: keep-all; }}\n"


def _stress(script: Script, *, printed: bool, bold: bool) -> str:
    """Return how stressed words look: dots beside the characters, bold, a line in print."""
    match script:
        case Script.CHINESE:
            return _PRINTED_DOTS if printed else _dotted("filled dot", "under")
        case Script.JAPANESE:
            return _PRINTED_DOTS if printed else _dotted("filled sesame", "over")
        case Script.KOREAN:
            return _PRINTED_DOTS if printed else _dotted("filled dot", "over")
        case Script.ARABIC | Script.HEBREW | Script.UNSPACED | Script.OTHER:
            if printed and not bold:
                return "em { text-decoration: underline; }\nem em { text-decoration: none; }\n"
            return "em { font-weight: bold; }\nem em { font-weight: normal; }\n"
        case Script.LATIN | Script.GREEK | Script.CYRILLIC | Script.ARMENIAN:
            return ""
        case _:
            assert_never(script)


_PRINTED_DOTS = "em { text-decoration: underline dotted; }\nem em { text-decoration: none; }\n"
"""The press knows no emphasis marks; a dotted line below comes near to them."""


def _dotted(mark: str, side: str) -> str:
    where = f"{side} right"
    return (
        "em {\n"
        f"  -webkit-text-emphasis: {mark};\n"
        f"  -epub-text-emphasis-style: {mark};\n"
        f"  text-emphasis: {mark};\n"
        f"  -webkit-text-emphasis-position: {where};\n"
        f"  text-emphasis-position: {where};\n"
        "}\n"
        "em em {\n"
        "  -webkit-text-emphasis: none;\n"
        "  -epub-text-emphasis-style: none;\n"
        "  text-emphasis: none;\n"
        "}\n"
    )
