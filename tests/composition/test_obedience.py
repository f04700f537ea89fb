"""WeasyPrint sets composed lines exactly as they were composed."""

from __future__ import annotations

import pytest

from bookbuild.model.text import (
    Code,
    ExternalTarget,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    Style,
    Styled,
    Text,
    UnitTarget,
    Verbatim,
)
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.faces import Caps, TypeFaces, TypeStyle
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape
from tests.composition.laid import Laid, Planned, faces_of, items_of, lay

ENGLISH = (
    "“I never promised you a garden,” said the ferryman—and he had not—“I promised you the "
    "far bank of the river, before the evening bell.” The well-known lanterns of the customs "
    "house were being lit, one after another; nobody counted them. Mr.\u00a0Harker, who had "
    "crossed in 1893 with forty-two sacks of flour, a mule and an extraordinarily difficult "
    "grandmother, thought of first principles, of efficient officers and of the affluent "
    "fjords . . . and of what it would cost. “To\u202f?” he asked. VAT. Tea. We. “‘A’ ” "
)
GERMAN = (
    "»Die Verhältnisse«, sagte der Fährmann, »sind nun einmal so – und Übergangsbestimmungen "
    "helfen niemandem über den Fluß.« Auf dem Zollhaus wurden die Laternen angezündet, eine nach "
    "der andern; die Großmutter zählte sie nicht. „Zusammengehörigkeit“, dachte sie, „ist ein "
    "Wort, das man nicht in einem Atemzug spricht“, und schwieg, z.\u00a0B. über das Wetter. "
)
SECOND_FAMILY = "ⱪⱬꜧ"


def _every_inline(text: str) -> Inlines:
    half = len(text) // 2
    head, tail = text[:half], text[half:]
    styles = (Style.STRONG, Style.SMALL_CAPS, Style.UNDERLINE, Style.STRIKE)
    styled: list[Inline] = []
    for style in styles:
        styled += [Styled(style, (Text(tail[:60]),)), Text(" and then " + head[:90] + " ")]
    return (
        Styled(Style.LEAD_IN, (Text(head[:34]),)),
        Text(head[34:]),
        Styled(Style.EMPHASIS, (Text(tail[:200]), Styled(Style.EMPHASIS, (Text("inner words"),)))),
        Text(tail[200:]),
        Text("No"),
        Styled(Style.EMPHASIS, (Text("thing"),)),
        Text(" was un"),
        Styled(Style.EMPHASIS, (Text("comfortable"),)),
        Text(", as he said, in the 17"),
        Styled(Style.SUPERSCRIPT, (Text("th"),)),
        Text(" century, but H"),
        Styled(Style.SUBSCRIPT, (Text("2"),)),
        Text("O.\u00a0"),
        NoteRef("12"),
        Text(" "),
        *styled,
        Link(UnitTarget("ferry", ""), (Text("a way across that goes on for a line or two"),)),
        Text(" "),
        Link(ExternalTarget("https://www.example.org/ferries"), (Text("the timetable"),)),
        Text(" "),
        Language("fr", (Text("une barque à fond plat, naturellement"),)),
        Text(", "),
        Code("set --far-bank"),
        Text(" and "),
        Verbatim("three * stars"),
        Text(" end here"),
        LineBreak(),
        Text("and here " + head[40:130]),
    )


def _planned(inlines: Inlines, measure: float, lang: str, *, italic: bool = False) -> list[Planned]:
    base = TypeStyle(lang=lang, italic=italic)
    shapes = (
        Shape(measure, 11.0, (15.0,)),
        Shape(measure, 11.0, (50.0, 50.0, 50.0)),
        Shape(measure, 11.0, ragged=True),
        Shape(measure, 11.0, (0.0,), rest=30.0),
    )
    planned = []
    for shape in shapes:
        items = items_of(inlines, base, shape.narrowest, frozenset(SECOND_FAMILY))
        settings = broken(items, shape, DEFAULT)
        planned += [Planned(items, option, shape, lang) for option in settings.options]
    return planned


CASES: dict[str, tuple[Inlines, str, bool]] = {
    "every inline": (_every_inline(ENGLISH + ENGLISH), "en", False),
    "English": ((Text(ENGLISH * 2),), "en-US", False),
    "German": ((Text(GERMAN * 2),), "de", False),
    "German, every inline": (_every_inline(GERMAN + GERMAN), "de", False),
    "italic": (_every_inline(ENGLISH + ENGLISH), "en", True),
    "bold": ((Styled(Style.STRONG, (Text(ENGLISH),)),), "en", False),
    "bold italic": (
        (Styled(Style.STRONG, (Styled(Style.EMPHASIS, (Text(ENGLISH),)),)),),
        "en",
        False,
    ),
    "small caps": ((Styled(Style.SMALL_CAPS, (Text(ENGLISH),)),), "en", False),
    "lead-in": ((Styled(Style.LEAD_IN, (Text(ENGLISH),)),), "en", False),
    "German small caps": (
        (
            Styled(Style.SMALL_CAPS, (Text("Effi fuhr oft auf hoffnungsfrohen Schiffen. " * 9),)),
            Styled(Style.LEAD_IN, (Text("Effi fuhr oft auf hoffnungsfrohen Schiffen"),)),
            Text(GERMAN),
        ),
        "de",
        False,
    ),
    "second family": (
        (Text(f"The {SECOND_FAMILY} and “{SECOND_FAMILY}”, not un{SECOND_FAMILY}ed. " + ENGLISH),),
        "en",
        False,
    ),
}


MEASURES = (180.0, 252.0, 297.0, 324.0)


@pytest.mark.parametrize("name", CASES)
def test_every_line_is_set_as_composed(name: str) -> None:
    inlines, lang, italic = CASES[name]
    planned = [
        each for measure in MEASURES for each in _planned(inlines, measure, lang, italic=italic)
    ]
    laid = lay(planned, faces_of(frozenset(SECOND_FAMILY)), italic=italic)
    assert [line.text for line in laid] == [text for each in planned for text in each.texts]
    lines = [(each, line) for each in planned for line in each.setting.lines]
    for (each, line), got in zip(lines, laid, strict=True):
        _is_as_composed(each, line, got)


def _is_as_composed(planned: Planned, line: LineSetting, got: Laid) -> None:
    em = planned.shape.size * line.size / 1000
    assert got.height == pytest.approx(15.0, abs=0.001), got.text
    assert got.left == pytest.approx(line.indent - em * line.hang_left / 1000, abs=0.02), got.text
    if line.justified:
        assert got.right == pytest.approx(planned.right(line), abs=0.1), got.text
    else:
        assert got.right - got.left == pytest.approx(line.natural * em, abs=0.1), got.text


def test_german_small_capitals_have_no_letter_of_the_text_among_them() -> None:
    faces = TypeFaces(faces_of())
    for caps in (Caps.SMALL, Caps.ALL_SMALL):
        widths = {
            lang: [faces.width(letter, TypeStyle(caps=caps, lang=lang)) for letter in "effi"]
            for lang in ("en", "de", "de-AT")
        }
        assert widths["de"] == widths["de-AT"] == widths["en"]
