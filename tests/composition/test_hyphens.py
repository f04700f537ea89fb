"""Where words may be divided."""

from __future__ import annotations

import pytest

from bookbuild.write.pdf.composition.break_points import Division, divided
from bookbuild.write.pdf.composition.hyphens import Hyphens
from bookbuild.write.pdf.composition.type_design import HyphenRules

HYPHENS = Hyphens(HyphenRules(exceptions=("fo-c’s-le", "weeknights", "ele-phant-ine")))


def _hyphenated(word: str, lang: str = "en-US") -> str:
    text, points = divided(word, HYPHENS, lang)
    marks = {
        Division.HYPHEN: "-",
        Division.NAME: "=",
        Division.OWN_HYPHEN: "|",
        Division.DASH: "|",
    }
    for point in reversed(points):
        mark = marks.get(point.division, "/")
        text = text[: point.offset] + mark + text[point.offset :]
    return text


@pytest.mark.parametrize(
    ("word", "lang", "wanted"),
    [
        ("extraordinary", "en-US", "ex-tra-or-di-nary"),
        ("“children’s,”", "en-US", "“chil-dren’s,”"),
        ("river", "en-US", "river"),
        ("Elizabeth", "en-US", "Eliz=a=beth"),
        ("morning—Elizabeth’s", "en-US", "morn-ing—|Eliz=a=beth’s"),
        ("McGregor", "en-US", "McGregor"),
        ("happened", "en", "hap-pened"),
        ("PARLIAMENT", "en-US", "PARLIAMENT"),
        ("Verhältnisse", "de", "Ver-hält-nisse"),
        ("Verhältnisse", "de-AT", "Ver-hält-nisse"),
        ("anything", "xx", "anything"),
        ("anything", "", "anything"),
        ("B1234567mm", "en-US", "B1234567mm"),
        ("someone@example.org", "en-US", "someone@example.org"),
        ("well-known", "en-US", "well-|known"),
        ("X-ray", "en-US", "X-ray"),
        ("garden—however", "en-US", "gar-den—|how-ever"),
        ("“What—”", "en-US", "“What—”"),
        ("1914–1918", "en-US", "1914–1918"),
        ("either/or", "en-US", "ei-ther//or"),
        ("elephantine", "en-US", "ele-phant-ine"),
        ("weeknights", "en-US", "weeknights"),
        ("imp\u00adossible", "en-US", "imp-ossible"),
        ("a\u2060b\ufeffc", "en-US", "abc"),
        ("zero\u200bwidth", "en-US", "zero/width"),
    ],
)
def test_words_are_divided_where_they_may_be(word: str, lang: str, wanted: str) -> None:
    assert _hyphenated(word, lang) == wanted


def test_division_can_be_switched_off() -> None:
    rules = HyphenRules(off=True)
    assert divided("extraordinary", Hyphens(rules), "en")[1] == ()
    assert [each.offset for each in divided("well-known", Hyphens(rules), "en")[1]] == [5]
