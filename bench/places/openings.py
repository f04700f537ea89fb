"""What happens around and inside paragraphs: an opening note, page markers, edits, what is gone.

These are pairs of chapters as markup, where the histories of `chapters` do not reach.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench.places.chapters import FIRST, WORDS
from bench.places.markup import plain, slots

_H1 = "<h1>The Goat</h1>"
_HEADER = f"<header>{_H1}</header>"
_NOTE = '<aside class="note"><p>I had a cold this week, so this one is short.</p></aside>'
_TEXT = plain(FIRST)
_IN_WORDS = f'<div class="words">\n{_TEXT}\n</div>'
_MARKER = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-9" aria-label="9"></span>'


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter before and after a change, as markup."""

    letter: str
    what: str
    before: str
    after: str

    def turned(self) -> Pair:
        """Return the change the other way round."""
        return Pair(self.letter, self.what, self.after, self.before)


def _section(inside: str) -> str:
    return f'<section epub:type="chapter" id="c">\n{inside}\n</section>'


OPENINGS = tuple(
    Pair(letter, what, _section(with_note), _section(without))
    for letter, what, with_note, without in (
        ("N1", "header, aside, p", f"{_HEADER}\n{_NOTE}\n{_TEXT}", f"{_HEADER}\n{_TEXT}"),
        (
            "N2",
            "header, aside, div of p",
            f"{_HEADER}\n{_NOTE}\n{_IN_WORDS}",
            f"{_HEADER}\n{_IN_WORDS}",
        ),
        (
            "N3",
            "aside in the header, p",
            f"<header>{_H1}{_NOTE}</header>\n{_TEXT}",
            f"{_HEADER}\n{_TEXT}",
        ),
        (
            "N4",
            "aside in the header, div of p",
            f"<header>{_H1}{_NOTE}</header>\n{_IN_WORDS}",
            f"{_HEADER}\n{_IN_WORDS}",
        ),
        (
            "N5",
            "header, div for notes, div of p",
            f'{_HEADER}\n<div class="notes">{_NOTE}</div>\n{_IN_WORDS}',
            f'{_HEADER}\n<div class="notes"></div>\n{_IN_WORDS}',
        ),
        (
            "N6",
            "a hidden aside stays",
            f"{_HEADER}\n{_NOTE}\n{_IN_WORDS}",
            f'{_HEADER}\n<aside hidden="hidden"></aside>\n{_IN_WORDS}',
        ),
    )
)
"""A chapter with an opening note, and without."""


def _marked(text: str, old: str, new: str) -> str:
    assert old in text
    return _section(f"{_HEADER}\n{text.replace(old, new)}")


_SEVEN = '<p id="p7">'
_MIDDLE = "over the second step, "
_LAST = "middle of the deck."
_SLOTTED = slots(FIRST)

MARKERS = tuple(
    Pair(letter, what, _section(f"{_HEADER}\n{text}"), _marked(text, old, new))
    for letter, what, text, old, new in (
        ("M1", "in the middle of p7", _TEXT, _MIDDLE, _MIDDLE + _MARKER),
        ("M2", "first in p7", _TEXT, _SEVEN, _SEVEN + _MARKER),
        ("M3", "last in p7", _TEXT, _LAST, _LAST + _MARKER),
        ("M4", "a div before p7", _TEXT, _SEVEN, _MARKER.replace("span", "div") + _SEVEN),
        (
            "M5",
            "in the empty div before p7",
            _SLOTTED,
            f"<div></div>{_SEVEN}",
            f"<div>{_MARKER}</div>{_SEVEN}",
        ),
    )
)
"""A chapter without page markers, and with one.

In the middle of a paragraph (M1) a marker costs what stands behind it in that paragraph: two
readers find nothing there. At the end (M3) it costs nothing. So markers that come into a text
which readers have stand at the ends of paragraphs (`plan.page_places`).
"""

_EIGHT = WORDS[7]
_CUT = _EIGHT.split(", and")[0] + "."
_EM = "<em>rules about livestock</em>"
_FILLED = len(_EIGHT) - len(_CUT)

EDITS = tuple(
    Pair(letter, what, _section(f"{_HEADER}\n{_TEXT}"), _marked(_TEXT, _EIGHT, new))
    for letter, what, new in (
        ("W1", "a word is another", _EIGHT.replace("board", "plank")),
        ("W2", "a word more before", _EIGHT.replace("board", "large board")),
        ("W3", "cut short", _CUT),
        ("W4", "cut short, filled with spaces", _CUT + " " * _FILLED),
        ("W5", "cut short, filled with U+200B", _CUT + "\u200b" * _FILLED),
        ("W6", "a second em", _EIGHT.replace("board", "<em>board</em>")),
        ("W7", "no em any more", _EIGHT.replace(_EM, "rules about livestock")),
        ("W8", "a span in place of the em", _EIGHT.replace("em>", "span>")),
    )
)
"""Words edited in the eighth paragraph."""

_SIX = f'<p id="p6">{WORDS[5]}</p>'
_ZERO = "\u200b" * len(WORDS[5])

GONE = tuple(
    Pair(letter, what, _section(f"{_HEADER}\n{_TEXT}"), _marked(_TEXT, _SIX, new))
    for letter, what, new in (
        ("T1", "nothing", ""),
        ("T2", "empty div", "<div></div>"),
        ("T3", "p hidden", '<p id="p6" hidden="hidden"></p>'),
        ("T4", "empty p", '<p id="p6"></p>'),
        ("T5", "p with an empty span", '<p id="p6"><span></span></p>'),
        ("T6", "p of one U+200B", '<p id="p6">\u200b</p>'),
        ("T7", "p of as many U+200B", f'<p id="p6">{_ZERO}</p>'),
        ("T8", "p of as many spaces", f'<p id="p6">{" " * len(WORDS[5])}</p>'),
    )
)
"""What a paragraph may leave in its place."""
